"""The form an answer is written in: expanded, factored, a fraction, without integrals."""

from __future__ import annotations

from mmready.maths.exact import UndefinedError, exact
from mmready.maths.tree import Binary, Call, Negation, Node, Number, names, walk

FORMS = ("expanded", "factored", "fraction", "no-integral")


def has_form(node: Node, form: str, key: Node | None = None) -> bool:
    """Whether a tree is written in this form.

    ``expanded``: no product with a sum in it and no whole power of a sum. ``factored``: a product of at least as many
    factors with letters as the key has. ``fraction``: whole numbers and one fraction bar, no decimals. ``no-integral``:
    nothing left to work out (integrals, sums, limits, derivatives).
    """
    if form == "expanded":
        return not any(_unexpanded(part) for part in walk(node))
    if form == "factored":
        wanted = factors(key) if key is not None else 2
        return factors(node) >= max(wanted, 1) and not _is_sum(_unsigned(node))
    if form == "fraction":
        return _is_fraction(_unsigned(node))
    unworked = ("integrate", "sum", "product", "limit", "diff")
    return not any(isinstance(part, Call) and part.function in unworked for part in walk(node))


def _unsigned(node: Node) -> Node:
    while isinstance(node, Negation):
        node = node.body
    return node


def _is_sum(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator in "+-"


def _unexpanded(node: Node) -> bool:
    if not isinstance(node, Binary):
        return isinstance(node, Negation) and _is_sum(node.body) and bool(names(node.body))
    if node.operator == "*":
        return any(_is_sum(_unsigned(part)) and names(part) for part in (node.left, node.right))
    if node.operator == "/":
        return _is_sum(_unsigned(node.left)) and not names(node.right) and bool(names(node.left))
    return node.operator == "^" and _is_sum(_unsigned(node.left)) and _whole(node.right) > 1


def _whole(node: Node) -> int:
    try:
        value = exact(node)
    except UndefinedError:
        return 0
    return int(value) if value is not None and value.denominator == 1 else 0


def factors(node: Node) -> int:
    """How many factors with letters a product has, powers counted as often as they say."""
    node = _unsigned(node)
    if isinstance(node, Binary) and node.operator == "*":
        return factors(node.left) + factors(node.right)
    if isinstance(node, Binary) and node.operator == "/" and not names(node.right):
        return factors(node.left)
    if isinstance(node, Binary) and node.operator == "^" and _whole(node.right) > 0:
        return factors(node.left) * _whole(node.right)
    return 1 if names(node) else 0


def _is_fraction(node: Node) -> bool:
    if isinstance(node, Binary) and node.operator == "/":
        return _is_whole_number(_unsigned(node.left)) and _is_whole_number(_unsigned(node.right))
    return _is_whole_number(node) or (
        isinstance(node, Number) and "." not in node.text and "e" not in node.text.lower()
    )


def _is_whole_number(node: Node) -> bool:
    return isinstance(node, Number) and node.value.denominator == 1 and "." not in node.text

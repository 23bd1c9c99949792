"""A tree with drawn numbers put in, made presentable: no ``--``, ``+ -``, ``1x``, ``x^1``, ``+ 0``.

Nothing is expanded, put in another order or brought to a common denominator: ``2*(x - 3)^2/4`` stays just so.
"""

from __future__ import annotations

from fractions import Fraction

from mmready.maths import tree
from mmready.maths.tree import Binary, Negation, Node, Number, rebuild

__all__ = ["decimal_number", "has_decimals", "is_sum_of_numbers", "tidy"]


def tidy(node: Node) -> Node:
    """The same mathematics, without the marks that putting numbers in for names leaves behind."""
    return _tidied(rebuild(node, tidy))


def _tidied(node: Node) -> Node:
    """``node`` tidied, whose parts are tidy already."""
    match node:
        case Negation(Negation(body)):
            return body
        case Negation(body) if _is(body, 0):
            return body
        case Binary("+", left, right):
            return _sum(left, right)
        case Binary("-", left, right):
            return _difference(left, right)
        case Binary("*", left, right):
            return _product(left, right, node.implicit)
        case Binary("/", left, right):
            return _quotient(left, right)
        case Binary("^", base, exponent) if _is(exponent, 1):
            return base
        case tree.Index(body, indices):
            return _entry(body, indices) or node
    return node


def _is(node: Node, value: int) -> bool:
    return isinstance(node, Number) and node.value == value


def _is_array(node: Node) -> bool:
    return any(isinstance(part, tree.Vector | tree.Matrix) for part in tree.walk(node))


def _sum(left: Node, right: Node) -> Node:
    if _is(right, 0):
        return left
    if _is(left, 0):
        return right
    if isinstance(right, Negation):
        return Binary("-", left, right.body)
    if isinstance(right, Binary) and right.operator in "+-":  # a + (b - c) reads on without brackets
        return Binary(right.operator, _sum(left, right.left), right.right)
    return Binary("+", left, right)


def _difference(left: Node, right: Node) -> Node:
    if _is(right, 0):
        return left
    if isinstance(right, Negation):
        return _sum(left, right.body)
    if _is(left, 0):
        return Negation(right)
    return Binary("-", left, right)


def _product(left: Node, right: Node, implicit: bool) -> Node:
    if (_is(left, 0) and not _is_array(right)) or (_is(right, 0) and not _is_array(left)):
        return tree.ZERO
    if isinstance(left, Negation):
        return _tidied(Negation(_product(left.body, right, implicit)))
    if _is(left, 1) and not _starts_with_number(right):
        return right
    if _is(right, 1) and not isinstance(left, Number):
        return left
    if isinstance(right, Binary) and right.operator == "*":
        return Binary("*", _product(left, right.left, implicit), right.right, implicit)
    return Binary("*", left, right, implicit)


def _starts_with_number(node: Node) -> bool:
    while isinstance(node, Binary) and node.operator in "*/^":
        node = node.left
    return isinstance(node, Number) or (isinstance(node, Negation) and isinstance(node.body, Number))


def _quotient(left: Node, right: Node) -> Node:
    if isinstance(left, Negation):
        return _tidied(Negation(_quotient(left.body, right)))
    if isinstance(right, Negation):
        return _tidied(Negation(_quotient(left, right.body)))
    if _is(right, 1):
        return left
    return tree.ZERO if _is(left, 0) and isinstance(right, Number) else Binary("/", left, right)


def _entry(body: Node, indices: tuple[Node, ...]) -> Node | None:
    """The entry of a vector or matrix whose entries are written out."""
    if not all(isinstance(index, Number) and index.value.denominator == 1 for index in indices):
        return None
    places = [int(index.value) - 1 for index in indices if isinstance(index, Number)]
    if isinstance(body, tree.Vector) and len(places) == 1 and 0 <= places[0] < len(body.items):
        return body.items[places[0]]
    if isinstance(body, tree.Matrix) and len(places) == 2:
        row, column = places
        if 0 <= row < len(body.rows) and 0 <= column < len(body.rows[0]):
            return body.rows[row][column]
    return None


def has_decimals(node: Node) -> bool:
    """Whether a number in the tree was written as a decimal."""
    return any(isinstance(part, Number) and "." in part.text for part in tree.walk(node))


def is_sum_of_numbers(node: Node) -> bool:
    """Whether the tree is plain arithmetic of written numbers: + − × and whole powers, nothing else."""
    for part in tree.walk(node):
        match part:
            case Number() | Negation() | Binary("+" | "-" | "*"):
                continue
            case Binary("^", _, Number(value)) if value.denominator == 1:
                continue
        return False
    return True


def decimal_number(value: Fraction, places: int = 12) -> Node | None:
    """The value as a decimal that ends within so many places, or ``None`` where it does not."""
    for count in range(places + 1):
        scaled = abs(value) * 10**count
        if scaled.denominator == 1:
            digits = str(int(scaled)).rjust(count + 1, "0")
            text = f"{digits[:-count]}.{digits[-count:]}" if count else digits
            size = Number(abs(value), text)
            return Negation(size) if value < 0 else size
    return None

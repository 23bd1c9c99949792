"""Responses whose outcome is known beforehand, by which a key is proved before it ships.

The right ones are the key in several notations; the wrong ones are made from it so that they must be wrong whatever the
key is; the mistakes have the outcome their points say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from mmready.domain.response import Outcome, Response
from mmready.domain.variant import AnswerKey
from mmready.grading.marking import Marking, marking_of, read_key
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.display import latex, plain
from mmready.maths.equivalence import compare
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.functions import FUNCTIONS
from mmready.maths.tree import (
    ONE,
    ZERO,
    Binary,
    Call,
    Comparison,
    Interval,
    Matrix,
    Name,
    Node,
    SetOf,
    Vector,
    has_constant,
    names,
    number,
    rebuild,
    walk,
)

Specimens = list[tuple[Response, Outcome]]
_UNREADABLE = ("2*(3+", "1 + * 2", ")")


def _start(key: AnswerKey) -> Specimens:
    """What holds for every kind: nothing, texts that cannot be read, and the named mistakes."""
    found: Specimens = [("", "empty"), ("   ", "empty"), *((text, "unreadable") for text in _UNREADABLE)]
    for mistake in key.mistakes:
        if not _for_authors(mistake.answer, key):
            found.append((mistake.answer, "partly" if mistake.points > 0 else "wrong"))
    return found


def _for_authors(text: str, key: AnswerKey) -> bool:
    """Whether a text uses what only authors may type."""
    return _holds_author_functions(read_key(text, frozenset(key.variables)))


def _holds_author_functions(tree: Node) -> bool:
    calls = (part.function for part in walk(tree) if isinstance(part, Call))
    return any(function in FUNCTIONS and FUNCTIONS[function].author for function in calls)


def _made(key: AnswerKey) -> tuple[Marking, Node]:
    marking = marking_of(key)
    return marking, spread(marking.key)


def _notations(tree: Node) -> list[str]:
    """The same in several notations: plain, without spaces, in LaTeX, with other minus and product signs."""
    text = plain(tree)
    found = [text, text.replace(", ", ",").replace(" + ", "+").replace(" - ", "-"), latex(tree)]
    found.append(text.replace("-", "−").replace("*", "·"))
    return list(dict.fromkeys(found))


def _formed(key: AnswerKey) -> bool:
    return bool(key.mark.form)


def _right(tree: Node, key: AnswerKey, *more: Node) -> Specimens:
    if _holds_author_functions(tree):
        return []
    found: Specimens = [(text, "right") for text in _notations(tree)]
    if not _formed(key):
        found.extend((plain(other), "right") for other in more)
    return found


def number_specimens(key: AnswerKey) -> Specimens:
    """Of a number: also bracketed, as a sum, after ``x =``, to many decimals."""
    marking, tree = _made(key)
    found = _start(key) + _right(
        tree, key, Binary("+", ZERO, tree), Binary("/", Binary("*", tree, number(2)), number(2))
    )
    if not _formed(key) and not names(tree):
        found.append((f"x = {plain(tree)}", "right"))
    found.extend((text, "unreadable") for text in ("x + 1", "[1, 2", "1, 2, 3"))
    found.append((plain(_far(tree, marking)), "wrong"))
    if marking.figures:
        found.extend(_decimals(tree))
    return found


def _far(tree: Node, marking: Marking) -> Node:
    """A number that is further off than any tolerance: key + |key| + 1 + twice the absolute tolerance."""
    room = Fraction(str(marking.tolerance.absolute)) * 2 + 1
    if marking.mark.decimals is not None:
        room += 1
    return Binary("+", Binary("+", tree, Call("abs", (tree,))), number(room))


def _decimals(tree: Node) -> Specimens:
    """A fraction rounded to three and to two significant figures, where these differ."""
    try:
        value = exact(tree)
    except UndefinedError:
        return []
    if value is None or value.denominator == 1:
        return []
    three, two = (f"{float(value):.{figures}g}" for figures in (3, 2))
    found: Specimens = [(three, "right")] if "e" not in three else []
    if abs(Fraction(two) - value) > abs(value) / 150 and "e" not in two:
        found.append((two, "wrong"))
    return found


def expression_specimens(key: AnswerKey) -> Specimens:
    """Of an expression: also with its sums turned round, doubled and halved, and something else altogether."""
    marking, tree = _made(key)
    halved = Binary("/", Binary("+", tree, tree), number(2))
    found = _start(key) + _right(tree, key, _turned_round(tree), halved)
    if marking.mark.up_to == "constant":
        found.append((f"{plain(tree)} + 7", "right"))
        found.append((f"{plain(tree)} + C", "right"))
    found.append((plain(_elsewhere(tree, marking)), "wrong"))
    found.append(("x = y = 2", "unreadable"))
    return found


def _turned_round(node: Node) -> Node:
    """The same with the sides of every sum and product exchanged."""
    node = rebuild(node, _turned_round)
    if isinstance(node, Binary) and node.operator in "+*":
        return Binary(node.operator, node.right, node.left)
    return node


def _elsewhere(tree: Node, marking: Marking) -> Node:
    """An expression that is no multiple of the key and differs from it by more than a constant."""
    used = names(tree) or tuple(marking.setting.domains)
    off: Node = ONE
    for name in used:
        off = Binary("+", off, Binary("^", Name(name), number(2)))
    return Binary("+", Binary("+", tree, Call("abs", (tree,))), off)


def equation_specimens(key: AnswerKey) -> Specimens:
    """Of an equation: also with its sides exchanged and doubled; and with one side moved by 1."""
    _, tree = _made(key)
    found = _start(key) + _right(tree, key, *_sides(tree))
    if not any(mistake.points for mistake in key.mistakes):  # the moved one might be among these
        found.append((plain(_moved(tree)), "wrong"))
    found.extend([("x", "unreadable"), ("3", "unreadable")])
    return found


def _sides(tree: Node) -> Iterable[Node]:
    if isinstance(tree, Comparison) and len(tree.operands) == 2:
        left, right = tree.operands
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(tree.operators[0], tree.operators[0])
        yield Comparison((turned,), (right, left))
        double = (Binary("*", number(2), left), Binary("*", number(2), right))
        yield Comparison(tree.operators, double)


def _moved(tree: Node) -> Node:
    if isinstance(tree, Comparison):
        return Comparison(tree.operators, (Binary("+", tree.operands[0], ONE), *tree.operands[1:]))
    return rebuild(tree, _moved)


def inequality_specimens(key: AnswerKey) -> Specimens:
    """Of an inequality: also turned round and doubled; and with one side moved by 1."""
    return equation_specimens(key)


def _changed(items: tuple[Node, ...], place: int, change: Callable[[Node], Node]) -> tuple[Node, ...]:
    return (*items[:place], change(items[place]), *items[place + 1 :])


def vector_specimens(key: AnswerKey) -> Specimens:
    """Of a vector: also in square brackets, upright, and as cells; with one entry changed; with one entry more."""
    marking, tree = _made(key)
    items = entries(tree)
    cells = [plain(item) for item in items]
    found = _start(key) + _right(tree, key)
    if not any(isinstance(item, Vector | Matrix) for item in items) and not isinstance(tree, SetOf):
        found.append((cells, "right"))
        found.append((["", *cells[1:]], "empty"))
        found.append((["2*(", *cells[1:]], "unreadable"))
        found.append((", ".join(cells), "right"))
        up_to = marking.mark.up_to or marking.mark.eigenvector_of is not None
        if marking.mark.up_to in ("factor", "span") or marking.mark.eigenvector_of is not None:
            found.append((plain(Vector(tuple(Binary("*", number(-3), item) for item in items), "(")), "right"))
            found.append((plain(Vector((ZERO,) * len(items), "(")), "wrong"))
        if not up_to:
            found.extend(_one_entry_changed(items, "vector", key))
    found.append((plain(Vector((*items, ONE), "(")), "wrong"))
    found.append(("2", "unreadable"))
    return found


def _one_entry_changed(items: tuple[Node, ...], kind: str, key: AnswerKey) -> Specimens:
    if len(items) < 2 or any(mistake.points or mistake.answer for mistake in key.mistakes):
        return []
    marking = marking_of(key)
    changed = _changed(items, 0, lambda item: _far(item, marking))
    return [(plain(Vector(changed, "(")), "partly")] if kind == "vector" else []


def matrix_specimens(key: AnswerKey) -> Specimens:
    """Of a matrix: also as cells, one row a line, as a multiple of its half; another size; an empty cell."""
    marking, tree = _made(key)
    if not isinstance(tree, Matrix):
        tree = Matrix(tuple((item,) for item in entries(tree)))
    cells = [[plain(item) for item in row] for row in tree.rows]
    found = _start(key) + _right(tree, key)
    found.append((cells, "right"))
    found.append(([["", *cells[0][1:]], *cells[1:]], "empty"))
    found.append(([["2*(", *cells[0][1:]], *cells[1:]], "unreadable"))
    if len(cells) > 1:
        found.append(("\n".join(", ".join(row) for row in cells), "right"))
    if not marking.mark.up_to:
        halves = Matrix(tuple(tuple(Binary("/", item, number(2)) for item in row) for row in tree.rows))
        found.append((f"2 {plain(halves)}", "right"))
        found.append((plain(Matrix(tuple((*row, ONE) for row in tree.rows))), "wrong"))
    found.append(("2", "unreadable"))
    return found


def interval_specimens(key: AnswerKey) -> Specimens:
    """Of an interval: also as a union with itself; with its end points moved; with its brackets exchanged."""
    marking, tree = _made(key)
    shown = plain(tree)
    found = _start(key) + _right(tree, key)
    found.append((f"{shown} U {shown}", "right"))
    found.append(("{}", "wrong"))
    region = tree
    if isinstance(region, Vector) and shape(region) == (2, 1):
        closed = region.bracket == "["
        region = Interval(region.items[0], region.items[1], closed, closed)
    if isinstance(region, Interval):
        named = {mistake.answer.replace(" ", "") for mistake in key.mistakes}  # these have an outcome of their own
        others = _other_intervals(region, marking)
        found.extend((text, outcome) for text, outcome in others if str(text).replace(" ", "") not in named)
    found.append(("{1, 2", "unreadable"))
    return found


def _other_intervals(region: Interval, marking: Marking) -> Specimens:
    found: Specimens = []
    low_finite, high_finite = (not _is_infinite(end) for end in (region.low, region.high))
    if low_finite or high_finite:
        exchanged = Interval(region.low, region.high, not region.low_closed, not region.high_closed)
        found.append((plain(exchanged), "partly"))
    if low_finite and high_finite:
        apart = Binary("+", region.high, Call("abs", (Binary("-", region.high, region.low),)))
        far = Binary("+", apart, number(1 + 2 * Fraction(str(marking.tolerance.absolute))))
        found.append((plain(Interval(region.low, far, region.low_closed, region.high_closed)), "wrong"))
    return found


def _is_infinite(node: Node) -> bool:
    return has_constant(node, "inf")


def set_specimens(key: AnswerKey) -> Specimens:
    """Of a set: also turned round, with an element twice; with one missing; with one too many."""
    marking, tree = _made(key)
    found = _start(key) + _right(tree, key)
    if isinstance(tree, SetOf):
        found.append(("{}" if tree.items else "{7}", "wrong"))
    if isinstance(tree, SetOf) and tree.items:
        items = tree.items
        found.append((plain(SetOf((*items[::-1], items[0]))), "right"))
        simple = not key.mistakes and not any(isinstance(item, SetOf) for item in items)
        different = all(
            compare(a, b, marking.setting) == "different" for k, a in enumerate(items) for b in items[k + 1 :]
        )
        if simple and different and len(items) > 1:
            found.append((plain(SetOf(items[1:])), "partly"))
    found.append(("{1, 2", "unreadable"))
    return found

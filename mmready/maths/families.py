"""Answers that are right "up to" something: a constant, a factor, a sign, the span, the order; eigenvectors; bases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from mmready.errors import UnreadableError
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.at_points import clearly_apart, is_defined
from mmready.maths.derivative import NoDerivativeError, derivative
from mmready.maths.equivalence import Verdict, compare
from mmready.maths.evaluate import CannotEvaluateError, number_of
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.setting import PLAIN, Setting
from mmready.maths.tree import ZERO, Binary, Matrix, Name, Negation, Node, SetOf, Vector, names, number, substitute

_USUAL_VARIABLES = "xtuvsyzwrqp"


def integration_variable(key: Node, declared: Iterable[str] = ()) -> str:
    """The name an antiderivative depends on: a declared one, else the first of x, t, u, v, s, y … that stands in it."""
    used = names(key)
    for name in (*declared, *_USUAL_VARIABLES, "theta", "phi"):
        if name in used:
            return str(name)
    return used[0] if used else next(iter(declared), "x")


def compare_up_to_constant(first: Node, second: Node, variables: Sequence[str], setting: Setting = PLAIN) -> Verdict:
    """Whether two functions differ by a constant on every stretch where both are defined.

    That is, whether their derivatives are the same. So ``ln x + c`` is ``ln|x|``, and a name that is not among
    ``variables`` counts as a constant.
    """
    try:
        first, second = spread(first), spread(second)
    except (UnreadableError, UndefinedError):
        return "undefined"
    if shape(first) != shape(second):
        return "different"
    pairs = zip(_numbers(first), _numbers(second), strict=True)
    found = [_differ_by_constant(one, other, variables, setting) for one, other in pairs]
    return next((verdict for verdict in found if verdict != "same"), "same")


def _differ_by_constant(first: Node, second: Node, variables: Sequence[str], setting: Setting) -> Verdict:
    if not is_defined(first, setting):
        return "undefined"
    found: Verdict = "same"
    try:
        for name in variables:
            found = compare(derivative(first, name), derivative(second, name), setting)
            if found != "same":
                break
    except NoDerivativeError:
        return compare(first, second, setting)
    return found


def _numbers(node: Node) -> tuple[Node, ...]:
    return entries(node) if isinstance(node, Vector | Matrix) else (node,)


def compare_up_to_factor(first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
    """Whether the first is a multiple of the second by a number that is not 0; works for vectors and functions."""
    try:
        first, second = spread(first), spread(second)
    except (UnreadableError, UndefinedError):
        return "undefined"
    if isinstance(first, Vector | Matrix) != isinstance(second, Vector | Matrix) or shape(first) != shape(second):
        return "different"
    one, other = _numbers(first), _numbers(second)
    anchor = next((place for place, item in enumerate(other) if compare(item, ZERO, setting) == "different"), None)
    if anchor is None:
        return compare(first, second, setting)
    if compare(one[anchor], ZERO, setting) != "different":
        return "different"
    verdicts = [
        compare(Binary("*", item, other[anchor]), Binary("*", key, one[anchor]), setting)
        for item, key in zip(one, other, strict=True)
    ]
    used = tuple(dict.fromkeys((*names(first), *names(second))))
    if used:  # the factor itself must not depend on the names
        verdicts.append(_constant(Binary("/", one[anchor], other[anchor]), used, setting))
    return next((verdict for verdict in verdicts if verdict != "same"), "same")


def _constant(node: Node, used: Iterable[str], setting: Setting) -> Verdict:
    """Whether a value stays the same when every name moves (x to 9x/7 + 3/11)."""
    moved = {
        name: Binary("+", Binary("*", number(Fraction(9, 7)), Name(name)), number(Fraction(3, 11))) for name in used
    }
    return compare(node, substitute(node, moved), setting)


def compare_up_to_sign(first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
    """Whether the first is the second or its negative."""
    verdict = compare(first, second, setting)
    if verdict == "same":
        return verdict
    try:
        turned = spread(Negation(second))
    except (UnreadableError, UndefinedError):
        return verdict
    return "same" if compare(first, turned, setting) == "same" else verdict


def compare_up_to_order(first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
    """Whether two lists (or the rows of two matrices) hold the same things the same number of times, in any order."""
    one, other = _listed(first), _listed(second)
    if len(one) != len(other):
        return "different"
    rest = list(other)
    for item in one:
        place = next((k for k, key in enumerate(rest) if _alike(item, key, setting)), None)
        if place is None:
            return "different"
        del rest[place]
    return "same"


def _alike(first: Node, second: Node, setting: Setting) -> bool:
    if not isinstance(first, Vector) and not isinstance(second, Vector) and clearly_apart(first, second, setting):
        return False
    return compare(first, second, setting) == "same"


def _listed(node: Node) -> tuple[Node, ...]:
    node = spread(node)
    if isinstance(node, Matrix):
        return tuple(Vector(row) for row in node.rows)
    return node.items if isinstance(node, Vector | SetOf) else (node,)


def vectors_of(node: Node) -> tuple[Node, ...]:
    """The vectors of an answer: one vector, a set or list of vectors, or the columns of a matrix."""
    node = spread(node)
    if isinstance(node, Matrix):
        return tuple(Vector(column) for column in zip(*node.rows, strict=True))
    if (
        isinstance(node, SetOf | Vector)
        and node.items
        and all(isinstance(item, Vector | Matrix) for item in node.items)
    ):
        return tuple(Vector(entries(item)) for item in node.items)
    return (node,)


def compare_up_to_span(first: Node, second: Node) -> Verdict:
    """Whether two lists of vectors of numbers span the same space, the first with no vector too many."""
    one, other = vectors_of(first), vectors_of(second)
    if any(not isinstance(item, Vector) for item in (*one, *other)):
        return "cannot-tell"
    if len({len(entries(item)) for item in (*one, *other)}) != 1:
        return "different"
    ranks = [rank(part) for part in (one, other, (*one, *other))]
    if None in ranks:
        return "cannot-tell"
    return "same" if ranks[0] == ranks[1] == ranks[2] == len(one) else "different"


def rank(vectors: Sequence[Node]) -> int | None:
    """The rank of vectors of numbers: exact for fractions, else in double precision; None where it cannot be told."""
    rows = [entries(vector) for vector in vectors]
    try:
        fractions = [[exact(item) for item in row] for row in rows]
        if all(item is not None for row in fractions for item in row):
            return _exact_rank([[item for item in row if item is not None] for row in fractions])
        numbers = np.array([[number_of(item) for item in row] for row in rows])
    except (UndefinedError, CannotEvaluateError):
        return None
    if not np.all(np.isfinite(numbers)):
        return None
    return int(np.linalg.matrix_rank(numbers, tol=1e-9 * float(np.abs(numbers).max() or 1.0)))


def _exact_rank(rows: list[list[Fraction]]) -> int:
    found = 0
    while rows and rows[0]:
        pivot = next((row for row in rows if row[0]), None)
        if pivot is None:
            rows = [row[1:] for row in rows]
            continue
        found += 1
        rest = [row for row in rows if row is not pivot]
        rows = [[a - row[0] / pivot[0] * b for a, b in zip(row[1:], pivot[1:], strict=True)] for row in rest]
    return found


def compare_eigenvector(vector: Node, matrix: Node, value: Node, setting: Setting = PLAIN) -> Verdict:
    """Whether ``matrix``·v = ``value``·v for this vector, and v is not 0."""
    try:
        vector = spread(vector)
        column = Matrix(tuple((item,) for item in entries(vector)))
        if all(compare(item, ZERO, setting) == "same" for item in entries(vector)):
            return "different"
        left = spread(Binary("*", matrix, column))
        right = spread(Binary("*", value, column))
    except UnreadableError:
        return "different"
    except UndefinedError:
        return "undefined"
    return compare(left, right, setting)

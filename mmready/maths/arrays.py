"""Vectors and matrices → trees of their entries: sums, products, determinants and inverses written out.

After ``spread`` a tree is a number, or a Vector, Matrix, SetOf … whose entries are numbers, so that all else has to do
with numbers only. ``diff`` is carried out on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain, islice

from mmready.errors import UnreadableError
from mmready.maths.derivative import derivative
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.tree import (
    ONE,
    TWO,
    ZERO,
    Binary,
    Call,
    Index,
    Matrix,
    Name,
    Negation,
    Node,
    Postfix,
    Vector,
    facts,
    number,
    rebuild,
    walk,
)
from mmready.translation import t

Rows = tuple[tuple[Node, ...], ...]
_LARGEST_EXPANDED = 4
_LARGEST = 12
_LONGEST = 3_000  # parts of a product's entries, written out; each factor more can double them
_ARRAY_CALLS = frozenset(
    {"det", "inverse", "transpose", "rank", "trace", "norm", "dot", "cross", "diag", "identity", "diff"}
)


_ARRAYS = frozenset({Vector, Matrix, Index, "T", *_ARRAY_CALLS})


class ShapeError(UnreadableError):
    """Vectors or matrices that do not fit together."""

    def __init__(self, help: str) -> None:
        super().__init__("shape", help)


def has_arrays(node: Node) -> bool:
    """Whether there is anything to write out."""
    return not facts(node).marks.isdisjoint(_ARRAYS)


def spread(node: Node) -> Node:
    """The tree with every operation on vectors and matrices written out in its entries.

    Raises ShapeError where shapes do not fit and UndefinedError for the inverse of a singular matrix.
    """
    return _spread(node) if has_arrays(node) else node


def _spread(node: Node) -> Node:
    node = rebuild(node, _spread)
    match node:
        case Binary(operator, left, right, _) if _is_array(left) or _is_array(right):
            return _binary(operator, left, right)
        case Negation(body) if _is_array(body):
            return _scaled(number(-1), body)
        case Postfix("T", body):
            return _transposed(body)
        case Index(body, indices):
            return _entry(body, indices)
        case Call(function, arguments) if function in _ARRAY_CALLS or (function == "abs" and _is_array(arguments[0])):
            return _call(function, arguments)
        case Vector(items, bracket) if bracket == "[" and len(items) > 1 and all(isinstance(i, Vector) for i in items):
            rows = tuple(item.items for item in items if isinstance(item, Vector))
            return Matrix(rows) if len({len(row) for row in rows}) == 1 else node
    return node


def _is_array(node: Node) -> bool:
    return isinstance(node, Vector | Matrix)


def _columns(node: Node) -> Rows:
    """Rows of entries; a vector is one column."""
    if isinstance(node, Matrix):
        return node.rows
    if isinstance(node, Vector):
        return tuple((item,) for item in node.items)
    return ((node,),)


def _like(model: Node, rows: Rows) -> Node:
    """A vector where the model is one (and the result is one column), else a matrix."""
    if isinstance(model, Vector) and all(len(row) == 1 for row in rows):
        return Vector(tuple(row[0] for row in rows), model.bracket)
    return Matrix(rows)


def _shape(rows: Rows) -> tuple[int, int]:
    return len(rows), len(rows[0]) if rows else 0


def _times(left: Node, right: Node) -> Node:
    """A product with the simplest zeros and ones left out, so that written-out sums stay short."""
    if ZERO in (left, right):
        return ZERO
    if left == ONE:
        return right
    return left if right == ONE else Binary("*", left, right)


def _total(terms: Iterable[Node]) -> Node:
    total: Node = ZERO
    for term in terms:
        total = _plus(total, term)
    return total


def _plus(left: Node, right: Node) -> Node:
    if left == ZERO:
        return right
    return left if right == ZERO else Binary("+", left, right)


def _scaled(factor: Node, array: Node) -> Node:
    return _like(array, tuple(tuple(_times(factor, item) for item in row) for row in _columns(array)))


def _binary(operator: str, left: Node, right: Node) -> Node:
    if operator in "+-":
        return _added(operator, left, right)
    if operator == "/":
        if _is_array(right):
            raise ShapeError(t("A number or a matrix cannot be divided by a vector or matrix."))
        rows = tuple(tuple(Binary("/", item, right) for item in row) for row in _columns(left))
        return _like(left, rows)
    if operator == "^":
        return _powered(left, right)
    if not _is_array(left):
        return _scaled(left, right)
    return _scaled(right, left) if not _is_array(right) else _product(left, right)


def _added(operator: str, left: Node, right: Node) -> Node:
    first, second = _columns(left), _columns(right)
    if not (_is_array(left) and _is_array(right)) or _shape(first) != _shape(second):
        raise ShapeError(t("Only vectors or matrices of the same size can be added."))
    rows = tuple(
        tuple(Binary(operator, a, b) for a, b in zip(one, other, strict=True))
        for one, other in zip(first, second, strict=True)
    )
    return _like(left, rows)


def _product(left: Node, right: Node) -> Node:
    first, second = _columns(left), _columns(right)
    if isinstance(left, Vector) and isinstance(right, Vector) and len(first) == len(second):
        raise ShapeError(t("Write dot(u, v) for the product of two vectors, or u*transpose(v) for a matrix."))
    if _shape(first)[1] != _shape(second)[0]:
        raise ShapeError(t("The columns of the first matrix have to be as many as the rows of the second."))
    columns = tuple(zip(*second, strict=True))
    rows = tuple(tuple(_dot(row, column) for column in columns) for row in first)
    if sum(1 for _ in islice(chain.from_iterable(walk(item) for row in rows for item in row), _LONGEST)) == _LONGEST:
        raise ShapeError(t("That product is too long to be written out. Work part of it out first."))
    if _shape(rows) == (1, 1):
        return rows[0][0]
    return _like(right, rows)


def _dot(left: tuple[Node, ...], right: tuple[Node, ...]) -> Node:
    return _total(_times(a, b) for a, b in zip(left, right, strict=True))


def _powered(base: Node, exponent: Node) -> Node:
    times = exact(exponent)
    if times is None or times.denominator != 1 or abs(times) > _LARGEST or not isinstance(base, Matrix):
        raise ShapeError(t("A matrix can be raised to small whole powers only."))
    if times < 0:
        base = _inverse(base)
    result: Node = _identity(_square(base))
    for _ in range(abs(int(times))):
        result = _product(result, base)
    return result


def _transposed(node: Node) -> Node:
    if not _is_array(node):
        return node
    return Matrix(tuple(zip(*_columns(node), strict=True)))


def _entry(body: Node, indices: tuple[Node, ...]) -> Node:
    """``v[1]``, ``A[1, 2]``; one index of a matrix gives its row."""
    places = [exact(index) for index in indices]
    known = [int(place) for place in places if place is not None and place.denominator == 1 and place >= 1]
    if len(known) != len(places):
        raise ShapeError(t("An index is a whole number from 1."))
    found: Node = body
    for place in known:
        parts: tuple[Node, ...]
        if isinstance(found, Vector):
            parts = found.items
        elif isinstance(found, Matrix):
            parts = tuple(Vector(row) for row in found.rows)
        else:
            raise ShapeError(t("Only vectors and matrices have indexes."))
        if place > len(parts):
            raise ShapeError(t("There is no entry {place}.", place=place))
        found = parts[place - 1]
    return found


def _square(node: Node) -> int:
    rows = _columns(node)
    height, width = _shape(rows)
    if not isinstance(node, Matrix) or height != width or height > _LARGEST:
        raise ShapeError(t("A square matrix of at most {most} rows is needed.", most=_LARGEST))
    return height


def _call(function: str, arguments: tuple[Node, ...]) -> Node:
    first = arguments[0]
    match function:
        case "diff":
            return _derived(arguments)
        case "det":
            _square(first)
            return _determinant(_columns(first))
        case "inverse":
            return _inverse(first) if _is_array(first) else Binary("/", ONE, first)
        case "transpose":
            return _transposed(first)
        case "trace":
            return _total(_columns(first)[place][place] for place in range(_square(first)))
        case "rank":
            return number(_rank(_columns(first)))
        case "norm" | "abs":
            squares = (Binary("^", Call("abs", (item,)), TWO) for row in _columns(first) for item in row)
            return Call("sqrt", (_total(squares),))
        case "dot" | "cross":
            return _vectors(function, *(tuple(row[0] for row in _columns(part)) for part in arguments))
        case "diag":
            return _diagonal(first.items if isinstance(first, Vector) else arguments)
    return _sized_identity(first)


def _derived(arguments: tuple[Node, ...]) -> Node:
    body, name, *times = arguments
    count = exact(times[0]) if times else Fraction(1)
    if not isinstance(name, Name) or count is None or count.denominator != 1 or not 0 <= count <= _LARGEST:
        raise ShapeError(t("Write diff(f, x) or diff(f, x, 2)."))
    for _ in range(int(count)):
        body = (
            rebuild(body, lambda part: derivative(part, name.name)) if _is_array(body) else derivative(body, name.name)
        )
    return body


def _vectors(function: str, left: tuple[Node, ...], right: tuple[Node, ...]) -> Node:
    if len(left) != len(right) or (function == "cross" and len(left) != 3):
        equal = function == "dot"
        raise ShapeError(t("Two vectors of the same length are needed.") if equal else t("cross needs two 3-vectors."))
    if function == "dot":
        return _dot(left, right)
    turns = ((1, 2), (2, 0), (0, 1))
    return Vector(tuple(Binary("-", _times(left[i], right[j]), _times(left[j], right[i])) for i, j in turns))


def _diagonal(items: tuple[Node, ...]) -> Node:
    size = range(len(items))
    return Matrix(tuple(tuple(items[row] if row == column else ZERO for column in size) for row in size))


def _identity(size: int) -> Node:
    return _diagonal((ONE,) * size)


def _sized_identity(size: Node) -> Node:
    known = exact(size)
    if known is None or known.denominator != 1 or not 1 <= known <= _LARGEST:
        raise ShapeError(t("identity(n) takes a whole number from 1 to {most}.", most=_LARGEST))
    return _identity(int(known))


def _determinant(rows: Rows) -> Node:
    fractions = _fractions(rows)
    if fractions is not None:
        return number(eliminated(fractions)[0])
    if len(rows) > _LARGEST_EXPANDED:
        raise ShapeError(t("Determinants with letters are worked out up to {most} rows.", most=_LARGEST_EXPANDED))
    return _expanded(rows)


def _expanded(rows: Rows) -> Node:
    """Expansion along the first row."""
    if len(rows) == 1:
        return rows[0][0]
    total: Node = ZERO
    for place, item in enumerate(rows[0]):
        term = _times(item, _expanded(_without(rows, 0, place)))
        total = _plus(total, term) if place % 2 == 0 else Binary("-", total, term)
    return total


def _without(rows: Rows, row: int, column: int) -> Rows:
    return tuple(line[:column] + line[column + 1 :] for place, line in enumerate(rows) if place != row)


def _fractions(rows: Rows) -> list[list[Fraction]] | None:
    found = [[exact(item) for item in row] for row in rows]
    if any(item is None for row in found for item in row):
        return None
    return [[item if item is not None else Fraction(0) for item in row] for row in found]


def eliminated(rows: list[list[Fraction]]) -> tuple[Fraction, int, list[list[Fraction]]]:
    """Gauss–Jordan elimination: determinant of the square part, rank, reduced rows."""
    rows = [list(row) for row in rows]
    height, determinant, rank = len(rows), Fraction(1), 0
    width = len(rows[0]) if rows else 0
    for column in range(width):
        pivot = next((row for row in range(rank, height) if rows[row][column]), None)
        if pivot is None:
            if column < height:
                determinant = Fraction(0)
            continue
        if pivot != rank:
            rows[rank], rows[pivot] = rows[pivot], rows[rank]
            determinant = -determinant
        head = rows[rank][column]
        determinant *= head
        rows[rank] = [item / head for item in rows[rank]]
        for row in range(height):
            if row != rank and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[rank], strict=True)]
        rank += 1
        if rank == height:
            break
    return determinant, rank, rows


def _rank(rows: Rows) -> int:
    fractions = _fractions(rows)
    if fractions is None:
        raise ShapeError(t("rank takes a matrix of numbers."))
    return eliminated(fractions)[1]


def _inverse(node: Node) -> Node:
    size = _square(node)
    rows = _columns(node)
    fractions = _fractions(rows)
    if fractions is not None:
        beside = [[*row, *(Fraction(place == other) for other in range(size))] for place, row in enumerate(fractions)]
        _, _, reduced = eliminated(beside)
        if any(reduced[place][place] != 1 for place in range(size)):
            raise UndefinedError("the inverse of a singular matrix")
        return Matrix(tuple(tuple(number(item) for item in row[size:]) for row in reduced))
    determinant = _determinant(rows)
    if size == 1:
        return Matrix(((Binary("/", ONE, determinant),),))
    return Matrix(
        tuple(
            tuple(
                Binary("/", _signed(row + column, _determinant(_without(rows, column, row))), determinant)
                for column in range(size)
            )
            for row in range(size)
        )
    )


def _signed(place: int, node: Node) -> Node:
    return node if place % 2 == 0 else Negation(node)


def entries(node: Node) -> tuple[Node, ...]:
    """The entries of a vector or matrix, row by row."""
    return tuple(item for row in _columns(node) for item in row)


def shape(node: Node) -> tuple[int, int]:
    """Rows and columns; a vector is one column, a number 1 by 1."""
    return _shape(_columns(node))

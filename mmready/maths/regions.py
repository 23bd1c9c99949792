"""Intervals, unions and finite sets: whether two of them hold the same things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.errors import UnreadableError
from mmready.maths.arrays import spread
from mmready.maths.at_points import clearly_apart
from mmready.maths.equivalence import Verdict, compare
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.exact import UndefinedError
from mmready.maths.points import sample
from mmready.maths.relations import is_relation
from mmready.maths.setting import PLAIN, Setting
from mmready.maths.tolerance import Tolerance
from mmready.maths.tree import (
    Binary,
    Comparison,
    Constant,
    Interval,
    Logic,
    Matrix,
    Name,
    Negation,
    Node,
    SetOf,
    SetOperation,
    Vector,
    children,
    has_constant,
    names,
)

_MOST_ELEMENTS = 200
_POINTS_WITH_NAMES = 6
_EXACTLY = Tolerance()
REALS = Interval(Negation(Constant("inf")), Constant("inf"), False, False)
_NO_NUMBER = (SetOf, SetOperation, Vector, Matrix, Comparison, Logic)


class NoRegionError(ValueError):
    """The tree is no interval or set of numbers."""


@dataclass(frozen=True, slots=True)
class Piece:
    """From ``low`` to ``high``; a single number has both the same and closed."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


def as_region(node: Node) -> Node:
    """The tree with ``(1, 2)`` and ``[1, 2]`` read as intervals, also inside unions; NoRegionError for what is none."""
    match node:
        case Vector((low, high), bracket) if bracket in ("(", "["):
            return Interval(low, high, bracket == "[", bracket == "[")
        case Matrix(((low, high),)) | Matrix(((low,), (high,))):
            return Interval(low, high, True, True)
        case Interval() | SetOf():
            return node
        case Name("R"):  # ℝ
            return REALS
        case SetOperation(operator, operands):
            return SetOperation(operator, tuple(as_region(part) for part in operands))
        case Logic("or", operands):  # (1, 2) or (3, 4]
            return SetOperation("union", tuple(as_region(part) for part in operands))
        case Binary("-", left, right, _) if _may_be_region(left) and _may_be_region(right):
            return SetOperation("difference", (as_region(left), as_region(right)))
    raise NoRegionError("an interval is needed")


def _may_be_region(node: Node) -> bool:
    return isinstance(node, Interval | SetOf | SetOperation | Vector | Matrix) or node == Name("R")


def pieces(node: Node) -> Iterator[Piece]:
    """All intervals and numbers that stand in a region, in order."""
    if isinstance(node, Interval):
        yield Piece(node.low, node.high, node.low_closed, node.high_closed)
    elif isinstance(node, SetOf):
        for item in node.items:
            yield Piece(item, item, True, True)
    else:
        for part in children(node):
            yield from pieces(part)


def compare_regions(
    first: Node, second: Node, setting: Setting = PLAIN, tolerance: Tolerance = _EXACTLY, *, ends: bool = True
) -> Verdict:
    """Whether two regions hold the same real numbers, whatever the way they are put together.

    With ``ends`` off it is left out of account which ends belong to them. With names in them they are compared at
    several values of the names. ``tolerance`` is that of the ends.

    >>> from mmready.maths.parse import parse
    >>> compare_regions(parse("(-1, 1] ∩ [1, 2)"), parse("{1}"))
    'same'
    """
    try:
        first, second = as_region(spread(first)), as_region(spread(second))
        return _compare(first, second, setting, tolerance, ends)
    except (NoRegionError, CannotEvaluateError, UnreadableError):  # the last where vectors do not fit together
        return "cannot-tell"
    except UndefinedError:
        return "undefined"


def _compare(first: Node, second: Node, setting: Setting, tolerance: Tolerance, ends: bool) -> Verdict:
    bounds = tuple(
        dict.fromkeys(end for node in (first, second) for piece in pieces(node) for end in (piece.low, piece.high))
    )
    if len(bounds) > _MOST_ELEMENTS:
        return "cannot-tell"
    used = sorted({name for bound in bounds for name in names(bound)})
    values = sample(used, setting.domains)
    numbers = [np.broadcast_to(np.real(evaluate(bound, values).value), (_size(values),)) for bound in bounds]
    verdict: Verdict = "cannot-tell"
    for place in range(min(_size(values), _POINTS_WITH_NAMES)):
        at = {bound: float(number[place]) for bound, number in zip(bounds, numbers, strict=True)}
        if any(np.isnan(number) for number in at.values()):
            continue
        ranks = _ranks(bounds, at, setting, tolerance)
        cells = np.arange(-1, 2 * (max(ranks.values(), default=0) + 1))
        one, other = _holds(first, cells, ranks), _holds(second, cells, ranks)
        counted = slice(None) if ends else slice(None, None, 2)
        if np.any((one != other)[counted]):
            return "different"
        verdict = "same"
    return verdict if bounds else "same"


def _size(values: dict[str, NDArray[Any]]) -> int:
    return next(iter(values.values())).size if values else 1


def _ranks(bounds: tuple[Node, ...], at: dict[Node, float], setting: Setting, tolerance: Tolerance) -> dict[Node, int]:
    """The place of each end in the order of size; equal ends share theirs."""
    ordered = sorted(bounds, key=lambda bound: at[bound])
    ranks: dict[Node, int] = {}
    rank = -1
    before: Node | None = None
    for bound in ordered:
        if before is None or not _alike(bound, before, at, setting, tolerance):
            rank += 1
        ranks[bound] = rank
        before = bound
    return ranks


def _alike(bound: Node, before: Node, at: dict[Node, float], setting: Setting, tolerance: Tolerance) -> bool:
    if at[bound] == at[before] and np.isinf(at[bound]):
        return True
    room = tolerance.room(max(abs(at[bound]), abs(at[before])))
    gap = abs(at[bound] - at[before])
    if room and gap <= room * (1 + 1e-12):
        return True
    if gap > 1e-6 * max(1.0, abs(at[bound])) and not setting.rules.rounded_decimals:
        return False
    if names(bound) or names(before):
        return gap <= 1e-11 * max(1.0, abs(at[bound]))
    return compare(bound, before, setting) == "same"


def _holds(node: Node, cells: NDArray[Any], ranks: dict[Node, int]) -> NDArray[Any]:
    """For each cell whether it belongs to the region: cell 2r is the end of rank r, odd cells lie between ends."""
    match node:
        case Interval(low, high, low_closed, high_closed):
            first = 2 * ranks[low] + (0 if low_closed and not _endless(low) else 1)
            last = 2 * ranks[high] - (0 if high_closed and not _endless(high) else 1)
            return np.asarray((cells >= first) & (cells <= last))
        case SetOf(items):
            return np.isin(cells, [2 * ranks[item] for item in items])
        case SetOperation(operator, operands):
            found = [_holds(part, cells, ranks) for part in operands]
            if operator == "union":
                return np.asarray(np.logical_or.reduce(found))
            if operator == "intersection":
                return np.asarray(np.logical_and.reduce(found))
            return np.asarray(found[0] & ~np.logical_or.reduce(found[1:]))
    raise NoRegionError("an interval is needed")


def _endless(node: Node) -> bool:
    """An end at infinity never belongs to the interval."""
    return has_constant(node, "inf")


# -- finite sets of anything ------------------------------------------------------------


def elements(node: Node, setting: Setting = PLAIN, tolerance: Tolerance = _EXACTLY) -> tuple[Node, ...]:
    """The elements of a finite set, each once; unions, intersections and differences are worked out.

    Raises NoRegionError for what is no finite set.
    """
    match node:
        case SetOf(items):
            kept: list[Node] = []
            for item in items[:_MOST_ELEMENTS]:
                if find(item, kept, setting, tolerance) is None:
                    kept.append(item)
            return tuple(kept)
        case SetOperation(operator, (first, *others)):
            return _combined(operator, elements(first, setting, tolerance), others, setting, tolerance)
        case Binary("-", left, right, _):
            return elements(SetOperation("difference", (left, right)), setting, tolerance)
    raise NoRegionError("a set is needed")


def _combined(
    operator: str, found: tuple[Node, ...], others: list[Node], setting: Setting, tolerance: Tolerance
) -> tuple[Node, ...]:
    for other in others:
        more = elements(other, setting, tolerance)
        if operator == "union":
            found = elements(SetOf((*found, *more)), setting, tolerance)
        else:
            wanted = operator == "intersection"
            found = tuple(item for item in found if (find(item, more, setting, tolerance) is not None) == wanted)
    return found


def find(
    item: Node, among: tuple[Node, ...] | list[Node], setting: Setting, tolerance: Tolerance = _EXACTLY
) -> int | None:
    """The place of the first of these that is the same as ``item``, or None."""
    for place, other in enumerate(among):
        if not _far(item, other, setting, tolerance) and same_element(item, other, setting, tolerance):
            return place
    return None


def _far(first: Node, second: Node, setting: Setting, tolerance: Tolerance) -> bool:
    if isinstance(first, _NO_NUMBER) or isinstance(second, _NO_NUMBER):
        return False
    return not tolerance.relative and clearly_apart(first, second, setting, tolerance.absolute)


def same_element(first: Node, second: Node, setting: Setting, tolerance: Tolerance = _EXACTLY) -> bool:
    """Whether two elements are the same: numbers, vectors, or sets again."""
    if first == second:
        return True
    sets = [isinstance(node, SetOf | SetOperation) for node in (first, second)]
    if any(sets):
        return all(sets) and same_set(first, second, setting, tolerance)
    if is_relation(first) or is_relation(second):
        return False  # an element of a set is no equation, unless it is the very same
    return tolerance.compare(first, second, setting) == "same"


def same_set(first: Node, second: Node, setting: Setting = PLAIN, tolerance: Tolerance = _EXACTLY) -> bool:
    """Whether two finite sets have the same elements, in any order."""
    one, other = elements(first, setting, tolerance), elements(second, setting, tolerance)
    return len(one) == len(other) and all(find(item, other, setting, tolerance) is not None for item in one)

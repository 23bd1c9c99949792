"""Whether a mistake's value is the key after all, on one draw: compared by numbers at the points of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.domain.variant import Domain
from mmready.maths import tree
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.points import sample
from mmready.maths.tree import Node

__all__ = ["alike"]

NEAR = 1e-9
Array = NDArray[Any]


def alike(one: Node, other: Node, domains: Mapping[str, Domain], up_to: str = "") -> bool:
    """Whether two answers are the same; ``up_to`` says what may differ (constant, factor, sign, span, order)."""
    if one == other:
        return True
    points = sample(sorted({*tree.names(one), *tree.names(other)}), domains)
    try:
        return _alike(one, other, points, up_to)
    except (CannotEvaluateError, ValueError, OverflowError):
        return False


def _alike(one: Node, other: Node, points: Mapping[str, Array], up_to: str) -> bool:
    match one, other:
        case tree.SetOf(items), tree.SetOf(others):
            return _same_members(items, others, points)
        case tree.Interval(low, high, c, d), tree.Interval(low2, high2, c2, d2):
            ends = _alike(low, low2, points, "") and _alike(high, high2, points, "")
            return (c, d) == (c2, d2) and ends
        case tree.Comparison(operators, operands), tree.Comparison(others, operands2):
            return _same_relation(operators, operands, others, operands2, points)
    first, second = _entries(one), _entries(other)
    if len(first) != len(second) or (type(one) is not type(other) and len(first) > 1):
        return False
    if up_to == "order":
        return _same_members(first, second, points)
    return _same_values(_values(first, points), _values(second, points), up_to)


def _entries(node: Node) -> tuple[Node, ...]:
    match node:
        case tree.Vector(items):
            return items
        case tree.Matrix(rows):
            return tuple(item for row in rows for item in row)
        case tree.SetOf() | tree.Interval() | tree.SetOperation() | tree.Comparison() | tree.Logic():
            raise ValueError("nothing to compare number by number")
    return (node,)


def _values(entries: tuple[Node, ...], points: Mapping[str, Array]) -> Array:
    """The entries at every point: shape (entries, points), complex."""
    complex_numbers = any(np.iscomplexobj(column) for column in points.values())
    shape = next((column.shape for column in points.values()), (1,))
    rows = [evaluate(entry, points, complex_numbers=complex_numbers).value for entry in entries]
    return np.array([np.broadcast_to(row, shape) for row in rows], dtype=complex)


def _same_values(one: Array, other: Array, up_to: str) -> bool:
    good = np.isfinite(one).all(axis=0) & np.isfinite(other).all(axis=0)
    if not good.any():
        return False
    one, other = one[:, good], other[:, good]
    if up_to == "sign":
        return _near(one, other) or _near(one, -other)
    if up_to == "constant":
        return bool(_near(one - other, np.broadcast_to((one - other)[:, :1], one.shape)))
    if up_to in ("factor", "span"):
        cross = one[:, None, :] * other[None, :, :]
        parallel = _near(cross, cross.transpose(1, 0, 2)) if len(one) > 1 else _constant_ratio(one, other)
        return bool(parallel and other.any() and one.any())
    return _near(one, other)


def _constant_ratio(one: Array, other: Array) -> bool:
    return _near(one * other[:, :1], other * one[:, :1])


def _near(one: Array, other: Array) -> bool:
    return bool((np.abs(one - other) <= NEAR * np.maximum(1, np.maximum(np.abs(one), np.abs(other)))).all())


def _same_members(items: tuple[Node, ...], others: tuple[Node, ...], points: Mapping[str, Array]) -> bool:
    if not all(any(_alike(item, other, points, "") for other in others) for item in items):
        return False
    return all(any(_alike(item, other, points, "") for item in items) for other in others)


def _same_relation(
    operators: tuple[str, ...],
    operands: tuple[Node, ...],
    others: tuple[str, ...],
    operands2: tuple[Node, ...],
    points: Mapping[str, Array],
) -> bool:
    """Chains with the same signs whose sides agree, or two equations of which one is a multiple of the other."""
    if operators != others:
        return False
    if operators == ("=",):
        one, other = (_values((tree.Binary("-", left, right),), points) for left, right in (operands, operands2))
        return _same_values(one, other, "factor")
    return all(_alike(left, right, points, "") for left, right in zip(operands, operands2, strict=True))

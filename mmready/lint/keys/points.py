"""Where a key is held against a Check: points of the domain, at which the key has a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.domain.variant import Domain
from mmready.maths.evaluate import evaluate
from mmready.maths.tree import Binary, Comparison, Logic, Node

__all__ = ["Points", "edge_points", "finite_points", "solution_points", "spread_points", "truths", "values_at"]

Points = dict[str, NDArray[Any]]
_CANDIDATES = 120


def spread_points(variables: Mapping[str, Domain], count: int = _CANDIDATES) -> Points:
    """Points spread over the domain, the same on every run: an array of ``count`` values a name."""
    chance = np.random.default_rng(20)
    return {name: _column(domain, chance, count) for name, domain in variables.items()}


def _column(domain: Domain, chance: np.random.Generator, count: int) -> NDArray[Any]:
    if domain == "integer":
        return chance.integers(1, 9, count).astype(float)
    if domain == "complex":
        return chance.uniform(-2, 2, count) + 1j * chance.uniform(-2, 2, count)
    if domain == "positive":
        return chance.uniform(0.1, 4, count)
    if isinstance(domain, str):
        return chance.uniform(-3, 3, count)
    low, high = domain
    low, high = (low if np.isfinite(low) else min(high, 1) - 4), (high if np.isfinite(high) else max(low, -1) + 4)
    return low + (high - low) * chance.uniform(0.02, 0.98, count)


def values_at(node: Node, points: Points) -> NDArray[Any]:
    """The tree's values at the points; nan where it has none."""
    count = len(next(iter(points.values()))) if points else 1
    complex_numbers = any(np.iscomplexobj(column) for column in points.values())
    found = evaluate(node, points, complex_numbers=complex_numbers).value
    return np.broadcast_to(np.asarray(found), (count,)).copy()


def finite_points(node: Node, variables: Mapping[str, Domain], count: int) -> tuple[Points, NDArray[Any]]:
    """Up to ``count`` points at which the tree has a finite value, and these values."""
    points = spread_points(variables) if variables else {}
    values = values_at(node, points)
    kept = np.flatnonzero(np.isfinite(values))[:count]
    return {name: column[kept] for name, column in points.items()}, values[kept]


def truths(node: Node, points: Points) -> NDArray[np.bool_]:
    """Whether a condition holds at each point; an equation where both sides agree to ten digits."""
    if isinstance(node, Logic):
        parts = [truths(operand, points) for operand in node.operands]
        if node.operator == "not":
            return ~parts[0]
        joined = np.logical_and if node.operator == "and" else np.logical_or
        return np.asarray(joined.reduce(parts))
    if not isinstance(node, Comparison):
        raise ValueError("expected a condition")
    sides = [values_at(operand, points) for operand in node.operands]
    pairs = zip(sides, node.operators, sides[1:], strict=False)
    return np.asarray(np.logical_and.reduce([_holds(left, operator, right) for left, operator, right in pairs]))


def _holds(left: NDArray[Any], operator: str, right: NDArray[Any]) -> NDArray[np.bool_]:
    if operator in ("=", "!="):
        size = np.maximum(1, np.maximum(abs(left), abs(right)))
        equal = np.asarray(abs(left - right) <= 1e-10 * size)
        return equal if operator == "=" else ~equal
    compare = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}[operator]
    return np.asarray(compare(left, right))


def solution_points(equation: Node, variables: Mapping[str, Domain], count: int) -> Points:
    """Points at which an equation holds: of each, one coordinate is solved for by halving a bracket."""
    if not isinstance(equation, Comparison) or equation.operators != ("=",):
        return {name: np.array([]) for name in variables}
    difference = Binary("-", equation.operands[0], equation.operands[1])
    starts = spread_points(variables)
    found: dict[str, list[float]] = {name: [] for name in variables}
    names: Sequence[str] = tuple(variables)
    for number in range(_CANDIDATES):
        if len(found[names[0]]) >= count:
            break
        solved = names[number % len(names)]
        point = {name: float(np.real(starts[name][number])) for name in names}
        root = _root(difference, point, solved, variables[solved])
        if root is not None:
            for name in names:
                found[name].append(root if name == solved else point[name])
    return {name: np.array(column) for name, column in found.items()}


def _root(difference: Node, point: Mapping[str, float], solved: str, domain: Domain) -> float | None:
    """A zero of the difference along one coordinate, within ±40 or the domain; None where no sign change is seen."""
    low, high = domain if isinstance(domain, tuple) else (1e-6, 40.0) if domain == "positive" else (-40.0, 40.0)
    grid = np.linspace(max(low, -40.0), min(high, 40.0), 161)
    left = right = 0.0
    for _ in range(60):
        line = {name: np.full(len(grid), value) for name, value in point.items()} | {solved: grid}
        values = np.real(values_at(difference, line))
        exact = np.flatnonzero(values == 0)
        if exact.size:
            return float(grid[exact[0]])
        change = np.flatnonzero(np.isfinite(values[:-1]) & np.isfinite(values[1:]) & (values[:-1] * values[1:] < 0))
        if not change.size:
            return None
        left, right = float(grid[change[0]]), float(grid[change[0] + 1])
        if right - left <= 1e-14 * max(1.0, abs(left)):
            break
        grid = np.linspace(left, right, 33)
        if grid[1] == left:
            break
    return (left + right) / 2


def edge_points(condition: Node, variables: Mapping[str, Domain]) -> Points:
    """Points exactly on the edge of a condition in one variable: there ``<`` and ``<=`` differ.

    Only edges that are whole numbers, halves, quarters or eighths are used; others have no exact double.
    """
    if len(variables) != 1:
        return {name: np.array([]) for name in variables}
    name, column = next(iter(spread_points(variables).items()))
    if np.iscomplexobj(column):
        return {name: np.array([])}
    places = np.unique(column)
    held = truths(condition, {name: places})
    edges: dict[float, None] = {}
    for place in np.flatnonzero(held[:-1] != held[1:]):
        edge = _edge(condition, name, float(places[place]), float(places[place + 1]))
        if abs(edge - round(edge * 8) / 8) < 1e-9:
            edges[round(edge * 8) / 8] = None
    return {name: np.array(list(edges))}


def _edge(condition: Node, name: str, low: float, high: float) -> float:
    """Where the truth changes between two places, by halving."""
    at_low = bool(truths(condition, {name: np.array([low])})[0])
    for _ in range(60):
        middle = (low + high) / 2
        if bool(truths(condition, {name: np.array([middle])})[0]) == at_low:
            low = middle
        else:
            high = middle
    return (low + high) / 2

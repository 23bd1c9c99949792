"""Further sample points on both sides of the corners of absolute values, minima, steps and cases.

|x − 2000| and 2000 − x agree at every point below 2000; so each argument that decides between two formulas is followed
along a wide grid, and a point is taken in every stretch where its sign is constant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.points import Domain
from mmready.maths.tree import Binary, Call, Comparison, Node, names, walk

Array = NDArray[Any]
_GRID = np.geomspace(1e-4, 1e7, 133)
_LINE = np.concatenate([-_GRID[::-1], _GRID])
_MOST_DECIDERS, _MOST_NAMES, _MOST_CHANGES = 6, 3, 6
_HALVINGS = 24
_CORNERED = frozenset({"abs", "sign", "min", "max"})


@lru_cache(maxsize=1024)
def _deciders(node: Node) -> tuple[tuple[Node, bool], ...]:
    """The arguments whose sign decides between two formulas; and whether these may meet in a jump."""
    found: list[tuple[Node, bool]] = []
    for part in walk(node):
        if isinstance(part, Call) and part.function in _CORNERED:
            first, *others = part.arguments
            against: list[Node] = [Binary("-", first, other) for other in others] or [first]
            found.extend((decider, False) for decider in against)
        elif isinstance(part, Comparison):
            found.extend((Binary("-", a, b), True) for a, b in pairwise(part.operands))
    return tuple(dict.fromkeys(pair for pair in found if names(pair[0])))[:_MOST_DECIDERS]


def corner_points(
    nodes: Sequence[Node], used: Sequence[str], values: Mapping[str, Array], domains: Mapping[str, Domain]
) -> dict[str, Array]:
    """Values for all names at the further points, empty where there are no corners; each array of one length."""
    deciders = tuple(dict.fromkeys(part for node in nodes for part in _deciders(node)))[:_MOST_DECIDERS]
    rows: list[dict[str, float]] = []
    for decider, jumps in deciders:
        for name in [name for name in names(decider) if name in used][:_MOST_NAMES]:
            if domains.get(name, "real") not in ("real", "positive"):
                continue
            base = {other: float(np.real(values[other][1])) for other in used}
            line = _LINE if domains.get(name, "real") == "real" else _GRID
            rows.extend({**base, name: place} for place in _stretches(decider, name, base, line, jumps))
    return {name: np.array([row[name] for row in rows]) for name in used} if rows else {}


_EXPONENTS = (2.0, 0.5, 3.0)
_BASES = (-1.3, -0.6)


@lru_cache(maxsize=1024)
def _towers(node: Node) -> tuple[str, ...]:
    """The names in the exponents of powers of powers, such as (a^b)^c; empty where there are none."""
    found: list[str] = []
    for part in walk(node):
        if isinstance(part, Binary) and part.operator == "^" and names(part.right):
            inner = [base for base in walk(part.left) if isinstance(base, Binary) and base.operator == "^"]
            if any(names(base.left) for base in inner):
                found += names(part.right)
                found += [name for base in inner for name in names(base.right)]
    return tuple(dict.fromkeys(found))[:_MOST_NAMES]


def power_points(nodes: Sequence[Node], used: Sequence[str], domains: Mapping[str, Domain]) -> dict[str, Array]:
    """Values at which powers of powers of negative numbers exist: (a^2)^(1/2) is not a there; empty where none are."""
    exponents = tuple(dict.fromkeys(name for node in nodes for name in _towers(node)))
    if not exponents or any(domains.get(name, "real") != "real" for name in used):
        return {}
    bases = [name for name in used if name not in exponents]
    rows = [
        {**dict.fromkeys(bases, base), **dict(zip(exponents, chosen, strict=True))}
        for base in _BASES
        for chosen in product(_EXPONENTS, repeat=len(exponents))
    ]
    return {name: np.array([row[name] for row in rows]) for name in used}


def _stretches(decider: Node, name: str, base: Mapping[str, float], line: Array, jumps: bool) -> list[float]:
    """One point in each stretch of the line where the decider keeps its sign; with ``jumps`` also close to its ends."""

    def signs_at(places: Array) -> Array:
        fixed = {other: np.full(places.shape, value) for other, value in base.items()}
        found = evaluate(decider, {**fixed, name: places}).value
        return np.asarray(np.sign(np.real(np.broadcast_to(found, places.shape))))

    try:
        signs = signs_at(line)
    except CannotEvaluateError:
        return []
    changes = np.flatnonzero((signs[1:] != signs[:-1]) & np.isfinite(signs[1:]) & np.isfinite(signs[:-1]))
    if not 0 < len(changes) <= _MOST_CHANGES:
        return []
    ends = [0, *(changes + 1).tolist(), len(line)]
    places = [float(line[(first + last - 1) // 2]) * 1.01 for first, last in pairwise(ends)]
    if not jumps:
        return places
    low, high = line[changes], line[changes + 1]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        stays = signs_at(middle) == signs[changes]
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    step = 1e-5 * (1e-3 + np.abs(middle))
    return [*places, *(low - step).tolist(), *(high + step).tolist()]

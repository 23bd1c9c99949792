"""Further sample points on both sides of the corners of absolute values, minima, steps and cases.

|x − 2000| and 2000 − x agree at every point below 2000; so each argument that decides between two formulas is followed
along a wide grid, and a point is taken in every stretch where its sign is constant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
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
_CORNERED = frozenset({"abs", "sign", "min", "max"})


@lru_cache(maxsize=1024)
def _deciders(node: Node) -> tuple[Node, ...]:
    """The arguments whose sign decides between two formulas."""
    found: list[Node] = []
    for part in walk(node):
        if isinstance(part, Call) and part.function in _CORNERED:
            first, *others = part.arguments
            found.extend([Binary("-", first, other) for other in others] or [first])
        elif isinstance(part, Comparison):
            found.extend(Binary("-", a, b) for a, b in zip(part.operands, part.operands[1:], strict=False))
    return tuple(dict.fromkeys(part for part in found if names(part)))[:_MOST_DECIDERS]


def corner_points(
    nodes: Sequence[Node], used: Sequence[str], values: Mapping[str, Array], domains: Mapping[str, Domain]
) -> dict[str, Array]:
    """Values for all names at the further points, empty where there are no corners; each array of one length."""
    deciders = tuple(dict.fromkeys(part for node in nodes for part in _deciders(node)))[:_MOST_DECIDERS]
    rows: list[dict[str, float]] = []
    for decider in deciders:
        for name in [name for name in names(decider) if name in used][:_MOST_NAMES]:
            if domains.get(name, "real") not in ("real", "positive"):
                continue
            base = {other: float(np.real(values[other][1])) for other in used}
            line = _LINE if domains.get(name, "real") == "real" else _GRID
            rows.extend({**base, name: place} for place in _stretches(decider, name, base, line))
    return {name: np.array([row[name] for row in rows]) for name in used} if rows else {}


def _stretches(decider: Node, name: str, base: Mapping[str, float], line: Array) -> list[float]:
    """One point in each stretch of the line where the decider keeps its sign."""
    try:
        found = evaluate(decider, {**{other: np.array([value]) for other, value in base.items()}, name: line}).value
    except CannotEvaluateError:
        return []
    signs = np.sign(np.real(np.broadcast_to(found, line.shape)))
    changes = np.flatnonzero((signs[1:] != signs[:-1]) & np.isfinite(signs[1:]) & np.isfinite(signs[:-1]))
    if not 0 < len(changes) <= _MOST_CHANGES:
        return []
    ends = [0, *(changes + 1).tolist(), len(line)]
    places = [(first + last - 1) // 2 for first, last in pairwise(ends)]
    return [float(line[place]) * 1.01 for place in places]

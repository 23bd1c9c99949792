"""Along a line parallel to an axis: where the two sides of a comparison meet, and which is larger elsewhere.

For rational functions this is exact. Others are followed on a grid: changes of sign are narrowed down by Ridders'
method (1979), touching zeros are looked for among the minima, and where a root, a logarithm or an arc sine ends, its
argument is followed in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from mmready.maths.evaluate import CannotEvaluateError, Value, evaluate
from mmready.maths.exact import UndefinedError
from mmready.maths.points import Domain
from mmready.maths.polynomial import Polynomial, Quotient, Signs, quotient, real_roots
from mmready.maths.setting import Setting
from mmready.maths.tree import Binary, Call, Negation, Node, Number, children, facts, has_constant, names, number, walk

Array = NDArray[Any]
APART = 1e-11
"""Places closer than this, relative to their size, are one."""

_MARGIN = 1e-12
_HEAVY = frozenset({"binomial", "permutations", "factorial", "Gamma", "!"})
_MOST_PLACES = 40
_WIDE = np.geomspace(1e-3, 1e5, 65)
_GRID = np.unique(np.concatenate([-_WIDE, [0.0], _WIDE, np.linspace(-12.05, 12.1, 387)]))


@dataclass(frozen=True, slots=True)
class Line:
    """All names but one are fixed; ``name`` runs through its domain."""

    name: str
    others: Mapping[str, Fraction]
    domain: Domain = "real"

    def values(self, places: Array) -> dict[str, Array]:
        """The values of all names at these places of the line."""
        fixed = {name: np.full(places.shape, float(value)) for name, value in self.others.items()}
        return {**fixed, self.name: places}

    def inside(self, places: Array) -> Array:
        """The places that belong to the domain."""
        if isinstance(self.domain, tuple):
            return places[(places > self.domain[0]) & (places < self.domain[1])]
        return np.asarray(places[places > 0]) if self.domain == "positive" else places

    def grid(self) -> Array:
        """Places all along the domain."""
        if isinstance(self.domain, tuple) and np.all(np.isfinite(self.domain)):
            low, high = self.domain
            return np.asarray(low + (high - low) * np.linspace(0.0005, 0.9995, 400))
        return self.inside(_GRID)


class Track(Protocol):
    """A difference of two sides along a line."""

    places: list[float]
    """Where it is zero, or its sign or definedness may change."""

    def signs(self, places: Array, *, between: bool) -> Array:
        """−1, 0, 1 or nan (undefined); ``between``: none of the places is one of ``places``."""
        ...


class ExactTrack:
    """A rational function with exact coefficients."""

    def __init__(self, top: Polynomial, below: Polynomial, zeros: list[float], poles: list[float]) -> None:
        self.top, self.below = Signs(top), Signs(below)
        self.always_zero = not top
        self.zeros, self.poles = np.array(zeros), np.array(poles)
        self.places = zeros + poles

    def signs(self, places: Array, *, between: bool) -> Array:
        if self.always_zero:
            return np.zeros(places.shape)
        found = np.array([self.top.at(place) * self.below.at(place) for place in places.tolist()], dtype=float)
        if not between:
            found[_among(places, self.zeros)] = 0.0
            found[_among(places, self.poles)] = np.nan
        return found


class SampledTrack:
    """Any other function, in double precision."""

    def __init__(self, node: Node, line: Line, setting: Setting) -> None:
        self.node, self.line, self.setting = node, line, setting
        self.complex = has_constant(node, "i")
        self.places: list[float] = []
        if line.name in names(node) and not self.complex and not _infinite(node):
            self.places = _places(node, line, setting)

    def value(self, places: Array) -> Value:
        found = _evaluated(self.node, self.line, self.setting, places, self.complex)
        return Value(np.broadcast_to(found.value, places.shape), np.broadcast_to(found.error, places.shape))

    def signs(self, places: Array, *, between: bool) -> Array:
        value, error = self.value(places)
        with np.errstate(all="ignore"):
            if np.iscomplexobj(value):  # complex numbers have no order: equal or not
                return np.where(np.isfinite(value), np.where(np.abs(value) <= 8 * error, 0.0, np.nan), np.nan)
            zero = (np.abs(value) <= 8 * error) & np.isfinite(error)
            if not between:
                zero |= self.crosses(places, value)
            zero &= np.isfinite(value)
            return np.where(np.isnan(value), np.nan, np.where(zero, 0.0, np.sign(value)))

    def crosses(self, places: Array, value: Array) -> Array:
        """Where the value is zero within the accuracy of the place itself."""
        step = _MARGIN * np.maximum(np.abs(places), 1e-3)
        moves = [np.abs(self.value(places + sign * step).value - value) for sign in (-1, 1)]
        return np.asarray(np.abs(value) <= 4 * np.fmax(*moves))


def track(left: Node, right: Node, line: Line, setting: Setting) -> Track:
    """Left − right along the line, exactly where that is possible."""
    if not _infinite(left) and not _infinite(right):
        fraction = _quotient(left, right, line)
        exactly = None if fraction is None else _exact_track(fraction)
        if exactly is not None:
            return exactly
    return SampledTrack(difference(left, right), line, setting)


def _exact_track(fraction: Quotient) -> ExactTrack | None:
    """None where the degree is too high, or a coefficient or root is beyond double precision (``x < 555!``)."""
    try:
        zeros, poles = real_roots(fraction.top), real_roots(fraction.below)
        return None if zeros is None or poles is None else ExactTrack(fraction.top, fraction.below, zeros, poles)
    except OverflowError:
        return None


def _quotient(left: Node, right: Node, line: Line) -> Quotient | None:
    try:
        return quotient(difference(left, right), line.name, line.others)
    except UndefinedError:
        return None


def difference(left: Node, right: Node) -> Node:
    """Left − right, without a zero."""
    if _is_zero(right):
        return left
    return Negation(right) if _is_zero(left) else Binary("-", left, right)


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


def _infinite(node: Node) -> bool:
    return has_constant(node, "inf")


def _among(places: Array, marks: Array) -> Array:
    if marks.size == 0:
        return np.zeros(places.shape, dtype=bool)
    gaps = np.abs(places[:, None] - marks[None, :])
    return np.asarray((gaps <= APART * np.maximum(np.abs(places[:, None]), 1e-3)).any(axis=1))


def _evaluated(node: Node, line: Line, setting: Setting, places: Array, complex_numbers: bool = False) -> Value:
    rules = setting.rules
    return evaluate(
        node,
        line.values(places),
        complex_numbers=complex_numbers,
        real_roots=rules.real_roots,
        functions=setting.functions,
    )


def _places(node: Node, line: Line, setting: Setting) -> list[float]:
    factors = _factors(node)
    if len(factors) == 1:
        return _searched(node if factors[0] == node else factors[0], line, setting)
    found: list[float] = []
    for factor in factors:
        if line.name in names(factor):
            found += track(factor, Number(Fraction(0)), line, setting).places
    return found


def _factors(node: Node) -> list[Node]:
    """What has to vanish, or be undefined, for the tree to change its sign."""
    if isinstance(node, Binary) and node.operator in "*/":
        return _factors(node.left) + _factors(node.right)
    if isinstance(node, Binary) and node.operator == "^" and isinstance(node.right, Number):
        return _factors(node.left)
    if isinstance(node, Negation) or (isinstance(node, Call) and node.function in ("abs", "cbrt")):
        return _factors(children(node)[0])
    return [node]


def _searched(node: Node, line: Line, setting: Setting) -> list[float]:
    """Zeros and ends of the domain of a function that is no rational one."""

    def along(places: Array) -> Array:
        return np.real(np.broadcast_to(_evaluated(node, line, setting, places).value, places.shape))

    heavy = not _HEAVY.isdisjoint(facts(node).marks)
    grid, most = (line.grid()[::3], _MOST_PLACES // 4) if heavy else (line.grid(), _MOST_PLACES)
    try:
        values = along(grid)
    except CannotEvaluateError:
        return []
    with np.errstate(all="ignore"):
        signs = np.sign(values)
        crossing = np.flatnonzero(signs[1:] * signs[:-1] < 0)
        touching = _touching(values, signs)
        found: list[float] = grid[signs == 0].tolist()
        found += _narrowed(grid, _nearest(grid, crossing, most), along)
        found += _minima(grid, _nearest(grid, touching, most), along)
    return found + _edges(node, line, setting)


def _nearest(grid: Array, places: Array, most: int) -> Array:
    """Not more than can be followed, those nearest to 0 first."""
    return places[np.argsort(np.abs(grid[places]), kind="stable")[:most]]


def _narrowed(grid: Array, places: Array, along: Callable[[Array], Array]) -> list[float]:
    """Ridders' method on all brackets at once."""
    if places.size == 0:
        return []
    low, high = grid[places], grid[places + 1]
    at_low, at_high = along(low), along(high)
    best = (low + high) / 2
    for _ in range(12):
        middle = (low + high) / 2
        at_middle = along(middle)
        root = np.sqrt(at_middle * at_middle - at_low * at_high)
        step = (middle - low) * np.sign(at_low - at_high) * at_middle / np.where(root > 0, root, np.inf)
        new = np.clip(middle + step, low, high)
        at_new = along(new)
        if np.all(np.abs(new - best) <= 2e-16 * np.abs(new)):
            break
        best = new
        ends = np.stack([low, middle, new, high])
        marks = np.stack([at_low, at_middle, at_new, at_high])
        order = np.argsort(ends, axis=0, kind="stable")
        ends, marks = np.take_along_axis(ends, order, 0), np.take_along_axis(marks, order, 0)
        first = np.argmax(np.sign(marks[:-1]) * np.sign(marks[1:]) <= 0, axis=0)[None]
        low, high = np.take_along_axis(ends, first, 0)[0], np.take_along_axis(ends, first + 1, 0)[0]
        at_low, at_high = np.take_along_axis(marks, first, 0)[0], np.take_along_axis(marks, first + 1, 0)[0]
        zero = (at_low == 0) | (at_high == 0)
        if np.all(zero | (high - low <= 4e-16 * np.abs(high))):
            best = np.where(at_low == 0, low, high)
            break
    return [float(place) for place in best]


def _edges(node: Node, line: Line, setting: Setting) -> list[float]:
    """Where roots, logarithms and inverse functions in a tree stop being defined."""
    found: list[float] = []
    for part in walk(node):
        inner, ends = _ends(part)
        if inner is not None and line.name in names(inner):
            for end in ends:
                found += track(inner, number(end), line, setting).places
    return found


def _ends(node: Node) -> tuple[Node | None, tuple[int, ...]]:
    """An argument, and the values at which the function of it ends."""
    if isinstance(node, Call) and node.function in _ENDS:
        return node.arguments[0], _ENDS[node.function]
    if isinstance(node, Binary) and node.operator == "^" and not isinstance(node.right, Number):
        return node.left, (0,)
    return None, ()


_ENDS = {
    **dict.fromkeys(("sqrt", "root", "ln", "log", "log10", "log2", "asech"), (0,)),
    **dict.fromkeys(("asin", "acos", "atanh", "acoth", "asec", "acsc"), (-1, 1)),
    "acosh": (1,),
}


def _touching(values: Array, signs: Array) -> Array:
    """Grid points at which |f| is smallest among its neighbours without a change of sign."""
    size = np.abs(values)
    lowest = (size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] < 0.3 * (size[:-2] + size[2:]))
    alike = (signs[1:-1] == signs[:-2]) & (signs[1:-1] == signs[2:])
    return np.flatnonzero(lowest & alike) + 1


def _minima(grid: Array, places: Array, along: Callable[[Array], Array]) -> list[float]:
    """Zeros without a change of sign: minima of |f| that come down to 0."""
    if places.size == 0:
        return []
    low, high = grid[places - 1], grid[places + 1]
    start = np.abs(along(grid[places]))
    for step in range(60):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        at_left, at_right = np.split(np.abs(along(np.concatenate([left, right]))), 2)
        low, high = np.where(at_left < at_right, low, left), np.where(at_left < at_right, right, high)
        if step in (12, 24, 36):  # only what keeps coming down can touch zero
            falling = np.minimum(at_left, at_right) <= 0.2 ** (step / 12) * start
            low, high, start = low[falling], high[falling], start[falling]
            if low.size == 0:
                return []
    middle = (low + high) / 2
    found: list[float] = middle[np.abs(along(middle)) <= 1e-12 * np.maximum(start, 1e-3)].tolist()
    return found

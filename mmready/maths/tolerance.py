"""How near is near enough: exactly, within a tolerance, to significant figures, to decimals."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from mmready.maths.arrays import entries, shape, spread
from mmready.maths.equivalence import Verdict, compare
from mmready.maths.evaluate import CannotEvaluateError, number_of
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.nearness import close
from mmready.maths.setting import PLAIN, Setting
from mmready.maths.tree import Matrix, Node, Vector, names


@dataclass(frozen=True, slots=True)
class Tolerance:
    """``relative`` (a share of the key) and ``absolute``, both from 0; with both 0 the comparison is exact."""

    relative: float = 0.0
    absolute: float = 0.0

    def room(self, size: float) -> float:
        """How far off a number of this size may be."""
        return self.absolute + self.relative * size if math.isfinite(size) else 0.0

    def compare(self, first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
        """How ``first`` relates to the key ``second``, entry by entry where they are vectors or matrices."""
        if not self.relative and not self.absolute:
            return compare(first, second, setting)
        if isinstance(first, Vector | Matrix) or isinstance(second, Vector | Matrix):
            return self._entries(first, second, setting)
        return close(first, second, relative=self.relative, absolute=self.absolute, setting=setting)

    def _entries(self, first: Node, second: Node, setting: Setting) -> Verdict:
        first, second = spread(first), spread(second)
        arrays = [isinstance(node, Vector | Matrix) for node in (first, second)]
        if not all(arrays) or shape(first) != shape(second):
            return "different"
        for one, other in zip(entries(first), entries(second), strict=True):
            verdict = self.compare(one, other, setting)
            if verdict != "same":
                return verdict
        return "same"


def tolerance_of(text: str) -> Tolerance:
    """``"0.01"`` is absolute, ``"1%"`` relative; ValueError for what is neither.

    >>> tolerance_of("1%")
    Tolerance(relative=0.01, absolute=0.0)
    """
    shown = text.strip()
    if not shown:
        return Tolerance()
    try:
        number = float(shown.removesuffix("%"))
    except ValueError:
        number = -1.0
    if not 0 <= number < math.inf:
        raise ValueError(f"a tolerance is a number from 0 such as 0.01 or 1%, not {text!r}")
    return Tolerance(relative=number / 100) if shown.endswith("%") else Tolerance(absolute=number)


def within_figures(first: Node, second: Node, figures: int) -> bool:
    """Whether a number is right to so many significant figures: off by at most half a unit in the last of them.

    Only a number without names can be; a key of 0 has to be met exactly.
    """
    return _within(
        first, second, lambda size: 0.5 * 10.0 ** (math.floor(math.log10(size)) - figures + 1) if size else 0.0
    )


def within_decimals(first: Node, second: Node, decimals: int) -> bool:
    """Whether a number is right to so many decimals: off by at most half a unit in the last."""
    return _within(first, second, lambda _: 0.5 * 10.0**-decimals)


def _within(first: Node, second: Node, room: Callable[[float], float]) -> bool:
    if names(first) or names(second):
        return False
    try:
        one, other = exact(first), exact(second)
        if one is not None and other is not None:
            allowed = Fraction(room(abs(float(other)))).limit_denominator(10**40)
            return abs(one - other) <= allowed
        at, key = number_of(first), number_of(second)
    except (UndefinedError, CannotEvaluateError, OverflowError):
        return False
    size = abs(key)
    if not math.isfinite(size) or not math.isfinite(abs(at)):
        return False
    return abs(at - key) <= float(room(size)) * (1 + 1e-9)


def is_whole(node: Node) -> bool:
    """Whether the value is known to be a whole number."""
    try:
        value = exact(node)
    except UndefinedError:
        return False
    return value is not None and value.denominator == 1

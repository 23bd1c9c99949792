"""Whether two numbers or expressions are within a tolerance of each other."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mmready.maths.at_points import sample_values, values_at
from mmready.maths.equivalence import (
    FEWEST,
    RELIABLE,
    TINY_ERROR,
    Verdict,
    compare_infinite,
    has_infinity,
    undefined_or_open,
)
from mmready.maths.evaluate import CannotEvaluateError
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.scalar import approximate
from mmready.maths.setting import PLAIN, Setting
from mmready.maths.tree import Node, names


def close(
    first: Node, second: Node, *, relative: float = 0.0, absolute: float = 0.0, setting: Setting = PLAIN
) -> Verdict:
    """Whether |first − second| ≤ absolute + relative·|second| at every point where both are defined.

    The limits belong to it: 1.05 is within 5 % of 1.
    """
    used = tuple(sorted({*names(first), *names(second)}))
    try:
        fractions = exact(first), exact(second)
        if fractions[0] is not None and fractions[1] is not None:
            room = Fraction(str(absolute)) + Fraction(str(relative)) * abs(fractions[1])
            return "same" if abs(fractions[0] - fractions[1]) <= room else "different"
        if not used:
            if has_infinity(first, second):
                return compare_infinite(first, second)
            near = _close_numbers(first, second, relative, absolute)
            if near is not None:
                return near
        values = sample_values(used, setting, (first, second))
        for complex_numbers in (False, True):
            one, other = (values_at(node, values, setting, complex_numbers) for node in (first, second))
            defined = np.isfinite(one.value) & np.isfinite(other.value)
            bound = one.error + other.error
            with np.errstate(all="ignore"):
                defined &= bound <= RELIABLE * np.maximum(np.abs(one.value), np.abs(other.value)) + TINY_ERROR
            if defined.sum() >= min(FEWEST, defined.size):
                with np.errstate(all="ignore"):
                    room_at = absolute + relative * np.abs(other.value) + 8 * bound
                    near = np.abs(one.value - other.value) <= room_at
                return "same" if np.all(near[defined]) else "different"
        return undefined_or_open(one, other)
    except UndefinedError:
        return "undefined"
    except CannotEvaluateError:
        return "cannot-tell"


def _close_numbers(first: Node, second: Node, relative: float, absolute: float) -> Verdict | None:
    """The verdict of ``close`` on two real numbers; None where it is left to arrays."""
    one, other = approximate(first), approximate(second)
    if one is None or other is None:
        return None
    bound = one[1] + other[1]
    if bound > RELIABLE * max(abs(one[0]), abs(other[0])) + TINY_ERROR:
        return None
    return "same" if abs(one[0] - other[0]) <= absolute + relative * abs(other[0]) + 8 * bound else "different"

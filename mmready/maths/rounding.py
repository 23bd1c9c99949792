"""Decimals that stand for every number that rounds to them, where the house rules say so."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mmready.maths.at_points import sample_values, values_at
from mmready.maths.evaluate import CannotEvaluateError
from mmready.maths.setting import Setting
from mmready.maths.tree import Node, Number, map_tree, names, walk

_MOST_DECIMALS = 12


def same_when_rounded(first: Node, second: Node, setting: Setting) -> bool:
    """Whether two expressions differ by no more than the rounding of their long decimals can do, at every point.

    How much each decimal can do is seen by moving it by half a unit in its last place.
    """
    long = [number for number in dict.fromkeys([*_numbers(first), *_numbers(second)]) if _half_unit(number, setting)]
    if not long or len(long) > _MOST_DECIMALS:
        return False
    values = sample_values(tuple(sorted({*names(first), *names(second)})), setting, (first, second))
    try:
        one, other = (values_at(node, values, setting, False) for node in (first, second))
        room = 8 * (one.error + other.error)
        for number in long:
            moved = Number(number.value + _half_unit(number, setting))
            for node, at in ((first, one), (second, other)):
                there = values_at(_with(node, number, moved), values, setting, False)
                room = room + np.abs(there.value - at.value) * (1 + 1e-9)
    except CannotEvaluateError:
        return False
    with np.errstate(all="ignore"):
        known = np.isfinite(one.value) & np.isfinite(other.value) & np.isfinite(room)
        return bool(known.any() and np.all((np.abs(one.value - other.value) <= room)[known]))


def _numbers(node: Node) -> list[Number]:
    return [part for part in walk(node) if isinstance(part, Number)]


def _with(node: Node, number: Number, moved: Number) -> Node:
    return map_tree(node, lambda part: moved if part == number else part)


def _half_unit(number: Number, setting: Setting) -> Fraction:
    """Half a unit in the last place of a decimal that is long enough; else 0."""
    mantissa, _, power = number.text.lower().partition("e")
    whole, point, decimals = mantissa.partition(".")
    if not point or len((whole + decimals).lstrip("0")) < setting.rules.rounded_decimals:
        return Fraction(0)
    return Fraction(1, 2 * 10 ** len(decimals)) * Fraction(10) ** int(power or 0)

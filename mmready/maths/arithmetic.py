"""Arithmetic in double precision with a bound on the rounding error of every number.

Running error analysis to first order (Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, §3.3): the true
value lies within ``error`` of ``value``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
UNIT = 2.0**-53
EXACT = 2**53  # all whole numbers up to here are doubles
TINY = 2.0**-1074  # the step between the smallest doubles, which is what underflow costs


class Value(NamedTuple):
    """Numbers and a bound on the rounding error of each; both broadcast against the sample points."""

    value: Array
    error: Array


NO_ERROR = np.array(0.0)
NAN = np.array(np.nan)


def from_fraction(value: Fraction) -> Value:
    """The double nearest to a fraction; nan where it is too large."""
    if value.denominator == 1 and -EXACT <= value.numerator <= EXACT:
        return Value(np.array(float(value.numerator)), NO_ERROR)
    try:
        number = float(value)
    except OverflowError:
        return Value(NAN, NO_ERROR)
    return Value(np.array(number), np.array(0.0 if Fraction(number) == value else abs(number) * UNIT))


def plus(left: Value, right: Value) -> Value:
    """Left + right."""
    value = left.value + right.value
    return Value(value, left.error + right.error + UNIT * np.abs(value))


def minus(left: Value, right: Value) -> Value:
    """Left − right."""
    value = left.value - right.value
    return Value(value, left.error + right.error + UNIT * np.abs(value))


def times(left: Value, right: Value) -> Value:
    """Left · right."""
    value = left.value * right.value
    error = np.abs(left.value) * right.error + np.abs(right.value) * left.error
    return Value(value, error + 3 * UNIT * np.abs(value) + TINY)


def divide(left: Value, right: Value) -> Value:
    """Left / right; nan where the divisor is 0, of unbounded error where it may be."""
    size = np.abs(right.value)
    value = np.where(size == 0, np.nan, left.value / np.where(size == 0, 1.0, right.value))
    error = (
        (left.error + np.abs(value) * right.error) / np.where(size == 0, 1.0, size) + 3 * UNIT * np.abs(value) + TINY
    )
    unsure = (size <= right.error) & (right.error > 0)
    return Value(value, np.where(unsure, np.inf, error))


ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {"+": plus, "-": minus, "*": times, "/": divide}


def whole_power(base: Value, count: int) -> Value:
    """base^count for a whole number; 0^0 is 1."""
    if count == 2:
        return times(base, base)
    if abs(count) > 10**15:  # as a double the exponent would not be this whole number any more
        return Value(base.value * np.nan, NO_ERROR)
    value = np.power(base.value, float(count))
    value = np.where((base.value == 0) & (count < 0), np.nan, value)
    if np.iscomplexobj(value) and count > 0:
        value = np.where(base.value == 0, 0.0, value)
    if count == 0:
        return Value(np.ones_like(value), NO_ERROR)
    size = np.abs(base.value)
    below = np.where(size > 0, np.abs(value) / np.where(size > 0, size, 1.0), np.where(count == 1, 1.0, 0.0))
    turns = abs(count) if np.iscomplexobj(value) else 1
    return Value(value, abs(count) * below * base.error + (4 * turns) * UNIT * np.abs(value) + TINY)


def compare(operator: str, left: Value, right: Value) -> Array:
    """Where a comparison holds; values within their rounding errors are equal."""
    gap = left.value - right.value
    equal = np.abs(gap) <= 4 * (left.error + right.error)
    if operator in ("=", "!="):
        return np.asarray(equal if operator == "=" else ~equal)
    if operator in ("<", "<="):
        below = np.real(gap) < 0
        return np.asarray(below | equal if operator == "<=" else below & ~equal)
    above = np.real(gap) > 0
    return np.asarray(above | equal if operator == ">=" else above & ~equal)

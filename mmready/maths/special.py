"""Γ, erf and Φ for arrays, from the standard library."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def _gamma(value: float) -> float:
    if not -170.0 < value < 171.6 or (value <= 0 and value == int(value)):
        return math.nan
    return math.gamma(value)


def _each(value: Array, rule: Any) -> Array:
    flat = [rule(number) if number == number else math.nan for number in np.ravel(value).tolist()]
    return np.array(flat).reshape(np.shape(value))


def gamma(value: Array) -> Array:
    """Γ(x): nan at 0, −1, −2 … and where it is too large."""
    return _each(value, _gamma)


def erf(value: Array) -> Array:
    """The error function."""
    return _each(value, math.erf)


def _normal(value: float) -> float:
    return 0.5 * math.erfc(-value / math.sqrt(2.0))


def normal_cdf(value: Array) -> Array:
    """Φ(z) = P(Z ≤ z) for a standard normal Z."""
    return _each(value, _normal)

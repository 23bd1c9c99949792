"""The normal distribution in numpy alone: density, distribution function and its inverse.

The tests check it against SciPy: Φ has an absolute error under 1e-12 and a relative one under 2e-6 down to −37.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_DENSITY_AT_0 = 1.0 / math.sqrt(2.0 * math.pi)
_ROOT_2 = math.sqrt(2.0)
_FEW = 24
_STEPS = 64  # nodes per unit of the table
_LOWEST, _HIGHEST = -38.0, 9.0  # beyond them Φ is 0 or 1 in double precision


def _taylor_table() -> Array:
    """Coefficients of the Taylor polynomial of Φ of degree 5 around each node, one row a node."""
    x = np.arange(int(_LOWEST * _STEPS), int(_HIGHEST * _STEPS) + 1) / _STEPS
    value = np.array([0.5 * math.erfc(-node / _ROOT_2) for node in x.tolist()])
    square, slope = x * x, density(x)
    hermite = (1.0, -x / 2.0, (square - 1.0) / 6.0, -x * (square - 3.0) / 24.0, ((square - 6.0) * square + 3.0) / 120.0)
    return np.column_stack([value, *(each * slope for each in hermite)])


def density(x: Array) -> Array:
    """φ(x), the standard normal density."""
    out: Array = np.exp(-0.5 * x * x) * _DENSITY_AT_0
    return out


def cdf(x: Array) -> Array:
    """Φ(x), the standard normal distribution function, for an array of any shape."""
    if x.ndim == 1 and x.size <= _FEW:  # the same, without the overhead of array calls
        return np.array([0.5 * math.erfc(-value / _ROOT_2) for value in x.tolist()])
    scaled = np.minimum(np.maximum(x, _LOWEST), _HIGHEST) * _STEPS
    nearest = np.rint(scaled)
    step = (scaled - nearest) * (1.0 / _STEPS)
    row = _TABLE.take(nearest.astype(np.intp) + _ORIGIN, axis=0)
    out: Array = row[..., 5] * step
    for power in (4, 3, 2, 1):
        out += row[..., power]
        out *= step
    out += row[..., 0]
    return out


def quantile(p: Array) -> Array:
    """Φ⁻¹(p) for p in (0, 1): a rational start, then three Halley steps."""
    tail = np.minimum(p, 1.0 - p)
    x = rough_quantile(tail)
    for _ in range(3):
        error = (cdf(x) - tail) / density(x)
        x = x - error / (1.0 + 0.5 * x * error)
    out: Array = np.where(p < 0.5, x, -x)
    return out


def rough_quantile(p: Array) -> Array:
    """Φ⁻¹(p) for p in (0, 1) to 4.5e−4 (Abramowitz and Stegun 26.2.23)."""
    t = np.sqrt(-2.0 * np.log(np.minimum(p, 1.0 - p)))
    x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
    out: Array = np.where(p < 0.5, x, -x)
    return out


_TABLE = _taylor_table()
_ORIGIN = -int(_LOWEST * _STEPS)

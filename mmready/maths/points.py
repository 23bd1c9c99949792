"""Where expressions are compared: fixed sample points in the declared domains, the same on every machine and run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Domain = str | tuple[float, float]
Floats = NDArray[np.float64]

_COLUMNS = 64
_POSITIVE, _MIXED, _SMALL, _LARGE, _TINY = 8, 12, 6, 4, 2
_HUGE = (90.0, 700.0, 1300.0, 5000.0)
COUNT = _POSITIVE + _MIXED + _SMALL + _LARGE + _TINY + 2 * len(_HUGE)
"""How many points are used: all names positive; of mixed sign; within (−1, 1); larger; tiny; far out."""


def _uniform() -> Floats:
    """A fixed table of numbers in (0, 1), one row a point, one column a name."""
    generator = np.random.Generator(np.random.PCG64(20_260_229))
    return generator.random((COUNT, _COLUMNS))


_TABLE = _uniform()
_SIGNS = np.where(_uniform()[::-1] < 0.5, -1.0, 1.0)
_SIGNS[:_POSITIVE] = 1.0


def column(place: int, domain: Domain = "real") -> Floats:
    """The sample values of the name at this place: shape (COUNT,), complex where the domain is complex.

    ``domain`` is ``"real"``, ``"positive"``, ``"integer"``, ``"complex"`` or an open interval (lo, hi).
    """
    uniform = _TABLE[:, place % _COLUMNS] if place < _COLUMNS else (_TABLE[:, place % _COLUMNS] * (place + 1)) % 1.0
    if isinstance(domain, tuple):
        return _between(float(domain[0]), float(domain[1]), uniform)
    sizes = _sizes(uniform)
    if domain == "positive":
        return sizes
    signs = _SIGNS[:, place % _COLUMNS]
    if domain == "integer":
        return np.where(sizes < 1, np.rint(12 * uniform), np.rint(sizes)) * signs + 0.0
    return sizes * signs


def complex_column(place: int) -> NDArray[np.complex128]:
    """Sample values in the complex plane, most of them within |z| < 3."""
    size = column(place)
    angle = 2 * np.pi * _TABLE[:, (place + 17) % _COLUMNS]
    return np.asarray(np.abs(size) * np.exp(1j * angle))


def _sizes(uniform: Floats) -> Floats:
    """How large the value is in each of the blocks of points."""
    sizes = 0.1 + 2.9 * uniform
    at = _POSITIVE + _MIXED
    sizes[at : at + _SMALL] = 0.02 + 0.96 * uniform[at : at + _SMALL]
    at += _SMALL
    sizes[at : at + _LARGE] = 3.0 * 17.0 ** uniform[at : at + _LARGE]
    at += _LARGE
    sizes[at : at + _TINY] = 0.01 * uniform[at : at + _TINY]
    at += _TINY
    sizes[at:] = np.tile(_HUGE, 2) * (0.9 + 0.2 * uniform[at:])
    return sizes


def _between(low: float, high: float, uniform: Floats) -> Floats:
    """Points of the open interval, also near its ends; an end may be infinite."""
    if np.isinf(low) and np.isinf(high):
        return column(0)
    if np.isinf(high):
        return low + _sizes(uniform)
    if np.isinf(low):
        return high - _sizes(uniform)
    spread = uniform.copy()
    spread[-4:] = (0.001, 0.01, 0.99, 0.999)
    return low + (high - low) * spread


def sample(names: Sequence[str], domains: Mapping[str, Domain] | None = None) -> dict[str, NDArray[np.generic]]:
    """The sample values of these names, each of shape (COUNT,); a name that is not in ``domains`` is real."""
    domains = domains or {}
    values: dict[str, NDArray[np.generic]] = {}
    for place, name in enumerate(sorted(names)):
        domain = domains.get(name, "real")
        values[name] = complex_column(place) if domain == "complex" else column(place, domain)
    return values

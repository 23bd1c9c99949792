"""Whether what a Check expects and what a key holds are the same, for values that are made of numbers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.domain.variant import Mark

__all__ = ["array_of", "close", "same_array", "same_elements"]

# Checks differentiate and integrate numerically, so that they are right to some seven digits.
_RELATIVE, _ABSOLUTE = 1e-5, 1e-7
_MOST_ARRANGED = 7  # entries of which every order is tried


def close(expected: Any, key: Any, error: float | None = None) -> bool:
    """Whether two numbers (or arrays of one shape) are the same: within ``error``, else to some five digits."""
    one, two = np.asarray(expected, dtype=complex), np.asarray(key, dtype=complex)
    if one.shape != two.shape:
        return False
    with np.errstate(invalid="ignore"):  # ∞ − ∞
        allowed = error if error is not None else _RELATIVE * np.maximum(abs(one), abs(two)) + _ABSOLUTE
        near = np.isfinite(one) & np.isfinite(two) & (abs(one - two) <= allowed)
    return bool(np.all(near | (one == two)))


def array_of(value: Any) -> NDArray[np.complex128] | None:
    """Numbers, or lists of numbers, as an array; None for anything else."""
    try:
        return np.asarray(value, dtype=complex)
    except (TypeError, ValueError, OverflowError):
        return None


def same_array(expected: NDArray[Any], key: NDArray[Any], mark: Mark, error: float | None) -> bool:
    """Whether two vectors or matrices are the same, up to what the mark lets differ."""
    if expected.shape != key.shape and expected.size == key.size and 1 in (*expected.shape, expected.ndim):
        expected = expected.reshape(key.shape)  # a column for a vector
    if mark.up_to == "span":
        return _same_span(expected, key)
    if expected.shape != key.shape:
        return False
    if mark.up_to == "sign":
        return close(expected, key, error) or close(-expected, key, error)
    if mark.up_to == "factor":
        place = np.unravel_index(int(np.argmax(abs(key))), key.shape)
        return bool(key[place] != 0 and expected[place] != 0) and close(
            expected / expected[place], key / key[place], error
        )
    if mark.up_to == "order":
        return same_elements(list(expected), list(key), error)
    return close(expected, key, error)


def same_elements(expected: Sequence[Any], key: Sequence[Any], error: float | None) -> bool:
    """Whether two collections hold the same elements, in any order."""
    if len(expected) != len(key):
        return False
    if len(key) <= _MOST_ARRANGED:
        orders = itertools.permutations(expected)
        return any(all(close(one, two, error) for one, two in zip(order, key, strict=True)) for order in orders)
    left = list(key)
    for element in expected:
        match = next((place for place, other in enumerate(left) if close(element, other, error)), None)
        if match is None:
            return False
        del left[match]
    return True


def _same_span(expected: NDArray[Any], key: NDArray[Any]) -> bool:
    one, two = np.atleast_2d(expected), np.atleast_2d(key)
    if one.shape[1] != two.shape[1]:
        return False
    ranks = {int(np.linalg.matrix_rank(rows, tol=1e-6)) for rows in (one, two, np.vstack([one, two]))}
    return len(ranks) == 1

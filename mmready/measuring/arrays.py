"""What comes into the model, checked: shapes, ranges, covariances, indices, the courses of requirements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mmready.measuring.normal import Array

_ROUNDING = 1e-8


def shape_of(value: Any, sizes: dict[str, int]) -> tuple[int, ...]:
    return (sizes["J"],) if np.ndim(value) == 0 else np.shape(value)


def checked(
    name: str,
    value: npt.ArrayLike,
    axes: tuple[str, ...],
    sizes: dict[str, int],
    low: float = -np.inf,
    high: float = np.inf,
) -> Array:
    """A read-only copy, with its shape and range checked; ``sizes`` says how long each axis must be."""
    out = np.array(value, dtype=np.float64)
    wanted = tuple(sizes.get(axis, axis) for axis in axes)
    if out.ndim != len(axes) or any(isinstance(n, int) and n != m for n, m in zip(wanted, out.shape, strict=True)):
        raise ValueError(f"{name} must have shape ({', '.join(map(str, wanted))}), got {out.shape}")
    if not np.isfinite(out).all() or out.min(initial=low) < low or out.max(initial=high) > high:
        raise ValueError(f"{name} must be finite numbers in [{low}, {high}]")
    out.setflags(write=False)
    return out


def check_covariance(matrix: Array) -> None:
    if not np.allclose(matrix, matrix.T, atol=_ROUNDING):
        raise ValueError("prior_cov must be symmetric")
    values = np.linalg.eigvalsh(matrix)
    if values.min(initial=0.0) < -_ROUNDING * values.max(initial=1.0) or np.any(matrix.diagonal() <= 0.0):
        raise ValueError(f"prior_cov must be a covariance matrix, got one with the eigenvalue {values.min():.3g}")


def indices(name: str, values: npt.ArrayLike, size: int) -> npt.NDArray[np.intp]:
    """Checked indices into an axis of this size; a mask over the whole axis serves too."""
    given = np.array(values)
    if given.dtype == np.bool_ and given.shape == (size,):
        return np.flatnonzero(given)
    if given.size and (given.dtype.kind not in "iu" or given.min() < 0 or given.max() >= size):
        raise ValueError(f"{name} must hold whole numbers in 0…{size - 1}, got {values!r}")
    return given.astype(np.intp, copy=False)


def course_numbers(courses: Sequence[int] | None, rows: int) -> npt.NDArray[np.intp]:
    if courses is None:
        return np.arange(rows)
    out = np.array(courses, dtype=np.intp)
    if out.shape != (rows,) or set(out.tolist()) != set(range(int(out.max(initial=-1)) + 1)):
        raise ValueError(f"courses must give each of the {rows} requirements a course number from 0, none left out")
    return out


def rows_by_course(courses: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """(K,m) the rows of each course, filled up with −1."""
    counts = np.bincount(courses)
    out = np.full((counts.size, int(counts.max(initial=1))), -1, dtype=np.intp)
    for course, count in enumerate(counts):
        out[course, :count] = np.flatnonzero(courses == course)
    return out

"""What follows from a belief before the next question: shares expected, how uncertain they are, what is decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mmready.measuring.normal import Array, cdf, density, quantile

_LEAST_VARIANCE = 1e-10
_DRAWS = 512
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31)


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """The bank as arrays over its J questions.

    P(right | θ) = ``guess`` + ``span`` Φ(aⱼ·θ + ``offset``), span = 1 − guess − slip. The slopes a are kept sparse:
    the k-th largest of question j is ``slope[k][j]`` on skill ``skill[k][j]``.
    """

    offset: Array
    guess: Array
    span: Array
    skill: tuple[npt.NDArray[np.intp], ...]
    slope: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """A belief seen through the questions and the requirements.

    Per question (J,): ``share`` P(right), ``rate`` its derivative in a·μ, ``bend`` = u/σ of the argument u = (a·μ + d)/σ
    with σ² = 1 + aᵀΣa. ``reach`` (J,S) is AΣ. Per requirement (C,): ``expected`` share of its questions, and
    ``covariance`` (C,C) of those shares, from the ``gradient`` (C,S) of the expected share in the belief's mean.
    """

    share: Array
    rate: Array
    bend: Array
    reach: Array
    expected: Array
    gradient: Array
    covariance: Array

    @property
    def variance(self) -> Array:
        """(C,) variances of the requirements' shares."""
        return np.maximum(self.covariance.diagonal(), _LEAST_VARIANCE)


def look(questions: Questions, loadings: Array, weights: Array, mean: Array, cov: Array) -> Outlook:
    """The outlook of a Gaussian belief; ``weights`` (C,J), ``loadings`` (J,S)."""
    every = np.arange(questions.offset.size)
    pairs = list(zip(questions.skill, questions.slope, strict=True))
    reach = sum(cov.take(skill, axis=0) * slope[:, None] for skill, slope in pairs)
    spread = sum(reach[every, skill] * slope for skill, slope in pairs)
    centre = sum(mean[skill] * slope for skill, slope in pairs) + questions.offset
    sd = np.sqrt(1.0 + spread)
    u = centre / sd
    rate = questions.span * density(u) / sd
    share = questions.guess + questions.span * cdf(u)
    gradient = (weights * rate) @ loadings
    return Outlook(share, rate, u / sd, reach, weights @ share, gradient, gradient @ cov @ gradient.T)


def met(outlook: Outlook, cuts: Array) -> Array:
    """(C,) probability that each requirement's share is at or above its cut."""
    return cdf((outlook.expected - cuts) / np.sqrt(outlook.variance))


def all_met(outlook: Outlook, cuts: Array, rows: npt.NDArray[np.intp]) -> float:
    """Probability that every one of these requirements is met, by fixed draws.

    The hardest row is integrated exactly, the others over the same quasi-random points every time.
    """
    sd = np.sqrt(outlook.variance[rows])
    room = (outlook.expected[rows] - cuts[rows]) / sd
    order = np.argsort(-room, kind="stable")
    room = room[order]
    if rows.size == 1:
        return float(cdf(room)[0])
    correlation = outlook.covariance[np.ix_(rows, rows)] / np.outer(sd, sd)
    correlation = correlation[np.ix_(order, order)]
    factor = np.linalg.cholesky(correlation + 1e-6 * np.eye(rows.size))
    draws = _draws(rows.size - 1)
    passed = ((draws @ factor[:-1, :-1].T + room[:-1]) >= 0.0).all(axis=1)
    last = cdf((room[-1] + draws[passed] @ factor[-1, :-1]) / factor[-1, -1])
    return float(last.sum()) / _DRAWS


@lru_cache(maxsize=16)
def _draws(dimensions: int) -> Array:
    """(_DRAWS, dimensions) standard normal points, evenly spread: a Hammersley set (its first axis a regular grid)."""
    numbers = np.arange(_DRAWS)
    points = [(numbers + 0.5) / _DRAWS]
    for prime in _PRIMES[: dimensions - 1]:
        rest, digit, mirrored = numbers, 1.0, np.zeros(_DRAWS)
        while rest.any():
            digit /= prime
            mirrored += digit * (rest % prime)
            rest = rest // prime
        points.append(mirrored + 0.5 / _DRAWS)
    return quantile(np.column_stack(points))

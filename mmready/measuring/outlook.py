"""What follows from a belief before the next question: shares expected, how uncertain they are, what is decided."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mmready.measuring.normal import Array, cdf, density, rough_quantile
from mmready.values import dataclass

_LEAST_VARIANCE = 1e-10
_FEW = 3  # slopes a question, up to which aᵀΣa is gathered instead of multiplied out
_POINTS = 128
_LEAST = 1e-300
_CERTAIN = 40.0  # sd above its cut: a row that is met for sure
_JITTER = 1e-6
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31)


def gathered(loadings: Array, matrix: Array) -> Array:
    """(J,M) loadings (J,S) @ matrix (S,M), from the few slopes of each question that are not 0.

    For so small a product, a library's threads take longer to meet than to multiply.
    """
    few = _few_slopes(loadings)
    if few is None:
        dense: Array = loadings @ matrix
        return dense
    skill, slope = few
    out: Array = slope[0][:, None] * matrix[skill[0]]
    for k in range(1, len(skill)):
        out += slope[k][:, None] * matrix[skill[k]]
    return out


def _few_slopes(loadings: Array) -> tuple[npt.NDArray[np.intp], Array] | None:
    """The skills and the slopes (n,J) of questions with at most ``_FEW`` of them, filled up with slopes of 0."""
    most = max(int((loadings > 0.0).sum(axis=1).max(initial=1)), 1)
    if most > _FEW:
        return None
    skill = np.argsort(-loadings, axis=1, kind="stable")[:, :most].T
    return skill, np.take_along_axis(loadings, skill.T, axis=1).T


class Questions:
    """The bank as arrays over its J questions: P(right | θ) = guess + span Φ(aⱼ·θ + offset).

    ``span`` is 1 − guess − slip; ``loadings`` (J,S) hold the slopes a, few of them other than 0 in a row.
    """

    def __init__(self, loadings: Array, offset: Array, guess: Array, span: Array) -> None:
        self.loadings, self.offset, self.guess, self.span = loadings, offset, guess, span
        self.by_skill = np.ascontiguousarray(loadings.T)
        self._pairs: tuple[npt.NDArray[np.intp], Array] | None = None
        few = _few_slopes(loadings)
        if few is not None:
            skill, slope = few
            pairs = [(k, m) for k in range(len(skill)) for m in range(len(skill))]
            places = [skill[k] * loadings.shape[1] + skill[m] for k, m in pairs]
            self._pairs = np.array(places), np.array([slope[k] * slope[m] for k, m in pairs])

    def quadratic(self, matrix: Array) -> Array:
        """(J,) aᵀ M a for a symmetric (S,S) matrix M."""
        if self._pairs is None:
            dense: Array = ((self.loadings @ matrix) * self.loadings).sum(axis=1)
            return dense
        places, products = self._pairs
        gathered: Array = (matrix.ravel().take(places) * products).sum(axis=0)
        return gathered


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """A belief seen through the questions and the requirements.

    Per question (J,): ``spread`` aᵀΣa, ``share`` P(right), ``rate`` its derivative in a·μ, ``bend`` = u/σ of the
    argument u = (a·μ + d)/σ with σ² = 1 + spread. Per requirement (C,): ``expected`` share of its questions and its
    ``variance``; ``cross`` (C,J) is the covariance of each requirement's share with each a·θ, ``covariance`` (C,C)
    that of the shares with each other. A share is taken as linear in θ around the belief, with the expected gradient.
    """

    spread: Array
    share: Array
    rate: Array
    bend: Array
    expected: Array
    variance: Array
    covariance: Array
    cross: Array


def look(questions: Questions, weights: Array, mean: Array, cov: Array, intercept: float = 0.0) -> Outlook:
    """The outlook of the belief N(mean, cov) on requirements with these weights (C,J).

    ``intercept`` moves each expected share by so many of its sd.
    """
    spread = questions.quadratic(cov)
    sd = np.sqrt(1.0 + spread)
    u = (questions.loadings @ mean + questions.offset) / sd
    share = questions.guess + questions.span * cdf(u)
    rate = questions.span * density(u) / sd
    gradient = (weights * rate) @ questions.loadings
    shared = gradient @ cov
    covariance = shared @ gradient.T
    variance = np.maximum(covariance.diagonal(), _LEAST_VARIANCE)
    cross = shared @ questions.by_skill
    expected = weights @ share + intercept * np.sqrt(variance)
    return Outlook(spread, share, rate, u / sd, expected, variance, covariance, cross)


def met(outlook: Outlook, cuts: Array) -> Array:
    """(C,) probability that each requirement's share is at or above its cut."""
    return cdf((outlook.expected - cuts) / np.sqrt(outlook.variance))


def together(outlook: Outlook, cuts: Array, courses: npt.NDArray[np.intp]) -> Array:
    """Probability that all of a course's requirements are met at once, one a course.

    ``courses`` (K,m) lists each course's rows, filled up with −1. The joint normal probability is the mean, over fixed
    and evenly spread points, of the product of each row's chance given the rows before it (Genz 1992), the row that is
    hardest to meet first.
    """
    filled = courses < 0
    sd = np.sqrt(outlook.variance[courses])
    room = np.where(filled, _CERTAIN, (outlook.expected - cuts)[courses] / sd)
    order = np.argsort(room, axis=1, kind="stable")
    rows, filled = np.take_along_axis(courses, order, 1), np.take_along_axis(filled, order, 1)
    room, sd = np.take_along_axis(room, order, 1), np.take_along_axis(sd, order, 1)
    correlation = outlook.covariance[rows[:, :, None], rows[:, None, :]] / (sd[:, :, None] * sd[:, None, :])
    correlation[filled[:, :, None] | filled[:, None, :]] = 0.0
    correlation[:, np.arange(rows.shape[1]), np.arange(rows.shape[1])] = 1.0 + _JITTER
    factor = np.linalg.cholesky(correlation)[:, :, :, None]
    points = _points(rows.shape[1])
    product, drawn = np.ones((rows.shape[0], _POINTS)), np.zeros((rows.shape[0], rows.shape[1], _POINTS))
    for k in range(rows.shape[1]):
        given = room[:, k, None] + (factor[:, k, :k] * drawn[:, :k]).sum(axis=1)
        chance = cdf(given / factor[:, k, k])
        product *= chance
        drawn[:, k] = -rough_quantile(np.maximum(points[k] * chance, _LEAST))
    out: Array = product.mean(axis=1)
    return out


@lru_cache(maxsize=16)
def _points(dimensions: int) -> Array:
    """(dimensions, _POINTS) points of the unit cube, evenly spread: a Hammersley set, its first axis a regular grid."""
    numbers = np.arange(_POINTS)
    axes = [(numbers + 0.5) / _POINTS]
    for prime in _PRIMES[: dimensions - 1]:
        rest, digit, mirrored = numbers, 1.0, np.zeros(_POINTS)
        while rest.any():
            digit /= prime
            mirrored += digit * (rest % prime)
            rest = rest // prime
        axes.append(mirrored + 0.5 / _POINTS)
    out = np.array(axes)
    out.setflags(write=False)
    return out

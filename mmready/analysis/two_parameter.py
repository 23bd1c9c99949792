"""The two-parameter logistic model and the Rasch model by marginal maximum likelihood.

P(right) = 1 / (1 + exp(−a (θ − b))) with θ ~ N(0, 1), integrated out on a fixed grid and maximised by the EM algorithm
(Bock and Aitkin 1981), sped up by squared extrapolation (Varadhan and Roland 2008). Large data are first fitted on an
even sample and then finished on all of it: by scoring steps where the sample has many answers to every question, else
by the EM algorithm. Inside, a question is a θ + d with d = −a b.

All that is asked of the whole data are sums over learners (``Answers``), so they may be a table in memory or lie in
parts on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["Answers", "Expected", "Fit", "Table", "fit_2pl", "fit_answers", "fit_rasch"]

Array = npt.NDArray[np.float64]

_NODES = np.linspace(-6.0, 6.0, 49)
_LOG_WEIGHTS = -0.5 * _NODES**2 - np.log(np.exp(-0.5 * _NODES**2).sum())
_SAMPLE = 5_000  # learners from which large data are started
_SCORED = 20_000  # learners from whom standard errors are taken, at most
_CHUNK = 16_384
_CYCLES, _STEPS_AT_MOST = 500, 30
_FINE, _COARSE = 1e-5, 1e-3  # largest change of a parameter at the end: of the fit, of its start on a sample
_STEEPEST, _FARTHEST = 10.0, 25.0  # bounds of a and d; a fit that ends on them has not converged
_SAMPLED = 200  # answers to each question that the sample needs before its scores can stand for all
_SCORES_PER_PARAMETER = 3  # learners needed before the parameters' covariances with each other are estimated


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Estimates for J questions: slope ``a``, difficulty ``b`` and their standard errors, all (J,).

    ``loglik`` is the marginal log likelihood. A question to which every answer was the same, or none, has nan.
    ``converged`` is false when a bound or the limit of cycles was reached. ``cov`` (J,2,2) is the covariance of each
    question's slope and offset d = −a b.
    """

    a: Array
    b: Array
    loglik: float
    se_a: Array
    se_b: Array
    converged: bool
    cov: Array = field(default_factory=lambda: np.empty((0, 2, 2)))


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """Expected numbers at each node, (J,Q): right answers and answers; and the log likelihood."""

    right: Array
    asked: Array
    loglik: float


class Answers(Protocol):
    """What fitting asks of the answers of ``count`` learners to J questions, each with right and wrong answers."""

    @property
    def count(self) -> int: ...

    def totals(self) -> tuple[Array, Array]: ...

    def expected(self, parameters: Array) -> Expected: ...

    def sample(self, size: int) -> Table: ...


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """(N,J) right answers, 0 where not asked; (N,J) asked, or None when everything was."""

    right: Array
    asked: Array | None

    @property
    def count(self) -> int:
        """N, the number of learners."""
        return len(self.right)

    def totals(self) -> tuple[Array, Array]:
        """(J,) right answers and (J,) answers."""
        right = self.right.sum(axis=0)
        return right, np.full_like(right, self.count) if self.asked is None else self.asked.sum(axis=0)

    def expected(self, parameters: Array) -> Expected:
        """What these answers lead one to expect where the questions are so."""
        return _expect(self, parameters)

    def sample(self, size: int) -> Table:
        """So many of the learners, evenly spread; all where there are no more."""
        rows = sampled(self.count, size)
        return Table(self.right[rows], None if self.asked is None else self.asked[rows])


def sampled(count: int, size: int) -> npt.NDArray[np.intp]:
    """``size`` of the numbers from 0 to ``count`` − 1, evenly spread; all where there are no more."""
    return np.linspace(0, count - 1, min(size, count)).astype(np.intp)


def fit_2pl(answers: npt.ArrayLike) -> Fit:
    """Slope and difficulty of every question from (N,J) answers: 1 right, 0 wrong, nan not asked."""
    return _fit(answers, common_slope=False)


def fit_rasch(answers: npt.ArrayLike) -> Fit:
    """The same with one slope for all questions, which is estimated; ``a`` repeats it."""
    return _fit(answers, common_slope=True)


def _fit(answers: npt.ArrayLike, common_slope: bool) -> Fit:
    data, varied = _read(answers)
    found = fit_answers(data, common_slope=common_slope)
    out = np.full((4, varied.size), np.nan)
    out[:, varied] = found.a, found.b, found.se_a, found.se_b
    cov = np.full((varied.size, 2, 2), np.nan)
    cov[varied] = found.cov
    return Fit(out[0], out[1], found.loglik, out[2], out[3], found.converged, cov)


def fit_answers(data: Answers, *, common_slope: bool = False) -> Fit:
    """The fit of questions that all have right and wrong answers, wherever the answers lie."""
    right, asked = data.totals()
    start = _start(right, asked)
    sample = data.sample(_SAMPLE)
    whole = sample.count == data.count
    found, converged = _accelerated(sample, start, common_slope, _FINE if whole else _COARSE)
    if not whole:
        converged = False
        seen = sample.totals()[1]
        if seen.min() >= _SAMPLED and sample.count >= _SCORES_PER_PARAMETER * start.size:
            stepped, converged = _scoring(data, sample, found, common_slope)
            found = stepped if converged else found
        if not converged:
            found, converged = _accelerated(data, np.where(seen >= _SAMPLED, found, start), common_slope, _FINE)
    loglik = data.expected(found).loglik
    a, d = found
    scored = data.sample(_SCORED)
    cov = _covariance(scored, found, common_slope) * (scored.count / data.count)
    var_a, var_d, cov_ad = cov[:, 0, 0], cov[:, 1, 1], cov[:, 0, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        b = -d / a
        var_b = (var_d + 2.0 * b * cov_ad + b * b * var_a) / (a * a)
        errors = np.sqrt(var_a), np.sqrt(var_b)
    inside = bool((np.abs(a) < _STEEPEST).all() and (np.abs(d) < _FARTHEST).all())
    return Fit(a, b, loglik, *errors, converged and inside, cov)


def _read(answers: npt.ArrayLike) -> tuple[Table, npt.NDArray[np.bool_]]:
    table = np.asarray(answers, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"answers must have shape (N, J), got {table.shape}")
    asked = ~np.isnan(table)
    right = np.where(asked, table, 0.0)
    if not ((right == 0.0) | (right == 1.0)).all():
        raise ValueError("answers must be 0, 1 or nan")
    total, number = right.sum(axis=0), asked.sum(axis=0)
    varied = (total > 0.0) & (total < number)
    if not varied.any():
        raise ValueError("no question has both right and wrong answers, so nothing can be estimated")
    kept = asked[:, varied].any(axis=1)
    right, asked = right[np.ix_(kept, varied)], asked[np.ix_(kept, varied)]
    return Table(right, None if asked.all() else asked.astype(np.float64)), varied


def _start(right: Array, asked: Array) -> Array:
    """(2,J) slopes of 1, and the d that gives each question's share of right answers."""
    share = (right + 0.5) / (asked + 1.0)
    return np.stack([np.ones_like(share), 1.2 * np.log(share / (1.0 - share))])


def _posteriors(data: Table, parameters: Array) -> Iterator[tuple[slice, float, Array]]:
    """For each chunk of learners: its slice, its log likelihood and (n,Q) posterior weights of the nodes."""
    a, d = parameters
    log_wrong = -np.logaddexp(0.0, a[:, None] * _NODES + d[:, None])
    base = log_wrong.sum(axis=0) + _LOG_WEIGHTS
    for first in range(0, len(data.right), _CHUNK):
        part = slice(first, first + _CHUNK)
        right = data.right[part]
        joint = np.multiply.outer(right @ a, _NODES)
        joint += base if data.asked is None else data.asked[part] @ log_wrong + _LOG_WEIGHTS
        top = joint.max(axis=1)
        joint -= top[:, None]
        np.exp(joint, out=joint)
        mass = joint.sum(axis=1)
        joint /= mass[:, None]
        yield part, float((top + np.log(mass)).sum() + (right @ d).sum()), joint


def _expect(data: Table, parameters: Array) -> Expected:
    questions = parameters.shape[1]
    right, asked = np.zeros((questions, _NODES.size)), np.zeros((questions, _NODES.size))
    loglik = 0.0
    for part, value, weights in _posteriors(data, parameters):
        loglik += value
        right += data.right[part].T @ weights
        asked += weights.sum(axis=0) if data.asked is None else data.asked[part].T @ weights
    return Expected(right, asked, loglik)


def _slope_and_curve(expected: Expected, parameters: Array) -> tuple[Array, Array]:
    """(2,J) gradient of the expected log likelihood in (a, d), and (3,J) its information: aa, ad, dd."""
    a, d = parameters
    share = 1.0 / (1.0 + np.exp(-(a[:, None] * _NODES + d[:, None])))
    error = expected.right - expected.asked * share
    weight = expected.asked * share * (1.0 - share)
    gradient = np.stack([error @ _NODES, error.sum(axis=1)])
    return gradient, np.stack([weight @ _NODES**2, weight @ _NODES, weight.sum(axis=1)])


def _newton(gradient: Array, curve: Array, common_slope: bool) -> Array:
    """(2,J) steps that solve each question's two equations, or those of all with one slope."""
    aa, ad, dd = curve + np.array([[1e-9], [0.0], [1e-9]])
    rest, left = gradient[0] - ad * gradient[1] / dd, aa - ad * ad / dd
    step = np.full_like(rest, rest.sum() / left.sum()) if common_slope else rest / left
    out: Array = np.stack([step, (gradient[1] - ad * step) / dd])
    return out


def _maximised(expected: Expected, parameters: Array, common_slope: bool) -> Array:
    """The M step: a few Newton steps, cut to length 1."""
    for _ in range(10):
        step = _newton(*_slope_and_curve(expected, parameters), common_slope).clip(-1.0, 1.0)
        parameters = _bounded(parameters + step)
        if np.abs(step).max() < 1e-7:
            break
    return parameters


def _bounded(parameters: Array) -> Array:
    limit = np.array([[_STEEPEST], [_FARTHEST]])
    return parameters.clip(-limit, limit)


def _accelerated(data: Answers, start: Array, common_slope: bool, tolerance: float) -> tuple[Array, bool]:
    """EM in cycles of two steps and one extrapolation, which is taken back if the likelihood falls."""
    now, expected = start, data.expected(start)
    for _ in range(_CYCLES):
        one = _maximised(expected, now, common_slope)
        after_one = data.expected(one)
        two = _maximised(after_one, one, common_slope)
        first, bend = one - now, (two - one) - (one - now)
        if np.abs(two - one).max() < tolerance:
            return two, True
        length = np.sqrt((first**2).sum() / max(float((bend**2).sum()), 1e-30))
        far = _bounded(now + 2.0 * length * first + length**2 * bend) if length > 1.0 else two
        expected = data.expected(far)
        if expected.loglik < after_one.loglik:
            far, expected = two, data.expected(two)
        now = far
    return now, False


def _scoring(data: Answers, sample: Table, start: Array, common_slope: bool) -> tuple[Array, bool]:
    """Scoring steps on all data, with the information taken from the sample's scores."""
    cov = np.linalg.inv(_information(sample, start, common_slope)) * (sample.count / data.count)
    now = start
    for _ in range(_STEPS_AT_MOST):
        gradient, _ = _slope_and_curve(data.expected(now), now)
        step = _spread_out(cov @ _gathered(gradient, common_slope), common_slope)
        now = _bounded(now + step)
        if np.abs(step).max() < _FINE * 10.0:
            return now, True
    return now, False


def _gathered(gradient: Array, common_slope: bool) -> Array:
    """The free parameters of a (2,J,…) array in a row: one or J slopes, then J offsets."""
    slopes = gradient[0].sum(axis=0, keepdims=True) if common_slope else gradient[0]
    return np.concatenate([slopes, gradient[1]])


def _spread_out(free: Array, common_slope: bool) -> Array:
    questions = free.size - 1 if common_slope else free.size // 2
    return np.stack([np.broadcast_to(free[:-questions], (questions,)), free[-questions:]])


def _scores(data: Table, parameters: Array) -> Array:
    """(2,J,N) slope of each learner's log likelihood in each question's a and d."""
    a, d = parameters
    share = 1.0 / (1.0 + np.exp(-(a * _NODES[:, None] + d)))
    out = np.empty((2, a.size, len(data.right)))
    for part, _, weights in _posteriors(data, parameters):
        right = data.right[part]
        in_a = right * (weights @ _NODES)[:, None]
        expected_a, expected_d = weights @ (share * _NODES[:, None]), weights @ share
        if data.asked is not None:
            expected_a, expected_d = expected_a * data.asked[part], expected_d * data.asked[part]
        out[0, :, part], out[1, :, part] = (in_a - expected_a).T, (right - expected_d).T
    return out


def _information(data: Table, parameters: Array, common_slope: bool) -> Array:
    """Cross products of the learners' scores: an estimate of the Fisher information of the free parameters."""
    scores = _gathered(_scores(data, parameters), common_slope)
    out: Array = scores @ scores.T
    return out


def _covariance(data: Table, parameters: Array, common_slope: bool) -> Array:
    """(J,2,2) covariance of each question's (a, d).

    With few learners for the number of parameters, each question is taken for itself.
    """
    scores = _scores(data, parameters)
    questions, learners = scores.shape[1:]
    free = _gathered(scores, common_slope)
    out = np.full((questions, 2, 2), np.nan)
    if learners >= _SCORES_PER_PARAMETER * free.shape[0]:
        every = np.linalg.pinv(free @ free.T) * (1.0 - (free.shape[0] + 1.0) / learners)
        for j in range(questions):
            pair = [0 if common_slope else j, j - questions]
            out[j] = every[np.ix_(pair, pair)]
        return out
    for j in range(questions):
        block = scores[:, j] @ scores[:, j].T
        if np.linalg.cond(block) < 1e12:
            out[j] = np.linalg.inv(block)
    return out

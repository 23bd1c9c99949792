"""Slopes, facilities and the prior tuned to data, shrunk towards the author's values as far as the data are few.

Expectation propagation for all learners at once gives each answer's cavity (what the learner's other answers say about
a·θ). With the cavities held fixed, the slope of the evidence in a question's parameters is exact and in closed form, so
one scoring step per round improves them. How strongly slopes and thresholds are shrunk is learned from their own
spread (empirical Bayes); the prior covariance is shrunk as by ``PRIOR_LEARNERS`` learners who follow the author's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mmready.measuring.normal import Array, cdf, density

PRIOR_LEARNERS = 100.0
MOST_LEARNERS = 4000  # more are thinned out evenly: they would change nothing that matters
_ROUNDS, _SETTLED = 40, 0.01
_STEP, _LONGEST_STEP = 0.7, 0.3
_DAMPED = 0.7
_CHUNK = 250  # learners whose (S,S) covariances are held at a time
_SPREAD_OF_SLOPES = (0.05, 0.25, 1.0)  # least, starting, largest sd of log slopes about their mean
_SPREAD_OF_THRESHOLDS = (0.05, 0.35, 1.2)  # the same of thresholds about the author's, in probit units
_COMPARED = 400  # learners on whom tuned and author's values are compared
_FEWEST = 10  # learners in a comparison worth making


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """What is tuned: question j has slopes exp(``log_slope``ⱼ) × the author's, and answers cross at ``threshold``.

    The threshold b is Φ⁻¹ of the share of entrants who know, so that d = b √(1 + aᵀΣa). ``shift`` is the mean of
    b − author's b, ``level`` the mean log slope; the two sds say how far questions stray from these.
    """

    log_slope: Array
    threshold: Array
    cov: Array
    level: float = 0.0
    shift: float = 0.0
    sd_slope: float = _SPREAD_OF_SLOPES[1]
    sd_threshold: float = _SPREAD_OF_THRESHOLDS[1]


@dataclass(frozen=True, slots=True, eq=False)
class Author:
    """The author's values, all (J,) but ``loadings`` (J,S) and ``cov`` (S,S)."""

    loadings: Array
    threshold: Array
    guess: Array
    span: Array
    cov: Array

    def start(self) -> Parameters:
        return Parameters(np.zeros(self.threshold.size), self.threshold, self.cov)


@dataclass(frozen=True, slots=True, eq=False)
class _Sites:
    """(N,J) precision and pull of every answer, 0 where there is none."""

    precision: Array
    pull: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Cavities:
    """(N,J) mean and variance of a·θ without the answer itself; (S,S) sum of E[θθᵀ] over the learners."""

    centre: Array
    spread: Array
    second_moment: Array


def tuned(author: Author, answers: Array) -> Parameters:
    """Parameters for ``answers`` (N,J), nan where not asked; the author's where tuned ones predict no better."""
    answers = answers[~np.isnan(answers).all(axis=1)]
    if answers.shape[0] > MOST_LEARNERS:
        answers = answers[np.linspace(0, answers.shape[0] - 1, MOST_LEARNERS).astype(np.intp)]
    if answers.shape[0] >= _FEWEST and not _better(author, answers):
        return author.start()
    return _fit(author, answers)


def _fit(author: Author, answers: Array) -> Parameters:
    seen = ~np.isnan(answers)
    points = np.where(seen, answers, 0.0)
    sites = _Sites(np.zeros(answers.shape), np.zeros(answers.shape))
    now = author.start()
    for turn in range(_ROUNDS):
        sites, cavities = _sweep(author, now, sites, seen, points, times=3 if turn == 0 else 1)
        after = _improved(author, now, cavities, seen, points)
        moved = max(
            np.abs(after.log_slope - now.log_slope).max(initial=0.0),
            np.abs(after.threshold - now.threshold).max(initial=0.0),
        )
        now = after
        if moved < _SETTLED:
            break
    return now


def _arrays(author: Author, now: Parameters) -> tuple[Array, Array, Array]:
    """Loadings (J,S), aᵀΣa (J,) and offsets d (J,) of the parameters."""
    loadings = author.loadings * np.exp(now.log_slope)[:, None]
    spread = ((loadings @ now.cov) * loadings).sum(axis=1)
    return loadings, spread, now.threshold * np.sqrt(1.0 + spread)


def _sweep(
    author: Author, now: Parameters, sites: _Sites, seen: npt.NDArray[np.bool_], points: Array, times: int
) -> tuple[_Sites, _Cavities]:
    """``times`` parallel sweeps over the sites of every learner, a chunk of learners at a time."""
    loadings, _, offset = _arrays(author, now)
    squares = (loadings[:, :, None] * loadings[:, None, :]).reshape(offset.size, -1)
    prior = np.linalg.inv(now.cov)
    precision, pull = sites.precision.copy(), sites.pull.copy()
    centre, spread = np.empty_like(precision), np.empty_like(precision)
    total = np.zeros_like(prior)
    for start in range(0, seen.shape[0], _CHUNK):
        part = slice(start, start + _CHUNK)
        for _ in range(times):
            cov = np.linalg.inv((precision[part] @ squares).reshape(-1, *prior.shape) + prior)
            mean = np.matmul(cov, (pull[part] @ loadings)[:, :, None])[:, :, 0]
            inside = cov.reshape(cov.shape[0], -1) @ squares.T
            outside = 1.0 / (1.0 / inside - precision[part])
            middle = (mean @ loadings.T / inside - pull[part]) * outside
            stiff, strong = _site(author, middle, outside, offset, points[part])
            damping = np.where(precision[part] == 0.0, 1.0, _DAMPED) * seen[part]
            precision[part] += damping * (stiff - precision[part])
            pull[part] += damping * (strong - pull[part])
        centre[part], spread[part] = middle, outside
        total += cov.sum(axis=0) + mean.T @ mean
    return _Sites(precision, pull), _Cavities(centre, spread, total)


def _site(author: Author, centre: Array, spread: Array, offset: Array, points: Array) -> tuple[Array, Array]:
    """Precision and pull that match the moments of one answer; widening sites are held at precision 0."""
    sd = np.sqrt(1.0 + spread)
    u = (centre + offset) / sd
    rate, bend = author.span * density(u) / sd, u / sd
    share = author.guess + author.span * cdf(u)
    right, wrong = rate / share, rate / (1.0 - share)
    slope = points * right - (1.0 - points) * wrong
    curve = points * right * (right + bend) + (1.0 - points) * wrong * (wrong - bend)
    curve = np.maximum(curve, 0.0)
    left = 1.0 - spread * curve
    return curve / left, (slope + centre * curve) / left


def _improved(
    author: Author, now: Parameters, cavities: _Cavities, seen: npt.NDArray[np.bool_], points: Array
) -> Parameters:
    """One scoring step on every question, then the shrinkage that the questions' own spread asks for."""
    _, prior_spread, offset = _arrays(author, now)
    root = np.sqrt(1.0 + prior_spread)
    sd = np.sqrt(1.0 + cavities.spread)
    u = (cavities.centre + offset) / sd
    share = author.guess + author.span * cdf(u)
    rate = np.where(seen, author.span * density(u), 0.0)
    noise = share * (1.0 - share)
    score, weight = rate * (points - share) / noise, rate * rate / noise
    by_slope = (cavities.centre + now.threshold * prior_spread / root) / sd - u * cavities.spread / (
        1.0 + cavities.spread
    )
    by_threshold = root / sd
    pull_slope, pull_threshold = now.sd_slope**-2, now.sd_threshold**-2
    slope_slope = (weight * by_slope**2).sum(axis=0) + pull_slope
    threshold_threshold = (weight * by_threshold**2).sum(axis=0) + pull_threshold
    slope_threshold = (weight * by_slope * by_threshold).sum(axis=0)
    first = (score * by_slope).sum(axis=0) - pull_slope * (now.log_slope - now.level)
    second = (score * by_threshold).sum(axis=0) - pull_threshold * (now.threshold - author.threshold - now.shift)
    area = slope_slope * threshold_threshold - slope_threshold**2
    log_slope = now.log_slope + _step((threshold_threshold * first - slope_threshold * second) / area)
    threshold = now.threshold + _step((slope_slope * second - slope_threshold * first) / area)
    level, sd_slope = _spread(log_slope, threshold_threshold / area, _SPREAD_OF_SLOPES)
    shift, sd_threshold = _spread(threshold - author.threshold, slope_slope / area, _SPREAD_OF_THRESHOLDS)
    cov = (PRIOR_LEARNERS * author.cov + cavities.second_moment) / (PRIOR_LEARNERS + seen.shape[0])
    return Parameters(log_slope, threshold, cov, level, shift, sd_slope, sd_threshold)


def _step(full: Array) -> Array:
    return np.clip(_STEP * full, -_LONGEST_STEP, _LONGEST_STEP)


def _spread(values: Array, uncertainty: Array, bounds: tuple[float, float, float]) -> tuple[float, float]:
    """Mean and sd of the true values behind estimates with these variances, the sd within bounds."""
    mean = float(values.mean())
    sd = float(np.sqrt(((values - mean) ** 2 + uncertainty).mean()))
    return mean, min(max(sd, bounds[0]), bounds[2])


def _better(author: Author, answers: Array) -> bool:
    """Whether tuned values predict held-out learners better than the author's, by two folds.

    Of each held-out learner every other answer is given, and the rest predicted.
    """
    some = answers[np.linspace(0, answers.shape[0] - 1, min(_COMPARED, answers.shape[0])).astype(np.intp)]
    before = after = 0.0
    for fold in (0, 1):
        train, test = some[fold::2], some[1 - fold :: 2]
        before += _log_loss(author, author.start(), test)
        after += _log_loss(author, _fit(author, train), test)
    return after < before


def _log_loss(author: Author, now: Parameters, answers: Array) -> float:
    """Total −log probability of every second answer of each learner, given the others."""
    seen = ~np.isnan(answers)
    given = seen & (np.cumsum(seen, axis=1) % 2 == 1)
    points = np.where(seen, answers, 0.0)
    nothing = _Sites(np.zeros(answers.shape), np.zeros(answers.shape))
    _, cavities = _sweep(author, now, nothing, given, points, times=6)
    _, _, offset = _arrays(author, now)
    u = (cavities.centre + offset) / np.sqrt(1.0 + cavities.spread)
    share = author.guess + author.span * cdf(u)
    loss = -(points * np.log(share) + (1.0 - points) * np.log(1.0 - share))
    return float(loss[seen & ~given].sum())

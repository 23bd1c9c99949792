"""How far readiness leans: sittings replayed on known answers, and compared with what was answered besides.

Skills of real people are not quite normal, so after thirty answers the learners near a cut may turn out a little better
or worse, all together, than a normal prior lets one expect. Where many answers of each learner are known, this shows:
the model chooses its questions among them, and what it then expects of the others is held against the answers to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mmready.measuring.belief import Belief
from mmready.measuring.choosing import SHORTEST
from mmready.measuring.normal import Array

if TYPE_CHECKING:
    from mmready.measuring.model import Model

LONGEST = 30  # questions of a replayed sitting; at most half of what the learner answered
MOST_LEARNERS = 500
USUAL = 0.1  # sd of the intercept between groups of learners, in simulated worlds; few data are shrunk by it


@dataclass(frozen=True, slots=True, eq=False)
class _Surprise:
    """By row (C,): answers beyond what was expected, its variance by belief and by chance, and nearness to the cut."""

    beyond: Array
    variance: Array
    noise: Array
    near: Array


def calibration_intercept(model: Model, answers: Array) -> float:
    """The common shift b, in sd, with which P(D ≥ cut) = Φ((E[D] − cut) / sd + b) fits ``answers`` (N,J), some nan.

    A weighted regression of each learner's surprise on the sd of the share that it is about, people near a cut counting
    most; its standard error takes all rows of a learner as one. Shrunk towards 0 by the spread that is ``USUAL``.
    """
    some = np.linspace(0, len(answers) - 1, min(MOST_LEARNERS, len(answers))).astype(np.intp)
    total = weight = 0.0
    parts: list[tuple[float, float]] = []
    for surprise in _surprises(model, answers[some]):
        counts = surprise.near / (surprise.variance + surprise.noise)
        sd = np.sqrt(surprise.variance)
        parts.append((float((counts * sd * surprise.beyond).sum()), float((counts * surprise.variance).sum())))
        total, weight = total + parts[-1][0], weight + parts[-1][1]
    if not weight:
        return 0.0
    found = total / weight
    error = sum((score - found * information) ** 2 for score, information in parts) / weight**2
    error = max(error, 1.0 / weight)  # a few learners may agree by chance; this is what the answers can tell at best
    return found * USUAL**2 / (USUAL**2 + error)


def _surprises(model: Model, answers: Array) -> Iterator[_Surprise]:
    for row in answers:
        known = ~np.isnan(row)
        length = min(LONGEST, int(known.sum()) // 2)
        if length >= SHORTEST:
            asked = _asked(model, row, length)
            known[asked] = False
            yield _surprise(model, _believed(model, asked, row), row, known)


def _asked(model: Model, points: Array, length: int) -> list[int]:
    """What a sitting asks that only has questions with known ``points`` (J,), nan elsewhere.

    The belief on the way is the closed form of one answer after the other, which is good enough to choose by.
    """
    belief, known = model.prior(), ~np.isnan(points)
    asked: list[int] = []
    while len(asked) < length:
        question = model.choose(belief, asked, stop=False, allowed=known)
        if question is None:
            break
        asked.append(question)
        belief = _nudged(model, belief, question, float(points[question]))
    return asked


def _nudged(model: Model, belief: Belief, question: int, points: float) -> Belief:
    seen = model.outlook(belief)
    right, wrong = seen.rate[question] / seen.share[question], seen.rate[question] / (1.0 - seen.share[question])
    bend = seen.bend[question]
    slope = points * right - (1.0 - points) * wrong
    curve = points * right * (right + bend) + (1.0 - points) * wrong * (wrong - bend)
    reach = belief.cov @ model.loadings[question]
    return replace(belief, mean=belief.mean + slope * reach, cov=belief.cov - curve * np.outer(reach, reach))


def _believed(model: Model, asked: list[int], points: Array) -> Belief:
    """The belief after these answers, all at once."""
    nothing, no = np.zeros(len(asked)), np.zeros(len(asked), dtype=np.bool_)
    given = np.array(asked, dtype=np.intp)
    start = replace(model.prior(), questions=given, points=points[given], dont_know=no, again=no)
    return model.restarted(replace(start, precision=nothing, pull=nothing, ages=nothing))


def _surprise(model: Model, belief: Belief, points: Array, others: Array) -> _Surprise:
    """What the answers to ``others`` (J,) were beyond what was expected of them, in the shares of each row."""
    seen = model.outlook(belief)
    weights = model.weights * others
    there = weights.sum(axis=1) > 0.0
    weights = weights[there] / weights[there].sum(axis=1, keepdims=True)
    gradient = (weights * seen.rate) @ model.loadings
    variance = ((gradient @ belief.cov) * gradient).sum(axis=1)
    by_chance = np.maximum(seen.share * (1.0 - seen.share) - seen.rate**2 * seen.spread, 0.0)
    gap = (seen.expected - model.cuts)[there] / np.sqrt(seen.variance[there])
    return _Surprise(
        weights @ (np.where(others, points, 0.0) - np.where(others, seen.share, 0.0)),
        variance,
        weights**2 @ by_chance,
        np.exp(-0.5 * gap * gap),
    )

"""What measuring says of a learner in the bank's own words: requirements, courses, skills, questions still to come."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mmready.measuring.belief import Belief
from mmready.measuring.choosing import SETTLED, SHORTEST
from mmready.measuring.for_bank import SLIP, SLOPE, TYPICAL_OFFSET, BankModel
from mmready.measuring.normal import Array, cdf, quantile

if TYPE_CHECKING:
    from mmready.domain.estimate import Estimate
    from mmready.domain.response import Evidence


def _gauss_hermite(count: int) -> tuple[Array, Array]:
    """Nodes and weights for exp(−x²/2), from the eigenvalues of the Jacobi matrix (Golub and Welsch 1969)."""
    beside = np.sqrt(np.arange(1.0, count))
    nodes, vectors = np.linalg.eigh(np.diag(beside, 1) + np.diag(beside, -1))
    return nodes, math.sqrt(2.0 * math.pi) * vectors[0] ** 2


_NODES, _NODE_WEIGHTS = _gauss_hermite(15)
_HORIZON, _NEAREST = 36, 8  # longer roads count as ending at this many questions in all, or this many more


def estimate(bank_model: BankModel, belief: Belief, evidence: Sequence[Evidence]) -> Estimate:
    """The estimate that belongs to ``belief``; ``evidence`` are the answers behind it.

    A skill's share is the one expected on open questions of the typical difficulty on that skill: the scale on which a
    course states its level. It exists for every skill, asked or not, with or without questions in the bank. ``asked``
    are the numbers of the answers whose question needs the skill.
    """
    from mmready.domain.estimate import Estimate, RequirementEstimate, SkillEstimate

    model = bank_model.model
    outlook, met = model.outlook(belief), model.readiness(belief)
    requirements = tuple(
        RequirementEstimate(
            course=course,
            subject=subject,
            expected=float(outlook.expected[row]),
            sd=math.sqrt(outlook.variance[row]),
            cut=float(model.cuts[row]),
            probability=float(met[row]),
        )
        for row, (course, subject) in enumerate(bank_model.rows)
    )
    courses = dict(zip(bank_model.courses, model.courses_met(belief).tolist(), strict=True))
    asked: dict[str, list[int]] = {}
    for answer in evidence:
        for skill in bank_model.templates[answer.question].skills:
            asked.setdefault(skill, []).append(answer.number)
    shares, sds = _typical_shares(belief)
    skills = {
        skill: SkillEstimate(skill, float(shares[k]), float(sds[k]), tuple(asked.get(skill, ())))
        for k, skill in enumerate(bank_model.skills)
    }
    return Estimate(requirements, courses, skills)


def _typical_shares(belief: Belief) -> tuple[Array, Array]:
    """(S,) mean and sd of the share right on typical open questions, by Gauss–Hermite quadrature over each skill."""
    skill = belief.mean[:, None] + np.sqrt(belief.cov.diagonal())[:, None] * _NODES
    share = (1.0 - SLIP) * cdf(SLOPE * skill + TYPICAL_OFFSET)
    weights = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()
    mean: Array = share @ weights
    return mean, np.sqrt(np.maximum((share - mean[:, None]) ** 2 @ weights, 0.0))


def expected_more(bank_model: BankModel, belief: Belief, asked: Collection[int], rows: Sequence[int]) -> int:
    """About how many more questions are expected until the courses of these rows are settled.

    For each row, what the best next question takes off the variance is taken to add up; the number of such questions
    until the cut lies outside the row's band is averaged over where the row's share may truly be.
    """
    model = bank_model.model
    whole = model.courses_met(belief)[model.courses]
    still_open = [row for row in rows if abs(whole[row] - 0.5) < SETTLED - 0.5]
    least = max(SHORTEST - len(asked), 0)
    free = np.ones(len(bank_model.questions), dtype=np.bool_)
    free[list(asked)] = False
    if not still_open or not free.any():
        return min(least, int(free.sum()))
    outlook = model.outlook(belief)
    per_variance = outlook.rate**2 / (outlook.share * (1.0 - outlook.share))
    cross = outlook.cross[still_open].T
    variance, gap = outlook.variance[still_open], (outlook.expected - model.cuts)[still_open]
    fall = ((per_variance[:, None] * cross**2)[free] / variance).max(axis=0).clip(1e-6, 0.9)
    step = fall / (1.0 - fall)  # growth of the precision by one question, in units of the precision
    band = float(quantile(np.array([SETTLED]))[0])
    away = np.abs(gap + np.sqrt(variance) * _NODES[:, None])
    needed = np.maximum((band / np.maximum(away, 1e-9)) ** 2 * variance - 1.0, 0.0) / step
    expected = _NODE_WEIGHTS @ np.minimum(needed, max(_HORIZON - len(asked), _NEAREST)) / _NODE_WEIGHTS.sum()
    return min(max(math.ceil(float(expected.max())), least, 1), int(free.sum()))

"""What studying a skill would do to a course's requirements: the arithmetic behind the cheapest set.

A requirement is the mean share over the questions of its skills, weighted by necessity. Studying a skill is taken to
bring its share to ``STUDIED``. Both are rough on purpose: they rank what to study first, they promise nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mmready.advising.states import estimate_of, normal_cdf
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, RequirementEstimate
from mmready.domain.skill import Course

__all__ = ["STUDIED", "STUDIED_SD", "Outlook", "outlook_for", "rows_of"]

WEIGHTS = {"essential": 3.0, "helpful": 1.0}
STUDIED = 0.85  # the share right that we count on after somebody has worked through the sections
STUDIED_SD = 0.10  # and how far off that may be
_LEAST_SD = 1e-3


def rows_of(course: str, estimate: Estimate) -> tuple[RequirementEstimate, ...]:
    """The requirements of the course, as estimated."""
    return tuple(row for row in estimate.requirements if row.course == course)


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement: ``parts`` maps a skill to its part of the weight, ``doubts`` to its part of the uncertainty."""

    estimate: RequirementEstimate
    parts: Mapping[str, float]
    doubts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The rows of a course, and the share expected of each skill now."""

    rows: tuple[Row, ...]
    shares: Mapping[str, float]

    def log_chance(self, studied: Iterable[str]) -> float:
        """Log of a lower bound on the chance of being ready once these skills are studied.

        Rows go up and down together, so the product of their chances is not above the joint one.
        """
        skills = tuple(studied)
        return sum(_log_cdf(self._distance(row, skills)) for row in self.rows)

    def _distance(self, row: Row, studied: tuple[str, ...]) -> float:
        """Standard deviations between what is expected on the row and its cut, the skills studied."""
        gain = sum(row.parts.get(skill, 0.0) * max(STUDIED - self.shares[skill], 0.0) for skill in studied)
        settled = sum(row.doubts.get(skill, 0.0) for skill in studied)
        learnt = sum(row.parts.get(skill, 0.0) for skill in studied)
        sd = math.hypot(row.estimate.sd * max(1.0 - settled, 0.0), STUDIED_SD * learnt)
        return (row.estimate.expected + gain - row.estimate.cut) / max(sd, _LEAST_SD)


def outlook_for(bank: Bank, course: Course, estimate: Estimate) -> Outlook:
    """The outlook of a course; skills without a question in the bank carry no weight, as in measuring."""
    asked = {question.skill for question in bank.questions.values()} or set(bank.skills)
    weights = {
        skill: WEIGHTS[need.necessity]
        for skill, need in course.needs.items()
        if need.necessity in WEIGHTS and skill in asked and skill in bank.skills
    }
    rows = []
    for row in rows_of(course.id, estimate):
        inside = {k: w for k, w in weights.items() if row.subject in ("", bank.skills[k].subject)}
        doubt = {k: w * estimate_of(estimate, k).sd for k, w in inside.items()}
        rows.append(Row(row, _scaled(inside), _scaled(doubt)))
    return Outlook(tuple(rows), {skill: estimate_of(estimate, skill).share for skill in bank.skills})


def _scaled(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {skill: weight / total for skill, weight in weights.items()} if total > 0 else {}


def _log_cdf(z: float) -> float:
    """Log of the normal distribution function, far into the lower tail too."""
    if z > -20.0:
        return math.log(normal_cdf(z))
    return -0.5 * z * z - math.log(-z * math.sqrt(2.0 * math.pi))

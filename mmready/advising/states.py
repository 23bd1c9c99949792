"""Where the learner stands on each skill of a course: solid, not sure, gap, or taught by the course."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from mmready.advising.answers import answers_on
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, SkillEstimate, State
from mmready.domain.response import Evidence
from mmready.domain.skill import Course
from mmready.errors import LearnerInputError

__all__ = ["chance_below", "course_named", "normal_cdf", "skill_state", "skill_states", "state_of"]

ASKED_SURE = 0.80  # a skill that was asked about is a gap, or solid, at this chance or above …
GUESSED_SURE = 0.90  # … and one that was not, at this
LEVEL = 0.65  # where no course of the bank is measured
UNKNOWN = (0.5, 0.3)  # share and sd of a skill that the estimate does not name: it could be anything


def course_named(bank: Bank, name: str) -> Course:
    """The course, or LearnerInputError with the courses there are."""
    if name not in bank.courses:
        raise LearnerInputError(f"unknown course {name!r}; this bank has {', '.join(bank.courses)}")
    return bank.courses[name]


def normal_cdf(z: float) -> float:
    """The standard normal distribution function, in [0, 1]."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def estimate_of(estimate: Estimate, skill: str) -> SkillEstimate:
    """The skill's estimate; a wide one in the middle where there is none."""
    return estimate.skills.get(skill) or SkillEstimate(skill, *UNKNOWN)


def chance_below(skill: SkillEstimate, level: float) -> float:
    """The chance that the learner's share on the skill is under the level; with sd 0, the share decides."""
    if skill.sd <= 0.0:
        return 1.0 if skill.share < level else 0.0
    return normal_cdf((level - skill.share) / skill.sd)


def state_of(bank: Bank, skill: str, level: float, estimate: Estimate, evidence: Sequence[Evidence]) -> State:
    """Solid, gap or not sure, against a level; a skill nobody asked about needs more certainty for either."""
    found = estimate_of(estimate, skill)
    sure = ASKED_SURE if found.asked or answers_on(bank, skill, evidence) else GUESSED_SURE
    below = chance_below(found, level)
    if below >= sure:
        return "gap"
    return "solid" if below <= 1.0 - sure else "not sure"


def skill_states(bank: Bank, course: str, estimate: Estimate, evidence: Sequence[Evidence]) -> Mapping[str, State]:
    """The state of every skill that the course needs or teaches, in the course file's order.

    Skills are held against the course's level. Raises LearnerInputError for an unknown course.
    """
    found = course_named(bank, course)
    states: dict[str, State] = {}
    for skill, need in found.needs.items():
        if need.necessity == "taught":
            states[skill] = "taught"
        elif need.necessity != "not-used":
            states[skill] = state_of(bank, skill, found.level, estimate, evidence)
    return states


def skill_state(
    bank: Bank, skill: str, courses: Sequence[Course], estimate: Estimate, evidence: Sequence[Evidence]
) -> State:
    """The state of a skill for somebody who takes these courses in their order.

    The first of them that names the skill decides: what it teaches is ``taught``, what it starts from is held against
    its level. A skill that none of them names is held against the bank's lowest level.
    """
    for course in sorted(courses, key=lambda each: each.order):
        need = course.needs.get(skill)
        if need is not None and need.necessity == "taught":
            return "taught"
        if need is not None and need.necessity != "not-used":
            return state_of(bank, skill, course.level, estimate, evidence)
    level = min((course.level for course in bank.courses.values() if course.measured), default=LEVEL)
    return state_of(bank, skill, level, estimate, evidence)

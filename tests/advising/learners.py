"""Learners made by hand: shares per skill, and the estimate that they would give, over the packaged catalogue."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from mmready.advising.states import normal_cdf
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, RequirementEstimate, SkillEstimate
from mmready.domain.question import SUBJECTS, QuestionTemplate
from mmready.domain.response import Evidence
from mmready.domain.skill import Course
from mmready.loading.catalogue import load_catalogue

COURSES = ("6.431x", "14.310x", "18.6501x", "6.86x")


@functools.cache
def catalogue_bank() -> Bank:
    """The packaged catalogue with five question cards a skill, so that no question file is read."""
    found, faults = load_catalogue(Path(__file__).parents[2] / "quizzes")
    assert faults == []
    cards = {
        f"{skill.id}-{count}": QuestionTemplate(f"{skill.id}-{count}", "number", skill.id, skill.subject, 3, 2.0)
        for skill in found.skills.values()
        for count in range(5)
    }
    return Bank(cards, found.skills, found.courses, found.resources, found.facts)


def weights(course: Course) -> dict[str, float]:
    """Essential skills weigh three, helpful ones one."""
    return {**dict.fromkeys(course.skills("helpful"), 1.0), **dict.fromkeys(course.skills("essential"), 3.0)}


def estimate_from(
    shares: Mapping[str, float], *, skill_sd: float = 0.1, row_sd: float = 0.05, bank: Bank | None = None
) -> Estimate:
    """An estimate with these shares: a row for the whole of each course and for each subject with a tenth of it."""
    bank = bank or catalogue_bank()
    rows: list[RequirementEstimate] = []
    courses: dict[str, float] = {}
    for course in bank.courses.values():
        if not course.measured:
            continue
        weight = weights(course)
        chances = []
        for subject in ("", *SUBJECTS):
            part = {k: w for k, w in weight.items() if subject in ("", bank.skills[k].subject)}
            if sum(part.values()) < 0.1 * sum(weight.values()):
                continue
            expected = sum(w * shares[k] for k, w in part.items()) / sum(part.values())
            cut = course.floor if subject else course.level
            chances.append(normal_cdf((expected - cut) / row_sd))
            rows.append(RequirementEstimate(course.id, subject, expected, row_sd, cut, chances[-1]))
        courses[course.id] = min(chances)
    skills = {skill: SkillEstimate(skill, share, skill_sd) for skill, share in shares.items()}
    return Estimate(tuple(rows), courses, skills)


def shares(everything: float, **changes: float) -> dict[str, float]:
    """One share for all skills; others by subject or skill (with _ for -)."""
    changed = {name.replace("_", "-"): share for name, share in changes.items()}
    found = {}
    for skill in catalogue_bank().skills.values():
        found[skill.id] = changed.get(skill.id, changed.get(skill.subject, everything))
    return found


def answers(**outcomes: str) -> tuple[Evidence, ...]:
    """Answers by skill (with _ for -): ``double_integrals="14:wrong 21:dont_know"``; or right, partly."""
    points = {"right": 1.0, "partly": 0.5}
    found = []
    for name, text in outcomes.items():
        for place, word in enumerate(text.split()):
            number, outcome = word.split(":")
            question = f"{name.replace('_', '-')}-{place}"
            dont_know = outcome == "dont_know"
            found.append(Evidence(question, points.get(outcome, 0.0), dont_know, int(number), outcome))
    return tuple(sorted(found, key=lambda answer: answer.number))

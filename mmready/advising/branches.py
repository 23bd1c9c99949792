"""A branch: the connected part of the graph of skills around a gap, and which of its skills to ask about next.

A check asks about some of the skills and infers the others from their neighbours. Before anybody studies for days on an
inference, a few questions inside the branch tell which of its skills are really missing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mmready.advising.answers import answers_on
from mmready.advising.choosing import in_order
from mmready.advising.graph import around
from mmready.advising.states import chance_below, course_named, estimate_of
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate
from mmready.domain.response import Evidence
from mmready.errors import LearnerInputError

__all__ = ["branch", "levels", "next_skill"]

MAYBE = 0.30  # a neighbour joins the branch where it is under the level at this chance or above
MOST = 16  # skills in a branch
SETTLED = 0.04  # a skill that is wrongly placed at a smaller chance needs no question
UNASKED = 0.15  # the least doubt about a skill that was only inferred


def levels(bank: Bank, courses: Sequence[str]) -> Mapping[str, float]:
    """The skills that these courses need at their start, each with the highest level that one of them asks for.

    What an earlier one of these courses teaches does not count for the later ones. LearnerInputError: no such course.
    """
    found: dict[str, float] = {}
    for name in courses:
        course = course_named(bank, name)
        taught = {s for other in courses if other in course.after for s in bank.courses[other].skills("taught")}
        for skill in course.skills("essential", "helpful"):
            if skill not in taught:
                found[skill] = max(found.get(skill, 0.0), course.level)
    return found


def branch(
    bank: Bank, courses: Sequence[str], estimate: Estimate, evidence: Sequence[Evidence], skill: str | None = None
) -> tuple[str, ...]:
    """Skills that may be missing together with ``skill``, in an order that can be followed; at most sixteen.

    From the skill on, the neighbours most likely under the level join one after the other, as far as these courses
    need them. Without a skill it is the one that answers show most clearly to be missing; empty where none does.
    LearnerInputError: no such skill.
    """
    if skill is not None and skill not in bank.skills:
        raise LearnerInputError(f"there is no skill {skill!r} in this bank")
    level = levels(bank, courses)
    below = {name: chance_below(estimate_of(estimate, name), level[name]) for name in level}
    first = skill or _most_missing(bank, below, evidence)
    if first is None:
        return ()
    found, edge = [first], set(around(bank, first))
    while len(found) < MOST:
        near = [name for name in edge if below.get(name, 0.0) >= MAYBE]
        if not near:
            break
        new = max(near, key=lambda name: (below[name], name))
        found.append(new)
        edge = (edge | around(bank, new)) - set(found)
    return in_order(bank.skills, found, {})


def _most_missing(bank: Bank, below: Mapping[str, float], evidence: Sequence[Evidence]) -> str | None:
    missed = {
        name: chance * sum(1.0 - answer.points for answer in answers_on(bank, name, evidence))
        for name, chance in below.items()
    }
    best = max(missed, key=lambda name: missed[name], default=None)
    return best if best is not None and missed[best] > 0.0 else None


def next_skill(
    bank: Bank,
    courses: Sequence[str],
    skills: Sequence[str],
    estimate: Estimate,
    evidence: Sequence[Evidence],
    left: Collection[str],
) -> str | None:
    """The skill of a branch whose next answer saves most hours; None where all are settled.

    Being wrong about a skill costs its hours: spent for nothing, or missing later. So it is the chance of being wrong
    times the hours that counts. ``left`` are the skills that still have a question; what the branch directly rests on
    is asked along where it may be missing too.
    """
    level = levels(bank, courses)
    highest = max(level.values(), default=max(bank.courses[name].level for name in courses))
    beneath = {
        lower
        for name in skills
        for lower in bank.skills[name].prerequisites
        if lower in level and chance_below(estimate_of(estimate, lower), level[lower]) >= MAYBE
    }
    worth: dict[str, float] = {}
    for name in (*skills, *sorted(beneath - set(skills))):
        below = chance_below(estimate_of(estimate, name), level.get(name, highest))
        asked = bool(answers_on(bank, name, evidence))
        doubt = min(below, 1.0 - below) if asked else max(min(below, 1.0 - below), UNASKED)
        if name in left and doubt >= SETTLED:
            worth[name] = doubt * bank.skills[name].hours[1]
    return max(worth, key=lambda name: worth[name], default=None)

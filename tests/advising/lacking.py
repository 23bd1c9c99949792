"""Simulated learners who lack one connected branch of the skill graph: a check, a follow-up, and what they are told.

Answers are drawn, not graded, so that hundreds of sittings take seconds. Shared by the tests and
``benchmarks/advising.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mmready.advising import branch as branch_around
from mmready.advising import study_lists
from mmready.advising.branches import levels
from mmready.domain.bank import Bank
from mmready.domain.estimate import Recommendation
from mmready.domain.events import Answered, Extended
from mmready.session import Setting, State, begin, step
from mmready.session.next_question import estimate_of
from mmready.session.state import measured_courses

CANNOT, CAN = 0.15, 0.95  # share right on the branch, and on everything else
SAYS_SO = 0.4  # of what somebody cannot do, how often they say "I don't know yet"
SMALLEST, LARGEST = 4, 10  # skills in a branch


@dataclass(frozen=True)
class Learner:
    """Lacks these skills, wants this course, and is not ready for it: the branch is too large a part of it."""

    lacks: frozenset[str]
    course: str
    seed: int


@dataclass(frozen=True)
class Told:
    """What a learner was told to study, and how many questions that took."""

    learner: Learner
    study: tuple[Recommendation, ...]
    needed: frozenset[str]
    asked: frozenset[str]
    check: int
    follow_up: int


def lacking_branch(bank: Bank, rng: np.random.Generator) -> frozenset[str]:
    """A skill and skills that rest on it, directly or through each other; 4 to 10 in all."""
    while True:
        size = int(rng.integers(SMALLEST, LARGEST + 1))
        found = {str(rng.choice(list(bank.skills)))}
        while len(found) < size:
            edge = [k.id for k in bank.skills.values() if k.id not in found and found & set(k.prerequisites)]
            if not edge:
                break
            found.add(str(rng.choice(edge)))
        if len(found) >= SMALLEST:
            return frozenset(found)


def learners(bank: Bank, count: int, first: int = 0) -> list[Learner]:
    """So many learners, each wanting one of the courses that the lack of the branch really closes."""
    every = Setting(bank, measured_courses(bank), 0, "standard", True)
    model, rows = every.measured.model, every.measured.rows
    found: list[Learner] = []
    seed = first
    while len(found) < count:
        seed += 1
        rng = np.random.default_rng([seed, 11])
        lacks = lacking_branch(bank, rng)
        shares = np.array([share(bank, lacks, question) for question in every.measured.questions])
        missed = model.weights @ shares < model.cuts
        closed = sorted({course for row, (course, _) in enumerate(rows) if missed[row]})
        if closed:
            found.append(Learner(lacks, str(rng.choice(closed)), seed))
    return found


def share(bank: Bank, lacks: frozenset[str], question: str) -> float:
    return CANNOT if lacks & set(bank.questions[question].skills) else CAN


def answered(setting: Setting, state: State, lacks: frozenset[str], rng: np.random.Generator) -> State:
    """Answer until nothing more is asked."""
    while (question := state.question) is not None:
        right = rng.random() < share(setting.bank, lacks, question)
        outcome = "right" if right else "dont_know" if rng.random() < SAYS_SO else "wrong"
        number = len(state.evidence) + 1
        state, _ = step(setting, state, Answered(number, question, 0, None, outcome, float(right)))
    return state


def told(
    setting: Setting, learner: Learner, follow_up: int = 10, *, named: bool = True, length: str = "standard"
) -> Told:
    """A check, then a follow-up inside the branch, which the learner names (else the check proposes it)."""
    bank = setting.bank
    rng = np.random.default_rng([learner.seed, 3])
    own = Setting(bank, (learner.course,), learner.seed, length, True)
    own.__dict__["measured"] = setting.measured  # the model is the same for all, and takes a while
    state = answered(own, begin(own), learner.lacks, rng)
    check = len(state.evidence)
    skills: Sequence[str] = sorted(learner.lacks)
    if not named:
        skills = branch_around(bank, own.courses, estimate_of(own, state), state.evidence)
    if skills and follow_up:
        state = answered(own, step(own, state, Extended(tuple(skills), follow_up))[0], learner.lacks, rng)
    lists = study_lists(bank, own.courses, estimate_of(own, state), state.evidence)
    asked = frozenset(skill for answer in state.evidence for skill in bank.questions[answer.question].skills)
    study = lists[learner.course]
    return Told(learner, study, needed(bank, learner), asked, check, len(state.evidence) - check)


def needed(bank: Bank, learner: Learner) -> frozenset[str]:
    """What the learner lacks and the course needs at its start, with what that rests on and they lack too."""
    taught = set(bank.courses[learner.course].skills("taught"))
    left = [skill for skill in levels(bank, [learner.course]) if skill in learner.lacks]
    found: set[str] = set()
    while left:
        skill = left.pop()
        found.add(skill)
        beneath = set(bank.skills[skill].prerequisites) & learner.lacks - taught - found
        left.extend(beneath)
    return frozenset(found)


def hours(items: Sequence[Recommendation]) -> float:
    """The middle of the hours of a list."""
    return sum(sum(item.hours) / 2.0 for item in items)


def right_hours(one: Told) -> float:
    """The part of the planned hours that is needed; 1 where nothing is planned."""
    planned = hours(one.study)
    return hours([item for item in one.study if item.skill in one.needed]) / planned if planned else 1.0


def found_hours(bank: Bank, one: Told) -> float:
    """The part of the needed hours (of somebody who meets the skills first) that is planned."""
    first = {skill: bank.skills[skill].hours[1] for skill in one.needed}
    return sum(first[item.skill] for item in one.study if item.skill in first) / sum(first.values())


def whole_courses(bank: Bank, one: Told) -> float:
    """The hours of every course, to its end, that teaches something the learner missed and the wanted course needs."""
    taught_by = {lesson.resource for skill in one.needed & one.asked for lesson in bank.skills[skill].lessons[:1]}
    return sum(section.hours for name in taught_by for section in bank.resources[name].sections.values())

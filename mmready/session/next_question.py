"""What the model says in a sitting: the next question, how many are still to come, what is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from mmready import advising, measuring
from mmready.session.allowed import FEWEST, allowed, drawn_from
from mmready.session.chance import Chance
from mmready.session.state import Setting, State, belief_of

if TYPE_CHECKING:
    from mmready.domain.estimate import Estimate
    from mmready.domain.response import Evidence

__all__ = ["estimate_of", "expected_more", "next_question"]

READY, NOT_YET = 0.95, 0.05
SAME_SKILL_AT_MOST = 4  # content balance: one skill does not fill a sitting while others remain


def next_question(setting: Setting, state: State, chance: Chance) -> str | None:
    """The question to ask next, drawn by ``chance`` from the nearly best; None where the sitting is at its end."""
    if state.until:
        return _next_inside(setting, state, chance)
    if state.stopped or len(state.evidence) >= setting.limit:
        return None
    asked, belief = asked_rows(setting, state), belief_of(setting, state)
    every, drawn = allowed(setting, state, {answer.question for answer in state.evidence})
    if not any(every):
        return None
    model, balanced = setting.measured.model, _balanced(setting, state)
    worth = np.where(balanced, model.worth(belief, rows=setting.rows), 0.0)
    in_time = np.array(drawn_from(every, drawn, worth.tolist()))
    row = model.choose(belief, asked, rows=setting.rows, rng=chance, allowed=balanced & in_time)
    if row is None and not _settled(setting, state):
        # The model sees little to gain, or nothing balanced is left; but the learner chose how long to go on.
        for mask in (balanced & in_time, in_time):
            row = model.choose(belief, asked, rows=setting.rows, stop=False, rng=chance, allowed=mask)
            if row is not None:
                break
    return None if row is None else setting.measured.questions[row]


def _next_inside(setting: Setting, state: State, chance: Chance) -> str | None:
    """The next question of a follow-up: on the skill of the branch where an answer saves most hours."""
    if state.stopped or len(state.evidence) >= state.until:
        return None
    measured, asked = setting.measured, asked_rows(setting, state)
    unasked = np.array(setting.free)
    unasked[asked] = False
    main = np.array([setting.bank.questions[question].skill for question in measured.questions])
    estimate, left = estimate_of(setting, state), set(main[unasked].tolist())
    skill = advising.next_skill(setting.bank, setting.courses, state.inside, estimate, state.evidence, left)
    if skill is None:
        return None
    # with no requirement asked for, the model tells what says most about the question's own skills
    inside, belief = unasked & (main == skill), belief_of(setting, state)
    row = measured.model.choose(belief, asked, rows=(), stop=False, rng=chance, allowed=inside)
    return None if row is None else measured.questions[row]


def _settled(setting: Setting, state: State) -> bool:
    """Whether every asked-for course is ready or not yet, with no doubt left that more questions could settle."""
    chances = estimate_of(setting, state).courses
    asked_for = [chances[course] for course in setting.courses if course in chances]
    return len(state.evidence) >= FEWEST and all(not NOT_YET < chance < READY for chance in asked_for)


def _balanced(setting: Setting, state: State) -> np.ndarray:
    """Which questions keep the content balance: no skill asked too often, and not twice running."""
    questions = setting.bank.questions
    seen = [questions[e.question].skill for e in state.evidence if e.question in questions]
    full = {skill for skill in seen if seen.count(skill) >= SAME_SKILL_AT_MOST} | set(seen[-1:])
    return np.array([questions[q].skill not in full for q in setting.measured.questions])


def expected_more(setting: Setting, state: State, rows: Sequence[int]) -> int:
    """About how many more questions would settle these requirements."""
    return measuring.expected_more(setting.measured, belief_of(setting, state), asked_rows(setting, state), rows)


def known(setting: Setting, state: State) -> tuple[Evidence, ...]:
    """The answers to questions that are still in the bank."""
    return tuple(answer for answer in state.evidence if answer.question in setting.index)


def asked_rows(setting: Setting, state: State) -> list[int]:
    """The rows in the model of the questions asked so far."""
    return [setting.index[answer.question] for answer in known(setting, state)]


def estimate_of(setting: Setting, state: State) -> Estimate:
    """What is believed at this moment of every requirement, course and skill."""
    found = measuring.estimate(setting.measured, belief_of(setting, state), known(setting, state))
    return replace(found, branch=state.branch)

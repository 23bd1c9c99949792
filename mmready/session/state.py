"""The steps meet: a pure function from state and event to the next state and the evidence that came with it.

The state of a sitting is a fold over its events, so a sitting can be saved, replayed, resumed after a crash, or
played with no screen at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from mmready import advising, measuring
from mmready.domain.bank import Bank
from mmready.domain.events import Answered, Before, Ended, Event, Extended
from mmready.session.before import belief_from
from mmready.session.chance import Chance
from mmready.session.pace import MINUTES, Pace, fitting, minutes_between
from mmready.values import dataclass

if TYPE_CHECKING:
    from mmready.domain.estimate import Estimate
    from mmready.domain.response import Evidence
    from mmready.measuring import Belief

__all__ = ["LENGTHS", "Setting", "State", "begin", "measured_courses", "replay", "step", "variant_seed"]

LENGTHS: Mapping[str, int] = {"quick": 12, "standard": 30, "thorough": 45}  # questions at most
PREPARED_SEEDS = 40  # variants a compiled bank holds; a sitting stays within them
NEEDS_RUNNER = ("function",)
FEWEST = 10  # no verdict is final before so many answers
READY, NOT_YET = 0.95, 0.05
SAME_SKILL_AT_MOST = 4  # content balance: one skill does not fill a sitting while others remain


def measured_courses(bank: Bank) -> tuple[str, ...]:
    """The courses whose readiness can be measured, in the bank's order."""
    return tuple(name for name, course in bank.courses.items() if course.measured)


@dataclass(frozen=True)
class Setting:
    """What stays the same through a sitting: the bank, the asked-for courses, the model, and how long it may be.

    ``before`` are answers of earlier sittings that it starts from, ``background`` what the learner told of themselves.
    """

    bank: Bank
    courses: tuple[str, ...]
    seed: int
    length: str
    can_run: bool = False
    at: str = ""
    before: tuple[Before, ...] = ()
    background: tuple[str, ...] = ()

    @cached_property
    def measured(self) -> measuring.BankModel:
        """The model of the bank for every measured course; those not asked for are estimated along."""
        return measuring.for_bank(self.bank, measured_courses(self.bank))

    @cached_property
    def first_belief(self) -> Belief:
        """What is believed before the first question: that of an entrant, or what earlier answers led to."""
        if not self.background:
            return belief_from(self.measured, self.before)
        start = measuring.start_of(self.bank, self.measured.model.prior_cov, self.background)
        return belief_from(self.measured, self.before, start)

    @cached_property
    def met(self) -> frozenset[str]:
        """The questions of earlier sittings: they are asked again only where no others are left."""
        return frozenset(answer.question for answer in self.before)

    @cached_property
    def new(self) -> np.ndarray:
        """(J,) which questions the learner has not met before."""
        return np.array([question not in self.met for question in self.measured.questions])

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The requirement rows of the asked-for courses: what questions are chosen for."""
        return tuple(row for row, (course, _) in enumerate(self.measured.rows) if course in self.courses)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Question id → its row in the model."""
        return {question: row for row, question in enumerate(self.measured.questions)}

    @cached_property
    def free(self) -> np.ndarray:
        """Which questions can be asked here at all: without a runner, none whose answer is a program to run."""
        questions = self.bank.questions
        return np.array([self.can_run or questions[q].kind not in NEEDS_RUNNER for q in self.measured.questions])

    @property
    def limit(self) -> int:
        """The most questions that this sitting asks."""
        return LENGTHS[self.length]

    @property
    def budget(self) -> float:
        """The minutes that this sitting is to take."""
        return MINUTES[self.length]

    @cached_property
    def minutes(self) -> np.ndarray:
        """(J,) the minutes of each question."""
        return np.array([self.bank.questions[question].minutes for question in self.measured.questions])


@dataclass(frozen=True, slots=True)
class State:
    """Where a sitting stands: its answers so far, the belief they led to, and the question now asked (None: ended).

    ``inside`` are the skills of the follow-up under way, which lasts until there are ``until`` answers (0: there was
    no follow-up so far); ``branch`` are the skills of all follow-ups. ``pace`` is how
    fast the learner has been, ``at`` the time of the latest answer.
    """

    belief: Belief
    evidence: tuple[Evidence, ...] = ()
    events: tuple[Event, ...] = ()
    question: str | None = None
    stopped: bool = False
    numbers: frozenset[int] = field(default=frozenset())
    inside: tuple[str, ...] = ()
    until: int = 0
    branch: tuple[str, ...] = ()
    pace: Pace = field(default=Pace())
    at: str = ""


def begin(setting: Setting) -> State:
    """The state before any answer, with the first question chosen."""
    return _with_next(setting, State(setting.first_belief))


def estimate_of(setting: Setting, state: State) -> Estimate:
    """What is believed at this moment of every requirement, course and skill."""
    found = measuring.estimate(setting.measured, state.belief, known(setting, state))
    return replace(found, branch=state.branch)


def known(setting: Setting, state: State) -> tuple[Evidence, ...]:
    """The answers to questions that are still in the bank."""
    return tuple(answer for answer in state.evidence if answer.question in setting.index)


def step(setting: Setting, state: State, event: Event, *, choose: bool = True) -> tuple[State, Evidence | None]:
    """The state after an event, and the evidence it brought (None where it brought none).

    An answer whose number was seen before changes nothing, so a doubled line in a saved file is harmless. With
    ``choose=False`` no next question is chosen (for replaying many events at once).
    """
    if isinstance(event, Ended):
        return replace(state, question=None, stopped=True, events=(*state.events, event)), None
    if isinstance(event, Extended):
        after = _extended(setting, state, event)
        return (_with_next(setting, after) if choose else after), None
    if not isinstance(event, Answered):
        return replace(state, events=(*state.events, event)), None
    if event.number in state.numbers:
        return state, None
    from mmready.domain.response import Evidence  # here: there is none before the first answer

    evidence = Evidence(
        event.question, event.points, event.outcome == "dont_know", event.number, event.outcome, event.sure
    )
    belief = state.belief
    row = setting.index.get(event.question)
    if row is not None:  # a question that has left the bank since is kept in the record, without weight
        belief = setting.measured.model.update(
            belief, row, event.points, dont_know=evidence.dont_know, again=event.question in setting.met
        )
    after = replace(
        state,
        belief=belief,
        evidence=(*state.evidence, evidence),
        events=(*state.events, event),
        question=None,
        numbers=state.numbers | {event.number},
        pace=_paced(setting, state, event),
        at=event.at,
    )
    return (_with_next(setting, after) if choose else after), evidence


def _paced(setting: Setting, state: State, event: Answered) -> Pace:
    """The learner's pace with this answer."""
    if event.question not in setting.bank.questions:
        return state.pace
    since = state.at if state.evidence else setting.at
    return state.pace.after(setting.bank.questions[event.question].minutes, minutes_between(since, event.at))


def _extended(setting: Setting, state: State, event: Extended) -> State:
    """The state with a follow-up opened: on skills that the bank still has."""
    skills = tuple(skill for skill in event.skills if skill in setting.bank.skills)
    return replace(
        state,
        events=(*state.events, event),
        stopped=False,
        inside=skills,
        until=len(state.evidence) + event.questions,
        branch=tuple(dict.fromkeys((*state.branch, *skills))),
    )


def replay(setting: Setting, events: Iterable[Event]) -> State:
    """The state after many events, with the next question chosen once at the end."""
    state = State(setting.first_belief)
    for event in events:
        state, _ = step(setting, state, event, choose=False)
    return _with_next(setting, state)


def _with_next(setting: Setting, state: State) -> State:
    """The same state with the next question chosen, or none where the sitting has reached its end."""
    if state.until:
        return replace(state, question=_next_inside(setting, state))
    if state.stopped or len(state.evidence) >= setting.limit:
        return replace(state, question=None)
    asked, rng = asked_rows(setting, state), _chance(setting, state)
    in_time = _in_time(setting, state, asked)
    if not in_time.any():
        return replace(state, question=None)
    model, balanced = setting.measured.model, _balanced(setting, state)
    row = model.choose(state.belief, asked, rows=setting.rows, rng=rng, allowed=balanced & in_time)
    if row is None and not _settled(setting, state):
        # The model sees little to gain, or nothing balanced is left; but the learner chose how long to go on.
        for allowed in (balanced & in_time, in_time):
            row = model.choose(state.belief, asked, rows=setting.rows, stop=False, rng=rng, allowed=allowed)
            if row is not None:
                break
    return replace(state, question=None if row is None else setting.measured.questions[row])


def _in_time(setting: Setting, state: State, asked: list[int]) -> np.ndarray:
    """Which questions can still be asked in the minutes that are left; none where the time is used up."""
    free = setting.free.copy()
    free[asked] = False
    if (free & setting.new).any():
        free &= setting.new
    number, pace = len(state.evidence), state.pace
    if number >= FEWEST:
        free &= pace.fits(setting.minutes, setting.budget)
    each = (setting.budget - pace.spent) / (pace.share * (setting.limit - number))
    return fitting([setting.bank.questions[q] for q in setting.measured.questions], free, each)


def asked_rows(setting: Setting, state: State) -> list[int]:
    """The rows in the model of the questions asked so far."""
    return [setting.index[answer.question] for answer in known(setting, state)]


def _chance(setting: Setting, state: State) -> Chance:
    return Chance(setting.seed, len(state.evidence))


def _next_inside(setting: Setting, state: State) -> str | None:
    """The next question of a follow-up: on the skill of the branch where an answer saves most hours."""
    if state.stopped or len(state.evidence) >= state.until:
        return None
    measured, asked = setting.measured, asked_rows(setting, state)
    unasked = setting.free.copy()
    unasked[asked] = False
    main = np.array([setting.bank.questions[question].skill for question in measured.questions])
    estimate, left = estimate_of(setting, state), set(main[unasked].tolist())
    skill = advising.next_skill(setting.bank, setting.courses, state.inside, estimate, state.evidence, left)
    if skill is None:
        return None
    # with no requirement asked for, the model tells what says most about the question's own skills
    inside, rng = unasked & (main == skill), _chance(setting, state)
    row = measured.model.choose(state.belief, asked, rows=(), stop=False, rng=rng, allowed=inside)
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


def variant_seed(seed: int, question: str) -> int:
    """The seed of the variant that a sitting shows of a question: fixed by the sitting's seed and the question."""
    digest = hashlib.sha256(f"{seed}:{question}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % PREPARED_SEEDS

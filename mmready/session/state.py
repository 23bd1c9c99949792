"""What stays the same through a sitting, and where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from mmready import measuring
from mmready.domain.bank import Bank
from mmready.domain.events import Before, Event
from mmready.session.allowed import drawn_on
from mmready.session.before import belief_from
from mmready.session.pace import MINUTES, Pace
from mmready.values import dataclass

if TYPE_CHECKING:
    from mmready.domain.response import Evidence
    from mmready.measuring import Belief

__all__ = ["LENGTHS", "Setting", "State", "belief_of", "measured_courses", "variant_seed"]

LENGTHS: Mapping[str, int] = {"quick": 12, "standard": 30, "thorough": 45}  # questions at most
PREPARED_SEEDS = 40  # variants a compiled bank holds; a sitting stays within them
NEEDS_RUNNER = ("function",)


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
    def new(self) -> tuple[bool, ...]:
        """(J,) which questions the learner has not met before."""
        return tuple([question not in self.met for question in self.bank.questions])

    @cached_property
    def drawn_on(self) -> tuple[bool, ...]:
        """(J,) which questions are asked as long as others do not have to be."""
        return drawn_on(self.seed, self.bank.questions)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The requirement rows of the asked-for courses: what questions are chosen for."""
        return tuple(row for row, (course, _) in enumerate(self.measured.rows) if course in self.courses)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Question id → its row in the model."""
        return {question: row for row, question in enumerate(self.measured.questions)}

    @cached_property
    def free(self) -> tuple[bool, ...]:
        """(J,) which questions can be asked here at all: without a runner, none whose answer is a program to run."""
        return tuple([self.can_run or each.kind not in NEEDS_RUNNER for each in self.bank.questions.values()])

    @property
    def limit(self) -> int:
        """The most questions that this sitting asks."""
        return LENGTHS[self.length]

    @property
    def budget(self) -> float:
        """The minutes that this sitting is to take."""
        return MINUTES[self.length]


@dataclass(frozen=True, slots=True)
class State:
    """Where a sitting stands: its answers so far, the belief they led to, and the question now asked (None: ended).

    ``inside`` are the skills of the follow-up under way, which lasts until there are ``until`` answers (0: there was
    no follow-up so far); ``branch`` are the skills of all follow-ups. ``pace`` is how
    fast the learner has been, ``at`` the time of the latest answer. ``belief`` is None before the first answer:
    that of the setting then holds (``belief_of``), which takes the whole model to make.
    """

    belief: Belief | None = None
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


def belief_of(setting: Setting, state: State) -> Belief:
    """What is believed now."""
    return setting.first_belief if state.belief is None else state.belief


def variant_seed(seed: int, question: str) -> int:
    """The seed of the variant that a sitting shows of a question: fixed by the sitting's seed and the question."""
    digest = hashlib.sha256(f"{seed}:{question}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % PREPARED_SEEDS

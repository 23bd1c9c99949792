"""The bank: all questions and the catalogue around them, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from mmready.domain.background import BackgroundQuestion
from mmready.domain.variant import AnswerKey, Variant
from mmready.values import dataclass

if TYPE_CHECKING:
    from mmready.domain.question import QuestionBody, QuestionTemplate
    from mmready.domain.skill import Course, Fact, Resource, Skill

Drawn = tuple[Variant, AnswerKey]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Variants of one question drawn beforehand: seed n is ``drawn[n]``. ``complete``: no others exist."""

    drawn: Sequence[Drawn]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What the model says before the first answer, for some courses, where nothing is known of the learner.

    ``worth`` (J,) says how much each question of the bank is worth, in its order (bits); ``more`` about how many
    questions would settle these courses.
    """

    worth: tuple[float, ...]
    more: int


@dataclass(frozen=True)
class Bank:
    """All that a sitting draws on.

    ``bodies`` (the full question files) and ``prepared`` (drawn variants of the compiled bank) may read lazily and
    either may be empty. ``digest`` names the content: two banks with one digest give the same sitting.
    ``background`` is what learners may tell of what they know already. ``openings`` are those of the compiled bank
    (``session.openings``), for just these questions, skills and courses; it may be empty.
    """

    questions: Mapping[str, QuestionTemplate]
    skills: Mapping[str, Skill]
    courses: Mapping[str, Course]
    resources: Mapping[str, Resource] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    bodies: Mapping[str, QuestionBody] = field(default_factory=dict, repr=False)
    prepared: Mapping[str, Prepared] = field(default_factory=dict, repr=False)
    digest: str = ""
    root: str = ""
    background: tuple[BackgroundQuestion, ...] = ()
    openings: Mapping[str, Opening] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        return f"Bank({len(self.questions)} questions, {len(self.skills)} skills, {len(self.courses)} courses)"

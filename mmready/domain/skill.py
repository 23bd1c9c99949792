"""Skills, the courses that need them, and the resources that teach them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from mmready.values import dataclass

Necessity = Literal["essential", "helpful", "taught", "not-used"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about the programme, a course or a resource, with where it comes from.

    ``date`` is when the source was read (ISO); ``series`` is ``"faq"`` for the programme's own FAQ as first read and
    ``"newer"`` for later official pages, which are kept apart. ``says`` quotes the words of the source
    that carry it, ``values`` are its bare figures.
    """

    id: str
    text: str
    source: str
    date: str
    where: str = ""
    series: str = "faq"
    values: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One session, lecture or chapter of a resource. ``hours`` is what it takes somebody who meets it first."""

    ref: str
    title: str
    address: str
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class Resource:
    """A free course or book: its sections by reference, and how its hours were reckoned."""

    id: str
    title: str
    address: str
    section_word: str
    sections: Mapping[str, Section]
    hours_basis: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What teaches a skill: sections of one resource."""

    resource: str
    sections: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing a person can or cannot do. ``hours`` are (refresher, first time); ``lessons`` come best first.

    ``short`` is its name where there is little room (empty: the name fits).
    """

    id: str
    subject: str
    name: str
    description: str
    prerequisites: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    hours: tuple[float, float]
    hours_basis: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What a course asks of a skill at its start, and where it uses it (``use``: "joint densities, Unit 5")."""

    skill: str
    necessity: Necessity
    use: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course and what it starts from.

    ``level`` is the share of difficulty-3 questions that a borderline learner gets right over the whole course,
    ``floor`` the same for each subject; both in (0, 1). ``measured`` is no for the capstone. ``weeks`` and
    ``hours_per_week`` are (low, high); ``fee`` is in US dollars. ``after``: courses recommended before;
    ``beside``: courses that may run side by side with it.
    """

    id: str
    title: str
    order: int
    measured: bool
    starts_from: str
    needs: Mapping[str, Need]
    level: float = 0.65
    floor: float = 0.50
    weeks: tuple[int, int] = (13, 16)
    hours_per_week: tuple[float, float] = (12.0, 14.0)
    fee: int = 300
    language: str = ""
    after: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = field(default=())

    def skills(self, *necessities: Necessity) -> tuple[str, ...]:
        """The skills with one of these necessities, in the file's order."""
        return tuple(skill for skill, need in self.needs.items() if need.necessity in necessities)

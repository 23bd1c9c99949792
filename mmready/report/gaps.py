"""What to study, in order, as frozen values: grouped by the course that it opens, each thing once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mmready.domain.bank import Bank
from mmready.domain.estimate import Recommendation
from mmready.domain.skill import Lesson, Resource
from mmready.report import words
from mmready.report.sources import Source
from mmready.report.view import Mark, total
from mmready.translation import marked, marked_n, t, tn

__all__ = ["Gap", "GapGroup", "GapsView", "Place", "Study", "gaps_view"]

PACE = 8.0  # hours a week, for "about two weeks"
STATES: Mapping[str, tuple[str, Mark]] = {
    "gap": (marked("Gap"), "gap"),
    "not sure": (marked("Not sure yet"), "unsure"),
    "solid": (marked("Solid"), "solid"),
    "taught": (marked("A course teaches it"), "later"),
}
BASIS = marked(
    "Hours come from the length of the sessions: the low end if you have met it before, the high end if it is new. "
    "Studying all of a list is our best guess at what is enough, not a promise."
)


@dataclass(frozen=True, slots=True)
class Place:
    """One section to open: its reference, title and address."""

    ref: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Study:
    """Sections of one resource. ``name`` is how people call it ("18.02SC"), ``word`` what it calls its sections."""

    name: str
    address: str
    word: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to study. ``number`` counts through all groups; ``basis`` says how its hours were reckoned."""

    number: int
    skill: str
    state: str
    mark: Mark
    hours: str
    study: tuple[Study, ...]
    why: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """What stands before one course. ``notes`` say what is left out and why."""

    course: str
    title: str
    hours: str
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapsView:
    """The whole list; no groups where nothing has to be studied."""

    heading: str
    lead: str
    groups: tuple[GapGroup, ...]
    basis: str = ""
    sources: tuple[Source, ...] = ()


def gaps_view(
    bank: Bank,
    recommendations: Mapping[str, Sequence[Recommendation]],
    notes: Mapping[str, Sequence[str]] | None = None,
) -> GapsView:
    """The list as a value. What an earlier course's list holds is not repeated under a later course."""
    ordered = sorted(recommendations, key=lambda name: bank.courses[name].order)
    seen: set[str] = set()
    groups: list[GapGroup] = []
    first: tuple[Recommendation, ...] = ()
    number = 0
    for name in ordered:
        fresh = tuple(item for item in recommendations[name] if item.skill not in seen)
        said = tuple((notes or {}).get(name, ()))
        if not fresh and not (said and recommendations[name]):
            continue
        gaps = tuple(_gap(bank, item, number + place) for place, item in enumerate(fresh, 1))
        hours = words.hours(*total(fresh), short=True) if fresh else t("nothing more")
        hours = t("{hours} more", hours=hours) if seen and fresh else hours
        groups.append(GapGroup(name, bank.courses[name].title, hours, gaps, said))
        number += len(fresh)
        seen.update(item.skill for item in fresh)
        first = first or fresh
    if not first:
        return GapsView(t("Nothing has to be studied first"), t("Your answers name no gap before these courses."), ())
    return GapsView(
        t("Start with {skill}", skill=words.in_sentence(_name(bank, first[0]))),
        _lead(groups, first),
        tuple(groups),
        t(BASIS),
        _read(bank, groups),
    )


def _read(bank: Bank, groups: Sequence[GapGroup]) -> tuple[Source, ...]:
    """Where the sessions of each resource on the list were read, and when."""
    named = {study.name for group in groups for gap in group.gaps for study in gap.study}
    return tuple(
        Source(_called(resource), resource.source, words.day(resource.date))
        for resource in bank.resources.values()
        if _called(resource) in named
    )


def _called(resource: Resource) -> str:
    """How people call it: by its number where it has one, else by its title."""
    return resource.id if resource.id[:1].isdigit() else resource.title


def _lead(groups: Sequence[GapGroup], first: Sequence[Recommendation]) -> str:
    course = next(group.course for group in groups if group.gaps)
    low, high = total(first)
    span = words.hours(low, high).replace("–", t(" to "))
    told = {"course": course, "hours": span, "weeks": words.weeks(low, high, PACE)}
    one, many = marked_n(
        "{n} thing stands before {course}: {hours}, {weeks}.", "{n} things stand before {course}: {hours}, {weeks}."
    )
    order = f" {t('Each thing comes after what it rests on.')}" if len(first) > 1 else ""
    return f"{tn(one, many, len(first), **told)}{order}"


def _name(bank: Bank, item: Recommendation) -> str:
    return item.name or (bank.skills[item.skill].name if item.skill in bank.skills else item.skill)


def _gap(bank: Bank, item: Recommendation, number: int) -> Gap:
    said, mark = STATES[item.state]
    if item.likely and item.state == "gap":
        said = marked("Likely a gap, not asked")
    return Gap(
        number,
        _name(bank, item),
        t(said),
        mark,
        words.hours(*item.hours, short=True),
        tuple(_study(bank, item)),
        item.why,
        item.basis,
    )


def _study(bank: Bank, item: Recommendation) -> Iterator[Study]:
    """The recommended sections, then those of further resources that belong with them."""
    skill = bank.skills.get(item.skill)
    yield _sections(bank, item.resource, item.sections, item.address)
    for lesson in _along(skill.lessons if skill else (), item):
        yield _sections(bank, lesson.resource, lesson.sections, "")


def _along(lessons: Sequence[Lesson], item: Recommendation) -> list[Lesson]:
    """Lessons without a note of their own belong to the way that is recommended; those with one are other ways."""
    return [lesson for lesson in lessons if lesson.resource != item.resource and not lesson.note]


def _sections(bank: Bank, name: str, refs: Sequence[str], address: str) -> Study:
    resource: Resource | None = bank.resources.get(name)
    if resource is None:
        return Study(name, address, "", tuple(Place(ref, "", "") for ref in refs))
    found = [(ref, resource.sections.get(ref)) for ref in refs]
    places = tuple(Place(ref, at.title if at else "", at.address if at else "") for ref, at in found)
    return Study(_called(resource), resource.address or address, resource.section_word, places)

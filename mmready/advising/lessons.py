"""What teaches a skill, in words and hours: its sections, how they are called, and how long they take."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from mmready.advising.words import references
from mmready.domain.bank import Bank
from mmready.domain.skill import Lesson, Skill
from mmready.translation import decimal, t

__all__ = ["Place", "hours_basis", "hours_for", "lesson_text", "places", "share_new", "way"]

ASKED_BAND = 0.20  # half the width of the hours, as a part of the way from refresher to first time …
GUESSED_BAND = 0.35  # … and where the skill was not asked about
REPEATED = 0.35  # of its hours for a section that is already on the list, as for a refresher
_SLUG = re.compile(r"[a-z][a-z0-9-]*")

Place = tuple[str, str]  # resource, reference of a section


def hours_for(skill: Skill, share: float, level: float, asked: bool, new: float = 1.0) -> tuple[float, float]:
    """Hours of study (low, high), between refresher and first time: near the level a refresher is enough.

    ``new`` is the part of the hours still to be spent. Rounded to half hours, never under half an hour; wider where the
    skill was not asked about.
    """
    refresher, first = skill.hours
    middle = min(max(1.0 - share / level, 0.0), 1.0)
    half = ASKED_BAND if asked else GUESSED_BAND
    low = refresher + (first - refresher) * max(middle - half, 0.0)
    high = refresher + (first - refresher) * min(middle + half, 1.0)
    return _half_hours(_half_hours(low) * new), _half_hours(_half_hours(high) * new)


def _half_hours(hours: float) -> float:
    return max(round(hours * 2.0) / 2.0, 0.5)


def hours_basis(skill: Skill, asked: bool, new: float) -> str:
    """Where the hours come from: ``4 sessions of 1.5 h: about 2 h as a refresher, 6 h the first time; …``."""
    refresher, first = skill.hours
    begins = t(
        "{basis}: about {refresher} h as a refresher, {first} h the first time",
        basis=skill.hours_basis,
        refresher=decimal(refresher),
        first=decimal(first),
    )
    narrowed = t("narrowed by your answers on it") if asked else t("narrowed a little by your other answers")
    again = [t("sections that are on the list already count as a refresher")] if new < 1.0 else []
    return f"{'; '.join([begins, narrowed, *again])}."


def way(skill: Skill) -> tuple[Lesson, ...]:
    """The lessons that belong together: the first, and those after it that carry no note."""
    return (skill.lessons[0], *(lesson for lesson in skill.lessons[1:] if not lesson.note))


def places(skill: Skill) -> tuple[Place, ...]:
    """The sections of these lessons."""
    return tuple((lesson.resource, ref) for lesson in way(skill) for ref in lesson.sections)


def lesson_text(bank: Bank, lesson: Lesson) -> str:
    """``18.02SC, sessions 47–49 and 51``."""
    return f"{_short_name(bank, lesson.resource)}, {references(bank.resources[lesson.resource], lesson.sections)}"


def _short_name(bank: Bank, resource: str) -> str:
    """A book, whose id is a plain slug, goes by its title; a course by its number, which is its id."""
    return bank.resources[resource].title if _SLUG.fullmatch(resource) else resource


def share_new(bank: Bank, skill: Skill, listed: Collection[Place]) -> float:
    """How much of the skill's hours is still to be spent: sections already on the list count as a refresher."""
    hours: Mapping[Place, float] = {
        (name, ref): bank.resources[name].sections[ref].hours for name, ref in places(skill)
    }
    total = sum(hours.values())
    if total <= 0.0:
        return 1.0
    return sum(h * (REPEATED if key in listed else 1.0) for key, h in hours.items()) / total

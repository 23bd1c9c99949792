"""What a caller asks of a sitting, checked: courses, skills, a name, a time."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Sequence

from mmready.domain.bank import Bank
from mmready.errors import LearnerInputError
from mmready.session.state import measured_courses

__all__ = ["checked_courses", "checked_skills", "new_id", "text_of"]


def checked_courses(bank: Bank, courses: Sequence[str] | None) -> tuple[str, ...]:
    """The courses to measure, each once; all that can be where None. LearnerInputError for one that is not there."""
    measured = measured_courses(bank)
    if courses is None:
        return measured
    if isinstance(courses, str):
        courses = [courses]
    unknown = [course for course in courses if course not in bank.courses]
    if unknown:
        raise LearnerInputError(f"there is no course {unknown[0]!r}; choose from {', '.join(measured)}")
    chosen = tuple(dict.fromkeys(course for course in courses if course in measured))
    if not chosen:
        raise LearnerInputError(f"nothing to measure: choose at least one of {', '.join(measured)}")
    return chosen


def checked_skills(bank: Bank, skills: Sequence[str]) -> tuple[str, ...]:
    """The skills named, each once. LearnerInputError for one that the bank does not have."""
    named = (skills,) if isinstance(skills, str) else tuple(dict.fromkeys(skills))
    unknown = [skill for skill in named if skill not in bank.skills]
    if unknown:
        raise LearnerInputError(f"there is no skill {unknown[0]!r} in this bank")
    return named


def new_id(seed: int, wanted: Sequence[str], at: str, taken: set[str], ending: str = "") -> str:
    """A name that sorts by the time of the start; a number is added where it is taken."""
    mark = hashlib.sha256(f"{seed}:{','.join(wanted)}:{at}".encode()).hexdigest()[:6]
    first = f"{at[:19].replace('-', '').replace(':', '') or 'undated'}-{mark}{ending}"
    names = itertools.chain([first], (f"{first}-{count}" for count in itertools.count(2)))
    return next(name for name in names if name not in taken)


def text_of(at: str | datetime.datetime | None) -> str:
    """A time as ISO text; empty where none was given."""
    if at is None:
        return ""
    return at if isinstance(at, str) else at.isoformat(timespec="seconds")

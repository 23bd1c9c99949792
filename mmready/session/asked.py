"""What a caller asks of a sitting, checked: courses, skills, a name, a time."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Sequence

from mmready.domain.bank import Bank
from mmready.errors import LearnerInputError
from mmready.session.state import measured_courses
from mmready.translation import t

__all__ = ["checked_background", "checked_courses", "checked_skills", "new_id", "text_of"]


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
        raise LearnerInputError(t("nothing to measure: choose at least one of {courses}", courses=", ".join(measured)))
    return chosen


def checked_background(bank: Bank, told: Sequence[str]) -> tuple[str, ...]:
    """What a learner told of what they know already, each answer once.

    LearnerInputError for an answer that the bank does not have, and for two where only one can hold.
    """
    named = (told,) if isinstance(told, str) else tuple(dict.fromkeys(told))
    known = {answer.id: question for question in bank.background for answer in question.answers}
    for name in named:
        if name not in known:
            raise LearnerInputError(
                f"{name!r} is no answer on your background; choose from {', '.join(known) or 'none'}"
            )
    for question in bank.background:
        given = [name for name in named if known[name] is question]
        if len(given) > 1 and not question.several:
            raise LearnerInputError(f"“{question.text}” takes one answer, not {' and '.join(given)}")
    return named


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

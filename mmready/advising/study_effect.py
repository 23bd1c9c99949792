"""What if only some of a list is studied: the chance of being ready after it, as we expect it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mmready.advising.outlook import outlook_for
from mmready.advising.states import course_named
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate

__all__ = ["StudyEffect", "study_effects"]


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """The chance of being ready for ``course``: ``now``, and ``after`` some study (never below now)."""

    course: str
    now: float
    after: float


def study_effects(
    bank: Bank, courses: Sequence[str], estimate: Estimate, studied: Collection[str]
) -> tuple[StudyEffect, ...]:
    """What studying these skills would do for each measured course, in the programme's order.

    The same arithmetic as behind the lists of what to study (``outlook``), so studying a whole list comes to the chance
    that its notes name: what is studied comes to a share of .85 give or take .10, and what an earlier one of these
    courses teaches counts as learnt by then. A course that these skills do nothing for stays where it is.
    Raises LearnerInputError for an unknown course.
    """
    ordered = sorted((course_named(bank, name) for name in courses), key=lambda course: course.order)
    found = []
    for course in ordered:
        now = estimate.courses.get(course.id)
        if now is None:
            continue
        outlook = outlook_for(bank, course, estimate)
        matters = any(row.parts.get(skill, 0.0) > 0.0 for row in outlook.rows for skill in studied)
        earlier = [other for other in ordered if other.id in course.after and other.order < course.order]
        taught = [skill for other in (course, *earlier) for skill in other.skills("taught")]
        after = math.exp(outlook.log_chance(dict.fromkeys((*taught, *studied)))) if matters else now
        found.append(StudyEffect(course.id, now, max(now, after)))
    return tuple(found)

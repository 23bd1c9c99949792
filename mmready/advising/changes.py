"""What changes: between two plans (what if?), and between two checks of one learner (then and now)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mmready.domain.estimate import Readiness, StudyPlan

__all__ = ["PlanChange", "ReadinessChange", "plan_change", "readiness_changes"]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """By how many days one plan is later than another; negative: sooner.

    ``ready_by`` is per course, by the high end of the hours; ``studied`` for all study together; ``ends`` for the end
    of the last course or exam, None where one of the plans has none with a date. ``ends_on`` is that end in the second
    plan. ``side_by_side`` is how many more days two courses run at the same time.
    """

    ready_by: Mapping[str, int]
    studied: int
    ends: int | None
    ends_on: datetime.date | None
    side_by_side: int

    @property
    def nothing(self) -> bool:
        """Whether the two plans have the same dates."""
        return not (self.studied or self.ends or self.side_by_side or any(self.ready_by.values()))


def plan_change(before: StudyPlan, after: StudyPlan) -> PlanChange:
    """What moves when the first plan becomes the second; courses that both have are compared."""
    both = [course for course in before.ready_by if course in after.ready_by]
    ready_by = {course: (after.ready_by[course][1] - before.ready_by[course][1]).days for course in both}
    studied = (_studied(after) - _studied(before)).days
    first, last = _ends(before), _ends(after)
    ends = (last - first).days if first and last else None
    return PlanChange(ready_by, studied, ends, last, _together(after) - _together(before))


def _studied(plan: StudyPlan) -> datetime.date:
    return max((days[1] for days in plan.ready_by.values()), default=plan.start)


def _ends(plan: StudyPlan) -> datetime.date | None:
    return max((block.end for block in plan.blocks if block.what != "study"), default=None)


def _together(plan: StudyPlan) -> int:
    """Days on which two courses run at the same time."""
    courses = [block for block in plan.blocks if block.what == "course"]
    days = 0
    for place, one in enumerate(courses):
        for other in courses[place + 1 :]:
            days += max((min(one.end, other.end) - max(one.start, other.start)).days + 1, 0)
    return days


@dataclass(frozen=True, slots=True)
class ReadinessChange:
    """Readiness for one course in an earlier check and now. ``on`` is the earlier check's start (ISO time or empty)."""

    course: str
    before: Readiness
    now: Readiness
    on: str = ""


def readiness_changes(
    before: Mapping[str, Readiness], now: Mapping[str, Readiness], on: str = ""
) -> tuple[ReadinessChange, ...]:
    """Course by course, then and now; courses that one of the two did not measure are left out."""
    return tuple(
        ReadinessChange(course, before[course], found, on)
        for course, found in now.items()
        if course in before and "not measured" not in (before[course].verdict, found.verdict)
    )

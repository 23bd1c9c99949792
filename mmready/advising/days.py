"""Days and stretches of days: where study fits between courses, and which run of a course to take."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence

from mmready.errors import LearnerInputError
from mmready.translation import t

__all__ = ["Stretch", "days_for", "fill", "first_run", "read_dates"]

DAY = datetime.timedelta(days=1)

Stretch = tuple[datetime.date, datetime.date]  # first and last day, both included
Run = datetime.date | str


def days_for(hours: float, hours_per_week: float) -> int:
    """Whole days that so many hours take, at least one.

    >>> days_for(9, 8)
    8
    """
    return max(math.ceil(round(hours / hours_per_week * 7.0, 9)), 1)


def fill(start: datetime.date, days: int, busy: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The first ``days`` free days from ``start`` on, as stretches between the busy ones."""
    found: list[Stretch] = []
    day, left = start, days
    for first, last in sorted(busy):
        if last < day or left <= 0:
            continue
        free = min((first - day).days, left)
        if free > 0:
            found.append((day, day + (free - 1) * DAY))
            left -= free
        day = max(day, last + DAY)
    if left > 0:
        found.append((day, day + (left - 1) * DAY))
    return tuple(found)


def read_dates(course: str, runs: Run | Iterable[Run]) -> tuple[datetime.date, ...]:
    """The start dates of a course's runs in order; text is read as an ISO date.

    Raises LearnerInputError for what is no date.
    """
    several = [runs] if isinstance(runs, (str, datetime.date)) else list(runs)
    found = []
    for run in several:
        try:
            found.append(run if isinstance(run, datetime.date) else datetime.date.fromisoformat(run))
        except (TypeError, ValueError):
            said = t(
                "the start of a run of {course} should be a date such as 2027-02-01, not {run}",
                course=course,
                run=repr(run),
            )
            raise LearnerInputError(said) from None
    return tuple(sorted(found))


def first_run(runs: Iterable[datetime.date], earliest: datetime.date) -> datetime.date | None:
    """The first run that starts on ``earliest`` or later."""
    return min((run for run in runs if run >= earliest), default=None)

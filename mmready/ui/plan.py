"""``mmready.plan``: the dated plan of the newest saved check, as one widget."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from mmready.api import bank_of, resume
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.errors import LearnerInputError
from mmready.translation import t
from mmready.ui.edge import surroundings
from mmready.ui.kept import newest_sitting
from mmready.ui.planning import Planning
from mmready.ui.screen import Opened, Screen

__all__ = ["Plan", "plan"]


class Plan(Opened):
    """The plan in a notebook; hours a week and the first day can be changed in it."""

    def __init__(self, planning: Planning, called: str) -> None:
        self._planning = planning
        super().__init__(Screen(planning.screen, planning.obey), called)


def plan(
    hours_per_week: float = 8,
    start: datetime.date | str | None = None,
    runs: Mapping[str, Sequence[datetime.date]] | None = None,
    *,
    bank: Bank | str | Path | None = None,
    store: Store | None = None,
) -> Plan:
    """The plan that follows from your newest saved check, to show in a notebook.

    ``hours_per_week`` is your time for study, ``start`` the first day (today where None; text such as "2027-01-11"
    is read as a date), ``runs`` the days on which runs of a course start, as its page says:
    ``{"6.431x": ["2027-02-01"]}``. Courses without a run get no dates. Raises LearnerInputError for hours or dates
    that cannot be.
    """
    used, around = bank_of(bank), surroundings(store=store)
    planning = Planning(
        find=lambda: newest_sitting(around.store, lambda name: resume(around.store, name, used)),
        today=lambda: around.clock().date(),
        hours=hours_per_week,
        start=_date(start),
        runs=runs,
    )
    return Plan(planning, _call(hours_per_week, start, runs))


def _date(start: datetime.date | str | None) -> datetime.date | None:
    if not isinstance(start, str):
        return start
    try:
        return datetime.date.fromisoformat(start)
    except ValueError:
        raise LearnerInputError(
            t("the first day should be a date such as 2027-01-11, not {given}", given=repr(start))
        ) from None


def _call(hours: float, start: object, runs: object) -> str:
    """The call as it was made: a name that is the same each time, for stored outputs."""
    words = [] if hours == 8 else [f"hours_per_week={hours:g}"]
    words += [] if start is None else [f"start={str(start)!r}"]
    words += [] if runs is None else [f"runs={runs!r}"]
    return f"mmready.plan({', '.join(words)})"

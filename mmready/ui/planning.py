"""The plan as a screen: the newest saved check, dated, with hours a week and first day that can be changed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mmready.domain.bank import Bank
from mmready.domain.estimate import StudyPlan
from mmready.errors import LearnerInputError, MMReadyError
from mmready.report.html import page
from mmready.report.plan import plan_view
from mmready.report.plan_html import plan_html
from mmready.session import Sitting
from mmready.translation import marked, t
from mmready.ui.commands import Command, Reply, carry_out

__all__ = ["Planning", "Runs"]

Runs = Mapping[str, Sequence[datetime.date]]

NOTHING = marked(
    "A plan rests on your answers. Begin with a check: run <code>mmready.check()</code> in a cell of its own, or open "
    "the notebook <code>10-check-readiness.ipynb</code>. Then come back and press “Look again”."
)


class Planning:
    """Reacts to commands; ``screen`` is what is shown now.

    ``find`` gives the sitting that is planned for (None: none is saved); ``today`` is asked where no ``start`` is
    given. ``back`` is the text of a button that leads back, where there is somewhere to go.
    """

    def __init__(
        self,
        find: Callable[[], Sitting | None],
        today: Callable[[], datetime.date],
        hours: float = 8,
        start: datetime.date | None = None,
        runs: Runs | None = None,
        back: str = "",
    ) -> None:
        self._find, self._today, self._back = find, today, back
        self._hours, self._start, self._runs = hours, start, runs
        self._sitting = find()
        self.screen: Mapping[str, Any] = self._present()

    def obey(self, command: Command) -> Reply:
        """Carry out a command. Never raises."""
        return carry_out({"replan": self._replan, "look": self._look, "save": self._save}, command)

    def _replan(self, command: Command) -> Reply:
        before = self._hours, self._start, self._runs
        self._hours, self._start = _hours(command.get("hours")), _day(command.get("start"))
        self._runs = _with_runs(self._runs, command.get("runs"))
        try:
            return self._show(self._present())
        except MMReadyError:
            self._hours, self._start, self._runs = before
            raise

    def _look(self, command: Command) -> Reply:
        self._sitting = self._find()
        if self._sitting is None:
            raise LearnerInputError(t("No check is saved yet."))
        return self._show(self._present())

    def _save(self, command: Command) -> Reply:
        sitting = self._held()
        view = plan_view(sitting.bank, self._plan(sitting))
        name = f"mmready-plan-{self._first_day().isoformat()}.html"
        return {"file": {"name": name, "type": "text/html", "text": page(view.heading, plan_html(view))}}

    def _held(self) -> Sitting:
        if self._sitting is None:
            raise LearnerInputError(t("No check is saved yet."))
        return self._sitting

    def _first_day(self) -> datetime.date:
        return self._start or self._today()

    def _run(self, course: str, taken: Mapping[str, datetime.date]) -> str:
        """The start of the run that the plan takes, else of the first that was given, as a date field takes it."""
        if course in taken:
            return taken[course].isoformat()
        given = (self._runs or {}).get(course, ())
        days = [given] if isinstance(given, (str, datetime.date)) else list(given)
        return str(min(map(str, days), default=""))

    def _plan(self, sitting: Sitting) -> StudyPlan:
        return sitting.plan(self._hours, self._first_day(), self._runs)

    def _show(self, screen: Mapping[str, Any]) -> Reply:
        self.screen = screen
        return {"screen": screen}

    def _present(self) -> Mapping[str, Any]:
        back = [{"text": self._back, "look": "", "command": "leave"}] if self._back else []
        if self._sitting is None:
            told = f'<h2 tabindex="-1">{t("No check is saved yet")}</h2><p>{t(NOTHING)}</p>'
            again = {"text": t("Look again"), "look": "primary", "command": "look"}
            return {"name": "page", "sitting": "", "html": told, "say": "", "actions": [again, *back]}
        bank = self._sitting.bank
        plan = self._plan(self._sitting)
        view = plan_view(bank, plan)
        taken = {block.course: block.start for block in plan.blocks if block.what != "study"}
        runs = [{"id": name, "title": _called(bank, name), "value": self._run(name, taken)} for name in view.courses]
        return {
            "name": "plan",
            "sitting": self._sitting.id,
            "html": plan_html(view),
            "say": t("Plan. {heading}", heading=view.heading),
            "hours": f"{self._hours:g}",
            "start": self._first_day().isoformat(),
            "runs": runs,
            "actions": [{"text": t("Save the plan"), "look": "primary", "command": "save"}, *back],
        }


def _hours(value: Any) -> float:
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        raise LearnerInputError(t("Hours a week should be a number such as 8, not “{value}”.", value=value)) from None


def _with_runs(runs: Runs | None, given: Any) -> Runs | None:
    """The runs, with the days that the page gives for some courses in their place; an empty day takes one away."""
    if not isinstance(given, Mapping):
        return runs
    days = {str(name): [_day(value)] for name, value in given.items() if value}
    return {**{name: list(kept) for name, kept in (runs or {}).items() if name not in given}, **days}


def _called(bank: Bank, course: str) -> str:
    found = bank.courses[course]
    return found.id if found.measured else found.title


def _day(value: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise LearnerInputError(t("The first day should be a date, for example 2027-01-11.")) from None

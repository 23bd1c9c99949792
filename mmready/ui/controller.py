"""What happens on each command of the page. Holds the sitting, which is never synced; knows no widget.

A command is a mapping with ``do``; the reply holds ``screen`` when another screen is to be shown, ``error`` when
something could not be done (nothing is lost then), ``unread`` when an answer does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mmready.api import since_last
from mmready.errors import LearnerInputError, MMReadyError
from mmready.session import Sitting, resume
from mmready.translation import marked, t
from mmready.ui.background import background_json, told_in
from mmready.ui.commands import Command, Reply, carry_out, comment_text
from mmready.ui.kept import earlier, newest, readable
from mmready.ui.opening import start_json
from mmready.ui.questions import head_json, preview, question_json
from mmready.ui.reviewing import due_by_day, due_line, due_today
from mmready.ui.surroundings import Surroundings
from mmready.values import dataclass

# What the first question does not need is imported where it is first used, so that nobody waits for it at the start.
if TYPE_CHECKING:
    from mmready.advising import ReadinessChange
    from mmready.domain.bank import Bank
    from mmready.domain.estimate import State
    from mmready.domain.response import Judgement
    from mmready.domain.variant import Variant
    from mmready.ui.mydata import MyData
    from mmready.ui.planning import Planning
    from mmready.ui.practising import Practising

__all__ = ["Controller", "Surroundings"]

BACK, BACK_TO_START = marked("Back to what to study"), marked("Back to the start")
NOTED = marked("Marked as “I don’t know yet”. That helps us too.")


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that feedback is being shown on."""

    variant: Variant
    value: Any
    judgement: Judgement
    change: tuple[State, State] | None


class Controller:
    """Reacts to commands; ``screen`` is what is shown now."""

    def __init__(self, bank: Bank, courses: Sequence[str], around: Surroundings) -> None:
        self._bank, self._courses, self._around = bank, tuple(courses), around
        self._sitting: Sitting | None = None
        self._given: Given | None = None
        self._see = "each"
        self._inside: Practising | Planning | MyData | None = None
        self._said = ""
        self.screen: Mapping[str, Any] = self._start_screen()

    def obey(self, command: Command) -> Reply:
        """Carry out a command. Never raises: what goes wrong is said in the reply, and the answers so far are safe."""
        known: dict[str, Callable[[Command], Reply]] = {
            "start": self._start,
            "resume": self._resume,
            "answer": self._answer,
            "dont_know": self._dont_know,
            "next": self._next,
            "preview": self._preview,
            "run": self._run,
            "flag": self._flag,
            "comment": self._comment,
            "pause": self._pause,
            "carry_on": self._next,
            "end": self._end,
            "extend": self._extend,
            "verdict": self._verdict,
            "gaps": self._gaps,
            "what_if": self._what_if,
            "map": self._map,
            "restart": self._restart,
            "report": self._report,
            "hand_in": self._hand_in,
            "download": self._download,
            "data": self._data,
            "review": self._review,
            "retest": self._retest,
            "practise": self._practise,
            "plan": self._plan,
            "leave": self._leave,
        }
        if self._inside is not None and command.get("do") != "leave":
            reply = self._inside.obey(command)
            self.screen = self._inside.screen
            return reply
        return carry_out(known, command)

    # -- beginning -------------------------------------------------------------------------------------------------

    def _start_screen(self) -> Mapping[str, Any]:
        kept = newest(self._around.store, self._open_again)
        around, bank = self._around, self._bank
        before = earlier(around.store, kept.sitting if kept else "")
        due, today = due_by_day(bank, around.store), around.clock().date()
        if around.fleeting:
            from mmready.ui.mydata import notice
        return {
            **start_json(bank, self._courses, kept, around.where, before),
            "background": background_json(bank),
            "notice": notice() if around.fleeting else "",
            "review": {"text": due_line(bank, due, today), "now": bool(due_today(due, today))} if due else None,
            "mine": any(True for _ in around.store.sittings()),
        }

    def _open_again(self, name: str) -> Sitting:
        return resume(self._around.store, name, self._bank, runner=self._around.runner)

    def _start(self, command: Command) -> Reply:
        courses = [str(course) for course in command.get("courses") or ()]
        sitting = Sitting(
            self._bank,
            courses,
            self._around.seed(),
            self._around.store,
            str(command.get("length") or "standard"),
            runner=self._around.runner,
            at=self._now(),
            earlier=readable(self._around.store) if command.get("before") else (),
            background=told_in(command),
        )
        self._see = "end" if command.get("see") == "end" else "each"
        return self._begin(sitting)

    def _resume(self, command: Command) -> Reply:
        return self._begin(self._open_again(str(command.get("sitting"))))

    def _begin(self, sitting: Sitting) -> Reply:
        self._sitting, self._given, self._said = sitting, None, ""
        return self._show(self._present_screen())

    def _restart(self, command: Command) -> Reply:
        self._sitting = self._given = None
        return self._show(self._start_screen())

    # -- answering -------------------------------------------------------------------------------------------------

    def _answer(self, command: Command) -> Reply:
        sitting, variant = self._asked(command)
        if variant is None:
            return {"screen": self.screen}
        from mmready.ui.responses import response_of

        value = command.get("value")
        before = self._state(sitting, variant)
        judgement = sitting.answer(response_of(variant, value), self._now(), sure=command.get("sure"))
        if not judgement.counts:
            from mmready.ui.feedback import unread_json

            return {"unread": unread_json(judgement)}
        return self._answered(variant, value, judgement, before)

    def _dont_know(self, command: Command) -> Reply:
        sitting, variant = self._asked(command)
        if variant is None:
            return {"screen": self.screen}
        sitting.dont_know(self._now())
        self._said = t(NOTED)
        return self._show(self._present_screen())

    def _answered(self, variant: Variant, value: Any, judgement: Judgement, before: State | None) -> Reply:
        sitting = self._held()
        self._said = ""
        if self._see == "end":
            return self._show(self._present_screen())
        after = self._state(sitting, variant)
        self._given = Given(variant, value, judgement, (before, after) if before and after else None)
        return self._show(self._feedback_screen(self._given))

    def _state(self, sitting: Sitting, variant: Variant) -> State | None:
        from mmready.ui.reading import state_of_skill

        return state_of_skill(sitting, variant.skill)

    def _next(self, command: Command) -> Reply:
        self._held()
        self._given = None
        return self._show(self._present_screen())

    def _preview(self, command: Command) -> Reply:
        _, variant = self._asked(command)
        if variant is None:
            return {"outcome": "empty"}
        from mmready.ui.responses import response_of

        blank = command.get("blank")
        value = command.get("value")
        response = response_of(variant, value) if blank is None else str(value or "")
        return preview(variant, response, None if blank is None else str(blank))

    def _run(self, command: Command) -> Reply:
        _, variant = self._asked(command)
        if variant is None or variant.kind != "function":
            raise LearnerInputError(t("there is no function to test here"))
        if self._around.runner is None:
            raise LearnerInputError(t("Python code cannot be run here"))
        from mmready.ui.runs import tests_json

        return {"tests": tests_json(variant, str(command.get("source") or ""), self._around.runner)}

    def _flag(self, command: Command) -> Reply:
        what = "flag" if command.get("on") else "unflag"
        self._held().note(what, at=self._now(), number=int(command.get("number") or 0))
        return {}

    def _comment(self, command: Command) -> Reply:
        text = comment_text(command)
        self._held().note("comment", text, self._now(), number=int(command.get("number") or 0))
        return {}

    # -- stopping and reading ----------------------------------------------------------------------------------------

    def _pause(self, command: Command) -> Reply:
        from mmready.ui.reading import pause_json

        return self._show(pause_json(self._held(), self._around.fleeting))

    def _end(self, command: Command) -> Reply:
        self._held().end(self._now())
        self._given = None
        return self._show(self._present_screen())

    def _extend(self, command: Command) -> Reply:
        """Go on with questions around what seems to be missing."""
        sitting = self._held()
        sitting.extend(at=self._now())
        return self._show(self._present_screen())

    def _verdict(self, command: Command) -> Reply:
        return self._show(self._verdict_screen(self._held()))

    def _gaps(self, command: Command) -> Reply:
        from mmready.ui.reading import gaps_json

        return self._show(gaps_json(self._held()))

    def _what_if(self, command: Command) -> Reply:
        from mmready.ui.tryout import tried

        sitting = self._held()
        return tried(sitting, sitting.study_lists(), command.get("skills"))

    def _map(self, command: Command) -> Reply:
        from mmready.ui.reading import map_json

        return self._show(map_json(self._held()))

    def _report(self, command: Command) -> Reply:
        from mmready.ui.reading import report_file

        sitting = self._held()
        return {"file": report_file(sitting, self._now(), self._changes(sitting))}

    def _hand_in(self, command: Command) -> Reply:
        from mmready.ui.reading import result_file

        return {"file": result_file(self._held(), str(command.get("name") or ""))}

    def _download(self, command: Command) -> Reply:
        from mmready.ui.mydata import data_file

        return {"file": data_file(self._around)}

    # -- screens inside this one: practice, the plan, my data ----------------------------------------------------------

    def _enter(self, inside: Practising | Planning | MyData) -> Reply:
        self._inside = inside
        return self._show(inside.screen)

    def _data(self, command: Command) -> Reply:
        from mmready.ui.mydata import MyData

        return self._enter(MyData(self._around, t(BACK_TO_START)))

    def _review(self, command: Command) -> Reply:
        from mmready.ui.practising import Practising, begin_practice

        around, bank = self._around, self._bank
        skills = due_today(due_by_day(bank, around.store), around.clock().date())
        return self._enter(Practising(lambda: begin_practice(bank, skills, around), around, t(BACK_TO_START)))

    def _retest(self, command: Command) -> Reply:
        """Ask what was not right in the check once more, as a quiz that no verdict takes into account."""
        from mmready.ui.practising import Practising, begin_retest

        missed = [answer.question for answer in self._held().evidence if answer.points < 1]
        around, bank = self._around, self._bank
        return self._enter(Practising(lambda: begin_retest(bank, missed, around), around, t(BACK)))

    def _practise(self, command: Command) -> Reply:
        from mmready.ui.practising import Practising, begin_practice
        from mmready.ui.reading import first_to_study

        skill = first_to_study(self._held())
        if skill is None:
            raise LearnerInputError(t("there is nothing to practise for these courses"))
        around = self._around
        return self._enter(Practising(lambda: begin_practice(self._bank, (skill,), around), around, t(BACK)))

    def _plan(self, command: Command) -> Reply:
        from mmready.ui.planning import Planning

        sitting = self._held()
        return self._enter(Planning(lambda: sitting, lambda: self._around.clock().date(), back=t(BACK)))

    def _leave(self, command: Command) -> Reply:
        self._inside = None
        return self._restart(command) if self._sitting is None else self._gaps(command)

    # -- screens -----------------------------------------------------------------------------------------------------

    def _show(self, screen: Mapping[str, Any]) -> Reply:
        self.screen = screen
        return {"screen": screen}

    def _present_screen(self) -> Mapping[str, Any]:
        """The question now asked, the feedback that still stands, or the verdict."""
        sitting = self._held()
        if self._given is not None:
            return self._feedback_screen(self._given)
        if sitting.variant is None:
            return self._verdict_screen(sitting)
        number = sitting.number + 1
        return {
            "name": "question",
            **head_json(sitting, number),
            "said": self._said,
            **question_json(sitting.variant, self._around.runner is not None),
        }

    def _verdict_screen(self, sitting: Sitting) -> Mapping[str, Any]:
        from mmready.ui.reading import verdict_json

        return verdict_json(sitting, self._now(), self._around.fleeting, self._changes(sitting))

    def _changes(self, sitting: Sitting) -> Sequence[ReadinessChange]:
        """What moved since the check before this one; nothing where there is none, or it cannot be read."""
        try:
            return since_last(self._around.store, sitting)
        except (MMReadyError, OSError):
            return ()

    def _feedback_screen(self, given: Given) -> Mapping[str, Any]:
        from mmready.ui.feedback import feedback_json

        sitting = self._held()
        return {
            "name": "question",
            **head_json(sitting, sitting.number),
            "said": "",
            **question_json(given.variant, self._around.runner is not None),
            "given": given.value,
            "feedback": feedback_json(
                self._bank, given.variant, given.judgement, sitting.courses, given.change, sitting.ended
            ),
        }

    def _held(self) -> Sitting:
        if self._sitting is None:
            raise LearnerInputError(t("start a check first"))
        return self._sitting

    def _asked(self, command: Command) -> tuple[Sitting, Variant | None]:
        """The sitting, and the question that the command speaks of; None where the page is behind."""
        sitting = self._held()
        behind = self._given is not None or command.get("number") != sitting.number + 1
        return sitting, None if behind else sitting.variant

    def _now(self) -> str:
        return self._around.clock().isoformat(timespec="seconds")

"""Practice as screens: a question with hints, the worked solution after the answer, and a plain closing page.

Holds the practice, which is never synced. A solution is on a screen only while its own question stands.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mmready.domain.bank import Bank
from mmready.errors import LearnerInputError
from mmready.report.markdown import to_html
from mmready.report.marks import mark
from mmready.report.view import OUTCOMES
from mmready.report.words import count, in_sentence, listed, small, subject_name
from mmready.session import Practice
from mmready.session.practice import MASTERED, Done
from mmready.translation import foreign, marked, t, tn
from mmready.ui.commands import Command, Reply, carry_out, comment_text
from mmready.ui.feedback import feedback_json, unread_json
from mmready.ui.questions import preview, question_json
from mmready.ui.responses import response_of
from mmready.ui.reviewing import due_by_day, due_line
from mmready.ui.runs import tests_json
from mmready.ui.surroundings import Surroundings

__all__ = ["Practising", "begin_practice", "begin_retest"]

NOT_YET = marked("Nothing is answered yet.")
MOST_NAMED = 2  # names of skills that fit the head of a question


def begin_practice(bank: Bank, wanted: tuple[str, ...], around: Surroundings, count: int | None = None) -> Practice:
    """A practice that begins now."""
    at = around.clock().isoformat(timespec="seconds")
    return Practice(bank, wanted, around.seed(), around.store, around.runner, count=count, at=at)


def begin_retest(bank: Bank, missed: Sequence[str], around: Surroundings) -> Practice:
    """A quiz that begins now, on the questions that were not right, each with other numbers."""
    asked = tuple(dict.fromkeys(question for question in missed if question in bank.questions))
    if not asked:
        raise LearnerInputError(t("nothing was missed, so there is nothing to ask again"))
    return begin_practice(bank, asked, around, len(asked))


@dataclass(frozen=True, slots=True)
class _Shown:
    """The answer whose feedback stands on the screen."""

    done: Done
    value: Any


class Practising:
    """Reacts to commands; ``screen`` is what is shown now.

    ``begin`` starts a practice anew; ``back`` is the text of a button that leads back, where there is somewhere to go;
    ``kept`` is a practice to carry on with in place of a new one.
    """

    def __init__(
        self, begin: Callable[[], Practice], around: Surroundings, back: str = "", kept: Practice | None = None
    ) -> None:
        self._begin, self._around, self._back = begin, around, back
        self._enter(kept or begin())
        self.screen: Mapping[str, Any] = self._present()

    def _enter(self, practice: Practice) -> None:
        self._practice = practice
        self._shown: _Shown | None = None

    def obey(self, command: Command) -> Reply:
        """Carry out a command. Never raises."""
        known: dict[str, Callable[[Command], Reply]] = {
            "answer": self._answer,
            "dont_know": self._dont_know,
            "hint": self._hint,
            "next": self._next,
            "preview": self._preview,
            "run": self._run,
            "flag": self._flag,
            "comment": self._comment,
            "pause": self._pause,
            "carry_on": self._carry_on,
            "end": self._end,
            "again": self._again,
            "retest": self._retest,
        }
        return carry_out(known, command)

    # -- answering -------------------------------------------------------------------------------------------------

    def _answer(self, command: Command) -> Reply:
        if self._behind(command):
            return {"screen": self.screen}
        practice, variant, value = self._practice, self._practice.variant, command.get("value")
        if variant is None:
            return {"screen": self.screen}
        judgement = practice.answer(response_of(variant, value), self._now())
        if not judgement.counts:
            return {"unread": unread_json(judgement)}
        self._shown = _Shown(practice.done[-1], value)
        return self._show(self._present())

    def _dont_know(self, command: Command) -> Reply:
        if not self._behind(command):
            self._practice.dont_know(self._now())
            self._shown = _Shown(self._practice.done[-1], None)
        return self._show(self._present())

    def _hint(self, command: Command) -> Reply:
        if not self._behind(command):
            self._practice.hint(self._now())
        return self._show(self._present())

    def _next(self, command: Command) -> Reply:
        self._shown = None
        return self._show(self._present())

    def _preview(self, command: Command) -> Reply:
        variant = self._practice.variant
        if variant is None or self._behind(command):
            return {"outcome": "empty"}
        blank, value = command.get("blank"), command.get("value")
        response = response_of(variant, value) if blank is None else str(value or "")
        return preview(variant, response, None if blank is None else str(blank))

    def _run(self, command: Command) -> Reply:
        variant = self._practice.variant
        if variant is None or variant.kind != "function" or self._behind(command):
            raise LearnerInputError(t("there is no function to test here"))
        if self._around.runner is None:
            raise LearnerInputError(t("Python code cannot be run here"))
        return {"tests": tests_json(variant, str(command.get("source") or ""), self._around.runner)}

    def _flag(self, command: Command) -> Reply:
        number, on = int(command.get("number") or 0), bool(command.get("on"))
        self._practice.note("flag" if on else "unflag", at=self._now(), number=number)
        return {}

    def _comment(self, command: Command) -> Reply:
        number, text = int(command.get("number") or 0), comment_text(command)
        self._practice.note("comment", text, self._now(), number)
        return {}

    def _behind(self, command: Command) -> bool:
        """Whether the page speaks of another question than the one that is asked now."""
        return self._shown is not None or command.get("number") != self._practice.number + 1

    # -- stopping ----------------------------------------------------------------------------------------------------

    def _pause(self, command: Command) -> Reply:
        return self._show(self._pause_screen())

    def _carry_on(self, command: Command) -> Reply:
        return self._show(self._present())

    def _end(self, command: Command) -> Reply:
        self._practice.end(self._now())
        self._shown = None
        return self._show(self._present())

    def _again(self, command: Command) -> Reply:
        self._enter(self._begin())
        return self._show(self._present())

    def _retest(self, command: Command) -> Reply:
        missed = [done.variant.question for done in self._practice.done if not done.right]
        self._enter(begin_retest(self._practice.bank, missed, self._around))
        return self._show(self._present())

    # -- screens -----------------------------------------------------------------------------------------------------

    def _show(self, screen: Mapping[str, Any]) -> Reply:
        self.screen = screen
        return {"screen": screen}

    def _present(self) -> Mapping[str, Any]:
        """The question now asked, the feedback that still stands, or the closing page."""
        practice, can_run = self._practice, self._around.runner is not None
        if self._shown is not None:
            return self._feedback_screen(self._shown)
        if practice.variant is None:
            return self._closing_screen()
        return {
            "name": "question",
            **self._head(practice.number + 1),
            **question_json(practice.variant, can_run),
            "sure": False,
            "hints": [to_html(hint, figures=practice.variant.figures) for hint in practice.hints],
            "more_hints": practice.more_hints,
        }

    def _feedback_screen(self, shown: _Shown) -> Mapping[str, Any]:
        practice, done = self._practice, shown.done
        variant = done.variant
        told = feedback_json(practice.bank, variant, done.judgement, (), None, practice.ended)
        solution = to_html(practice.solution(done), figures=variant.figures)
        given = {} if done.judgement.outcome == "dont_know" else {"given": shown.value}
        return {
            "name": "question",
            **self._head(practice.number),
            **question_json(variant, self._around.runner is not None),
            "sure": False,
            "hints": [to_html(hint, figures=variant.figures) for hint in variant.hints[: done.hints]],
            "more_hints": 0,
            **given,
            "feedback": {
                **told,
                "changes": self._standing(done),
                "why": f'<div class="solution"><p class="label">{t("Worked solution")}</p>{_content(solution)}</div>'
                if solution
                else "",
                "next": t("See how it went") if practice.ended else t("Next question"),
            },
        }

    def _head(self, number: int) -> dict[str, Any]:
        practice = self._practice
        total = max(number, practice.about)
        remark = next((one for one in practice.remarks if one.number == number), None)
        about = marked("Question {n} of {total}") if practice.count else marked("Question {n} of about {total}")
        return {
            "mode": self._mode(),
            "sitting": practice.id,
            "number": number,
            "about": t(about, n=number, total=total),
            "done": round(practice.number / total, 3),
            "flagged": remark is not None and remark.flagged,
            "comment": remark.comment if remark else "",
            "said": "",
        }

    def _mode(self) -> str:
        kind = t("Quiz") if self._practice.count else t("Practice")
        skills = [topic.skill for topic in self._practice.topics]
        if len(skills) <= MOST_NAMED:
            return f"{kind}: {listed([in_sentence(self._name(skill)) for skill in skills])}"
        subjects = {found.subject for skill in skills if (found := self._practice.bank.skills.get(skill))}
        return f"{kind}: {subject_name(subjects.pop()) if len(subjects) == 1 else count(len(skills), 'skill')}"

    def _name(self, skill: str) -> str:
        found = self._practice.bank.skills.get(skill)
        return found.name if found else skill

    def _standing(self, done: Done) -> str:
        """How many right in a row are still missing on this skill; a quiz has no such aim."""
        if self._practice.count:
            return ""
        missing = self._practice.missing(done.skill)
        name = self._name(done.skill)
        if not missing:
            aim = _aim(self._practice, done.skill)
            return t("{skill}: {right_in_a_row}. That is what we practise for.", skill=name, right_in_a_row=aim)
        left = small(missing)
        return tn(
            "{skill}: {number} more right in a row to go.",
            "{skill}: {number} more right in a row to go.",
            missing,
            skill=name,
            number=left,
        )

    def _pause_screen(self) -> Mapping[str, Any]:
        practice = self._practice
        saved = tn("Your {n} answer is saved.", "Your {n} answers are saved.", practice.number)
        later = t("You can close this page and carry on another day: run {call}.", call="mmready.practise()")
        text = f"{saved} {later}" if practice.number else t(NOT_YET)
        return _page(
            practice.id,
            t("Paused"),
            f"<p>{html.escape(text)}</p>",
            [
                {"text": t("Carry on"), "look": "primary", "command": "carry_on"},
                {"text": t("Finish here"), "look": "", "command": "end"},
            ],
        )

    def _closing_screen(self) -> Mapping[str, Any]:
        practice = self._practice
        back = [{"text": self._back, "look": "", "command": "leave"}] if self._back else []
        missed = not all(done.right for done in practice.done)
        anew = [{"text": t("Retest what was missed"), "look": "primary", "command": "retest"}] if missed else []
        again = {"text": t("Practise again"), "look": "" if anew else "primary", "command": "again"}
        inside = _answers(practice, self._name) + self._next_time()
        return _page(practice.id, self._finding(), inside, [*anew, again, *back])

    def _next_time(self) -> str:
        """On which days practised skills are worth another look."""
        bank, today = self._practice.bank, self._around.clock().date()
        line = due_line(bank, due_by_day(bank, self._around.store), today)
        return f'<p class="next-time">{html.escape(line)}</p>' if line else ""

    def _finding(self) -> str:
        practice = self._practice
        right = sum(done.right for done in practice.done)
        if not practice.number:
            return t("Nothing is answered yet")
        if practice.count is None and len(practice.mastered) == len(practice.topics):
            return t("Every skill is practised") if len(practice.topics) > 1 else self._alone()
        return t("{right} of {n} right", right=right, n=practice.number)

    def _alone(self) -> str:
        skill = self._practice.topics[0].skill
        return f"{self._name(skill)}: {_aim(self._practice, skill)}"

    def _now(self) -> str:
        return self._around.clock().isoformat(timespec="seconds")


def _content(inside: str) -> str:
    """A text of the bank, which keeps its own language."""
    return f"<div{foreign()}>{inside}</div>" if foreign() else inside


def _aim(practice: Practice, skill: str) -> str:
    row = practice.row(skill)
    if row >= MASTERED:
        return t("{number} right in a row", number=small(MASTERED))
    return t("all that we have was right in a row")


def _page(sitting: str, heading: str, inside: str, actions: list[dict[str, Any]]) -> Mapping[str, Any]:
    return {
        "name": "page",
        "sitting": sitting,
        "html": f'<h2 tabindex="-1">{html.escape(heading)}</h2>{inside}',
        "say": heading,
        "actions": actions,
    }


def _answers(practice: Practice, name: Callable[[str], str]) -> str:
    """Every answer by number, and the skills that are not there yet."""
    rows = "".join(_row(number, name(done.skill), done) for number, done in enumerate(practice.done, 1))
    heads = "".join(f'<th scope="col">{title}</th>' for title in (t("Question"), t("Skill"), t("Outcome")))
    head = f'<caption class="vh">{t("Your answers")}</caption><thead><tr>{heads}</tr></thead>'
    table = f'<table class="answers">{head}<tbody>{rows}</tbody></table>'
    left = [in_sentence(name(topic.skill)) for topic in practice.topics if topic.skill not in practice.mastered]
    still = t("Still to practise: {skills}.", skills=html.escape(listed(left)))
    more = f"<p>{still}</p>" if left and practice.count is None else ""
    note = f'<p class="note">{t("Practice never changes a verdict: only a check does.")}</p>'
    return (table if rows else "") + more + note


def _row(number: int, skill: str, done: Done) -> str:
    said, sign = OUTCOMES[done.judgement.outcome]
    said = t("{outcome}, with {hints}", outcome=t(said), hints=count(done.hints, "hint")) if done.hints else t(said)
    return (
        f'<tr><td class="c-quiet">{number}</td><th scope="row">{html.escape(skill)}</th>'
        f"<td>{mark(sign)} {html.escape(said)}</td></tr>"
    )

"""The screen of ``mmready.practise()``: what is due, what can be carried on, subjects to choose from."""

from __future__ import annotations

import contextlib
import datetime
import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mmready.domain.bank import Bank
from mmready.errors import MMReadyError
from mmready.report.words import count, small, subject_name
from mmready.session import Practice, practices, resume_practice
from mmready.translation import marked, t, tn
from mmready.ui.commands import Command, Reply, carry_out
from mmready.ui.practising import Practising, begin_practice
from mmready.ui.reviewing import Due, due_by_day, due_today, named, when
from mmready.ui.surroundings import Surroundings

__all__ = ["PracticeHome"]

BACK = marked("Back to what to practise")


class PracticeHome:
    """Reacts to commands; ``screen`` is what is shown now."""

    def __init__(self, bank: Bank, around: Surroundings) -> None:
        self._bank, self._around = bank, around
        self._inside: Practising | None = None
        self.screen: Mapping[str, Any] = self._present()

    def obey(self, command: Command) -> Reply:
        """Carry out a command. Never raises."""
        if self._inside is not None and command.get("do") != "leave":
            reply = self._inside.obey(command)
            self.screen = self._inside.screen
            return reply
        known: dict[str, Callable[[Command], Reply]] = {
            "begin": self._begin,
            "resume": self._resume,
            "leave": self._leave,
        }
        return carry_out(known, command)

    def _begin(self, command: Command) -> Reply:
        wanted = tuple(str(name) for name in command.get("wanted") or ())
        around, bank = self._around, self._bank
        self._inside = Practising(lambda: begin_practice(bank, wanted, around), around, t(BACK))
        return self._show(self._inside.screen)

    def _resume(self, command: Command) -> Reply:
        around, bank = self._around, self._bank
        kept = resume_practice(around.store, str(command.get("sitting")), bank, runner=around.runner)
        skills = tuple(topic.skill for topic in kept.topics)
        self._inside = Practising(lambda: begin_practice(bank, skills, around, kept.count), around, t(BACK), kept)
        return self._show(self._inside.screen)

    def _leave(self, command: Command) -> Reply:
        self._inside = None
        return self._show(self._present())

    def _show(self, screen: Mapping[str, Any]) -> Reply:
        self.screen = screen
        return {"screen": screen}

    def _present(self) -> Mapping[str, Any]:
        bank, today = self._bank, self._around.clock().date()
        due = due_by_day(bank, self._around.store)
        now, kept = due_today(due, today), self._unfinished()
        heading = _heading(bank, due, now, today)
        actions: list[dict[str, Any]] = []
        if now:
            text = tn("Review it now", "Review these {n} skills", len(now))
            actions.append({"text": text, "command": "begin", "more": {"wanted": list(now)}})
        if kept is not None:
            skills = named(bank, [topic.skill for topic in kept.topics])
            text = t("Carry on: {skills}, {answers}", skills=skills, answers=count(kept.number, "answer"))
            actions.append({"text": text, "command": "resume", "more": {"sitting": kept.id}})
        subjects = dict.fromkeys(card.subject for card in bank.questions.values())
        for subject in subjects:
            text = t("Practise {what}", what=subject_name(subject))
            actions.append({"text": text, "command": "begin", "more": {"wanted": [subject]}})
        looks = ["primary", *[""] * len(actions)]
        return {
            "name": "page",
            "sitting": "",
            "html": f'<h2 tabindex="-1">{html.escape(heading)}</h2>{_table(bank, due, today)}',
            "say": heading,
            "actions": [{**action, "look": look} for action, look in zip(actions, looks, strict=False)],
        }

    def _unfinished(self) -> Practice | None:
        """The newest practice that can be carried on."""
        around = self._around
        with contextlib.suppress(MMReadyError, OSError):
            for name in practices(around.store):
                with contextlib.suppress(MMReadyError):
                    found = resume_practice(around.store, name, self._bank, runner=around.runner)
                    if found.number and not found.ended:
                        return found
        return None


def _heading(bank: Bank, due: Due, now: Sequence[str], today: datetime.date) -> str:
    if not due:
        return t("Choose what to practise")
    if now:
        number = small(len(now)).capitalize()
        return tn("{number} skill is due today", "{number} skills are due today", len(now), number=number)
    return t("Nothing is due today: next {when}", when=when(min(due.values()), today))


def _table(bank: Bank, due: Due, today: datetime.date) -> str:
    if not due:
        text = t(
            "Questions come with hints, and with a worked solution after each answer. A skill is practised when three "
            "are right in a row; then we say on which day to look at it again."
        )
        return f"<p>{text}</p>"
    rows = "".join(
        f'<tr><th scope="row">{html.escape(bank.skills[skill].name if skill in bank.skills else skill)}</th>'
        f"<td>{t('today') if on <= today else html.escape(when(on, today))}</td></tr>"
        for skill, on in due.items()
    )
    heads = "".join(f'<th scope="col">{title}</th>' for title in (t("Practised"), t("Look at it again")))
    head = f'<caption class="vh">{t("What you practised")}</caption><thead><tr>{heads}</tr></thead>'
    return f'<table class="due">{head}<tbody>{rows}</tbody></table>'

"""Spaced review in words: what is due today, and what comes next."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping, Sequence

from mmready.domain.bank import Bank
from mmready.domain.events import Event, Store
from mmready.errors import MMReadyError
from mmready.progress import due_dates
from mmready.report.words import count, day, in_sentence, joined, listed, weekday
from mmready.session import is_practice
from mmready.translation import t

__all__ = ["Due", "due_by_day", "due_line", "due_today", "named", "when"]

NAMED = 3  # names of skills that a line holds
Due = Mapping[str, datetime.date]


def due_by_day(bank: Bank, store: Store) -> Due:
    """The day on which each practised skill is due, from what is saved; files that cannot be read are passed over."""
    saved: list[Sequence[Event]] = []
    with contextlib.suppress(MMReadyError, OSError):
        for name in store.sittings():
            with contextlib.suppress(MMReadyError):
                saved.append(store.read(name))
    return due_dates(filter(is_practice, saved), {card.id: card.skill for card in bank.questions.values()})


def due_today(due: Due, today: datetime.date) -> tuple[str, ...]:
    """The skills that are due, longest first."""
    return tuple(skill for skill, on in due.items() if on <= today)


def due_line(bank: Bank, due: Due, today: datetime.date) -> str:
    """``Due today: 3 skills. Next on Tuesday: chain rule.``; empty where nothing was practised."""
    now = due_today(due, today)
    later = min((on for on in due.values() if on > today), default=None)
    parts = [t("Due today: {skills}.", skills=count(len(now), "skill"))] if due else []
    if later is not None:
        skills = [skill for skill, on in due.items() if on == later]
        parts.append(t("Next {when}: {skills}.", when=when(later, today), skills=named(bank, skills)))
    return " ".join(parts)


def when(on: datetime.date, today: datetime.date) -> str:
    """``tomorrow``, ``on Tuesday`` within a week, else ``on 14 December``."""
    ahead = (on - today).days
    if ahead == 1:
        return t("tomorrow")
    if ahead < 7:
        return t("on {weekday}", weekday=weekday(on))
    return t("on {date}", date=day(on, year=on.year != today.year))


def named(bank: Bank, skills: Sequence[str]) -> str:
    """The names of skills inside a sentence; of many the first two."""
    names = [in_sentence(bank.skills[skill].name) if skill in bank.skills else skill for skill in skills]
    return listed(names) if len(names) <= NAMED else joined([", ".join(names[:2]), t("{n} more", n=len(names) - 2)])

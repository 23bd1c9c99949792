"""``mmready.check``: the whole sitting as one widget."""

from __future__ import annotations

import datetime
import html
import secrets
import sys

import ipywidgets
from mmready.api import default_runner, load_bank
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.domain.runner import Runner
from mmready.errors import LearnerInputError, RunnerError
from mmready.progress import FileStore, home
from mmready.session.state import measured_courses
from mmready.ui.controller import Controller, Surroundings
from mmready.ui.screen import Screen

__all__ = ["Check", "check"]


class Check(ipywidgets.VBox):  # type: ignore[misc]
    """A readiness check in a notebook. What it knows of keys and answers stays in Python; only the screen is synced."""

    def __init__(self, bank: Bank, courses: tuple[str, ...], around: Surroundings, called: str) -> None:
        self._called = called
        self._controller = Controller(bank, courses, around)
        super().__init__([Screen(self._controller.screen, self._controller.obey)])

    def __repr__(self) -> str:
        return self._called


def check(*courses: str, seed: int | None = None, bank: Bank | None = None, store: Store | None = None) -> Check:
    """A readiness check for these courses (all of them where none is named), to show in a notebook.

    ``seed`` gives the same questions each time; ``bank`` is another question bank; ``store`` is where answers are kept
    (a folder of this computer). Raises LearnerInputError for a course that the bank does not have or cannot measure.
    """
    used = bank or load_bank()
    known = measured_courses(used)
    unknown = [course for course in courses if course not in known]
    if unknown:
        raise LearnerInputError(f"there is no course {unknown[0]!r} to measure; choose from {', '.join(known)}")
    folder = home() / "sittings"
    around = Surroundings(
        clock=_now,
        seed=(lambda: secrets.randbelow(2**31)) if seed is None else (lambda: seed),
        store=store or FileStore(folder),
        runner=_runner(),
        where=_where(str(folder), store),
    )
    return Check(used, courses or known, around, _call(courses, seed))


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()  # noqa: DTZ005, TID251 - the learner's own day, made aware at once


def _runner() -> Runner | None:
    """What runs Python answers; questions that need it are left out where there is none."""
    try:
        return default_runner()
    except RunnerError:
        return None


def _where(folder: str, store: Store | None) -> str:
    if store is not None:
        return "the store that was given"
    if sys.platform == "emscripten":
        return "this browser"
    return f"the folder <code>{html.escape(folder)}</code> on this computer"


def _call(courses: tuple[str, ...], seed: int | None) -> str:
    """The call as it was made: a name that is the same each time, for stored outputs."""
    words = [repr(course) for course in courses] + ([] if seed is None else [f"seed={seed}"])
    return f"mmready.check({', '.join(words)})"

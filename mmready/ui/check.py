"""``mmready.check``: the whole sitting as one widget."""

from __future__ import annotations

from pathlib import Path

from mmready.api import bank_of
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.errors import LearnerInputError
from mmready.lazy import uninterrupted
from mmready.session.state import measured_courses
from mmready.ui.controller import Controller
from mmready.ui.edge import surroundings
from mmready.ui.screen import Opened, Screen
from mmready.ui.surroundings import Surroundings

__all__ = ["Check", "check"]


class Check(Opened):
    """A readiness check in a notebook. What it knows of keys and answers stays in Python; only the screen is synced."""

    def __init__(self, bank: Bank, courses: tuple[str, ...], around: Surroundings, called: str) -> None:
        self._controller = Controller(bank, courses, around)
        super().__init__(Screen(self._controller.screen, self._controller.obey), called)


def check(
    *courses: str, seed: int | str | None = None, bank: Bank | str | Path | None = None, store: Store | None = None
) -> Check:
    """A readiness check for these courses (all of them where none is named), to show in a notebook.

    ``seed`` (a number, or words such as "group-3") gives the same questions each time; ``bank`` is another question
    bank, its folder, or the name of an installed one; ``store`` is where answers are kept (a folder of this computer).
    Raises LearnerInputError for a course that the bank does not have or cannot measure.
    """
    with uninterrupted():
        return _check(bank_of(bank), courses, surroundings(seed, store), _call(courses, seed, bank))


def _check(used: Bank, courses: tuple[str, ...], around: Surroundings, called: str) -> Check:
    known = measured_courses(used)
    unknown = [course for course in courses if course not in known]
    if unknown:
        raise LearnerInputError(f"there is no course {unknown[0]!r} to measure; choose from {', '.join(known)}")
    return Check(used, courses or known, around, called)


def _call(courses: tuple[str, ...], seed: int | str | None, bank: Bank | str | Path | None) -> str:
    """The call as it was made: a name that is the same each time, for stored outputs."""
    words = [repr(course) for course in courses] + ([] if seed is None else [f"seed={seed!r}"])
    words += [f"bank={str(bank)!r}"] if isinstance(bank, str | Path) else []
    return f"mmready.check({', '.join(words)})"

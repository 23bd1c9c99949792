"""``mmready.practise`` and ``mmready.quiz``: questions on chosen skills, with hints and worked solutions."""

from __future__ import annotations

import ipywidgets

from mmready.api import load_bank
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.ui.edge import surroundings
from mmready.ui.practice_home import PracticeHome
from mmready.ui.practising import Practising, begin_practice
from mmready.ui.screen import Screen

__all__ = ["Practise", "practise", "quiz"]


class Practise(ipywidgets.VBox):  # type: ignore[misc]
    """Practice in a notebook. What it knows of keys and solutions stays in Python; only the screen is synced."""

    def __init__(self, practising: Practising | PracticeHome, called: str) -> None:
        self._called = called
        self._practising = practising
        super().__init__([Screen(practising.screen, practising.obey)])

    def __repr__(self) -> str:
        return self._called


def practise(*wanted: str, seed: int | None = None, bank: Bank | None = None, store: Store | None = None) -> Practise:
    """Practise skills until three different questions or variants are right in a row on each, to show in a notebook.

    ``wanted`` names skills, subjects or questions: ``"double-integrals"``, ``"calculus"``, ``"calculus/chain-rule"``;
    with no name it begins with what is due for review today and what can be carried on. There are hints, and after
    each answer a worked solution. ``seed`` gives the same questions each time. Answers are kept like those of a check,
    but no verdict takes them into account. Raises LearnerInputError for a name that the bank does not have.
    """
    if not wanted:
        home = PracticeHome(bank or load_bank(), surroundings(seed, store))
        return Practise(home, _call("practise", (), None, seed))
    return _shown("practise", wanted, None, seed, bank, store)


def quiz(
    *wanted: str, n: int = 3, seed: int | None = None, bank: Bank | None = None, store: Store | None = None
) -> Practise:
    """A short quiz: ``n`` questions on skills, subjects or questions, each with feedback at once; then how it went."""
    return _shown("quiz", wanted, n, seed, bank, store)


def _shown(
    name: str, wanted: tuple[str, ...], count: int | None, seed: int | None, bank: Bank | None, store: Store | None
) -> Practise:
    used, around = bank or load_bank(), surroundings(seed, store)
    practising = Practising(lambda: begin_practice(used, wanted, around, count), around)
    return Practise(practising, _call(name, wanted, count, seed))


def _call(name: str, wanted: tuple[str, ...], count: int | None, seed: int | None) -> str:
    """The call as it was made: a name that is the same each time, for stored outputs."""
    words = [repr(each) for each in wanted]
    words += [] if count is None else [f"n={count}"]
    words += [] if seed is None else [f"seed={seed}"]
    return f"mmready.{name}({', '.join(words)})"

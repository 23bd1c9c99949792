"""``mmready.practise`` and ``mmready.quiz``: questions on chosen skills, with hints and worked solutions."""

from __future__ import annotations

import os
from pathlib import Path

from mmready.api import bank_of, names_in
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.ui.edge import asked_in_address, surroundings
from mmready.ui.practice_home import PracticeHome
from mmready.ui.practising import Practising, begin_practice
from mmready.ui.screen import Opened, Screen

__all__ = ["Practise", "practise", "quiz"]

FEW = 3  # questions of a quiz that says no number
SomeBank = Bank | str | Path | None


class Practise(Opened):
    """Practice in a notebook. What it knows of keys and solutions stays in Python; only the screen is synced."""

    def __init__(self, practising: Practising | PracticeHome, called: str) -> None:
        self._practising = practising
        super().__init__(Screen(practising.screen, practising.obey), called)


def practise(
    *wanted: str, seed: int | str | None = None, bank: SomeBank = None, store: Store | None = None
) -> Practise:
    """Practise skills until three different questions or variants are right in a row on each, to show in a notebook.

    ``wanted`` names skills, subjects or questions: ``"double-integrals"``, ``"calculus"``, ``"calculus/chain-rule"``;
    with no name it begins with what is due for review today and what can be carried on. There are hints, and after
    each answer a worked solution. ``seed`` (a number, or words) gives the same questions each time. ``bank`` is another
    question bank, its folder, or the name of an installed one. Answers are kept like those of a check, but no verdict
    takes them into account. Raises LearnerInputError for a name that the bank does not have.
    """
    if not wanted:
        home = PracticeHome(bank_of(bank), surroundings(seed, store))
        return Practise(home, _call("practise", (), None, seed, bank))
    used, around, names = bank_of(bank), surroundings(seed, store), names_in(wanted)
    practising = Practising(lambda: begin_practice(used, names, around), around)
    return Practise(practising, _call("practise", wanted, None, seed, bank))


def quiz(
    *wanted: str,
    n: int | None = None,
    seed: int | str | None = None,
    bank: SomeBank = None,
    store: Store | None = None,
) -> Practise:
    """A short quiz: ``n`` questions on skills, subjects or questions, each with feedback at once; then how it went.

    Without ``n`` there are three, or, where every name is a question, just these in this order. ``"@week-1.txt"``
    stands for the names in that file, one a line. With no name it is the quiz that the page's address asks for, as in
    ``?quiz=chain-rule&n=5&seed=group-3`` (only a page of Voila has one), else ``practise()``. ``seed`` and ``bank`` as
    for ``practise``.
    """
    names = names_in(wanted)
    if not wanted:
        asked = asked_in_address(os.environ)
        names = tuple(filter(None, asked.get("quiz", "").split(",")))  # names only: an address opens no file
        if not names:
            return practise(seed=seed, bank=bank, store=store)
        n = int(asked["n"]) if n is None and asked.get("n", "").isdecimal() else n
        seed = asked.get("seed") if seed is None else seed
    used, around = bank_of(bank), surroundings(seed, store)
    fixed = bool(names) and all(name in used.questions for name in names)
    count = n if n is not None else len(set(names)) if fixed else FEW
    practising = Practising(lambda: begin_practice(used, names, around, count), around)
    return Practise(practising, _call("quiz", wanted, n, seed, bank))


def _call(name: str, wanted: tuple[str, ...], count: int | None, seed: int | str | None, bank: SomeBank) -> str:
    """The call as it was made: a name that is the same each time, for stored outputs."""
    words = [repr(each) for each in wanted]
    words += [] if count is None else [f"n={count}"]
    words += [] if seed is None else [f"seed={seed!r}"]
    words += [f"bank={str(bank)!r}"] if isinstance(bank, str | Path) else []
    return f"mmready.{name}({', '.join(words)})"

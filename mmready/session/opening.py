"""The openings: what the first question of a check is drawn from, reckoned once for a compiled bank.

A check of which nothing is known yet begins the same way whoever the learner is: with one of the few questions that
the model finds nearly best, by the check's seed. So these can be reckoned beforehand, and a first question comes
without waiting for the model, nor for numpy. It is the question that the model would have chosen.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mmready.domain.bank import Bank, Opening
from mmready.session.state import LENGTHS, Setting, State, measured_courses

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["opening_of", "openings"]

MOST_COURSES = 5  # of a bank with more, only single courses and all of them have an opening


def opening_of(setting: Setting, state: State) -> Opening | None:
    """The opening that holds in this state; None where there is none, or where anything is known of the learner."""
    if setting.before or setting.background or state.evidence or state.stopped or state.until:
        return None
    bank = setting.bank
    found = bank.openings.get(_name(setting.courses, setting.length, setting.can_run))
    return found if found is not None and all(name in bank.questions for name in found.questions) else None


def openings(bank: Bank) -> Mapping[str, Opening]:
    """Every opening of a bank, by what is asked for. Takes some seconds."""
    plain, measured = replace(bank, openings={}), measured_courses(bank)
    found = {
        _name(courses, length, can_run): _opening(Setting(plain, courses, 0, length, can_run))
        for courses in _choices(measured)
        for length in LENGTHS
        for can_run in (True, False)
    }
    return {name: opening for name, opening in found.items() if opening.questions}


def _choices(measured: Sequence[str]) -> Iterator[tuple[str, ...]]:
    sizes = range(1, len(measured) + 1) if len(measured) <= MOST_COURSES else {1, len(measured)}
    for size in sizes:
        yield from itertools.combinations(measured, size)


def _name(courses: Sequence[str], length: str, can_run: bool) -> str:
    return " ".join([*sorted(courses), length, "with programs" if can_run else "without programs"])


class _Told:
    """Chance that does as it is told, and finds out among how many it was to choose."""

    def __init__(self) -> None:
        self.place, self.of = 0, 1

    def integers(self, high: int) -> int:
        self.of = high
        return self.place


def _opening(setting: Setting) -> Opening:
    from mmready.session.next_question import about_more, next_question  # loads the model

    told, found = _Told(), []
    while told.place < told.of:
        found.append(next_question(setting, State(), told))
        told.place += 1
    return Opening(tuple(filter(None, found)), about_more(setting, State()))

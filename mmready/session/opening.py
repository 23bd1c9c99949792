"""The openings: what questions are worth before the first answer, reckoned once for a compiled bank.

Before the first answer every question is worth the same whoever the learner is, where nothing was told beforehand. So
this can be reckoned once, and a first question comes without waiting for the model, nor for numpy. It is the question
that the model would have chosen.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mmready.domain.bank import Bank, Opening
from mmready.measuring.nearly_best import NEAR_BEST
from mmready.session.allowed import allowed, drawn_from
from mmready.session.chance import Chance
from mmready.session.state import Setting, State, measured_courses

__all__ = ["first_question", "more_wanted", "opening_of", "openings"]

MOST_COURSES = 5  # of a bank with more, only single courses and all of them have an opening


def opening_of(setting: Setting, state: State) -> Opening | None:
    """The opening that holds in this state; None where there is none, or where anything is known of the learner."""
    if setting.before or setting.background or state.evidence or state.stopped or state.until:
        return None
    found = setting.bank.openings.get(_name(setting.courses))
    return found if found is not None and len(found.worth) == len(setting.bank.questions) else None


def first_question(setting: Setting, opening: Opening, chance: Chance) -> str | None:
    """The question that the model would choose: by ``chance`` one of the nearly best; None where none can be asked."""
    may = drawn_from(*allowed(setting, State(), ()), opening.worth)
    best = max(itertools.compress(opening.worth, may), default=0.0)
    each = zip(setting.bank.questions, opening.worth, may, strict=True)
    near = [name for name, worth, is_allowed in each if is_allowed and worth >= NEAR_BEST * best]
    return near[chance.integers(len(near))] if near else None


def more_wanted(setting: Setting, state: State) -> int:
    """About how many more questions would settle the asked-for courses."""
    opening = opening_of(setting, state)
    if opening is not None:
        return opening.more
    from mmready.session.next_question import expected_more  # loads the model

    return expected_more(setting, state, setting.rows)


def openings(bank: Bank) -> Mapping[str, Opening]:
    """Every opening of a bank, by the courses asked for. Takes a second."""
    return {_name(courses): _opening(bank, courses) for courses in _choices(measured_courses(bank))}


def _choices(measured: Sequence[str]) -> Iterator[tuple[str, ...]]:
    sizes = range(1, len(measured) + 1) if len(measured) <= MOST_COURSES else {1, len(measured)}
    for size in sizes:
        yield from itertools.combinations(measured, size)


def _name(courses: Sequence[str]) -> str:
    return " ".join(sorted(courses))


def _opening(bank: Bank, courses: tuple[str, ...]) -> Opening:
    setting = Setting(replace(bank, openings={}), courses, 0, "standard")
    worth = setting.measured.model.worth(setting.first_belief, rows=setting.rows)
    return Opening(tuple(worth.tolist()), more_wanted(setting, State()))

"""Answers of earlier sittings, told by their age: what a new sitting starts from when the learner wishes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mmready import measuring
from mmready.domain.events import Answered, Before, Store
from mmready.session.pace import minutes_between
from mmready.session.saved import is_practice

if TYPE_CHECKING:
    from mmready.measuring import Belief
    from mmready.measuring.normal import Array

__all__ = ["answers_before", "belief_from"]

_DAY = 24 * 60.0  # minutes


def answers_before(store: Store, sittings: Iterable[str], at: str) -> tuple[Before, ...]:
    """The answers of these saved checks, oldest first, each with its days before ``at``.

    Practice is left out: with hints at hand it says little. An answer without a time counts as given at ``at``. Raises
    ProgressError for a file that cannot be read.
    """
    found: dict[tuple[str, int], Before] = {}
    for name in sittings:
        events = store.read(name)
        if is_practice(events):
            continue
        for event in events:
            if isinstance(event, Answered) and (name, event.number) not in found:
                minutes = minutes_between(event.at, at)
                days = 0.0 if minutes is None else max(0.0, minutes / _DAY)
                dont_know = event.outcome == "dont_know"
                found[name, event.number] = Before(event.question, event.points, dont_know, round(days, 3))
    return tuple(sorted(found.values(), key=lambda each: -each.days))


def belief_from(measured: measuring.BankModel, before: Sequence[Before], start: Array | None = None) -> Belief:
    """The belief that earlier answers lead to today: each says less with time, and less again at a second meeting.

    ``start`` is where it began before any of them. Questions that have left the bank since are passed over.
    """
    belief, met = measured.model.prior(start), set()
    now = before[0].days if before else 0.0
    for answer in before:
        if answer.question not in measured.number:
            continue
        if answer.days < now:
            belief, now = measured.model.later(belief, now - answer.days), answer.days
        row = measured.number[answer.question]
        again = answer.question in met
        belief = measured.model.update(belief, row, answer.points, dont_know=answer.dont_know, again=again)
        met.add(answer.question)
    return measured.model.later(belief, now) if met and now else belief

"""Spaced review: on which day each practised skill is worth another look. A function of saved practice, no clock.

The days come from FSRS (the package ``fsrs``; J. Ye and others, "A stochastic shortest path algorithm for optimizing
spaced repetition scheduling", KDD 2022), which is made for cards. Here a card is a skill, and all that was practised of
it on one day is one review: answers given minutes apart say little about what stays.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from mmready.domain.events import Answered, Event, Noted, Started
from mmready.session import is_practice

__all__ = ["due_dates"]

LONGEST = 180  # days; someone who prepares for a course meets every skill again at least twice a year
Day = datetime.date


class _Practised:
    """One day's answers on one skill: whether each was right, and whether a hint was taken."""

    def __init__(self) -> None:
        self.right: list[bool] = []
        self.hinted = False

    @property
    def rating(self) -> int:
        """FSRS's grade: 1 again (the last was not right), 2 hard (not at once, or with hints), 3 good."""
        if not self.right[-1]:
            return 1
        return 3 if all(self.right) and not self.hinted else 2


def due_dates(sittings: Iterable[Sequence[Event]], skills: Mapping[str, str]) -> Mapping[str, Day]:
    """The day on which each practised skill is due, soonest first.

    ``sittings`` are the events of saved sittings, of which checks are passed over; ``skills`` says to which skill a
    question belongs (others have left the bank and are passed over). Answers without a time do not count.
    """
    practised: dict[str, dict[Day, _Practised]] = {}
    for events in sorted((each for each in sittings if is_practice(each)), key=_began):
        hinted = {event.number for event in events if isinstance(event, Noted) and event.what == "hint"}
        for event in events:
            day = _day(event.at) if isinstance(event, Answered) else None
            if isinstance(event, Answered) and day is not None and event.question in skills:
                on_day = practised.setdefault(skills[event.question], {}).setdefault(day, _Practised())
                on_day.right.append(event.outcome == "right")
                on_day.hinted |= event.number in hinted
    due = {skill: _due(days) for skill, days in practised.items()}
    return dict(sorted(due.items(), key=lambda item: item[1]))


def _due(days: Mapping[Day, _Practised]) -> Day:
    """The next day for one skill, by reviews at noon of each day on which it was practised."""
    import fsrs  # here, as it takes time to load and only practice asks for it

    # whole days only, and no chance: the same answers always give the same day
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
    card = fsrs.Card(card_id=1, due=_noon(min(days)))
    for day in sorted(days):
        card, _ = scheduler.review_card(card, fsrs.Rating(days[day].rating), _noon(day))
    return max(card.due.date(), max(days) + datetime.timedelta(days=1))


def _noon(day: Day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def _day(at: str) -> Day | None:
    """The learner's own day, as it was when they answered."""
    try:
        return datetime.datetime.fromisoformat(at).date()
    except ValueError:
        return None


def _began(events: Sequence[Event]) -> str:
    return next((event.at for event in events if isinstance(event, Started)), "")

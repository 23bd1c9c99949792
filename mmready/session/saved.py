"""Saved sittings: which of them are checks, and which are practice, that no verdict takes into account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.events import Answered, Ended, Event, Started, Store
from mmready.errors import MMReadyError

__all__ = ["COUNT", "PRACTICE", "checks", "earlier_check", "is_practice", "practices"]

PRACTICE = "practice"  # the length that a go at practice is saved with
COUNT = "count"  # the note that keeps how many questions a quiz has


def is_practice(events: Sequence[Event]) -> bool:
    """Whether these are the events of a go at practice."""
    return any(isinstance(event, Started) and event.length == PRACTICE for event in events)


def checks(store: Store) -> Iterator[str]:
    """The names of the saved checks, newest first. What cannot be read is named as well: it may be one."""
    for name in reversed(list(store.sittings())):
        try:
            practice = is_practice(store.read(name))
        except MMReadyError:
            practice = False
        if not practice:
            yield name


def practices(store: Store) -> Iterator[str]:
    """The names of the saved goes at practice that were not ended by hand, newest first."""
    for name in reversed(list(store.sittings())):
        try:
            events = store.read(name)
        except MMReadyError:
            continue
        if is_practice(events) and not any(isinstance(event, Ended) for event in events):
            yield name


def earlier_check(store: Store, sitting: str) -> str | None:
    """The newest saved check before this one that has answers and asked for one of its courses; None where none is."""
    now = _started(store.read(sitting))
    if now is None:
        return None
    found: list[tuple[str, str]] = []
    for name in checks(store):
        try:
            events = store.read(name)
        except MMReadyError:
            continue
        then = _started(events)
        answered = any(isinstance(event, Answered) for event in events)
        if then and name != sitting and answered and set(then.courses) & set(now.courses) and then.at < now.at:
            found.append((then.at, name))
    return max(found)[1] if found else None


def _started(events: Sequence[Event]) -> Started | None:
    return next((event for event in events if isinstance(event, Started)), None)

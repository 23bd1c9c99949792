"""Saved sittings: which of them are checks, and which are practice, that no verdict takes into account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.events import Event, Started, Store
from mmready.errors import MMReadyError

__all__ = ["PRACTICE", "checks", "is_practice"]

PRACTICE = "practice"  # the length that a go at practice is saved with


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

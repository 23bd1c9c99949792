"""The newest saved check: one to carry on, or one whose result can be seen again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mmready.domain.events import Answered, Started, Store
from mmready.errors import MMReadyError
from mmready.report.words import count, day, joined
from mmready.session import Sitting

__all__ = ["Kept", "newest"]

LOOK_AT = 5  # newest files that are opened, in case some hold no answer or cannot be read


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved sitting in words."""

    sitting: str
    text: str
    ended: bool


def newest(store: Store, open_again: Callable[[str], Sitting]) -> Kept | None:
    """The newest sitting with an answer; None where there is none that can be read."""
    try:
        names = list(store.sittings())
    except (MMReadyError, OSError):
        return None
    for name in list(reversed(names))[:LOOK_AT]:
        try:
            events = store.read(name)
            started = next((event for event in events if isinstance(event, Started)), None)
            answered = sum(isinstance(event, Answered) for event in events)
            if started is None or not answered:
                continue
            sitting = open_again(name)
        except MMReadyError:
            continue
        on = day(started.at)
        parts = [joined(sitting.courses), count(answered, "answer"), on]
        return Kept(name, f"{', '.join(part for part in parts if part)}.", sitting.ended)
    return None

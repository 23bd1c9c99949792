"""Saved checks: the newest, to carry on or to see its result again, and the earlier ones."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Sequence

from mmready.domain.events import Answered, Event, Started, Store
from mmready.errors import MMReadyError
from mmready.report.words import count, day, joined
from mmready.session import Sitting, checks
from mmready.translation import marked, t
from mmready.values import dataclass

__all__ = ["Earlier", "Kept", "earlier", "newest", "newest_sitting", "readable"]

LOOK_AT = 5  # newest files that are opened, in case some hold no answer or cannot be read
LISTED = 20  # earlier checks on the first screen; `mmready report --list` names all of them
DAMAGED = marked("This file cannot be read. It is kept as it is.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved sitting in words."""

    sitting: str
    text: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier check in words: when, and what. ``readable`` is False for a damaged file, which is only named."""

    sitting: str
    when: str
    text: str
    readable: bool = True


def newest(store: Store, open_again: Callable[[str], Sitting]) -> Kept | None:
    """The newest check with an answer; None where there is none that can be read. Practice is passed over."""
    sitting = newest_sitting(store, open_again)
    if sitting is None:
        return None
    parts = [joined(sitting.courses), count(sitting.number, "answer"), day(sitting.started_at)]
    return Kept(sitting.id, f"{', '.join(part for part in parts if part)}.", sitting.ended)


def newest_sitting(store: Store, open_again: Callable[[str], Sitting]) -> Sitting | None:
    """The same as a sitting that can be gone on with."""
    try:
        for name in itertools.islice(checks(store), LOOK_AT):
            with contextlib.suppress(MMReadyError):
                if any(isinstance(event, Answered) for event in store.read(name)):
                    return open_again(name)
    except (MMReadyError, OSError):
        return None
    return None


def earlier(store: Store, besides: str) -> tuple[Earlier, ...]:
    """The checks before the newest, newest first: those with an answer, and files that cannot be read."""
    found: list[Earlier] = []
    with contextlib.suppress(MMReadyError, OSError):
        for name in checks(store):
            try:
                line = None if name == besides else _in_words(name, store.read(name))
            except MMReadyError:
                line = Earlier(name, name, t(DAMAGED), readable=False)
            if line is not None:
                found.append(line)
            if len(found) == LISTED:
                break
    return tuple(found)


def readable(store: Store) -> tuple[str, ...]:
    """The names of all saved checks that can be read, oldest first."""
    names: list[str] = []
    for name in checks(store):
        with contextlib.suppress(MMReadyError):
            store.read(name)
            names.append(name)
    return tuple(reversed(names))


def _in_words(name: str, events: Sequence[Event]) -> Earlier | None:
    """Told from the events alone: nothing is replayed to fill a list. None where nothing was answered."""
    begun = next((event for event in events if isinstance(event, Started)), None)
    answers = {event.number for event in events if isinstance(event, Answered)}
    if begun is None or not answers:
        return None
    return Earlier(name, day(begun.at) or name, f"{joined(begun.courses)}, {count(len(answers), 'answer')}")

"""The newest saved check: one to carry on, or one whose result can be seen again."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from mmready.domain.events import Answered, Store
from mmready.errors import MMReadyError
from mmready.report.words import count, day, joined
from mmready.session import Sitting, checks

__all__ = ["Kept", "newest", "newest_sitting"]

LOOK_AT = 5  # newest files that are opened, in case some hold no answer or cannot be read


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved sitting in words."""

    sitting: str
    text: str
    ended: bool


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

"""What happens in a sitting, as values that can be saved and replayed; and the protocol of where they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from mmready.values import dataclass

if TYPE_CHECKING:
    from mmready.domain.response import Response


@dataclass(frozen=True, slots=True)
class Before:
    """An answer of an earlier sitting that this one takes into account, so many ``days`` before it began."""

    question: str
    points: float
    dont_know: bool
    days: float


@dataclass(frozen=True, slots=True)
class Started:
    """A sitting began. ``at`` is an ISO time given by the caller, or empty; ``digest`` names the bank.

    ``before`` are the earlier answers that count here too, oldest first; ``background`` what the learner told of what
    they know already, as ids of the bank's answers.
    """

    sitting: str
    courses: tuple[str, ...]
    seed: int
    length: str
    digest: str = ""
    at: str = ""
    before: tuple[Before, ...] = ()
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered. ``number`` counts from 1; a second event with the same number changes nothing.

    ``sure`` is how sure the learner was: ``"sure"``, ``"unsure"``, ``"guess"``, or empty where they did not say.
    """

    number: int
    question: str
    seed: int
    response: Response
    outcome: str
    points: float
    at: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Extended:
    """The learner asked for up to ``questions`` more, on these skills only, after the sitting had ended."""

    skills: tuple[str, ...]
    questions: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The learner flagged a question or commented on it; never evidence. ``number`` is its place in the sitting."""

    number: int
    question: str
    what: str
    text: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """The learner ended the sitting early. A sitting that ends by its own rule needs no event."""

    at: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the learner's notes on one question come to: whether it is flagged now, and the latest comment."""

    number: int
    question: str
    flagged: bool = False
    comment: str = ""


Event = Started | Answered | Extended | Noted | Ended


class Store(Protocol):
    """Where sittings are kept. ``append`` returns only when the event is on disk."""

    def append(self, sitting: str, event: Event) -> None: ...

    def read(self, sitting: str) -> tuple[Event, ...]: ...

    def sittings(self) -> Iterable[str]: ...

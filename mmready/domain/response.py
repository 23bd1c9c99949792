"""What the learner gave, what grading says of it, and what measuring takes from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

# JSON values: text for typed kinds; an option's letter, or a list of letters; [line, indent] pairs; name → response.
Response = str | Sequence["Response"] | Mapping[str, "Response"] | int | float | None

Outcome = Literal["right", "partly", "wrong", "unreadable", "empty", "dont_know"]
OUTCOMES: tuple[Outcome, ...] = ("right", "partly", "wrong", "unreadable", "empty", "dont_know")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What grading says. ``points`` are in [0, 1]; ``feedback`` is Markdown and never tells the key.

    ``code`` names the reason for programs (``"mistake-1"``, ``"sign"``, ``"bracket-open"``); ``read_as`` is LaTeX of
    the answer as it was read (empty where there is none); ``place`` is where an unreadable text breaks (start, end).
    """

    outcome: Outcome
    points: float = 0.0
    feedback: str = ""
    code: str = ""
    read_as: str = ""
    place: tuple[int, int] | None = None

    @property
    def counts(self) -> bool:
        """Whether this is evidence: unreadable and empty responses are not."""
        return self.outcome not in ("unreadable", "empty")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a response would be read, told without the key: for the preview while typing.

    ``outcome`` is ``"readable"``, ``"unreadable"`` or ``"empty"``; ``latex``, ``spoken`` and ``plain`` (as one would
    type it) say how it is read; ``help`` says what would mend an unreadable one, at ``place``.
    """

    outcome: Literal["readable", "unreadable", "empty"]
    latex: str = ""
    spoken: str = ""
    help: str = ""
    place: tuple[int, int] | None = None
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answered question, as measuring and advising see it. ``number`` counts the answers of a sitting from 1.

    ``sure`` is how sure the learner said to be (``"sure"``, ``"unsure"``, ``"guess"`` or empty); it is told back to
    them and never moves a verdict.
    """

    question: str
    points: float
    dont_know: bool = False
    number: int = 0
    outcome: str = ""
    sure: str = ""

"""What an importer finds: a question in mmready's own terms, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mmready.errors import AuthorError, Fault

__all__ = ["Draft", "DraftMistake", "DraftOption", "Found", "Refused", "broken"]


@dataclass(frozen=True, slots=True)
class DraftOption:
    """An option in Markdown."""

    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class DraftMistake:
    """A wrong answer, what is said to it, and its points from 0 to 0.9."""

    answer: str
    feedback: str
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as it was found; texts are Markdown with ``$…$``. ``notes`` say what could not be kept.

    ``tags`` holds ``skill``, ``difficulty`` and ``minutes`` where the file tells them.
    """

    name: str
    line: int
    kind: str
    text: str = ""
    options: tuple[DraftOption, ...] = ()
    answer: str = ""
    mark: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[DraftMistake, ...] = ()
    blanks: Mapping[str, Draft] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    points: float = 1.0
    hints: tuple[str, ...] = ()
    solution: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that mmready has no kind for, and why."""

    name: str
    line: int
    reason: str


Found = Draft | Refused


def broken(file: str, line: int, code: str, message: str) -> AuthorError:
    """The error for a file that cannot be read at all."""
    return AuthorError([Fault(file, line, code, message)])

"""What every writer of a format is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mmready.domain.question import QuestionTemplate
from mmready.domain.variant import AnswerKey, Variant

__all__ = ["Group", "Item", "Loss", "Outcome", "Piece", "Report", "summary"]


@dataclass(frozen=True, slots=True)
class Item:
    """One drawn question: ``name`` is its id, with ``--2``, ``--3`` … behind it for further variants."""

    name: str
    card: QuestionTemplate
    variant: Variant
    key: AnswerKey
    shuffle: bool = True

    @property
    def title(self) -> str:
        """A name for people: the id in words."""
        words = self.name.replace("--", " · variant ").replace("-", " ")
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its variants (one or more)."""

    question: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the other system cannot keep. ``code`` is for programs; ``text`` is a sentence for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the export: its path inside the package (empty for a format of one file) and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question fared: ``refused`` is the reason why it is not in the file (empty: it is)."""

    question: str
    variants: int = 0
    losses: tuple[Loss, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """How all questions fared in one format. ``shows_keys``: whoever can open the file can read the answers."""

    format: str
    outcomes: tuple[Outcome, ...]
    shows_keys: bool = True
    files: tuple[str, ...] = field(default=())

    @property
    def written(self) -> tuple[Outcome, ...]:
        """The questions that are in the file."""
        return tuple(outcome for outcome in self.outcomes if not outcome.refused)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The questions that are not."""
        return tuple(outcome for outcome in self.outcomes if outcome.refused)


def summary(report: Report) -> str:
    """One paragraph and one line a question: what went, what is lost, what stayed behind and why."""
    variants = sum(outcome.variants for outcome in report.written)
    lines = [
        f"{report.format}: {len(report.written)} of {len(report.outcomes)} questions written ({variants} variants)."
        + (" The file shows the answers to whoever opens it." if report.shows_keys else "")
    ]
    for code, text, questions in _gathered(report.written):
        lines.append(f"  lost [{code}] in {len(questions)}: {text}")
    for reason, questions in _reasons(report.refused):
        lines.append(f"  not written, {len(questions)}: {reason}")
        lines += [f"      {name}" for name in questions]
    return "\n".join(lines)


def _gathered(outcomes: Iterable[Outcome]) -> list[tuple[str, str, list[str]]]:
    found: dict[tuple[str, str], list[str]] = {}
    for outcome in outcomes:
        for loss in outcome.losses:
            found.setdefault((loss.code, loss.text), []).append(outcome.question)
    return [(code, text, names) for (code, text), names in sorted(found.items(), key=lambda each: -len(each[1]))]


def _reasons(outcomes: Iterable[Outcome]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.refused, []).append(outcome.question)
    return sorted(found.items(), key=lambda each: -len(each[1]))

"""What several formats have in common: choices, numbers with feedback, matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mmready.export.importers.draft import Draft, DraftMistake, DraftOption, Found, Refused
from mmready.export.importers.numbers import shown, tolerance_mark

__all__ = ["FREE_TEXT", "Shared", "Weighed", "choice", "matching", "number"]

FREE_TEXT = "it asks for words; mmready marks mathematics, choices, orders and programs, not free text"
LEAST_RIGHT = 0.999


@dataclass(frozen=True, slots=True)
class Shared:
    """What every question brings: name, line, text, hints, solution, tags, notes."""

    name: str
    line: int
    text: str
    hints: tuple[str, ...] = ()
    solution: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def draft(self, kind: str, notes: Sequence[str] = (), **more: object) -> Draft:
        """A draft of a kind with all of this."""
        return Draft(
            name=self.name, line=self.line, kind=kind, text=self.text, hints=self.hints, solution=self.solution,
            tags=dict(self.tags), notes=(*self.notes, *dict.fromkeys(notes)), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def refused(self, reason: str) -> Refused:
        """The refusal of this question."""
        return Refused(self.name, self.line, reason)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer with its share of the points (from -1 to 1), what is said to it, and how far off it may be."""

    text: str
    share: float
    feedback: str = ""
    value: float = 0.0
    room: float = 0.0


def choice(shared: Shared, answers: Sequence[Weighed], many: bool) -> Found:
    """A question with options; ``many``: those with a positive share are the right ones."""
    notes = []
    right = [answer.share > 0 if many else answer.share >= LEAST_RIGHT for answer in answers]
    if len(answers) < 2:
        return shared.refused("it has fewer than two options")
    if not any(right):
        return shared.refused("none of its options is right")
    if not many and sum(right) > 1:
        return shared.refused("several of its options are right, but only one may be chosen")
    if len({answer.text for answer in answers}) < len(answers):
        return shared.refused("two of its options are alike")
    if not all(answer.text for answer in answers):
        return shared.refused("one of its options has no text that could be kept")
    if not many and any(0 < answer.share < LEAST_RIGHT for answer in answers):
        notes.append("part of the points for an option that is nearly right")
    options = tuple(DraftOption(each.text, ok, each.feedback) for each, ok in zip(answers, right, strict=True))
    return shared.draft("many-choice" if many else "one-choice", notes, options=options)


def number(shared: Shared, answers: Sequence[Weighed]) -> Found:
    """A question for a number: the first answer with all points is the key, others are mistakes."""
    key = next((answer for answer in answers if answer.share >= LEAST_RIGHT), None)
    if key is None:
        return shared.refused("none of its answers gives all the points")
    notes = []
    mistakes = []
    for answer in answers:
        if answer is key:
            continue
        if abs(answer.value - key.value) <= key.room or answer.share >= LEAST_RIGHT:
            notes.append("a second right answer, or points for one that is nearly right")
        elif answer.room > 2 * max(key.room, 1e-6 * max(1.0, abs(answer.value))):
            notes.append("what is said to a whole range of wrong answers")
        elif answer.feedback:
            mistakes.append(DraftMistake(shown(answer.value), answer.feedback, min(0.9, max(0.0, answer.share))))
    if key.feedback:
        notes.append("what is said to the right answer")
    return shared.draft(
        "number",
        notes,
        answer=shown(key.value),
        mark=tolerance_mark(key.value, key.room),
        mistakes=tuple({each.answer: each for each in mistakes}.values()),
    )


def matching(shared: Shared, pairs: Sequence[tuple[str, str]]) -> Found:
    """Matching, as a text with a list to choose from behind each premise."""
    asked = [(premise, answer) for premise, answer in pairs if premise]
    answers = list(dict.fromkeys(answer for _, answer in pairs if answer))
    if not asked or len(answers) < 2 or not all(answer for _, answer in asked):
        return shared.refused("there is nothing to match in it")
    blanks = {}
    lines = []
    for place, (premise, answer) in enumerate(asked, 1):
        options = tuple(DraftOption(each, each == answer) for each in answers)
        blanks[f"m{place}"] = Draft("", shared.line, "one-choice", options=options)
        lines.append(f"- {premise} [[?m{place}]]".replace("\n", "\n  "))
    draft = shared.draft("blanks", blanks=blanks)
    return replace(draft, text=shared.text + "\n\n" + "\n".join(lines))

"""Every mistake earns its own feedback on some draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.domain.question import MistakeText
from mmready.domain.variant import AnswerKey, Mistake
from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    if not sample.draws:
        return
    lists = [("mistakes", sample.body.mistakes)]
    lists += [(f"blanks.{name}.mistakes", blank.mistakes) for name, blank in sample.body.blanks.items()]
    for at, mistakes in lists:
        reached = [
            each.mistake.feedback
            for each in sample.mistakes
            if each.at == at and each.judgement.code == f"mistake-{each.number + 1}"
        ]
        # Few draws prove little: the later ones, which are not proved, tell by naming the mistake in their keys.
        reached += [mistake.feedback for _, key in sample.later for mistake in _listed(key, at)]
        for number, mistake in enumerate(mistakes):
            if not any(_filled_in(mistake, feedback) for feedback in reached):
                message = "no draw gives this mistake its feedback: it always equals the key or an earlier mistake"
                yield Finding(message, f"{at}.{number}")


def _listed(key: AnswerKey, at: str) -> tuple[Mistake, ...]:
    """The mistakes that a key knows in this list; those equal to the key were left out when it was drawn."""
    if at == "mistakes":
        return key.mistakes
    part = key.blanks.get(at.split(".")[1])
    return part.mistakes if part else ()


def _filled_in(mistake: MistakeText, feedback: str) -> bool:
    """Whether a draw's feedback is that of this mistake, its placeholders filled in."""
    pieces = [re.escape(piece.strip()) for piece in re.split(r"\{\{ .*? \}\}", mistake.feedback)]
    return re.fullmatch(r"\s*.*?\s*".join(pieces), feedback.strip(), re.DOTALL) is not None


RULE = QuestionRule(
    code="mistake-unreachable",
    severity="error",
    says="Every mistake differs from the key and from the mistakes before it on some draw.",
    fix="Delete the mistake, or change its value.",
    bad="mistakes:\n  - answer: a*b\n    feedback: One more is still to be added.\n"
    "  - answer: b*a\n    feedback: The stone on top counts too.",
    good="mistakes:\n  - answer: a*b\n    feedback: One more is still to be added.\n"
    "  - answer: a + b + 1\n    feedback: Every row has all its stones.",
    check=_check,
)

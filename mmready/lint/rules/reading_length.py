"""A question is short."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import prose

_MOST_WORDS = 120
_WORDS_A_MINUTE = 120  # careful reading of a text with formulas


def _check(sample: Sample) -> Iterator[Finding]:
    for draw in sample.draws[:1]:
        words = sum(
            len(prose(text).split()) for text in (draw.variant.text, *(each.text for each in draw.variant.options))
        )
        if words > _MOST_WORDS:
            yield Finding(f"the question has {words} words; expected {_MOST_WORDS} at most", "text")
        elif words / _WORDS_A_MINUTE > sample.template.minutes:
            yield Finding(
                f"reading {words} words takes longer than the {sample.template.minutes:g} min given", "minutes"
            )


RULE = QuestionRule(
    code="reading-length",
    severity="warning",
    says="The question has at most 120 words and can be read well within its minutes.",
    fix="Leave out what the answer does not depend on.",
    bad="---\n"
    + "A box holds ${{ a }}$ rows of ${{ b }}$ stones. " * 30
    + "One more lies on top. How many stones are there?",
    good="---\nA box holds ${{ a }}$ rows of ${{ b }}$ stones and one more. How many stones are there?",
    check=_check,
)

"""A hint does not give the key away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import tells


def _check(sample: Sample) -> Iterator[Finding]:
    for number, hint in enumerate(sample.body.hints):
        if re.search(r"\{\{ [^}]*\banswer\b", hint):
            yield Finding("the hint shows the key", f"hints.{number}")
    for draw in sample.draws:
        right = [option.text for option in draw.variant.options if option.letter in draw.key.right]
        for number, hint in enumerate(draw.variant.hints):
            told = [text for text in right if len(text) > 4 and text.strip(" .") in hint]
            if told or tells(hint, draw.key):
                yield Finding(f"with seed {draw.seed} the hint holds the key", f"hints.{number}")


RULE = QuestionRule(
    code="hint-tells",
    severity="error",
    says="No hint holds the key.",
    fix="Say what to look at, which tool to take or the first step, not the result.",
    bad="---\n## Hint\nIt comes to ${{ answer | value }}$.",
    good="---\n## Hint\nMultiply ${{ a }}$ by ${{ b }}$ first.",
    check=_check,
)

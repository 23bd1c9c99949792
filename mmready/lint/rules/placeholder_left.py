"""Every placeholder was filled in."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import drawn_texts, without_code


def _check(sample: Sample) -> Iterator[Finding]:
    for draw in sample.draws[:2]:
        for text in drawn_texts(draw):
            # {{ with a space is a placeholder; {{{ … }}} in LaTeX is not
            place = without_code(text.text).find("{{ ")
            if place >= 0:
                shown = without_code(text.text)[place : place + 30]
                yield Finding(f"with seed {draw.seed} a placeholder is left: {shown!r}", text.at)


RULE = QuestionRule(
    code="placeholder-left",
    severity="error",
    says="No placeholder is left in what learners see.",
    fix="Close every `{{ ` with ` }}` on the same line, with a space inside each pair.",
    bad="---\n## Hint\nMultiply ${{ a }$ by ${{ b }}$ first.",
    good="---\n## Hint\nMultiply ${{ a }}$ by ${{ b }}$ first.",
    check=_check,
)

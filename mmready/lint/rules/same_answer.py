"""Different draws have different keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mmready.domain.question import MATHS_KINDS
from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample

_LOOKED_AT = 8
_SHARE = 0.6


def _check(sample: Sample) -> Iterator[Finding]:
    if not sample.body.parameters or sample.template.kind not in MATHS_KINDS:
        return
    keys = [draw.key.answer for draw in sample.draws] + [key.answer for _, key in sample.later]
    if len(keys) < _LOOKED_AT:
        return
    key, count = Counter(keys).most_common(1)[0]
    if count > _SHARE * len(keys):
        yield Finding(f"{count} of {len(keys)} draws have the same key, {key!r}", "parameters")


RULE = QuestionRule(
    code="same-answer",
    severity="warning",
    says="No key stands for more than 6 in 10 draws of a question with parameters.",
    fix="Change the ranges so that the key moves with them.",
    bad="answer: floor(a/100) + 1\n---\n## Solution\nOne: ${{ answer | value }}$.\n"
    "## Check\n~~~python\nexpected = 1\n~~~",
    good="answer: floor(a/2) + 1\n---\n## Solution\nSo: ${{ answer | value }}$.\n"
    "## Check\n~~~python\nexpected = a // 2 + 1\n~~~",
    check=_check,
)

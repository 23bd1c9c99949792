"""Options stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample

_REFERS = re.compile(r"\b(all|none|both|any|neither) of (the above|these|them)\b|\bI don.t know\b", re.IGNORECASE)


def _check(sample: Sample) -> Iterator[Finding]:
    for number, option in enumerate(sample.body.options):
        found = _REFERS.search(option.text)
        if found:
            yield Finding(f"an option says {found.group()!r}", f"options.{number}")


RULE = QuestionRule(
    code="option-words",
    severity="warning",
    says="Every option stands for itself: no “all of the above”, no “none of these”.",
    fix="Make it a many-choice question, or write the result of another mistake.",
    bad="kind: one-choice\noptions:\n  - {text: '${{ a + 7 }}$', right: yes}\n  - {text: '${{ a + 6 }}$'}\n"
    "  - {text: None of these}\n---\n## Check\n~~~python\nexpected = [True, False, False]\n~~~",
    good="kind: one-choice\noptions:\n  - {text: '${{ a + 7 }}$', right: yes}\n  - {text: '${{ a + 6 }}$'}\n"
    "  - {text: '${{ 7*a }}$'}\n---\n## Check\n~~~python\nexpected = [True, False, False]\n~~~",
    check=_check,
)

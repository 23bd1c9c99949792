"""A difficulty says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample

_REASON = re.compile(r"^difficulty:\s*\d\s+#\s*\S")


def _check(sample: Sample) -> Iterator[Finding]:
    number = sample.line("difficulty")
    lines = Path(sample.body.path).read_text(encoding="utf-8").splitlines()
    if number <= len(lines) and not _REASON.match(lines[number - 1]):
        yield Finding("the difficulty has no reason behind it", "difficulty")


RULE = QuestionRule(
    code="no-reason",
    severity="warning",
    says="The number of the difficulty is followed by its reason, as a comment.",
    fix="Write behind it what makes it so hard or easy, and which share of entrants gets it right.",
    bad="difficulty: 2",
    good="difficulty: 2   # one rule, applied once",
    check=_check,
)

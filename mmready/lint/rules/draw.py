"""Every seed gives a draw."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for failure in sample.failures[:1]:
        yield Finding(f"seed {failure.seed} gives no draw: {failure.message}", "parameters", failure.line)


RULE = QuestionRule(
    code="draw",
    severity="error",
    says="Every seed gives a draw, and the key can be worked out.",
    fix="Widen the ranges or loosen `require`; see the message for what cannot be worked out.",
    bad="require: [a > 40]",
    good="require: [a > 20]",
    check=_check,
)

"""The Check runs to its end."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for proof in sample.proofs_that("stopped"):
        yield Finding(f"the Check stops with {proof.message}", "check", proof.line)


RULE = QuestionRule(
    code="check-stops",
    severity="error",
    says="The Check runs to its end for every draw.",
    fix="Run the Check by hand with the drawn numbers; names of the front matter are there as Python values.",
    bad="## Check\n~~~python\nexpected = a * b + c\n~~~",
    good="## Check\n~~~python\nc = 1\nexpected = a * b + c\n~~~",
    check=_check,
)

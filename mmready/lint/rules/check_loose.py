"""The Check could fail."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for proof in list(sample.proofs_that("loose"))[:1]:
        yield Finding(
            f"with seed {proof.seed} the Check would pass wrong keys too: {proof.message}", "check", proof.line
        )


RULE = QuestionRule(
    code="check-loose",
    severity="warning",
    says="The Check tells the key from wrong values: a simulation's error stays under a tenth of the value.",
    fix="Simulate more, or work the value out in another way; for conditions, choose a domain where both sides occur.",
    bad="## Check\n~~~python\nexpected = (a * b, 1000)\n~~~",
    good="## Check\n~~~python\nexpected = (a * b, 2)\n~~~",
    check=_check,
)

"""The Check sets ``expected`` in the form of the kind."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for proof in sample.proofs_that("unset"):
        yield Finding(proof.message, "check", proof.line)


RULE = QuestionRule(
    code="check-expected",
    severity="error",
    says="The Check sets `expected` in the form of its kind: a value, a callable, one truth an option, a text.",
    fix="Set `expected` as the table of the author's guide says for this kind.",
    bad="## Check\n~~~python\nresult = a * b + 1\n~~~",
    good="## Check\n~~~python\nexpected = sum(b for row in range(a)) + 1\n~~~",
    check=_check,
)

"""The Check finds the key right."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    where = next(
        (at for at in ("answer", "lines", "options", "program", "tests", "blanks") if at in sample.body.at), "check"
    )
    for proof in list(sample.proofs_that("disproved"))[:1]:
        yield Finding(f"with seed {proof.seed} the Check does not find the key right: {proof.message}", where)


RULE = QuestionRule(
    code="key-disproved",
    severity="error",
    says="The Check, which does not use the key, finds the key right on every draw.",
    fix="Work one draw out by hand: either the key or the Check is wrong.",
    bad="answer: a*b - 1",
    good="answer: 1 + a*b",
    check=_check,
)

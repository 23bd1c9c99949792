"""The same seed gives the same question."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    if sample.again is None or not sample.draws:
        return
    first = sample.draws[0]
    if sample.again != (first.variant, first.key):
        where = "program" if sample.body.program else "function" if sample.body.function else "text"
        yield Finding(f"seed {first.seed} drawn twice gives two different questions", where)


RULE = QuestionRule(
    code="unstable",
    severity="error",
    says="The same question and seed give the same draw everywhere.",
    fix="Let programs print nothing that changes from run to run: no sets of text, no times, no random numbers.",
    bad="kind: output\nprogram: |\n  print({'a{{ a }}', 'b', 'c', 'd', 'e', 'f'}, hash('{{ a }}'))\n"
    "---\n## Check\n~~~python\nexpected = ''\n~~~",
    good="kind: output",
    check=_check,
)

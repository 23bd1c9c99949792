"""Nothing is never an answer."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for each in sample.judged:
        if each.wanted == "empty" and each.judgement.outcome != "empty":
            yield Finding(f"with seed {each.seed} an empty response is {each.judgement.outcome}", "answer")
    for draw in sample.draws:
        if draw.key.kind == "output" and not draw.key.answer.strip():
            yield Finding(f"with seed {draw.seed} the program prints nothing, which nobody can type", "program")


RULE = QuestionRule(
    code="empty-right",
    severity="error",
    says="An empty response is empty, and the right one is not.",
    fix="Let the program print something.",
    bad="kind: output\nprogram: |\n  x = [{{ a }}]\nmistakes:\n  - {answer: '0', feedback: Nothing is printed.}\n"
    "---\n## Check\n~~~python\nexpected = ''\n~~~",
    good="kind: output",
    check=_check,
)

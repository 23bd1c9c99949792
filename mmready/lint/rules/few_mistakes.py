"""Mistakes that people really make have a word for them."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample

_WANTED = 2


def _check(sample: Sample) -> Iterator[Finding]:
    body = sample.body
    if body.options:
        told = sum(bool(option.feedback) for option in body.options)
        place = "options"
    else:
        parts = body.blanks.values()
        told = len(body.mistakes) + sum(len(blank.mistakes) for blank in parts)
        told += sum(bool(option.feedback) for blank in parts for option in blank.options)
        told += sum(bool(test.feedback) for test in body.tests)
        place = "mistakes" if body.mistakes else "blanks" if body.blanks else "answer"
    if told < _WANTED:
        yield Finding(f"{told or 'no'} mistake{'' if told == 1 else 's'} with feedback; expected {_WANTED}", place)


RULE = QuestionRule(
    code="few-mistakes",
    severity="warning",
    says="At least two mistakes that people really make have feedback of their own.",
    fix="Ask what somebody does who goes wrong here, and say in `mistakes` (options: `feedback`) what to look at.",
    bad="mistakes:\n  - {answer: a - b, feedback: The two are added.}",
    good="mistakes:\n  - {answer: a - b, feedback: The two are added.}\n  - {answer: a*b, feedback: Not multiplied.}",
    check=_check,
)

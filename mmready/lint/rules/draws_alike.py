"""Different seeds give different questions."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.domain.variant import Variant
from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample

_ENOUGH = 5


def _check(sample: Sample) -> Iterator[Finding]:
    variants = [draw.variant for draw in sample.draws] + [variant for variant, _ in sample.later]
    if not sample.body.parameters or len(variants) < _ENOUGH:
        return
    different = len({_seen(variant) for variant in variants})
    if different < _ENOUGH:
        yield Finding(f"the first {len(variants)} seeds give only {different} different questions", "parameters")


def _seen(variant: Variant) -> str:
    options = sorted(option.text for option in variant.options)
    return repr((variant.text, options, sorted(variant.lines), variant.starter, variant.tests, variant.figures))


RULE = QuestionRule(
    code="draws-alike",
    severity="warning",
    says="A question with parameters has at least 5 different draws among the first 20 seeds.",
    fix="Widen the ranges, loosen `require`, or leave the parameters out.",
    bad="parameters: {a: 'integer(12, 13)', b: 'integer(3, 4)'}",
    good="parameters: {a: 'integer(12, 19)', b: 'integer(3, 4)'}",
    check=_check,
)

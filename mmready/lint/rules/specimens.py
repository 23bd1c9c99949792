"""Responses whose outcome is known are marked so."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Judged, Sample


def _check(sample: Sample) -> Iterator[Finding]:
    # empty ones are the rule empty-right's
    wrong = [
        each
        for each in sample.judged
        if each.judgement.outcome != each.wanted and each.wanted != "empty" and not _is_named(each)
    ]
    for each in wrong[:1]:
        got = f"{each.judgement.outcome} ({each.judgement.code})" if each.judgement.code else each.judgement.outcome
        message = (
            f"with seed {each.seed} the response {str(each.response)[:100]!r} should be {each.wanted} and is {got}"
        )
        yield Finding(message, "answer")


def _is_named(each: Judged) -> bool:
    """Whether a response made to be wrong is one of the question's mistakes, which say themselves what it earns."""
    return each.wanted in ("wrong", "partly") and each.judgement.code.startswith("mistake-")


RULE = QuestionRule(
    code="specimens",
    severity="error",
    says="The key is marked right, and responses known to be wrong or unreadable are marked so.",
    fix="Often `mark` is at fault: a tolerance that takes in wrong values, or a form that the key does not have.",
    bad="mark:\n  tolerance: 50%",
    good="mark:\n  tolerance: 0.1%",
    check=_check,
)

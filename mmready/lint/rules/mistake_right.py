"""A named mistake is a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for each in sample.mistakes:
        if each.judgement.outcome in ("right", "unreadable", "empty"):
            message = f"with seed {each.seed} the mistake {each.mistake.answer!r} is {each.judgement.outcome}"
            yield Finding(message, f"{each.at}.{each.number}")


RULE = QuestionRule(
    code="mistake-right",
    severity="error",
    says="Every mistake can be typed as it stands and is not marked right.",
    fix="Exclude the draws where it equals the key with `must_differ: yes`, narrow the tolerance, or mend the mistake.",
    bad="mark:\n  tolerance: '1'\nmistakes:\n  - answer: a*b\n    feedback: One more is still to be added.",
    good="mark:\n  tolerance: '0.1'\nmistakes:\n  - answer: a*b\n    feedback: One more is still to be added.",
    check=_check,
)

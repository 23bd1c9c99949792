"""The right options are neither none nor all."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for draw in sample.draws:
        shown = [option.letter for option in draw.variant.options]
        if not draw.key.kind.endswith("choice"):
            continue
        right = [letter for letter in shown if letter in draw.key.right]
        if draw.key.kind == "one-choice" and len(right) != 1:
            yield Finding(f"with seed {draw.seed} {len(right)} of the options shown are right; expected 1", "options")
        elif not right or len(right) == len(shown):
            which = "all" if right else "none"
            yield Finding(f"with seed {draw.seed} {which} of the options shown are right", "options")


RULE = QuestionRule(
    code="right-options",
    severity="error",
    says="Exactly one option of a one-choice question is right; of a many-choice question some are and some are not.",
    fix="Give the conditions in `right` so that they cover every draw, or exclude draws with `require`.",
    bad="kind: many-choice\noptions:\n  - {text: '${{ 2*a }}$', right: yes}\n  - {text: '${{ 4*a }}$', right: yes}\n"
    "---\n## Check\n~~~python\nexpected = [True, True]\n~~~",
    good="kind: many-choice\noptions:\n  - {text: '${{ 2*a }}$', right: yes}\n  - {text: '${{ 4*a - 1 }}$'}\n"
    "---\n## Check\n~~~python\nexpected = [True, False]\n~~~",
    check=_check,
)

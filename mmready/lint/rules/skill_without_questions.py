"""Every skill can be asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    asked = {template.skill for template in bank.questions.values()}
    for skill in bank.skills:
        if skill not in asked:
            yield f"{bank.root}/skills.yml", 0, f"no question asks for the skill {skill!r}"


RULE = BankRule(
    code="skill-without-questions",
    severity="warning",
    says="Every skill has a question whose main skill it is.",
    fix="Write a question for it, or take the skill out.",
    check=_check,
)

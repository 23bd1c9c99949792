"""What a course needs can be measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    asked = {template.skill for template in bank.questions.values()}
    for course in bank.courses.values():
        for skill in course.skills("essential", "helpful") if course.measured else ():
            if skill not in asked:
                message = f"{course.id} needs the skill {skill!r}, which no question asks for"
                yield f"{bank.root}/courses/{course.id}.yml", 0, message


RULE = BankRule(
    code="need-without-questions",
    severity="warning",
    says="Every skill that a measured course needs has a question.",
    fix="Write a question for it: without one the course's verdict leaves it out.",
    check=_check,
)

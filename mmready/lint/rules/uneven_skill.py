"""A skill's questions are of all difficulties, and most are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.report import band_of
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample

_ENOUGH = 6  # questions of a skill from which its spread is looked at
_EACH = 2
_CHOICE = 1 / 3


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    by_skill: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_skill[sample.template.skill].append(sample)
    for skill, found in by_skill.items():
        if len(found) < _ENOUGH:
            continue
        place = f"{bank.root}/skills.yml"
        for band in ("easy", "middle", "hard"):
            count = sum(band_of(sample.template.difficulty) == band for sample in found)
            if count < _EACH:
                message = f"the skill {skill!r} has {len(found)} questions, {count} of them {band}; expected {_EACH}"
                yield place, 0, message
        choice = sum(sample.template.kind.endswith("-choice") for sample in found)
        if choice > _CHOICE * len(found):
            message = f"of the {len(found)} questions of {skill!r} {choice} are choices; expected at most a third"
            yield place, 0, message


RULE = BankRule(
    code="uneven-skill",
    severity="warning",
    says="A skill with six questions or more has two easy, two middle and two hard ones; at most a third are choices.",
    fix="Write a question of the missing sort, or look again at the difficulties.",
    check=_check,
)

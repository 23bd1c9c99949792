"""A question that is always the same has sisters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample

_SISTERS = 3


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    count = Counter(sample.template.skill for sample in samples)
    for sample in samples:
        body = sample.body
        sisters = count[sample.template.skill] - 1
        if not (body.parameters or body.cases or body.pick) and sisters < _SISTERS:
            message = f"this question never changes, and its skill has {sisters} others; expected {_SISTERS}"
            yield body.path, sample.line("kind"), message


RULE = BankRule(
    code="always-alike",
    severity="warning",
    says="A question without `parameters`, `cases` or `pick` has at least three sisters in its skill.",
    fix="Give it parameters or cases, or write more questions for the skill.",
    check=_check,
)

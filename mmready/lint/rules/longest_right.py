"""Length does not give the right option away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample

_FEWEST = 20  # questions from which a habit can be seen
_SHARE = 0.6
_CLEARLY = 1.25


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    longest, looked_at = [], 0
    for sample in samples:
        if sample.template.kind != "one-choice" or not sample.draws:
            continue
        looked_at += 1
        draw = sample.draws[0]
        right = [len(option.text) for option in draw.variant.options if option.letter in draw.key.right]
        wrong = [len(option.text) for option in draw.variant.options if option.letter not in draw.key.right]
        if right and wrong and max(right) > _CLEARLY * max(wrong):
            longest.append(sample)
    if looked_at >= _FEWEST and len(longest) > _SHARE * looked_at:
        for sample in longest:
            message = f"the right option is clearly the longest here and in {len(longest)} of {looked_at} questions"
            yield sample.body.path, sample.line("options"), message


RULE = BankRule(
    code="longest-right",
    severity="warning",
    says="Over the bank, the right option is clearly the longest in at most 6 of 10 one-choice questions.",
    fix="Shorten the right option or say the wrong ones as carefully.",
    check=_check,
)

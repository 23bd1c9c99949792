"""Few questions go without a Check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample

_SHARE = 0.1
_FEWEST = 20  # in a smaller bank one question may be reviewed


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    reviewed = [sample for sample in samples if sample.body.reviewed]
    allowed = max(1, int(_SHARE * len(samples)))
    for sample in reviewed[allowed:] if len(samples) >= _FEWEST or len(reviewed) > 1 else ():
        message = (
            f"{len(reviewed)} of {len(samples)} questions are reviewed and not checked; expected {allowed} at most"
        )
        yield sample.body.path, sample.line("reviewed"), message


RULE = BankRule(
    code="reviewed-share",
    severity="error",
    says="At most one question in ten is reviewed by two people instead of proved by a Check.",
    fix="Write a Check for this question, or have two people review it and name them.",
    check=_check,
)

"""No two questions ask nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample

_RUN = 3  # words
_SHARE = 0.6
_FEWEST = 8  # runs, below which likeness says little


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    seen: list[tuple[Sample, frozenset[str]]] = []
    for sample in samples:
        runs = _runs(sample)
        for other, theirs in seen:
            share = len(runs & theirs) / max(1, len(runs | theirs))
            if share > _SHARE and min(len(runs), len(theirs)) >= _FEWEST:
                message = f"{share:.0%} of the words here and in {other.template.id!r} are the same"
                yield sample.body.path, sample.line("text"), message
        seen.append((sample, runs))


def _runs(sample: Sample) -> frozenset[str]:
    """All runs of three words or signs of what the question shows, whatever numbers are drawn."""
    body = sample.body
    shown = [body.text, body.program, *body.order_lines, *(option.text for option in body.options)]
    words = re.findall(r"\w+|[^\w\s]", " ".join(shown).casefold())
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


RULE = BankRule(
    code="nearly-twice",
    severity="warning",
    says="No two questions share more than six tenths of their words, programs and options.",
    fix="Ask for another idea, or make one question of both with `cases`.",
    check=_check,
)

"""No question is there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    seen: dict[str, Sample] = {}
    for sample in samples:
        words = re.findall(r"\w+", sample.body.text.casefold())
        code = [sample.body.program, *sample.body.order_lines, *(option.text for option in sample.body.options)]
        text = " ".join([*words, *code, *map(str, sample.body.figures.values()), str(sample.body.answer)])
        if text in seen:
            other = seen[text].template.id
            yield sample.body.path, sample.line("text"), f"this asks the same as the question {other!r}"
        seen.setdefault(text, sample)


RULE = BankRule(
    code="question-twice",
    severity="error",
    says="No two questions have the same text, program, options and key.",
    fix="Delete one, or give both stories as `cases` of one question.",
    check=_check,
)

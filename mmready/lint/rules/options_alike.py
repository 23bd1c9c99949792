"""Options differ from each other on every draw."""

from __future__ import annotations

from collections.abc import Iterator

from mmready.domain.variant import Option
from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    for draw in sample.draws:
        lists = [("options", draw.variant.options)]
        lists += [(f"blanks.{blank.name}.options", blank.options) for blank in draw.variant.blanks]
        for at, options in lists:
            yield from _alike(at, options, draw.seed)


def _alike(at: str, options: tuple[Option, ...], seed: int) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for option in options:
        text = "".join(option.text.split()).strip(".").casefold()
        if text in seen:
            message = f"with seed {seed} the options {seen[text]} and {option.letter} are the same: {option.text}"
            yield Finding(message, f"{at}.{ord(option.letter[0]) - ord('a')}")
        seen.setdefault(text, option.letter)


RULE = QuestionRule(
    code="options-alike",
    severity="error",
    says="No two options are the same on any draw.",
    fix="Exclude the draws where they coincide with `require`, or change one of them.",
    bad="kind: one-choice\noptions:\n  - {text: Forty trees., right: yes}\n  - {text: Forty-one trees.}\n"
    "  - {text: forty trees}\n---\n## Check\n~~~python\nexpected = [True, False, False]\n~~~",
    good="kind: one-choice\noptions:\n  - {text: Forty trees., right: yes}\n  - {text: Forty-one trees.}\n"
    "  - {text: Fifty trees.}\n---\n## Check\n~~~python\nexpected = [True, False, False]\n~~~",
    check=_check,
)

"""Numbers in formulas look as a person would write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import drawn_texts, formulas

_UNTIDY = {
    "two signs in a row": r"[-+]\s*[-+]\s*\d",
    "a factor 1": r"(?<![\d.,\w}\\])1\s*(?:[a-zA-Z]|\\cdot\s*[a-zA-Z]|\\(?:sin|cos|exp|ln|sqrt)\b)",
    "an exponent 1": r"\^\s*(?:1(?![\d./,])|\{\s*1\s*\})",
    "a summand 0": r"[-+]\s*0(?![\d.,])",
    "a factor 0": r"(?<![\d.,\w}^_{])0\s*(?:[a-zA-Z]|\\cdot)",
}
# the upper limit of an integral is no exponent
_LIMITS = re.compile(r"_\s*(?:\{[^{}]*\}|\\?\w+)\s*\^\s*(?:\{[^{}]*\}|\\?\w+)")
_LONG_DECIMAL = re.compile(r"(?<![\w.])\d+\.\d{9,}")


def _check(sample: Sample) -> Iterator[Finding]:
    for draw in sample.draws:
        for text in drawn_texts(draw):
            found = _LONG_DECIMAL.search(text.text)
            if found:
                yield Finding(f"with seed {draw.seed} a decimal has too many digits: {found.group()}", text.at)
            for formula in formulas(text.text):
                yield from (
                    Finding(f"with seed {draw.seed} the formula ${formula.strip()[:60]}$ shows {what}", text.at)
                    for what, pattern in _UNTIDY.items()
                    if re.search(pattern, _LIMITS.sub(" ", formula))
                )


RULE = QuestionRule(
    code="untidy-numbers",
    severity="error",
    says="No `--3`, `+ -2`, `1x`, `x^1`, `+ 0` and no endless decimals in what learners see.",
    fix="Put the whole expression into one placeholder, `{{ a*x + b }}` for `{{ a }}x + {{ b }}`; round decimals.",
    bad="---\nA box holds ${{ a }}$ rows of $1n$ stones, where $n = {{ b }}$, and one more. How many are there?",
    good="---\nA box holds ${{ a }}$ rows of $n$ stones, where $n = {{ b }}$, and one more. How many are there?",
    check=_check,
)

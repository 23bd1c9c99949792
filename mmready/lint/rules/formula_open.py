"""Formulas are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import drawn_texts, formulas, without_code


def _check(sample: Sample) -> Iterator[Finding]:
    for draw in sample.draws[:1]:
        for text in drawn_texts(draw):
            for paragraph in re.split(r"\n\s*\n", without_code(text.text)):
                if len(re.findall(r"(?<!\\)\$", paragraph)) % 2:
                    yield Finding(f"a dollar sign has no partner: {paragraph.strip()[:60]!r}", text.at)
            for formula in formulas(text.text):
                wrong = _unbalanced(formula)
                if wrong:
                    yield Finding(f"{wrong} in ${formula.strip()[:60]}$", text.at)


def _unbalanced(formula: str) -> str:
    depth = 0
    for sign in re.findall(r"\\.|[{}]", formula, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return "a brace is closed that was not opened"
    if depth:
        return "a brace is not closed"
    for left, right in ((r"\\left(?![a-zA-Z])", r"\\right(?![a-zA-Z])"), (r"\\begin\{", r"\\end\{")):
        if len(re.findall(left, formula)) != len(re.findall(right, formula)):
            return f"{left[2:6]}… and {right[2:5]}… do not pair up"
    return ""


RULE = QuestionRule(
    code="formula-open",
    severity="error",
    says="Dollar signs, braces and `\\left … \\right` pair up.",
    fix="Close the formula; a dollar sign that is money is written `\\$`.",
    bad="---\n## Hint\nMultiply ${{ a }} by {{ b }} first.",
    good="---\n## Hint\nMultiply ${{ a }}$ by ${{ b }}$ first; it is worth \\$3.",
    check=_check,
)

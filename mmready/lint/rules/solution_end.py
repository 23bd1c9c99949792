"""The Solution arrives at the key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.domain.question import MATHS_KINDS
from mmready.grading import grade
from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Draw, Sample
from mmready.lint.texts import formulas, tells

_RELATION = re.compile(r"=|\\approx|\\Rightarrow|\\implies|:")


def _check(sample: Sample) -> Iterator[Finding]:
    solution = sample.body.solution
    if re.search(r"\{\{ [^}]*\banswer\b", solution):
        return
    kind = sample.template.kind
    if kind == "function" and "~~~python" not in solution and "```python" not in solution:
        yield Finding("the Solution holds no program between ~~~python and ~~~", "solution")
    if kind == "output" and "{{ program" not in solution:
        for draw in sample.draws[:1]:
            if draw.key.answer.strip() not in draw.key.solution:
                yield Finding("the Solution does not show what is printed", "solution")
    if kind in MATHS_KINDS:
        for draw in sample.draws[:1]:
            if not _arrives(draw):
                yield Finding("the Solution does not end with the key", "solution")


def _arrives(draw: Draw) -> bool:
    """Whether one of the last formulas, or what stands behind its last sign of relation, is the key."""
    for formula in formulas(draw.key.solution)[-3:]:
        # an equation or inequality is the whole formula, else it is what stands behind the last relation
        pieces = [formula, *_RELATION.split(formula)[::-1]]
        if any(grade(draw.key, piece.strip().rstrip(".,;")).outcome == "right" for piece in pieces if piece.strip()):
            return True
    return tells(draw.key.solution, draw.key)


RULE = QuestionRule(
    code="solution-end",
    severity="error",
    says="The Solution ends with the key.",
    fix="Put `{{ answer }}` where the Solution states the result.",
    bad="---\n## Solution\nCount the rows, and do not forget the last stone.",
    good="---\n## Solution\nThere are ${{ a }} \\cdot {{ b }} + 1 = {{ a*b + 1 | value }}$ stones.",
    check=_check,
)

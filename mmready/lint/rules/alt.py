"""Every picture has a text in its place, and it does not give the key away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import tells


def _check(sample: Sample) -> Iterator[Finding]:
    for name, figure in sample.body.figures.items():
        at = f"figures.{name}.alt"
        if len(figure.alt.split()) < 3:
            yield Finding(f"the figure {name!r} needs words that stand for it; got {figure.alt!r}", at)
        if re.search(r"\{\{ [^}]*\banswer\b", figure.alt):
            yield Finding(f"the words for the figure {name!r} show the key", at)
    for draw in sample.draws:
        for drawn in draw.variant.figures:
            if tells(drawn.alt, draw.key):
                yield Finding(
                    f"with seed {draw.seed} the words for the figure {drawn.name!r} hold the key",
                    f"figures.{drawn.name}.alt",
                )


_FIGURE = (
    "figures:\n  rows: {{plot: a*x, x: [0, 4], y: [0, 99], alt: {alt}}}\nvariables: {{x: real}}\n---\n"
    "![rows](figure:rows)\n\nA box holds ${{{{ a }}}}$ rows of ${{{{ b }}}}$ stones and one more. How many are there?"
)

RULE = QuestionRule(
    code="alt",
    severity="error",
    says="Every figure has an `alt` of at least three words, without the key.",
    fix="Describe what there is to see, not what follows from it.",
    bad=_FIGURE.format(alt="Stones."),
    good=_FIGURE.format(alt="A straight line through the origin."),
    check=_check,
)

"""The Check goes another way than the key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample


def _check(sample: Sample) -> Iterator[Finding]:
    answer = sample.body.answer
    if not isinstance(answer, str) or len(_squeezed(answer)) < 4:
        return
    for line in sample.body.check.splitlines():
        found = re.fullmatch(r"\s*expected\s*=\s*(?:lambda [\w, ]*:)?(.*)", line)
        if found and _squeezed(found.group(1)) == _squeezed(answer):
            yield Finding("the Check repeats the key's own formula, so that it proves nothing", "check")


def _squeezed(text: str) -> str:
    return re.sub(r"\s|np\.|math\.", "", text.partition("#")[0]).replace("**", "^")


RULE = QuestionRule(
    code="check-copies",
    severity="error",
    says="The Check does not repeat the key's formula.",
    fix="Count, simulate, integrate by quadrature, differentiate by finite differences: go another way than the key.",
    bad="## Check\n~~~python\nexpected = a * b + 1\n~~~",
    good="## Check\n~~~python\nexpected = sum([b] * a) + 1\n~~~",
    check=_check,
)

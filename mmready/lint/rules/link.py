"""Links lead somewhere known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmready.lint.rule import Finding, QuestionRule
from mmready.lint.sample import Sample
from mmready.lint.texts import without_code, written_texts

_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)[^)]*\)")


def _check(sample: Sample) -> Iterator[Finding]:
    for text in written_texts(sample):
        for picture, address in _LINK.findall(without_code(text.text)):
            if picture and address.startswith("figure:"):
                continue  # the loader knows the figures
            if not re.match(r"https://[\w.-]+\.[a-z]{2,}(/|$)", address):
                yield Finding(f"expected an https address or a figure, got {address!r}", text.at)
            elif sample.addresses and not _known(address, sample.addresses):
                yield Finding(f"{address!r} belongs to none of the bank's resources", text.at)


def _known(address: str, known: frozenset[str]) -> bool:
    host = "/".join(address.split("/")[:3])
    return any(one.startswith(host) for one in known)


RULE = QuestionRule(
    code="link",
    severity="error",
    says="A link leads to an https address of one of the bank's resources, a picture to a figure.",
    fix="Name the resource in `resources.yml`, or write the link out as text.",
    bad="---\n## Hint\nSee [the notes](notes.html).",
    good="---\n## Hint\nCount the rows as you would on paper.",
    check=_check,
)

"""Answers as people type them, class by class: notations, domains, near misses (``answers.txt``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mmready.grading.judge import judge

TEXT = (Path(__file__).parent / "answers.txt").read_text(encoding="utf-8")


def _options(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    for name, domain in found.get("variables", {}).items():
        found["variables"][name] = tuple(domain) if isinstance(domain, list) else domain
    return found


def _groups() -> Iterator[Any]:
    for block in TEXT.split("\n\n"):
        head, *lines = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if head:
            kind, _, rest = head.partition(": ")
            key, _, options = rest.partition("   ")
            answers = [(line[0] == "+", line[2:].replace("⏎", "\n").replace("⇥", "\t")) for line in lines]
            yield pytest.param(kind, key, _options(options), answers, id=f"{kind} {key}"[:40])


GROUPS = list(_groups())


def test_there_are_many_of_both_sorts() -> None:
    for due, least in ((True, 600), (False, 450)):
        assert sum(right is due for group in GROUPS for right, _ in group.values[3]) >= least


@pytest.mark.parametrize(("kind", "key", "options", "answers"), GROUPS)
def test_right_answers_are_accepted_and_others_are_not(
    kind: str, key: str, options: dict[str, Any], answers: list[tuple[bool, str]]
) -> None:
    for due, response in answers:
        judgement = judge(response, key, kind=kind, **options)
        assert (judgement.outcome == "right") is due, (response, judgement)

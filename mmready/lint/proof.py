"""The Check of a question, run in one child process for all its draws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mmready.domain.question import QuestionBody
from mmready.domain.runner import Report, Runner, Task
from mmready.grading.values import read_value
from mmready.lint.keys import ask, judge_answers
from mmready.lint.sample import Draw, Proof

__all__ = ["check_source", "prove"]

_SECONDS, _SECONDS_A_DRAW, _MEGABYTES = 15.0, 5.0, 2048
_FENCE = re.compile(r" {0,3}(~{3,}|`{3,})\s*(\w*)")


def prove(body: QuestionBody, draws: Sequence[Draw], runner: Runner) -> tuple[Proof, ...]:
    """What the Check says of each draw; nothing for a question that is reviewed instead and has no code."""
    source = check_source(body.check)
    if not source.strip() or not draws:
        return ()
    asked = [ask(draw.key, wrong_orders=number == 0) for number, draw in enumerate(draws)]
    inputs = {
        "check": source,
        "draws": [
            {"values": dict(draw.values), "functions": list(draw.functions.values()), "ask": question}
            for draw, question in zip(draws, asked, strict=True)
        ],
    }
    seconds = _SECONDS + _SECONDS_A_DRAW * len(draws)
    calls = tuple(f"prove({number})" for number in range(len(draws)))
    report = runner.run(Task(_harness(), calls, inputs, seconds=seconds, megabytes=_MEGABYTES))
    first = body.at.get("check", 1)
    return tuple(_proof(draw, number, report, first) for number, draw in enumerate(draws))


def _harness() -> str:
    return Path(__file__).with_name("harness.py").read_text(encoding="utf-8")


def _proof(draw: Draw, number: int, report: Report, first: int) -> Proof:
    if number >= len(report.results):
        return Proof(draw.seed, "stopped", f"{report.ended}: {report.error}")
    result = report.results[number]
    if not result.ok:
        return Proof(draw.seed, "stopped", result.error.rpartition("\n")[2])
    answers: Any = read_value(result.text)
    if not isinstance(answers, dict):
        return Proof(draw.seed, "unset", f"`expected` holds something that is no plain value: {result.text[:80]}")
    try:
        proof = judge_answers(draw.key, answers, draw.seed)
    except ValueError as error:
        return Proof(draw.seed, "unset", str(error))
    line = first + proof.line - 1 if proof.line else 0
    return Proof(proof.seed, proof.status, proof.message, line)


def check_source(check: str) -> str:
    """The Python blocks of a Check section, each on its own lines; all other lines are empty."""
    kept, fence, is_python = [], "", False
    for line in check.splitlines():
        found = _FENCE.match(line)
        if found and not fence:
            fence, is_python = found.group(1), found.group(2) in ("python", "py")
            kept.append("")
        elif found and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
            kept.append("")
        else:
            kept.append(line if fence and is_python else "")
    return "\n".join(kept)

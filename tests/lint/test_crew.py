"""Several processes give the same report as one."""

from __future__ import annotations

import os
import re
import signal
from typing import Any

import pytest

from mmready.errors import MMReadyError
from mmready.lint import Crew, lint_bank
from mmready.lint.example import BASES, merged
from mmready.running import ChildRunner, many_runner

QUESTIONS = {f"q{n}": merged(f"---\nStory {n} of ${{{{ a }}}}$ and ${{{{ b }}}}$ stones?") for n in range(8)}
PLANTED = {"wrong": merged("answer: a*b + 2"), "sound": BASES["output"]}


def test_two_processes_find_what_one_finds(write_bank: Any, crew: Crew) -> None:
    root = write_bank(QUESTIONS | PLANTED)
    told: list[str] = []
    both = Crew(2, many_runner, ChildRunner)
    report = lint_bank(root, seeds=2, crew=both, progress=lambda done, total, name: told.append(name))
    assert report == lint_bank(root, seeds=2, crew=crew)
    assert "key-disproved" in {fault.code for fault in report.faults}
    assert told == [*QUESTIONS, "sound", "wrong"]


def test_other_seeds_are_drawn_from_the_first_one_on(write_bank: Any, crew: Crew) -> None:
    only_from_40 = "parameters: {a: 'integer(12, 60)', b: 'integer(3, 9)'}\nanswer: piecewise(a*b + 1 if a < 40, a*b)"
    root = write_bank({"late": merged(only_from_40)})
    seeds = [fault.message for fault in lint_bank(root, seeds=20, first=100, crew=crew).faults]
    assert any(re.search(r"seed 1[01]\d", message) for message in seeds), seeds


def ended() -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def test_process_that_is_ended_from_outside_is_told(write_bank: Any) -> None:
    with pytest.raises(MMReadyError, match="--jobs 1"):
        lint_bank(write_bank(QUESTIONS), seeds=1, crew=Crew(2, ended, ChildRunner))

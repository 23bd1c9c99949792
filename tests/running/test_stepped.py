"""The runner of the static site: in the page's own interpreter, under a budget of steps."""

from __future__ import annotations

import builtins
import sys

import pytest

from mmready.domain.runner import Task
from mmready.running import StepRunner

RUNNER = StepRunner()


def test_calls_see_the_names_that_the_source_made() -> None:
    report = RUNNER.run(Task("def f(x):\n    print(x)\n    return [x, inputs]", ("f(1)", "f(y)"), inputs=5))
    assert (report.ended, report.printed) == ("done", "1\n")
    assert [(result.ok, result.value) for result in report.results] == [(True, [1, 5]), (False, None)]
    assert "NameError" in report.results[1].error


@pytest.mark.parametrize(
    ("source", "ended", "error"),
    [
        ("while True: pass", "timeout", "stopped"),
        ("def f(n):\n    while n: n += 1\nf(1)", "timeout", "stopped"),
        ("while True:\n    try:\n        1/0\n    except ZeroDivisionError: pass", "timeout", "stopped"),
        ("while True: print('x' * 1000)", "timeout", "stopped"),
        ("while True:\n    try:\n        while True: pass\n    except: pass", "failed", "named where it is caught"),
        ("while True:\n    try:\n        pass\n    finally:\n        continue", "failed", "named where it is caught"),
        ("try:\n    pass\nexcept (ValueError, BaseException): pass", "failed", "named where it is caught"),
        ("1 / 0", "failed", "line 1, in <module>: 1 / 0\nZeroDivisionError"),
        ("import sys\nsys.exit()", "failed", "SystemExit"),
        ("def f(:", "failed", "SyntaxError"),
        ("import os", "failed", "os cannot be imported here; what can: sys"),
    ],
)
def test_every_bad_end_is_a_report(source: str, ended: str, error: str) -> None:
    report = RUNNER.run(Task(source, ("1",), modules=("sys",), seconds=0.5))
    assert report.ended == ended
    assert error in report.error
    assert len(report.printed) <= 10_000


def test_steps_end_what_time_would_not() -> None:
    assert StepRunner(steps=1000).run(Task("n = 0\nwhile n < 10_000: n += 1", seconds=60)).ended == "timeout"


def test_the_interpreter_is_left_as_it_was() -> None:
    before = builtins.__import__, sys.gettrace(), sys.stdout
    RUNNER.run(Task("while True: pass", modules=("math",), seconds=0.1))
    assert (builtins.__import__, sys.gettrace(), sys.stdout) == before


def test_results_before_the_end_are_kept() -> None:
    report = RUNNER.run(Task("def g():\n    while True: pass", ("1", "g()", "2"), seconds=0.3))
    assert (report.ended, [result.value for result in report.results]) == ("timeout", [1])

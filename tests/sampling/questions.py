"""What the tests of sampling share: the fixture questions, questions made on the spot, and a runner of their own."""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.runner import Report, Result, Task
from mmready.loading import read_question

FIXTURES = Path(__file__).parents[1] / "fixtures" / "questions"
KINDS = tuple(sorted(path.stem for path in FIXTURES.glob("*.md")))


class PlainRunner:
    """Runs the programs of these tests in this process; counts its runs."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, task: Task) -> Report:
        self.runs += 1
        printed, scope = io.StringIO(), {"__name__": "task"}
        with contextlib.redirect_stdout(printed):
            try:
                exec(task.source, scope)
            except Exception as error:
                return Report("failed", printed=printed.getvalue(), error=repr(error))
            results = tuple(self._call(call, scope) for call in task.calls)
        return Report("done", results, printed.getvalue())

    @staticmethod
    def _call(call: str, scope: dict[str, Any]) -> Result:
        try:
            return Result(True, repr(eval(call, scope)))
        except Exception as error:
            return Result(False, error=repr(error))


def fixture(name: str) -> tuple[QuestionTemplate, QuestionBody]:
    """One of the fixture questions."""
    return read_question(FIXTURES / f"{name}.md")


def question(kind: str = "number", text: str = "Text.", **fields: Any) -> tuple[QuestionTemplate, QuestionBody]:
    """A question made on the spot; ``at`` gives every field a line of its own."""
    template = QuestionTemplate("made", kind, "skill", "calculus", 2, 1.0)
    body = QuestionBody("made.md", text, ("Hint.",), "Solution.", "", {})
    names = [*fields, "text", "solution"]
    return template, replace(body, **fields, at={name: line for line, name in enumerate(names, 2)})

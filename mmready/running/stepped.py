"""Python code in the page's own interpreter, where no process exists: a static site in the browser.

Only two things are bounded: how many steps the code takes, and how much it may print. What it does to the page's
memory is the page's; a single long step (a sum over a huge range) is not interrupted. On a machine with processes use
``ChildRunner``.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import sys
import time
from types import FrameType
from typing import Any, Literal

from mmready.domain.runner import Report, Result, Task
from mmready.running import child
from mmready.running.watch import PRINTED_AT_MOST

__all__ = ["StepRunner"]

_STEPS_BETWEEN_LOOKS = 1_000  # at the clock


class _OverBudgetError(BaseException):
    """The code has used up its time or its steps."""


class StepRunner:
    """Runs a task here, step by step, until its ``seconds`` or ``steps`` are used up (``domain.runner.Runner``).

    Code that catches every exception could not be stopped, so that it is refused.
    """

    def __init__(self, steps: int = 5_000_000) -> None:
        self.steps = steps

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.steps})"

    def run(self, task: Task) -> Report:
        """Run the source, then the calls; ``results`` has one entry for every call that was reached."""
        began = time.monotonic()
        printed = _Short()
        results: list[Result] = []
        original, tracer = builtins.__import__, sys.gettrace()
        budget = _Budget(self.steps, began + task.seconds)
        ended: Literal["done", "failed", "timeout", "memory", "killed"]
        try:
            if task.modules:
                builtins.__import__ = child.guarded_import(task.modules)
            with contextlib.redirect_stdout(printed):
                sys.settrace(budget.step)
                ended, error = _run(task, results)
        except _OverBudgetError:
            ended, error = "timeout", f"stopped after {time.monotonic() - began:.1f} s"
        finally:
            sys.settrace(tracer)
            builtins.__import__ = original
        return Report(ended, tuple(results), printed.getvalue(), error, time.monotonic() - began)


class _Budget:
    """Counts steps by tracing every instruction, and looks at the clock now and then."""

    def __init__(self, steps: int, deadline: float) -> None:
        self.left = steps
        self.deadline = deadline

    def step(self, frame: FrameType, event: str, argument: Any) -> Any:
        frame.f_trace_opcodes = True  # or an empty loop would have no steps
        self.left -= 1
        if self.left < 0 or (self.left % _STEPS_BETWEEN_LOOKS == 0 and time.monotonic() > self.deadline):
            raise _OverBudgetError
        return self.step


class _Short(io.StringIO):
    """Keeps the first characters written to it."""

    def write(self, text: str) -> int:
        super().write(text[: max(0, PRINTED_AT_MOST - self.tell())])
        return len(text)


def _run(task: Task, results: list[Result]) -> tuple[Literal["done", "failed", "memory"], str]:
    namespace: dict[str, Any] = {"__name__": "__main__", "inputs": task.inputs}
    child.remember("<answer>", task.source)
    try:
        _refuse_catching_all(task.source)
        exec(compile(task.source, "<answer>", "exec", dont_inherit=True), namespace)  # noqa: S102 - see the module's text
    except _OverBudgetError:
        raise
    except BaseException as error:
        return ("memory" if isinstance(error, MemoryError) else "failed"), child.told_error(error)
    for call in task.calls:
        try:
            value = eval(compile(call, "<call>", "eval", dont_inherit=True), namespace)  # noqa: S307 - the same
            text = child.tell(value)
            results.append(Result(True, text, child.json_of(value, text)))
        except _OverBudgetError:
            raise
        except BaseException as error:
            results.append(Result(False, error=child.told_error(error)))
    return "done", ""


def _refuse_catching_all(source: str) -> None:
    for node in ast.walk(ast.parse(source)):
        catches_all = isinstance(node, ast.ExceptHandler) and (
            node.type is None or "BaseException" in ast.dump(node.type)
        )
        leaves = isinstance(node, ast.Try) and any(
            isinstance(part, ast.Return | ast.Continue | ast.Break)
            for each in node.finalbody
            for part in ast.walk(each)
        )
        if catches_all or leaves:
            raise SyntaxError("in the browser an exception has to be named where it is caught: except ValueError:")

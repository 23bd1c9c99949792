"""Bounded child processes for Python answers, authors' Checks and the programs that questions show.

The kernel never runs a learner's text or a question's code itself. ``ChildRunner`` starts a process for each task;
``WarmRunner`` does the same for many tasks in a row; ``StepRunner`` serves in the browser, which has no processes;
``isolation`` says what holds on this machine.
"""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.running.available import isolation
    from mmready.running.default import default_runner, many_runner
    from mmready.running.runner import ChildRunner
    from mmready.running.stepped import StepRunner
    from mmready.running.warm import WarmRunner

__all__ = ["ChildRunner", "StepRunner", "WarmRunner", "default_runner", "isolation", "many_runner"]

exports(
    __name__,
    {
        "available": "isolation",
        "default": "default_runner many_runner",
        "runner": "ChildRunner",
        "stepped": "StepRunner",
        "warm": "WarmRunner",
    },
)

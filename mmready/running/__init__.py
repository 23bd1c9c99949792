"""Bounded child processes for Python answers, authors' Checks and the programs that questions show.

The kernel never runs a learner's text or a question's code itself. ``ChildRunner`` starts a process for each task;
``WarmRunner`` does the same for many tasks in a row; ``isolation`` says what holds on this machine.
"""

from mmready.domain.runner import Runner
from mmready.running.available import isolation
from mmready.running.runner import ChildRunner
from mmready.running.warm import WarmRunner

__all__ = ["ChildRunner", "WarmRunner", "default_runner", "isolation"]


def default_runner() -> Runner:
    """The runner for learners' answers on this machine."""
    return ChildRunner()

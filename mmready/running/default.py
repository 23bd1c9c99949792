"""Which runner serves on this machine."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmready.domain.runner import Runner


__all__ = ["default_runner", "many_runner"]


def default_runner() -> Runner:
    """The runner for learners' answers on this machine."""
    if sys.platform == "emscripten":
        from mmready.running.stepped import StepRunner

        return StepRunner()
    from mmready.running.runner import ChildRunner

    return ChildRunner()


@contextlib.contextmanager
def many_runner() -> Iterator[Runner]:
    """The runner for many tasks in a row (proving and compiling a bank), ended when the block is left."""
    if not sys.platform.startswith("linux"):
        yield default_runner()
        return
    from mmready.running.warm import WarmRunner

    with WarmRunner() as runner:
        yield runner

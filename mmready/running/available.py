"""What this machine can keep Python code from doing, found out by starting a child."""

from __future__ import annotations

import sys

from mmready.errors import RunnerError
from mmready.running import confine
from mmready.running.runner import ChildRunner

__all__ = ["isolation"]


def isolation(runner: ChildRunner | None = None) -> dict[str, bool]:
    """Whether the operating system bounds each thing that code in a child could do here, for ``mmready doctor``.

    All are ``False`` where no child can be started at all; the runner's ``RunnerError`` then says why.
    """
    try:
        fences = (runner or ChildRunner()).fences()
        runs = True
    except RunnerError:
        fences, runs = (), False
    limits, files, calls = (name in fences for name in ("limits", "landlock", "seccomp"))
    return {
        "time": runs,
        "output": runs,
        "memory": limits and sys.platform != "darwin",  # macOS takes the limit and does not keep it
        "writing files": limits or files,
        "reading files": files,
        "deleting files": files,
        "other programs": calls,
        "network": calls,
        "signals": calls or (files and confine.landlock_version() >= 6),
    }

"""What an answer needs is loaded while the learner reads: after the first screen, in pauses of the kernel's own loop.

The first question comes without it, so that nobody waits. No thread is used: there is none in a browser, and a part is
loaded quickly enough that a click waits for one of them at most. Without a loop it is loaded when it is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module

__all__ = ["warm_up"]

PARTS = (
    "numpy",
    "mmready.measuring.for_bank",
    "mmready.session.next_question",
    "mmready.measuring.estimating",
    "mmready.maths.tree",
    "mmready.maths.evaluate",
    "mmready.maths.equivalence",
    "mmready.maths",
    "mmready.grading.dispatch",
    "mmready.ui.responses",
    "mmready.advising.readiness",
    "markdown_it",
    "latex2mathml.converter",
    "mmready.report.markdown",
    "mmready.ui.feedback",
    "mmready.ui.reading",
)
FIRST, NEXT = 0.3, 0.05  # seconds before the first part, and between two


@cache
def warm_up() -> None:
    """Begin to load it, once in a process."""
    with contextlib.suppress(RuntimeError):  # no loop is running
        loop = asyncio.get_running_loop()
        loop.call_later(FIRST, _load, loop, iter(PARTS))


def _load(loop: asyncio.AbstractEventLoop, parts: Iterator[str]) -> None:
    part = next(parts, None)
    if part is not None:
        with contextlib.suppress(ImportError):  # whoever needs it says so
            import_module(part)
        loop.call_later(NEXT, _load, loop, parts)

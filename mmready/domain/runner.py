"""The protocol of running Python code in bounds: learners' functions, authors' Check sections and shown programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Task:
    """Code to run and calls to make, all in one bounded process.

    ``source`` is executed once. Then each of ``calls`` is evaluated in the namespace it left, in order; a call is an
    expression as text. ``inputs`` (JSON values) are put in the namespace as ``inputs`` beforehand. ``modules`` names
    what may be imported (empty: anything installed). ``seconds`` and ``megabytes`` bound the whole run.
    """

    source: str
    calls: tuple[str, ...] = ()
    inputs: Any = None
    modules: tuple[str, ...] = ()
    seconds: float = 5.0
    megabytes: int = 512


@dataclass(frozen=True, slots=True)
class Result:
    """What one call gave: ``text`` is its ``repr``, ``value`` the same as JSON where it can be (else None)."""

    ok: bool
    text: str = ""
    value: Any = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """How a run ended. ``printed`` is what it wrote (cut at 10,000 characters), ``error`` a short traceback text."""

    ended: Literal["done", "failed", "timeout", "memory", "killed"]
    results: tuple[Result, ...] = ()
    printed: str = ""
    error: str = ""
    seconds: float = 0.0


class Runner(Protocol):
    """Runs a task in bounds; never raises for anything the code does."""

    def run(self, task: Task) -> Report: ...

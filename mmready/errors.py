"""Every error that mmready raises on purpose.

::

    MMReadyError
    ├── AuthorError         a question, course or skill file is wrong; carries every fault, each with file and line
    ├── LearnerInputError   a call that the sitting cannot take now (an answer after the end, an unknown course)
    │   └── UnreadableError   typed mathematics that cannot be read; carries a code, a place and what would help
    ├── ProgressError       saved answers that cannot be written or read
    │   └── UnreachableError  where they are kept does not answer now, or refuses; they may be as whole as ever
    └── RunnerError         a child process for Python code could not be started at all
"""

from __future__ import annotations

from mmready.values import dataclass

__all__ = [
    "AuthorError",
    "Fault",
    "LearnerInputError",
    "MMReadyError",
    "ProgressError",
    "RunnerError",
    "UnreachableError",
    "UnreadableError",
]


class MMReadyError(Exception):
    """Anything that mmready itself refuses, with a message for a person."""

    def _render_traceback_(self) -> list[str]:
        """In a notebook the message alone (IPython asks for this): a stack of calls would hide what is to be done."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file of the bank.

    ``line`` counts from 1 (0 where no line can be named); ``code`` names the rule; ``severity`` is
    ``"error"`` or ``"warning"``. Faults are ordered by their place.
    """

    file: str
    line: int
    code: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message}"

    def __lt__(self, other: Fault) -> bool:
        return _order(self) < _order(other)


def _order(fault: Fault) -> tuple[object, ...]:
    return fault.file, fault.line, fault.code, fault.message, fault.severity


class AuthorError(MMReadyError):
    """Files of the bank are wrong. ``faults`` holds all of them, not only the first."""

    def __init__(self, faults: tuple[Fault, ...] | list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class LearnerInputError(MMReadyError):
    """A call that cannot be answered in the present state; nothing was changed by it."""


class UnreadableError(LearnerInputError):
    """Typed mathematics that cannot be read.

    ``code`` names the reason (``"bracket-open"``, ``"unknown-name"`` …), ``start`` and ``end`` the place in the
    text (characters from 0), ``help`` says in plain words what would mend it.
    """

    def __init__(self, code: str, help: str, start: int = 0, end: int | None = None) -> None:
        self.code = code
        self.help = help
        self.start = start
        self.end = start if end is None else end
        super().__init__(help)


class ProgressError(MMReadyError):
    """Saved answers could not be written or read; nothing already saved was lost."""


class UnreachableError(ProgressError):
    """Where answers are kept does not reply now, or refuses. No answer is damaged by that."""


class RunnerError(MMReadyError):
    """Python code could not be run in a child process at all (not: the code itself failed)."""

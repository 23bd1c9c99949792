"""Where the readers of one file write down what is wrong, so that an author sees every fault at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from mmready.errors import Fault

__all__ = ["FaultLog", "nearest"]


@dataclass(slots=True)
class FaultLog:
    """The faults of one file, in the order in which they were met."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, line: int, code: str, message: str) -> None:
        """Write down a fault: its line (from 1), the rule's code, and what was expected and what came."""
        self.faults.append(Fault(self.file, line, code, message))


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint for a misspelt word: ``"; did you mean 'skill'?"``, or nothing where no word is near."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""

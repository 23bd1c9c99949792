"""New difficulties as changes of the question files: a unified diff to read, and the same written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

from mmready.analysis.calibrating import Proposal
from mmready.domain.bank import Bank
from mmready.errors import MMReadyError

__all__ = ["Change", "changes", "unified", "write_changes"]

_LINE = re.compile(r"^difficulty:[ \t]*(\d)[ \t]*(?:#[ \t]*(.*?))?[ \t]*$", re.MULTILINE)
_OLD_SHARE = re.compile(r"[;,]?\s*(?:about )?\d+% of entrants\b[^;]*")

Change = tuple[Path, str, str]  # a file, its text, its new text


def changes(bank: Bank, proposals: Iterable[Proposal]) -> tuple[Change, ...]:
    """What each proposal would change in the bank's question files. Raises MMReadyError where one is gone."""
    return tuple(found for proposal in proposals if (found := _change(bank, proposal)) is not None)


def unified(root: Path, found: Iterable[Change]) -> str:
    """The changes as one diff, that ``git apply`` takes in the folder that holds ``root``; empty for none."""
    parts: list[str] = []
    for path, old, new in found:
        name = path.relative_to(root.parent).as_posix() if path.is_relative_to(root.parent) else path.as_posix()
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{name}", f"b/{name}"
        )
        parts += lines
    return "".join(parts)


def write_changes(found: Iterable[Change]) -> None:
    """Write the new texts. Raises MMReadyError where a file has changed since, or cannot be written."""
    for path, old, new in found:
        try:
            if path.read_bytes().decode("utf-8") != old:
                raise MMReadyError(f"{path} has changed since it was read; run the command again")
            path.write_bytes(new.encode("utf-8"))
        except OSError as error:
            raise MMReadyError(f"{path} could not be written: {error.strerror or error}") from error


def _change(bank: Bank, proposal: Proposal) -> Change | None:
    body = bank.bodies.get(proposal.question)
    path = Path(body.path) if body else None
    if path is None or not path.is_file():
        raise MMReadyError(f"the file of the question {proposal.question!r} is not there to be changed")
    old = path.read_bytes().decode("utf-8")
    found = _LINE.search(old)
    if found is None:
        raise MMReadyError(f"{path}: expected a line such as difficulty: 3")
    new = old[: found.start()] + _line(proposal, found[2] or "") + old[found.end() :]
    return None if new == old else (path, old, new)


def _line(proposal: Proposal, comment: str) -> str:
    """The new line: the author's reason stays, the share that they guessed makes way for the one that was found."""
    reason = _OLD_SHARE.sub("", comment).strip(" ;,")
    low, high = proposal.interval
    first, last = proposal.slope_interval
    figures = (
        f"{proposal.share:.0%} of entrants ({low:.0%} to {high:.0%}) by {proposal.answers:,} answers, "
        f"slope {proposal.slope:.1f} ({first:.1f} to {last:.1f})"
    )
    return f"difficulty: {proposal.proposed}   # {'; '.join(filter(None, (reason, figures)))}"

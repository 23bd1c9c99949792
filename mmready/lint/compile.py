"""Draw the bank beforehand, so that a sitting needs only the standard library and numpy."""

from __future__ import annotations

from pathlib import Path

from mmready.domain.bank import Prepared
from mmready.domain.runner import Runner
from mmready.lint.run import Progress
from mmready.loading import read_sources, write_compiled
from mmready.sampling import prepare

__all__ = ["compile_bank"]


def compile_bank(
    root: str | Path, out: str | Path, *, count: int = 40, runner: Runner, progress: Progress | None = None
) -> None:
    """Draw up to ``count`` variants of every question under ``root`` and write them to ``out``, all or nothing.

    Raises AuthorError where a file of the bank is at fault.
    """
    bank = read_sources(Path(root))
    prepared: dict[str, Prepared] = {}
    for number, (name, template) in enumerate(bank.questions.items(), 1):
        prepared[name] = prepare(bank.bodies[name], template, count, runner)
        if progress is not None:
            progress(number, len(bank.questions), name)
    write_compiled(bank, prepared, Path(out))

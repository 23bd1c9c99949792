"""Draw the bank beforehand, so that a sitting needs only the standard library and numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmready.domain.bank import Prepared
from mmready.domain.runner import Runner
from mmready.domain.variant import Variant
from mmready.lint.run import Progress
from mmready.loading import read_sources, write_compiled
from mmready.sampling import prepare
from mmready.session import openings

__all__ = ["compile_bank"]


Show = Callable[[Variant], Mapping[str, Any]]


def compile_bank(
    root: str | Path,
    out: str | Path,
    *,
    count: int = 40,
    runner: Runner,
    show: Show | None = None,
    progress: Progress | None = None,
) -> None:
    """Draw up to ``count`` variants of every question under ``root`` and write them to ``out``, all or nothing.

    The openings of checks are reckoned and written with them.

    ``show`` makes their texts as a page shows them (``report.shown_texts``), so that no sitting needs to.
    Raises AuthorError where a file of the bank is at fault.
    """
    bank = read_sources(Path(root))
    prepared: dict[str, Prepared] = {}
    for number, (name, template) in enumerate(bank.questions.items(), 1):
        drawn = prepare(bank.bodies[name], template, count, runner)
        prepared[name] = drawn if show is None else _shown(drawn, show)
        if progress is not None:
            progress(number, len(bank.questions), name)
    write_compiled(replace(bank, openings=openings(bank)), prepared, Path(out))


def _shown(prepared: Prepared, show: Show) -> Prepared:
    drawn = tuple((replace(variant, shown=show(variant)), key) for variant, key in prepared.drawn)
    return replace(prepared, drawn=drawn)

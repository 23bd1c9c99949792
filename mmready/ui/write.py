"""``mmready.write``: writing, trying, proving and saving a question in a notebook."""

from __future__ import annotations

from pathlib import Path

from mmready.errors import MMReadyError
from mmready.lint import Crew
from mmready.loading.banks import find_bank, packaged_folder
from mmready.loading.starting import starting_point, templates_of
from mmready.running import ChildRunner, many_runner
from mmready.ui.desk import Desk
from mmready.ui.edge import surroundings
from mmready.ui.screen import Opened, Screen

__all__ = ["Write", "write"]


class DeskScreen(Screen):
    """The page of a desk: a learner's screens are part of it, one for each variant."""

    more = ("desk.js",), ("desk.css",)


class Write(Opened):
    """An author's desk in a notebook. The question that is being written is an author's own, with its key."""

    def __init__(self, desk: Desk, called: str) -> None:
        self._desk = desk
        super().__init__(DeskScreen(desk.screen, desk.obey), called)


def write(bank: str | Path = "my-bank") -> Write:
    """A desk for writing questions, to show in a notebook: starting points, faults by line, variants, proof, saving.

    ``bank`` is the folder of the bank that they are saved in. Where there is none yet, it begins with the first
    question that is saved, and adds to the bank that mmready brings. Raises MMReadyError where a folder is no bank.
    """
    ours = packaged_folder()
    if ours is None:
        raise MMReadyError("this installation has no folder quizzes/, so there are no skills to write about")
    root = find_bank(bank) if Path(bank).is_dir() and any(Path(bank).iterdir()) else Path(bank)
    templates = templates_of(root if templates_of(root).is_dir() else ours)
    crew = Crew(1, many_runner, ChildRunner)
    desk = Desk(root, ours, surroundings(), crew, lambda kind, skill: starting_point(templates, kind, skill))
    return Write(desk, f"mmready.write({str(bank)!r})")

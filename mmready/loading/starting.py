"""The commented starting points of a bank: a sound question of each kind, to be changed into one's own."""

from __future__ import annotations

from pathlib import Path

from mmready.errors import MMReadyError

__all__ = ["starting_point", "templates_of"]

GUIDE = "   <- 1 recall to 5 insight, and why"


def templates_of(root: Path) -> Path:
    """Where the starting points of a bank lie."""
    return root / "templates"


def starting_point(templates: Path, kind: str, skill: str) -> str:
    """The text of the starting point of a kind, on a skill. Raises MMReadyError where it cannot be read."""
    try:
        text = (templates / f"{kind}.md").read_text(encoding="utf-8")
    except OSError as error:
        raise MMReadyError(f"the starting point {templates / kind}.md cannot be read: {error.strerror}") from error
    return text.replace("skill: SKILL ", f"skill: {skill} ").replace(GUIDE, "")

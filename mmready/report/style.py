"""The style of everything that is shown on a page: tokens and controls, then what reports need."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["STATIC", "stylesheet"]

STATIC = Path(__file__).parent / "static"

SHEETS = ("tokens.css", "base.css", "verdict.css", "gaps.css", "map.css", "plan.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def stylesheet() -> str:
    """The sheets of ``static/`` in one, without their comments."""
    joined = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS)
    return re.sub(r"\n\s*\n+", "\n", COMMENT.sub("", joined))

"""The formula editor, where the package was built with it: sent to a page only when somebody asks for it.

It is MathLive (MIT licence, kept beside it). The page gets its module, its fonts and our few lines that join it to a
field as one message, so nothing is loaded from elsewhere, and nothing of it is in a saved notebook.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import Any

from mmready.errors import LearnerInputError
from mmready.translation import t

__all__ = ["KINDS", "editor_files", "has_editor"]

KINDS = ("number", "expression", "equation", "inequality", "interval", "set")  # answers of one line of mathematics
STATIC = Path(__file__).parent / "static"
FOLDER = STATIC / "vendor" / "mathlive"
MODULE = "mathlive.min.mjs"


def has_editor() -> bool:
    """Whether the package was built with the editor."""
    return (FOLDER / MODULE).is_file()


def editor_files() -> dict[str, Any]:
    """The editor's module, ours that joins it to a field, and its fonts. LearnerInputError where it is not there."""
    if not has_editor():
        raise LearnerInputError(t("This mmready was built without the formula editor. Type in the plain field."))
    return {"module": _text(FOLDER / MODULE), "join": _join(), "fonts": [_font(path) for path in _fonts()]}


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _join() -> str:
    from mmready.ui.shortened import shorter_script  # here: no first question needs it

    return shorter_script(_text(STATIC / "mathlive.js"))


def _fonts() -> list[Path]:
    return sorted(FOLDER.glob("*.woff2"))


def _font(path: Path) -> dict[str, str]:
    """A font as CSS knows it; its file is called ``KaTeX_Main-BoldItalic.woff2``."""
    family, _, cut = path.stem.partition("-")
    return {
        "family": family,
        "style": "italic" if cut.endswith("Italic") else "normal",
        "weight": "700" if cut.startswith("Bold") else "400",
        "data": base64.b64encode(path.read_bytes()).decode("ascii"),
    }

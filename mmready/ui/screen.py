"""The widget: shows the screen it is given, hands commands to Python, and knows nothing of keys or grading."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import anywidget
import traitlets

from mmready.report.marks import NAMES, mark
from mmready.report.style import stylesheet
from mmready.ui.shortened import shorter_script, shorter_style

__all__ = ["Screen", "script", "style"]

MODULES = (
    "dom.js",
    "talk.js",
    "keys.js",
    "notes.js",
    "drafts.js",
    "remarks.js",
    "choice.js",
    "field.js",
    "grid.js",
    "order.js",
    "code.js",
    "blanks.js",
    "hints.js",
    "question.js",
    "start.js",
    "map.js",
    "page.js",
    "plan.js",
    "data.js",
    "widget.js",
)
SHEETS = ("start.css", "question.css", "kinds.css", "practice.css")
IMPORT = re.compile(r"^import .*$", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)


def _read(name: str) -> str:
    return (resources.files("mmready.ui") / "static" / name).read_text(encoding="utf-8")


@cache
def script() -> str:
    """All modules of ``static/`` as one, without imports of each other and without remarks; the marks come first.

    A saved notebook holds this text and that of ``style``, so what only people need to read is left out of both.
    """
    marks = json.dumps({name: mark(name) for name in NAMES})
    parts = [shorter_script(EXPORT.sub("", IMPORT.sub("", _read(name)))) for name in MODULES]
    return "\n".join([f"const MARKS = {marks};", *parts])


@cache
def style() -> str:
    """The sheets of reports, then those of the screens."""
    return shorter_style("\n".join([stylesheet(), *map(_read, SHEETS)]))


class Screen(anywidget.AnyWidget):
    """One screen at a time.

    ``screen`` is all that the page gets to see, ``draft`` what the learner has typed and not yet answered. Commands
    come in as messages and are answered by one each; an answer may set a new screen first.
    """

    _esm = script()
    _css = style()
    screen = traitlets.Dict().tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)

    def __init__(self, screen: Mapping[str, Any], obey: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
        super().__init__(screen=dict(screen))
        self._obey = obey
        self.on_msg(self._hear)

    def _hear(self, _widget: object, content: object, _buffers: object) -> None:
        if not isinstance(content, Mapping) or "do" not in content:
            return
        reply = dict(self._obey(content))
        shown = reply.pop("screen", None)
        if shown is not None:
            if shown == self.screen:
                self.send_state("screen")  # the page fell behind; bring it back
            self.screen = dict(shown)
        self.send({"re": content.get("id"), **reply})

    def __repr__(self) -> str:
        return f"Screen({self.screen.get('name', '')})"

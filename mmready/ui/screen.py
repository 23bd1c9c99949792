"""The widget: shows the screen it is given, hands commands to Python, and knows nothing of keys or grading."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import ipywidgets
import traitlets

from mmready.cache import kept, stamp
from mmready.lazy import uninterrupted
from mmready.report.marks import NAMES, mark
from mmready.report.style import STATIC as REPORT_STATIC
from mmready.report.style import stylesheet
from mmready.translation import page_messages
from mmready.ui.warm import warm_up

__all__ = ["Opened", "Screen", "module", "script", "style"]

MODULES = (
    "words.js",
    "dom.js",
    "talk.js",
    "keys.js",
    "notes.js",
    "drafts.js",
    "remarks.js",
    "choice.js",
    "editor.js",
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
DEFAULT = re.compile(r"^export default\b.*$", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)


STATIC = Path(__file__).parent / "static"
MADE_BY = (Path(__file__), Path(__file__).with_name("shortened.py"), Path(mark.__code__.co_filename))


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def script(*more: str) -> str:
    """All modules of ``static/`` as one, without imports of each other and without remarks; the marks come first.

    ``more`` are modules after them, for another widget: the last one is it.
    """
    return _joined_script((*MODULES, *more))


@cache
def module(*more: str) -> str:
    """``script`` as the page gets it. A saved notebook holds it and ``style``, so both are as short as they can be."""
    names = (*MODULES, *more)
    key = stamp([*MADE_BY, *(STATIC / name for name in names)])
    return kept(f"{names[-1]}.page", STATIC, key, lambda: _packed(names))


def _packed(names: Sequence[str]) -> str:
    from mmready.ui.shortened import packed_module

    return packed_module(_joined_script(names))


def _joined_script(names: Sequence[str]) -> str:
    from mmready.ui.shortened import shorter_script

    marks = json.dumps({name: mark(name) for name in NAMES})
    parts = [shorter_script(EXPORT.sub("", IMPORT.sub("", _read(name)))) for name in names]
    parts[:-1] = [DEFAULT.sub("", part) for part in parts[:-1]]
    return "\n".join([f"const MARKS = {marks};", *parts])


@cache
def style(*more: str) -> str:
    """The sheets of reports, then those of the screens, then ``more``."""
    names = (*SHEETS, *more)
    key = stamp([*MADE_BY, *sorted(REPORT_STATIC.glob("*.css")), *(STATIC / name for name in names)])
    return kept(f"{names[-1]}.page", STATIC, key, lambda: _joined_style(names))


def _joined_style(names: Sequence[str]) -> str:
    from mmready.ui.shortened import shorter_style

    return shorter_style("\n".join([stylesheet(), *map(_read, names)]))


@cache
def page_version() -> str:
    """Which versions of anywidget's half of the page can show a screen: those like the one that is installed here.

    Raises ModuleNotFoundError where anywidget is not installed.
    """
    found = find_spec("anywidget")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the screens of mmready need anywidget; run: pip install anywidget", name="anywidget")
    package = json.loads((Path(found.origin).parent / "labextension" / "package.json").read_text(encoding="utf-8"))
    first, second, last = str(package["version"]).split(".", 2)
    return f"~{first}.{second}.*" if last.isdecimal() else f"{first}.{second}.{last}"


class Screen(ipywidgets.DOMWidget):  # type: ignore[misc]
    """One screen at a time.

    The page's half is anywidget's, which shows any widget that brings ``_esm`` and ``_css``. Its half in Python is not
    loaded: what it adds to ipywidgets (events for files that change) is not needed here, and takes as long as all that
    comes before the first question. A kind of screen with more to it names its files in ``more``.

    ``screen`` is all that the page gets to see, ``draft`` what the learner has typed and not yet answered, ``words``
    the messages of the page's script in the chosen language (none in English). Commands come in as messages and are
    answered by one each; an answer may set a new screen first.
    """

    more: ClassVar[tuple[tuple[str, ...], tuple[str, ...]]] = (), ()  # modules, sheets
    _model_name = traitlets.Unicode("AnyModel").tag(sync=True)
    _model_module = traitlets.Unicode("anywidget").tag(sync=True)
    _model_module_version = traitlets.Unicode().tag(sync=True)
    _view_name = traitlets.Unicode("AnyView").tag(sync=True)
    _view_module = traitlets.Unicode("anywidget").tag(sync=True)
    _view_module_version = traitlets.Unicode().tag(sync=True)
    _anywidget_id = traitlets.Unicode().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    screen = traitlets.Dict().tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, screen: Mapping[str, Any], obey: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
        if "google.colab" in sys.modules:  # shows widgets that are not its own only after this
            sys.modules["google.colab"].output.enable_custom_widget_manager()
        modules, sheets = self.more
        super().__init__(
            words=page_messages(),
            screen=dict(screen),
            _esm=module(*modules),
            _css=style(*sheets),
            _anywidget_id=f"{type(self).__module__}.{type(self).__name__}",
            _model_module_version=page_version(),
            _view_module_version=page_version(),
        )
        self._obey = obey
        self.on_msg(self._hear)
        warm_up()

    def _hear(self, _widget: object, content: object, _buffers: object) -> None:
        if not isinstance(content, Mapping) or "do" not in content:
            return
        with uninterrupted():
            reply = dict(self._obey(content))
        shown = reply.pop("screen", None)
        if shown is not None:
            self.words = page_messages()  # another language may have been chosen; the same one is not sent again
            if shown == self.screen:
                self.send_state("screen")  # the page fell behind; bring it back
            self.screen = dict(shown)
        self.send({"re": content.get("id"), **reply})

    def __repr__(self) -> str:
        return f"Screen({self.screen.get('name', '')})"


class Opened(ipywidgets.VBox):  # type: ignore[misc]
    """What a call shows in a notebook: one screen. ``called`` is the call as it was made."""

    def __init__(self, screen: Screen, called: str) -> None:
        self._called = called
        super().__init__([screen])

    def __repr__(self) -> str:
        return self._called

    def _repr_mimebundle_(self, **options: object) -> dict[str, Any]:
        """A notebook that has not been run shows the text: it says that nothing is broken, and what to do."""
        bundle = dict(super()._repr_mimebundle_(**options))
        return {**bundle, "text/plain": f"{self._called} opens here when you run this cell: press Shift+Enter"}

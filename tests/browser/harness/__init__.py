"""The widget's module on a plain page, with a model in the page or a controller in Python behind it: no Jupyter."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from mmready.translation import page_messages
from mmready.ui.screen import module, style

TEMPLATE = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")


def page_source(*screens: Mapping[str, Any]) -> str:
    """The whole page with the widget's module and style, and a widget for each screen."""
    whole = {"esm": module(), "css": style(), "screens": screens, "words": page_messages()}
    given = json.dumps(whole).replace("</", "<\\/")
    block = f'<script id="given" type="application/json">{given}</script>\n<script type="module">'
    return TEMPLATE.replace('<script type="module">', block, 1)


def open_screen(
    page: Page, screen: Mapping[str, Any], obey: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
) -> None:
    """Show a screen; with ``obey`` the page's commands are answered by it, as the kernel would."""
    if obey is not None:
        page.expose_function("obey", lambda command: json.dumps(dict(obey(json.loads(command)))))
    open_screens(page, screen)


def open_screens(page: Page, *screens: Mapping[str, Any]) -> None:
    """Show screens one below another, each a widget of its own, as in a notebook with many cells."""
    page.set_content(page_source(*screens), wait_until="load")
    page.wait_for_function("window.ready === true")

"""Somebody at the page without a mouse: gets everywhere by Tab and arrows, and fills in an answer of any kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

TABS = 80  # more than any screen has stops
NAMED = """() => { const at = document.activeElement;
    if (!at || !at.closest('.mmr')) return '';
    const named = at.getAttribute('aria-label') || [...(at.labels || [])].map((each) => each.innerText).join(' ');
    return named || at.innerText || ''; }"""
PLACES = (
    """() => [...document.querySelectorAll('.mmr .lines:not(.out) .line')].map((each) => Number(each.dataset.place))"""
)
STEP = 4  # spaces of one indentation


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus stands on a control of the widget with these words in its name."""
    for _ in range(TABS):
        name = page.evaluate(NAMED)
        if words in name:
            return
        if "Your code" in name:
            page.keyboard.press("Escape")  # there Tab indents, until Escape lets it leave
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {words!r}")


def into_widget(page: Page) -> None:
    """From the page around it into the widget, as somebody without a mouse gets there."""
    for _ in range(TABS):
        if page.evaluate("() => !!document.activeElement?.closest('.mmr')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("no Tab leads into the widget")


def press(page: Page, name: str) -> None:
    """Go to the button with this name and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def fill(page: Page, kind: str, value: Any) -> None:
    """Fill in, without answering. ``value`` is what the page would send for it."""
    FILLERS.get(kind, _text)(page, value)


def answer(page: Page, kind: str) -> None:
    """Answer what is filled in, from where one is: Enter begins a new line in some fields, opens a list in others."""
    if kind in ("order", "blanks"):
        press(page, "Answer")
    else:
        page.keyboard.press("Control+Enter" if kind in ("output", "function") else "Enter")


def _choice(page: Page, value: int | Sequence[int]) -> None:
    for place in [value] if isinstance(value, int) else value:
        page.keyboard.press(str(place + 1))


def _text(page: Page, value: str) -> None:
    tab_to(page, "Your answer")
    page.keyboard.type(value)


def _vector(page: Page, value: Sequence[str]) -> None:
    tab_to(page, "Entry 1")
    page.keyboard.type(",".join(value))


def _matrix(page: Page, value: Sequence[Sequence[str]]) -> None:
    tab_to(page, "Row 1, column 1")
    page.keyboard.type(";".join(",".join(row) for row in value))


def _order(page: Page, value: Sequence[Sequence[int]]) -> None:
    tab_to(page, "1 of ")
    at = 0
    used = [place for place, _ in value]
    for place in [place for place in page.evaluate(PLACES) if place not in used]:
        at = _walk(page, at, page.evaluate(PLACES).index(place))
        page.keyboard.press("Delete")
        at = min(at, len(page.evaluate(PLACES)) - 1)
    for goal, place in enumerate(used):
        here = page.evaluate(PLACES).index(place)
        at = _walk(page, at, here)
        for _ in range(here - goal):
            page.keyboard.press("Alt+ArrowUp")
        at = goal


def _walk(page: Page, at: int, goal: int) -> int:
    for _ in range(abs(goal - at)):
        page.keyboard.press("ArrowDown" if goal > at else "ArrowUp")
    return goal


def _output(page: Page, value: str) -> None:
    tab_to(page, "What it prints")
    page.keyboard.type(value)


def _program(page: Page, value: str) -> None:
    """Types line by line; the field's own indentation is taken back and each line's made by Tab."""
    tab_to(page, "Your code")
    page.keyboard.press("Control+A")
    for number, line in enumerate(value.split("\n")):
        if number:
            page.keyboard.press("Enter")
            for _ in range(2):
                page.keyboard.press("Shift+Tab")
        for _ in range((len(line) - len(line.lstrip())) // STEP):
            page.keyboard.press("Tab")
        page.keyboard.type(line.lstrip())
    return


def _blanks(page: Page, value: Mapping[str, Any]) -> None:
    for number, part in enumerate(value.values(), 1):
        tab_to(page, f"Blank {number} of {len(value)}" if len(value) > 1 else "Your answer")
        if isinstance(part, int):
            for _ in range(part + 1):
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type(part)


FILLERS = {
    "one-choice": _choice, "many-choice": _choice, "vector": _vector, "matrix": _matrix, "order": _order,
    "output": _output, "function": _program, "blanks": _blanks,
}  # fmt: skip

"""Somebody at the page with a mouse: clicks, types into what was clicked, and pastes a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page


def fill(root: Locator, kind: str, value: Any) -> None:
    """Fill in, without pressing Answer. ``value`` is what the page would send for it."""
    FILLERS.get(kind, _text)(root, value)


def _choice(root: Locator, value: int | Sequence[int]) -> None:
    for place in [value] if isinstance(value, int) else value:
        root.locator(".options input").nth(place).check()


def _text(root: Locator, value: str) -> None:
    _type(root.get_by_label("Your answer"), value)


def _type(field: Locator, value: str) -> None:
    field.click()
    field.press_sequentially(value)


def _grid(root: Locator, value: Sequence[str] | Sequence[Sequence[str]]) -> None:
    rows = [[row] if isinstance(row, str) else row for row in value]
    _resize(root, "Rows" if len(rows[0]) > 1 else "Entries", len(rows))
    if len(rows[0]) > 1:
        _resize(root, "Columns", len(rows[0]))
    cells = root.locator(".grid input")
    for place, text in enumerate(text for row in rows for text in row):
        _type(cells.nth(place), text)


def _resize(root: Locator, what: str, wanted: int) -> None:
    group = root.get_by_role("group", name=what, exact=True)
    for _ in range(8):
        there = int(group.locator(".count").inner_text())
        if there == wanted:
            return
        group.get_by_role("button").nth(1 if there < wanted else 0).click()


def _order(root: Locator, value: Sequence[Sequence[int]]) -> None:
    lines = root.get_by_role("list", name="Your order")
    used = [place for place, _ in value]
    total = lines.locator("li").count()
    for place in range(total):
        if place not in used:
            lines.locator(f'li:has([data-place="{place}"])').get_by_text("Leave out").click()
    for at, place in enumerate(used):
        for _ in range(total):
            here = lines.locator(".line").evaluate_all("(all) => all.map((each) => Number(each.dataset.place))")
            if here.index(place) == at:
                break
            row = lines.locator(f'li:has([data-place="{place}"])')
            row.get_by_role("button", name="Move up").click()


def _output(root: Locator, value: str) -> None:
    _type(root.get_by_label("What it prints"), value)


def _program(root: Locator, value: str) -> None:
    root.get_by_label("Your code").fill(value)


def _blanks(root: Locator, value: Mapping[str, Any]) -> None:
    fields = root.locator(".hole")
    for place, part in enumerate(value.values()):
        if isinstance(part, int):
            fields.nth(place).select_option(str(part))
        else:
            _type(fields.nth(place), part)


FILLERS = {
    "one-choice": _choice, "many-choice": _choice, "vector": _grid, "matrix": _grid, "order": _order,
    "output": _output, "function": _program, "blanks": _blanks,
}  # fmt: skip


def press(page: Page | Locator, name: str) -> None:
    """Press the button with this name."""
    page.get_by_role("button", name=name, exact=True).click()

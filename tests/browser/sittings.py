"""A whole sitting at the page, by mouse or by keyboard alone, beside its mirror: in JupyterLab and in Voila alike."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser import keyboard, learner
from tests.browser.mirror import Mirror

TYPED = ("number", "expression", "equation", "inequality", "interval", "set")
SIMPLE = (*TYPED, "one-choice", "many-choice")


def by_mouse(root: Locator, mirror: Mirror, enough: Callable[[list[str]], bool] = lambda kinds: False) -> list[str]:
    """Answer to the end, every third wrongly; from ``enough`` on by "I don't know yet". Gives the kinds answered."""
    kinds: list[str] = []
    while not mirror.sitting.ended:
        variant = mirror.variant
        expect(root.locator(".stem")).to_be_visible()
        right = len(kinds) % 3 > 0
        value = None if enough(kinds) else mirror.answer(right)
        if value is None:
            learner.press(root, "I don’t know yet")
        else:
            learner.fill(root, variant.kind, value)
            learner.press(root, "Answer")
            expect(root.locator(".fb .out")).to_have_text(re.compile("^Right" if right else "^(Not|Partly) right"))
            root.locator(".actions .primary").click()
            kinds.append(variant.kind)
        mirror.follow()
        _keep_up(root, mirror)
    return kinds


def by_keyboard(page: Page, root: Locator, mirror: Mirror, after_each: Callable[[], None] = lambda: None) -> None:
    """Answer to the end with keys alone, every second wrongly; what is long to type by "I don't know yet"."""
    while not mirror.sitting.ended:
        expect(root.locator(".stem")).to_be_visible()
        kind = mirror.variant.kind
        value = mirror.answer(mirror.sitting.number % 2 == 0) if kind in SIMPLE else None
        if value is not None:
            keyboard.fill(page, kind, value)
            keyboard.answer(page, kind)
            expect(root.locator(".fb .out")).to_be_visible()
            page.keyboard.press("Enter")
        else:
            keyboard.press(page, "I don’t know yet")
        mirror.follow()
        _keep_up(root, mirror)
        after_each()


def _keep_up(root: Locator, mirror: Mirror) -> None:
    """The page has come as far as the mirror."""
    expect(root.locator(".fb")).to_have_count(0)
    if not mirror.sitting.ended:
        expect(root.locator(".qhead")).to_contain_text(f"About {mirror.sitting.about_more()} more question")


def expect_verdicts(root: Locator, mirror: Mirror) -> None:
    """The verdicts on the page are those that the mirror comes to."""
    expect(root.locator(".vd .v").first).to_be_visible()
    for course, found in mirror.sitting.readiness().items():
        if found.verdict != "not measured":
            expect(root.locator(f".vd > li:has(.c:text-is('{course}')) .v")).to_contain_text(
                found.verdict, ignore_case=True
            )

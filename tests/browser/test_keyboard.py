"""A whole sitting by keyboard alone, in JupyterLab and in the static site; Python dies half-way and nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import into_widget, press
from tests.browser.mirror import Mirror
from tests.browser.places import KEYBOARD, SEED
from tests.browser.sittings import by_keyboard, expect_verdicts

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_whole_sitting_by_keyboard_alone_with_python_killed_half_way(place, page):
    root = place.open(page, KEYBOARD)
    page.keyboard.press("Escape")
    into_widget(page)
    press(page, "Start the check")
    expect(root.locator(".stem")).to_be_visible()
    mirror = Mirror(place.store(page), SEED, place.bank)
    killed = []

    def kill_once() -> None:
        if mirror.sitting.number == 5 and not killed:
            killed.append(5)
            place.crash(page)
            place.open(page, KEYBOARD)  # the learner opens the notebook again
            expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
            page.keyboard.press("Escape")
            into_widget(page)
            press(page, "Carry on")

    by_keyboard(page, root, mirror, kill_once)
    assert killed
    assert mirror.sitting.number >= 10
    expect_verdicts(root, mirror)
    press(page, "See what to study")
    expect(root.get_by_role("heading").first).to_be_visible()

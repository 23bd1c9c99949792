"""The whole thing as a learner meets it, in JupyterLab and in the static site: a notebook, a check, a verdict."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, expect

from mmready.domain.events import Answered
from mmready.start import START
from tests.browser.learner import press
from tests.browser.mirror import Mirror
from tests.browser.places import CANARY, SEED, files
from tests.browser.sittings import by_mouse, expect_verdicts
from tests.ui.all_kinds import KEY, SOLUTION, all_kinds_bank

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = "(terms) => terms.filter((term) => term.getClientRects().length).map((term) => term.offsetWidth)"
LARGEST = 80_000  # bytes that a sitting may add to a saved notebook, most of it the script and style of its widget


def cells(frame: Frame) -> int:
    return int(frame.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length"))


def test_check_from_start_to_verdict_with_the_page_loaded_anew_half_way(place, page):
    root = place.open(page, START)
    there = cells(place.frame(page))
    press(root, "Start the check")
    expect(root.locator(".stem")).to_be_visible()
    mirror = Mirror(place.store(page), SEED, place.bank)
    assert mirror.sitting.courses == ("6.431x", "14.310x", "18.6501x", "6.86x")
    anew = []

    def enough(kinds):
        if len(kinds) == 4 and not anew:
            anew.append(4)
            place.open(page, START)
            expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
            press(root, "Carry on")
        return len(kinds) >= 8 and len(set(kinds)) >= 5

    kinds = by_mouse(root, mirror, enough)
    assert anew
    assert len(kinds) >= 8
    assert len(set(kinds)) >= 5
    expect_verdicts(root, mirror)
    press(root, "See what to study")
    expect(root.locator(".gaps dt").first).to_be_visible()
    widths = root.locator(".gaps dt").evaluate_all(WIDTHS)
    assert min(widths) > 50, "a term is squeezed by a style of the page around"
    store = place.store(page)
    (sitting,) = store.sittings()
    assert sum(isinstance(event, Answered) for event in store.read(sitting)) == mirror.sitting.number
    assert cells(place.frame(page)) == there
    found = Axe().run(place.frame(page), context=".mmr", options={"resultTypes": ["violations"]})
    assert [each["id"] for each in found.response["violations"] if each["id"] not in ("region", "heading-order")] == []


def test_unfinished_check_is_offered_when_the_notebook_is_run_again(place, page):
    root = place.open(page, START)
    press(root, "Start the check")
    press(root, "I don’t know yet")
    expect(root.locator(".said")).to_be_visible()
    place.run_again(page)
    expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
    press(root, "Carry on")
    expect(root.locator(".stem")).to_be_focused()


def test_no_key_is_in_the_page_the_model_or_the_saved_notebook(place, page):
    root = place.open(page, CANARY)
    root.get_by_label("At the end").check()
    press(root, "Start the check")
    questions = all_kinds_bank().questions
    for _ in range(6):
        expect(root.locator(".stem")).to_be_visible()
        held = page.content()
        assert KEY not in held
        assert not any(question in held for question in questions)
        before = root.locator(".qhead").inner_text() + root.locator(".stem").inner_text()
        if root.locator(".options").count():
            root.locator(".options input").first.check()
            press(root, "Answer")
        else:
            press(root, "I don’t know yet")
        page.wait_for_function(
            "(before) => { const root = document.querySelector('.mmr'); const stem = root.querySelector('.stem');"
            " return !stem || root.querySelector('.qhead').innerText + stem.innerText !== before; }",
            arg=before,
        )
        if not root.locator(".stem").count():
            break
    text = place.saved(page, CANARY)
    assert "mmr" in text
    assert len(text.encode()) - len(files()[CANARY].encode()) < LARGEST
    for word in (KEY, SOLUTION, *questions):
        assert word not in text


def test_no_key_pressed_in_the_widget_reaches_the_notebook(place, page):
    root = place.open(page, CANARY)
    press(root, "Start the check")
    expect(root.locator(".stem")).to_be_focused()
    there = cells(place.frame(page))
    for key in ("a", "b", "d", "d", "m", "x", "Shift+Enter", "Control+Enter", "Escape", "j", "k"):
        page.keyboard.press(key)
    assert cells(place.frame(page)) == there
    expect(root.locator(".stem")).to_be_visible()
    assert page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets.every((each) => each.model.type === 'code')"
    )

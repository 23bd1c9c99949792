"""On the first screen what one knows already; after the check what if only some of it is studied."""

from __future__ import annotations

import dataclasses

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mmready.progress import MemoryStore
from mmready.ui.controller import Controller
from tests.browser.harness import open_screen, open_screens
from tests.browser.learner import press
from tests.ui.test_background import BANK
from tests.ui.test_controller import surroundings_of
from tests.ui.test_tryout import check

pytestmark = pytest.mark.browser
TELL = "Tell us what you already know (optional)"


def test_what_one_knows_is_closed_at_first_and_told_by_keys_alone(new_page):
    store = MemoryStore()
    made = Controller(BANK, ("6.86x",), surroundings_of(store))
    page = new_page()
    open_screen(page, made.screen, made.obey)
    group = page.get_by_role("group", name="How often do you program?")
    expect(group).to_be_hidden()
    page.locator(".told summary").focus()
    page.keyboard.press("Enter")
    expect(group).to_be_visible()
    expect(page.get_by_label("I’d rather not say")).to_be_checked()
    page.get_by_label("Calculus", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("I’d rather not say").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Daily")).to_be_checked()
    press(page, "Start the check")
    expect(page.locator(".stem")).to_be_visible()
    (name,) = store.sittings()
    assert store.read(name)[0].background == ("calculus", "daily")


def test_nothing_is_told_by_those_who_do_not_open_it(new_page):
    store = MemoryStore()
    made = Controller(BANK, ("6.86x",), surroundings_of(store))
    page = new_page()
    open_screen(page, made.screen, made.obey)
    press(page, "Start the check")
    expect(page.locator(".stem")).to_be_visible()
    (name,) = store.sittings()
    assert store.read(name)[0].background == ()


def test_chances_follow_what_is_ticked_and_are_said(new_page):
    made = check(MemoryStore(), 2, share=0)
    made.obey({"do": "gaps"})
    page = new_page()
    open_screen(page, made.screen, made.obey)
    page.locator(".tryout summary").click()
    table = page.get_by_role("table", name="Chance you are ready")
    expect(table).to_contain_text("After what you tick")
    box = page.locator(".tryout input").first
    box.focus()
    page.keyboard.press("Space")
    expect(table).to_contain_text("of study")
    expect(page.locator(".mmr > .vh[role=status]")).to_contain_text("C1: now")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(table).to_contain_text("After what you tick")


@pytest.mark.parametrize(("theme", "width"), [("light", 860), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_is_cut_off(new_page, theme, width):
    store = MemoryStore()
    start = Controller(BANK, ("6.86x",), dataclasses.replace(surroundings_of(store))).screen
    check(store, 2, share=0)
    made = check(store, 22, share=0, seed=4)
    verdict, gaps = made.screen, made.obey({"do": "gaps"})["screen"]
    page = new_page(width, theme)
    open_screens(page, start, verdict, gaps)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true;")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    told = [f"{each['id']}: {[node['html'][:160] for node in each['nodes']]}" for each in found.response["violations"]]
    assert told == []
    wide = page.locator(".mmr").evaluate_all(
        "(all) => all.filter((each) => each.scrollWidth > each.clientWidth).length"
    )
    assert wide == 0
    heights = page.locator(".told label, .tryout label, .told summary, .tryout summary").evaluate_all(
        "(all) => all.map((each) => each.offsetHeight)"
    )
    assert heights
    assert min(heights) >= 44

"""The map of skills in a browser: chosen by click and by arrows, its chain and its details."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mmready.api import load_bank
from mmready.domain.estimate import Estimate, SkillEstimate
from mmready.report.skill_map import skill_map
from mmready.report.skill_map_html import skill_map_html
from tests.browser.harness import open_screen

pytestmark = pytest.mark.browser
BANK = load_bank()
SKILLS = {name: SkillEstimate(name, 0.1 if name == "double-integrals" else 0.95, 0.02) for name in BANK.skills}
VIEW = skill_map(BANK, tuple(BANK.courses)[:4], Estimate((), {}, SKILLS), ())


@pytest.fixture
def page(new_page) -> Page:
    made: Page = new_page(860)
    open_screen(made, {"name": "page", "html": skill_map_html(VIEW), "actions": []})
    return made


def chosen(page: Page) -> str | None:
    return page.locator('.map button[aria-pressed="true"]').get_attribute("data-skill")


def test_click_draws_the_chain_of_another_skill_and_shows_its_details(page):
    assert chosen(page) == "double-integrals"
    page.get_by_role("button", name="C5 Chain rule").click()
    assert chosen(page) == "chain-rule"
    expect(page.locator(".pick:visible")).to_have_count(1)
    expect(page.locator(".pick:visible h3")).to_contain_text("Chain rule: solid")
    related = {each.get_attribute("data-skill") for each in page.locator(".map li.rel button").all()}
    skill = VIEW.skills["chain-rule"]
    assert related == skill.beneath | skill.above
    strong = page.locator("path.on")
    ends = {(each.get_attribute("data-from"), each.get_attribute("data-to")) for each in strong.all()}
    assert ("derivative-rules", "chain-rule") in ends
    assert ("chain-rule", "derived-distributions") in ends  # across subjects
    assert ("python-functions", "python-recursion") not in ends


def test_arrows_walk_the_map_and_tab_leaves_it(page):
    page.locator('.map button[tabindex="0"]').focus()
    before = chosen(page)
    page.keyboard.press("ArrowUp")
    column = next(column for column in VIEW.columns if before in {skill.id for skill in column.skills})
    order = [skill.id for skill in column.skills]
    assert chosen(page) == order[order.index(before) - 1]
    page.keyboard.press("ArrowRight")
    assert VIEW.skills[chosen(page)].number.startswith("L")
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    assert chosen(page) == VIEW.columns[1].skills[-1].id
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map') === null")


def test_every_skill_is_named_with_its_state_for_a_screen_reader(page):
    tree = page.locator(".map").aria_snapshot()
    assert tree.count("button ") == len(BANK.skills)
    assert 'Double integrals : gap." [pressed]' in tree


def test_page_is_no_wider_than_a_phone(new_page):
    narrow = new_page(390, "dark")
    open_screen(narrow, {"name": "page", "html": skill_map_html(VIEW), "actions": []})
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390

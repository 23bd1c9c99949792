"""The plan and practice in Chromium: fields that redraw and keep focus, hints behind a disclosure, the solution."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from mmready.ui.planning import Planning
from tests.browser.harness import open_screen, open_screens
from tests.browser.learner import fill, press
from tests.browser.test_accessible import OPEN_ALL, problems
from tests.ui.all_kinds import RIGHT, SOLUTION
from tests.ui.test_planning import TODAY, planning
from tests.ui.test_practising import practising

pytestmark = pytest.mark.browser


@pytest.fixture
def show(new_page):
    def make(made, **page_options):
        page = new_page(**page_options)
        open_screen(page, made.screen, made.obey)
        return page

    return make


def test_hours_a_week_redraw_the_plan_and_the_field_keeps_focus(show):
    page = show(planning())
    before = page.locator("h2").inner_text()
    hours = page.get_by_label("Hours a week to study")
    hours.fill("40")
    hours.press("Enter")
    expect(page.locator(".facts")).to_contain_text("at 40 hours a week")
    assert page.locator("h2").inner_text() != before
    expect(hours).to_be_focused()
    expect(hours).to_have_value("40")


def test_start_of_a_run_puts_a_course_on_the_line(show):
    page = show(planning())
    page.get_by_text("When do runs start?").click()
    page.get_by_label("C1", exact=True).fill("2027-09-06")
    expect(page.locator(".dates")).to_contain_text("6 Sep – 26 Dec 2027")
    expect(page.locator(".bar.course")).to_have_text("16 weeks")
    expect(page.get_by_label("C1", exact=True)).to_be_visible()


def test_what_cannot_be_planned_is_said(show):
    page = show(planning())
    hours = page.get_by_label("Hours a week to study")
    hours.fill("0")
    hours.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("above 0")


def test_on_a_phone_the_table_is_the_timeline(show):
    page = show(planning(runs={"C1": ["2027-09-06"]}), width=390)
    expect(page.locator(".gantt")).to_be_hidden()
    expect(page.locator(".dates")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert show(planning(runs={"C1": ["2027-09-06"]})).locator(".gantt").is_visible()


@pytest.mark.parametrize("width", [320, 390, 860])
def test_nothing_is_wider_than_the_page(show, width):
    page = show(planning(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hints_come_one_by_one_and_what_was_typed_stays(show):
    page = show(practising("chain-rule"))
    page.get_by_label("Your answer").fill("2x")
    page.get_by_text("Hint", exact=True).click()
    expect(page.locator(".hint-text")).to_have_count(1)
    page.get_by_text("Another hint").click()
    expect(page.locator(".hint-text")).to_have_count(2)
    expect(page.get_by_text("Another hint")).to_have_count(1)
    assert [each["do"] for each in page.evaluate("window.sent") if each["do"] == "hint"] == ["hint", "hint"]
    expect(page.get_by_label("Your answer")).to_have_value("2x")


def test_solution_comes_with_the_answer_and_goes_with_the_next_question(show):
    page = show(practising("chain-rule"))
    assert SOLUTION not in page.content()
    fill(page.locator(".mmr"), "expression", RIGHT["expression"])
    press(page, "Answer")
    expect(page.locator(".solution")).to_contain_text(SOLUTION)
    expect(page.locator(".hints")).to_be_hidden()
    press(page, "Next question")
    expect(page.get_by_text("Question 2 of about 3", exact=True)).to_be_visible()
    expect(page.get_by_text("Question 2 of about 3.", exact=True)).to_have_attribute("role", "status")
    assert SOLUTION not in page.content() + page.evaluate("JSON.stringify(window.model.get('screen'))")


def test_unknown_one_shows_the_solution_and_leads_on(show):
    page = show(practising("chain-rule", count=1))
    press(page, "I don’t know yet")
    expect(page.locator(".solution")).to_contain_text(SOLUTION)
    press(page, "See how it went")
    expect(page.locator("h2")).to_have_text("0 of 1 right")


def test_check_has_no_hints(show):
    from tests.ui.test_controller import asking

    page = show(asking("expression"))
    expect(page.locator(".hints")).to_be_hidden()


def practice_screens():
    """A question with a hint, its feedback, the closing page; plans with and without dates, and without a check."""
    made = practising("chain-rule", count=1)
    made.obey({"do": "hint", "number": 1})
    yield made.screen
    yield made.obey({"do": "dont_know", "number": 1})["screen"]
    yield made.obey({"do": "next"})["screen"]
    yield planning(runs={"C1": ["2027-09-06"], "C2": ["2028-03-06"]}).screen
    yield planning(back="Back to what to study").screen
    yield Planning(lambda: None, lambda: TODAY).screen


@pytest.mark.parametrize(("theme", "width"), [("light", 860), ("dark", 390)])
def test_axe_finds_nothing_on_any_screen(new_page, theme, width):
    page = new_page(width, theme)
    open_screens(page, *practice_screens())
    page.evaluate(OPEN_ALL)
    assert problems(page) == []

"""A whole sitting of each kind by mouse and by keyboard alone, and what a screen reader is told of each input."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from mmready.domain.question import KINDS
from tests.browser import keyboard, learner
from tests.browser.harness import open_screen
from tests.ui.all_kinds import RIGHT, UNREADABLE, WRONG, bank_of
from tests.ui.test_controller import asking, controller

pytestmark = pytest.mark.browser

# What the accessibility tree of each input holds: role, name and state, before the answer and after it.
INPUTS = {
    "one-choice": (
        ['group "Choose one"', 'radio "integral from 0 to 1 of integral from 0 to y', 'img "Triangle T with corners'],
        ["[checked] [disabled]"],
    ),
    "many-choice": (['group "Choose all that apply"', 'checkbox "( 1, 2), ( 2, 5)"'], ["[checked] [disabled]"]),
    "number": (['textbox "Your answer in the unit shown"', 'button "√, insert square root"'], ['shown": "9"']),
    "expression": (['textbox "Your answer"', 'toolbar "Insert a symbol"'], ['"Your answer": (6x - 2)']),
    "equation": (['textbox "Your answer"', 'toolbar "Insert a symbol"'], ['"Your answer": 2x + 4y - z = 5']),
    "inequality": (['textbox "Your answer"', 'button "≤, insert at most"'], ['"Your answer": x > 1/2']),
    "vector": (
        ['group "Your answer"', 'group "Vector, 1 entry"', 'textbox "Entry 1"', 'button "Add an entry"'],
        ['group "Vector, 2 entries"', 'textbox "Entry 2": "-1"'],
    ),
    "matrix": (
        ['group "Matrix, 1 row and 1 column"', 'textbox "Row 1, column 1"', 'button "Remove the last column"'],
        ['group "Matrix, 2 rows and 2 columns"', 'textbox "Row 2, column 2": "-3"'],
    ),
    "interval": (['textbox "Your answer"', 'button "∪, insert union"'], ['textbox "Your answer": "[-1, 1)"']),
    "set": (['textbox "Your answer"', 'button "{ }, insert set brackets"'], ["{6, 4}"]),
    "order": (
        ['list "Your order"', 'group "1 of 10: ', 'button "Move up: ', "[disabled]", 'button "Leave out: return low"'],
        ['group "1 of 9: def find(values, goal):"', 'list "Left out"'],
    ),
    "output": (['textbox "What it prints"'], ['textbox "What it prints": (3, 4)']),
    "function": (['textbox "Your code"', 'button "Run the tests"'], ['textbox "Your code": "import numpy as np']),
    "blanks": (
        ['textbox "Blank 1 of 2"', 'combobox "Blank 2 of 2"', 'option "choose" [selected]'],
        ['textbox "Blank 1 of 2": "2"', 'option "minimum" [selected]'],
    ),
}


@pytest.fixture
def start(new_page):
    """The first screen of a check that will ask a question of one kind."""

    def make(kind: str) -> Page:
        page = new_page()
        made = controller(bank=bank_of(kind))
        open_screen(page, made.screen, made.obey)
        return page

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_whole_sitting_by_keyboard_alone(start, kind):
    page = start(kind)
    keyboard.into_widget(page)
    keyboard.press(page, "Start the check")
    expect(page.locator(".stem")).to_be_focused()
    keyboard.fill(page, kind, RIGHT[kind])
    keyboard.answer(page, kind)
    expect(page.locator(".fb .out")).to_have_text("Right")
    page.keyboard.press("Enter")
    expect(page.locator("h2")).to_be_focused()
    assert page.evaluate("window.model.get('screen').html").count("Verdict") == 1
    assert page.evaluate("window.outside.includes('Enter')") is False


@pytest.mark.parametrize("kind", KINDS)
def test_whole_sitting_by_mouse(start, kind):
    page = start(kind)
    learner.press(page, "Start the check")
    root = page.locator(".mmr")
    learner.fill(root, kind, WRONG[kind])
    learner.press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text(re.compile("^(Not|Partly) right"))
    learner.press(page, "See the verdict")
    learner.press(page, "See what to study")
    expect(page.locator("h2")).to_contain_text("Start with")


@pytest.mark.parametrize("kind", KINDS)
def test_screen_reader_is_told_name_role_state_and_outcome(new_page, kind):
    page = new_page()
    made = asking(kind)
    open_screen(page, made.screen, made.obey)
    root = page.locator(".mmr")
    before, after = INPUTS[kind]
    tree = root.aria_snapshot()
    assert [part for part in before if part not in tree] == []
    assert 'button "Answer"' in tree
    learner.fill(root, kind, RIGHT[kind])
    learner.press(page, "Answer")
    expect(page.locator(".fb .out")).to_be_visible()
    answered = root.aria_snapshot()
    assert [part for part in after if part not in answered] == []
    assert "- status:\n  - paragraph: Right" in answered
    fields = page.locator(".mmr .main :is(input, textarea, select)")
    assert fields.evaluate_all("(all) => all.every((each) => each.readOnly || each.disabled)")


@pytest.mark.parametrize("kind", sorted(set(UNREADABLE) - {"function"}))
def test_screen_reader_is_told_what_cannot_be_read(new_page, kind):
    page = new_page()
    made = asking(kind)
    open_screen(page, made.screen, made.obey)
    root = page.locator(".mmr")
    learner.fill(root, kind, UNREADABLE[kind])
    learner.press(page, "Answer")
    expect(page.locator(".mmr [aria-invalid=true]").first).to_be_visible()
    expect(page.locator(".mmr > .vh[role=status]")).to_contain_text("read this yet")
    assert "[invalid]" in root.aria_snapshot() or page.locator(".mmr [aria-invalid=true]").count()

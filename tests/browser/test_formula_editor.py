"""The formula editor: fetched when asked for, joined to the field, by keys alone; and everything works without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import fetch_editor
from mmready.ui import editor
from mmready.ui.screen import script
from tests.browser.harness import open_screen
from tests.browser.learner import press
from tests.ui.all_kinds import bank_of
from tests.ui.test_controller import asking, controller

pytestmark = pytest.mark.browser
OPEN, CLOSE = "Type with a formula editor", "Type in a plain field"
FIELD = "Your answer, formula editor"


@pytest.fixture(scope="module")
def vendored(tmp_path_factory) -> Path:
    """MathLive as a build of the package brings it, from npm."""
    folder = tmp_path_factory.mktemp("mathlive")
    fetch_editor.unpack(fetch_editor.fetched(), folder)
    return folder


@pytest.fixture
def show(new_page, vendored, monkeypatch):
    monkeypatch.setattr(editor, "FOLDER", vendored)

    def make(kind: str, **options: object) -> Page:
        page = new_page(**options)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.said = said
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url) if request.url.startswith("http") else None)
        made = asking(kind)
        open_screen(page, made.screen, made.obey)
        return page

    return make


def opened(page: Page) -> None:
    press(page, OPEN)
    expect(page.locator("math-field")).to_be_focused()
    expect(page.locator("math-field")).to_have_attribute("aria-label", FIELD)


def latex(page: Page) -> str:
    return page.locator("math-field").evaluate("(each) => each.value")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("interval", "[-1,inf)", r"[-1,\infty)"),
        ("set", "{1,2}", r"\lbrace1,2\rbrace"),
        ("inequality", "x<=2", r"x\le2"),
    ],
)
def test_signs_of_their_own_are_read_by_the_kernel_as_they_are_typed(show, kind, typed, value):
    page = show(kind)
    opened(page)
    page.keyboard.type(typed)
    last = "window.sent.filter((each) => each.do === 'preview').at(-1)?.value"
    page.wait_for_function(f"(value) => {last} === value", arg=value)
    expect(page.locator(".readas math")).to_be_visible()
    expect(page.locator(".msg:visible")).to_have_count(0)
    assert page.said == []
    assert page.asked == [], "nothing is loaded from anywhere"


def test_fraction_typed_by_keys_alone_is_answered_with_enter_and_stays_readable(show):
    page = show("number")
    page.locator(".stem").focus()
    toggle = page.get_by_role("button", name=OPEN)
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.locator("math-field")).to_be_focused()
    page.keyboard.type("18/2")
    page.wait_for_function("document.querySelector('.readas mfrac')")
    page.keyboard.press("Enter")
    expect(page.locator(".fb .out")).to_have_text("Right")
    assert json.loads(page.evaluate("JSON.stringify(window.model.get('screen').given)")) == r"\frac{18}{2}"
    assert page.locator("math-field").evaluate("(each) => each.readOnly")
    assert page.evaluate("window.outside") == [], "no key leaves the widget"


def test_no_trap_and_no_mode_behind_escape(show):
    page = show("expression")
    opened(page)
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    page.keyboard.type("+1")
    assert latex(page) == "x+1"
    page.keyboard.press("Tab")
    expect(page.locator("math-field")).not_to_be_focused()


def test_arrow_leads_to_the_symbols_which_write_into_the_editor(show):
    page = show("expression")
    opened(page)
    page.keyboard.type("2")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="x2, insert power")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("math-field")).to_be_focused()
    page.keyboard.type("x")
    assert latex(page) == r"2\sqrt{x}"
    expect(page.locator(".readas msqrt")).to_be_visible()


def test_text_goes_over_into_the_editor_and_back_as_one_would_type_it(show):
    page = show("expression")
    field = page.get_by_label("Your answer", exact=True)
    field.fill("sqrt(x)/2")
    opened(page)
    assert latex(page) == r"\frac{\sqrt{x}}{2}"
    expect(field).to_be_hidden()
    page.keyboard.press("End")
    page.keyboard.type("+1")
    page.wait_for_function("window.sent.filter((each) => each.do === 'preview').at(-1).value.endsWith('+1')")
    press(page, CLOSE)
    expect(field).to_be_focused()
    expect(field).to_have_value("sqrt(x)/2 + 1")
    expect(page.locator("math-field")).to_have_count(0)


def test_what_cannot_be_read_stays_where_it_is(show):
    page = show("expression")
    field = page.get_by_label("Your answer", exact=True)
    field.fill("(x + ")
    press(page, OPEN)
    expect(page.locator(".msg:visible")).to_contain_text("Something is missing")
    expect(field).to_have_value("(x + ")
    expect(page.locator("math-field")).to_have_count(0)


def test_an_empty_box_is_not_an_answer(show):
    page = show("expression")
    opened(page)
    page.keyboard.type("1/")
    press(page, "Answer")
    expect(page.locator(".msg:visible")).to_contain_text("It does not count as an answer")
    expect(page.locator("math-field")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")


def test_the_choice_is_kept_for_the_next_question_and_fetched_once(new_page, vendored, monkeypatch):
    monkeypatch.setattr(editor, "FOLDER", vendored)
    page = new_page()
    bank = bank_of("number", "expression")
    made = controller(bank=bank)
    made.obey({"do": "start", "courses": ["6.86x"], "length": "thorough", "see": "each"})
    open_screen(page, made.screen, made.obey)
    opened(page)
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator(".fb .out")).to_be_visible()
    press(page, "Next question")
    expect(page.locator("math-field")).to_be_visible()
    expect(page.locator(".stem")).to_be_focused()
    assert page.evaluate("window.sent.filter((each) => each.do === 'editor').length") == 1


def test_axe_finds_nothing(show):
    page = show("expression", width=390, theme="dark")
    opened(page)
    page.keyboard.type("x/2")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    told = [f"{each['id']}: {[node['html'][:160] for node in each['nodes']]}" for each in found.response["violations"]]
    assert told == []


def test_without_it_there_is_no_button_and_nothing_is_missing(new_page, tmp_path, monkeypatch):
    monkeypatch.setattr(editor, "FOLDER", tmp_path)
    made = asking("number")
    page = new_page()
    open_screen(page, made.screen, made.obey)
    expect(page.get_by_role("button", name=OPEN)).to_have_count(0)
    page.get_by_label("Your answer").fill("9")
    press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text("Right")


def test_an_editor_that_has_gone_is_said_and_the_plain_field_stays(show, tmp_path, monkeypatch):
    page = show("number")
    monkeypatch.setattr(editor, "FOLDER", tmp_path)
    press(page, OPEN)
    expect(page.get_by_role("alert")).to_contain_text("built without the formula editor")
    page.get_by_label("Your answer").fill("9")
    press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text("Right")


def test_the_page_gets_nothing_of_it_before_it_is_asked_for(show):
    page = show("number")
    assert "math-field" not in page.evaluate("JSON.stringify(window.model.get('screen'))")
    assert "MathfieldElement" not in script()
    assert len(editor.editor_files()["module"]) > 500_000 > len(script()) * 4

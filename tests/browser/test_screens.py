"""The widget's module in Chromium with the real controller behind it, without Jupyter: every kind, keys, focus."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from mmready.domain.question import KINDS
from tests.browser.harness import open_screen
from tests.browser.learner import fill, press
from tests.ui.all_kinds import KEY, RIGHT, SOLUTION, UNREADABLE, WRONG, bank_of
from tests.ui.test_controller import BrokenStore, asking, controller, started

pytestmark = pytest.mark.browser
HEADINGS = {"right": "Right", "partly": re.compile("^Partly right"), "wrong": re.compile("^Not right")}


@pytest.fixture
def show(new_page):
    """Opens a controller's screen on a page; gives the page and everything that the page was sent."""

    def make(made, **page_options) -> Page:
        page = new_page(**page_options)
        open_screen(page, made.screen, made.obey)
        return page

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_filled_in_answered_and_marked(show, kind):
    page = show(asking(kind))
    fill(page.locator(".mmr"), kind, RIGHT[kind])
    press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text("Right")
    expect(page.get_by_role("button", name="See the verdict")).to_be_focused()
    assert json.loads(page.evaluate("JSON.stringify(window.model.get('screen').given)")) == RIGHT[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_answer_stays_readable_and_no_key_came_before_it(show, kind):
    page = show(asking(kind))
    fill(page.locator(".mmr"), kind, WRONG[kind])
    held = page.content() + page.evaluate("JSON.stringify([window.model.get('screen'), window.model.get('draft')])")
    assert not {KEY, SOLUTION, *bank_of(kind).questions} & set(re.findall(r"[\w-]+", held)), "a key before the answer"
    press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text(re.compile("^(Not|Partly) right"))
    assert SOLUTION not in page.content() + page.evaluate("JSON.stringify(window.model.get('screen'))")
    open_fields = page.locator(".mmr :is(input, textarea, select):not([readonly]):not(:disabled):visible")
    assert open_fields.count() == 0


@pytest.mark.parametrize("kind", sorted(UNREADABLE))
def test_unreadable_answer_is_said_beside_the_field_and_does_not_count(show, kind):
    page = show(asking(kind))
    fill(page.locator(".mmr"), kind, UNREADABLE[kind])
    press(page, "Answer")
    expect(page.locator(".msg").first).to_contain_text("It does not count as an answer")
    field = page.locator(".mmr [aria-invalid=true]").first
    described = field.get_attribute("aria-describedby").split()[0]
    assert "read this yet" in page.locator(f"[id='{described}']").inner_text()
    assert page.locator(".fb").count() == 0
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_enabled()


@pytest.mark.parametrize("kind", KINDS)
def test_answer_pressed_too_early_says_what_is_missing(show, kind):
    page = show(asking(kind))
    press(page, "Answer")
    expect(page.locator(".msg:visible")).to_have_text(re.compile("yet"))
    assert page.evaluate("window.sent.filter((each) => each.do === 'answer').length") == 0


def test_preview_is_typeset_while_typing_and_trouble_waits_for_a_pause(show):
    page = show(asking("expression"))
    field = page.get_by_label("Your answer")
    field.press_sequentially("(6x - 2) e^x", delay=15)
    expect(page.locator(".readas math msup")).to_be_visible()
    field.press_sequentially(" + (3", delay=15)
    assert page.locator(".msg:visible").count() == 0
    expect(page.locator(".msg:visible")).to_contain_text("bracket")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2x")
    expect(page.locator(".msg:visible")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_palette_writes_at_the_cursor_and_is_one_tab_stop(show):
    page = show(asking("expression"))
    field = page.get_by_label("Your answer")
    field.fill("2 + ")
    field.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="√, insert square root")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    expect(field).to_have_value("2 + sqrt(x)")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="√, insert square root")).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()


def test_comment_is_written_beside_the_flag_and_saved_with_the_next_step(show):
    page = show(asking("number"))
    press(page, "Comment")
    area = page.get_by_label("Your comment on this question")
    expect(area).to_be_focused()
    area.fill("Is this in metres?")
    press(page, "Save the comment")
    expect(page.get_by_role("button", name="Your comment")).to_be_focused()
    expect(area).to_be_hidden()
    expect(page.locator(".mmr > .vh[role=status]")).to_have_text("Comment saved")
    page.get_by_label("Your answer").fill("9")
    press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text("Right")
    press(page, "Flag")
    expect(page.get_by_role("button", name="Flagged")).to_have_attribute("aria-pressed", "true")
    press(page, "Your comment")
    area.fill("It is.")
    press(page, "See the verdict")  # nothing that was written is lost by going on
    expect(page.locator("h2")).to_be_focused()
    said = page.evaluate("window.sent.filter((each) => ['comment', 'flag'].includes(each.do))")
    assert [(each["do"], each["number"], each.get("text")) for each in said] == [
        ("comment", 1, "Is this in metres?"),
        ("flag", 1, None),
        ("comment", 1, "It is."),
    ]


def test_comment_closes_by_escape_and_its_keys_do_not_answer(show):
    page = show(asking("one-choice"))
    page.locator(".stem").focus()
    page.keyboard.press("2")
    press(page, "Comment")
    page.keyboard.type("1?")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    expect(page.locator(".options input").nth(1)).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Your comment")).to_be_focused()
    assert page.evaluate("window.sent.map((each) => each.do)") == ["comment"]
    assert page.evaluate("window.sent[0].text") == "1?\n2"
    press(page, "Your comment")
    page.keyboard.press("Escape")
    expect(page.locator(".remark")).to_be_hidden()


def test_unsaved_comment_and_sureness_survive_a_page_that_is_built_anew(show):
    page = show(asking("one-choice"))
    page.get_by_label("Unsure", exact=True).check()
    press(page, "Comment")
    page.keyboard.type("half a tho")
    page.wait_for_function("window.model.get('draft').comment === 'half a tho'")
    page.evaluate("document.querySelector('#place > div').remove(); window.show(window.model)")
    expect(page.get_by_label("Your comment on this question")).to_have_value("half a tho")
    expect(page.get_by_label("Unsure", exact=True)).to_be_checked()


def test_digits_choose_enter_answers_and_goes_on(show):
    page = show(asking("one-choice"))
    page.locator(".stem").focus()
    page.keyboard.press("2")
    expect(page.locator(".options input").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".fb .out")).to_have_text("Right")
    page.keyboard.press("Enter")
    expect(page.locator("h2")).to_be_focused()


def test_enter_in_a_field_answers_and_focus_stays_in_it(show):
    page = show(asking("number"))
    field = page.get_by_label("Your answer")
    field.fill("9")
    field.press("Enter")
    expect(page.locator(".fb .out")).to_have_text("Right")
    expect(field).to_be_focused()
    field.press("Enter")
    expect(page.locator("h2")).to_be_focused()


def test_digits_in_a_text_field_are_text(show):
    page = show(asking("number"))
    page.get_by_label("Your answer").press_sequentially("12?")
    expect(page.get_by_label("Your answer")).to_have_value("12?")
    assert page.locator(".keylist").count() == 0


def test_no_key_leaves_the_widget(show):
    page = show(asking("function"))
    page.get_by_label("Your code").focus()
    for key in ("a", "b", "d", "d", "Enter", "Shift+Enter", "Control+Enter", "Escape", "ArrowDown", "x"):
        page.keyboard.press(key)
    page.locator(".stem").focus()
    for key in ("a", "b", "d", "d", "Shift+Enter", "Escape", "m", "0", "0", "?"):
        page.keyboard.press(key)
    assert page.evaluate("window.outside") == []


def test_list_of_keys_opens_and_closes(show):
    page = show(asking("number"))
    page.locator(".stem").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("region", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".keylist")).to_have_count(0)
    expect(page.locator(".stem")).to_be_focused()


def entries(page):
    return [each.input_value() for each in page.locator(".grid input").all()]


def paste(page, name, text):
    page.get_by_label(name).evaluate(
        "(node, text) => { const data = new DataTransfer(); data.setData('text', text);"
        " node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }",
        text,
    )


def test_grid_starts_with_one_entry_and_grows_by_buttons_and_by_pasting(show):
    page = show(asking("matrix"))
    expect(page.get_by_role("group", name="Matrix, 1 row and 1 column")).to_be_visible()
    press(page, "Add a column")
    press(page, "Add a row")
    expect(page.get_by_role("group", name="Matrix, 2 rows and 2 columns")).to_be_visible()
    expect(page.locator(".mmr > .vh[role=status]")).to_have_text("2 rows, 2 columns")
    page.get_by_label("Row 1, column 1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Row 2, column 2")).to_be_focused()
    paste(page, "Row 1, column 1", "[[2, 3], [1, -3], [0, 1]]")
    assert entries(page) == ["2", "3", "1", "-3", "0", "1"]
    expect(page.locator(".readas mtable")).to_be_visible()


def test_grid_grows_as_one_types_past_its_edge_and_shrinks_by_backspace(show):
    page = show(asking("matrix"))
    page.get_by_label("Row 1, column 1").focus()
    page.keyboard.type("f(2,3),4;5")
    assert entries(page) == ["f(2,3)", "4", "5", ""]
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Row 2, column 2")).to_be_focused()
    page.keyboard.press("ArrowRight")  # nothing is in it, so there is nothing to go on from
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Row 2, column 2")).to_be_focused()
    page.keyboard.type("6")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Row 3, column 2")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page.get_by_label("Row 2, column 2")).to_be_focused()
    assert entries(page) == ["f(2,3)", "4", "5", "6"]


def test_vector_grows_entry_by_entry_and_no_further_than_eight(show):
    page = show(asking("vector"))
    page.get_by_label("Entry 1").focus()
    page.keyboard.type("1,2;3,")
    expect(page.get_by_role("group", name="Vector, 4 entries")).to_be_visible()
    page.keyboard.type("4,5,6,7,8,9")
    assert entries(page) == ["1", "2", "3", "4", "5", "6", "7", "8,9"]


def test_missing_entry_is_named(show):
    page = show(asking("matrix"))
    page.get_by_label("Row 1, column 1").focus()
    page.keyboard.type("2,3;1")
    press(page, "Answer")
    expect(page.locator(".msg:visible")).to_have_text("One entry is still empty: row 2, column 2.")


def test_lines_move_by_keys_and_focus_goes_with_them(show):
    page = show(asking("order"))
    first = page.locator(".line").first
    text = first.locator("code").inner_text()
    first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".line").nth(1)).to_be_focused()
    assert page.locator(".line code").nth(1).inner_text() == text
    page.keyboard.press("Delete")
    expect(page.get_by_role("list", name="Left out").locator("li")).to_have_count(1)


def test_lines_move_by_dragging(show):
    page = show(asking("order"))
    texts = page.locator(".lines code").all_inner_texts()
    page.locator(".lines li").nth(0).drag_to(page.locator(".lines li").nth(3))
    moved = page.locator(".lines code").all_inner_texts()
    assert moved != texts
    assert sorted(moved) == sorted(texts)


def test_tab_indents_in_code_and_escape_then_tab_leaves(show):
    page = show(asking("function"))
    code = page.get_by_label("Your code")
    code.fill("def row_norms(X):")
    code.press("End")
    code.press("Enter")
    page.keyboard.type("x = 1")
    expect(code).to_have_value("def row_norms(X):\n    x = 1")
    code.press("Tab")
    expect(code).to_have_value("def row_norms(X):\n    x = 1    ")
    code.press("Escape")
    code.press("Tab")
    expect(code).not_to_be_focused()


def test_tests_run_without_answering(show):
    page = show(asking("function"))
    page.get_by_label("Your code").fill(WRONG["function"])
    page.get_by_label("Your code").press("Shift+Enter")
    expect(page.locator(".results caption")).to_have_text("1 of 2 visible tests passes")
    expect(page.locator(".results .c-wrong").first).to_contain_text("Differs")
    assert page.locator(".fb").count() == 0


def test_focus_goes_to_each_new_question_but_not_on_the_first_showing(show):
    page = show(started())
    assert page.evaluate("document.activeElement === document.body")
    press(page, "I don’t know yet")
    expect(page.locator(".stem")).to_be_focused()
    expect(page.locator(".said")).to_have_text("Marked as “I don’t know yet”. That helps us too.")
    expect(page.locator(".mmr > .vh[role=status]")).to_contain_text("Question. About")


def test_typed_text_survives_a_page_that_is_built_anew(show):
    page = show(asking("number"))
    page.get_by_label("Your answer").fill("12345")
    page.wait_for_function("window.model.get('draft').value === '12345'")
    page.evaluate("document.querySelector('.mmr').remove()")
    page.evaluate("window.show(window.model)")
    expect(page.get_by_label("Your answer")).to_have_value("12345")


def test_answer_that_could_not_be_saved_keeps_its_text_and_alarms(show):
    store = BrokenStore()
    page = show(asking("number", store))
    page.get_by_label("Your answer").fill("9")
    press(page, "Answer")
    expect(page.get_by_role("alert")).to_contain_text("Not saved: no space left on the disk.")
    expect(page.get_by_label("Your answer")).to_have_value("9")
    store.broken = False
    press(page, "Answer")
    expect(page.locator(".fb .out")).to_have_text("Right")
    expect(page.get_by_role("alert")).to_have_text("")


def test_notebook_that_does_not_answer_is_said_and_a_late_reply_still_counts(new_page):
    page = new_page()
    page.clock.install()
    made = asking("number")
    open_screen(page, made.screen)
    page.get_by_label("Your answer").fill("9")
    press(page, "Answer")
    page.clock.run_for(500)
    expect(page.locator(".waiting")).to_have_text("Checking …")
    page.clock.run_for(15000)
    expect(page.get_by_role("alert")).to_contain_text("the notebook is not answering")
    expect(page.get_by_label("Your answer")).to_have_value("9")
    sent = page.evaluate("window.sent.find((each) => each.do === 'answer')")
    reply = made.obey(sent)
    page.evaluate(
        "([screen, id]) => { window.model.set('screen', screen); window.model.reply({ re: id }); }",
        [reply["screen"], sent["id"]],
    )
    expect(page.locator(".fb .out")).to_have_text("Right")
    expect(page.get_by_role("alert")).to_have_text("")


def test_enter_goes_on_as_soon_as_feedback_is_shown_though_the_reply_is_still_on_its_way(new_page):
    page = new_page()
    made = asking("number")
    open_screen(page, made.screen)
    page.get_by_label("Your answer").fill("9")
    page.keyboard.press("Enter")
    page.wait_for_function("window.sent.some((each) => each.do === 'answer')")
    sent = page.evaluate("window.sent.find((each) => each.do === 'answer')")
    page.evaluate("(screen) => window.model.set('screen', screen)", made.obey(sent)["screen"])
    expect(page.locator(".fb .out")).to_have_text("Right")
    page.keyboard.press("Enter")
    page.wait_for_function("window.sent.some((each) => each.do === 'next')")
    page.evaluate("(id) => window.model.reply({ re: id })", sent["id"])
    page.keyboard.press("Enter")
    assert page.evaluate("window.sent.filter((each) => each.do === 'next').length") == 1, "one step, not two"


def test_whole_check_from_start_to_what_to_study_and_back(show):
    page = show(controller())
    page.get_by_label("6.431x").uncheck()
    page.get_by_label("At the end").check()
    expect(page.get_by_text("1 course, about 25 minutes")).to_be_visible()
    press(page, "Start the check")
    kinds = set()
    for _ in range(40):
        expect(page.locator(".qhead, .vd").first).to_be_visible()
        if page.locator(".vd").count():
            break
        kind = page.evaluate("window.model.get('screen').kind")
        kinds.add(kind)
        number = page.evaluate("window.model.get('screen').number")
        fill(page.locator(".mmr"), kind, WRONG[kind])
        press(page, "Answer")
        page.wait_for_function("(number) => window.model.get('screen').number !== number", arg=number)
    assert len(kinds) >= 5
    expect(page.locator(".vd .v").first).to_contain_text("Not yet")
    press(page, "See what to study")
    expect(page.locator("h2")).to_contain_text("Start with")
    expect(page.locator("h2")).to_be_focused()
    with page.expect_download() as saved:
        press(page, "Save the report")
    assert saved.value.suggested_filename == "mmready-2026-11-22.html"
    press(page, "Back to the verdict")
    press(page, "Back to the start")
    expect(page.get_by_text("Your last check:")).to_be_visible()


def test_no_course_chosen_is_said(show):
    page = show(controller())
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    press(page, "Start the check")
    expect(page.get_by_text("Choose at least one course.").first).to_be_visible()
    assert page.evaluate("window.sent.length") == 0

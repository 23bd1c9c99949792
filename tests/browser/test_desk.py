"""The author's desk in a browser: what is typed is drawn, faults lead to their line, and what is saved is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mmready.ui.screen import script, style
from mmready.ui.write import write
from tests.browser.harness import TEMPLATE
from tests.browser.learner import press

pytestmark = pytest.mark.browser
FILE = "The question file"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "my-bank"


@pytest.fixture
def show(new_page, root):
    """Opens the desk on a page, with its Python behind it; gives the page once the first variants are there."""

    def opened(width: int = 1100, theme: str = "light") -> Page:
        desk = write(root)._desk
        page = new_page(width, theme)
        page.expose_function("obey", lambda command: json.dumps(dict(desk.obey(json.loads(command)))))
        given = json.dumps({"esm": script("desk.js"), "css": style("desk.css"), "screens": [desk.screen]})
        given = given.replace("</", "<\\/")
        block = f'<script id="given" type="application/json">{given}</script>\n'
        start = '<script type="module">'
        page.set_content(TEMPLATE.replace(start, block + start, 1), wait_until="load")
        expect(page.locator(".trial")).to_have_count(2, timeout=30_000)
        return page

    return opened


def test_variants_stand_with_their_key_beside_and_can_be_answered(show):
    page = show()
    first = page.get_by_role("region", name="Variant 0")
    key = first.locator(".told code").first.inner_text()
    first.get_by_label("Your answer").fill(key)
    press(first, "Answer")
    expect(first.locator(".fb .out")).to_have_text("Right")
    expect(page.get_by_role("region", name="Variant 1").locator(".fb")).to_have_count(0)
    press(page, "Other numbers")
    expect(page.get_by_role("region", name="Variant 2")).to_be_visible()


def test_what_is_typed_is_drawn_and_a_fault_leads_to_its_line(show):
    page = show()
    field = page.get_by_label(FILE)
    field.fill(field.input_value().replace("A box holds", "A chest holds"))
    expect(page.locator(".trial .stem").first).to_contain_text("A chest holds")
    field.fill(field.input_value().replace("\nanswer:", "\nanswr:"))
    fault = page.locator(".faults li").filter(has_text="unknown-field")
    expect(fault).to_be_visible()
    expect(page.locator(".trial")).to_have_count(0)
    expect(field).to_have_attribute("aria-invalid", "true")
    fault.get_by_role("button").click()
    expect(field).to_be_focused()
    chosen = field.evaluate("(field) => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen.startswith("answr: a*b + 1")


def test_kind_and_skill_begin_anew_and_own_text_is_only_replaced_when_asked_twice(show):
    page = show()
    page.get_by_label("Kind of answer").select_option("one-choice")
    page.get_by_label("Skill").select_option("bayes-rule")
    press(page, "Begin with these")
    expect(page.locator(".trial .options").first).to_be_visible()
    field = page.get_by_label(FILE)
    assert "skill: bayes-rule" in field.input_value()
    mine = field.input_value() + "\n"
    field.fill(mine)
    page.get_by_label("Kind of answer").select_option("set")
    press(page, "Begin with these")
    expect(page.get_by_role("button", name="Replace what is written")).to_be_visible()
    assert field.input_value() == mine
    press(page, "Replace what is written")
    expect(field).not_to_have_value(mine)


def test_wrong_key_is_disproved_and_a_sound_question_is_saved_and_can_be_opened(show, root):
    page = show()
    field = page.get_by_label(FILE)
    sound = field.input_value()
    field.fill(sound.replace("answer: a*b + 1 ", "answer: a*b + 2 ").replace("A box", "A chest"))
    press(page, "Prove it")
    expect(page.locator(".faults")).to_contain_text("key-disproved", timeout=60_000)
    expect(page.locator(".trial .stem").first).to_contain_text("A chest")
    expect(page.locator(".faults")).to_contain_text("key-disproved")  # what is drawn later takes nothing away
    field.fill(sound)
    page.get_by_label("Its name").fill("stones")
    press(page, "Save into the bank")
    expect(page.locator(".found .said")).to_contain_text("Proved on 5 draws", timeout=60_000)
    assert (root / "questions" / "calculus" / "precalculus-algebra" / "stones.md").read_text(encoding="utf-8") == sound
    expect(page.locator(".found")).to_contain_text('mmready.quiz("stones", bank=')
    expect(page.get_by_label("Or open a question")).to_have_value("stones")


def test_what_has_the_focus_says_that_shortcuts_of_the_notebook_are_not_for_it(show):
    page = show()
    fields = [page.get_by_label(name) for name in (FILE, "Kind of answer", "Its name")]
    for each in [*fields, page.get_by_role("button", name="Save into the bank")]:
        each.focus()
        expect(each).to_have_attribute("data-lm-suppress-shortcuts", "true")


def test_keys_stay_inside_and_what_is_written_survives_a_page_that_is_built_anew(show):
    page = show()
    field = page.get_by_label(FILE)
    field.fill(field.input_value().replace("A box", "A cup"))
    expect(page.locator(".trial .stem").first).to_contain_text("A cup")
    field.press("Shift+Enter")
    field.press("Escape")
    assert page.evaluate("window.outside") == []
    page.evaluate("document.querySelector('.mmr').remove()")
    page.evaluate("window.show(window.model)")
    expect(page.get_by_label(FILE)).to_have_value(field.input_value())


@pytest.mark.parametrize(("width", "theme"), [(1100, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_off(show, width, theme):
    page = show(width, theme)
    page.get_by_label(FILE).fill("---\nkind: number\n---\n")
    expect(page.locator(".faults li").first).to_be_visible()
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def problems() -> list[str]:
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        return [
            f"{each['id']}: {[node['html'][:150] for node in each['nodes']]}" for each in found.response["violations"]
        ]

    assert problems() == []
    page.get_by_label("Kind of answer").select_option("matrix")
    press(page, "Begin with these")
    press(page, "Replace what is written")
    expect(page.locator(".trial .grid").first).to_be_visible()
    assert problems() == []
    assert page.locator(".mmr.author").evaluate("(each) => each.scrollWidth <= each.clientWidth")

"""Screens in other languages, in Chromium: every word of the interface goes through the catalogue, and Spanish fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mmready import translation
from mmready.api import load_bank
from mmready.domain.bank import Bank
from mmready.progress import MemoryStore
from mmready.ui.planning import Planning
from tests.browser.harness import open_screen, open_screens
from tests.browser.test_accessible import OPEN_ALL, problems, screens
from tests.pseudo_language import bracketed, outside
from tests.small_bank import small_bank
from tests.ui.all_kinds import KEY, UNREADABLE
from tests.ui.test_controller import BANK, asking, controller, started
from tests.ui.test_planning import TODAY, planning
from tests.ui.test_practising import practising

pytestmark = pytest.mark.browser

# all that is shown or said, but content (which says its language), mathematics, code and names of keys
SEEN = """() => {
  const passed = "[lang=en], math, code, pre, kbd, svg, style, option:not([value='']), .nums, .palette button";
  const names = ["aria-label", "title", "aria-valuetext"];
  return [...document.querySelectorAll(".mmr")].map((root) => {
    const texts = [];
    const within = (each, what) => root.contains(each.closest(what)); // the page around it may say a language too
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!within(node.parentElement, passed)) texts.push(node.data);
    }
    const said = [...root.querySelectorAll("[aria-label], [title], [aria-valuetext]")]
      .filter((each) => !within(each, "[lang=en]"))
      .flatMap((each) => names.filter((name) => each.hasAttribute(name)).map((name) => each.getAttribute(name)));
    return [texts.join(" "), ...said];
  });
}"""


WHOLE = load_bank()


def names_in(*banks: Bank) -> list[str]:
    """Names that keep their own language, longest first."""
    skills = [skill for bank in banks for skill in bank.skills.values()]
    courses = [course for bank in banks for course in bank.courses.values()]
    resources = [each for bank in banks for each in bank.resources.values()]
    sections = [section.title for each in resources for section in each.sections.values()]
    found = {name for skill in skills for name in (skill.name, skill.short, skill.id)}
    found |= {name for course in courses for name in (course.id, course.title, course.starts_from)}
    found |= {need.use for course in courses for need in course.needs.values()}
    found |= {name for each in resources for name in (each.id, each.title)} | set(sections)
    return sorted(found - {""}, key=len, reverse=True)


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
GIVEN = ["Back to the start", "See what to study", "damaged", "Python", KEY]  # by the tests, or the same everywhere
NAMES = [*names_in(WHOLE, BANK, small_bank()), *MONTHS, *GIVEN]


@pytest.fixture
def brackets() -> Iterator[None]:
    translation.use(bracketed())
    yield
    translation.use(None)


@pytest.fixture
def spanish() -> Iterator[None]:
    translation.language("es")
    yield
    translation.use(None)


def bare_words(page: Page) -> list[list[str]]:
    """Of each screen on the page the words of the interface that went through no catalogue."""
    page.evaluate(OPEN_ALL)
    return [[word for text in texts for word in _bare(text)] for texts in page.evaluate(SEEN)]


def _bare(text: str) -> list[str]:
    rest = outside(text)
    for name in NAMES:
        rest = rest.replace(name, " ").replace(name[:1].lower() + name[1:], " ")
    return re.findall(r"[^\W\d_]{2,}", rest)


def open_made(page: Page, made) -> Page:
    open_screen(page, made.screen, made.obey)
    return page


def every_screen(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Every screen, with verdict and gaps of a real sitting."""
    found = {name: screen for name, screen in screens(folder) if name not in ("verdict", "gaps")}
    ended = started(length="quick", see="end")
    while ended.screen["name"] == "question":
        ended.obey({"do": "dont_know", "number": ended.screen["number"]})
    for name in ("verdict", "gaps"):
        found[name] = ended.obey({"do": name})["screen"]
    found["plan"] = planning(runs={"C1": ["2027-09-06"]}).screen
    found["plan without a check"] = Planning(lambda: None, lambda: TODAY).screen
    practice = practising()
    found["practice, a question"] = practice.screen
    found["practice, its solution"] = practice.obey({"do": "dont_know", "number": 1})["screen"]
    found["practice, at its end"] = practice.obey({"do": "end"})["screen"]
    return found


def test_every_word_of_every_screen_is_a_message_or_content(new_page, brackets, tmp_path):
    shown = every_screen(tmp_path)
    page = new_page()
    open_screens(page, *shown.values())
    found = bare_words(page)
    assert {name: words for name, words in zip(shown, found, strict=True) if words} == {}


@pytest.mark.parametrize("kind", ["one-choice", "number", "matrix", "order", "function", "blanks"])
def test_what_the_page_says_of_itself_is_a_message(new_page, brackets, kind):
    page = open_made(new_page(), asking(kind))
    page.locator(".keys button").click()  # the list of keys
    page.locator(".actions > .primary").click()  # nothing is filled in
    expect(page.locator(".keylist")).to_be_visible()
    expect(page.locator(".msg:visible").first).to_be_visible()
    assert bare_words(page) == [[]]


@pytest.mark.parametrize("kind", UNREADABLE)
def test_why_an_answer_cannot_be_read_is_a_message(brackets, kind):
    made = asking(kind)
    reply = made.obey({"do": "answer", "number": 1, "value": UNREADABLE[kind]})
    assert _bare(reply["unread"]["said"]) == []


def test_the_page_says_its_language_and_that_of_the_question(new_page, spanish):
    page = open_made(new_page(), asking("number"))
    expect(page.locator(".mmr")).to_have_attribute("lang", "es")
    expect(page.locator(".stem")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Responder", exact=True)).to_be_visible()
    page.get_by_label("Tu respuesta").fill("2 +")
    page.get_by_role("button", name="Responder", exact=True).click()
    expect(page.locator(".msg").first).to_contain_text("No cuenta como respuesta")
    assert problems(page) == []


def test_in_english_nothing_says_another_language(new_page):
    page = open_made(new_page(), asking("number"))
    expect(page.locator(".mmr")).to_have_attribute("lang", "en")
    assert page.locator(".mmr [lang]").count() == 0


def test_numbers_take_their_form(new_page, spanish):
    page = open_made(new_page(), controller(MemoryStore()))
    expect(page.locator(".actions .note")).to_contain_text("cursos, unos")
    for box in page.locator("input[type=checkbox]").all()[1:]:
        box.uncheck()
    expect(page.locator(".actions .note")).to_contain_text("1 curso, unos")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_spanish_fits_a_phone(new_page, spanish, tmp_path, theme):
    shown = every_screen(tmp_path)
    page = new_page(width=390, theme=theme)
    open_screens(page, *shown.values())
    page.evaluate(OPEN_ALL)
    too_wide = page.locator(".mmr").evaluate_all(
        "(all) => all.flatMap((each, place) => (each.scrollWidth > each.clientWidth ? [place] : []))"
    )
    assert [list(shown)[place] for place in too_wide] == []
    cut = page.locator(".mmr :is(button, h2, dt, th, .code, .draws, .lb)").evaluate_all(
        "(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1 &&"
        " getComputedStyle(each).overflow === 'hidden').map((each) => each.textContent)"
    )
    assert cut == []

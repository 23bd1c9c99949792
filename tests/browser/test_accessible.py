"""axe finds nothing on any screen, light and dark, wide and narrow; and nothing is cut off at 320 pixels."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mmready.api import load_bank
from mmready.domain.estimate import Estimate, SkillEstimate
from mmready.domain.question import KINDS
from mmready.progress import FileStore
from mmready.report import gaps_html, gaps_view, verdict_html, verdict_view
from mmready.report.skill_map import skill_map
from mmready.report.skill_map_html import skill_map_html
from mmready.ui.controller import Controller
from mmready.ui.mydata import MyData
from tests.browser.harness import open_screen, open_screens
from tests.browser.learner import fill, press
from tests.report.example import BANK, EVIDENCE, READINESS, RECOMMENDATIONS
from tests.ui.all_kinds import WRONG, all_kinds_bank
from tests.ui.test_controller import answer, asking, controller, started, surroundings_of
from tests.ui.test_practice_home import home, practised

pytestmark = pytest.mark.browser
OPEN_ALL = """() => { for (const each of document.querySelectorAll('details')) each.open = true;
    for (const each of document.querySelectorAll('.tools [aria-expanded=false]')) each.click(); }"""


def screens(folder: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every screen there is, by name."""
    yield "start", controller().screen
    answer(started(FileStore(folder), seed=1))
    (folder / "20260101-damaged.jsonl").write_text("no json\n")
    made = started(FileStore(folder))
    answer(made)
    yield "start with an unfinished check", controller(FileStore(folder)).screen
    forgets = dataclasses.replace(surroundings_of(FileStore(folder)), fleeting=True)
    yield "start where everything is forgotten", Controller(all_kinds_bank(), ("6.86x",), forgets).screen
    yield "my data", MyData(forgets, "Back to the start").screen
    yield "my data, deleting", MyData(forgets).obey({"do": "delete"})["screen"]
    practised(FileStore(folder), "chain-rule", "series")
    yield "practice", home(FileStore(folder), days=1).screen
    yield "start with a review", controller(FileStore(folder)).screen
    made.obey({"do": "comment", "number": 1, "text": "Is this right?"})
    yield "question with a comment", made.obey({"do": "next"})["screen"]
    yield "pause", made.obey({"do": "pause"})["screen"]
    for kind in KINDS:
        made = asking(kind)
        yield kind, made.screen
        yield f"feedback on {kind}", answer(made, WRONG)["screen"]
    verdict = verdict_html(verdict_view(BANK, READINESS, RECOMMENDATIONS, EVIDENCE, "2026-11-22"))
    button = {"text": "See what to study", "look": "primary", "command": "gaps"}
    yield "verdict", {"name": "page", "html": verdict, "actions": [button], "hand_in": {"longest": 100}}
    gaps = gaps_html(gaps_view(BANK, RECOMMENDATIONS, {"6.86x": ("Can wait: series.",)}))
    yield "gaps", {"name": "page", "html": gaps, "actions": [button]}
    whole = load_bank()
    skills = {name: SkillEstimate(name, 0.1 + 0.8 * (at % 3) / 2, 0.05) for at, name in enumerate(whole.skills)}
    drawn = skill_map_html(skill_map(whole, tuple(whole.courses)[:4], Estimate((), {}, skills), ()))
    yield "skill map", {"name": "page", "html": drawn, "actions": [button]}


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> dict[str, dict[str, Any]]:
    return dict(screens(tmp_path_factory.mktemp("sittings")))


def problems(page: Page) -> list[str]:
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}" for each in found.response["violations"]]


@pytest.mark.parametrize(("theme", "width"), [("light", 860), ("dark", 390)])
def test_axe_finds_nothing_on_any_screen(new_page, shown, theme, width):
    page = new_page(width, theme)
    # kinds that share an input are looked at once; axe takes its time
    alike = {f"{mode}{kind}" for mode in ("", "feedback on ") for kind in ("equation", "inequality", "interval", "set")}
    open_screens(page, *(screen for name, screen in shown.items() if name not in alike))
    page.evaluate(OPEN_ALL)
    assert problems(page) == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_narrow_cell(new_page, shown, width):
    page = new_page(width)
    open_screens(page, *shown.values())
    page.evaluate(OPEN_ALL)
    too_wide = page.locator(".mmr").evaluate_all(
        "(all) => all.flatMap((each, place) => (each.scrollWidth > each.clientWidth ? [place] : []))"
    )
    assert [list(shown)[place] for place in too_wide] == []


def test_targets_are_large_enough(new_page, shown):
    page = new_page(390)
    open_screens(page, *shown.values())
    pressed = ":is(button, summary, input[type=text], textarea, select, label.opt, label.row, label.way):visible"
    sizes = page.locator(f".mmr {pressed}").evaluate_all(
        "(all) => all.map((each) => [each.textContent || each.className, each.offsetHeight])"
    )
    assert len(sizes) > 100
    assert [size for size in sizes if size[1] < 32] == []


def test_forced_colours_keep_every_mark_visible(new_page, shown):
    page = new_page(forced_colors="active")
    open_screen(page, shown["verdict"])
    colour = "(all, name) => all.map((each) => getComputedStyle(each)[name])"
    paper = page.locator(".mmr").first.evaluate("(each) => getComputedStyle(each).backgroundColor")
    dots = page.locator(".strip .dot").evaluate_all(colour, "backgroundColor")
    lines = page.locator(".strip .cut").evaluate_all(colour, "borderLeftColor")
    assert len(dots) == len(lines) == 4
    assert paper not in {*dots, *lines}


def test_no_movement_where_it_is_not_wanted(new_page):
    page = new_page(reduced_motion="reduce")
    open_screen(page, asking("one-choice").screen)
    moving = page.locator(".mmr *").evaluate_all(
        "(all) => all.filter((each) => parseFloat(getComputedStyle(each).transitionDuration) > 0).length"
    )
    assert moving == 0


def test_question_is_announced_and_outcome_is_in_a_status(new_page):
    page = new_page()
    made = started()
    open_screen(page, made.screen, made.obey)
    kind = made.screen["kind"]
    fill(page.locator(".mmr"), kind, WRONG[kind])
    press(page, "Answer")
    expect(page.locator(".slot[role=status] .out")).to_be_visible()
    for field in page.locator(".mmr :is(input, textarea, select):visible").all():
        assert field.evaluate("(each) => (each.labels?.length ?? 0) > 0 || each.hasAttribute('aria-label')")

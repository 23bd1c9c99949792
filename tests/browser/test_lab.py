"""The whole thing as a learner meets it: JupyterLab, the start notebook, a kernel, a check, a verdict."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mmready.start import START, packaged_notebooks
from tests.browser.lab import jupyterlab, run_notebook, save_with_widgets
from tests.browser.learner import press
from tests.browser.mirror import Mirror
from tests.browser.sittings import by_mouse, expect_verdicts
from tests.ui.all_kinds import KEY, SOLUTION, all_kinds_bank

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = 7
LARGEST = 100_000  # bytes that a sitting may add to a saved notebook
CANARY = """import mmready
from mmready.progress import MemoryStore
from tests.ui.all_kinds import all_kinds_bank

mmready.check("6.86x", seed=3, bank=all_kinds_bank(), store=MemoryStore())"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory, chromium):
    """A server with the start notebook (with a seed, so that the test knows the questions) and one with canaries."""
    folder = tmp_path_factory.mktemp("lab")
    start = (packaged_notebooks() / START).read_text(encoding="utf-8")
    assert "mmready.check()" in start
    (folder / START).write_text(start.replace("mmready.check()", f"mmready.check(seed={SEED})"), encoding="utf-8")
    notebook = json.loads(start)
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code |= {"source": CANARY, "outputs": []}
    (folder / "canary.ipynb").write_text(json.dumps({**notebook, "cells": [code]}), encoding="utf-8")
    with jupyterlab(folder) as address:
        yield folder, address


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def cells(page: Page) -> int:
    return int(page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length"))


def test_check_in_the_start_notebook_from_start_to_verdict(lab, page):
    folder, address = lab
    run_notebook(page, address, START)
    root = page.locator(".mmr")
    there = cells(page)
    press(root, "Start the check")
    mirror = Mirror(folder / ".mmready" / "sittings", SEED)
    assert mirror.sitting.courses == ("6.431x", "14.310x", "18.6501x", "6.86x")
    kinds = by_mouse(root, mirror, enough=lambda kinds: len(kinds) >= 8 and len(set(kinds)) >= 5)
    assert len(kinds) >= 8
    assert len(set(kinds)) >= 5
    expect_verdicts(root, mirror)
    saved = list((folder / ".mmready" / "sittings").glob("*.jsonl"))
    assert (
        sum('"answered"' in line for line in saved[0].read_text(encoding="utf-8").splitlines()) == mirror.sitting.number
    )
    assert cells(page) == there
    found = Axe().run(page, context=".mmr", options={"resultTypes": ["violations"]})
    assert [each["id"] for each in found.response["violations"] if each["id"] not in ("region", "heading-order")] == []


def test_unfinished_check_is_offered_when_the_notebook_is_opened_again(lab, page):
    _, address = lab
    run_notebook(page, address, START)
    root = page.locator(".mmr")
    press(root, "Start the check")
    press(root, "I don’t know yet")
    expect(root.locator(".said")).to_be_visible()
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
    press(root, "Carry on")
    expect(root.locator(".stem")).to_be_focused()


def test_no_key_is_in_the_page_the_model_or_the_saved_notebook(lab, page):
    folder, address = lab
    before_size = (folder / "canary.ipynb").stat().st_size
    run_notebook(page, address, "canary.ipynb")
    root = page.locator(".mmr")
    page.get_by_label("At the end").check()
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
    text = save_with_widgets(page, folder / "canary.ipynb")
    assert "mmr" in text
    assert len(text.encode()) - before_size < LARGEST
    for word in (KEY, SOLUTION, *questions):
        assert word not in text


def test_no_key_pressed_in_the_widget_reaches_the_notebook(lab, page):
    _, address = lab
    run_notebook(page, address, "canary.ipynb")
    root = page.locator(".mmr")
    press(root, "Start the check")
    expect(root.locator(".stem")).to_be_focused()
    there = cells(page)
    for key in ("a", "b", "d", "d", "m", "x", "Shift+Enter", "Control+Enter", "Escape", "j", "k"):
        page.keyboard.press(key)
    assert cells(page) == there
    expect(root.locator(".stem")).to_be_visible()
    assert page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets.every((each) => each.model.type === 'code')"
    )

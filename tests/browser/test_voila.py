"""The notebooks as pages of Voila, with no code in sight: a whole sitting by mouse, and one by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from mmready.start import START, packaged_notebooks
from tests.browser import keyboard, learner
from tests.browser.lab import voila
from tests.browser.mirror import Mirror
from tests.browser.sittings import by_keyboard, by_mouse, expect_verdicts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
pytest.importorskip("voila", reason="needs voila: pip install -e '.[test]'")
SEED = 11
COURSE = "6.86x"
NOTEBOOKS = {START: "mmready.check()", "10-check-readiness.ipynb": 'mmready.check(\\"6.431x\\", \\"18.6501x\\")'}


def seeded(name: str, folder: Path) -> Path:
    """The notebook, with one course and a seed in its call."""
    text = (packaged_notebooks() / name).read_text(encoding="utf-8")
    assert NOTEBOOKS[name] in text
    (folder / name).write_text(
        text.replace(NOTEBOOKS[name], f"mmready.check('{COURSE}', seed={SEED})"), encoding="utf-8"
    )
    return folder / name


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def test_whole_sitting_by_mouse_in_the_start_notebook(tmp_path: Path, page):
    with voila(seeded(START, tmp_path)) as address:
        page.goto(address)
        root = page.locator(".mmr")
        expect(root).to_be_visible(timeout=60_000)
        expect(page.get_by_role("heading", name="Start here")).to_be_visible()
        assert page.locator(".jp-CodeCell .jp-InputArea").count() == 0
        root.get_by_label("Quick").check()
        learner.press(root, "Start the check")
        expect(root.locator(".stem")).to_be_visible()
        mirror = Mirror(tmp_path / ".mmready" / "sittings", SEED)
        by_mouse(root, mirror, enough=lambda kinds: len(kinds) >= 8)
        expect_verdicts(root, mirror)
        assert mirror.sitting.length == "quick"


def test_whole_sitting_by_keyboard_with_the_page_loaded_anew_half_way(tmp_path: Path, page):
    with voila(seeded("10-check-readiness.ipynb", tmp_path)) as address:
        page.goto(address)
        root = page.locator(".mmr")
        expect(root).to_be_visible(timeout=60_000)
        keyboard.into_widget(page)
        keyboard.tab_to(page, "Standard")
        page.keyboard.press("ArrowUp")  # to the shortest
        keyboard.press(page, "Start the check")
        expect(root.locator(".stem")).to_be_visible()
        mirror = Mirror(tmp_path / ".mmready" / "sittings", SEED)
        reloaded = []

        def reload_once() -> None:
            if mirror.sitting.number == 3 and not reloaded:
                reloaded.append(3)
                page.reload()  # a new kernel: only what is on the disk is left
                expect(root.get_by_text("You have an unfinished check:")).to_be_visible(timeout=60_000)
                keyboard.into_widget(page)
                keyboard.press(page, "Carry on")

        by_keyboard(page, root, mirror, reload_once)
        assert reloaded
        expect_verdicts(root, mirror)
        assert mirror.sitting.length == "quick"

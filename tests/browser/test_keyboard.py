"""A whole sitting in JupyterLab by keyboard alone; the kernel is killed half-way and nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mmready.domain.events import Answered
from mmready.progress import FileStore
from mmready.start import START, packaged_notebooks
from tests.browser.lab import jupyterlab, run_notebook
from tests.browser.mirror import Mirror

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = 11
COURSE = "6.86x"
TYPED = ("number", "expression", "equation", "inequality", "interval", "set")
TABS = 60  # more than any screen has stops


@pytest.fixture
def lab(tmp_path: Path):
    start = (packaged_notebooks() / START).read_text(encoding="utf-8")
    call = f"mmready.check('{COURSE}', seed={SEED})"
    (tmp_path / START).write_text(start.replace("mmready.check()", call), encoding="utf-8")
    with jupyterlab(tmp_path) as address:
        yield tmp_path, address


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus stands on a control of the widget with these words in its name."""
    script = """() => { const at = document.activeElement;
        if (!at || !at.closest('.mmr')) return '';
        const named = at.getAttribute('aria-label') || [...(at.labels || [])].map((each) => each.innerText).join(' ');
        return named || at.innerText || ''; }"""
    for _ in range(TABS):
        if words in page.evaluate(script):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {words!r}")


def into_widget(page: Page) -> None:
    """From the notebook into the widget, as somebody without a mouse gets there."""
    page.keyboard.press("Escape")
    for _ in range(TABS):
        if page.evaluate("() => !!document.activeElement?.closest('.mmr')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("no Tab leads into the widget")


def answer(page: Page, mirror: Mirror, right: bool) -> bool:
    """Answer the present question with keys alone; False where it was answered by "I don't know yet"."""
    kind = mirror.variant.kind
    if kind == "one-choice":
        page.keyboard.press(str(mirror.answer(right) + 1))
        page.keyboard.press("Enter")
        return True
    if kind in TYPED:
        tab_to(page, "Your answer")
        page.keyboard.type(mirror.answer(right))
        page.keyboard.press("Enter")
        return True
    tab_to(page, "I don’t know yet")
    page.keyboard.press("Enter")
    mirror.sitting.dont_know()
    return False


def kill_kernel(server_folder: Path) -> None:
    """Kill the kernel's process as hard as a crash would."""
    runtime = str(server_folder / ".runtime")
    killed = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue  # it ended while we looked
            if "ipykernel" in command and runtime in command:
                os.kill(int(entry.name), signal.SIGKILL)
                killed += 1
    assert killed == 1


def assert_saved(store: FileStore, questions: list[str]) -> None:
    """Every answer is on disk (the page's message takes a moment to reach the kernel)."""
    until = time.monotonic() + 10
    saved: list[str] = []
    while saved != questions and time.monotonic() < until:
        time.sleep(0.05)
        saved = [event.question for event in store.read(*store.sittings()) if isinstance(event, Answered)]
    assert saved == questions


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the kernel's process through /proc")
def test_whole_sitting_by_keyboard_alone_with_the_kernel_killed_half_way(lab, page):
    folder, address = lab
    store = FileStore(folder / ".mmready" / "sittings")
    mirror = Mirror([COURSE], SEED)
    root = page.locator(".mmr")
    run_notebook(page, address, START)
    into_widget(page)
    tab_to(page, "Start the check")
    page.keyboard.press("Enter")
    killed = False
    while not mirror.sitting.ended:
        expect(root.locator(".stem")).to_be_visible()
        expect(root.locator(".qhead")).to_contain_text(f"About {mirror.sitting.about_more()} more question")
        if answer(page, mirror, right=mirror.sitting.number % 2 == 0):
            expect(root.locator(".fb .out")).to_be_visible()
            page.keyboard.press("Enter")
        elif mirror.sitting.ended:
            break
        assert_saved(store, [seen.question for seen in mirror.sitting.evidence])
        if not killed and mirror.sitting.number == 5:
            killed = True
            kill_kernel(folder)
            run_notebook(page, address, START)  # the learner opens the notebook again
            expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
            into_widget(page)
            tab_to(page, "Carry on")
            page.keyboard.press("Enter")
    assert killed
    assert mirror.sitting.number >= 10
    expect(root.locator(".vd .v").first).to_contain_text(mirror.sitting.readiness()[COURSE].verdict, ignore_case=True)
    tab_to(page, "See what to study")
    page.keyboard.press("Enter")
    expect(root.get_by_role("heading").first).to_be_visible()

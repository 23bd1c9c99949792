"""A whole sitting in JupyterLab by keyboard alone; the kernel is killed half-way and nothing is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mmready.start import START, packaged_notebooks
from tests.browser.keyboard import into_widget, press
from tests.browser.lab import jupyterlab, run_notebook
from tests.browser.mirror import Mirror
from tests.browser.sittings import by_keyboard, expect_verdicts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = 11
COURSE = "6.86x"


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


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the kernel's process through /proc")
def test_whole_sitting_by_keyboard_alone_with_the_kernel_killed_half_way(lab, page):
    folder, address = lab
    root = page.locator(".mmr")
    run_notebook(page, address, START)
    page.keyboard.press("Escape")
    into_widget(page)
    press(page, "Start the check")
    mirror = Mirror(folder / ".mmready" / "sittings", SEED)
    killed = []

    def kill_once() -> None:
        if mirror.sitting.number == 5 and not killed:
            killed.append(5)
            kill_kernel(folder)
            run_notebook(page, address, START)  # the learner opens the notebook again
            expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
            page.keyboard.press("Escape")
            into_widget(page)
            press(page, "Carry on")

    by_keyboard(page, root, mirror, kill_once)
    assert killed
    assert mirror.sitting.number >= 10
    expect_verdicts(root, mirror)
    press(page, "See what to study")
    expect(root.get_by_role("heading").first).to_be_visible()

"""The static site as a learner meets it, with no network but the machine's own: the same sitting as in JupyterLab."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from mmready.api import load_bank
from mmready.publish.site import build_site
from mmready.start import START
from tests.browser.learner import press
from tests.browser.mirror import Mirror
from tests.browser.pyodide_files import pyodide_files
from tests.browser.sittings import by_mouse, expect_verdicts
from tests.browser.static_site import BrowserStore, notebook, screen, served, short_bank

pytestmark = [pytest.mark.site, pytest.mark.timeout(900)]
SEED = 7
ENDLESS = """from mmready.domain.runner import Task
from mmready.api import default_runner
print("ended:", default_runner().run(Task("while True: pass", seconds=1.0)).ended)"""
RUN = """async (code) => {
    const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
    let printed = "";
    const future = kernel.requestExecute({ code });
    future.onIOPub = (message) => { printed += message.content.text || message.content.evalue || ""; };
    await future.done;
    return printed; }"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of an offline site with a seed in its start notebook, and the bank in it."""
    pytest.importorskip("jupyterlite_core", reason="needs JupyterLite: pip install -e '.[site]'")
    folder = tmp_path_factory.mktemp("site")
    bank = short_bank(folder)
    built = build_site(folder / "out", bank=bank, pyodide=pyodide_files(folder / "pyodide"), offline=True)
    start = built.folder / "files" / START
    text = start.read_text(encoding="utf-8")
    assert "mmready.check()" in text
    start.write_text(text.replace("mmready.check()", f"mmready.check(seed={SEED})"), encoding="utf-8")
    with served(built.folder) as address:
        yield address, load_bank(bank)


@pytest.fixture
def page(chromium):
    """A page that reaches nothing but this machine; what it asked of others is a failure."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    elsewhere = []

    def only_here(route):
        if "127.0.0.1" in route.request.url:
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context.route("**/*", only_here)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()
    assert elsewhere == []


def test_whole_sitting_in_the_browser_with_the_page_loaded_anew_half_way(site, page, tmp_path):
    address, bank = site
    page.goto(address)
    assert page.evaluate("performance.getEntriesByType('resource').length") <= 3, "nothing big before the button"
    page.get_by_role("button", name="Start").click()
    frame = notebook(page)
    root = screen(page)
    expect(page.frame_locator("#notebook").get_by_role("menubar")).to_be_hidden()
    expect(page.frame_locator("#notebook").locator(".jp-NotebookPanel-toolbar")).to_be_hidden()
    press(root, "Start the check")
    expect(root.locator(".stem")).to_be_visible()
    mirror = Mirror(BrowserStore(page, tmp_path / "kept"), SEED, bank)
    reloaded = []

    def enough(kinds):
        if len(kinds) == 4 and not reloaded:
            reloaded.append(4)
            page.reload()
            notebook(page)
            expect(root.get_by_text("You have an unfinished check:")).to_be_visible()
            press(root, "Carry on")
            expect(root.locator(".stem")).to_be_visible()
        return len(kinds) >= 8 and len(set(kinds)) >= 5

    kinds = by_mouse(root, mirror, enough)
    assert reloaded
    assert len(set(kinds)) >= 5
    expect_verdicts(root, mirror)
    assert frame.url.startswith(address)


def test_endless_program_is_ended_and_the_page_lives_on(site, page):
    address, _ = site
    page.goto(f"{address}/#check")
    frame = notebook(page)
    assert "ended: timeout" in frame.evaluate(RUN, ENDLESS)
    press(screen(page), "Start the check")
    expect(screen(page).locator(".stem")).to_be_visible()

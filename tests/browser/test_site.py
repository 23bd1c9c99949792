"""What the static site has besides what it shares with JupyterLab: its own page, its parts, a store in the browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from mmready.start import START
from tests.browser.learner import press
from tests.browser.places import Site
from tests.browser.static_site import START as LONGEST
from tests.browser.static_site import notebook, screen

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]
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


@pytest.fixture
def place(site_place: Site) -> Site:
    site_place.clear()
    return site_place


def open_part(page: Page, name: str) -> Locator:
    """Go to a part of the site by its link. Gives its widget."""
    page.get_by_role("link", name=name, exact=True).click()
    notebook(page)
    return screen(page)


@pytest.mark.parametrize(("width", "theme"), [(860, "light"), (390, "dark")])
def test_first_page_says_what_comes_and_loads_nothing_yet(place, page, width, theme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)
    page.goto(place.address)
    assert page.evaluate("performance.getEntriesByType('resource').length") <= 3
    expect(page.get_by_role("button", name="Start")).to_contain_text("MB")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []


def test_practice_plan_and_data_have_a_page_each_and_share_one_store(place, page, tmp_path):
    page.goto(f"{place.address}/#practise")
    notebook(page)
    root = screen(page)
    frame = page.frame_locator("#notebook")
    expect(frame.get_by_role("menubar")).to_be_hidden()
    expect(frame.locator(".jp-NotebookPanel-toolbar")).to_be_hidden()
    press(root, "Practise calculus")
    press(root, "I don’t know yet")
    expect(root.locator(".solution")).to_be_visible()
    expect(open_part(page, "My plan").get_by_role("heading").first).to_be_visible()
    root = open_part(page, "My data")
    with page.expect_download() as saved:
        press(root, "Download everything as one file")
    kept = tmp_path / "kept.jsonl"
    saved.value.save_as(kept)
    press(root, "Delete everything")
    press(root, "Delete for good")
    expect(root.locator(".before")).to_have_count(0)
    root.get_by_label("Load such a file").set_input_files(kept)
    expect(root.get_by_text("Loaded: 1 sitting added.").first).to_be_visible()


def test_endless_program_is_ended_and_the_page_lives_on(place, page):
    root = place.open(page, START)
    frame = place.frame(page)
    running = frame.evaluate_handle(f"() => {{ window.ran = ({RUN})({ENDLESS!r}); return 1; }}")
    assert running.json_value() == 1, "the page goes on while the program runs"
    assert "ended: timeout" in frame.evaluate("() => window.ran")
    press(root, "Start the check")
    expect(root.locator(".stem")).to_be_visible(timeout=LONGEST)

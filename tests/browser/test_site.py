"""What the static site has besides what it shares with JupyterLab: its own page, its parts, a store in the browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from mmready.publish.site import CDN, build_site
from mmready.start import START
from tests.browser.learner import press
from tests.browser.places import Site
from tests.browser.static_site import START as LONGEST
from tests.browser.static_site import notebook, screen, served
from tests.pyodide.files import pyodide_folder

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


@pytest.fixture(scope="module")
def default_site(site_place: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as the command builds it without options: Pyodide's files stay where they are."""
    out = tmp_path_factory.mktemp("default") / "out"
    return build_site(out, bank=site_place.compiled, pyodide=pyodide_folder()).folder


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context()
    made.set_default_timeout(LONGEST)
    yield made
    made.close()


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
    expect(page.locator(".begin")).to_contain_text("MB")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []


def test_practice_plan_and_data_have_a_page_each_and_share_one_store(place, page, tmp_path):
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{place.address}/#practise")
    notebook(page)
    root = screen(page)
    frame = page.frame_locator("#notebook")
    expect(frame.get_by_role("menubar")).to_be_hidden()
    expect(frame.locator(".jp-NotebookPanel-toolbar")).to_be_hidden()
    expect(frame.locator(".jp-InputArea-editor")).to_be_hidden()
    press(root, "Practise calculus")
    press(root, "I don’t know yet")
    expect(root.locator(".solution")).to_be_visible()
    before = page.evaluate("history.length")
    expect(open_part(page, "My plan").get_by_role("heading").first).to_be_visible()
    assert page.evaluate("history.length") == before + 1, "one step back is one part back"
    expect(page.locator("nav [aria-current=page]")).to_have_text("My plan")
    root = open_part(page, "My data")
    assert asked == [], "nobody is asked whether to leave what is kept anyway"
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


def test_default_site_starts_with_files_of_the_cdn_and_asks_no_other_host(default_site, context):
    folder, asked = pyodide_folder(), []

    def answer(route: Route) -> None:
        address = route.request.url
        if address.startswith("http://127.0.0.1"):
            return route.continue_()
        asked.append(address)
        if not address.startswith(CDN):
            return route.abort()
        return route.fulfill(path=folder / address.removeprefix(CDN), headers={"access-control-allow-origin": "*"})

    context.route("**/*", answer)
    page = context.new_page()
    with served(default_site) as address:
        page.goto(address)
        page.get_by_role("button", name="Start").click()
        press(screen(page), "Start the check")
        expect(screen(page).locator(".stem")).to_be_visible()
    told = json.loads((default_site / "mmready-site.json").read_text(encoding="utf-8"))["loaded"]
    here = {name.removeprefix("pyodide/") for name in told if name.startswith("pyodide/")}
    assert set(asked) == {CDN + name for name in here}


def test_site_says_so_when_python_cannot_be_had(default_site, context):
    context.route(lambda address: "127.0.0.1" not in address, lambda route: route.abort())
    page = context.new_page()
    with served(default_site) as address:
        page.goto(f"{address}/#check")
        expect(page.locator("#stage")).to_contain_text("Python could not be loaded")


def test_no_file_of_a_site_names_the_machine_that_built_it(default_site):
    here = [sys.executable, str(default_site.parent), str(pyodide_folder()), str(Path(__file__).parent)]
    for path in default_site.rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".css", ".ipynb"):
            text = path.read_text(encoding="utf-8")
            assert [name for name in here if name in text] == [], path

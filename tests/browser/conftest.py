"""Chromium for the browser tests, from where the system has it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[test]'")

from tests.browser.places import Place, lab, offline_site  # noqa: E402 - needs playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 60_000  # ms; a busy machine is no fault, and what is there is not waited for
sync_api.expect.set_options(timeout=PATIENCE)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[sync_api.Browser]:
    """One browser for all tests. Skipped, saying what to install, where there is none (with CI=true that fails)."""
    found = next((path for path in map(shutil.which, PROGRAMS) if path), None)
    if found is None:
        pytest.skip("needs Chromium: on Debian and Ubuntu, apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: sync_api.Browser) -> Iterator[Callable[..., sync_api.Page]]:
    """Makes pages that fail the test on any script error, and that cannot reach any network."""
    contexts, errors = [], []

    def make(width: int = 860, theme: str = "light", **more: object) -> sync_api.Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=theme, **more)
        context.route(
            "**/*", lambda route: route.abort() if route.request.url.startswith("http") else route.continue_()
        )
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        contexts.append(context)
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def lab_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """JupyterLab."""
    with lab(tmp_path_factory.mktemp("lab")) as made:
        yield made


@pytest.fixture(scope="session")
def site_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The static site, offline."""
    with offline_site(tmp_path_factory.mktemp("site")) as made:
        yield made


@pytest.fixture(params=["lab", pytest.param("site", marks=[pytest.mark.site, pytest.mark.timeout(900)])])
def place(request: pytest.FixtureRequest) -> Place:
    """Where notebooks run, with nothing kept there: JupyterLab, then the static site."""
    made: Place = request.getfixturevalue(f"{request.param}_place")
    made.clear()
    return made


@pytest.fixture
def page(chromium: sync_api.Browser, place: Place) -> Iterator[sync_api.Page]:
    """A page that reaches nothing but this machine. Where ``place`` stands alone, to ask for more is a failure."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    elsewhere: list[str] = []

    def only_here(route: sync_api.Route) -> None:
        if "127.0.0.1" in route.request.url:
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context.route("**/*", only_here)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    yield opened
    context.close()
    assert not place.alone or elsewhere == []

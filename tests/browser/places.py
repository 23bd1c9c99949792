"""Where a notebook runs: JupyterLab with a kernel beside it, or the static site with Python in the page.

Tests that take a ``place`` run in both.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Frame, Locator, Page

from mmready.api import load_bank
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.progress import FileStore
from mmready.publish import site
from mmready.start import START, packaged_notebooks
from tests.browser.lab import jupyterlab, run_notebook, save_with_widgets
from tests.browser.static_site import BrowserStore, fresh_page, notebook, saved_text, served, short_bank
from tests.pyodide.files import MissingError, pyodide_folder

SEED = 7
KEYBOARD, COURSE = "keyboard.ipynb", "6.86x"
CANARY, CANARY_BANK = "canary.ipynb", "all_kinds.py"
CANARY_CALL = """import sys
import mmready
from mmready.progress import MemoryStore
sys.path.insert(0, "")
from all_kinds import all_kinds_bank

mmready.check("6.86x", seed=3, bank=all_kinds_bank(), store=MemoryStore())"""


def files() -> dict[str, str]:
    """The start notebook with a seed, by which a test knows the questions; one with one course, one with canaries."""
    start = (packaged_notebooks() / START).read_text(encoding="utf-8")
    assert "mmready.check()" in start
    seeded = start.replace("mmready.check()", f"mmready.check(seed={SEED})")
    whole = json.loads(start)
    code = next(cell for cell in whole["cells"] if cell["cell_type"] == "code")
    code |= {"source": CANARY_CALL, "outputs": []}
    return {
        START: seeded,
        KEYBOARD: seeded.replace("check(", f"check('{COURSE}', "),
        CANARY: json.dumps({**whole, "cells": [code]}),
        CANARY_BANK: (Path(__file__).parent.parent / "ui" / CANARY_BANK).read_text(encoding="utf-8"),
    }


class Place(Protocol):
    """Notebooks somewhere, and what is kept there."""

    bank: Bank
    alone: bool
    """Whether nothing there may ask another machine for anything."""

    def clear(self) -> None:
        """Nothing is kept any more."""

    def open(self, page: Page, name: str) -> Locator:
        """Open a notebook anew and run it. Gives its widget."""

    def frame(self, page: Page) -> Frame:
        """The frame with the open notebook's app."""

    def run_again(self, page: Page) -> None:
        """Run the cells of the open notebook again."""

    def crash(self, page: Page) -> None:
        """End Python at once, with no warning."""

    def store(self, page: Page) -> Store:
        """What is kept, as it stands on the disk or in the browser."""

    def saved(self, page: Page, name: str) -> str:
        """Save the open notebook with the state of its widgets. Gives the text of the file."""


class Lab:
    """JupyterLab in a folder."""

    alone = False

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address = folder, address
        self.bank = load_bank()

    def clear(self) -> None:
        shutil.rmtree(self._folder / ".mmready", ignore_errors=True)

    def open(self, page: Page, name: str) -> Locator:
        run_notebook(page, self._address, name)
        return page.locator(".mmr")

    def frame(self, page: Page) -> Frame:
        return page.main_frame

    def run_again(self, page: Page) -> None:
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")

    def crash(self, page: Page) -> None:
        if not Path("/proc/self/cmdline").exists():
            pytest.skip("finds the kernel's process through /proc")
        kernel = page.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.id")
        found = [number for number, command in _commands() if "ipykernel" in command and kernel in command]
        assert len(found) == 1
        os.kill(found[0], signal.SIGKILL)

    def store(self, page: Page) -> Store:
        return FileStore(self._folder / ".mmready" / "sittings")

    def saved(self, page: Page, name: str) -> str:
        return save_with_widgets(page, self._folder / name)


class Site:
    """An offline site from a server of plain files."""

    alone = True

    def __init__(self, address: str, compiled: Path, folder: Path) -> None:
        self.address, self.compiled, self._folder = address, compiled, folder
        self.bank = load_bank(compiled)

    def clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)  # a page of a test begins with an empty store

    def open(self, page: Page, name: str) -> Locator:
        if name != START:
            fresh_page(page, f"{self.address}/notebooks/index.html?path={name}")
            return page.locator(".mmr")
        page.goto("about:blank")
        page.goto(self.address)
        page.get_by_role("button", name="Start").click()
        notebook(page)
        return page.frame_locator("#notebook").locator(".mmr")

    def frame(self, page: Page) -> Frame:
        return next(frame for frame in page.frames if "/notebooks/" in frame.url)

    def run_again(self, page: Page) -> None:
        self.frame(page).evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")

    def crash(self, page: Page) -> None:
        page.goto("about:blank")

    def store(self, page: Page) -> Store:
        return BrowserStore(lambda: self.frame(page), self._folder)

    def saved(self, page: Page, name: str) -> str:
        return saved_text(self.frame(page), name)


def _commands() -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):  # it ended while we looked
                yield int(entry.name), (entry / "cmdline").read_bytes().decode(errors="replace")


@contextlib.contextmanager
def lab(folder: Path) -> Iterator[Lab]:
    """JupyterLab with the notebooks of these tests."""
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")
    with jupyterlab(folder) as address:
        yield Lab(folder, address)


@contextlib.contextmanager
def offline_site(folder: Path) -> Iterator[Site]:
    """A site with a short bank and the notebooks of these tests beside its own.

    Skipped, saying what to install, where Pyodide's files cannot be had (with CI=true that fails).
    """
    pytest.importorskip("jupyterlite_core", reason="needs JupyterLite: pip install -e '.[site]'")
    try:
        pyodide = pyodide_folder()
    except MissingError as missing:
        pytest.skip(str(missing))
    own = site.site_notebooks

    def with_ours(*given: object, **more: object) -> Mapping[str, str]:
        return {**own(*given, **more), **files()}  # type: ignore[arg-type]

    bank = short_bank(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "site_notebooks", with_ours)
        built = site.build_site(folder / "out", bank=bank, pyodide=pyodide, offline=True)
    with served(built.folder) as address:
        yield Site(address, bank, folder / "kept")

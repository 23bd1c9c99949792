"""A built site for tests: a server of plain files, and the answers that the page keeps in the browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page

from mmready.domain.events import Event
from mmready.lint import compile_bank
from mmready.loading import packaged_folder
from mmready.progress import FileStore
from mmready.running import many_runner

START = 240_000  # milliseconds: a busy machine needs a minute for Python alone
LISTED = """async () => { const { contents } = window.jupyterapp.serviceManager;
    try { return (await contents.get('mmready-data/sittings', { content: true })).content.map((each) => each.name); }
    catch { return []; } }"""
READ = """async (name) => (await window.jupyterapp.serviceManager.contents.get(
    `mmready-data/sittings/${name}`, { content: true, format: 'text', type: 'file' })).content"""


class _Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Hand out the files of ``folder``; gives the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def short_bank(folder: Path, each: int = 1) -> Path:
    """The packaged bank with one question (or ``each``) of every skill: compiled in seconds."""
    whole = packaged_folder()
    assert whole is not None
    shutil.copytree(whole, folder / "quizzes")
    for skill in (folder / "quizzes" / "questions").glob("*/*"):
        for path in sorted(skill.glob("*.md"))[each:]:
            path.unlink()
    compiled = folder / "bank.json.gz"
    with many_runner() as runner:
        compile_bank(folder / "quizzes", compiled, runner=runner)
    return compiled


def notebook(page: Page) -> Frame:
    """The frame in which the notebook is, once its screen is there."""
    page.locator("#coming").wait_for(state="visible", timeout=START)
    page.locator("#coming").wait_for(state="hidden", timeout=START)
    (frame,) = [frame for frame in page.frames if "/notebooks/" in frame.url]
    return frame


def screen(page: Page) -> Locator:
    """The widget in the notebook."""
    return page.frame_locator("#notebook").locator(".mmr").first


class BrowserStore:
    """What the page keeps, read through JupyterLite and ``folder``."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._files = FileStore(folder)
        folder.mkdir()

    def append(self, sitting: str, event: Event) -> None:
        """Only the page writes."""
        raise NotImplementedError

    def sittings(self) -> Iterable[str]:
        """The names of the sittings that the page keeps."""
        return sorted(name.removesuffix(".jsonl") for name in self._frame().evaluate(LISTED) if name.endswith(".jsonl"))

    def read(self, sitting: str) -> tuple[Event, ...]:
        """The events of one of them."""
        text = self._frame().evaluate(READ, f"{sitting}.jsonl")
        (self._files.folder / f"{sitting}.jsonl").write_text(text, encoding="utf-8")
        return tuple(self._files.read(sitting))

    def _frame(self) -> Frame:
        return next(frame for frame in self._page.frames if "/notebooks/" in frame.url)

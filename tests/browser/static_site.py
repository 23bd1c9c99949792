"""A built site for tests: a server of plain files, and the answers that the page keeps in the browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page

from mmready.domain.events import Event
from mmready.lint import compile_bank
from mmready.loading import packaged_folder
from mmready.progress import FileStore
from mmready.report import shown_texts
from mmready.running import many_runner
from tests.browser.lab import RUN_ALL, SAVE

START = 240_000  # milliseconds: a busy machine needs a minute for Python alone
LISTED = """async () => { const { contents } = window.jupyterapp.serviceManager;
    try { return (await contents.get('mmready-data/sittings', { content: true })).content.map((each) => each.name); }
    catch { return []; } }"""
READ = """async (name) => (await window.jupyterapp.serviceManager.contents.get(
    `mmready-data/sittings/${name}`, { content: true, format: 'text', type: 'file' })).content"""


RUNNING = "() => window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel"
TEXT = """async (name) => JSON.stringify(
    (await window.jupyterapp.serviceManager.contents.get(name, { content: true })).content)"""


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
        compile_bank(folder / "quizzes", compiled, runner=runner, show=shown_texts)
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


def fresh_page(page: Page, address: str) -> None:
    """Open a notebook of the site without the site's own page around it, and run it."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function(RUNNING, timeout=START)
    page.evaluate(RUN_ALL)
    page.locator(".mmr").first.wait_for(timeout=START)


def saved_text(frame: Frame, name: str) -> str:
    """Save the open notebook with the state of its widgets; gives the text that the browser keeps."""
    frame.evaluate(SAVE)
    return str(frame.evaluate(TEXT, name))


class BrowserStore:
    """What the page keeps, read through JupyterLite and ``folder``; ``frame`` gives the frame with its app."""

    def __init__(self, frame: Callable[[], Frame], folder: Path) -> None:
        self._frame = frame
        self._files = FileStore(folder)
        folder.mkdir(exist_ok=True)

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

"""The site's start beside a bare notebook of JupyterLite: seconds to a question, seconds to a button, and bytes.

    python benchmarks/site.py [--bank FILE] [--rounds 5] [--files]

Both come from servers of plain files on this machine, each round in a new browser with nothing kept; the two take
turns, so that a busy machine slows both. Both have the same JupyterLite and Pyodide. The bare one holds one notebook,
which installs ipywidgets as JupyterLite's own pages say and shows one button; every other setting is JupyterLite's.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from mmready.publish.lite import KERNEL_EXTENSION, find_extension, widgets_extension
from mmready.publish.site import build_site
from mmready.publish.wheels import download
from tests.browser.conftest import FLAGS, PROGRAMS
from tests.browser.lab import RUN_ALL
from tests.browser.static_site import RUNNING, screen, short_bank
from tests.pyodide.files import pyodide_folder

LONGEST = 300_000  # milliseconds
GOAL = 1.25
BUTTON = "%pip install -q ipywidgets\nimport ipywidgets\nipywidgets.Button(description='bare')"
KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}


def bare_notebook() -> str:
    """One cell that shows a button."""
    cell = {"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}, "outputs": [], "source": BUTTON}
    return json.dumps({"cells": [cell], "metadata": {"kernelspec": KERNELSPEC}, "nbformat": 4, "nbformat_minor": 5})


def build_bare(folder: Path, pyodide: Path) -> Path:
    """JupyterLite with that notebook, the wheels it installs and all of Pyodide's files."""
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "bare.ipynb").write_text(bare_notebook(), encoding="utf-8")
    (folder / "pypi").mkdir()
    download(folder / "pypi", ["ipywidgets", "comm", "jupyterlab_widgets"], [])
    extensions = [find_extension(KERNEL_EXTENSION), widgets_extension(folder / "widgets")]
    build = {
        "contents": ["files"],
        "output_dir": str(folder / "out"),
        "apps": ["notebooks"],
        "federated_extensions": [str(path) for path in extensions],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_libarchive": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    (folder / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": build}), encoding="utf-8")
    kernel = {"pyodideUrl": "./pyodide/pyodide.js", "disablePyPIFallback": True}
    page = {"exposeAppInBrowser": True, "litePluginSettings": {f"{KERNEL_EXTENSION}:kernel": kernel}}
    whole = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}
    (folder / "jupyter-lite.json").write_text(json.dumps(whole), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "jupyterlite_core", "build"], cwd=folder, check=True, capture_output=True)
    shutil.copytree(pyodide, folder / "out" / "pyodide", ignore=shutil.ignore_patterns("wheels"))
    return folder / "out"


class Counted(http.server.SimpleHTTPRequestHandler):
    """Hands out files and counts their bytes."""

    def __init__(self, *given: object, sent: Counter[str], **more: object) -> None:
        self._sent = sent
        super().__init__(*given, **more)  # type: ignore[arg-type]

    def copyfile(self, source, outputfile) -> None:
        self._sent[self.path.partition("?")[0].lstrip("/")] += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)

    def log_message(self, *_: object) -> None:
        pass


def first_question(browser: Browser, address: str) -> float:
    """Seconds from pressing Start to the first question of a check."""
    page = browser.new_context().new_page()
    page.set_default_timeout(LONGEST)
    page.goto(address)
    begin = time.perf_counter()
    page.get_by_role("button", name="Start").click()
    screen(page).get_by_role("button", name="Start the check", exact=True).click()
    screen(page).locator(".stem").wait_for()
    return time.perf_counter() - begin


def bare_button(browser: Browser, address: str) -> float:
    """Seconds from opening the bare notebook to its button."""
    page = browser.new_context().new_page()
    page.set_default_timeout(LONGEST)
    begin = time.perf_counter()
    page.goto(f"{address}/notebooks/index.html?path=bare.ipynb")
    page.wait_for_function(RUNNING)
    page.evaluate(RUN_ALL)
    page.get_by_role("button", name="bare", exact=True).wait_for()
    return time.perf_counter() - begin


def measured(folder: Path, what) -> tuple[float, Counter[str]]:
    """Seconds and bytes a file of one start, in a new browser."""
    sent: Counter[str] = Counter()
    handler = functools.partial(Counted, directory=str(folder), sent=sent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        program = next(path for path in map(shutil.which, PROGRAMS) if path)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        seconds = what(browser, f"http://127.0.0.1:{server.server_port}")
        browser.close()
        server.shutdown()
    return seconds, sent


def table(sent: Counter[str], whole: bool) -> None:
    """What one start fetched, the largest first."""
    shown = sent.most_common() if whole else [each for each in sent.most_common() if each[1] >= 100_000]
    for name, size in shown:
        print(f"{size:12,}  {name}")
    rest = sum(sent.values()) - sum(size for _, size in shown)
    if rest:
        print(f"{rest:12,}  in {len(sent) - len(shown)} smaller files")
    print(f"{sum(sent.values()):12,}  in {len(sent)} files")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank", type=Path, help="a compiled bank (default: one question of every skill)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", action="store_true", help="list small files too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pyodide = pyodide_folder()
        bank = options.bank or short_bank(folder)
        ours = build_site(folder / "ours", bank=bank, pyodide=pyodide, offline=True).folder
        bare = build_bare(folder / "bare", pyodide)
        times: dict[str, list[float]] = {"bare": [], "ours": []}
        fetched: dict[str, Counter[str]] = {}
        for number in range(options.rounds):
            for name, place, what in (("bare", bare, bare_button), ("ours", ours, first_question)):
                seconds, fetched[name] = measured(place, what)
                times[name].append(seconds)
                print(f"round {number + 1}, {name}: {seconds:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)
    ratios = [ours / bare for bare, ours in zip(times["bare"], times["ours"], strict=True)]
    for name, files in fetched.items():
        print(f"\n{name}: median {statistics.median(times[name]):.1f} s")
        table(files, options.files)
    print(f"\nfirst question : button = {statistics.median(ratios):.2f} (median of {len(ratios)}; goal {GOAL})")


if __name__ == "__main__":
    main()

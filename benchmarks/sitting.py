"""How long does a learner wait? A fresh kernel to its first question, an answer to its feedback, beside peers.

    python benchmarks/sitting.py [--rounds 5] [--peers FOLDER]

Every round starts a fresh kernel for each code, in turn, so that a busy machine is busy for all of them. The times on
the page are taken in Chromium on a page of Voila: from the click until what follows is there. jupyterquiz and labquiz
take part where they can be imported, here or from the folder of ``--peers`` (``pip install --target FOLDER labquiz``);
jupyterquiz marks in the page, which holds its keys, and asks no kernel. Needs a compiled bank (``mmready lint
--write``), ``pip install -e '.[test]'`` and Chromium.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from jupyter_client.manager import KernelManager
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, PROGRAMS
from tests.browser.lab import voila

BASE = "import ipywidgets, numpy"
FIRST_QUESTION = """
import mmready
made = mmready.check("6.86x", seed=1)
page = made.children[0]
page._handle_custom_msg({"id": "1", "do": "start", "courses": ["6.86x"], "length": "quick"}, [])
assert page.screen["name"] == "question"
made
"""
QUIZ = [
    {
        "question": "What is $2 + 2$?",
        "type": "multiple_choice",
        "answers": [
            {"answer": "4", "correct": True, "feedback": "Right."},
            {"answer": "5", "correct": False, "feedback": "Not right."},
        ],
    }
]
JUPYTERQUIZ = f"import jupyterquiz\njupyterquiz.display_quiz({QUIZ!r})"
LABQUIZ_FILE = """
title: A quiz
q1:
  question: What is 2 + 2?
  type: mcq
  propositions:
    - {label: a, proposition: "4", expected: true, reply: "Right."}
    - {label: b, proposition: "5", expected: false, reply: "Not right."}
"""
LABQUIZ = (
    "import labquiz\n"
    "quiz = labquiz.QuizLab('', {file!r}, needAuthentification=False, mandatoryInternet=False, silentStart=True)\n"
    "quiz.show('q1')"
)
MEMORY = "import os, psutil; print(psutil.Process(os.getpid()).memory_info().rss // 2**20)"
UNTIL = """([press, there]) => new Promise((resolve, reject) => {
  const began = performance.now();
  const late = setTimeout(() => reject(new Error(`${there} did not come`)), 30000);
  const look = () => {
    if (!document.querySelector(there)) return requestAnimationFrame(look);
    clearTimeout(late);
    resolve(performance.now() - began);
  };
  document.querySelector(press).click();
  look();
})"""


@contextlib.contextmanager
def quiet_home() -> Iterator[Path]:
    """A folder of its own for saved answers."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MMREADY_HOME"] = folder
        yield Path(folder)


@contextlib.contextmanager
def peers_from(folder: Path | None) -> Iterator[None]:
    """Let kernels import from this folder what is not installed here: no package of ours is replaced by another."""
    if folder is None:
        yield
        return
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def in_fresh_kernel(code: str) -> tuple[float, float]:
    """Seconds from sending the code until its output is there, and the kernel's memory in MB afterwards."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        began = time.perf_counter()
        reply = client.execute_interactive(code, timeout=120, output_hook=lambda message: None)
        took = time.perf_counter() - began
        if reply["content"]["status"] != "ok":
            raise RuntimeError("\n".join(reply["content"].get("traceback", [])))
        said: list[str] = []
        client.execute_interactive(MEMORY, timeout=60, output_hook=lambda m: said.append(m["content"].get("text", "")))
        return took, float("".join(said))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def kernels(rounds: int, folder: Path) -> None:
    """The table of fresh kernels."""
    codes = {"`import ipywidgets, numpy`": BASE, "mmready: first question": FIRST_QUESTION}
    if importlib.util.find_spec("jupyterquiz"):
        codes["jupyterquiz: a question"] = JUPYTERQUIZ
    if importlib.util.find_spec("labquiz"):
        (folder / "quiz.yml").write_text(LABQUIZ_FILE, encoding="utf-8")
        code = LABQUIZ.format(file=str(folder / "quiz.yml"))
        codes["labquiz: a question"] = f"import sys\nsys.path[:] += {sys.path[-1:]!r}\n{code}"
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    for _ in range(rounds):
        for name, code in codes.items():
            found[name].append(in_fresh_kernel(code))
    base = statistics.median(took for took, _ in next(iter(found.values())))
    print(
        f"| in a fresh kernel (median of {rounds}) | seconds | times the first line | memory, MB |\n|---|---|---|---|"
    )
    for name, runs in found.items():
        took = statistics.median(each for each, _ in runs)
        print(f"| {name} | {took:.2f} | {took / base:.2f} | {statistics.median(each for _, each in runs):.0f} |")


def notebook(folder: Path, name: str, code: str) -> Path:
    """A notebook with one cell."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": [], "source": code}
    meta = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": meta, "nbformat": 4, "nbformat_minor": 5}))
    return path


def take(page: Page, press: str, there: str) -> float:
    """Milliseconds from pressing something until something else is there."""
    return float(page.evaluate(UNTIL, [press, there]))


def mmready_page(page: Page) -> dict[str, list[float]]:
    """Answers to the end of a short check: from Answer to feedback, from Next to the next question."""
    page.locator(".mmr").wait_for(timeout=120_000)
    take(page, ".mmr .actions .primary", ".mmr .stem")
    times: dict[str, list[float]] = {"answer to feedback": [], "next question": []}
    while page.locator(".mmr .stem").count():
        field = page.locator(".mmr .entry input[type=text]")
        if page.locator(".mmr .options input").count():
            page.locator(".mmr .options input").first.check()
        elif field.count() == 1:
            field.fill("1")
        page.evaluate("document.querySelector('.mmr .stem').classList.add('old')")
        if page.locator(".mmr .options input:checked").count() or field.count() == 1:
            times["answer to feedback"].append(
                take(page, ".mmr .actions .primary", ".mmr .fb, .mmr .msg:not([hidden])")
            )
        skip = ".mmr .actions:not(.near) button:not(.primary)"
        press = ".mmr .actions .primary" if page.locator(".mmr .fb").count() else skip
        times["next question"].append(take(page, press, ".mmr .stem:not(.old), .mmr .vd"))
    return times


def jupyterquiz_page(page: Page) -> list[float]:
    """From the click on an option to the words on it; the answer can be changed as often as one likes."""
    page.locator(".MCButton").first.wait_for(timeout=120_000)
    times: list[float] = []
    for _ in range(10):
        page.evaluate("document.querySelectorAll('.Feedback').forEach(each => { each.textContent = ''; })")
        times.append(take(page, ".MCButton", ".Feedback:not(:empty)"))
    return times


def pages(folder: Path) -> None:
    """The table of pages in Chromium."""
    import shutil

    code = 'import mmready\nmmready.check("6.86x", seed=1)'
    print("\n| on the page, in Chromium | median, ms | slowest, ms | times |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        program = next(path for path in map(shutil.which, PROGRAMS) if path)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with voila(notebook(folder, "mmready", code)) as address:
            page = browser.new_page()
            page.goto(address, timeout=120_000)
            for what, times in mmready_page(page).items():
                print(f"| mmready: {what} | {statistics.median(times):.0f} | {max(times):.0f} | {len(times)} |")
        if importlib.util.find_spec("jupyterquiz"):
            with voila(notebook(folder, "jupyterquiz", JUPYTERQUIZ)) as address:
                page = browser.new_page()
                page.goto(address, timeout=120_000)
                times = jupyterquiz_page(page)
                found = f"{statistics.median(times):.0f} | {max(times):.0f} | {len(times)}"
                print(f"| jupyterquiz: click to words | {found} |")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="fresh kernels for each line (5)")
    parser.add_argument("--peers", type=Path, help="a folder with packages of peers that are not installed here")
    options = parser.parse_args()
    with quiet_home() as folder, peers_from(options.peers):
        kernels(options.rounds, folder)
        pages(folder)


if __name__ == "__main__":
    main()

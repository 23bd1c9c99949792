"""What a site adds to JupyterLite: its notebooks, the page that opens them, the start of its kernel."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from mmready.publish.lock import PYODIDE
from mmready.start import START, packaged_notebooks

__all__ = ["WARM", "megabytes", "site_notebooks", "write_kernel", "write_page"]

KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
PLAN = "30-my-plan.ipynb"
PRACTICE = "20-practise.ipynb"
DATA = "50-my-data.ipynb"
SHORT = {
    PRACTICE: (
        "# Practise\n\nQuestions with hints, then a worked solution. Practice never changes a verdict.",
        "import mmready\n\nmmready.practise()",
    ),
    DATA: (
        "# My data\n\nWhat this browser keeps: all of it as one file, such a file loaded again, and deleting.",
        "import mmready\n\nmmready.data()",
    ),
}
"""Notebooks of one call each, in place of those that show how to call mmready: on a site nobody has to."""
NOTEBOOK = 8_200_000
"""Bytes of JupyterLite's own page, as Chromium fetched them from a site of version 0.6.4."""
WARM = "import mmready.api, mmready.ui.controller, mmready.measuring.outlook\nmmready.api.load_bank()"
"""Run before the notebook's kernel starts. It must not load IPython, which the kernel prepares first."""


def site_notebooks(courses: Sequence[str]) -> dict[str, str]:
    """The notebooks that go into a site, name → text: check (opening on ``courses``), practice, plan, saved answers."""
    packaged = {name: (packaged_notebooks() / name).read_text(encoding="utf-8") for name in (START, PLAN)}
    short = {name: _short(*cells) for name, cells in SHORT.items()}
    return {name: _for_site(text, courses) for name, text in {**packaged, **short}.items()}


def write_kernel(out: Path, settings: Mapping[str, Any]) -> None:
    """Write the script that starts the kernel; ``settings`` are ``pyodide``, ``lock``, ``later``, ``warm``."""
    text = _static("kernel.js").replace('"SETTINGS"', json.dumps(dict(settings), indent=1))
    (out / "kernel.js").write_text(text, encoding="utf-8")


def write_page(out: Path, courses: Sequence[str], loaded: Mapping[str, int]) -> None:
    """Write the page that says what this is and starts it. ``loaded`` has the bytes of each file of the kernel."""
    total = sum(loaded.values())
    values = {
        "COURSES": html.escape(", ".join(courses)) if courses else "6.431x, 14.310x, 18.6501x, 6.86x",
        "SIZE": megabytes(total + NOTEBOOK),
        "BYTES": str(total),
        "PYODIDE": PYODIDE,
        "CHECK": START,
        "PLAN": PLAN,
        "PRACTICE": PRACTICE,
        "DATA": DATA,
    }
    for name in ("index.html", "site.js", "site.css"):
        text = re.sub(r"%([A-Z]+)%", lambda found: values[found[1]], _static(name))
        (out / name).write_text(text, encoding="utf-8")


def megabytes(size: int) -> str:
    """A size for people: 24 MB."""
    return f"{size / 1e6:.0f} MB"


def _short(words: str, call: str) -> str:
    cells = [
        {"cell_type": "markdown", "id": "what-this-is", "metadata": {}, "source": words},
        {"cell_type": "code", "id": "call", "metadata": {}, "source": call},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _for_site(text: str, courses: Sequence[str]) -> str:
    notebook = json.loads(text)
    notebook["metadata"]["kernelspec"] = KERNELSPEC
    call = f"mmready.check({', '.join(json.dumps(course) for course in courses)})"
    for cell in notebook["cells"]:
        source = "".join(cell["source"]).replace("mmready.check()", call)
        cell["source"] = source.replace("on this computer", "in this browser")
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(notebook, ensure_ascii=False, indent=1)


def _static(name: str) -> str:
    return (resources.files("mmready.publish") / "static" / name).read_text(encoding="utf-8")

"""What a site adds to JupyterLite: its notebooks, the page that opens them, the start of its kernel."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from mmready.domain.skill import Course
from mmready.report.words import joined, subject_name
from mmready.start import START

__all__ = ["WARM", "megabytes", "site_notebooks", "write_kernel", "write_page"]

KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
PLAN = "30-my-plan.ipynb"
PRACTICE = "20-practise.ipynb"
DATA = "50-my-data.ipynb"
CALLS = {
    START: "mmready.check({courses})",
    PRACTICE: "mmready.practise()",
    PLAN: "mmready.plan(hours_per_week=8)",
    DATA: "mmready.data()",
}
"""Notebooks of one call each, without the words of those on the desktop, which say how to run a cell."""
FIXED = {"deletable": False, "editable": False}
NOTEBOOK = 7_200_000
"""Bytes of JupyterLite's own page, as Chromium fetched them from a site of version 0.6.4."""
WARM = "import mmready.api, mmready.ui.controller, mmready.measuring.outlook\nmmready.api.load_bank()"
"""Run before the notebook's kernel starts. It must not load IPython, which the kernel prepares first."""


def site_notebooks(courses: Sequence[str]) -> dict[str, str]:
    """The notebooks that go into a site, name → text: check (opening on ``courses``), practice, plan, saved answers."""
    named = ", ".join(json.dumps(course) for course in courses)
    return {name: _notebook(call.format(courses=named)) for name, call in CALLS.items()}


def write_kernel(out: Path, settings: Mapping[str, Any]) -> None:
    """Write the script that starts the kernel; ``settings`` are ``pyodide``, ``lock``, ``later``, ``warm``."""
    text = _static("kernel.js").replace('"SETTINGS"', json.dumps(dict(settings), indent=1))
    (out / "kernel.js").write_text(text, encoding="utf-8")


def write_page(out: Path, courses: Sequence[Course], subjects: Sequence[str], loaded: Mapping[str, int]) -> None:
    """Write the page that says what this is and starts it, with its script and styles.

    ``courses`` are listed in it, ``subjects`` told by their names; ``loaded`` has the bytes of each file of the kernel.
    """
    total = sum(loaded.values())
    rows = (f"<li><b>{html.escape(each.id)}</b> {html.escape(each.title)}</li>" for each in courses)
    values = {
        "COURSES": "\n".join(rows),
        "SUBJECTS": html.escape(joined([subject_name(each) for each in subjects])),
        "SIZE": megabytes(total + NOTEBOOK),
        "BYTES": str(total),
        "CHECK": START,
        "PLAN": PLAN,
        "PRACTICE": PRACTICE,
        "DATA": DATA,
    }
    for name in ("index.html", "site.js", "site.css", "notebook.css"):
        text = re.sub(r"%([A-Z]+)%", lambda found: values[found[1]], _static(name))
        (out / name).write_text(text, encoding="utf-8")


def megabytes(size: int) -> str:
    """A size for people: 24 MB."""
    return f"{size / 1e6:.0f} MB"


def _notebook(call: str) -> str:
    source = f"import mmready\n\n{call}"
    cell = {"cell_type": "code", "id": "call", "metadata": FIXED, "source": source, "execution_count": None}
    metadata = {"kernelspec": KERNELSPEC}
    whole = {"cells": [{**cell, "outputs": []}], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1)


def _static(name: str) -> str:
    return (resources.files("mmready.publish") / "static" / name).read_text(encoding="utf-8")

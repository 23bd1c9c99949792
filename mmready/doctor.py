"""What of this machine will and won't work, and how to mend it."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mmready.errors import AuthorError, MMReadyError

__all__ = ["Finding", "examine"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it works, what was found, and how to mend it (empty where nothing is to mend).

    ``needed`` is False for what mmready can do without.
    """

    what: str
    works: bool
    found: str
    mend: str = ""
    needed: bool = True


def examine() -> list[Finding]:
    """Look at everything; no look changes anything, and none raises."""
    looks: tuple[Callable[[], Finding], ...] = (_python, _bank, _widgets, _lab, _kernel, _store, _sandbox)
    findings = []
    for look in looks:
        try:
            findings.append(look())
        except Exception as error:
            findings.append(Finding(look.__name__.strip("_"), False, f"could not be looked at: {error}"))
    return findings


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    works = sys.version_info >= (3, 11)
    return Finding("Python", works, f"{version} at {sys.executable}", "" if works else "install Python 3.11 or newer")


def _bank() -> Finding:
    from mmready.api import load_bank

    try:
        bank = load_bank()
    except AuthorError as error:
        return Finding("Question bank", False, f"{len(error.faults)} faults", "run: mmready lint")
    how = "compiled" if bank.prepared else "read from its sources"
    return Finding("Question bank", True, f"{len(bank.questions)} questions, {len(bank.skills)} skills, {how}")


def _installed(*modules: str) -> list[str]:
    return [module for module in modules if importlib.util.find_spec(module) is None]


def _widgets() -> Finding:
    missing = _installed("ipywidgets", "anywidget")
    mend = f"run: {sys.executable} -m pip install {' '.join(missing)}" if missing else ""
    return Finding("Widgets", not missing, f"missing: {', '.join(missing)}" if missing else "installed", mend)


def _lab() -> Finding:
    missing = _installed("jupyterlab")
    mend = f"run: {sys.executable} -m pip install jupyterlab" if missing else ""
    return Finding("JupyterLab", not missing, "missing" if missing else "installed", mend)


def _kernel() -> Finding:
    if _installed("jupyter_client"):
        return Finding("Notebook kernel", False, "jupyter_client is missing", "install jupyterlab")
    from jupyter_client.kernelspec import KernelSpecManager

    specs = KernelSpecManager().find_kernel_specs()
    works = "python3" in specs
    mend = "" if works else f"run: {sys.executable} -m ipykernel install --sys-prefix"
    return Finding("Notebook kernel", works, specs.get("python3", "no kernel python3"), mend)


def _store() -> Finding:
    from mmready.progress import home

    folder = home()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK):
        return Finding("Saved answers", False, f"{there} cannot be written", "set MMREADY_HOME to a folder of yours")
    free = _free_megabytes(there)
    works = free >= 10
    mend = "" if works else "free some disk space, or set MMREADY_HOME to another disk"
    return Finding("Saved answers", works, f"{folder} ({free:,} MB free)", mend)


def _free_megabytes(folder: Path) -> int:
    import shutil

    return shutil.disk_usage(folder).free // 2**20


def _sandbox() -> Finding:
    from mmready.domain.runner import Task
    from mmready.running import default_runner, isolation

    with tempfile.TemporaryDirectory():
        try:
            report = default_runner().run(Task("answer = 6 * 7", calls=("answer",)))
        except MMReadyError as error:
            return Finding("Python answers", False, str(error), "questions that run Python are left out", needed=False)
    works = report.ended == "done" and report.results[0].text == "42"
    bounds = ", ".join(name for name, there in isolation().items() if there) or "time only"
    found = f"run in a child process; bounded here: {bounds}" if works else f"the child process {report.ended}"
    return Finding(
        "Python answers", works, found, "" if works else "questions that run Python are left out", needed=False
    )

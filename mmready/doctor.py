"""What of this machine will and won't work, and how to mend it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmready.errors import AuthorError, MMReadyError

__all__ = ["Finding", "examine"]

# packages of widgets, and the folders of their half in the page
PAGE_PARTS: Mapping[str, str] = {"ipywidgets": "@jupyter-widgets/jupyterlab-manager", "anywidget": "anywidget"}
KERNEL_SECONDS = 30


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
    """Look at everything; what a look puts anywhere it takes away again, and none raises."""
    looks: tuple[Callable[[], Finding], ...] = (
        _python,
        _bank,
        _widgets,
        _page_parts,
        _lab,
        _kernel,
        _store,
        _own_rows,
        _sittings,
        _lasting,
        _sandbox,
    )
    findings = []
    for look in looks:
        try:
            findings.append(look())
        except Exception as error:
            findings.append(Finding(look.__name__.strip("_").capitalize(), False, f"could not be looked at: {error}"))
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


def _version(package: str) -> str:
    return f"{package} {importlib.metadata.version(package)}"


def _pip(*packages: str) -> str:
    return f"run: {sys.executable} -m pip install --force-reinstall {' '.join(packages)}"


def _widgets() -> Finding:
    missing = _installed(*PAGE_PARTS)
    if missing:
        return Finding("Widgets", False, f"missing: {', '.join(missing)}", _pip(*missing))
    return Finding("Widgets", True, ", ".join(_version(package) for package in PAGE_PARTS))


def _page_parts() -> Finding:
    """The page's half of widgets is a folder of files; without them a cell shows only the widget's name."""
    if _installed("jupyter_core"):
        return Finding("Widgets in the page", False, "jupyter_core is missing", _pip("jupyterlab"))
    from jupyter_core.paths import jupyter_path

    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    missing = [
        package
        for package, folder in PAGE_PARTS.items()
        if not any((place / folder / "package.json").is_file() for place in folders)
    ]
    if missing:
        return Finding("Widgets in the page", False, f"JupyterLab has no files of {', '.join(missing)}", _pip(*missing))
    return Finding("Widgets in the page", True, "JupyterLab finds them")


def _lab() -> Finding:
    if _installed("jupyterlab"):
        return Finding("JupyterLab", False, "missing", _pip("jupyterlab"))
    found = _version("jupyterlab")
    works = int(found.split()[1].split(".")[0]) >= 4
    return Finding("JupyterLab", works, found, "" if works else _pip("'jupyterlab>=4.3'"))


def _kernel() -> Finding:
    """Starts a kernel as a notebook would, and imports mmready in it."""
    if _installed("jupyter_client", "ipykernel"):
        return Finding("Notebook kernel", False, "jupyter_client or ipykernel is missing", _pip("jupyterlab"))
    from jupyter_client.kernelspec import KernelSpecManager

    specs = KernelSpecManager().find_kernel_specs()
    if "python3" not in specs:
        mend = f"run: {sys.executable} -m ipykernel install --sys-prefix"
        return Finding("Notebook kernel", False, f"no kernel python3; there are: {', '.join(specs) or 'none'}", mend)
    said = _said_by_kernel("import mmready, sys; print(sys.executable)")
    works = said.startswith("works ")
    mend = "" if works else f"install mmready in the kernel's own Python, or {_pip('ipykernel')}"
    return Finding("Notebook kernel", works, f"{said.removeprefix('works ')} ({specs['python3']})", mend)


def _said_by_kernel(code: str) -> str:
    """What a fresh kernel prints for the code, after ``works ``; else why it did not."""
    from jupyter_client.manager import start_new_kernel

    printed: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        printed.append(
            content.get("text", "") or ": ".join(filter(None, (content.get("ename"), content.get("evalue"))))
        )

    try:
        manager, client = start_new_kernel(startup_timeout=KERNEL_SECONDS, stderr=subprocess.DEVNULL)
    except RuntimeError as error:
        return f"the kernel does not start: {error}"
    try:
        reply = client.execute_interactive(code, timeout=KERNEL_SECONDS, output_hook=hear)
        said = "".join(printed).strip()
        return f"works {said}" if reply["content"]["status"] == "ok" else said or "the kernel failed"
    except TimeoutError:
        return f"the kernel gave no answer in {KERNEL_SECONDS} s"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _store() -> Finding:
    """Writes and takes away a file, or a sitting, beside the saved answers; nothing of theirs is touched."""
    from mmready.progress import home, is_shared

    if is_shared():
        return _class_store()
    folder = home()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=there) as probe:
            probe.write(b"x" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        mend = "set MMREADY_HOME to a folder of yours on a disk with room"
        return Finding("Saved answers", False, f"{there} cannot be written: {error.strerror or error}", mend)
    free = shutil.disk_usage(there).free // 2**20
    works = free >= 10
    mend = "" if works else "free some disk space, or set MMREADY_HOME to another disk"
    return Finding("Saved answers", works, f"{folder} ({free:,} MB free)", mend)


def _class_store() -> Finding:
    """Saves a sitting in the database that a class shares, reads it and takes it away again."""
    from mmready.api import default_store
    from mmready.domain.events import Ended

    mend = "ask whoever runs this hub; for them: docs/hub.md"
    try:
        store = default_store()
        probe = f"doctor-{os.getpid()}-{os.urandom(3).hex()}"
        store.append(probe, Ended())
        works = store.read(probe) == (Ended(),)
        store.remove(probe)
    except MMReadyError as error:
        return Finding("Saved answers", False, str(error), mend)
    found = store.place if works else f"{store.place} does not give back what was saved"
    return Finding("Saved answers", works, found, "" if works else mend)


def _own_rows() -> Finding:
    """Whether the database itself keeps learners apart; not looked at where answers are in a folder."""
    from mmready.progress import is_shared

    if not is_shared():
        return Finding("Answers of others", True, "your answers are in a folder of yours")
    from mmready.api import default_store
    from mmready.progress.sql import SqlStore

    store = default_store()
    if isinstance(store, SqlStore) and store.is_kept_apart():
        return Finding("Answers of others", True, "the database opens to your account your own answers only")
    found = "whoever has the password in MMREADY_STORE can read the answers of the whole class"
    return Finding(
        "Answers of others",
        False,
        found,
        "for whoever runs this hub: give each learner an account (docs/hub.md)",
        needed=False,
    )


def _sittings() -> Finding:
    """Reads every saved sitting; a damaged one is named and left alone."""
    from mmready.api import default_store

    store, damaged, total = default_store(), [], 0
    for name in store.sittings():
        total += 1
        try:
            store.read(name)
        except MMReadyError as error:
            damaged.append(str(error))
    if not damaged:
        return Finding("Saved sittings", True, f"{total}, all readable")
    mend = "they are kept as they are; move files out of the folder, or restore them from a copy"
    return Finding(
        "Saved sittings", False, f"{len(damaged)} of {total} cannot be read: {damaged[0]}", mend, needed=False
    )


def _lasting() -> Finding:
    """Binder's disk is gone when its session ends."""
    if not any(name.startswith("BINDER_") for name in os.environ):
        return Finding("Lasting disk", True, "this does not look like Binder")
    mend = "save your report as a file before you leave: mmready report --html my-report.html, then download it"
    return Finding("Lasting disk", False, "this is Binder: its disk is lost when the session ends", mend, needed=False)


def _sandbox() -> Finding:
    from mmready.domain.runner import Task
    from mmready.running import default_runner, isolation

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

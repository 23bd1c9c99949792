"""JupyterLite's part of a site: one app, three extensions, our settings."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mmready.errors import MMReadyError
from mmready.publish.wheels import download

__all__ = ["KERNEL_EXTENSION", "WIDGETS", "build_lite", "find_extension", "widgets_extension"]

KERNEL_EXTENSION = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = (KERNEL_EXTENSION, "anywidget")
WIDGETS = "jupyterlab-widgets==3.0.15"
"""The page's half of ipywidgets for the JupyterLab 4.4 inside JupyterLite 0.6; later ones want a later JupyterLab."""
WIDGETS_INSIDE = ".data/data/share/jupyter/labextensions/"
OVERRIDES = {
    "@jupyter-notebook/application-extension:top": {"visible": "no"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},  # light or dark, as the browser is set
}
SAVED = {"jsonl": {"name": "jsonl", "extensions": [".jsonl"], "mimeTypes": ["text/plain"], "fileFormat": "text"}}
"""Saved sittings are text, a line an event; JupyterLite would take them for one piece of JSON and refuse the second."""
PLUGIN = f"{KERNEL_EXTENSION}:kernel"
NOT_ASKED = "@jupyter-notebook/application-extension:dirty"
"""Asks whether to leave a notebook that was run and not saved; here each answer is kept, nothing else can be lost."""


def build_lite(out: Path, notebooks: Mapping[str, str], packages: tuple[str, ...], *, offline: bool) -> None:
    """Build JupyterLite with these notebooks (name → text) into ``out``.

    ``packages`` are loaded at the start of a kernel. Raises MMReadyError where JupyterLite is not installed or fails.
    """
    if importlib.util.find_spec("jupyterlite_core") is None:
        raise MMReadyError(f"a site is made by JupyterLite; run: {sys.executable} -m pip install 'mmready[site]'")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "files").mkdir()
        for name, text in notebooks.items():
            (folder / "files" / name).write_text(text, encoding="utf-8")
        extensions = [*(find_extension(name) for name in EXTENSIONS), widgets_extension(folder / "widgets")]
        _write(folder / "jupyter_lite_config.json", {"LiteBuildConfig": _build_settings(out, extensions)})
        _write(folder / "overrides.json", OVERRIDES)
        _write(folder / "jupyter-lite.json", _page_settings(packages, offline))
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode or not (out / "notebooks" / "index.html").is_file():
        raise MMReadyError(f"JupyterLite could not be built: {(done.stdout + done.stderr).strip()[-2000:]}")


def _build_settings(out: Path, extensions: Sequence[Path]) -> dict[str, Any]:
    return {
        "contents": ["files"],
        "output_dir": str(out.resolve()),
        "apps": ["notebooks"],
        "extra_file_types": SAVED,
        "federated_extensions": [str(path) for path in extensions],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_libarchive": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }


def _page_settings(packages: tuple[str, ...], offline: bool) -> dict[str, Any]:
    kernel = {
        "pyodideUrl": "./kernel.js",
        "loadPyodideOptions": {"packages": list(packages)},
        "disablePyPIFallback": offline,
    }
    config = {
        "exposeAppInBrowser": True,
        "appName": "mmready",
        "disabledExtensions": [NOT_ASKED],
        "litePluginSettings": {PLUGIN: kernel},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}


def find_extension(name: str) -> Path:
    """Where an extension of JupyterLab is installed. Raises MMReadyError where it is not."""
    from jupyter_core.paths import jupyter_path

    for folder in jupyter_path("labextensions"):
        if (Path(folder) / name / "package.json").is_file():
            return Path(folder) / name
    raise MMReadyError(f"JupyterLab's extension {name} is not installed; run: pip install 'mmready[site]'")


def widgets_extension(folder: Path) -> Path:
    """The page's half of ipywidgets, fetched by pip into ``folder``, which must not be there yet."""
    folder.mkdir()
    (wheel,) = download(folder, [WIDGETS], [])
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if WIDGETS_INSIDE in name]
        archive.extractall(folder, names)
    return next(folder.rglob("package.json")).parent


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")

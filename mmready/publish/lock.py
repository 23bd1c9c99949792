"""What the browser's Python loads: Pyodide's own list of packages with the site's wheels added.

Everything that the first screen needs is named beforehand, so that all of it is fetched at once; JupyterLite's own way
is one package after the other.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mmready.errors import MMReadyError

__all__ = ["ABSENT", "CORE", "FIRST", "KERNEL", "PYODIDE", "SITE", "files_loaded", "site_lock"]

PYODIDE = "0.27.7"
"""The version that JupyterLite's kernel 0.6 was made for, and that a site was tested with."""
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
KERNEL = ("micropip", "ipython", "sqlite3", "piplite", "pyodide_kernel", "ipykernel", "comm")
ABSENT = ("jedi", "ssl")
"""What the kernel asks for and no page of ours uses: completion of code, encryption (4 MB)."""
FIRST = ("numpy", "mmready")
SITE = "site:"
"""Begins the name of a file that lies in the site, not with Pyodide's."""


def site_lock(
    pyodide: Mapping[str, Any], own: Sequence[Path], needed: Iterable[Path], absent: Path, folder: str
) -> dict[str, Any]:
    """Pyodide's lock with the wheels ``own`` added, found in the site's ``folder``.

    ``needed`` of them come with ``mmready``; ``absent`` stands for the packages that are left out.
    Raises MMReadyError for a lock of another version, with which nothing was tried.
    """
    found = pyodide.get("info", {}).get("version")
    if found != PYODIDE:
        raise MMReadyError(f"a site needs Pyodide {PYODIDE}; these files are of version {found}")
    packages = dict(pyodide["packages"])
    for wheel in own:
        entry = _entry(wheel, folder)
        packages[_plain(entry["name"])] = entry
    packages["mmready"]["depends"] = ["numpy", *(_plain(_name(path)) for path in needed)]
    for name in ABSENT:
        packages[name] = {**_entry(absent, folder), "name": name, "imports": []}
    return {**pyodide, "packages": packages}


def files_loaded(lock: Mapping[str, Any]) -> list[str]:
    """The names of all package files that are fetched before the first screen, in the lock's way of writing them."""
    packages, names, files = lock["packages"], [_plain(name) for name in (*KERNEL, *ABSENT, *FIRST)], []
    for name in names:  # grows while it is gone through
        if name not in packages:
            raise MMReadyError(f"Pyodide's files have no package {name}")
        files.append(packages[name]["file_name"])
        names += [_plain(each) for each in packages[name]["depends"] if _plain(each) not in names]
    return list(dict.fromkeys(files))


def _entry(wheel: Path, folder: str) -> dict[str, Any]:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0].removesuffix(".py") for name in archive.namelist()}
    return {
        "name": _name(wheel),
        "version": wheel.name.split("-")[1],
        "file_name": f"{SITE}{folder}/{wheel.name}",
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if not top.endswith((".dist-info", ".data"))),
        "depends": [],
    }


def _name(wheel: Path) -> str:
    return wheel.name.split("-")[0].replace("_", "-")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

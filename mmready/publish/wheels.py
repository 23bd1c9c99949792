"""The wheels that a site serves: mmready's own, made of this package or of a given wheel, and what it needs."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import mmready
from mmready.errors import MMReadyError
from mmready.loading.compiled import COMPILED_NAME

__all__ = ["EXTRA", "NEEDED", "absent_wheel", "download", "fetch_wheels", "own_wheel", "write_wheel"]

NEEDED = (
    "anywidget",
    "comm",
    "fsrs",
    "ipywidgets",
    "latex2mathml",
    "markdown-it-py",
    "mdurl",
    "mpmath",
    "psygnal",
    "typing_extensions",
)
"""What a check and practice import besides numpy, all pure Python. What else they say they need is never imported."""
EXTRA = ("icalendar", "python-dateutil", "six", "tzdata")
"""What the calendar file imports."""
LEFT_OUT = ("quizzes", "notebooks", "jupyter", "lint", "export", "publish", "analysis")
"""Parts of mmready that no learner's page needs."""
DAY = (2020, 1, 1, 0, 0, 0)  # one date for all files, so that the same content gives the same wheel


def own_wheel(folder: Path, bank: bytes, wheel: Path | None = None) -> Path:
    """mmready's learner's half with the compiled ``bank``, written into ``folder``.

    Taken from ``wheel``, else from the package that is running. Raises MMReadyError where ``wheel`` is not mmready's.
    """
    files = dict(_of_wheel(wheel) if wheel else _of_package(Path(mmready.__file__).parent))
    if "mmready/__init__.py" not in files:
        raise MMReadyError(f"{wheel} is no wheel of mmready")
    files[f"mmready/{COMPILED_NAME}"] = bank
    return write_wheel(folder, "mmready", mmready.__version__, files)


def absent_wheel(folder: Path) -> Path:
    """A wheel with nothing in it, which stands for packages that the notebook would fetch and never use."""
    return write_wheel(folder, "mmready_absent", "1", {})


def write_wheel(folder: Path, name: str, version: str, files: Mapping[str, bytes]) -> Path:
    """A pure Python wheel of ``files`` (path inside it → content): the same content gives the same bytes."""
    about = f"{name}-{version}.dist-info"
    whole = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: mmready\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in sorted(whole.items())]
    whole[f"{about}/RECORD"] = "\n".join([*lines, f"{about}/RECORD,,", ""]).encode()
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content in sorted(whole.items()):
            archive.writestr(zipfile.ZipInfo(inside, DAY), content, zipfile.ZIP_DEFLATED, 9)
    return path


def fetch_wheels(folder: Path, names: Sequence[str], python: str) -> list[Path]:
    """The wheels of ``names`` for Python ``python``, in the versions that are installed here.

    The same versions as on the desktop, so that both mark alike. Raises MMReadyError with what pip says.
    """
    wanted = [f"{name}=={importlib.metadata.version(name)}" for name in names]
    pure = [f"--python-version={python}", "--implementation=py", "--abi=none", "--platform=any"]
    return download(folder, wanted, pure)


def download(folder: Path, wanted: Sequence[str], options: Sequence[str]) -> list[Path]:
    """The wheels that ``pip download`` puts into ``folder``. Raises MMReadyError with what pip says."""
    before = set(folder.glob("*.whl"))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *options]
    done = subprocess.run([*command, f"--dest={folder}", *wanted], capture_output=True, text=True, check=False)
    found = sorted(set(folder.glob("*.whl")) - before)
    if done.returncode or len(found) != len(wanted):
        raise MMReadyError(f"pip could not fetch the wheels for the site: {done.stderr.strip()[-1000:]}")
    return found


def _of_package(package: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and _served(inside.parts):
            yield f"mmready/{inside.as_posix()}", path.read_bytes()


def _of_wheel(wheel: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                first, *parts = name.split("/")
                if first == "mmready" and parts and parts[-1] and _served(tuple(parts)):
                    yield name, archive.read(name)
    except (OSError, zipfile.BadZipFile) as error:
        raise MMReadyError(f"{wheel} is no wheel: {error}") from None


def _served(parts: tuple[str, ...]) -> bool:
    return parts[0] not in LEFT_OUT and "__pycache__" not in parts


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()

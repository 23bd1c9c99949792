"""What takes long to make, kept in the user's cache folder between starts. To lose it costs time and nothing else.

So nothing here raises: a folder that cannot be written, or a file that is damaged or stale, means that it is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["folder", "kept", "kept_path", "stamp", "write_whole"]


def folder() -> Path | None:
    """The cache folder: inside ``$MMREADY_HOME``, else the platform's; None in a browser, which keeps nothing here."""
    if sys.platform == "emscripten":
        return None
    given = os.environ.get("MMREADY_HOME")
    if given:
        return Path(given).expanduser() / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir("mmready", appauthor=False))


def kept_path(name: str, of: Path) -> Path | None:
    """Where something of this name is kept that was made of the file or folder ``of``."""
    place = folder()
    mark = hashlib.sha256(str(of.resolve()).encode()).hexdigest()[:12]
    return None if place is None else place / f"{mark}-{name}"


def kept(name: str, of: Path, key: str, make: Callable[[], str]) -> str:
    """What ``make`` gives, from the cache where that was made with the same ``key`` (one line)."""
    path = kept_path(name, of)
    if path is None:
        return make()
    with contextlib.suppress(OSError, ValueError):
        head, _, text = path.read_bytes().decode().partition("\n")
        if head == _head(key, text):
            return text
    text = make()
    with contextlib.suppress(OSError):
        write_whole(path, f"{_head(key, text)}\n{text}".encode())
    return text


def _head(key: str, text: str) -> str:
    return f"{key} {zlib.crc32(text.encode()):08x}"


def stamp(files: Iterable[str | os.PathLike[str]]) -> str:
    """A key that changes when one of these files does: their names, sizes and times, without reading them."""
    total = hashlib.sha256()
    for name in files:
        found = os.stat(name)  # noqa: PTH116 - to make hundreds of paths takes longer than to ask for them
        total.update(f"{os.fspath(name)}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return total.hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file: all of it or, on an error, which is raised, none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise

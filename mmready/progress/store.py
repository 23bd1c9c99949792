"""Stores of events: a folder of JSON-lines files, and one in memory for tests and for pages without a disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from mmready.domain.events import Event
from mmready.errors import ProgressError
from mmready.progress.codec import decode, encode
from mmready.translation import marked, t

__all__ = ["FileStore", "MemoryStore", "checked_name", "is_name"]

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def is_name(text: str) -> bool:
    """Whether a sitting can have this name: it is also a file's, which never leaves its folder."""
    return _SAFE.fullmatch(text) is not None


def checked_name(sitting: str) -> str:
    """The name itself. ProgressError where no sitting can have it."""
    if not is_name(sitting):
        raise ProgressError(f"{sitting!r} is not a sitting's name: letters, digits, '.', '_' and '-' only")
    return sitting


class MemoryStore:
    """Keeps sittings as long as the process lives."""

    def __init__(self) -> None:
        self._events: dict[str, list[Event]] = {}

    def append(self, sitting: str, event: Event) -> None:
        """Add an event to a sitting."""
        self._events.setdefault(sitting, []).append(event)

    def read(self, sitting: str) -> tuple[Event, ...]:
        """The events of a sitting in order; empty where there is none."""
        return tuple(self._events.get(sitting, ()))

    def remove(self, sitting: str) -> None:
        """Take a sitting away for good; one that is not there is no error."""
        self._events.pop(sitting, None)

    def sittings(self) -> Iterable[str]:
        """The ids of all sittings, in the order they began."""
        return tuple(self._events)


class FileStore:
    """Keeps each sitting in one file ``<id>.jsonl`` of a folder, a line an event, only ever added to.

    ``append`` returns when the line is on disk. A line that a crash cut short is passed over on reading and never
    glued to the next one; anything else that cannot be read raises ProgressError and leaves the file as it is.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"the folder {self.folder} on this computer"

    def _path(self, sitting: str) -> Path:
        return self.folder / f"{checked_name(sitting)}.jsonl"

    def append(self, sitting: str, event: Event) -> None:
        """Write one event and flush it to the disk. ProgressError (disk full, no permission): nothing was changed."""
        path = self._path(sitting)
        line = encode(event).encode() + b"\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with path.open("ab+") as file:
                end = file.seek(0, os.SEEK_END)
                _write_whole(file.fileno(), _after_cut_line(file, end) + line, end)
        except OSError as error:
            reason = error.strerror or error
            text = marked("the answer could not be saved in {path}: {reason}. It is kept here; try again")
            raise ProgressError(t(text, path=path, reason=reason)) from error

    def read(self, sitting: str) -> tuple[Event, ...]:
        """The events of a sitting in order; empty where there is none."""
        path = self._path(sitting)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            reason = error.strerror or error
            raise ProgressError(t("{path} could not be read: {reason}", path=path, reason=reason)) from error
        lines = raw.decode("utf-8", errors="replace").split("\n")
        events: list[Event] = []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                events.append(decode(line, f"{path}:{number}"))
            except ProgressError:
                if _was_cut(line):
                    continue  # a crash or a full disk broke this line off; what it held was never acknowledged
                raise
        return tuple(events)

    def remove(self, sitting: str) -> None:
        """Take a sitting away for good, readable or not; one that is not there is no error."""
        path = self._path(sitting)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise ProgressError(t("{path} could not be deleted: {reason}", path=path, reason=reason)) from error

    def sittings(self) -> Iterable[str]:
        """The ids of all saved sittings, oldest name first."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path.stem for path in self.folder.glob("*.jsonl") if is_name(path.stem)))


def _after_cut_line(file: object, end: int) -> bytes:
    """A newline where the last line was cut short, so that the new one begins on its own."""
    if end == 0:
        return b""
    file.seek(end - 1)  # type: ignore[attr-defined]
    return b"" if file.read(1) == b"\n" else b"\n"  # type: ignore[attr-defined]


def _write_whole(number: int, data: bytes, end: int) -> None:
    """Write all of ``data`` and flush it to the disk, or take back what was written and raise."""
    try:
        written = 0
        while written < len(data):
            written += os.write(number, data[written:])
        os.fsync(number)
    except OSError:
        os.ftruncate(number, end)
        raise


def _was_cut(line: str) -> bool:
    return line.startswith("{") and not line.rstrip().endswith("}")

"""Where results come from: files of one result, files with one on each line, Parquet; cut into parts."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from mmready.errors import MMReadyError

__all__ = ["KINDS", "Source", "find_sources", "spelled", "texts"]

KINDS = (".json", ".jsonl", ".jsonl.gz", ".parquet")
LONGEST = 4_000_000  # bytes of one result; what is longer is no result
_FILES = 500  # files of one result that are read as one part
_BYTES = 32_000_000  # of a file with a result on each line
_SIZE = 1 << 20

Stream = IO[bytes] | gzip.GzipFile


@dataclass(frozen=True, slots=True)
class Source:
    """A part that is read as a whole: files of one result; bytes of a file of lines; a packed file; row groups."""

    kind: Literal["files", "lines", "gzip", "parquet"]
    paths: tuple[str, ...]
    start: int = 0
    stop: int = 0

    def stamp(self, *more: str) -> str:
        """A name for the content, by sizes and times of the files: another content, another name."""
        found = [f"{self.kind} {self.start} {self.stop}", *more]
        for path in self.paths:
            stat = Path(path).stat()
            found.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
        return hashlib.sha256("\n".join(found).encode("utf-8", errors="surrogatepass")).hexdigest()[:24]


def find_sources(paths: Iterable[str | Path], besides: Path | None = None) -> tuple[Source, ...]:
    """The parts of these files, and of all files of ours in these folders, in the order of their names.

    Hidden files and folders, and the folder ``besides``, are passed over.
    Raises MMReadyError for a path where nothing is, or a file that is of none of the kinds.
    """
    files = [str(file.absolute()) for path in paths for file in _files(Path(path), besides)]
    files = list(dict.fromkeys(files))
    single = [file for file in files if file.endswith(".json")]
    found = [Source("files", tuple(single[start : start + _FILES])) for start in range(0, len(single), _FILES)]
    for file in files:
        if file.endswith(".jsonl"):
            size = Path(file).stat().st_size
            found += [
                Source("lines", (file,), start, min(size, start + _BYTES)) for start in range(0, max(size, 1), _BYTES)
            ]
        elif file.endswith(".gz"):
            found.append(Source("gzip", (file,)))
        elif file.endswith(".parquet"):
            from mmready.analysis.parquet import groups

            found += [Source("parquet", (file,), start, stop) for start, stop in groups(file)]
    return tuple(found)


def _files(path: Path, besides: Path | None) -> list[Path]:
    if path.is_dir():
        inside = {each for kind in KINDS for each in path.rglob(f"*{kind}") if each.is_file()}
        shown = (each for each in inside if not any(part.startswith(".") for part in each.relative_to(path).parts))
        away = besides.absolute() if besides else None
        return sorted(each for each in shown if away not in each.absolute().parents)
    if not path.is_file():
        raise MMReadyError(f"no results at {path}: expected a file or a folder")
    if not path.name.endswith(KINDS):
        raise MMReadyError(f"{path} is none of {', '.join(KINDS)}")
    return [path]


def texts(source: Source) -> Iterator[tuple[int, bytes]]:
    """Every result as its text, with its place: which of the files, at which byte, or on which line (from 1)."""
    if source.kind == "files":
        for place, path in enumerate(source.paths):
            with Path(path).open("rb") as file:
                yield place, file.read(LONGEST + 1)
    elif source.kind == "lines":
        with Path(source.paths[0]).open("rb") as file:
            yield from ((at, line) for at, line in _lines(file, source.start, source.stop) if line.strip())
    else:
        with gzip.open(source.paths[0], "rb") as file:
            try:
                for number, (_, line) in enumerate(_lines(file, 0, 1 << 62), 1):
                    if line.strip():
                        yield number, line
            except (OSError, EOFError, zlib.error):  # cut short or damaged: what came before it counts
                yield 0, b""


def _lines(file: Stream, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
    """The lines that begin from byte ``start`` on and before ``stop``, with the byte at which each begins."""
    at = start
    if start:
        file.seek(start - 1)
        at += _line(file)[1] - 1
    while at < stop:
        line, size = _line(file)
        if not size:
            return
        yield at, line
        at += size


def _line(file: Stream) -> tuple[bytes, int]:
    """The line from here on and its size. Of an endless one no more is kept than shows that it is too long."""
    line = part = file.readline(LONGEST + 1)
    size = len(line)
    while part and not part.endswith(b"\n"):
        part = file.readline(_SIZE)
        size += len(part)
    return line, size


def spelled(source: Source, place: int) -> str:
    """A place in words: the file, and the line or row in it."""
    if source.kind == "files":
        return source.paths[place]
    path = source.paths[0]
    if source.kind == "parquet":
        return f"{path}, row {place + 1}"
    if source.kind == "gzip":
        return f"{path}, line {place}" if place else f"{path}, its end"
    with Path(path).open("rb") as file:
        lines = 0
        for size in [_SIZE] * (place // _SIZE) + [place % _SIZE]:
            lines += file.read(size).count(b"\n")
    return f"{path}, line {lines + 1}"

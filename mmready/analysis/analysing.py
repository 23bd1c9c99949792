"""Results in files → what they say: read once into pieces, sort out what is there twice, add up the pieces' sums."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from mmready.analysis.packed import read_piece
from mmready.analysis.reading import Part, read
from mmready.analysis.setting import Setting
from mmready.analysis.sources import Source, spelled
from mmready.analysis.sums import Sums, nothing, sums_of
from mmready.analysis.workers import Workers
from mmready.errors import MMReadyError

__all__ = ["Collected", "LeftOut", "Progress", "clear", "collect", "quiet", "sum_up"]

NAMED = 50  # places named of all that is left out for one reason
_OURS = re.compile(r"\.?([0-9a-f]{24}(-\d+)?\.(npz|json)|downloads\.jsonl)(\.\w+)?")  # half-written ones too
TWICE = "the same sitting is there twice"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Results that do not count, for one reason; ``named`` are the first of them."""

    reason: str
    count: int
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """The pieces on disk in their order, with the rows of each that do not count; and what was left out."""

    pieces: tuple[str, ...]
    sizes: tuple[int, ...]
    without: Mapping[int, tuple[int, ...]]
    left: tuple[LeftOut, ...]

    @property
    def items(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Every piece with the rows that do not count: the items of every later pass."""
        return tuple((path, self.without.get(number, ())) for number, path in enumerate(self.pieces))


def quiet(what: str, done: int, total: int) -> None:
    """Say nothing."""


def collect(
    sources: Sequence[Source],
    setting: Setting,
    folder: Path,
    workers: Workers,
    *,
    resume: bool = False,
    progress: Progress = quiet,
) -> Collected:
    """The first pass. ``folder`` keeps the pieces; with ``resume`` what an earlier run left there is not read again.

    Raises MMReadyError where there is nothing to read, or the folder cannot be written.
    """
    if not sources:
        raise MMReadyError("there are no results: expected .json, .jsonl, .jsonl.gz or .parquet files")
    if not resume:
        clear(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MMReadyError(f"{folder} cannot be made: {error.strerror or error}") from error
    parts: list[Part] = []
    for part in workers.map(partial(read, setting=setting, folder=str(folder.absolute())), sources):
        parts.append(part)
        progress("reading", len(parts), len(sources))
    pieces = [(part, path, size) for part in parts for path, size in part.pieces]
    without, twice = _twice([(path, part.source) for part, path, _ in pieces])
    return Collected(
        tuple(path for _, path, _ in pieces),
        tuple(size for _, _, size in pieces),
        without,
        (*_left(parts), *twice),
    )


def clear(folder: Path) -> None:
    """Take away what runs left in a work folder, nothing else, and the folder itself where it is then empty."""
    with contextlib.suppress(OSError):
        for path in [*folder.iterdir()] if folder.is_dir() else []:
            if _OURS.fullmatch(path.name):
                path.unlink()
        folder.rmdir()


def sum_up(collected: Collected, setting: Setting, workers: Workers, *, progress: Progress = quiet) -> Sums:
    """The second pass: the sums of all pieces."""
    total = nothing(setting)
    items = collected.items
    for done, part in enumerate(workers.map(partial(_sums, setting=setting), items), 1):
        total = total + part
        progress("counting", done, len(items))
    return total


def _sums(item: tuple[str, tuple[int, ...]], setting: Setting) -> Sums:
    return sums_of(item[0], item[1], setting)


def _left(parts: Iterable[Part]) -> tuple[LeftOut, ...]:
    counts: dict[str, int] = defaultdict(int)
    named: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        for left in part.left:
            counts[left.reason] += left.count
            room = NAMED - len(named[left.reason])
            named[left.reason] += [spelled(part.source, place) for place in left.places[:room]]
    return tuple(LeftOut(reason, counts[reason], tuple(named[reason])) for reason in counts)


def _twice(pieces: Sequence[tuple[str, Source]]) -> tuple[dict[int, tuple[int, ...]], tuple[LeftOut, ...]]:
    """Rows of each piece that do not count, as the same sitting is there with more answers, or was there before.

    Eight bytes a sitting are all that is held of every one.
    """
    if not pieces:
        return {}, ()
    every = np.sort(np.concatenate([read_piece(path, ("key",)).key for path, _ in pieces]))
    doubled = np.unique(every[1:][every[1:] == every[:-1]])
    if not doubled.size:
        return {}, ()
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for number, (path, _) in enumerate(pieces):
        piece = read_piece(path, ("key", "length"))
        for row in np.flatnonzero(np.isin(piece.key, doubled)).tolist():
            found[int(piece.key[row])].append((-int(piece.length[row]), number, row))
    without: dict[int, list[int]] = defaultdict(list)
    for places in found.values():
        for _, number, row in sorted(places)[1:]:
            without[number].append(row)
    gone = [(number, row) for number in sorted(without) for row in sorted(without[number])]
    named = [_spelled(pieces[number], row) for number, row in gone[:NAMED]]
    return {number: tuple(sorted(rows)) for number, rows in without.items()}, (LeftOut(TWICE, len(gone), tuple(named)),)


def _spelled(piece: tuple[str, Source], row: int) -> str:
    return spelled(piece[1], int(read_piece(piece[0], ("place",)).place[row]))

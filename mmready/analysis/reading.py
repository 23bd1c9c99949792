"""The first pass: every result is read once, proved whole, and laid down in pieces. What cannot count is named.

What was read stays in the work folder under a name made of the file's own, its size and its time. So a run that was
broken off goes on where it stopped, and a part that two workers did comes out the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmready.analysis import parquet
from mmready.analysis.packed import PIECE, Piece, write_piece, write_whole
from mmready.analysis.packing import Packing
from mmready.analysis.setting import Setting
from mmready.analysis.sources import Source, texts
from mmready.errors import ProgressError
from mmready.report.result import checked

__all__ = ["Left", "Part", "read"]

NAMED = 20  # places that are named for each reason, of one part


@dataclass(frozen=True, slots=True)
class Left:
    """Results left out for one reason: how many, and where the first of them are."""

    reason: str
    count: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one source: its pieces on disk with the number of sittings in each, and what was left out."""

    source: Source
    pieces: tuple[tuple[str, int], ...]
    left: tuple[Left, ...]


def read(source: Source, setting: Setting, folder: str) -> Part:
    """Read one source into pieces, or find that this was done before."""
    place = Path(folder)
    stamp = source.stamp(*setting.stamp)
    done = place / f"{stamp}.json"
    if (found := _done(source, done)) is not None:
        return found
    pieces: list[tuple[str, int]] = []
    left: dict[str, Left] = {}
    for piece in _pieces(source, setting, left):
        path = place / f"{stamp}-{len(pieces)}.npz"
        write_piece(piece, path)
        pieces.append((str(path), piece.length.size))
    saved = {"pieces": pieces, "left": [(each.reason, each.count, each.places) for each in left.values()]}
    write_whole(done, json.dumps(saved).encode())
    return Part(source, tuple(pieces), tuple(left.values()))


def _done(source: Source, path: Path) -> Part | None:
    try:
        saved = json.loads(path.read_bytes())
        left = tuple(Left(reason, count, tuple(places)) for reason, count, places in saved["left"])
        pieces = tuple((name, count) for name, count in saved["pieces"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Part(source, pieces, left) if all(Path(name).is_file() for name, _ in pieces) else None


def _pieces(source: Source, setting: Setting, left: dict[str, Left]) -> Iterator[Piece]:
    """The pieces of a source; what cannot count goes to ``left``."""
    packing = Packing(setting)
    for place, found in _results(source):
        try:
            packing.add(place, checked(found) if isinstance(found, bytes) else found)
        except ProgressError as error:
            reason = str(error)
            here = left.get(reason, Left(reason, 0, ()))
            left[reason] = Left(reason, here.count + 1, (*here.places, place)[:NAMED])
        if packing.count == PIECE:
            yield packing.piece()
            packing = Packing(setting)
    if packing.count:
        yield packing.piece()


def _results(source: Source) -> Iterator[tuple[int, bytes | Mapping[str, Any]]]:
    if source.kind == "parquet":
        return parquet.rows(source.paths[0], source.start, source.stop)
    return texts(source)

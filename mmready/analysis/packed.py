"""Results in a compact form on disk, some ten thousand sittings a piece: what every later pass goes over.

A piece holds 11 bytes an answer and some 30 a sitting, so a million sittings of thirty answers take 0.4 GB of disk, and
never more than one piece a worker is in memory.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mmready import cache
from mmready.errors import MMReadyError

__all__ = [
    "NOT_ASKED",
    "PIECE",
    "POINT",
    "SURE",
    "UNKNOWN",
    "Note",
    "Piece",
    "read_piece",
    "write_piece",
    "write_whole",
]

PIECE = 10_000  # sittings
POINT = 10_000  # parts of a point, and of a probability
UNKNOWN = 65_535  # seconds that are not known
NOT_ASKED = 65_535  # a course that was not asked for
SURE = ("", "sure", "unsure", "guess")

Note = tuple[int, int, str, str]  # row, question, "flag" or "comment", text


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """n sittings with m answers in all. Answers lie one sitting after the other, ``length`` of them each.

    ``key`` (n,) names a sitting, ``place`` (n,) is where in its source it was; ``ready`` (n,C) are probabilities in
    parts of ``POINT``; ``question`` numbers the bank's questions, ``outcome`` those of ``result.OUTCOMES``, ``points``
    are parts of ``POINT``, ``chose`` numbers ``words`` (0: nothing).
    """

    key: npt.NDArray[np.uint64]
    place: npt.NDArray[np.uint64]
    length: npt.NDArray[np.uint16]
    ready: npt.NDArray[np.uint16]
    question: npt.NDArray[np.uint16]
    outcome: npt.NDArray[np.uint8]
    points: npt.NDArray[np.uint16]
    seconds: npt.NDArray[np.uint16]
    sure: npt.NDArray[np.uint8]
    chose: npt.NDArray[np.uint16]
    words: tuple[str, ...] = ("",)
    notes: tuple[Note, ...] = ()

    @property
    def rows(self) -> npt.NDArray[np.intp]:
        """(m,) the row of the sitting that each answer belongs to."""
        return np.repeat(np.arange(self.length.size), self.length)


_ARRAYS = tuple(field.name for field in fields(Piece) if field.name not in ("words", "notes"))


def write_piece(piece: Piece, path: Path) -> None:
    """Save it, whole or not at all."""
    beside = json.dumps({"words": piece.words, "notes": piece.notes}).encode()
    arrays: Mapping[str, Any] = {name: getattr(piece, name) for name in _ARRAYS}
    out = io.BytesIO()
    np.savez(out, beside=np.frombuffer(beside, dtype=np.uint8), **arrays)
    write_whole(path, out.getvalue())


def read_piece(path: Path | str, only: Sequence[str] = _ARRAYS) -> Piece:
    """A saved piece, or some of its arrays (the others are empty). Raises MMReadyError where it is gone or damaged."""
    try:
        with np.load(path, allow_pickle=False) as saved:
            beside = json.loads(bytes(saved["beside"]))
            arrays: dict[str, Any] = {name: saved[name] if name in only else np.empty(0) for name in _ARRAYS}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise MMReadyError(f"{path} cannot be read ({error}); start again without --resume") from None
    notes = tuple((row, question, what, text) for row, question, what, text in beside["notes"])
    return Piece(**arrays, words=tuple(beside["words"]), notes=notes)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it. Raises MMReadyError where it cannot be written."""
    try:
        cache.write_whole(path, data)
    except OSError as error:
        raise MMReadyError(f"{path} could not be written: {error.strerror or error}") from error

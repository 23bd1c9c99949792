"""The answers in pieces on disk, as fitting asks for them: sums over learners, a pass over the pieces each time.

Passes: one to count the learners, one for each sample that is drawn, and one for each step of the fit that needs all
learners. Each pass adds up the sums of the pieces in their order, so it does not matter where a piece was worked on.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mmready.analysis.analysing import Collected, Progress, quiet
from mmready.analysis.packed import POINT, Piece, read_piece
from mmready.analysis.two_parameter import Expected, Table, sampled
from mmready.analysis.workers import Workers

__all__ = ["Streamed", "points_of"]

Array = npt.NDArray[np.float64]
Columns = npt.NDArray[np.intp]
Item = tuple[str, tuple[int, ...]]
In = TypeVar("In")
Out = TypeVar("Out")
_NEEDED = ("length", "question", "outcome")


class Streamed:
    """Right and wrong answers to some questions (``columns``, numbers of the bank's) of everybody who answered one.

    ``passes`` counts how often all pieces were gone over.
    """

    def __init__(
        self, collected: Collected, columns: Columns, questions: int, workers: Workers, progress: Progress = quiet
    ) -> None:
        self._items, self._workers, self._progress = collected.items, workers, progress
        self._place = np.full(questions, -1)
        self._place[columns] = np.arange(columns.size)
        self.passes = 0
        sizes, right, asked = [], np.zeros(columns.size), np.zeros(columns.size)
        for number, one, every in self._pass(partial(_totals, place=self._place), self._items):
            sizes.append(number)
            right += one
            asked += every
        self._sizes, self._right, self._asked = np.array(sizes, dtype=np.intp), right, asked

    def _pass(self, function: Callable[[In], Out], items: Sequence[In]) -> Iterator[Out]:
        self.passes += 1
        for done, found in enumerate(self._workers.map(function, items), 1):
            yield found
            self._progress(f"fitting, pass {self.passes}", done, len(items))

    @property
    def count(self) -> int:
        """How many learners answered any of the questions."""
        return int(self._sizes.sum())

    def totals(self) -> tuple[Array, Array]:
        """(J,) right answers and (J,) answers."""
        return self._right, self._asked

    def expected(self, parameters: Array) -> Expected:
        """What the answers lead one to expect where the questions are so."""
        right = asked = np.zeros((parameters.shape[1], 1))
        loglik = 0.0
        for found in self._pass(partial(_expected, place=self._place, parameters=parameters), self._items):
            right, asked, loglik = right + found.right, asked + found.asked, loglik + found.loglik
        return Expected(right, asked, loglik)

    def sample(self, size: int) -> Table:
        """So many of the learners, evenly spread; all where there are no more."""
        wanted = _by_piece(self._sizes, sampled(self.count, size))
        items = [(item, rows) for item, rows in zip(self._items, wanted, strict=True) if rows.size]
        parts = list(self._pass(partial(_picked, place=self._place), items))
        right, asked = (np.concatenate([part[k] for part in parts]) for k in (0, 1))
        return Table(right, None if asked.all() else asked)


def points_of(collected: Collected, questions: int, most: int, workers: Workers) -> Array:
    """(N,J) points of at most so many learners, evenly spread; nan where a question was not asked."""
    sizes = np.array([size - len(without) for size, (_, without) in zip(collected.sizes, collected.items, strict=True)])
    wanted = _by_piece(sizes, sampled(int(sizes.sum()), most))
    items = [(item, rows) for item, rows in zip(collected.items, wanted, strict=True) if rows.size]
    return np.concatenate(list(workers.map(partial(_points, questions=questions), items)))


def _by_piece(sizes: npt.NDArray[np.intp], rows: npt.NDArray[np.intp]) -> list[npt.NDArray[np.intp]]:
    """Numbers of learners, counted through all pieces, as rows of each piece."""
    ends = np.cumsum(sizes)
    bounds = np.searchsorted(rows, [0, *ends.tolist()])
    return [rows[a:b] - (end - size) for (a, b), end, size in zip(itertools.pairwise(bounds), ends, sizes, strict=True)]


def _totals(item: Item, place: Columns) -> tuple[int, Array, Array]:
    right, asked = _dense(item, place)
    return len(right), right.sum(axis=0), asked.sum(axis=0)


def _expected(item: Item, place: Columns, parameters: Array) -> Expected:
    right, asked = _dense(item, place)
    return Table(right, None if asked.all() else asked).expected(parameters)


def _picked(item: tuple[Item, npt.NDArray[np.intp]], place: Columns) -> tuple[Array, Array]:
    right, asked = _dense(item[0], place)
    return right[item[1]], asked[item[1]]


def _dense(item: Item, place: Columns) -> tuple[Array, Array]:
    """(n,J) right answers and (n,J) answers of those in a piece who count and answered any of the questions."""
    piece = read_piece(item[0], _NEEDED)
    column = place[piece.question]
    row, counts = piece.rows, _counted(piece, item[1])
    kept = counts[row] & (column >= 0)
    asked = np.zeros((counts.size, int(place.max()) + 1))
    asked[row[kept], column[kept]] = 1.0
    right = np.zeros_like(asked)
    right[row[kept], column[kept]] = piece.outcome[kept] == 0
    some = asked.any(axis=1)
    return right[some], asked[some]


def _points(item: tuple[Item, npt.NDArray[np.intp]], questions: int) -> Array:
    (path, without), wanted = item
    piece = read_piece(path, ("length", "question", "points"))
    out = np.full((piece.length.size, questions), np.nan)
    out[piece.rows, piece.question] = piece.points / POINT
    picked: Array = out[_counted(piece, without)][wanted]
    return picked


def _counted(piece: Piece, without: Sequence[int]) -> npt.NDArray[np.bool_]:
    counts = np.ones(piece.length.size, dtype=np.bool_)
    counts[list(without)] = False
    return counts

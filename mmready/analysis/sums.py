"""The second pass: what the answers say, as whole numbers that are added up, so that no order of adding matters.

Each answer is set against what the same learner's other answers say (θ, see ``setting.py``): so a question that the
sitting chose for good learners is not taken for an easy one, and it cannot speak for itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from mmready.analysis.packed import NOT_ASKED, POINT, SURE, UNKNOWN, Piece, read_piece
from mmready.analysis.setting import NODES, Array, Setting
from mmready.report.result import OUTCOMES

__all__ = ["BINS", "EDGES", "MILLI", "Comment", "Sums", "sums_of"]

Counts = npt.NDArray[np.int64]
MILLI = 1000  # parts of θ, and of a share
BINS = 20  # of probabilities of readiness
EDGES: Array = np.geomspace(2.0, 3600.0, 61)  # seconds: bounds of the bins of times
COMMENTS = 5  # kept of each question; which ones does not depend on the order of reading
_CHUNK = 1000  # sittings whose answers are looked at together
_PRIOR = -0.5 * NODES**2
_LIMIT = 1e-12

Comment = tuple[int, str]  # a number by which comments are kept, and the text
Chosen = dict[tuple[int, str], tuple[int, int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What is counted, for J questions and C courses; ``a + b`` is what both parts hold together.

    ``outcomes`` (J,4) as in ``OUTCOMES``; ``moments`` (J,8): Σy, Σy², Σθ, Σθ², Σyθ, Σe, Σe(1−e), Σn with points y, the
    expected share e and θ in thousandths; ``times`` (J,60) by ``EDGES``; ``sure`` (4,2) said sure, right; ``flags``
    (J,); ``ready`` (C,20) sittings by probability, ``verdicts`` (C,3) ready, too close to call, not yet; ``abilities``
    (80,) sittings by θ from −4 to 4. ``chosen``: question, answer → how often, Σθ, Σθ².
    """

    sittings: int
    outcomes: Counts
    moments: Counts
    times: Counts
    sure: Counts
    flags: Counts
    ready: Counts
    verdicts: Counts
    abilities: Counts
    chosen: Chosen
    comments: dict[int, tuple[Comment, ...]]

    def __add__(self, other: Sums) -> Sums:
        chosen = dict(self.chosen)
        for key, (count, first, second) in other.chosen.items():
            here = chosen.get(key, (0, 0, 0))
            chosen[key] = (here[0] + count, here[1] + first, here[2] + second)
        comments = {
            question: _kept((*self.comments.get(question, ()), *other.comments.get(question, ())))
            for question in self.comments.keys() | other.comments.keys()
        }
        arrays = {name: getattr(self, name) + getattr(other, name) for name in _ADDED}
        return Sums(**arrays, chosen=chosen, comments=comments)

    def __eq__(self, other: object) -> bool:
        """Whether every number is the same."""
        if not isinstance(other, Sums):
            return NotImplemented
        same = all(np.array_equal(getattr(self, name), getattr(other, name)) for name in _ADDED)
        return same and self.chosen == other.chosen and self.comments == other.comments

    __hash__ = None  # type: ignore[assignment]


_ADDED = tuple(field.name for field in fields(Sums) if field.name not in ("chosen", "comments"))


def nothing(setting: Setting) -> Sums:
    """The sums before anything was counted."""
    questions, courses = len(setting.questions), len(setting.courses)

    def zeros(*shape: int) -> Counts:
        return np.zeros(shape, dtype=np.int64)

    return Sums(
        0,
        zeros(questions, len(OUTCOMES)),
        zeros(questions, 8),
        zeros(questions, EDGES.size - 1),
        zeros(len(SURE), 2),
        zeros(questions),
        zeros(courses, BINS),
        zeros(courses, 3),
        zeros(80),
        {},
        {},
    )


def sums_of(path: str, without: Iterable[int], setting: Setting) -> Sums:
    """The sums of one piece, without some of its rows (sittings that are there twice)."""
    piece = read_piece(path)
    counted = np.ones(piece.length.size, dtype=np.bool_)
    counted[list(without)] = False
    total = nothing(setting)
    theta, expected, general = _against_the_rest(piece, setting)
    rows = piece.rows
    keep = counted[rows]
    question = piece.question[keep].astype(np.intp)
    size = len(setting.questions)
    y = np.rint(piece.points[keep] * (MILLI / POINT)).astype(np.int64)
    t, e = theta[keep], expected[keep]
    moments = np.stack(
        [
            _added(question, value, size)
            for value in (y, y * y, t, t * t, y * t, e, e * (MILLI - e) // MILLI, np.ones_like(y))
        ],
        axis=1,
    )
    times = total.times
    known = keep & (piece.seconds != UNKNOWN)
    bins = np.searchsorted(EDGES, piece.seconds[known].clip(2, 3599), side="right") - 1
    np.add.at(times, (piece.question[known], bins), 1)
    outcomes, sure, flags = total.outcomes, total.sure, total.flags
    np.add.at(outcomes, (question, piece.outcome[keep]), 1)
    np.add.at(sure, (piece.sure[keep], (piece.outcome[keep] == 0).astype(np.intp)), 1)
    comments: dict[int, tuple[Comment, ...]] = {}
    for row, asked, what, text in piece.notes:
        if counted[row] and what == "flag":
            flags[asked] += 1
        elif counted[row] and what == "comment" and text:
            kept_by = zlib.crc32(text.encode()) ^ int(piece.key[row])
            comments[asked] = _kept((*comments.get(asked, ()), (kept_by, text)))
    ready, verdicts = _readiness(piece.ready[counted])
    abilities = np.bincount(((general[counted] + 4000) // 100).clip(0, 79), minlength=80).astype(np.int64)
    chosen = _chosen(piece, keep, theta)
    return Sums(int(counted.sum()), outcomes, moments, times, sure, flags, ready, verdicts, abilities, chosen, comments)


def _kept(comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """A few of them, the same few in whatever order they came."""
    return tuple(sorted(set(comments))[:COMMENTS])


def _added(place: npt.NDArray[np.intp], values: Counts, size: int) -> Counts:
    """Sums of whole numbers by place; exact, as they stay under 2⁵³."""
    return np.rint(np.bincount(place, weights=values, minlength=size)).astype(np.int64)


def _readiness(ready: npt.NDArray[np.uint16]) -> tuple[Counts, Counts]:
    """(C,20) sittings by probability and (C,3) by verdict."""
    bins, verdicts = [], []
    for column in ready.T:
        asked = column[column != NOT_ASKED].astype(np.int64)
        bins.append(np.bincount((asked * BINS // POINT).clip(0, BINS - 1), minlength=BINS))
        sure = int((asked >= 0.95 * POINT).sum())
        never = int((asked <= 0.05 * POINT).sum())
        verdicts.append([sure, asked.size - sure - never, never])
    return (
        np.array(bins, dtype=np.int64).reshape(ready.shape[1], BINS),
        np.array(verdicts, dtype=np.int64).reshape(ready.shape[1], 3),
    )


def _chosen(piece: Piece, keep: npt.NDArray[np.bool_], theta: Counts) -> Chosen:
    """For each question and answer: how often, and the sums of θ and θ² of those who gave it."""
    some = keep & (piece.chose != 0)
    pair = piece.question[some].astype(np.int64) * len(piece.words) + piece.chose[some]
    names, place = np.unique(pair, return_inverse=True)
    t = theta[some]
    count, first, second = (_added(place, value, names.size) for value in (np.ones_like(t), t, t * t))
    found: Chosen = {}
    for name, n, one, two in zip(names.tolist(), count.tolist(), first.tolist(), second.tolist(), strict=True):
        question, words = divmod(name, len(piece.words))
        for word in piece.words[words].split(" "):
            here = found.get((question, word), (0, 0, 0))
            found[question, word] = (here[0] + n, here[1] + one, here[2] + two)
    return found


def _against_the_rest(piece: Piece, setting: Setting) -> tuple[Counts, Counts, Counts]:
    """(m,) θ by the learner's other answers, (m,) the share right expected by these, (n,) θ by all answers.

    All in thousandths. Every sum runs over one learner or one answer, in one order, so it comes out the same wherever
    it is done.
    """
    right, wrong, unknown = (np.log(np.maximum(p, _LIMIT)) for p in _tables(setting))
    ends = np.cumsum(piece.length, dtype=np.int64)
    theta, expected = np.empty((2, piece.question.size), dtype=np.int64)
    general = np.empty(piece.length.size, dtype=np.int64)
    for first in range(0, piece.length.size, _CHUNK):
        own = slice(first, first + _CHUNK)
        length = piece.length[own].astype(np.int64)
        answers = slice(int(ends[first] - length[0]), int(ends[min(first + _CHUNK, ends.size) - 1]))
        question, points = piece.question[answers], piece.points[answers, None] / POINT
        said = np.where(
            (piece.outcome[answers] == OUTCOMES.index("dont_know"))[:, None],
            unknown[question],
            points * right[question] + (1.0 - points) * wrong[question],
        )
        whole = np.add.reduceat(said, np.cumsum(length) - length, axis=0) + _PRIOR
        general[own] = _milli(_mean(_weights(whole), NODES))
        weights = _weights(np.repeat(whole, length, axis=0) - said)
        theta[answers] = _milli(_mean(weights, NODES))
        expected[answers] = _milli(_mean(weights, setting.chance[question]))
    return theta, expected, general


def _tables(setting: Setting) -> tuple[Array, Array, Array]:
    """(J,Q) chances of a right answer, a wrong one, and of "I don't know yet"."""
    return setting.chance, 1.0 - setting.chance, 1.0 - setting.knows


def _weights(log: Array) -> Array:
    log = log - log.max(axis=1, keepdims=True)
    return np.exp(log, out=log)


def _mean(weights: Array, values: Any) -> Array:
    out: Array = (weights * values).sum(axis=1) / weights.sum(axis=1)
    return out


def _milli(values: Array) -> Counts:
    return np.rint(values * MILLI).astype(np.int64)

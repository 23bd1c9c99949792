"""Which question to ask next, and when nothing more is worth asking.

A question is worth the bits by which it is expected to settle the decisions that are still open (mutual information
between its answer and each "is the requirement met?"), plus a little for the profile of all skills.
"""

from __future__ import annotations

import math
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from mmready.measuring.nearly_best import NEAR_BEST
from mmready.measuring.normal import Array
from mmready.measuring.outlook import Outlook

SETTLED = 0.95  # a course is decided at this probability or above, or at one minus it or below
SHORTEST = 10  # questions asked before any stopping rule
WORTHWHILE = 0.005  # of the bits still open; when no question promises more than that, asking ends
PROFILE = 0.005  # bits that a question is worth which would tell everything about its own skills

_LEAST = 1e-9
# Entropy of the decision "share ≥ cut" in bits is close to exp(−z² / (π ln 2)), z = (expected − cut) / sd
# (Houlsby, Huszár, Ghahramani and Lengyel 2011, equation 4); the error is under .006 bit.
_ENTROPY = -1.0 / (math.pi * math.log(2.0))


def information(outlook: Outlook, cuts: Array, relevance: Array) -> Array:
    """(J,) bits that an answer is expected to give about the open decisions.

    ``relevance`` (C,) weighs the requirements, 0 for those that are not asked for. Right and wrong move a
    requirement's share by the closed-form update, its gradient held fixed.
    """
    rows = relevance.nonzero()[0]
    sd = np.sqrt(outlook.variance[rows])
    gap = (outlook.expected - cuts)[rows] / sd
    cross = outlook.cross[rows] / sd[:, None]
    weights = relevance[rows]
    chance = np.array([outlook.share, 1.0 - outlook.share])  # of right, of wrong
    push = np.array([outlook.rate, -outlook.rate]) / chance
    left = (push * (push + outlook.bend) * (-1.0 / _ENTROPY)) * (cross * cross)[:, None]  # (rows, 2, J) from here
    left += 1.0 / _ENTROPY
    move = push * cross[:, None]
    move += gap[:, None, None]
    move *= move
    move /= left
    np.exp(move, out=move)
    later = (chance * (weights @ move.reshape(weights.size, chance.size)).reshape(chance.shape)).sum(axis=0)
    out: Array = np.exp(_ENTROPY * gap * gap) @ weights - later
    return np.maximum(out, 0.0, out=out)


def uncertainty(chance: Array) -> float:
    """Bits that are open in these decisions together; ``chance`` holds their probabilities."""
    p = chance.clip(_LEAST, 1.0 - _LEAST)
    return float(-(p * np.log2(p) + (1.0 - p) * np.log2(1.0 - p)).sum())


def profile(outlook: Outlook) -> Array:
    """(J,) share by which an answer is expected to lower the variance of the question's own skills, aᵀΣa."""
    return outlook.rate**2 / (outlook.share * (1.0 - outlook.share)) * outlook.spread


def relevance(met: Array, course_met: Array) -> Array:
    """(C,) weight of each requirement in the decision about its course, in [0, 1].

    A course is decided by all its rows at once. A small shift of P(row) shifts P(course), and the information this
    gives about the course is that about the row times odds(course) / odds(row), when rows are independent: a row that
    is as good as met, or stands beside one as good as failed, matters little. ``course_met`` (C,) is that of the row's
    course.
    """
    row, whole = met.clip(_LEAST, 1.0 - _LEAST), course_met.clip(_LEAST, 1.0 - _LEAST)
    return np.minimum((whole * (1.0 - row)) / (row * (1.0 - whole)), 1.0)


class Chance(Protocol):
    """What draws a whole number from 0 to ``high`` − 1, as a generator of numpy does."""

    def integers(self, high: int, /) -> Any: ...


def pick(worth: Array, free: npt.NDArray[np.bool_], rng: Chance | None) -> int:
    """The best free question; with ``rng`` one of those nearly as good, so that no question is shown to everybody."""
    worth = np.where(free, worth, -np.inf)
    best = int(worth.argmax())
    if rng is None:
        return best
    near = np.flatnonzero(worth >= NEAR_BEST * worth[best])
    return int(near[int(rng.integers(near.size))])

"""Chance that follows from a text alone: the same on every machine, Python and version of any library."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

__all__ = ["number_below", "place_in_walk", "shuffled"]

T = TypeVar("T")
ROUNDS = 4


def number_below(bound: int, *key: object) -> int:
    """A whole number from 0 to ``bound`` − 1 that follows from ``key``; every one is equally likely."""
    bits = max(bound - 1, 1).bit_length()
    attempt = 0
    while (found := _bits(bits, *key, attempt)) >= bound:
        attempt += 1
    return found


def shuffled(items: Sequence[T], *key: object) -> tuple[T, ...]:
    """The items in an order that follows from ``key`` (Fisher and Yates)."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = number_below(last + 1, *key, last)
        order[last], order[other] = order[other], order[last]
    return tuple(order)


def place_in_walk(step: int, size: int, *key: object) -> int:
    """Where step ``step`` of a walk through 0 … ``size`` − 1 stands; the walk meets every place once.

    A Feistel network permutes the smallest power of four that holds ``size``; places outside are walked past (Black and
    Rogaway, "Ciphers with arbitrary finite domains", 2002), so that no list of the places is ever made.
    """
    half = max((max(size - 1, 1).bit_length() + 1) // 2, 1)
    mask = (1 << half) - 1
    place = step % size
    while True:
        left, right = place >> half, place & mask
        for turn in range(ROUNDS):
            left, right = right, left ^ _bits(half, *key, turn, right)
        place = left << half | right
        if place < size:
            return place


def _bits(count: int, *key: object) -> int:
    """``count`` bits that follow from ``key``."""
    digest = blake2b("\x1f".join(map(str, key)).encode(), digest_size=max(min((count + 7) // 8, 64), 1)).digest()
    return int.from_bytes(digest, "big") & ((1 << count) - 1)

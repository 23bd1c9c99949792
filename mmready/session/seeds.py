"""A seed that people can say aloud: a number, or any words such as ``group-3``."""

from __future__ import annotations

import hashlib

__all__ = ["seed_of"]


def seed_of(named: int | str) -> int:
    """The seed that a number or words stand for, the same everywhere: from 0 to 2³¹ − 1 for words.

    Digits alone are the number that they say, so ``"7"`` is 7.
    """
    if isinstance(named, int):
        return named
    words = named.strip()
    if words.isdecimal():
        return int(words)
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") % 2**31

"""Chance in a sitting: fixed by its seed and by how far it is, so the same sitting comes again, on every machine."""

from __future__ import annotations

import hashlib

__all__ = ["Chance"]


class Chance:
    """Numbers that follow from some whole numbers alone."""

    def __init__(self, *given: int) -> None:
        self._given, self._drawn = ":".join(map(str, given)), 0

    def integers(self, high: int) -> int:
        """The next number, from 0 to ``high`` − 1, each as likely as the others (but for one part in 10¹⁵)."""
        digest = hashlib.sha256(f"{self._given}:{self._drawn}".encode()).digest()
        self._drawn += 1
        return int.from_bytes(digest[:8], "big") % high

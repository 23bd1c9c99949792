"""Results laid down one after the other until they fill a piece; each is looked at whole before any of it counts."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np

from mmready.analysis.packed import NOT_ASKED, POINT, SURE, UNKNOWN, Note, Piece
from mmready.analysis.setting import Setting
from mmready.errors import ProgressError
from mmready.report.result import OUTCOMES

__all__ = ["DAMAGED", "NOTHING", "OTHER_BANK", "Packing"]

DAMAGED = "this is not what a result holds"
OTHER_BANK = "answered on another version of the bank (--any-version counts them as well)"
NOTHING = "no question was answered"
_POINTS = {"right": POINT, "wrong": 0, "dont_know": 0}
_MOST_ANSWERS = 1000
_MOST_WORDS = 20_000  # different answers told apart in one piece


class Packing:
    """Results become a piece, one after the other. One that is refused leaves no trace."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._number, self._outcome = setting.number, {name: code for code, name in enumerate(OUTCOMES)}
        self._words: dict[str, int] = {"": 0}
        self._notes: list[Note] = []
        self._key, self._place, self._length, self._ready = array("Q"), array("Q"), array("H"), array("H")
        self._question, self._outcomes, self._points = array("H"), array("B"), array("H")
        self._seconds, self._sure, self._chose = array("H"), array("B"), array("H")

    @property
    def count(self) -> int:
        """How many sittings are in it."""
        return len(self._key)

    def add(self, place: int, data: Mapping[str, Any]) -> None:
        """One result. Raises ProgressError where it cannot count."""
        try:
            if data["bank"] != self._setting.digest and not self._setting.any_version:
                raise ProgressError(OTHER_BANK)
            answers = [each for answer in data["answers"] if (each := self._answer(answer)) is not None]
            ready = [self._chance(data["readiness"], course) for course in self._setting.courses]
            notes = [found for note in data.get("notes", ()) if (found := self._note(note)) is not None]
            key = _key(data)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            raise ProgressError(DAMAGED) from None
        if not answers:
            raise ProgressError(NOTHING)
        if len(answers) > _MOST_ANSWERS:
            raise ProgressError(DAMAGED)
        self._notes += notes
        self._key.append(key)
        self._place.append(place)
        self._length.append(len(answers))
        self._ready.extend(ready)
        columns = (self._question, self._outcomes, self._points, self._seconds, self._sure, self._chose)
        for column, values in zip(columns, zip(*answers, strict=True), strict=True):
            column.extend(values)

    def piece(self) -> Piece:
        """What was added, as arrays."""
        return Piece(
            np.array(self._key, dtype=np.uint64),
            np.array(self._place, dtype=np.uint64),
            np.array(self._length, dtype=np.uint16),
            np.array(self._ready, dtype=np.uint16).reshape(len(self._key), len(self._setting.courses)),
            np.array(self._question, dtype=np.uint16),
            np.array(self._outcomes, dtype=np.uint8),
            np.array(self._points, dtype=np.uint16),
            np.array(self._seconds, dtype=np.uint16),
            np.array(self._sure, dtype=np.uint8),
            np.array(self._chose, dtype=np.uint16),
            tuple(self._words),
            tuple(self._notes),
        )

    def _answer(self, answer: Mapping[str, Any]) -> tuple[int, ...] | None:
        question = self._question_of(answer["question"])
        if question is None:
            return None
        outcome = answer["outcome"]
        points = _POINTS[outcome] if outcome != "partly" else _in_parts(answer["points"])
        seconds = answer.get("seconds")
        time = UNKNOWN if seconds is None else min(max(int(seconds), 0), UNKNOWN - 1)
        chose = answer.get("chose")
        word = self._word(chose) if chose else 0
        return question, self._outcome[outcome], points, time, SURE.index(answer.get("sure", "")), word

    def _question_of(self, name: str) -> int | None:
        """Its number; None for a question that this bank does not have, where other versions may."""
        number = self._number.get(name)
        if number is None and not self._setting.any_version:
            raise ValueError(name)
        return number

    def _word(self, chose: list[str]) -> int:
        word = " ".join(chose)[:200]
        if word not in self._words and len(self._words) >= _MOST_WORDS:
            return 0
        return self._words.setdefault(word, len(self._words))

    def _note(self, note: Mapping[str, Any]) -> Note | None:
        question = self._question_of(note["question"])
        text = "".join(sign if sign.isprintable() else " " for sign in str(note.get("text", "")))
        return None if question is None else (self.count, question, str(note["what"]), text)

    def _chance(self, readiness: Mapping[str, float], course: str) -> int:
        return _in_parts(readiness[course]) if course in readiness else NOT_ASKED


def _in_parts(value: float) -> int:
    """A number from 0 to 1 in parts of ``POINT``."""
    if not 0.0 <= value <= 1.0:
        raise ValueError(value)
    return round(value * POINT)


def _key(data: Mapping[str, Any]) -> int:
    """64 bits that name a sitting: its name, its time and its first answer."""
    first = data["answers"][0] if data["answers"] else {}
    chose = " ".join(first.get("chose", ()))
    named = f"{data['sitting']}|{data['at']}|{first.get('question')}|{first.get('outcome')}|{chose}"
    return int.from_bytes(hashlib.blake2b(named.encode("utf-8", errors="replace"), digest_size=8).digest(), "big")

"""How well a learner knows what they know: how often they were right when they said "sure", "unsure" or "a guess"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmready.domain.response import Evidence
from mmready.report import words
from mmready.translation import marked, t

__all__ = ["Calibration", "SureRow", "calibration_view"]

SAID = (("sure", marked("Sure")), ("unsure", marked("Unsure")), ("guess", marked("A guess")))
FEW = 5  # answers with the same word; fewer say little
TRUSTED, SHAKY = 0.85, 0.6  # share right among "sure" from which it can be trusted, or under which it cannot


@dataclass(frozen=True, slots=True)
class SureRow:
    """Answers of which the learner said the same: how many, and how many of them were right as a whole."""

    said: str
    title: str
    count: int
    right: int

    @property
    def share(self) -> float:
        """The part that was right, in [0, 1]."""
        return self.right / self.count

    @property
    def text(self) -> str:
        """``Sure: 8 of 9 right``."""
        return t("{how_sure}: {right} of {n} right", how_sure=self.title, right=self.right, n=self.count)


@dataclass(frozen=True, slots=True)
class Calibration:
    """``rows`` in the order sure, unsure, guess, without those that were not said; ``finding`` is one sentence."""

    rows: tuple[SureRow, ...]
    finding: str


def calibration_view(evidence: Sequence[Evidence]) -> Calibration | None:
    """What the learner's own "sure" is worth; None where they never said how sure they were."""
    rows = []
    for said, title in SAID:
        right = [answer.outcome == "right" for answer in evidence if answer.sure == said]
        if right:
            rows.append(SureRow(said, t(title), len(right), sum(right)))
    return Calibration(tuple(rows), _finding({row.said: row for row in rows})) if rows else None


def _finding(rows: dict[str, SureRow]) -> str:
    sure, guess = rows.get("sure"), rows.get("guess")
    if sure is None or sure.count < FEW:
        told = sum(row.count for row in rows.values())
        times = words.count(told, "time")
        return t("You said how sure you were {times}; that is too few to say what it is worth.", times=times)
    often = t("When you were sure, you were right {right} of {n} times", right=sure.right, n=sure.count)
    if sure.share < SHAKY:
        return t("{often}: check what you feel sure of before you pass over it.", often=often)
    if guess is not None and guess.count >= FEW and guess.share >= SHAKY:
        return t(
            "{often}, and {right} of {n} times when you guessed: you know more than you think.",
            often=often,
            right=guess.right,
            n=guess.count,
        )
    return t("{often}: you can trust it.", often=often) if sure.share >= TRUSTED else f"{often}."

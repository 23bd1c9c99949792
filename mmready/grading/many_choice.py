"""Any number of right options; a response is the list of the letters ticked.

Wrong ticks cost: points are (right ticked − wrong ticked) / number right, never below 0. Ticking everything is not
right unless everything is.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading import feedback

__all__ = ["check_form", "grade", "specimens"]


def check_form(variant: Variant, response: Response) -> Reading:
    """Whether the response is a list of options shown."""
    ticked = _ticked(response, [option.letter for option in variant.options])
    if isinstance(ticked, Judgement):
        return feedback.reading_of(ticked)
    return Reading("readable")


def grade(key: AnswerKey, response: Response) -> Judgement:
    """Points for right ticks less wrong ones, with the feedback of the options ticked wrongly."""
    ticked = _ticked(response, key.shown)
    if isinstance(ticked, Judgement):
        return ticked
    wanted = {letter for letter in key.right if not key.shown or letter in key.shown}
    if ticked == wanted:
        return feedback.right()
    surplus = sorted(ticked - wanted)
    points = max(0.0, (len(ticked & wanted) - len(surplus)) / len(wanted)) if wanted else 0.0
    told = [key.option_feedback[letter] for letter in surplus if key.option_feedback.get(letter)]
    if surplus:
        return feedback.partly(points, "ticked-wrong", "\n\n".join(told) or None)
    return feedback.partly(points, "missed")


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """All right ones, the same with one missing or one too many, the wrong ones, all, none, and what is no option."""
    letters = [option.letter for option in variant.options]
    wanted = [letter for letter in letters if letter in key.right]
    others = [letter for letter in letters if letter not in key.right]
    found: list[tuple[Response, Outcome]] = [
        ([], "empty"), (None, "empty"), (["no such option"], "unreadable"), ([[letters]], "unreadable"),
    ]  # fmt: skip
    if wanted:
        found += [(wanted, "right"), (wanted[::-1], "right")]
    if len(wanted) > 1:
        found += [(wanted[1:], "partly"), ([*wanted, *others[:1]], "partly" if others else "right")]
    if others:
        found += [(others, "wrong")]
        surplus = len(wanted) <= len(others)
        found += [(letters, "wrong" if surplus else "partly")]
    return found


def _ticked(response: Response, shown: Collection[str]) -> set[str] | Judgement:
    """The letters ticked; text is read as letters with commas or blanks between. ``shown`` empty takes any."""
    if isinstance(response, str):
        response = re.findall(r"[^\s,;]+", response)
    if response is None or response in ([], ()):
        return feedback.empty()
    if not isinstance(response, list | tuple):
        return feedback.unreadable("not-ticks")
    ticked = set()
    for item in response:
        if not isinstance(item, str) or not item.strip().isalpha():
            return feedback.unreadable("not-an-option")
        letter = item.strip().lower()
        if shown and letter not in shown:
            return feedback.unreadable("not-an-option")
        ticked.add(letter)
    return ticked

"""One right option out of a few; a response is the option's letter, which follows the file and not the screen."""

from __future__ import annotations

from collections.abc import Collection

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading import feedback

__all__ = ["check_form", "grade", "specimens"]


def check_form(variant: Variant, response: Response) -> Reading:
    """Whether the response names one of the options shown."""
    letter = _letter(response, [option.letter for option in variant.options])
    if isinstance(letter, Judgement):
        return feedback.reading_of(letter)
    return Reading("readable")


def grade(key: AnswerKey, response: Response) -> Judgement:
    """Right or wrong, with the feedback that the option has."""
    letter = _letter(response, key.shown)
    if isinstance(letter, Judgement):
        return letter
    told = key.option_feedback.get(letter)
    if letter in key.right:
        return feedback.right(told or "")
    return feedback.wrong("wrong", told or None)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Every option shown, two at once, none, and what is no option."""
    found: list[tuple[Response, Outcome]] = [
        (option.letter, "right" if option.letter in key.right else "wrong") for option in variant.options
    ]
    letters = [option.letter for option in variant.options]
    return [*found, (letters[:2], "unreadable"), ("no such option", "unreadable"), ("", "empty"), (None, "empty")]


def _letter(response: Response, shown: Collection[str]) -> str | Judgement:
    """The letter that a response names; ``shown`` empty takes any."""
    if response is None or response in ("", [], ()):
        return feedback.empty()
    if isinstance(response, list | tuple):
        if len(response) != 1:
            return feedback.unreadable("one-only")
        response = response[0]
    if not isinstance(response, str):
        return feedback.unreadable("not-an-option")
    letter = response.strip().lower()
    if not letter:
        return feedback.empty()
    if (shown and letter not in shown) or not letter.isalpha():
        return feedback.unreadable("not-an-option")
    return letter

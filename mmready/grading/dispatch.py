"""The kinds of question and the module that marks each: one place that knows them all.

Each module has the same three functions. ``check_form`` says how a response is read, without the key; ``grade`` marks
it; ``specimens`` gives responses whose outcome is known beforehand, by which a question is proved before it ships.
"""

from __future__ import annotations

from typing import Protocol

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.runner import Runner
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading import (
    blanks,
    equation,
    expression,
    function,
    inequality,
    interval,
    many_choice,
    matrix,
    number,
    one_choice,
    order,
    output,
    vector,
)
from mmready.grading import set as set_kind

__all__ = ["check_form", "grade", "specimens"]


class Kind(Protocol):
    """What a module offers that marks one kind by itself."""

    def check_form(self, variant: Variant, response: Response) -> Reading: ...

    def grade(self, key: AnswerKey, response: Response) -> Judgement: ...

    def specimens(self, variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]: ...


_KINDS: dict[str, Kind] = {
    "one-choice": one_choice,
    "many-choice": many_choice,
    "number": number,
    "expression": expression,
    "equation": equation,
    "inequality": inequality,
    "vector": vector,
    "matrix": matrix,
    "interval": interval,
    "set": set_kind,
    "order": order,
    "output": output,
}


def grade(key: AnswerKey, response: Response, runner: Runner | None = None) -> Judgement:
    """Mark a response. ``runner`` runs the source of a function question; the other kinds need none.

    Whatever JSON value the response is, the result is a judgement: one of the wrong shape is unreadable. Raises
    ``RunnerError`` only when a function question cannot be run at all.
    """
    if key.kind == "function":
        return function.grade(key, response, runner)
    if key.kind == "blanks":
        return blanks.grade(key, response, lambda part, given: grade(part, given, runner))
    return _KINDS[key.kind].grade(key, response)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response will be read, or why it cannot be; told without the key."""
    if variant.kind == "function":
        return function.check_form(variant, response)
    if variant.kind == "blanks":
        return blanks.check_form(variant, response, check_form)
    return _KINDS[variant.kind].check_form(variant, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses with the outcome that each must have: right, wrong, unreadable, empty ones, and the named mistakes."""
    if key.kind == "function":
        return function.specimens(variant, key)
    if key.kind == "blanks":
        return blanks.specimens(variant, key, specimens)
    return _KINDS[key.kind].specimens(variant, key)

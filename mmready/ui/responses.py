"""From what the page sends (places on the screen, text) to a response as grading takes it (letters, lines)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mmready.domain.response import Response
from mmready.domain.variant import Option, Variant
from mmready.errors import LearnerInputError
from mmready.grading.order import levels

__all__ = ["response_of"]


def response_of(variant: Variant, value: Any) -> Response:
    """The response to a question, from the value of its control on the page.

    Raises LearnerInputError where the value has not the shape that the kind's control sends.
    """
    match variant.kind:
        case "one-choice":
            return _letter(variant.options, value)
        case "many-choice":
            return sorted(_letter(variant.options, place) for place in _sequence(value))
        case "order":
            return _lines(variant, value)
        case "vector" | "matrix":
            return value if isinstance(value, str) else _texts(value)
        case "blanks":
            return {blank.name: _blank(blank.options, _mapping(value).get(blank.name)) for blank in variant.blanks}
    return _text(value)


def _letter(options: Sequence[Option], place: Any) -> str:
    """The letter of the option at this place on the screen; empty where none is chosen."""
    if place is None or place == "":
        return ""
    if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(options):
        raise LearnerInputError(f"there is no option at place {place!r}")
    return options[place].letter


def _blank(options: Sequence[Option], value: Any) -> Response:
    return _letter(options, value) if options else _text(value)


def _lines(variant: Variant, value: Any) -> Response:
    """Pairs of a line's text and its level. Where the indentation is given, a line keeps its own."""
    own = levels(variant.lines)
    pairs: list[Response] = []
    for item in _sequence(value):
        if len(_sequence(item)) != 2:
            raise LearnerInputError(f"expected a line and its indentation, got {item!r}")
        place, indent = item
        if not isinstance(place, int) or not isinstance(indent, int) or not 0 <= place < len(variant.lines):
            raise LearnerInputError(f"there is no line at place {place!r}")
        pairs.append([variant.lines[place].strip(), indent if variant.indent_asked else own[place]])
    return pairs


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise LearnerInputError(f"expected text, got {type(value).__name__}")
    return value


def _texts(value: Any) -> Response:
    """Nested lists of text."""
    return [_texts(item) if isinstance(item, list) else _text(item) for item in _sequence(value)]


def _sequence(value: Any) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise LearnerInputError(f"expected a list, got {type(value).__name__}")
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise LearnerInputError(f"expected a value for each blank, got {type(value).__name__}")
    return value

"""The same sitting beside the one in the notebook: knows the keys, so a test can answer rightly or wrongly at will."""

from __future__ import annotations

from typing import Any

from mmready.api import Sitting, load_bank
from mmready.domain.response import Response
from mmready.domain.variant import Option, Variant
from mmready.grading import specimens


class Mirror:
    """A sitting with the seed of the page's; ``answer`` gives what to fill in and goes on like the page will."""

    def __init__(self, courses: list[str], seed: int, length: str = "standard") -> None:
        self.sitting = Sitting(load_bank(), courses, seed, length=length)

    @property
    def variant(self) -> Variant:
        assert self.sitting.variant is not None
        return self.sitting.variant

    def answer(self, right: bool) -> Any:
        """What to fill in for a right or wrong answer to the present question."""
        variant = self.variant
        wanted = "right" if right else "wrong"
        key = self.sitting._present()[1]
        fitting = [response for response, outcome in specimens(variant, key) if outcome == wanted]
        values = [value for response in fitting if (value := page_value(variant, response)) is not None]
        assert values, f"no {wanted} specimen of {variant.question} can be filled in"
        self.sitting.answer(next(response for response in fitting if page_value(variant, response) is not None))
        return values[0]


def page_value(variant: Variant, response: Response) -> Any:
    """What the page's control holds for a response; None where a person could not fill it in."""
    match variant.kind:
        case "one-choice":
            return _place(variant.options, response)
        case "many-choice":
            return (
                [_place(variant.options, letter) for letter in response or ()] if isinstance(response, list) else None
            )
        case "vector" | "matrix":
            return _grid(response)
        case "order":
            return _order(variant, response)
        case "blanks":
            blanks = {blank.name: blank for blank in variant.blanks}
            if not isinstance(response, dict) or set(response) != set(blanks):
                return None
            return {n: _place(blanks[n].options, v) if blanks[n].options else v for n, v in response.items()}
    return response if isinstance(response, str) and response.strip() else None


def _place(options: tuple[Option, ...], letter: Any) -> int | None:
    return next((place for place, option in enumerate(options) if option.letter == letter), None)


def _grid(response: Response) -> Any:
    if not isinstance(response, list) or not response:
        return None
    return response if all(isinstance(each, str | list) and each for each in response) else None


def _order(variant: Variant, response: Response) -> Any:
    if not isinstance(response, list) or variant.indent_asked:
        return None
    left = [line.strip() for line in variant.lines]
    places = []
    for line, _ in response:
        place = left.index(line)
        left[place] = "\0"
        places.append([place, 0])
    return places

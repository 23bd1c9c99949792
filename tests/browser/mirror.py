"""The same sitting beside the one in the notebook: knows the keys, so a test can answer rightly or wrongly at will."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from mmready.api import Sitting, load_bank
from mmready.domain.bank import Bank
from mmready.domain.events import Answered, Started, Store
from mmready.domain.response import Response
from mmready.domain.variant import Option, Variant
from mmready.grading import specimens
from mmready.progress import FileStore


class Mirror:
    """A sitting like the newest one in ``place``, at the times of the page's; ``answer`` gives what to fill in.

    ``place`` is a folder, or a store of another sort; ``bank`` is the page's, the packaged one by default.

    Only times are taken from what the page saved: which questions come follows from the answers given here.
    """

    def __init__(self, place: Path | Store, seed: int, bank: Bank | None = None) -> None:
        self._store = FileStore(place) if isinstance(place, Path) else place
        (self._started,) = self._saved(Started, 1)
        assert self._started.seed == seed
        courses, length = self._started.courses, self._started.length
        self.sitting = Sitting(bank or load_bank(), courses, seed, length=length, at=self._started.at)
        self._response: Response = None

    @property
    def variant(self) -> Variant:
        assert self.sitting.variant is not None
        return self.sitting.variant

    def answer(self, right: bool) -> Any:
        """What to fill in for a right or wrong answer to the present question; None where no specimen can be."""
        variant = self.variant
        wanted = "right" if right else "wrong"
        key = self.sitting._present()[1]
        fitting = [response for response, outcome in specimens(variant, key) if outcome == wanted]
        found = [(value, response) for response in fitting if (value := page_value(variant, response)) is not None]
        value, self._response = found[0] if found else (None, None)
        return value

    def follow(self) -> None:
        """The page was told that answer, or else "I don't know yet": once it is on the disk, the mirror goes on too."""
        saved = self._saved(Answered, self.sitting.number + 1)[-1]
        assert saved.question == self.variant.question
        response, self._response = self._response, None
        if response is None:
            self.sitting.dont_know(saved.at)
        else:
            self.sitting.answer(response, saved.at)
        assert self.sitting.evidence[-1].outcome == saved.outcome

    def _saved(self, kind: type[Any], count: int) -> list[Any]:
        """The events of a kind in the newest sitting, once there are so many: a message takes a moment."""
        until = time.monotonic() + 15
        found: list[Any] = []
        while len(found) < count and time.monotonic() < until:
            time.sleep(0.02)
            names = sorted(self._store.sittings())
            found = [event for event in self._store.read(names[-1]) if isinstance(event, kind)] if names else []
        assert len(found) == count
        return found


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

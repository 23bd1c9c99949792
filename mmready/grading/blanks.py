"""Several small questions inside a text; a response maps each blank's name to its response.

Points are the blanks' points, each weighted as the question says. A blank that is empty or unreadable keeps the whole
from counting, for the learner has not finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Blank, Variant
from mmready.grading import feedback
from mmready.translation import t

__all__ = ["check_form", "grade", "specimens"]

Check = Callable[[Variant, Response], Reading]
Grade = Callable[[AnswerKey, Response], Judgement]
Specimens = Callable[[Variant, AnswerKey], list[tuple[Response, Outcome]]]


def check_form(variant: Variant, response: Response, check: Check) -> Reading:
    """Readable when every blank is; ``check`` does that for one of them."""
    given = _by_name(response, [blank.name for blank in variant.blanks])
    if isinstance(given, Judgement):
        return feedback.reading_of(given)
    readings = [check(_alone(variant, blank), given.get(blank.name)) for blank in variant.blanks]
    for number, reading in enumerate(readings, 1):
        if reading.outcome == "unreadable":
            return Reading("unreadable", help=_numbered(number, reading.help), place=reading.place)
    missing = [number for number, reading in enumerate(readings, 1) if reading.outcome == "empty"]
    if missing:
        return Reading("empty", help=feedback.words("blanks-empty", blanks=_listed(missing)))
    return Reading("readable", latex=r",\quad ".join(reading.latex for reading in readings if reading.latex))


def grade(key: AnswerKey, response: Response, grade_one: Grade) -> Judgement:
    """The blanks' points together; ``grade_one`` grades one of them."""
    given = _by_name(response, key.blanks)
    if isinstance(given, Judgement):
        return given
    judged = [(part, grade_one(part, given.get(name))) for name, part in key.blanks.items()]
    for number, (_, judgement) in enumerate(judged, 1):
        if judgement.outcome == "unreadable":
            return replace(judgement, feedback=_numbered(number, judgement.feedback))
    missing = [number for number, (_, judgement) in enumerate(judged, 1) if judgement.outcome == "empty"]
    if missing:
        return feedback.empty("blanks-empty", blanks=_listed(missing))
    total = sum(part.points for part, _ in judged)
    points = sum(part.points * judgement.points for part, judgement in judged) / total if total else 0.0
    if all(judgement.outcome == "right" for _, judgement in judged):
        return feedback.right()
    lines = [_line(number, judgement) for number, (_, judgement) in enumerate(judged, 1)]
    codes = [judgement.code for _, judgement in judged if judgement.outcome != "right"]
    return feedback.partly(min(points, 0.99), codes[0], "\n".join(lines))


def specimens(variant: Variant, key: AnswerKey, specimens_of: Specimens) -> list[tuple[Response, Outcome]]:
    """All blanks right; all wrong; each in turn wrong, empty and unreadable with the others right; no map at all."""
    parts = {
        blank.name: specimens_of(_alone(variant, blank), key.blanks[blank.name])
        for blank in variant.blanks
        if blank.name in key.blanks
    }
    right = {name: _first(found, "right") for name, found in parts.items()}
    result: list[tuple[Response, Outcome]] = [({}, "empty"), (None, "empty"), ("text", "unreadable"), ([], "empty")]
    if any(response is None for response in right.values()):
        return result
    result.append((right, "right"))
    wrong = {name: _first(found, "wrong") for name, found in parts.items()}
    if all(response is not None for response in wrong.values()):
        result.append((wrong, "wrong"))
    worth = sum(part.points > 0 for part in key.blanks.values())
    for name, found in parts.items():
        others = worth - (key.blanks[name].points > 0)
        result += [
            ({**right, name: response}, ("partly" if others else "wrong") if outcome == "wrong" else outcome)
            for response, outcome in found
            if outcome in ("wrong", "empty", "unreadable")
        ]
    return result


def _first(found: list[tuple[Response, Outcome]], wanted: Outcome) -> Response:
    return next((response for response, outcome in found if outcome == wanted), None)


def _alone(variant: Variant, blank: Blank) -> Variant:
    """The variant as if it asked for this blank alone."""
    return replace(variant, kind=blank.kind, options=blank.options, variables=blank.variables, blanks=())


def _by_name(response: Response, names: Iterable[str]) -> Mapping[str, Response] | Judgement:
    if response is None or response in ("", [], (), {}):
        return feedback.empty()
    if not isinstance(response, Mapping):
        return feedback.unreadable("not-blanks")
    known = set(names)
    for name in response:
        if name not in known:
            return feedback.unreadable("blank-unknown", name=feedback.quoted(str(name), 40))
    return response


def _numbered(number: int, help: str) -> str:
    """The words about an unreadable blank, saying which it is."""
    return feedback.words("blank-line", number=number, feedback=help)


def _line(number: int, judgement: Judgement) -> str:
    told = feedback.words("blank-right") if judgement.outcome == "right" else judgement.feedback
    told = " ".join(told.split()) or feedback.words("wrong")
    return "- " + feedback.words("blank-line", number=number, feedback=told)


def _listed(numbers: list[int]) -> str:
    return ", ".join(t("blank {n}", n=number) for number in numbers)

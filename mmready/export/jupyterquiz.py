"""jupyterquiz's JSON: multiple choice, many choice, numbers and words, shown in a notebook by ``display_quiz``.

Formulas go as MathML, which browsers show without a typesetter from the network. jupyterquiz reads ``$`` and
``[…](…)`` in its texts, so these signs are written as entities.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any

from mmready.export.content import Content, data_picture, mathml
from mmready.export.fields import ChoiceField, Field, NumberField, TextField
from mmready.export.item import Group, Item, Loss, Outcome, Piece
from mmready.export.shape import Shape, Unfit, shape

__all__ = ["write_jupyterquiz"]

ONE_FIELD = "jupyterquiz has one field a question, so blanks, vectors and matrices do not fit"
NO_FIELD = "jupyterquiz compares numbers, words and choices, not expressions or orders"
LOST_HINTS = Loss("hints", "hints: jupyterquiz has none")
LOST_SOLUTION = Loss("solution", "the worked solution: jupyterquiz shows feedback only")
LOST_TAGS = Loss("tags", "skill, difficulty and minutes")
LOST_POINTS = Loss("points", "points: jupyterquiz says right or not right, and counts nothing")
LOST_TYPING = Loss("typing-fractions", "answers typed as mathematics: jupyterquiz takes decimals and a/b only")
EXACT = 1e-9
SIGNS = {"$": "&#36;", "[": "&#91;"}
OUTSIDE_TAGS = re.compile(r"[$\[]")


def write_jupyterquiz(groups: Sequence[Group]) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """One JSON file of all questions that jupyterquiz can ask, and how each fared."""
    questions: list[dict[str, Any]] = []
    outcomes = []
    for group in groups:
        try:
            made = [_question(item, shape(item)) for item in group.items]
        except Unfit as reason:
            outcomes.append(Outcome(group.question, refused=str(reason)))
            continue
        questions += [question for question, _ in made]
        losses = dict.fromkeys(loss for _, lost in made for loss in lost)
        outcomes.append(Outcome(group.question, len(made), tuple(losses)))
    text = json.dumps(questions, ensure_ascii=False, indent=1)
    return (Piece("", text.encode() + b"\n"),), tuple(outcomes)


def _question(item: Item, shaped: Shape) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    field = shaped.single
    if field is None:
        raise Unfit(ONE_FIELD)
    content = Content(mathml, data_picture, {figure.name: figure for figure in item.variant.figures})
    kind, answers = _answers(field, content)
    losses = [*shaped.losses, LOST_TAGS, LOST_POINTS]
    losses += [LOST_HINTS] if item.variant.hints else []
    losses += [LOST_SOLUTION] if item.key.solution.strip() else []
    losses += [LOST_TYPING] if isinstance(field, NumberField) else []
    return {"question": _safe(content.html(shaped.text)), "type": kind, "answers": answers}, tuple(losses)


def _answers(field: Field, content: Content) -> tuple[str, list[dict[str, Any]]]:
    if isinstance(field, ChoiceField):
        return "many_choice" if field.many else "multiple_choice", [
            {
                "answer": _safe(content.short(choice.text)),
                "correct": choice.right,
                "feedback": _words(choice.feedback, content) or ("Right." if choice.right else "Not right."),
            }
            for choice in field.choices
        ]
    if isinstance(field, NumberField):
        return "numeric", _numbers(field, content)
    if isinstance(field, TextField):
        right: dict[str, Any] = {"answer": field.answer, "correct": True, "match_case": True, "feedback": "Right."}
        wrong = [
            {
                "answer": each.text.strip("\n"),
                "correct": False,
                "match_case": True,
                "feedback": _words(each.feedback, content),
            }
            for each in field.wrong
            if each.feedback
        ]
        return "string", [right, *wrong, {"type": "default", "feedback": "Not right."}]
    raise Unfit(NO_FIELD)


def _numbers(field: NumberField, content: Content) -> list[dict[str, Any]]:
    """Ranges that begin with their lower end and stop short of the upper one, as jupyterquiz reads them."""
    right = {"range": _range(field.value, field.room), "correct": True, "feedback": "Right."}
    wrong = [
        {"range": _range(each.value, field.room), "correct": False, "feedback": _words(each.feedback, content)}
        for each in field.wrong
        if each.feedback
    ]
    return [right, *wrong, {"type": "default", "feedback": "Not right."}]


def _range(value: float, room: float) -> list[float]:
    room = max(room, EXACT * max(1.0, abs(value)))
    return [value - room, math.nextafter(value + room, math.inf)]


def _words(markdown: str, content: Content) -> str:
    return _safe(content.short(markdown)) if markdown.strip() else ""


def _safe(shown: str) -> str:
    return OUTSIDE_TAGS.sub(lambda found: SIGNS[found.group()], shown)

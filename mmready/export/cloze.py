"""Moodle's embedded answers: a field inside the text, ``{1:NUMERICAL:=4.5:0.01#feedback~%0%2:0.01#feedback}``."""

from __future__ import annotations

import html

from mmready.export.content import Content
from mmready.export.fields import ChoiceField, Field, NumberField, TextField, decimal
from mmready.export.moodle_grades import grade_of
from mmready.export.shape import Unfit

__all__ = ["cloze_field"]


def cloze_field(field: Field, content: Content) -> str:
    """The field as Moodle writes it. Raises Unfit where it has none like it."""
    weight = max(1, round(getattr(field, "points", 1.0)))
    if isinstance(field, NumberField):
        room = f":{decimal(field.room)}" if field.room else ":0"
        answers = [f"={decimal(field.value)}{room}"]
        answers += [
            f"%{_percent(wrong.points)}%{decimal(wrong.value)}{room}{_feedback(wrong.feedback, content)}"
            for wrong in field.wrong
        ]
        return f"{{{weight}:NUMERICAL:{'~'.join(answers)}}}"
    if isinstance(field, TextField):
        answers = [f"={_text(field.answer)}"]
        answers += [
            f"%{_percent(wrong.points)}%{_text(wrong.text)}{_feedback(wrong.feedback, content)}"
            for wrong in field.wrong
        ]
        return f"{{{weight}:SHORTANSWER_C:{'~'.join(answers)}}}"
    if isinstance(field, ChoiceField) and not field.many:
        answers = [
            ("=" if choice.right else "") + escaped(content.short(choice.text)) + _feedback(choice.feedback, content)
            for choice in field.choices
        ]
        return f"{{{weight}:MULTICHOICE_V:{'~'.join(answers)}}}"
    raise Unfit("Moodle has no field like one of its blanks")


def _text(answer: str) -> str:
    return escaped(html.escape(answer.strip("\n").replace("*", "\\*"), quote=False))


def _feedback(markdown: str, content: Content) -> str:
    return f"#{escaped(content.short(markdown))}" if markdown else ""


def _percent(points: float) -> str:
    return str(round(float(grade_of(points))))


def escaped(shown: str) -> str:
    """A text inside a field: what ends an answer there gets a backslash; a line break would end the field."""
    shown = " ".join(shown.split())
    for sign in "}~#":
        shown = shown.replace(sign, f"\\{sign}")
    return shown

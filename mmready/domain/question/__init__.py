"""A question as its author wrote it: its card, and the body of its file, with no numbers drawn yet."""

from typing import TYPE_CHECKING

from mmready.domain.question.card import CHOICE_KINDS, KINDS, MATHS_KINDS, SUBJECTS, QuestionTemplate, Value
from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.domain.question.body import BlankText, FigureText, MistakeText, OptionText, QuestionBody, TestText

__all__ = [
    "CHOICE_KINDS",
    "KINDS",
    "MATHS_KINDS",
    "SUBJECTS",
    "BlankText",
    "FigureText",
    "MistakeText",
    "OptionText",
    "QuestionBody",
    "QuestionTemplate",
    "TestText",
    "Value",
]

exports(__name__, {"body": "BlankText FigureText MistakeText OptionText QuestionBody TestText"})

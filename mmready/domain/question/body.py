"""The whole of a question file: its texts and fields, still as text. Only authors' paths read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mmready.domain.question.card import Value

__all__ = ["BlankText", "FigureText", "MistakeText", "OptionText", "QuestionBody", "TestText"]


@dataclass(frozen=True, slots=True)
class MistakeText:
    """A wrong answer that people really give: its value, and what to say to them."""

    answer: Value
    feedback: str
    points: str = "0"
    must_differ: bool = False


@dataclass(frozen=True, slots=True)
class OptionText:
    """An option of a choice question; ``right`` is ``yes``, ``no`` or a condition on the drawn numbers."""

    text: str
    right: str = "no"
    feedback: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True)
class TestText:
    """A test of a function question; without ``gives`` the Solution's program tells what is expected."""

    __test__ = False  # not a pytest class

    call: str
    gives: str | None = None
    hidden: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class BlankText:
    """A small question inside a text with blanks."""

    kind: str
    answer: Value = ""
    mark: Mapping[str, str] = field(default_factory=dict)
    options: tuple[OptionText, ...] = ()
    mistakes: tuple[MistakeText, ...] = ()
    points: str = "1"


@dataclass(frozen=True, slots=True)
class FigureText:
    """A picture drawn from the parameters: ``kind`` is plot, points, bars, region or arrows; ``what`` is its value."""

    kind: str
    what: Value
    x: Value
    y: Value
    alt: str


@dataclass(frozen=True, slots=True)
class QuestionBody:
    """Everything a question file says beyond the card (QuestionTemplate); all scalars are still text.

    ``lines`` maps a field's dotted path (``"mistakes.0.feedback"``, ``"text"``, ``"check"``) to its line in ``path``,
    counted from 1.
    """

    path: str
    text: str
    hints: tuple[str, ...]
    solution: str
    check: str
    at: Mapping[str, int]
    cases: tuple[Mapping[str, Value], ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    require: tuple[str, ...] = ()
    define: Mapping[str, Value] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    answer: Value = ""
    mark: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    mistakes: tuple[MistakeText, ...] = ()
    options: tuple[OptionText, ...] = ()
    pick: str = ""
    keep_order: bool = False
    program: str = ""
    function: str = ""
    starter: str = ""
    tests: tuple[TestText, ...] = ()
    imports: tuple[str, ...] = ()
    order_lines: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    free: tuple[tuple[int, ...], ...] = ()
    blanks: Mapping[str, BlankText] = field(default_factory=dict)
    figures: Mapping[str, FigureText] = field(default_factory=dict)
    reviewed: tuple[str, ...] = ()

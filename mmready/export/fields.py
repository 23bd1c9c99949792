"""How a question is answered, in the few forms that other systems have: choose, type a number, a text or a formula.

A number is right inside an interval about its key; how wide it is follows from the question's mark, as in marking.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from mmready.domain.variant import AnswerKey, Domain, Mark
from mmready.errors import MMReadyError
from mmready.maths import number_of, parse
from mmready.maths.evaluate import CannotEvaluateError
from mmready.maths.exact import UndefinedError
from mmready.maths.tolerance import is_whole, tolerance_of
from mmready.maths.tree import Node, names

__all__ = [
    "Choice", "ChoiceField", "Field", "FormulaField", "NumberField", "OrderField", "TextField", "WrongNumber",
    "WrongText", "decimal", "node_of", "number_field", "real",
]  # fmt: skip

USUAL_FIGURES = 3
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: its letter in the question's file, Markdown, whether it is right, what is said when it is chosen."""

    letter: str
    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """Options in the order of the screen; ``many``: any number of them may be right."""

    choices: tuple[Choice, ...]
    many: bool = False
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A wrong number that people give, what is said to it, and its points in [0, 1)."""

    value: float
    feedback: str
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class NumberField:
    """Right from ``value - room`` to ``value + room``; ``exact`` is the key as mathematics.

    ``loosened``: only the exact value is right here, which no decimal can be; ``room`` then is that of three figures.
    """

    value: float
    room: float
    exact: str
    wrong: tuple[WrongNumber, ...] = ()
    points: float = 1.0
    loosened: bool = False

    @property
    def low(self) -> float:
        """The least number that is right."""
        return self.value - self.room

    @property
    def high(self) -> float:
        """The greatest number that is right."""
        return self.value + self.room


@dataclass(frozen=True, slots=True)
class WrongText:
    """A wrong text that people give, what is said to it, and its points in [0, 1)."""

    text: str
    feedback: str
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class TextField:
    """One line of text that has to be met letter by letter."""

    answer: str
    wrong: tuple[WrongText, ...] = ()
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class FormulaField:
    """An expression in ``variables``, compared at points of their domains."""

    answer: str
    variables: tuple[tuple[str, Domain], ...]
    wrong: tuple[WrongText, ...] = ()
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class OrderField:
    """Lines as shown, and the orders that are right, as places among them (from 0); lines left out are in none."""

    lines: tuple[str, ...]
    right: tuple[tuple[int, ...], ...]

    @property
    def all_used(self) -> bool:
        """Whether every line belongs to the answer."""
        return all(len(order) == len(self.lines) for order in self.right)


Field = ChoiceField | NumberField | TextField | FormulaField | OrderField


def node_of(text: str) -> Node | None:
    """The tree of an author's text, None where it cannot be read."""
    if len(text) > LONGEST:
        return None
    try:
        return parse(text, author=True, others=True, rows=True)
    except (MMReadyError, RecursionError):
        return None


def real(node: Node | None) -> float | None:
    """The value as a real, finite number, None where it has none or holds names."""
    if node is None or names(node):
        return None
    try:
        value = complex(number_of(node))
    except (CannotEvaluateError, UndefinedError, OverflowError, ValueError, TypeError, ZeroDivisionError):
        return None
    if not math.isfinite(value.real) or abs(value.imag) > 1e-12 * max(1.0, abs(value.real)):
        return None
    return value.real


def number_field(key: AnswerKey, answer: str | None = None) -> NumberField | None:
    """The field of a number key (or of ``answer``, an entry of a vector or matrix key); None where it has no value."""
    text = key.answer if answer is None else answer
    node = node_of(text)
    value = real(node)
    if node is None or value is None:
        return None
    room, loosened = _room(key.mark, value, is_whole(node))
    wrong: list[WrongNumber] = []
    for mistake in key.mistakes if answer is None else ():
        at = real(node_of(mistake.answer))
        taken = [value, *(each.value for each in wrong)]
        if at is not None and all(abs(at - other) > 2 * room + 1e-9 * max(1.0, abs(other)) for other in taken):
            wrong.append(WrongNumber(at, mistake.feedback, mistake.points))
    return NumberField(value, room, text, tuple(wrong), key.points, loosened)


def _room(mark: Mark, value: float, whole: bool) -> tuple[float, bool]:
    """How far off is still right, and whether that is more than the question allows."""
    room = tolerance_of(mark.tolerance).room(abs(value))
    if mark.significant is not None:
        room = max(room, _half_unit(value, mark.significant))
    if mark.decimals is not None:
        room = max(room, 0.5 * 10.0**-mark.decimals)
    if room:
        return room * (1 + 1e-9), False
    usual = _half_unit(value, USUAL_FIGURES)
    if mark.tolerance or mark.form or mark.significant is not None or mark.decimals is not None:
        return (0.0, False) if whole or _terminates(value) else (usual, True)
    return (0.0 if whole else usual * (1 + 1e-9)), False


def _half_unit(value: float, figures: int) -> float:
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - figures + 1) if value else 0.0


def _terminates(value: float) -> bool:
    """Whether a decimal of a few figures is the value."""
    return abs(float(f"{value:.10g}") - value) <= 1e-15 * abs(value) and len(f"{value:.10g}".replace(".", "")) < 10


def decimal(value: float) -> str:
    """A number as every system reads it: ``-4.5``, ``12``, ``0.333333333333333``, ``1e-9``."""
    shown = f"{value:.15g}"
    mantissa, mark, power = shown.partition("e")
    return f"{mantissa}e{int(power)}" if mark else mantissa

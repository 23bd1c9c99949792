"""A drawn question → a text with fields in it, or the reason why no field of another system can hold its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations, product
from math import factorial, prod

from mmready.domain.variant import AnswerKey, Blank, Option, Variant
from mmready.export.fields import (
    Choice,
    ChoiceField,
    Field,
    FormulaField,
    OrderField,
    TextField,
    WrongText,
    node_of,
    number_field,
)
from mmready.export.item import Item, Loss
from mmready.maths import plain
from mmready.maths.tree import Matrix, Node, Vector

__all__ = ["ANSWER", "Shape", "Unfit", "shape"]

ANSWER = "answer"
"""The name of the field of a question that has only one."""

MOST_ORDERS = 24
NO_FIELD = {
    "equation": "many equations say the same, and only mmready's own marking compares them",
    "inequality": "many inequalities say the same, and only mmready's own marking compares them",
    "interval": "an interval has many notations, and only mmready's own marking reads them",
    "set": "a set may be written in any order, and only mmready's own marking compares sets",
    "function": "the answer is a program, which has to be run in bounds to be marked",
}
UP_TO = "infinitely many answers are right ({}), and only mmready's own marking tells them"


class Unfit(Exception):  # noqa: N818 - an answer, not an accident
    """No field holds this answer; the message says why."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``text`` is Markdown with ``[[?name]]`` where a field stands; a field that is not in it stands below it.

    ``losses`` are those that every other system shares.
    """

    text: str
    fields: Mapping[str, Field]
    losses: tuple[Loss, ...] = field(default=())

    @property
    def single(self) -> Field | None:
        """The only field, where there is one and it stands below the text."""
        return None if f"[[?{ANSWER}]]" in self.text else self.fields.get(ANSWER)


def shape(item: Item) -> Shape:
    """The question as text and fields. Raises Unfit with the reason where there is no such form."""
    variant, key = item.variant, item.key
    if variant.kind in NO_FIELD:
        raise Unfit(NO_FIELD[variant.kind])
    if variant.kind == "blanks":
        return _blanks(variant, key)
    if variant.kind in ("vector", "matrix"):
        return _cells(variant, key)
    if variant.kind == "output" and "\n" in key.answer.strip("\n"):
        return _lines(variant, key)
    text = variant.text + (f"\n\n(in {variant.unit})" if variant.unit else "")
    single = _order(variant, key) if variant.kind == "order" else _field(key, variant.options)
    return Shape(text, {ANSWER: single}, _losses(key, {ANSWER: single}))


def _field(key: AnswerKey, options: tuple[Option, ...]) -> Field:
    """The field of a key that needs only one."""
    if key.kind in NO_FIELD:
        raise Unfit(NO_FIELD[key.kind])
    if key.kind in ("one-choice", "many-choice"):
        choices = (
            Choice(option.letter, option.text, option.letter in key.right, key.option_feedback.get(option.letter, ""))
            for option in options
        )
        return ChoiceField(tuple(choices), key.kind == "many-choice", key.points)
    wrong = tuple(WrongText(mistake.answer, mistake.feedback, mistake.points) for mistake in key.mistakes)
    if key.kind == "output":
        lines = tuple(each for each in wrong if "\n" not in each.text.strip("\n"))
        return TextField(key.answer.strip("\n"), lines, key.points)
    _check_up_to(key)
    if key.kind == "number":
        number = number_field(key)
        if number is None:
            raise Unfit("its answer is not a real number that can be typed as a decimal")
        return number
    if key.kind == "expression":
        return FormulaField(key.answer, tuple(key.variables.items()), wrong, key.points)
    raise Unfit(f"a field of kind {key.kind} has no counterpart elsewhere")


def _check_up_to(key: AnswerKey) -> None:
    if key.mark.up_to:
        raise Unfit(UP_TO.format(f"up to {key.mark.up_to}"))
    if key.mark.eigenvector_of is not None:
        raise Unfit(UP_TO.format("any eigenvector"))


def _blanks(variant: Variant, key: AnswerKey) -> Shape:
    fields = {blank.name: _blank(blank, key.blanks[blank.name]) for blank in variant.blanks}
    return Shape(variant.text, fields, _losses(key, fields))


def _blank(blank: Blank, key: AnswerKey) -> Field:
    if key.kind in ("vector", "matrix"):
        raise Unfit(f"the blank {blank.name} holds a {key.kind}, which is more than one field")
    if key.kind == "output" and "\n" in key.answer.strip("\n"):
        raise Unfit(f"the blank {blank.name} holds several lines")
    return _field(key, blank.options)


def _cells(variant: Variant, key: AnswerKey) -> Shape:
    """One field for each entry of a vector or a matrix."""
    _check_up_to(key)
    node = node_of(key.answer)
    if not isinstance(node, Vector | Matrix):
        raise Unfit(f"its answer cannot be taken apart into the entries of a {variant.kind}")
    rows: list[list[Node]] = [list(row) for row in node.rows] if isinstance(node, Matrix) else [list(node.items)]
    fields: dict[str, Field] = {}
    lines = []
    for row, entries in enumerate(rows, 1):
        marks = []
        for column, entry in enumerate(entries, 1):
            name = f"r{row}c{column}" if isinstance(node, Matrix) else f"e{column}"
            fields[name] = _cell(key, plain(entry))
            marks.append(f"[[?{name}]]")
        head = f"Row {row}: " if isinstance(node, Matrix) else "Entries, in order: "
        lines.append(head + " ".join(marks))
    unit = f" (in {variant.unit})" if variant.unit else ""
    told = Loss("size-told", "one field for each entry or line tells how many there are, and each is marked alone")
    losses = (told, *_losses(key, fields))
    if key.mistakes:
        losses += (Loss("mistakes", "feedback on wrong answers that people give, where the answer is in parts"),)
    return Shape(f"{variant.text}\n\n" + "\n\n".join(lines) + unit, fields, losses)


def _cell(key: AnswerKey, entry: str) -> Field:
    number = number_field(key, entry)
    return number if number is not None else FormulaField(entry, tuple(key.variables.items()))


def _lines(variant: Variant, key: AnswerKey) -> Shape:
    """One field for each line that a program prints."""
    lines = [line.rstrip() for line in key.answer.strip("\n").split("\n")]
    if not all(line.strip() for line in lines):
        raise Unfit("its answer has empty lines, which no field can ask for")
    fields: dict[str, Field] = {f"l{number}": TextField(line) for number, line in enumerate(lines, 1)}
    marks = "\n\n".join(f"Line {number}: [[?l{number}]]" for number in range(1, len(lines) + 1))
    told = Loss("size-told", "one field for each entry or line tells how many there are, and each is marked alone")
    lost = Loss("mistakes", "feedback on wrong answers that people give, where the answer is in parts")
    return Shape(f"{variant.text}\n\n{marks}", fields, (told, lost) if key.mistakes else (told,))


def _order(variant: Variant, key: AnswerKey) -> OrderField:
    """Every right order, as places among the lines shown."""
    if key.mark.indent == "asked":
        raise Unfit("the indentation of its lines is asked for, which no ordering elsewhere can hold")
    shown = [line.strip() for line in variant.lines]
    if len(set(shown)) < len(shown):
        raise Unfit("two of its lines have the same words, so places in another system would not tell them apart")
    if prod(factorial(len(group)) for group in key.free) > MOST_ORDERS:
        raise Unfit(f"more than {MOST_ORDERS} orders of its lines are right")
    places = [shown.index(line.strip()) for line in key.lines]
    return OrderField(variant.lines, tuple(_orders(places, key.free)))


def _orders(places: list[int], free: tuple[tuple[int, ...], ...]) -> list[tuple[int, ...]]:
    found = []
    for mixed in product(*(permutations(group) for group in free)):
        order = list(places)
        for group, swapped in zip(free, mixed, strict=True):
            for to, start in zip(group, swapped, strict=True):
                order[to - 1] = places[start - 1]
        found.append(tuple(order))
    return list(dict.fromkeys(found))


def _losses(key: AnswerKey, fields: Mapping[str, Field]) -> tuple[Loss, ...]:
    parts = [key, *key.blanks.values()]
    losses = []
    if any(getattr(each, "loosened", False) for each in fields.values()):
        text = "only the exact value is right in mmready; here a decimal to three figures is taken"
        losses.append(Loss("exact", text))
    if any(part.mark.form for part in parts):
        losses.append(Loss("form", "the form that the answer has to have (factored, fraction …) is not asked for"))
    if any(part.kind == "output" for part in parts):
        losses.append(Loss("spaces", "half the points for a text that is right but for its spaces"))
    return tuple(losses)

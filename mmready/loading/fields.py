"""The table of fields of a question file: name, kinds that have it, meaning, and how it is read.

Everything that describes the format (the author's guide, an editor's JSON Schema, the faults of a loader) comes from
here, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mmready.domain.question import (
    CHOICE_KINDS,
    KINDS,
    MATHS_KINDS,
    BlankText,
    FigureText,
    MistakeText,
    OptionText,
    TestText,
    Value,
)
from mmready.loading.fault_log import FaultLog
from mmready.loading.readers import (
    Part,
    Reader,
    list_of,
    map_of,
    number,
    one_of_words,
    one_or_list,
    pattern,
    read_record,
    record,
    text,
    value,
    whole_numbers,
    yes_no,
)
from mmready.loading.text_yaml import ListNode, MapNode, Node

__all__ = ["BLANK_KINDS", "FIELDS", "FIGURE_KINDS", "MARKS", "Field", "Part", "field_named"]

FIGURE_KINDS = ("plot", "points", "bars", "region", "arrows")
BLANK_KINDS = (*CHOICE_KINDS, *MATHS_KINDS)
TOLERANCE = r"(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*%?"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the front matter.

    ``kinds`` are those that may have it, ``needed`` those that must; ``to`` is its name in ``QuestionBody`` or
    ``QuestionTemplate`` where that differs.
    """

    name: str
    kinds: tuple[str, ...]
    meaning: str
    reader: Reader
    needed: tuple[str, ...] = ()
    to: str = ""


def _joined(node: Node, log: FaultLog) -> Any:
    """The pair of ``eigenvector_of``, as one text, also where it was written as a list."""
    if isinstance(node, ListNode):
        items = [text.read(item, log) for item in node]
        return None if None in items else ", ".join(items)
    return text.read(node, log)


def _read_rules(node: Node, log: FaultLog) -> str | None:
    from mmready.maths.rules import read_rules  # numpy comes with it, which a compiled bank does without

    found: str | None = text.read(node, log)
    try:
        read_rules(found or "")
    except ValueError as error:
        log.add(node.line, "bad-value", str(error))
        return None
    return found


RULES = Reader(_read_rules, {"type": "string"})
MARKS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (
        Part("tolerance", "how far off is still right: 0.01 absolute, 1% relative", pattern(TOLERANCE, "0.01 or 1%")),
        (*MATHS_KINDS, "function"),
    ),
    (
        Part("significant", "right to so many significant figures", number(1, 12, whole=True, as_text=True)),
        ("number", "vector", "matrix", "set", "interval"),
    ),
    (
        Part("decimals", "right to so many decimal places", number(0, 12, whole=True, as_text=True)),
        ("number", "vector", "matrix", "set", "interval"),
    ),
    (Part("rules", "house rules of reading that differ, such as `log_base 10`", RULES), MATHS_KINDS),
    (
        Part("up_to", "what may differ", one_of_words("constant", "factor", "sign", "span", "order")),
        MATHS_KINDS,
    ),
    (
        Part("eigenvector_of", "matrix and eigenvalue: any eigenvector is right", Reader(_joined, text.schema)),
        ("vector",),
    ),
    (
        Part("form", "the form asked for", one_of_words("expanded", "factored", "fraction", "no-integral")),
        MATHS_KINDS,
    ),
    (
        Part("indent", "whether the indentation is given or asked for", one_of_words("given", "asked")),
        ("order",),
    ),
)

_MARK_PARTS = tuple(part for part, _ in MARKS)


def _read_mark(node: Node, log: FaultLog) -> dict[str, Any] | None:
    return read_record(node, log, _MARK_PARTS, "mark")


MARK = Reader(_read_mark, {"type": "object", "properties": {part.name: part.reader.schema for part in _MARK_PARTS}})

OPTION = record(
    OptionText,
    (
        Part("text", "the option, in Markdown", text, required=True),
        Part("right", "yes, no, or a condition on the drawn numbers; no where left out", text),
        Part("feedback", "what to say to somebody who chose it", text),
        Part("last", "yes: always shown last", yes_no),
    ),
    "an option",
)
MISTAKE = record(
    MistakeText,
    (
        Part("answer", "the wrong answer", value, required=True),
        Part("feedback", "the mistake and the way back, without the key", text, required=True),
        Part("points", "share of the points it earns, 0 to .9", number(0, 0.9, as_text=True)),
        Part("must_differ", "yes: draws on which it equals the key are refused", yes_no),
    ),
    "a mistake",
)
TEST = record(
    TestText,
    (
        Part("call", "the call, in Python", text, required=True),
        Part("gives", "what it gives; where left out, what the Solution's program gives", text),
        Part("hidden", "yes: not shown to the learner", yes_no),
        Part("feedback", "what to say where it fails", text),
    ),
    "a test",
)
BLANK = record(
    BlankText,
    (
        Part("kind", "how it is answered", one_of_words(*BLANK_KINDS), required=True),
        Part("answer", "the key", value),
        Part("mark", "how it is compared", MARK),
        Part("options", "the options of a choice", list_of(OPTION, low=2, high=26)),
        Part("mistakes", "wrong answers that people give", list_of(MISTAKE)),
        Part("points", "its weight among the blanks", number(0.1, 100, as_text=True)),
    ),
    "a blank",
)

_FIGURE_PARTS = (
    *(Part(kind, f"a picture of the kind {kind}", value) for kind in FIGURE_KINDS),
    Part("x", "the horizontal range, [low, high]", value),
    Part("y", "the vertical range, [low, high]", value),
    Part("alt", "a text that stands for the picture, without the key", text, required=True),
)


def _read_figure(node: Node, log: FaultLog) -> FigureText | None:
    before = len(log.faults)
    found = read_record(node, log, _FIGURE_PARTS, "a figure")
    if found is None:
        return None
    kinds = [kind for kind in FIGURE_KINDS if isinstance(node, MapNode) and kind in node.items]
    if len(kinds) != 1:
        came = " and ".join(kinds) or "none"
        log.add(node.line, "figure-kind", f"a figure has exactly one of {', '.join(FIGURE_KINDS)}; this has {came}")
    if len(log.faults) > before:
        return None
    what: Value = found[kinds[0]]
    return FigureText(kinds[0], what, found.get("x", ""), found.get("y", ""), found["alt"])


FIGURE = Reader(
    _read_figure,
    {"type": "object", "properties": {part.name: part.reader.schema for part in _FIGURE_PARTS}, "required": ["alt"]},
)

_SLUG = pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "an id of small letters, digits and -")
_REVIEW = pattern(r".*\S.*\d{4}-\d{2}-\d{2}.*", "a name and a date (2026-11-22)")
_NOT_CHOICE = tuple(kind for kind in KINDS if kind not in (*CHOICE_KINDS, "blanks"))
_MARKED = (*MATHS_KINDS, "function", "order")

FIELDS: tuple[Field, ...] = (
    Field("kind", KINDS, "how it is answered", one_of_words(*KINDS), KINDS),
    Field("skill", KINDS, "the main skill", _SLUG, KINDS),
    Field("also", KINDS, "a second skill", one_or_list(_SLUG)),
    Field("difficulty", KINDS, "1 recall to 5 insight; the reason as a comment", number(1, 5, whole=True), KINDS),
    Field("minutes", KINDS, "how long it takes, .5 to 10", number(0.5, 10), KINDS),
    Field("cases", KINDS, "maps, one drawn: stories, numbers that go together", list_of(map_of(value))),
    Field("parameters", KINDS, "what is drawn, in order: name and how", map_of(text)),
    Field("require", KINDS, "conditions on a draw", one_or_list(text)),
    Field("define", KINDS, "named expressions in order; with variables inside, functions of them", map_of(value)),
    Field("variables", KINDS, "names an answer may use, and where answers are compared", map_of(text)),
    Field("answer", MATHS_KINDS, "the key", value, MATHS_KINDS),
    Field("mark", _MARKED, "how answers are compared", MARK),
    Field("unit", ("number", "vector"), "shown after the field, not typed", text),
    Field("mistakes", _NOT_CHOICE, "wrong answers that people give, and what to say", list_of(MISTAKE)),
    Field(
        "options", CHOICE_KINDS, "what may be chosen; letters follow this order", list_of(OPTION, 2, 26), CHOICE_KINDS
    ),
    Field("pick", CHOICE_KINDS, "how many options are shown", number(2, 26, whole=True, as_text=True)),
    Field("keep_order", CHOICE_KINDS, "yes: the options are not shuffled", yes_no),
    Field("program", ("output",), "source; its output is the key", text, ("output",)),
    Field("function", ("function",), "the signature", pattern(r"[A-Za-z_]\w*\(.*\)", "name(…)"), ("function",)),
    Field("starter", ("function",), "text in the field at the start", text),
    Field("tests", ("function",), "calls and what they give", list_of(TEST), ("function",)),
    Field("imports", ("function",), "modules that may be imported", one_or_list(text)),
    Field("lines", ("order",), "a right order", list_of(text, low=2), ("order",), "order_lines"),
    Field("extra", ("order",), "lines that are not needed", list_of(text)),
    Field("free", ("order",), "groups of line numbers that may swap", list_of(whole_numbers())),
    Field("blanks", ("blanks",), "name and small question, placed by {{ ?name }}", map_of(BLANK), ("blanks",)),
    Field("figures", KINDS, "name and picture, placed by ![x](figure:name)", map_of(FIGURE)),
    Field("reviewed", KINDS, "two names with dates, where no program decides the claim", list_of(_REVIEW, 2, 2)),
)


def field_named(name: str) -> Field | None:
    """The field of this name, or ``None``."""
    return next((field for field in FIELDS if field.name == name), None)

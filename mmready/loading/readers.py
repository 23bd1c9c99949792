"""Readers: from a node of YAML text to the value a field means, with a fault where it does not fit.

A ``Reader`` is data: the function that reads, and the JSON Schema of what it takes, so that the author's guide and an
editor's schema come from the same table as the reading itself. A reader gives ``None`` after a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mmready.domain.question import Value
from mmready.loading.fault_log import FaultLog, nearest
from mmready.loading.text_yaml import ListNode, MapNode, Node, TextNode

__all__ = [
    "Part",
    "Reader",
    "list_of",
    "map_of",
    "number",
    "one_of_words",
    "one_or_list",
    "pattern",
    "read_record",
    "record",
    "text",
    "value",
    "whole_numbers",
    "yes_no",
]

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Reader:
    """How a field is read, and the JSON Schema of what may stand there."""

    read: Callable[[Node, FaultLog], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A field inside a map, such as ``feedback`` of a mistake."""

    name: str
    meaning: str
    reader: Reader
    required: bool = False


def came(node: Node) -> str:
    """What stands there, in words for an author."""
    if isinstance(node, TextNode):
        return repr(node.text) if node.text else "nothing"
    return "a list" if isinstance(node, ListNode) else "a map"


def _text(node: Node, log: FaultLog) -> str | None:
    if not isinstance(node, TextNode):
        advice = " (put it between '…' if it begins with a bracket or brace)"
        log.add(node.line, "wrong-value", f"expected text, got {came(node)}{advice}")
        return None
    if not node.text.strip():
        log.add(node.line, "empty-value", "expected text, got nothing; write the value or leave the field out")
        return None
    found = CONTROL.search(node.text)
    if found:
        advice = "LaTeX goes between '…' or after |, never between double quotes"
        log.add(node.line, "control-character", f"the text holds the control character {found.group()!r}: {advice}")
        return None
    return node.text


# an editor's YAML takes yes, 3 and 0.5 for more than text
_SCALAR = {"type": ["string", "number", "boolean"]}
text = Reader(_text, _SCALAR)


def _value(node: Node, log: FaultLog) -> Value | None:
    if isinstance(node, ListNode):
        items = tuple(_value(item, log) for item in node)
        return None if any(item is None for item in items) else items  # type: ignore[return-value]
    if isinstance(node, MapNode):
        log.add(node.line, "wrong-value", "expected a value, got a map; a set is written between quotes: '{1, 2}'")
        return None
    return _text(node, log)


value = Reader(_value, {"anyOf": [_SCALAR, {"type": "array", "items": {"anyOf": [_SCALAR, {"type": "array"}]}}]})


def _yes_no(node: Node, log: FaultLog) -> bool | None:
    if isinstance(node, TextNode) and node.text in ("yes", "no"):
        return node.text == "yes"
    log.add(node.line, "wrong-value", f"expected yes or no, got {came(node)}")
    return None


yes_no = Reader(_yes_no, {"enum": ["yes", "no", True, False]})


def number(low: float, high: float, whole: bool = False, as_text: bool = False) -> Reader:
    """A decimal number (``whole``: an integer) from ``low`` to ``high``, ends included; ``as_text`` keeps it text."""
    word = "a whole number" if whole else "a number"

    def read(node: Node, log: FaultLog) -> float | int | str | None:
        shape = r"-?\d+" if whole else r"-?(\d+(\.\d*)?|\.\d+)"
        if isinstance(node, TextNode) and re.fullmatch(shape, node.text.strip()):
            found = int(node.text) if whole else float(node.text)
            if low <= found <= high:
                return node.text.strip() if as_text else found
        log.add(node.line, "wrong-value", f"expected {word} from {low:g} to {high:g}, got {came(node)}")
        return None

    return Reader(read, {"type": "integer" if whole else "number", "minimum": low, "maximum": high})


def one_of_words(*words: str) -> Reader:
    """One of a few words."""

    def read(node: Node, log: FaultLog) -> str | None:
        if isinstance(node, TextNode) and node.text in words:
            return node.text
        hint = nearest(node.text, words) if isinstance(node, TextNode) else ""
        log.add(node.line, "wrong-value", f"expected one of {', '.join(words)}; got {came(node)}{hint}")
        return None

    return Reader(read, {"enum": list(words)})


def pattern(shape: str, what: str) -> Reader:
    """A text of a given shape (a regular expression over the whole text), called ``what`` in faults."""

    def read(node: Node, log: FaultLog) -> str | None:
        found = _text(node, log)
        if found is not None and not re.fullmatch(shape, found.strip()):
            log.add(node.line, "wrong-value", f"expected {what}, got {came(node)}")
            return None
        return found.strip() if found is not None else None

    return Reader(read, {"type": ["string", "number"], "pattern": f"^{shape}$"})


def list_of(reader: Reader, low: int = 1, high: int = 1000) -> Reader:
    """A list with ``low`` to ``high`` entries."""

    def read(node: Node, log: FaultLog) -> tuple[Any, ...] | None:
        if not isinstance(node, ListNode):
            log.add(node.line, "wrong-value", f"expected a list, got {came(node)}")
            return None
        if not low <= len(node.items) <= high:
            wanted = f"at least {low}" if len(node.items) < low else f"at most {high}"
            log.add(node.line, "wrong-value", f"expected {wanted} entries, got {len(node.items)}")
        return tuple(found for found in (reader.read(item, log) for item in node) if found is not None)

    return Reader(read, {"type": "array", "items": reader.schema, "minItems": low})


def one_or_list(reader: Reader) -> Reader:
    """A list, or a single entry that stands for a list of one."""
    several = list_of(reader)

    def read(node: Node, log: FaultLog) -> tuple[Any, ...] | None:
        if isinstance(node, ListNode):
            found: tuple[Any, ...] | None = several.read(node, log)
            return found
        single = reader.read(node, log)
        return None if single is None else (single,)

    return Reader(read, {"anyOf": [reader.schema, several.schema]})


def whole_numbers() -> Reader:
    """A list of places, counted from 1."""
    return list_of(number(1, 99, whole=True), low=2)


def map_of(reader: Reader) -> Reader:
    """A map from names to values; a name is letters, digits and ``_``, beginning with a letter."""

    def read(node: Node, log: FaultLog) -> dict[str, Any] | None:
        if not isinstance(node, MapNode):
            log.add(node.line, "wrong-value", f"expected a map (name: value), got {came(node)}")
            return None
        found = {}
        for key, item in node:
            if not NAME.match(key):
                rule = "a name is letters, digits and _, beginning with a letter"
                log.add(node.keys_at[key], "bad-name", f"{key!r} is no name; {rule}")
            read_item = reader.read(item, log)
            if read_item is not None:
                found[key] = read_item
        return found

    return Reader(read, {"type": "object", "additionalProperties": reader.schema})


def read_record(node: Node, log: FaultLog, parts: tuple[Part, ...], what: str) -> dict[str, Any] | None:
    """A map with named parts: unknown and missing ones are faults; what was read, by name."""
    if not isinstance(node, MapNode):
        names = ", ".join(part.name for part in parts)
        log.add(node.line, "wrong-value", f"expected a map with {names}; got {came(node)}")
        return None
    known = {part.name: part for part in parts}
    found: dict[str, Any] = {}
    for key, item in node:
        if key not in known:
            message = f"{what} has no field {key!r}; it has {', '.join(known)}{nearest(key, known)}"
            log.add(node.keys_at[key], "unknown-field", message)
            continue
        read = known[key].reader.read(item, log)
        if read is not None:
            found[key] = read
    for part in parts:
        if part.required and part.name not in node.items:
            log.add(node.line, "missing-field", f"{what} needs {part.name!r}: {part.meaning}")
    return found


def record(make: Callable[..., Any], parts: tuple[Part, ...], what: str) -> Reader:
    """A map that becomes one value of the domain, ``make(**parts)``."""

    def read(node: Node, log: FaultLog) -> Any:
        before = len(log.faults)
        found = read_record(node, log, parts, what)
        return None if found is None or len(log.faults) > before else make(**found)

    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {part.name: {**part.reader.schema, "description": part.meaning} for part in parts},
        "required": [part.name for part in parts if part.required],
    }
    return Reader(read, schema)

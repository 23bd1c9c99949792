"""Python values that come back from a child process as text: read without running anything, and compared.

A child writes numbers, text, lists, tuples, sets, dictionaries and ``array([…])``; anything else stays text.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mmready.translation import t

__all__ = ["Array", "Tolerance", "Unknown", "read_tolerance", "read_value", "same", "type_words"]

_DEFAULT_RELATIVE = 1e-9  # decimals that differ by rounding alone are the same


@dataclass(frozen=True, slots=True)
class Array:
    """A numpy array, as nested lists."""

    items: object


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only its text is known of."""

    text: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may lie from what is expected: |got − expected| ≤ absolute + relative · |expected|."""

    absolute: float = 0.0
    relative: float = _DEFAULT_RELATIVE


def read_tolerance(text: str) -> Tolerance:
    """``"0.01"`` is absolute, ``"1%"`` relative, nothing is exact up to rounding.

    >>> read_tolerance("1%")
    Tolerance(absolute=0.0, relative=0.01)
    """
    text = text.strip()
    if not text:
        return Tolerance()
    if text.endswith("%"):
        return Tolerance(relative=float(text[:-1]) / 100)
    return Tolerance(absolute=float(text))


def read_value(text: str) -> object:
    """The value that a ``repr`` stands for.

    >>> read_value("[1, (2.5,), array([1, 2])]")
    [1, (2.5,), Array(items=[1, 2])]
    """
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError, OverflowError):
        return Unknown(text.strip())


def _value(node: ast.expr) -> object:
    if isinstance(node, ast.List):
        return [_value(item) for item in node.elts]
    if isinstance(node, ast.Tuple):
        return tuple(_value(item) for item in node.elts)
    if isinstance(node, ast.Set):
        return frozenset(_value(item) for item in node.elts)
    if isinstance(node, ast.Dict):
        keys = [key for key in node.keys if key is not None]
        return {_value(key): _value(item) for key, item in zip(keys, node.values, strict=True)}
    if isinstance(node, ast.Name) and node.id in ("inf", "nan"):
        return float(node.id)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _value(node.operand)
        if isinstance(inner, int | float | complex):
            return -inner
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in ("set", "frozenset"):
            return frozenset(item for each in node.args for item in _members(_value(each)))
        if node.func.id == "array" and len(node.args) == 1:
            return Array(_value(node.args[0]))
    return ast.literal_eval(node)


def _members(value: object) -> list[object]:
    if isinstance(value, list | tuple | frozenset):
        return list(value)
    raise ValueError("no set")


def same(expected: object, got: object, tolerance: Tolerance = Tolerance()) -> bool:
    """Whether two values read by ``read_value`` are the same.

    Numbers are compared within the tolerance (a truth value is no number), lists with arrays by their entries, other
    containers with their own kind, text exactly.
    """
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, int | float | complex) and isinstance(got, int | float | complex):
        return _close(expected, got, tolerance)
    if isinstance(expected, Array | list) and isinstance(got, Array | list):
        return _same_items(_items(expected), _items(got), tolerance)
    if isinstance(expected, tuple) and isinstance(got, tuple):
        return _same_items(list(expected), list(got), tolerance)
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return expected.keys() == got.keys() and all(same(expected[key], got[key], tolerance) for key in expected)
    if isinstance(expected, frozenset) and isinstance(got, frozenset):
        return len(expected) == len(got) and all(any(same(one, two, tolerance) for two in got) for one in expected)
    return type(expected) is type(got) and expected == got


def _items(value: Array | list[object]) -> list[object]:
    inside = value.items if isinstance(value, Array) else value
    return list(inside) if isinstance(inside, list) else [inside]


def _same_items(expected: list[object], got: list[object], tolerance: Tolerance) -> bool:
    return len(expected) == len(got) and all(map(lambda a, b: same(a, b, tolerance), expected, got))


def _close(expected: complex, got: complex, tolerance: Tolerance) -> bool:
    if expected == got:
        return True
    if isinstance(expected, int) and isinstance(got, int) and tolerance.absolute == 0:
        return abs(expected - got) <= (tolerance.relative if tolerance.relative > _DEFAULT_RELATIVE else 0) * abs(
            expected
        )
    try:
        one, two = complex(expected), complex(got)
    except OverflowError:
        return False
    if _not_a_number(one) or _not_a_number(two):
        return _not_a_number(one) and _not_a_number(two)
    if not (math.isfinite(abs(one)) and math.isfinite(abs(two))):
        return False
    # the smallest step lets 1e-17 stand for 0
    return abs(one - two) <= max(tolerance.absolute, 1e-12) + tolerance.relative * abs(one)


def _not_a_number(value: complex) -> bool:
    return math.isnan(value.real) or math.isnan(value.imag)


def type_words(value: object) -> str:
    """What kind of value it is, for a learner."""
    if value is None:
        return "`None`"
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, t("a truth value")), ((int, float, complex), t("a number")), (str, t("text")), (Array, t("an array")),
        (list, t("a list")), (tuple, t("a tuple")), (dict, t("a dictionary")), (frozenset, t("a set")),
    )  # fmt: skip
    for kinds, name in names:
        if isinstance(value, kinds):
            return name
    named = re.match(r"<(?:class '[\w.]*?(\w+)'|([\w ]+))", value.text) if isinstance(value, Unknown) else None
    return t("a function") if named and "function" in named.group() else t("something else")

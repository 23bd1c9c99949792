"""The field ``parameters``: what each drawn name may be, as a numbered list of values.

``integer(1, 5)`` has the values number 0 to 4. Numbering the values, instead of drawing them, is what lets seeds walk
through all draws without a repeat.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import perm

__all__ = ["Decimal", "Drawn", "Parameter", "Spread", "Story", "Written", "parse_parameter", "split_arguments"]


@dataclass(frozen=True, slots=True)
class Story:
    """A drawn word: text that is no mathematics."""

    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A drawn value that the author wrote in the mathematical language: ``1/2``, ``sqrt(2)``, ``0.05``."""

    text: str


@dataclass(frozen=True, slots=True)
class Decimal:
    """An exact number that shows as a decimal: 5 × 10^−2 is 0.05."""

    digits: int
    places: int


Drawn = int | Decimal | Story | Written | tuple[int, ...] | tuple[tuple[int, ...], ...]
Number = Callable[[str], Fraction]

# how many arguments each way of drawing takes (None: any number, at least one)
WAYS = {
    "integer": 2,
    "nonzero": 2,
    "decimal": 3,
    "one_of": None,
    "text_of": None,
    "vector": 3,
    "matrix": 4,
    "symmetric": 3,
    "distinct": 3,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One drawn name: ``way`` of drawing and its arguments, still text."""

    name: str
    way: str
    arguments: tuple[str, ...]

    @property
    def bounds(self) -> tuple[str, ...]:
        """The arguments that are numbers, where earlier names may stand."""
        return () if self.way in ("one_of", "text_of") else self.arguments


@dataclass(frozen=True, slots=True)
class Spread:
    """The numbered values of a parameter: ``value(0)`` … ``value(size - 1)``."""

    size: int
    value: Callable[[int], Drawn]


def parse_parameter(name: str, text: str) -> Parameter:
    """The parameter that ``text`` describes. Raises ValueError that says what was expected."""
    match = re.fullmatch(r"\s*(\w+)\s*\((.*)\)\s*", text, re.DOTALL)
    way = match.group(1) if match else ""
    if match is None or way not in WAYS:
        raise ValueError(f"expected one of {', '.join(WAYS)} with its arguments; got {text!r}")
    arguments = split_arguments(match.group(2))
    count = WAYS[way]
    if not all(arguments) or (count is not None and len(arguments) != count):
        wanted = "one argument or more" if count is None else f"{count} arguments"
        raise ValueError(f"{way} takes {wanted}; got {text!r}")
    return Parameter(name, way, arguments)


def split_arguments(text: str) -> tuple[str, ...]:
    """The text cut at its outermost commas; brackets and quotes hold theirs together."""
    parts, depth, quote, start = [], 0, "", 0
    for place, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and not text[start:place].strip():
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    return (*parts, text[start:].strip())


def spread(parameter: Parameter, number: Number) -> Spread:
    """The values that a parameter may take; ``number`` reads a bound, in which earlier names may stand.

    Raises ValueError for bounds that leave no value.
    """
    way = parameter.way
    if way == "one_of":
        written = tuple(Written(text) for text in parameter.arguments)
        return Spread(len(written), lambda index: written[index])
    if way == "text_of":
        stories = tuple(Story(_unquoted(text)) for text in parameter.arguments)
        return Spread(len(stories), lambda index: stories[index])
    if way == "decimal":
        return _decimals(*(number(text) for text in parameter.arguments))
    bounds = [_whole(number(text), text) for text in parameter.arguments]
    low, high = bounds[-2:]
    if high < low or (way == "nonzero" and low == high == 0):
        raise ValueError(f"{way}({', '.join(map(str, bounds))}) has no value: the bounds leave none")
    if way == "integer":
        return Spread(high - low + 1, lambda index: low + index)
    if way == "nonzero":
        return _nonzero(low, high)
    if any(size < 1 or size > 12 for size in bounds[:-2]):
        raise ValueError(f"expected sizes from 1 to 12, got {', '.join(map(str, bounds[:-2]))}")
    return _arrays(way, bounds[:-2], low, high)


def _nonzero(low: int, high: int) -> Spread:
    holds_zero = low <= 0 <= high
    size = high - low + 1 - holds_zero
    return Spread(size, lambda index: low + index + (holds_zero and low + index >= 0))


def _decimals(low: Fraction, high: Fraction, step: Fraction) -> Spread:
    if step <= 0 or high < low:
        raise ValueError(f"expected low ≤ high and a step over 0, got {low}, {high}, {step}")
    places = 0
    while (low * 10**places).denominator != 1 or (step * 10**places).denominator != 1:
        places += 1
        if places > 12:
            raise ValueError("decimal(low, high, step) takes decimal numbers")
    first, jump = int(low * 10**places), int(step * 10**places)
    return Spread((high - low) // step + 1, lambda index: Decimal(first + index * jump, places))


def _arrays(way: str, sizes: list[int], low: int, high: int) -> Spread:
    width = high - low + 1
    n = sizes[-1]
    if way == "distinct":
        if width < n:
            raise ValueError(f"there are no {n} distinct numbers from {low} to {high}")
        return Spread(perm(width, n), lambda index: _distinct(index, n, low, high))
    if way == "vector":
        return Spread(width**n, lambda index: _digits(index, n, width, low))
    if way == "symmetric":
        return Spread(width ** (n * (n + 1) // 2), lambda index: _symmetric(index, n, width, low))
    m = sizes[0]

    def matrix(index: int) -> tuple[tuple[int, ...], ...]:
        entries = _digits(index, m * n, width, low)
        return tuple(entries[row * n : (row + 1) * n] for row in range(m))

    return Spread(width ** (m * n), matrix)


def _digits(index: int, count: int, width: int, low: int) -> tuple[int, ...]:
    found = []
    for _ in range(count):
        index, digit = divmod(index, width)
        found.append(low + digit)
    return tuple(found)


def _symmetric(index: int, n: int, width: int, low: int) -> tuple[tuple[int, ...], ...]:
    entries = iter(_digits(index, n * (n + 1) // 2, width, low))
    upper = {(row, column): next(entries) for row in range(n) for column in range(row, n)}
    return tuple(tuple(upper[min(row, column), max(row, column)] for column in range(n)) for row in range(n))


def _distinct(index: int, n: int, low: int, high: int) -> tuple[int, ...]:
    left = list(range(low, high + 1))
    found = []
    for _ in range(n):
        index, place = divmod(index, len(left))
        found.append(left.pop(place))
    return tuple(found)


def _whole(value: Fraction, text: str) -> int:
    if value.denominator != 1:
        raise ValueError(f"expected a whole number, got {text} = {value}")
    return int(value)


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text

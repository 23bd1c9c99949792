"""A tree worked out with fractions alone: fast, exact, and enough for nearly every condition on a draw.

A number is a Fraction, a vector or matrix a tuple of rows (a vector has rows of one entry), a condition a bool. What
leaves the rationals (a root, a constant, a function of a variable) raises ``NotRational``; SymPy then takes over.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from mmready.maths import tree
from mmready.maths.tree import Node

__all__ = ["NoValue", "NotRational", "Rows", "Worth", "fraction_tree", "work_out", "worth_tree"]

Rows = tuple[tuple[Fraction, ...], ...]
Worth = Fraction | bool | Rows
MOST_DIGITS = 4_000


class NotRational(Exception):  # noqa: N818 - it is no error, it says who has to go on
    """This tree needs more than fractions."""


class NoValue(ValueError):  # noqa: N818 - of a draw, not of the program
    """What was asked for does not exist on this draw: a division by zero, a root of a negative number."""


def work_out(node: Node, known: Mapping[str, Worth]) -> Worth:
    """The exact worth of a tree whose names are all ``known``. Raises NotRational, also for what has no worth."""
    try:
        return _worth(node, known)
    except (ZeroDivisionError, OverflowError, ValueError, IndexError):
        raise NotRational from None


def fraction_tree(value: Fraction) -> Node:
    """The number as a tree: a whole number, or a quotient of two."""
    size: Node = tree.number(abs(value.numerator))
    if value.denominator != 1:
        size = tree.Binary("/", size, tree.number(value.denominator))
    return tree.Negation(size) if value < 0 else size


def worth_tree(value: Worth) -> Node:
    """The tree of a number, vector or matrix. Raises NotRational for a condition."""
    if isinstance(value, tuple):
        if len(value[0]) == 1:
            return tree.Vector(tuple(fraction_tree(row[0]) for row in value))
        return tree.Matrix(tuple(tuple(fraction_tree(entry) for entry in row) for row in value))
    return fraction_tree(_number(value))


def _worth(node: Node, known: Mapping[str, Worth]) -> Worth:
    match node:
        case tree.Number():
            return node.value
        case tree.Name(name) if name in known:
            return known[name]
        case tree.Negation(body):
            return _scaled(_worth(body, known), Fraction(-1))
        case tree.Binary(operator, left, right):
            return _combined(operator, _worth(left, known), _worth(right, known))
        case tree.Comparison(operators, operands):
            return _compared(operators, [_worth(operand, known) for operand in operands])
        case tree.Logic(operator, operands):
            return _logic(operator, operands, known)
        case tree.Call(function, arguments) if function in CALLS:
            worth: Worth = CALLS[function](*(_worth(argument, known) for argument in arguments))
            return worth
        case tree.Postfix(operator, body) if operator in POSTFIXES:
            return POSTFIXES[operator](_worth(body, known))
        case tree.Piecewise(pieces, otherwise):
            return _piece(pieces, otherwise, known)
    return _array(node, known)


def _array(node: Node, known: Mapping[str, Worth]) -> Worth:
    match node:
        case tree.Vector(items) if items:
            return tuple((_number(_worth(item, known)),) for item in items)
        case tree.Matrix(rows):
            return tuple(tuple(_number(_worth(item, known)) for item in row) for row in rows)
        case tree.Index(body, indices):
            return _entry(_rows(_worth(body, known)), [_place(_worth(index, known)) for index in indices])
    raise NotRational


def _piece(pieces: tuple[tuple[Node, Node], ...], otherwise: Node | None, known: Mapping[str, Worth]) -> Worth:
    for piece, condition in pieces:
        if _truth(_worth(condition, known)):
            return _worth(piece, known)
    if otherwise is None:
        raise NotRational
    return _worth(otherwise, known)


def _number(value: Worth) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise NotRational


def _truth(value: Worth) -> bool:
    if isinstance(value, bool):
        return value
    raise NotRational


def _rows(value: Worth) -> Rows:
    if isinstance(value, tuple):
        return value
    raise NotRational


def _place(value: Worth) -> int:
    number = _number(value)
    if number.denominator != 1 or number < 1:
        raise NotRational
    return int(number) - 1


def _scaled(value: Worth, factor: Fraction) -> Worth:
    if isinstance(value, tuple):
        return tuple(tuple(factor * entry for entry in row) for row in value)
    return factor * _number(value)


def _combined(operator: str, left: Worth, right: Worth) -> Worth:
    if operator in "+-":
        if isinstance(left, tuple) and isinstance(right, tuple):
            return _added(left, right, Fraction(1 if operator == "+" else -1))
        return _number(left) + _number(right) * (1 if operator == "+" else -1)
    if operator == "*":
        if isinstance(left, tuple) and isinstance(right, tuple):
            return _product(left, right)
        return _scaled(right, _number(left)) if isinstance(right, tuple) else _scaled(left, _number(right))
    if operator == "/":
        return _scaled(left, 1 / _number(right))
    return _power(_number(left), _number(right))


def _added(left: Rows, right: Rows, sign: Fraction) -> Rows:
    if [len(row) for row in left] != [len(row) for row in right]:
        raise NotRational
    return tuple(
        tuple(a + sign * b for a, b in zip(one, other, strict=True)) for one, other in zip(left, right, strict=True)
    )


def _product(left: Rows, right: Rows) -> Rows:
    if len(left[0]) != len(right):
        raise NotRational
    columns = list(zip(*right, strict=True))
    return tuple(
        tuple(sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in columns) for row in left
    )


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise NotRational
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if size * abs(exponent) > MOST_DIGITS:
        raise NotRational
    return Fraction(base ** int(exponent))


def _compared(operators: tuple[str, ...], values: list[Worth]) -> bool:
    return all(
        _holds(operator, left, right) for operator, left, right in zip(operators, values, values[1:], strict=False)
    )


def _holds(operator: str, left: Worth, right: Worth) -> bool:
    if operator in ("=", "!="):
        if type(left) is not type(right):
            raise NotRational
        return (left == right) is (operator == "=")
    a, b = _number(left), _number(right)
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def _logic(operator: str, operands: tuple[Node, ...], known: Mapping[str, Worth]) -> bool:
    truths = (_truth(_worth(operand, known)) for operand in operands)
    if operator == "not":
        return not next(truths)
    return all(truths) if operator == "and" else any(truths)


def _entry(rows: Rows, places: list[int]) -> Fraction:
    if len(places) == 1 and len(rows[0]) == 1:
        return rows[places[0]][0]
    if len(places) == 1 and len(rows) == 1:
        return rows[0][places[0]]
    if len(places) != 2:
        raise NotRational
    return rows[places[0]][places[1]]


def _transpose(value: Worth) -> Rows:
    return tuple(zip(*_rows(value), strict=True))


def _dot(left: Worth, right: Worth) -> Fraction:
    pairs = zip(_rows(left), _rows(right), strict=True)
    return sum((a * b for one, other in pairs for a, b in zip(one, other, strict=True)), Fraction(0))


def _reduced(value: Worth) -> tuple[list[list[Fraction]], Fraction]:
    """Row echelon form, and the factor by which the determinant of a square matrix differs from its diagonal's."""
    rows = [list(row) for row in _rows(value)]
    factor, top = Fraction(1), 0
    for column in range(len(rows[0])):
        pivot = next((row for row in range(top, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        if pivot != top:
            rows[top], rows[pivot] = rows[pivot], rows[top]
            factor = -factor
        for row in range(top + 1, len(rows)):
            share = rows[row][column] / rows[top][column]
            if share:
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[top], strict=True)]
        top += 1
        if top == len(rows):
            break
    return rows, factor


def _det(value: Worth) -> Fraction:
    rows, factor = _reduced(value)
    if len(rows) != len(rows[0]):
        raise NotRational
    return math.prod((rows[place][place] for place in range(len(rows))), start=factor)


def _rank(value: Worth) -> Fraction:
    return Fraction(sum(any(row) for row in _reduced(value)[0]))


def _trace(value: Worth) -> Fraction:
    rows = _rows(value)
    if len(rows) != len(rows[0]):
        raise NotRational
    return sum((rows[place][place] for place in range(len(rows))), Fraction(0))


def _factorial(value: Worth) -> Fraction:
    number = _number(value)
    if number.denominator != 1 or not 0 <= number <= 200:
        raise NotRational
    return Fraction(math.factorial(int(number)))


def _binomial(n: Worth, k: Worth) -> Fraction:
    top, bottom = _number(n), _number(k)
    if top.denominator != 1 or bottom.denominator != 1 or not 0 <= bottom <= top <= 2_000:
        raise NotRational
    return Fraction(math.comb(int(top), int(bottom)))


def _whole_numbers(values: tuple[Worth, ...]) -> list[int]:
    numbers = [_number(value) for value in values]
    if any(number.denominator != 1 for number in numbers):
        raise NotRational
    return [int(number) for number in numbers]


CALLS: dict[str, Callable[..., Any]] = {
    "abs": lambda x: abs(_number(x)),
    "sign": lambda x: Fraction((_number(x) > 0) - (_number(x) < 0)),
    "floor": lambda x: Fraction(math.floor(_number(x))),
    "ceil": lambda x: Fraction(math.ceil(_number(x))),
    "min": lambda *xs: min(map(_number, xs)),
    "max": lambda *xs: max(map(_number, xs)),
    "mod": lambda x, y: _number(x) % _number(y),
    "gcd": lambda *xs: Fraction(math.gcd(*_whole_numbers(xs))),
    "lcm": lambda *xs: Fraction(math.lcm(*_whole_numbers(xs))),
    "factorial": _factorial,
    "binomial": _binomial,
    "dot": _dot,
    "det": _det,
    "rank": _rank,
    "trace": _trace,
    "transpose": _transpose,
}
POSTFIXES: dict[str, Callable[[Worth], Worth]] = {
    "%": lambda value: _number(value) / 100,
    "!": _factorial,
    "T": _transpose,
}

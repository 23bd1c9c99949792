"""Exact rational arithmetic: trees whose value is a fraction. What is too large to write down is left to others."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from mmready.maths.tree import Binary, Call, Name, Negation, Node, Number, Postfix

_MOST_BITS = 20_000
_LARGEST_FACTORIAL = 2_000


class UndefinedError(ArithmeticError):
    """The expression has no value, such as 1/0."""


def exact(node: Node, values: Mapping[str, Fraction] | None = None) -> Fraction | None:
    """The value as a fraction; None where it is irrational, holds other names than ``values``, or is too large.

    Raises UndefinedError where there is no value.

    >>> from mmready.maths.parse import parse
    >>> exact(parse("0.5 + 1/3"))
    Fraction(5, 6)
    """
    match node:
        case Number(value, _):
            return value
        case Name(name):
            return None if values is None else values.get(name)
        case Negation(body):
            found = exact(body, values)
            return None if found is None else -found
        case Binary(operator, left, right, _):
            first = exact(left, values)
            if first is None:
                return None
            second = exact(right, values)
            return None if second is None else _binary(operator, first, second)
        case Postfix(operator, body):
            found = exact(body, values)
            return None if found is None else _postfix(operator, found)
        case Call(function, arguments):
            rule = _CALLS.get(function)
            if rule is None:
                return None
            parts = [exact(part, values) for part in arguments]
            known = [part for part in parts if part is not None]
            return rule(*known) if len(known) == len(parts) else None
    return None


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _binary(operator: str, left: Fraction, right: Fraction) -> Fraction | None:
    if operator == "+":
        found = left + right
    elif operator == "-":
        found = left - right
    elif operator == "*":
        found = left * right
    elif operator == "/":
        if right == 0:
            raise UndefinedError("division by zero")
        found = left / right
    else:
        return power(left, right)
    return found if _bits(found) <= _MOST_BITS else None


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """``base^exponent`` where it is rational; 0^0 is 1; roots of negative numbers are left to others."""
    if exponent.denominator != 1:
        if base < 0:
            return None
        root = _root(base, exponent.denominator)
        return None if root is None else power(root, Fraction(exponent.numerator))
    times = exponent.numerator
    if base == 0:
        if times < 0:
            raise UndefinedError("division by zero")
        return Fraction(times == 0)
    if base in (1, -1):
        return base if times % 2 else Fraction(1)
    if abs(times) * _bits(base) > _MOST_BITS:
        return None
    return base**times


def _root(base: Fraction, degree: int) -> Fraction | None:
    if base < 0:
        if degree % 2 == 0:
            return None
        positive = _root(-base, degree)
        return None if positive is None else -positive
    top, below = _whole_root(base.numerator, degree), _whole_root(base.denominator, degree)
    return None if top is None or below is None else Fraction(top, below)


def _whole_root(number: int, degree: int) -> int | None:
    """The whole number whose ``degree``-th power this is, or None."""
    if number < 2 or degree == 1:
        return number
    if degree > number.bit_length():
        return None
    if degree == 2:
        root = math.isqrt(number)
        return root if root * root == number else None
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low if low**degree == number else None


def _postfix(operator: str, value: Fraction) -> Fraction | None:
    if operator == "!":
        return _factorial(value)
    if operator == "!!":
        return _double_factorial(value)
    if operator == "%":
        return value / 100
    return value if operator == "T" else None


def _factorial(value: Fraction) -> Fraction | None:
    if value.denominator != 1:
        return None
    if value < 0:
        raise UndefinedError("factorial of a negative whole number")
    return Fraction(math.factorial(int(value))) if value <= _LARGEST_FACTORIAL else None


def _double_factorial(value: Fraction) -> Fraction | None:
    if value.denominator != 1 or value < 0 or value > _LARGEST_FACTORIAL:
        return None
    return Fraction(math.prod(range(int(value), 0, -2)))


def _binomial(n: Fraction, k: Fraction) -> Fraction | None:
    if n.denominator != 1 or k.denominator != 1 or n < 0 or n > _LARGEST_FACTORIAL:
        return None
    return Fraction(math.comb(int(n), int(k)) if k >= 0 else 0)


def _permutations(n: Fraction, k: Fraction) -> Fraction | None:
    if n.denominator != 1 or k.denominator != 1 or n < 0 or k < 0 or n > _LARGEST_FACTORIAL:
        return None
    return Fraction(math.perm(int(n), int(k)))


def _whole(combine: Callable[..., int]) -> Callable[..., Fraction | None]:
    def rule(*values: Fraction) -> Fraction | None:
        if any(value.denominator != 1 for value in values):
            return None
        return Fraction(combine(*(int(value) for value in values)))

    return rule


def _mod(value: Fraction, divisor: Fraction) -> Fraction:
    if divisor == 0:
        raise UndefinedError("remainder by zero")
    return value % divisor


def _nth_root(value: Fraction, degree: Fraction) -> Fraction | None:
    if degree == 0:
        raise UndefinedError("root of degree 0")
    if degree.denominator == 1 and degree > 0:
        return _root(value, int(degree))
    return power(value, 1 / degree)


def rounded(value: Fraction) -> Fraction:
    """To the nearest whole number, halves away from zero."""
    whole = math.floor(abs(value) + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole)


_CALLS: dict[str, Callable[..., Fraction | None]] = {
    "sqrt": lambda value: _root(value, 2),
    "cbrt": lambda value: _root(value, 3),
    "root": _nth_root,
    "abs": abs,
    "sign": lambda value: Fraction((value > 0) - (value < 0)),
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
    "round": rounded,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "gcd": _whole(math.gcd),
    "lcm": _whole(math.lcm),
    "mod": _mod,
    "factorial": _factorial,
    "binomial": _binomial,
    "permutations": _permutations,
    "re": lambda value: value,
    "im": lambda _: Fraction(0),
    "conj": lambda value: value,
    "exp": lambda value: Fraction(1) if value == 0 else None,
    "ln": lambda value: Fraction(0) if value == 1 else None,
}

"""One real number without names in double precision, with a bound on its rounding error, in plain Python floats.

Far quicker for one number than arrays are. Whatever leaves the reals, is undefined or has no rule here is left to
``maths.evaluate``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from mmready.maths.arithmetic import EXACT, TINY, UNIT
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.tree import Binary, Call, Constant, Negation, Node, Number, Postfix

Approximate = tuple[float, float]
"""A value and how far at most the true one is from it."""

_CONSTANTS = {"e": math.e, "pi": math.pi}
_Rule = Callable[[float], float]
_Slope = Callable[[float, float], float]
_FUNCTIONS: dict[str, tuple[_Rule, _Slope]] = {
    "exp": (math.exp, lambda _, f: f),
    "ln": (math.log, lambda x, _: 1 / x),
    "log10": (math.log10, lambda x, _: 0.5 / x),
    "log2": (math.log2, lambda x, _: 1.5 / x),
    "sqrt": (math.sqrt, lambda _, f: 0.5 / f),
    "sin": (math.sin, lambda x, _: math.cos(x)),
    "cos": (math.cos, lambda x, _: math.sin(x)),
    "tan": (math.tan, lambda _, f: 1 + f * f),
    "asin": (math.asin, lambda x, _: 1 / math.sqrt(1 - x * x)),
    "acos": (math.acos, lambda x, _: 1 / math.sqrt(1 - x * x)),
    "atan": (math.atan, lambda x, _: 1 / (1 + x * x)),
    "sinh": (math.sinh, lambda x, _: math.cosh(x)),
    "cosh": (math.cosh, lambda x, _: math.sinh(x)),
    "tanh": (math.tanh, lambda _, f: 1 - f * f),
    "abs": (abs, lambda x, _: 1.0),
}


class _LeftError(Exception):
    """There is no rule for this here."""


def approximate(node: Node) -> Approximate | None:
    """The value of a real number and a bound on its error; None where it is left to others."""
    try:
        value, error = _at(node)
    except (_LeftError, ArithmeticError, ValueError, UndefinedError):
        return None
    return (value, error) if math.isfinite(value) and math.isfinite(error) else None


def _at(node: Node) -> Approximate:
    rule = _NODES.get(type(node))
    if rule is None:
        raise _LeftError
    return rule(node)


def _fraction(value: Fraction) -> Approximate:
    number = float(value)
    if value.denominator == 1 and -EXACT <= value.numerator <= EXACT:
        return number, 0.0
    return number, abs(number) * UNIT


def _constant(node: Constant) -> Approximate:
    value = _CONSTANTS.get(node.name)
    if value is None:
        raise _LeftError
    return value, value * UNIT


def _negation(node: Negation) -> Approximate:
    value, error = _at(node.body)
    return -value, error


def _binary(node: Binary) -> Approximate:
    operator = node.operator
    if operator == "^":
        return _power(node.left, node.right)
    left, first = _at(node.left)
    right, second = _at(node.right)
    if operator == "*":
        value = left * right
        return value, abs(left) * second + abs(right) * first + 3 * UNIT * abs(value) + TINY
    if operator == "/":
        size = abs(right)
        if size <= second:
            raise _LeftError
        value = left / right
        return value, (first + abs(value) * second) / size + 3 * UNIT * abs(value) + TINY
    value = left + right if operator == "+" else left - right
    return value, first + second + UNIT * abs(value)


def _power(left: Node, right: Node) -> Approximate:
    if isinstance(left, Constant) and left.name == "e":
        return _function("exp", *_at(right))
    base, error = _at(left)
    known = exact(right)
    exponent, off = _fraction(known) if known is not None else _at(right)
    if abs(base) <= error or (base < 0 and (known is None or known.denominator != 1)) or base == 0:
        raise _LeftError
    value = math.pow(base, exponent)
    slope = abs(math.log(abs(base)))
    size = abs(exponent) * error / abs(base) + slope * off + (4.0 + abs(exponent) * slope) * UNIT
    return value, abs(value) * size + TINY


def _function(name: str, value: float, error: float) -> Approximate:
    rule = _FUNCTIONS.get(name)
    if rule is None:
        raise _LeftError
    found = rule[0](value)
    bound = 4 * UNIT * abs(found) + TINY
    return found, bound + abs(rule[1](value, found)) * error if error else bound


def _call(node: Call) -> Approximate:
    if len(node.arguments) != 1:
        raise _LeftError
    return _function(node.function, *_at(node.arguments[0]))


def _postfix(node: Postfix) -> Approximate:
    if node.operator == "%":
        value, error = _at(node.body)
        return value / 100, error / 100 + 3 * UNIT * abs(value) / 100 + TINY
    known = exact(node)
    if known is None:
        raise _LeftError
    return _fraction(known)


_NODES: dict[type[Node], Callable[..., Approximate]] = {
    Number: lambda node: _fraction(node.value),
    Constant: _constant,
    Negation: _negation,
    Binary: _binary,
    Call: _call,
    Postfix: _postfix,
}

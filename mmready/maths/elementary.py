"""The functions of the language in double precision with error bounds, each with the slope that carries errors on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mmready.maths.arithmetic import (
    NO_ERROR,
    TINY,
    UNIT,
    Array,
    Value,
    divide,
    minus,
    times,
)
from mmready.maths.special import erf, gamma, normal_cdf

_Rule = Callable[[Array], Array]
_Slope = Callable[[Array, Array], Array]
_Apply = Callable[[str, Value], Value]


def _real_only(rule: _Rule) -> _Rule:
    """For functions that numpy has no complex form of."""

    def wrapped(value: Array) -> Array:
        if np.iscomplexobj(value):
            return np.where(np.imag(value) == 0, rule(np.real(value)), np.nan)
        return rule(value)

    return wrapped


def _positive(rule: _Rule) -> _Rule:
    """nan at 0, where numpy says −inf."""

    def wrapped(value: Array) -> Array:
        found = rule(value)
        return np.where(value == 0, np.nan, found)

    return wrapped


def _inverse_of(rule: _Rule) -> _Rule:
    """f(1/x), nan at 0."""

    def wrapped(value: Array) -> Array:
        return rule(1 / np.where(value == 0, np.nan, value))

    return wrapped


def _one_over(rule: _Rule) -> _Rule:
    """1/f(x), nan where f is 0."""

    def wrapped(value: Array) -> Array:
        found = rule(value)
        return 1 / np.where(found == 0, np.nan, found)

    return wrapped


def _finite(rule: _Rule) -> _Rule:
    """nan instead of an infinite value."""

    def wrapped(value: Array) -> Array:
        found = rule(value)
        return np.where(np.isinf(found), np.nan, found)

    return wrapped


def _exponential(value: Array) -> Array:
    found = np.exp(value)
    return np.where(np.isinf(found) & ~np.isinf(np.real(value)), np.nan, found)


def _step(rule: _Rule) -> _Slope:
    """A function that jumps: near a jump its value is not known at all."""

    def slope(value: Array, _: Array) -> Array:
        near = rule(np.real(value) * (1 - 1e-9) - 1e-300) != rule(np.real(value) * (1 + 1e-9) + 1e-300)
        return np.where(near, np.inf, 0.0)

    return slope


def _round(value: Array) -> Array:
    return np.copysign(np.floor(np.abs(value) + 0.5), value)


FUNCTIONS_OF_ONE: dict[str, tuple[_Rule, _Slope]] = {
    "exp": (_exponential, lambda _, f: f),
    "ln": (_positive(np.log), lambda x, _: 1 / x),
    "log10": (_positive(np.log10), lambda x, _: 0.5 / x),
    "log2": (_positive(np.log2), lambda x, _: 1.5 / x),
    "sqrt": (np.sqrt, lambda _, f: 0.5 / f),
    "cbrt": (_real_only(np.cbrt), lambda x, f: f / (3 * x)),
    "sin": (np.sin, lambda x, _: np.cos(x)),
    "cos": (np.cos, lambda x, _: np.sin(x)),
    "tan": (np.tan, lambda _, f: 1 + f * f),
    "cot": (_one_over(np.tan), lambda _, f: 1 + f * f),
    "sec": (_one_over(np.cos), lambda x, f: f * np.tan(x)),
    "csc": (_one_over(np.sin), lambda x, f: f / np.tan(x)),
    "asin": (np.arcsin, lambda x, _: 1 / np.sqrt(1 - x * x)),
    "acos": (np.arccos, lambda x, _: 1 / np.sqrt(1 - x * x)),
    "atan": (np.arctan, lambda x, _: 1 / (1 + x * x)),
    "acot": (_inverse_of(np.arctan), lambda x, _: 1 / (1 + x * x)),
    "asec": (_inverse_of(np.arccos), lambda x, _: 1 / (x * np.sqrt(x * x - 1))),
    "acsc": (_inverse_of(np.arcsin), lambda x, _: 1 / (x * np.sqrt(x * x - 1))),
    "sinh": (_finite(np.sinh), lambda x, _: np.cosh(x)),
    "cosh": (_finite(np.cosh), lambda x, _: np.sinh(x)),
    "tanh": (np.tanh, lambda _, f: 1 - f * f),
    "coth": (_one_over(np.tanh), lambda _, f: 1 - f * f),
    "sech": (_one_over(np.cosh), lambda x, f: f * np.tanh(x)),
    "csch": (_one_over(np.sinh), lambda x, f: f / np.tanh(x)),
    "asinh": (np.arcsinh, lambda x, _: 1 / np.sqrt(1 + x * x)),
    "acosh": (np.arccosh, lambda x, _: 1 / np.sqrt(x * x - 1)),
    "atanh": (_finite(np.arctanh), lambda x, _: 1 / (1 - x * x)),
    "acoth": (_inverse_of(_finite(np.arctanh)), lambda x, _: 1 / (1 - x * x)),
    "asech": (_inverse_of(np.arccosh), lambda x, _: 1 / (x * np.sqrt(1 - x * x))),
    "acsch": (_inverse_of(np.arcsinh), lambda x, _: 1 / (x * np.sqrt(1 + x * x))),
    "abs": (np.abs, lambda x, _: np.ones_like(x)),
    "re": (np.real, lambda x, _: np.ones(np.shape(x))),
    "im": (np.imag, lambda x, _: np.ones(np.shape(x))),
    "conj": (np.conj, lambda x, _: np.ones(np.shape(x))),
    "arg": (np.angle, lambda x, _: 1 / x),
    "sign": (_real_only(np.sign), _step(np.sign)),
    "floor": (_real_only(np.floor), _step(np.floor)),
    "ceil": (_real_only(np.ceil), _step(np.ceil)),
    "round": (_real_only(_round), _step(_round)),
    "erf": (_real_only(erf), lambda x, _: np.full(np.shape(x), 1.2)),
    "Phi": (_real_only(normal_cdf), lambda x, _: np.full(np.shape(x), 0.4)),
    "Gamma": (_real_only(gamma), lambda x, f: f * (1 + np.log(np.abs(x) + 2))),
    "factorial": (_real_only(lambda x: gamma(x + 1)), lambda x, f: f * (1 + np.log(np.abs(x) + 2))),
}
_LEAVES_REALS = frozenset(
    {"ln", "log10", "log2", "sqrt", "asin", "acos", "acosh", "atanh", "acoth", "asec", "acsc", "asech"}
)


def function_of_one(name: str, argument: Value, complex_numbers: bool) -> Value:
    """A function of one argument; with ``complex_numbers`` it may leave the reals, else it is nan there."""
    value, error = argument
    if complex_numbers and (np.iscomplexobj(value) or name in _LEAVES_REALS):
        value = np.asarray(value, dtype=complex)
    rule, slope = FUNCTIONS_OF_ONE[name]
    found = rule(value)
    if np.iscomplexobj(found) and not np.imag(found).any():
        found, value = np.real(found), np.real(value) if not np.imag(value).any() else value
    bound = 4 * UNIT * np.abs(found) + TINY
    if np.any(error):
        bound = bound + np.where(error > 0, np.abs(slope(value, found)) * error, 0.0)
    return Value(found, bound)


def _log(apply: _Apply, parts: list[Value]) -> Value:
    return divide(apply("ln", parts[0]), apply("ln", parts[1]))


def _binomial(apply: _Apply, parts: list[Value]) -> Value:
    n, k = parts
    top = apply("factorial", n)
    below = times(apply("factorial", k), apply("factorial", minus(n, k)))
    found = divide(top, below)
    whole = (np.floor(np.real(n.value)) == n.value) & (np.floor(np.real(k.value)) == k.value)
    none = whole & (np.real(n.value) >= 0) & ((np.real(k.value) < 0) | (np.real(k.value) > np.real(n.value)))
    return Value(np.where(none, 0.0, found.value), np.where(none, 0.0, found.error))


def _permutations(apply: _Apply, parts: list[Value]) -> Value:
    n, k = parts
    return divide(apply("factorial", n), apply("factorial", minus(n, k)))


def _extreme(choose: Callable[[Array, Array], Array]) -> Callable[[_Apply, list[Value]], Value]:
    def rule(_: _Apply, parts: list[Value]) -> Value:
        found = parts[0]
        for part in parts[1:]:
            first = choose(found.value, part.value) == found.value
            found = Value(np.where(first, found.value, part.value), np.where(first, found.error, part.error))
        return found

    return rule


def _atan2(_: _Apply, parts: list[Value]) -> Value:
    up, along = parts
    value = np.arctan2(np.real(up.value), np.real(along.value))
    size = np.hypot(np.real(up.value), np.real(along.value))
    return Value(value, (up.error + along.error) / np.where(size > 0, size, np.nan) + 4 * UNIT * np.abs(value))


def _mod(apply: _Apply, parts: list[Value]) -> Value:
    value, divisor = parts
    whole = apply("floor", divide(value, divisor))
    return minus(value, times(divisor, whole))


FUNCTIONS_OF_SEVERAL: dict[str, Callable[[_Apply, list[Value]], Value]] = {
    "log": _log,
    "binomial": _binomial,
    "permutations": _permutations,
    "min": _extreme(np.minimum),
    "max": _extreme(np.maximum),
    "atan2": _atan2,
    "mod": _mod,
}


def declared_function(name: str, parts: list[Value]) -> Value:
    """A declared function: smooth, fixed, neither even nor odd, and different for each name."""
    seed = sum((place + 1) * ord(letter) for place, letter in enumerate(name))
    value: Array = np.array(0.3 + seed % 7 / 10)
    error: Array = NO_ERROR
    for place, part in enumerate(parts):
        rate = 0.7 + (seed % 11 + 3 * place) / 13
        curve = np.sin(rate * part.value + 0.4 + place) + rate * part.value / 3
        value = value + curve * (1 + 0.37 * place) + 0.21 * value * curve
        error = error + 2 * (1 + rate) * (part.error + UNIT * np.abs(part.value)) * (1 + np.abs(value))
    return Value(value, error + 8 * UNIT * np.abs(value))

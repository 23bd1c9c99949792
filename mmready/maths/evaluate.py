"""Tree → numbers in double precision, each with a bound on its rounding error.

All sample points are computed at once. A value comes as ``Value(value, error)``, where the true value lies within
``error`` of ``value`` to first order (running error analysis: Higham, *Accuracy and Stability*, 2002, §3.3). Where an
expression has no real value (√−1 in real arithmetic, 1/0, overflow) the value is nan.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mmready.maths.exact import UndefinedError, exact
from mmready.maths.special import erf, gamma, normal_cdf
from mmready.maths.tree import (
    Binary,
    Call,
    Comparison,
    Constant,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
)

Array = NDArray[Any]
UNIT = 2.0**-53
TINY = 2.0**-1074  # the step between the smallest doubles, which is what underflow costs
_CONSTANTS: dict[str, complex] = {"e": math.e, "pi": math.pi, "i": 1j, "inf": math.inf}
_MOST_TERMS = 2_000
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(48)
_FEWER_NODES, _FEWER_WEIGHTS = np.polynomial.legendre.leggauss(33)


class Value(NamedTuple):
    """Numbers and a bound on the rounding error of each; both broadcast against the sample points."""

    value: Array
    error: Array


class CannotEvaluateError(Exception):
    """The tree is no number, or needs more than this module does (a limit)."""


def evaluate(
    node: Node,
    values: Mapping[str, Array],
    *,
    complex_numbers: bool = False,
    real_roots: bool = True,
    functions: frozenset[str] = frozenset(),
) -> Value:
    """The tree's values at the sample points, each name's values given as an array of one shape.

    ``complex_numbers``: roots and logarithms of negative numbers have their principal values; otherwise they are nan.
    ``real_roots``: the house rule of the same name. ``functions``: declared names, taken as fixed smooth functions.
    Raises CannotEvaluateError for what is no number.
    """
    with np.errstate(all="ignore"):
        return _Evaluator(values, complex_numbers, real_roots, functions).at(node)


def number_of(node: Node, values: Mapping[str, complex] | None = None) -> complex:
    """One number (nan where there is none): the tree's value with these values for its names.

    >>> from mmready.maths.parse import parse
    >>> number_of(parse("2^10 + 1/2")).real
    1024.5
    """
    arrays = {name: np.array([number]) for name, number in (values or {}).items()}
    found = evaluate(node, arrays)
    if np.isnan(found.value).any():
        found = evaluate(node, {name: array.astype(complex) for name, array in arrays.items()}, complex_numbers=True)
    return complex(np.ravel(found.value)[0])


class _Evaluator:
    def __init__(
        self, values: Mapping[str, Array], complex_numbers: bool, real_roots: bool, functions: frozenset[str]
    ) -> None:
        self.values = dict(values)
        self.complex = complex_numbers
        self.real_roots = real_roots
        self.functions = functions
        self.known: dict[int, Value] = {}  # parts may be shared, above all in derivatives
        self.bound = 0  # how many names sums and integrals have bound: each adds an axis

    def at(self, node: Node) -> Value:
        """The values of a tree; parts that are one object are computed once."""
        found = self.known.get(id(node))
        if found is None:
            found = self.known[id(node)] = self.fresh(node)
        return found

    def fresh(self, node: Node) -> Value:
        match node:
            case Number(value, _):
                return _fraction(value)
            case Name(name):
                return self.name(name)
            case Binary("^", left, right, _):
                return self.power(left, right)
            case Binary(operator, left, right, _):
                return _ARITHMETIC[operator](self.at(left), self.at(right))
            case Negation(body):
                value, error = self.at(body)
                return Value(-value, error)
            case Constant(name):
                return self.constant(name)
            case Call(function, arguments):
                return self.call(function, arguments)
            case Postfix(operator, body):
                return self.postfix(operator, body)
            case Piecewise(pieces, otherwise):
                return self.piecewise(pieces, otherwise)
        raise CannotEvaluateError(type(node).__name__)

    def name(self, name: str) -> Value:
        if name not in self.values:
            raise CannotEvaluateError(f"{name} has no value")
        return Value(self.values[name], _NO_ERROR)

    def constant(self, name: str) -> Value:
        if name == "i":
            return Value(np.array(1j), _NO_ERROR) if self.complex else Value(_NAN, _NO_ERROR)
        value = np.array(_CONSTANTS[name])
        return Value(value, _NO_ERROR if name == "inf" else value * UNIT)

    def postfix(self, operator: str, body: Node) -> Value:
        if operator == "!":
            return self.call("factorial", (body,))
        if operator == "%":
            return _divide(self.at(body), _fraction(Fraction(100)))
        if operator == "°":
            return _times(self.at(body), _fraction(Fraction(math.pi) / 180))
        known = exact(Postfix(operator, body))
        if known is None:
            raise CannotEvaluateError(operator)
        return _fraction(known)

    def power(self, left: Node, right: Node) -> Value:
        if isinstance(left, Constant) and left.name == "e":
            return self.function("exp", self.at(right))
        base = self.at(left)
        try:
            known = exact(right)
        except UndefinedError:
            return Value(_NAN, _NO_ERROR)
        if known is None:
            return self.general_power(base, self.at(right))
        return self.rational_power(base, known)

    def rational_power(self, base: Value, exponent: Fraction) -> Value:
        if exponent.denominator == 1:
            return _whole_power(base, exponent.numerator)
        if not self.complex or self.real_roots and not np.iscomplexobj(base.value):
            negative = base.value < 0
            if np.any(negative) and self.real_roots and exponent.denominator % 2:
                size = Value(np.abs(base.value), base.error)
                value, error = self.general_power(size, _fraction(exponent))
                sign = -1.0 if exponent.numerator % 2 else 1.0
                return Value(np.where(negative, sign * value, value), error)
        return self.general_power(base, _fraction(exponent))

    def general_power(self, base: Value, exponent: Value) -> Value:
        """a^b; the error is |a^b| (|b| δa/|a| + |ln a| δb)."""
        left, right = base.value, exponent.value
        if self.complex and (np.iscomplexobj(left) or np.iscomplexobj(right) or np.any(left < 0)):
            left = np.asarray(left, dtype=complex)
        value = np.power(left, right)
        value = np.where((left == 0) & (np.real(right) > 0), 0.0, value) if np.iscomplexobj(value) else value
        value = np.where((left == 0) & (np.real(right) < 0), np.nan, value)
        size = np.abs(left)
        relative = np.abs(right) * base.error / np.where(size > 0, size, 1.0)
        slope = np.abs(np.log(np.where(size > 0, size, 1.0))) + (np.pi if np.iscomplexobj(left) else 0.0)
        error = np.abs(value) * (relative + slope * exponent.error + (4.0 + np.abs(right) * slope) * UNIT) + TINY
        unsure = (size <= base.error) & (base.error > 0)
        return Value(value, np.where(unsure, np.inf, error))

    def function(self, name: str, argument: Value) -> Value:
        """A function of one argument, from the table below."""
        value, error = argument
        if self.complex and (np.iscomplexobj(value) or name in _LEAVES_REALS):
            value = np.asarray(value, dtype=complex)
        rule, slope = _FUNCTIONS[name]
        found = rule(value)
        if np.iscomplexobj(found) and not np.imag(found).any():
            found, value = np.real(found), np.real(value) if not np.imag(value).any() else value
        steep = np.abs(slope(value, found))
        bound = 4 * UNIT * np.abs(found) + TINY
        if np.any(error):
            bound = bound + np.where(error > 0, steep * error, 0.0)
        return Value(found, bound)

    def call(self, function: str, arguments: tuple[Node, ...]) -> Value:
        if function.rstrip("'") in self.functions:
            return _declared(function, [self.at(part) for part in arguments])
        if function in _FUNCTIONS:
            return self.function(function, self.at(arguments[0]))
        if function in _DERIVED:
            return _DERIVED[function](self, [self.at(part) for part in arguments])
        if function == "root":
            return self.root(*arguments)
        if function in ("sum", "product"):
            return self.series(function, *arguments)
        if function == "integrate" and len(arguments) == 4:
            return self.integral(*arguments)
        known = exact(Call(function, arguments))
        if known is None:
            raise CannotEvaluateError(function)
        return _fraction(known)

    def root(self, body: Node, degree: Node) -> Value:
        """The real root where there is one: of a negative number, for an odd degree."""
        known = exact(degree)
        base = self.at(body)
        if known is None or known == 0:
            return self.general_power(base, _divide(_fraction(Fraction(1)), self.at(degree)))
        if known.denominator == 1 and known % 2 and not np.iscomplexobj(base.value):
            return _odd_root(self, base, 1 / known)
        return self.general_power(base, _fraction(1 / known))

    def piecewise(self, pieces: tuple[tuple[Node, Node], ...], otherwise: Node | None) -> Value:
        value, error = self.at(otherwise) if otherwise is not None else Value(_NAN, _NO_ERROR)
        for branch, condition in reversed(pieces):
            holds = self.truth(condition)
            here = self.at(branch)
            value = np.where(holds, here.value, value)
            error = np.where(holds, here.error, error)
        return Value(value, error)

    def truth(self, node: Node) -> Array:
        """Where a condition holds."""
        match node:
            case Logic("not", (operand,)):
                return ~self.truth(operand)
            case Logic(operator, operands):
                combine = np.logical_and if operator == "and" else np.logical_or
                return np.asarray(combine.reduce(np.broadcast_arrays(*(self.truth(part) for part in operands))))
            case Comparison(operators, operands):
                parts = [self.at(part) for part in operands]
                holds = np.array(True)
                for operator, left, right in zip(operators, parts, parts[1:], strict=False):
                    holds = holds & _compare(operator, left, right)
                return holds
        raise CannotEvaluateError("a condition is needed")

    def series(self, function: str, body: Node, name: Node, first: Node, last: Node) -> Value:
        low, high = exact(first), exact(last)
        if low is None or high is None or not isinstance(name, Name) or high - low > _MOST_TERMS:
            raise CannotEvaluateError(function)
        steps = np.arange(math.ceil(low), math.floor(high) + 1, dtype=float)
        terms = self.bind(name.name, steps, body)
        if function == "sum":
            return Value(
                terms.value.sum(axis=0), terms.error.sum(axis=0) + len(steps) * UNIT * np.abs(terms.value).sum(axis=0)
            )
        value = terms.value.prod(axis=0)
        relative = np.where(terms.value != 0, terms.error / np.abs(terms.value), 0.0).sum(axis=0)
        return Value(value, np.abs(value) * (relative + len(steps) * UNIT))

    def bind(self, name: str, steps: Array, body: Node) -> Value:
        """The body with a name running through ``steps`` on a new first axis."""
        before = self.values.get(name)
        self.bound += 1
        self.values[name] = steps.reshape((-1,) + (1,) * self.bound)
        self.known.clear()
        found = self.at(body)
        shape = np.broadcast_shapes(found.value.shape, self.values[name].shape)
        self.unbind(name, before)
        return Value(np.broadcast_to(found.value, shape), np.broadcast_to(found.error, shape))

    def unbind(self, name: str, before: Array | None) -> None:
        """Give a name back the meaning it had outside the sum or integral."""
        self.bound -= 1
        self.known.clear()
        del self.values[name]
        if before is not None:
            self.values[name] = before

    def integral(self, body: Node, name: Node, first: Node, last: Node) -> Value:
        """Gauss–Legendre quadrature; the error is judged by a second rule with fewer nodes."""
        low, high = self.at(first).value, self.at(last).value
        if not isinstance(name, Name):
            raise CannotEvaluateError("integrate")
        rules = [self.quadrature(body, name.name, low, high, *rule) for rule in (
            (_NODES, _WEIGHTS), (_FEWER_NODES, _FEWER_WEIGHTS))]  # fmt: skip
        value = rules[0]
        return Value(value, np.abs(value - rules[1]) + 100 * UNIT * np.abs(value))

    def quadrature(self, body: Node, name: str, low: Array, high: Array, nodes: Array, weights: Array) -> Array:
        whole = np.isinf(low) & np.isinf(high)
        up, down = np.isinf(high) & ~whole, np.isinf(low) & ~whole
        steps = nodes.reshape((-1,) + (1,) * (self.bound + 1))
        half = (steps + 1) / 2
        ends = np.where(up, low, np.where(down, high, 0.0))
        tail = half / (1 - half)
        place = np.where(whole, steps / (1 - steps**2), np.where(up, ends + tail, np.where(down, ends - tail, 0.0)))
        scale = np.where(whole, (1 + steps**2) / (1 - steps**2) ** 2, 0.5 / (1 - half) ** 2)
        finite = ~(whole | up | down)
        width = np.where(finite, high - low, 0.0)
        place = np.where(finite, low + width * half, place)
        scale = np.where(finite, width / 2, scale)
        before = self.values.get(name)
        self.bound += 1
        self.values[name] = place
        self.known.clear()
        found = self.at(body).value
        self.unbind(name, before)
        return np.asarray((found * scale * weights.reshape(steps.shape)).sum(axis=0))


_NO_ERROR = np.array(0.0)
_NAN = np.array(np.nan)


def _fraction(value: Fraction) -> Value:
    try:
        number = float(value)
    except OverflowError:
        return Value(_NAN, _NO_ERROR)
    return Value(np.array(number), np.array(0.0 if Fraction(number) == value else abs(number) * UNIT))


def _plus(left: Value, right: Value) -> Value:
    value = left.value + right.value
    return Value(value, left.error + right.error + UNIT * np.abs(value))


def _minus(left: Value, right: Value) -> Value:
    value = left.value - right.value
    return Value(value, left.error + right.error + UNIT * np.abs(value))


def _times(left: Value, right: Value) -> Value:
    value = left.value * right.value
    error = np.abs(left.value) * right.error + np.abs(right.value) * left.error
    return Value(value, error + 3 * UNIT * np.abs(value) + TINY)


def _divide(left: Value, right: Value) -> Value:
    size = np.abs(right.value)
    value = np.where(size == 0, np.nan, left.value / np.where(size == 0, 1.0, right.value))
    error = (
        (left.error + np.abs(value) * right.error) / np.where(size == 0, 1.0, size) + 3 * UNIT * np.abs(value) + TINY
    )
    unsure = (size <= right.error) & (right.error > 0)
    return Value(value, np.where(unsure, np.inf, error))


_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {"+": _plus, "-": _minus, "*": _times, "/": _divide}


def _whole_power(base: Value, times: int) -> Value:
    if times == 2:
        return _times(base, base)
    if abs(times) > 10**15:  # as a double the exponent would not be this whole number any more
        return Value(base.value * np.nan, _NO_ERROR)
    value = np.power(base.value, float(times))
    value = np.where((base.value == 0) & (times < 0), np.nan, value)
    if np.iscomplexobj(value) and times > 0:
        value = np.where(base.value == 0, 0.0, value)
    if times == 0:
        return Value(np.ones_like(value), _NO_ERROR)
    size = np.abs(base.value)
    below = np.where(size > 0, np.abs(value) / np.where(size > 0, size, 1.0), np.where(times == 1, 1.0, 0.0))
    turns = abs(times) if np.iscomplexobj(value) else 1
    return Value(value, abs(times) * below * base.error + (4 * turns) * UNIT * np.abs(value) + TINY)


def _compare(operator: str, left: Value, right: Value) -> Array:
    """Where a comparison holds; values within their rounding errors are equal."""
    gap = left.value - right.value
    equal = np.abs(gap) <= 4 * (left.error + right.error)
    if operator in ("=", "!="):
        return np.asarray(equal if operator == "=" else ~equal)
    if operator in ("<", "<="):
        below = np.real(gap) < 0
        return np.asarray(below | equal if operator == "<=" else below & ~equal)
    above = np.real(gap) > 0
    return np.asarray(above | equal if operator == ">=" else above & ~equal)


# -- functions of one argument: the rule, and its slope as a function of (argument, value) -----------------------------

_Rule = Callable[[Array], Array]
_Slope = Callable[[Array, Array], Array]


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


_FUNCTIONS: dict[str, tuple[_Rule, _Slope]] = {
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


# -- functions of several arguments --------------------------------------------------------------------------------------


def _log(evaluator: _Evaluator, parts: list[Value]) -> Value:
    return _divide(evaluator.function("ln", parts[0]), evaluator.function("ln", parts[1]))


def _odd_root(evaluator: _Evaluator, base: Value, exponent: Fraction) -> Value:
    found = evaluator.general_power(Value(np.abs(base.value), base.error), _fraction(exponent))
    return Value(np.where(base.value < 0, -found.value, found.value), found.error)


def _binomial(evaluator: _Evaluator, parts: list[Value]) -> Value:
    n, k = parts
    top = evaluator.function("factorial", n)
    below = _times(evaluator.function("factorial", k), evaluator.function("factorial", _minus(n, k)))
    return _divide(top, below)


def _permutations(evaluator: _Evaluator, parts: list[Value]) -> Value:
    n, k = parts
    return _divide(evaluator.function("factorial", n), evaluator.function("factorial", _minus(n, k)))


def _extreme(choose: Callable[[Array, Array], Array]) -> Callable[[_Evaluator, list[Value]], Value]:
    def rule(_: _Evaluator, parts: list[Value]) -> Value:
        found = parts[0]
        for part in parts[1:]:
            first = choose(found.value, part.value) == found.value
            found = Value(np.where(first, found.value, part.value), np.where(first, found.error, part.error))
        return found

    return rule


def _atan2(_: _Evaluator, parts: list[Value]) -> Value:
    up, along = parts
    value = np.arctan2(np.real(up.value), np.real(along.value))
    size = np.hypot(np.real(up.value), np.real(along.value))
    return Value(value, (up.error + along.error) / np.where(size > 0, size, np.nan) + 4 * UNIT * np.abs(value))


def _mod(evaluator: _Evaluator, parts: list[Value]) -> Value:
    value, divisor = parts
    whole = evaluator.function("floor", _divide(value, divisor))
    return _minus(value, _times(divisor, whole))


_DERIVED: dict[str, Callable[[_Evaluator, list[Value]], Value]] = {
    "log": _log,
    "binomial": _binomial,
    "permutations": _permutations,
    "min": _extreme(np.minimum),
    "max": _extreme(np.maximum),
    "atan2": _atan2,
    "mod": _mod,
}


def _declared(name: str, parts: list[Value]) -> Value:
    """A declared function: smooth, fixed, neither even nor odd, and different for each name."""
    seed = sum((place + 1) * ord(letter) for place, letter in enumerate(name))
    value: Array = np.array(0.3 + seed % 7 / 10)
    error: Array = _NO_ERROR
    for place, part in enumerate(parts):
        rate = 0.7 + (seed % 11 + 3 * place) / 13
        curve = np.sin(rate * part.value + 0.4 + place) + rate * part.value / 3
        value = value + curve * (1 + 0.37 * place) + 0.21 * value * curve
        error = error + 2 * (1 + rate) * (part.error + UNIT * np.abs(part.value)) * (1 + np.abs(value))
    return Value(value, error + 8 * UNIT * np.abs(value))

"""Tree → numbers in double precision, at all sample points at once, each with a bound on its rounding error.

Where an expression has no real value (√−1 in real arithmetic, 1/0, overflow) the value is nan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from mmready.maths.arithmetic import (
    ARITHMETIC,
    NAN,
    NO_ERROR,
    TINY,
    UNIT,
    Array,
    Value,
    compare,
    divide,
    from_fraction,
    times,
    whole_power,
)
from mmready.maths.elementary import FUNCTIONS_OF_ONE, FUNCTIONS_OF_SEVERAL, declared_function, function_of_one
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.quadrature import STEPS, nodes, weighted_sum
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

__all__ = ["CannotEvaluateError", "Value", "evaluate", "number_of"]

_CONSTANTS: dict[str, complex] = {"e": math.e, "pi": math.pi, "i": 1j, "inf": math.inf}
_MOST_TERMS = 2_000
_EXACT_FIRST = frozenset({"binomial", "permutations", "factorial", "floor", "ceil", "round"})


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


def _exactly(function: str, arguments: tuple[Node, ...]) -> Fraction | None:
    """The exact value of a call; None where it has none, or where that cannot be told."""
    try:
        return exact(Call(function, arguments))
    except UndefinedError:
        return None


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
        if isinstance(node, Number):
            return from_fraction(node.value)
        if isinstance(node, Name):
            return self.name(node.name)
        if isinstance(node, Binary):
            if node.operator == "^":
                return self.power(node.left, node.right)
            return ARITHMETIC[node.operator](self.at(node.left), self.at(node.right))
        if isinstance(node, Negation):
            value, error = self.at(node.body)
            return Value(-value, error)
        if isinstance(node, Call):
            return self.call(node.function, node.arguments)
        if isinstance(node, Constant):
            return self.constant(node.name)
        if isinstance(node, Postfix):
            return self.postfix(node.operator, node.body)
        if isinstance(node, Piecewise):
            return self.piecewise(node.pieces, node.otherwise)
        raise CannotEvaluateError(type(node).__name__)

    def name(self, name: str) -> Value:
        if name not in self.values:
            raise CannotEvaluateError(f"{name} has no value")
        return Value(self.values[name], NO_ERROR)

    def constant(self, name: str) -> Value:
        if name == "i":
            return Value(np.array(1j), NO_ERROR) if self.complex else Value(NAN, NO_ERROR)
        value = np.array(_CONSTANTS[name])
        return Value(value, NO_ERROR if name == "inf" else value * UNIT)

    def postfix(self, operator: str, body: Node) -> Value:
        if operator == "!":
            return self.call("factorial", (body,))
        if operator == "%":
            return divide(self.at(body), from_fraction(Fraction(100)))
        if operator == "°":
            return times(self.at(body), from_fraction(Fraction(math.pi) / 180))
        known = exact(Postfix(operator, body))
        if known is None:
            raise CannotEvaluateError(operator)
        return from_fraction(known)

    def power(self, left: Node, right: Node) -> Value:
        if isinstance(left, Constant) and left.name == "e":
            return self.function("exp", self.at(right))
        base = self.at(left)
        try:
            known = exact(right)
        except UndefinedError:
            return Value(NAN, NO_ERROR)
        if known is None:
            return self.general_power(base, self.at(right))
        return self.rational_power(base, known)

    def rational_power(self, base: Value, exponent: Fraction) -> Value:
        if exponent.denominator == 1:
            return whole_power(base, exponent.numerator)
        if not self.complex or (self.real_roots and not np.iscomplexobj(base.value)):
            negative = base.value < 0
            if np.any(negative) and self.real_roots and exponent.denominator % 2:
                size = Value(np.abs(base.value), base.error)
                value, error = self.general_power(size, from_fraction(exponent))
                sign = -1.0 if exponent.numerator % 2 else 1.0
                return Value(np.where(negative, sign * value, value), error)
        return self.general_power(base, from_fraction(exponent))

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
        return function_of_one(name, argument, self.complex)

    def call(self, function: str, arguments: tuple[Node, ...]) -> Value:
        if function.rstrip("'") in self.functions:
            return declared_function(function, [self.at(part) for part in arguments])
        if function in _EXACT_FIRST:
            whole = _exactly(function, arguments)
            if whole is not None:
                return from_fraction(whole)
        if function in FUNCTIONS_OF_ONE:
            return self.function(function, self.at(arguments[0]))
        if function in FUNCTIONS_OF_SEVERAL:
            return FUNCTIONS_OF_SEVERAL[function](self.function, [self.at(part) for part in arguments])
        if function == "root":
            return self.root(*arguments)
        if function in ("sum", "product"):
            return self.series(function, *arguments)
        if function == "integrate" and len(arguments) == 4:
            return self.integral(*arguments)
        known = _exactly(function, arguments)
        if known is None:
            raise CannotEvaluateError(function)
        return from_fraction(known)

    def root(self, body: Node, degree: Node) -> Value:
        """The real root where there is one: of a negative number, for an odd degree."""
        known = exact(degree)
        base = self.at(body)
        if known is None or known == 0:
            return self.general_power(base, divide(from_fraction(Fraction(1)), self.at(degree)))
        if known.denominator == 1 and known % 2 and not np.iscomplexobj(base.value):
            return self.odd_root(base, 1 / known)
        return self.general_power(base, from_fraction(1 / known))

    def odd_root(self, base: Value, exponent: Fraction) -> Value:
        found = self.general_power(Value(np.abs(base.value), base.error), from_fraction(exponent))
        return Value(np.where(base.value < 0, -found.value, found.value), found.error)

    def piecewise(self, pieces: tuple[tuple[Node, Node], ...], otherwise: Node | None) -> Value:
        value, error = self.at(otherwise) if otherwise is not None else Value(NAN, NO_ERROR)
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
                    holds = holds & compare(operator, left, right)
                return holds
        raise CannotEvaluateError("a condition is needed")

    def series(self, function: str, body: Node, name: Node, first: Node, last: Node) -> Value:
        """A sum or product over whole numbers; its limits may depend on names."""
        low, high = np.ceil(self.at(first).value), np.floor(self.at(last).value)
        ends = float(np.min(low)), float(np.max(high))
        if not isinstance(name, Name) or not ends[1] - ends[0] <= _MOST_TERMS:
            raise CannotEvaluateError(function)
        steps = np.arange(ends[0], ends[1] + 1).reshape((-1,) + (1,) * (self.bound + 1))
        terms = self.bind(name.name, steps, body)
        taken = (steps >= low) & (steps <= high)
        value = np.where(taken, terms.value, 0.0 if function == "sum" else 1.0)
        error = np.where(taken, terms.error, 0.0)
        if function == "sum":
            return Value(value.sum(axis=0), error.sum(axis=0) + len(steps) * UNIT * np.abs(value).sum(axis=0))
        relative = np.where(value != 0, error / np.abs(value), 0.0).sum(axis=0)
        whole = value.prod(axis=0)
        return Value(whole, np.abs(whole) * (relative + len(steps) * UNIT))

    def bind(self, name: str, steps: Array, body: Node) -> Value:
        """The body with a name running through ``steps``, whose first axis is a new one."""
        before = self.values.get(name)
        self.bound += 1
        self.values[name] = steps
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
        """Double-exponential quadrature; its error is judged by steps twice as wide."""
        if not isinstance(name, Name):
            raise CannotEvaluateError("integrate")
        low, high = self.at(first).value, self.at(last).value
        found = []
        for step in STEPS:
            places, weights = nodes(step, low, high, axes=self.bound + 1)
            found.append(weighted_sum(self.bind(name.name, places, body).value, weights))
        return Value(found[0], np.abs(found[0] - found[1]) + 100 * UNIT * np.abs(found[0]))

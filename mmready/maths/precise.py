"""Tree → one number with many digits, where double precision cannot tell. mpmath is loaded here only.

Bounded like everything else: where a number grows beyond reason the answer is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from mmready.maths.exact import UndefinedError, exact
from mmready.maths.tree import Binary, Call, Constant, Name, Negation, Node, Number, Postfix

FEW_DIGITS, MANY_DIGITS = 40, 90
_LARGEST_BITS = 4_000  # of the exponent's size, for arguments of trigonometric functions
_LARGEST_POWER = 10**12


_FAILURES = (ArithmeticError, ValueError, TypeError, AttributeError, NotImplementedError)
"""What mpmath raises for arguments that it has no rule for."""


class CannotTellError(Exception):
    """There is no rule for this, or the number is too large."""


@lru_cache(maxsize=1)
def _context() -> Any:
    from mpmath import MPContext

    return MPContext()


def differ(left: Node, right: Node, values: Mapping[str, complex], *, real_roots: bool = True) -> bool | None:
    """Whether two trees have different values at one point; None where it cannot be told.

    Both are computed with 40 and with 90 digits: a true difference stays as it is, rounding noise shrinks.
    """
    try:
        few = _difference(left, right, values, real_roots, FEW_DIGITS)
        if few is None:
            return None
        many = _difference(left, right, values, real_roots, MANY_DIGITS)
    except (CannotTellError, UndefinedError, *_FAILURES):
        return None
    if many is None:
        return None
    context = _context()
    if many == 0 or abs(many) < abs(few) * context.mpf(10) ** -30:
        return False
    if abs(many - few) < abs(many) * context.mpf(10) ** -6:
        return True
    return None


def is_undefined(node: Node) -> bool:
    """Whether a tree without names divides by zero or takes the logarithm of zero."""
    context = _context()
    context.dps = FEW_DIGITS
    try:
        _Precise(context, {}, real_roots=True).at(node)
    except UndefinedError:
        return True
    except (CannotTellError, *_FAILURES):
        return False
    return False


def _difference(left: Node, right: Node, values: Mapping[str, complex], real_roots: bool, digits: int) -> Any:
    context = _context()
    context.dps = digits
    evaluator = _Precise(context, values, real_roots)
    found = evaluator.at(left) - evaluator.at(right)
    return found if context.isfinite(found) else None


class _Precise:
    def __init__(self, context: Any, values: Mapping[str, complex], real_roots: bool) -> None:
        self.context = context
        self.values = values
        self.real_roots = real_roots

    def at(self, node: Node) -> Any:
        context = self.context
        match node:
            case Number(value, _):
                return self.fraction(value)
            case Name(name):
                if name not in self.values:
                    raise CannotTellError(name)
                number = self.values[name]
                return context.mpc(number) if isinstance(number, complex) else context.mpf(number)
            case Negation(body):
                return -self.at(body)
            case Binary("^", left, right, _):
                return self.power(left, right)
            case Binary(operator, left, right, _):
                return self.binary(operator, self.at(left), self.at(right))
            case Constant(name):
                if name == "inf":
                    raise CannotTellError(name)
                return {"e": +context.e, "pi": +context.pi, "i": context.j}[name]
            case Postfix(operator, body):
                return self.postfix(operator, body)
            case Call(function, arguments):
                return self.call(function, arguments)
        raise CannotTellError(type(node).__name__)

    def fraction(self, value: Fraction) -> Any:
        return self.context.mpf(value.numerator) / value.denominator

    def binary(self, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
        if operator == "*":
            return left * right
        if right == 0:
            raise UndefinedError("division by zero")
        return left / right

    def power(self, left: Node, right: Node) -> Any:
        base, known = self.at(left), exact(right)
        exponent = self.fraction(known) if known is not None else self.at(right)
        if base == 0 and self.context.re(exponent) < 0:
            raise UndefinedError("division by zero")
        if base != 0 and abs(exponent) * (abs(self.context.log(abs(base))) + 1) > _LARGEST_POWER:
            raise CannotTellError("power")
        if known is not None and known.denominator == 1:
            return base ** int(known)
        if known is not None and self.real_roots and known.denominator % 2 and _is_real(base) and base.real < 0:
            return self.context.power(-base.real, exponent) * (-1) ** (known.numerator % 2)
        return self.context.power(base, exponent)

    def postfix(self, operator: str, body: Node) -> Any:
        if operator == "!":
            return self.call("factorial", (body,))
        value = self.at(body)
        if operator == "%":
            return value / 100
        if operator == "°":
            return value * self.context.pi / 180
        raise CannotTellError(operator)

    def call(self, function: str, arguments: tuple[Node, ...]) -> Any:
        rule = _RULES.get(function)
        if rule is None:
            raise CannotTellError(function)
        parts = [self.at(part) for part in arguments]
        if any(part != 0 and abs(self.context.mag(part)) > _LARGEST_BITS for part in parts):
            raise CannotTellError(function)
        return rule(self.context, *parts)


def _is_real(value: Any) -> bool:
    return bool(value.imag == 0)


def _named(name: str) -> Callable[..., Any]:
    return lambda context, *parts: getattr(context, name)(*parts)


def _exponential(context: Any, value: Any) -> Any:
    if abs(value) > _LARGEST_POWER:
        raise CannotTellError("exp")
    return context.exp(value)


def _logarithm(context: Any, value: Any, base: Any = None) -> Any:
    if value == 0 or (base is not None and base in (0, 1)):
        raise UndefinedError("logarithm of zero, or to the base 0 or 1")
    return context.ln(value) if base is None else context.ln(value) / context.ln(base)


def _root(context: Any, value: Any, degree: Any) -> Any:
    odd = _is_real(degree) and degree == context.floor(degree.real) and int(degree.real) % 2
    if odd and _is_real(value) and value.real < 0:
        return -context.power(-value.real, 1 / degree)
    return context.power(value, 1 / degree)


def _gamma(context: Any, value: Any) -> Any:
    if abs(value) > 1000:
        raise CannotTellError("Gamma")
    return context.gamma(value)


_SAME_NAME = (
    *("sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "asec", "acsc", "acot"),
    *("sinh", "cosh", "tanh", "sech", "csch", "coth", "asinh", "acosh", "atanh", "asech", "acsch", "acoth"),
    *("sqrt", "sign", "floor", "ceil", "re", "im", "conj", "arg", "erf"),
)
_RULES: dict[str, Callable[..., Any]] = {
    **{name: _named(name) for name in _SAME_NAME},
    "exp": _exponential,
    "ln": _logarithm,
    "log": _logarithm,
    "log10": lambda context, value: _logarithm(context, value, 10),
    "log2": lambda context, value: _logarithm(context, value, 2),
    "abs": lambda _, value: abs(value),
    "cbrt": lambda context, value: _root(context, value, context.mpf(3)),
    "root": _root,
    "atan2": _named("atan2"),
    "Gamma": _gamma,
    "factorial": lambda context, value: _gamma(context, value + 1),
    "binomial": lambda context, n, k: _gamma(context, n + 1) / (_gamma(context, k + 1) * _gamma(context, n - k + 1)),
    "Phi": lambda context, value: context.erfc(-value / context.sqrt(2)) / 2,
    "min": lambda _, *parts: min(parts),
    "max": lambda _, *parts: max(parts),
}

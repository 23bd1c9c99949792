"""Derivatives by the rules, as trees; products with 0 and 1 are left out, nothing else is simplified."""

from __future__ import annotations

from collections.abc import Callable

from mmready.maths.tree import (
    ONE,
    TWO,
    ZERO,
    Binary,
    Call,
    Constant,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
    number,
    rebuild,
    walk,
)


class NoDerivativeError(ValueError):
    """There is no rule for this (a declared function, a factorial of the variable)."""


def derivative(node: Node, name: str) -> Node:
    """The derivative with respect to a name; where a function jumps or has a corner, that of its smooth parts.

    Raises NoDerivativeError where there is no rule.
    """
    match node:
        case Name(found):
            return ONE if found == name else ZERO
        case Number() | Constant():
            return ZERO
        case Negation(body):
            inner = derivative(body, name)
            return ZERO if inner == ZERO else Negation(inner)
        case Binary(operator, left, right, _):
            return _binary(operator, left, right, name)
        case Postfix("%" | "°", body):
            inner = derivative(body, name)
            return ZERO if inner == ZERO else Postfix(node.operator, inner)
        case Call(function, arguments):
            return _call(function, arguments, name)
        case Piecewise(pieces, otherwise):
            changed = tuple((derivative(value, name), condition) for value, condition in pieces)
            return Piecewise(changed, None if otherwise is None else derivative(otherwise, name))
    if _holds(node, name):
        raise NoDerivativeError(type(node).__name__)
    return ZERO


def _holds(node: Node, name: str) -> bool:
    return any(isinstance(part, Name) and part.name == name for part in walk(node))


def _times(left: Node, right: Node) -> Node:
    if ZERO in (left, right):
        return ZERO
    if left == ONE:
        return right
    return left if right == ONE else Binary("*", left, right)


def _plus(left: Node, right: Node) -> Node:
    if left == ZERO:
        return right
    return left if right == ZERO else Binary("+", left, right)


def _over(left: Node, right: Node) -> Node:
    return ZERO if left == ZERO else Binary("/", left, right)


def _square(node: Node) -> Node:
    return Binary("^", node, TWO)


def _binary(operator: str, left: Node, right: Node, name: str) -> Node:
    first, second = derivative(left, name), derivative(right, name)
    if first == ZERO and second == ZERO:
        return ZERO
    if operator == "+":
        return _plus(first, second)
    if operator == "-":
        return first if second == ZERO else Binary("-", first, second)
    if operator == "*":
        return _plus(_times(first, right), _times(left, second))
    if operator == "/":
        if second == ZERO:
            return _over(first, right)
        return _over(Binary("-", _times(first, right), _times(left, second)), _square(right))
    return _power(left, right, first, second)


def _power(base: Node, exponent: Node, base_change: Node, exponent_change: Node) -> Node:
    """(u^v)' = v u^(v−1) u' + u^v ln(u) v'."""
    lower: Node = ZERO
    if base_change != ZERO:
        less = number(exponent.value - 1) if isinstance(exponent, Number) else Binary("-", exponent, ONE)
        lower = _times(_times(exponent, Binary("^", base, less)), base_change)
    whole = Binary("^", base, exponent)
    logarithm: Node = ONE if base == Constant("e") else Call("ln", (base,))
    return _plus(lower, _times(_times(whole, logarithm), exponent_change))


_Outer = Callable[[Node], Node]


def _one_minus_square(node: Node) -> Node:
    return Binary("-", ONE, _square(node))


def _function(name: str) -> _Outer:
    return lambda node: Call(name, (node,))


def _root_below(inside: _Outer) -> _Outer:
    return lambda node: Binary("/", ONE, Call("sqrt", (inside(node),)))


def _negative(rule: _Outer) -> _Outer:
    return lambda node: Negation(rule(node))


def _product(first: _Outer, second: _Outer) -> _Outer:
    return lambda node: Binary("*", first(node), second(node))


def _squared(name: str) -> _Outer:
    return lambda node: _square(Call(name, (node,)))


def _reciprocal(inside: _Outer) -> _Outer:
    return lambda node: Binary("/", ONE, inside(node))


def _root_factor(inside: _Outer) -> _Outer:
    """1/(|x| √inside)."""
    return lambda node: Binary("/", ONE, Binary("*", Call("abs", (node,)), Call("sqrt", (inside(node),))))


def _square_minus_one(node: Node) -> Node:
    return Binary("-", _square(node), ONE)


def _square_plus_one(node: Node) -> Node:
    return Binary("+", _square(node), ONE)


def _gauss(factor: Node, half: bool) -> _Outer:
    """factor · e^(−x²), or e^(−x²/2)."""

    def rule(node: Node) -> Node:
        square = Binary("/", _square(node), TWO) if half else _square(node)
        return Binary("*", factor, Call("exp", (Negation(square),)))

    return rule


_ROOT_PI = Call("sqrt", (Constant("pi"),))
_ROOT_TWO_PI = Call("sqrt", (Binary("*", TWO, Constant("pi")),))
_OUTER: dict[str, _Outer] = {
    "sin": _function("cos"),
    "cos": _negative(_function("sin")),
    "tan": _squared("sec"),
    "cot": _negative(_squared("csc")),
    "sec": _product(_function("sec"), _function("tan")),
    "csc": _negative(_product(_function("csc"), _function("cot"))),
    "asin": _root_below(_one_minus_square),
    "acos": _negative(_root_below(_one_minus_square)),
    "atan": _reciprocal(_square_plus_one),
    "acot": _negative(_reciprocal(_square_plus_one)),
    "asec": _root_factor(_square_minus_one),
    "acsc": _negative(_root_factor(_square_minus_one)),
    "sinh": _function("cosh"),
    "cosh": _function("sinh"),
    "tanh": _squared("sech"),
    "coth": _negative(_squared("csch")),
    "sech": _negative(_product(_function("sech"), _function("tanh"))),
    "csch": _negative(_product(_function("csch"), _function("coth"))),
    "asinh": _root_below(_square_plus_one),
    "acosh": _root_below(_square_minus_one),
    "atanh": _reciprocal(_one_minus_square),
    "acoth": _reciprocal(_one_minus_square),
    "asech": _negative(_root_factor(_one_minus_square)),
    "acsch": _negative(_root_factor(_square_plus_one)),
    "exp": _function("exp"),
    "ln": _reciprocal(lambda node: node),
    "log10": _reciprocal(lambda node: Binary("*", node, Call("ln", (number(10),)))),
    "log2": _reciprocal(lambda node: Binary("*", node, Call("ln", (TWO,)))),
    "sqrt": lambda node: Binary("/", ONE, Binary("*", TWO, Call("sqrt", (node,)))),
    "cbrt": lambda node: Binary("/", ONE, Binary("*", number(3), _square(Call("cbrt", (node,))))),
    "abs": lambda node: Binary("/", node, Call("abs", (node,))),
    "sign": lambda _: ZERO,
    "floor": lambda _: ZERO,
    "ceil": lambda _: ZERO,
    "round": lambda _: ZERO,
    "erf": _gauss(Binary("/", TWO, _ROOT_PI), half=False),
    "Phi": _gauss(Binary("/", ONE, _ROOT_TWO_PI), half=True),
    "transpose": lambda _: ONE,
}


def _call(function: str, arguments: tuple[Node, ...], name: str) -> Node:
    if function in _OUTER:
        (inner,) = arguments
        change = derivative(inner, name)
        return ZERO if change == ZERO else _times(_OUTER[function](inner), change)
    if function == "log":
        value, base = arguments
        return derivative(Binary("/", Call("ln", (value,)), Call("ln", (base,))), name)
    if function == "root":
        body, degree = arguments
        if not _holds(degree, name):
            return _times(_over(Call("root", arguments), Binary("*", degree, body)), derivative(body, name))
    if function == "sum" and not any(_holds(part, name) for part in arguments[1:]):
        return Call("sum", (derivative(arguments[0], name), *arguments[1:]))
    if function == "integrate" and len(arguments) == 4:
        return _integral(arguments, name)
    if any(_holds(part, name) for part in arguments):
        raise NoDerivativeError(function)
    return ZERO


def _integral(arguments: tuple[Node, ...], name: str) -> Node:
    """Leibniz's rule for a variable upper or lower limit."""
    body, variable, low, high = arguments
    if not isinstance(variable, Name) or (variable.name != name and _holds(body, name)):
        raise NoDerivativeError("integrate")
    upper = _times(_put(body, variable.name, high), derivative(high, name))
    lower = _times(_put(body, variable.name, low), derivative(low, name))
    return upper if lower == ZERO else Binary("-", upper, lower)


def _put(node: Node, name: str, value: Node) -> Node:
    if isinstance(node, Name):
        return value if node.name == name else node
    return rebuild(node, lambda part: _put(part, name, value))

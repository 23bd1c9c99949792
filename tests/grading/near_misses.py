"""Wrong answers that are nearly right: mutations of a key, each proved different with mpmath at 50 digits.

The proof shares nothing with the marking: its own evaluation of trees, at its own random points. A mutant that cannot
be proved different is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from mmready.domain.variant import Domain
from mmready.maths.tree import (
    ONE,
    TWO,
    Binary,
    Call,
    Comparison,
    Constant,
    Interval,
    Matrix,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
    SetOf,
    Vector,
    children,
    names,
    number,
    rebuild,
)

_SWAPPED = {
    "sin": "cos", "cos": "sin", "tan": "cot", "exp": "ln", "ln": "exp", "asin": "acos", "acos": "asin", "atan": "tan",
    "sinh": "cosh", "cosh": "sinh", "sqrt": "cbrt", "abs": "sqrt", "min": "max", "max": "min", "Phi": "erf",
}  # fmt: skip
_OTHER_SIGN = {"+": "-", "-": "+", "*": "/", "/": "*"}
_TOUCHED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


# -- mutations ---------------------------------------------------------------------------------------------------------


def mutants(key: Node) -> Iterator[Node]:
    """The key with one thing changed, in many ways; some of them may mean the same as the key."""
    seen = {key}
    for found in (*_everywhere(key), *_as_a_whole(key)):
        if found not in seen:
            seen.add(found)
            yield found


def _everywhere(node: Node) -> Iterator[Node]:
    """One part changed, wherever it stands."""
    yield from _here(node)
    parts = children(node)
    for place, part in enumerate(parts):
        for changed in _everywhere(part):
            yield _with_part(node, place, changed)


def _with_part(node: Node, place: int, changed: Node) -> Node:
    count = iter(range(len(children(node))))
    return rebuild(node, lambda part: changed if next(count) == place else part)


def _here(node: Node) -> Iterator[Node]:
    match node:
        case Number(value, _):
            yield from (number(value + 1), number(value - 1), number(-value), number(2 * value))
            if value:
                yield number(1 / value)
        case Name(name):
            yield from (Negation(node), Binary("+", node, ONE), Binary("^", node, TWO), Name(name + "_7"))
        case Constant():
            yield from (TWO, Binary("*", TWO, node))
        case Binary("^", left, right, _):
            yield from (left, Binary("^", left, Binary("+", right, ONE)), Binary("*", left, right))
            yield Binary("^", left, Negation(right))
        case Binary(operator, left, right, _):
            yield from (left, right, Binary(_OTHER_SIGN[operator], left, right))
            if operator in "-/":
                yield Binary(operator, right, left)
        case Negation(body):
            yield body
        case Call(function, arguments):
            if function in _SWAPPED:
                yield Call(_SWAPPED[function], arguments)
            yield from arguments
        case Postfix(_, body):
            yield body


def _as_a_whole(node: Node) -> Iterator[Node]:
    match node:
        case Vector(items, bracket):
            yield from (Vector(changed, bracket) for changed in _listed(items))
        case SetOf(items):
            yield from (SetOf(changed) for changed in (*_fewer(items), (*items, number(97))))
        case Matrix(rows):
            yield from (Matrix(rows[1:] + rows[:1]), Matrix(tuple(zip(*rows, strict=True))))
            yield Matrix(tuple(row[::-1] for row in rows))
        case Interval(low, high, low_closed, high_closed):
            yield Interval(low, high, not low_closed, high_closed)
            yield Interval(low, high, low_closed, not high_closed)
            yield Interval(Negation(high), Negation(low), high_closed, low_closed)
        case Comparison(operators, operands):
            for signs in (_TOUCHED, _TURNED):
                yield Comparison(tuple(signs.get(sign, sign) for sign in operators), operands)
        case _:
            yield from (Negation(node), Binary("/", ONE, node), Binary("+", node, ONE), Binary("*", node, TWO))
            yield from (Binary("^", node, TWO), Binary("+", node, number(Fraction(1, 10**6))))
            yield Binary("*", node, Binary("+", ONE, number(Fraction(1, 10**9))))


def _listed(items: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    yield items[1:] + items[:1]
    yield items[::-1]
    yield tuple(Negation(item) for item in items)
    yield from _fewer(items)


def _fewer(items: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    for place in range(len(items)):
        rest = items[:place] + items[place + 1 :]
        if rest:
            yield rest


# -- an evaluation of its own ------------------------------------------------------------------------------------------


class _NoValueError(Exception):
    pass


_CONSTANTS: dict[str, Any] = {"e": mpmath.e, "pi": mpmath.pi, "inf": mpmath.inf}
_FUNCTIONS: dict[str, Any] = {
    **{name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh")},
    **{name: getattr(mpmath, name) for name in ("exp", "ln", "sqrt", "atan", "asin", "acos", "erf", "floor", "ceil")},
    "abs": abs,
    "Phi": mpmath.ncdf,
    "Gamma": mpmath.gamma,
    "factorial": mpmath.factorial,
    "binomial": mpmath.binomial,
    "min": min,
    "max": max,
    "log": lambda value, base: mpmath.ln(value) / mpmath.ln(base),
    "cbrt": lambda value: mpmath.sign(value) * mpmath.cbrt(abs(value)),
    "root": lambda value, degree: mpmath.root(value, int(degree)),
}


def value_of(node: Node, at: Mapping[str, Any]) -> Any:
    """The real value of a tree; _NoValueError where there is none."""
    match node:
        case Number(value, _):
            return mpmath.mpf(value.numerator) / value.denominator
        case Name(name):
            return at[name]
        case Constant(name) if name in _CONSTANTS:
            return +_CONSTANTS[name]
        case Negation(body):
            return -value_of(body, at)
        case Binary(operator, left, right, _):
            return _real(_joined(operator, value_of(left, at), value_of(right, at)))
        case Call(function, arguments) if function in _FUNCTIONS:
            return _real(_FUNCTIONS[function](*(value_of(part, at) for part in arguments)))
        case Postfix("!", body):
            return mpmath.factorial(value_of(body, at))
        case Postfix("%", body):
            return value_of(body, at) / 100
        case Piecewise(pieces, otherwise):
            for branch, condition in pieces:
                if holds(condition, at):
                    return value_of(branch, at)
            if otherwise is not None:
                return value_of(otherwise, at)
    raise _NoValueError


def _joined(operator: str, left: Any, right: Any) -> Any:
    below = right if operator == "/" else left
    if below == 0 and (operator == "/" or (operator == "^" and right < 0)):
        raise _NoValueError
    if operator in "+-":
        return left + right if operator == "+" else left - right
    if operator in "*/":
        return left * right if operator == "*" else left / right
    return mpmath.power(left, right)


def _real(value: Any) -> Any:
    if isinstance(value, mpmath.mpc):
        raise _NoValueError
    if mpmath.isnan(value):
        raise _NoValueError
    return value


def holds(node: Node, at: Mapping[str, Any]) -> bool:
    """Whether a comparison is true; sides that agree to 40 digits are equal."""
    if not isinstance(node, Comparison):
        raise _NoValueError
    sides = [value_of(part, at) for part in node.operands]
    for sign, left, right in zip(node.operators, sides, sides[1:], strict=False):
        equal = _alike(left, right)
        true = {"=": equal, "!=": not equal, "<": left < right and not equal, "<=": left < right or equal}
        true |= {">": left > right and not equal, ">=": left > right or equal}
        if not true[sign]:
            return False
    return True


def _alike(left: Any, right: Any) -> bool:
    return bool(left == right or abs(left - right) <= mpmath.mpf(10) ** -40 * (1 + abs(right)))


# -- proofs of difference ----------------------------------------------------------------------------------------------


def proved_different(one: Node, other: Node, domains: Mapping[str, Domain], *, up_to_constant: bool = False) -> bool:
    """Whether two answers of one kind are certainly not the same."""
    with mpmath.workdps(50):
        try:
            return _different(one, other, domains, up_to_constant)
        except (_NoValueError, ArithmeticError, ValueError, KeyError, TypeError, OverflowError):
            return False


def _different(one: Node, other: Node, domains: Mapping[str, Domain], up_to_constant: bool) -> bool:
    if isinstance(other, Vector | Matrix):
        first, second = (children(node) for node in (one, other))
        same_shape = type(one) is type(other) and len(first) == len(second)
        if isinstance(one, Matrix) and isinstance(other, Matrix):
            same_shape = [len(row) for row in one.rows] == [len(row) for row in other.rows]
        if not same_shape:
            return True
        return any(_different(a, b, domains, False) for a, b in zip(first, second, strict=True))
    if isinstance(other, SetOf):
        return _other_members(children(one), children(other))
    if isinstance(one, Interval) and isinstance(other, Interval):
        return _other_numbers(one, other)
    if isinstance(one, Comparison) and isinstance(other, Comparison):
        return _other_truth(one, other, domains)
    return _other_values(one, other, domains, up_to_constant)


def _points(used: Sequence[str], domains: Mapping[str, Domain], count: int) -> Iterator[dict[str, Any]]:
    chance = np.random.default_rng(2027)
    for _ in range(count):
        yield {name: _place(chance, domains.get(name, "real")) for name in used}


def _place(chance: np.random.Generator, domain: Domain) -> Any:
    share = mpmath.mpf(int(chance.integers(1, 10**6))) / 10**6
    if isinstance(domain, tuple):
        low, high = (max(-50.0, domain[0]), min(50.0, domain[1]))
        return low + (mpmath.mpf(high) - low) * share
    if domain == "integer":
        return mpmath.mpf(int(chance.integers(-6, 9)))
    return 4 * share if domain == "positive" else 8 * share - 4


def _other_values(one: Node, other: Node, domains: Mapping[str, Domain], up_to_constant: bool) -> bool:
    used = sorted({*names(one), *names(other)})
    gaps = []
    for at in _points(used, domains, 24 if used else 1):
        try:
            gaps.append((value_of(one, at) - value_of(other, at), abs(value_of(other, at))))
        except (_NoValueError, ArithmeticError, ValueError):
            continue
    if not gaps or (used and len(gaps) < 4):
        return False
    if up_to_constant:
        return any(abs(gap - gaps[0][0]) > mpmath.mpf(10) ** -25 * (1 + size) for gap, size in gaps)
    return any(abs(gap) > mpmath.mpf(10) ** -25 * (1 + size) for gap, size in gaps)


def _other_members(one: Sequence[Node], other: Sequence[Node]) -> bool:
    first, second = ([value_of(item, {}) for item in items] for items in (one, other))
    return not (
        all(any(_alike(a, b) for b in second) for a in first) and all(any(_alike(a, b) for a in first) for b in second)
    )


def _other_numbers(one: Interval, other: Interval) -> bool:
    def within(node: Interval, place: Any) -> bool:
        low, high = value_of(node.low, {}), value_of(node.high, {})
        above = place > low or (node.low_closed and place == low)
        return bool(above and (place < high or (node.high_closed and place == high)))

    ends = [value_of(end, {}) for node in (one, other) for end in (node.low, node.high)]
    known = sorted(end for end in ends if mpmath.isfinite(end)) or [mpmath.mpf(0)]
    places = [*known, *(place + step for place in known for step in (-1, 1, mpmath.mpf("1e-9"), mpmath.mpf("-1e-9")))]
    return any(within(one, place) != within(other, place) for place in places)


def _other_truth(one: Comparison, other: Comparison, domains: Mapping[str, Domain]) -> bool:
    used = sorted({*names(one), *names(other)})
    for at in _points(used, domains, 12):
        for place in (at, *_on_the_edge(other, at, domains), *_on_the_edge(one, at, domains)):
            if holds(one, place) != holds(other, place):
                return True
    return False


def _on_the_edge(node: Comparison, at: Mapping[str, Any], domains: Mapping[str, Domain]) -> Iterator[dict[str, Any]]:
    """Points at which two sides are equal, found along each name."""
    for left, right in zip(node.operands, node.operands[1:], strict=False):
        for name in sorted({*names(left), *names(right)}):

            def gap(value: Any, name: str = name, left: Node = left, right: Node = right) -> Any:
                place = {**at, name: value}
                return value_of(left, place) - value_of(right, place)

            try:
                root = mpmath.findroot(gap, at[name], tol=mpmath.mpf(10) ** -90)
            except (_NoValueError, ArithmeticError, ValueError):
                continue
            if _inside(root, domains.get(name, "real")):
                yield {**at, name: mpmath.nint(root) if abs(root - mpmath.nint(root)) < 1e-40 else root}


def _inside(root: Any, domain: Domain) -> bool:
    if isinstance(root, mpmath.mpc) or domain == "integer":
        return False
    if isinstance(domain, tuple):
        return bool(domain[0] < root < domain[1])
    return bool(root > 0) if domain == "positive" else True

"""Rational functions of one name with exact coefficients, and their real roots."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from mmready.maths.exact import UndefinedError, exact
from mmready.maths.tree import Binary, Name, Negation, Node, Number, Postfix

Polynomial = dict[int, Fraction]
"""Power → coefficient, never zero; so x^6000 costs as much as x^2."""

_MOST_TERMS, _HIGHEST_DENSE = 80, 60
_ONE: Polynomial = {0: Fraction(1)}


class Quotient(NamedTuple):
    """``top / below``."""

    top: Polynomial
    below: Polynomial


def quotient(node: Node, name: str, values: Mapping[str, Fraction]) -> Quotient | None:
    """The tree as a rational function of ``name`` with ``values`` for the others; None where it is none or too long."""
    match node:
        case Number(value, _):
            return _constant(value)
        case Name(found):
            if found == name:
                return Quotient({1: Fraction(1)}, _ONE)
            return _constant(values[found]) if found in values else None
        case Negation(body):
            inner = quotient(body, name, values)
            return None if inner is None else Quotient(_scaled(inner.top, Fraction(-1)), inner.below)
        case Postfix("%", body):
            inner = quotient(body, name, values)
            return None if inner is None else Quotient(_scaled(inner.top, Fraction(1, 100)), inner.below)
        case Binary("^", left, right, _):
            base = quotient(left, name, values)
            return None if base is None else _power(base, exact(right, values))
        case Binary(operator, left, right, _):
            first = quotient(left, name, values)
            second = None if first is None else quotient(right, name, values)
            return None if first is None or second is None else _binary(operator, first, second)
    known = exact(node, values)
    return None if known is None else _constant(known)


def _constant(value: Fraction) -> Quotient:
    return Quotient({0: value} if value else {}, _ONE)


def _scaled(poly: Polynomial, factor: Fraction) -> Polynomial:
    return {power: factor * value for power, value in poly.items()}


def _sum(left: Polynomial, right: Polynomial) -> Polynomial:
    total = dict(left)
    for power, value in right.items():
        total[power] = total.get(power, Fraction(0)) + value
    return {power: value for power, value in total.items() if value}


def _product(left: Polynomial, right: Polynomial) -> Polynomial | None:
    if len(left) * len(right) > _MOST_TERMS**2:
        return None
    total: Polynomial = {}
    for power, value in left.items():
        for other, factor in right.items():
            total[power + other] = total.get(power + other, Fraction(0)) + value * factor
    return {power: value for power, value in total.items() if value} if len(total) <= _MOST_TERMS else None


def _binary(operator: str, left: Quotient, right: Quotient) -> Quotient | None:
    if operator == "/":
        if not right.top:
            raise UndefinedError("division by zero")
        right, operator = Quotient(right.below, right.top), "*"
    if operator == "*":
        top, below = _product(left.top, right.top), _product(left.below, right.below)
        return None if top is None or below is None else Quotient(top, below)
    sign = Fraction(1 if operator == "+" else -1)
    if left.below == right.below:
        return Quotient(_sum(left.top, _scaled(right.top, sign)), left.below)
    first, second = _product(left.top, right.below), _product(right.top, left.below)
    below = _product(left.below, right.below)
    if first is None or second is None or below is None:
        return None
    return Quotient(_sum(first, _scaled(second, sign)), below)


def _power(base: Quotient, exponent: Fraction | None) -> Quotient | None:
    if exponent is None or exponent.denominator != 1:
        return None
    times = int(exponent)
    if times < 0:
        if not base.top:
            raise UndefinedError("division by zero")
        base, times = Quotient(base.below, base.top), -times
    top, below = _whole_power(base.top, times), _whole_power(base.below, times)
    return None if top is None or below is None else Quotient(top, below)


def _whole_power(base: Polynomial, times: int) -> Polynomial | None:
    if len(base) == 1:
        ((power, value),) = base.items()
        if abs(value) == 1 or times * max(value.numerator.bit_length(), value.denominator.bit_length()) < 5000:
            return {power * times: value**times}
        return None
    if times > _HIGHEST_DENSE:
        return None
    result: Polynomial | None = dict(_ONE)
    for _ in range(times):
        result = None if result is None else _product(result, base)
    return result


def real_roots(poly: Polynomial) -> list[float] | None:
    """The real roots, each once; None where the degree is too high. A polynomial that is zero has none listed."""
    if not poly:
        return []
    lowest = min(poly)
    roots = [0.0] if lowest > 0 else []
    degree = max(poly) - lowest
    if degree > _HIGHEST_DENSE:
        return None
    dense = [poly.get(lowest + power, Fraction(0)) for power in range(degree + 1)]
    return sorted(roots + _simple_roots(_squarefree(dense)))


def _simple_roots(dense: list[Fraction]) -> list[float]:
    """Real roots of a polynomial without repeated ones, coefficients from the constant up."""
    if len(dense) < 2:
        return []
    if len(dense) == 2:
        return [float(-dense[0] / dense[1])]
    largest = max(abs(value) for value in dense)
    scaled = [float(value / largest) for value in dense]
    if scaled[-1] == 0:
        return []
    found = np.roots(scaled[::-1])
    near = [root.real for root in found if abs(root.imag) <= 1e-5 * (1 + abs(root.real))]
    polished = (_polished(dense, float(root)) for root in near)
    return [root for root in dict.fromkeys(polished) if root is not None]


def _polished(dense: list[Fraction], start: float) -> float | None:
    """Newton's method in exact arithmetic, rounded to a double after each step; None where it is no real root."""
    root = start
    for _ in range(8):
        at = Fraction(root)
        value, slope = Fraction(0), Fraction(0)
        for coefficient in reversed(dense):
            slope = slope * at + value
            value = value * at + coefficient
        if value == 0:
            return root
        if slope == 0:
            return None
        step = float(value / slope)
        if abs(step) > 1e-3 * (1 + abs(root)):
            return None
        if root - step == root or abs(step) <= 4e-16 * abs(root):
            return root - step
        root -= step
    return None


def _squarefree(dense: list[Fraction]) -> list[Fraction]:
    """The polynomial divided by its greatest common divisor with its derivative: each root once."""
    slope = [power * value for power, value in enumerate(dense)][1:]
    if not slope:
        return dense
    common = _common(dense, slope)
    return _divided(dense, common)[0] if len(common) > 1 else dense


def _common(left: list[Fraction], right: list[Fraction]) -> list[Fraction]:
    while right:
        left, right = right, _divided(left, right)[1]
        if right:
            right = [value / right[-1] for value in right]
    return left


def _divided(top: list[Fraction], below: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    rest, found = list(top), [Fraction(0)] * max(1, len(top) - len(below) + 1)
    while len(rest) >= len(below) and rest:
        factor, shift = rest[-1] / below[-1], len(rest) - len(below)
        found[shift] = factor
        for power, value in enumerate(below):
            rest[shift + power] -= factor * value
        rest.pop()
        while rest and rest[-1] == 0:
            rest.pop()
    return found, rest


class Signs:
    """The sign of a polynomial at any place, exactly; quickly where double precision can tell."""

    def __init__(self, poly: Polynomial) -> None:
        self.poly = poly
        self.lowest, highest = (min(poly), max(poly)) if poly else (0, 0)
        dense = highest - self.lowest <= _HIGHEST_DENSE
        self.terms = [(power - self.lowest, float(value)) for power, value in poly.items()] if dense else []

    def at(self, place: float) -> int:
        """−1, 0 or 1."""
        if not self.poly:
            return 0
        sign = 1 if place > 0 or self.lowest % 2 == 0 else -1
        if place == 0:
            return 0 if self.lowest > 0 else _sign(self.poly[0])
        if self.terms and abs(place) < 1e4:
            terms = [value * place**power for power, value in self.terms]
            total = math.fsum(terms)
            if abs(total) > 1e-12 * sum(map(abs, terms)):
                return sign if total > 0 else -sign
        exactly = Fraction(place)
        return sign * _sign(
            sum((value * exactly ** (power - self.lowest) for power, value in self.poly.items()), Fraction(0))
        )


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)

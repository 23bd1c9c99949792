"""Fingerprints: a tree's value in a large finite field, with random elements for its names.

Rational functions are the same exactly when their fingerprints are (but for one chance in about 10^15; Schwartz 1980,
Zippel 1979). Other functions are taken as unknown but fixed: sin(u) and sin(v) get the same random element exactly when
u and v have the same fingerprint. So equal fingerprints always mean equal values; different ones mean different values
only where no such function occurs (Gonnet 1984). This needs no floating point, and (x − a)^6000 costs as much as x^2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b

from mmready.maths.exact import UndefinedError, exact
from mmready.maths.tree import Binary, Call, Constant, Name, Negation, Node, Number, Postfix

PRIME = 2305843009213693921  # the largest prime p below 2^61 with p = 1 mod 4, so that −1 has a square root
_ROOT_OF_MINUS_ONE = 583529827753931384
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``value`` in the field; ``rational``: only names, numbers, ``i``, + − × ÷ and whole powers occur."""

    value: int
    rational: bool


class _NoFingerprintError(Exception):
    """The tree holds something that is no number (a set, a comparison)."""


def _random(*parts: int | str) -> int:
    """An element of the field that depends on the parts only."""
    # A hash that mixes well is needed: with a weak one sin(u)/cos(u) came out alike for different u.
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=16).digest()) % PRIME


@lru_cache(maxsize=512)
def _symbol(kind: str, name: str, seed: int = 0) -> int:
    return _random(kind, name, seed)


class _Field:
    """One evaluation in the field; notes whether anything but rational operations was met."""

    def __init__(self, seed: int, values: Mapping[str, int]) -> None:
        self.rational = True
        self.seed = seed
        self.values = values
        self.known: dict[int, int] = {}  # parts may be shared, above all in derivatives

    def at(self, node: Node) -> int:
        if isinstance(node, Number):
            return _fraction(node.value)
        if isinstance(node, Name):
            name = node.name
            return self.values[name] if name in self.values else _symbol("name", name, self.seed)
        found = self.known.get(id(node))
        if found is None:
            found = self.known[id(node)] = self.fresh(node)
        return found

    def fresh(self, node: Node) -> int:
        if isinstance(node, Binary):
            if node.operator == "^":
                return self.power(node.left, node.right)
            return self.binary(node.operator, self.at(node.left), self.at(node.right))
        if isinstance(node, Negation):
            return -self.at(node.body) % PRIME
        if isinstance(node, Call):
            self.rational = False
            return self.call(node.function, tuple(map(self.at, node.arguments)))
        if isinstance(node, Constant):
            return self.constant(node.name)
        if isinstance(node, Postfix):
            return self.postfix(node.operator, self.at(node.body))
        raise _NoFingerprintError

    def binary(self, operator: str, left: int, right: int) -> int:
        if operator == "+":
            return (left + right) % PRIME
        if operator == "-":
            return (left - right) % PRIME
        if operator == "*":
            return left * right % PRIME
        return left * _inverse(right) % PRIME

    def constant(self, name: str) -> int:
        if name == "i":
            return _ROOT_OF_MINUS_ONE
        if name == "inf":
            raise _NoFingerprintError
        self.rational = False
        return _symbol("constant", name)

    def power(self, left: Node, right: Node) -> int:
        base = self.at(left)
        known = exact(right)
        if known is not None and known.denominator == 1:
            times = known.numerator
            if times >= 0:
                return pow(base, times, PRIME)
            return pow(_inverse(base), -times, PRIME)
        self.rational = False
        return self.raised(base, _fraction(known) if known is not None else self.at(right))

    def raised(self, base: int, exponent: int) -> int:
        """A power that is no rational function; 1 to any power is 1."""
        return 1 if base == 1 else _random("power", base, exponent)

    def postfix(self, operator: str, body: int) -> int:
        if operator == "%":
            return body * _inverse(100) % PRIME
        self.rational = False
        if operator == "°":
            return body * _symbol("constant", "pi") * _inverse(180) % PRIME
        if operator == "T":
            raise _NoFingerprintError
        return _random("factorial" if operator == "!" else "double factorial", body)

    def call(self, function: str, parts: tuple[int, ...]) -> int:
        if function == "exp":
            return self.raised(_symbol("constant", "e"), parts[0])
        if function == "sqrt":
            return self.raised(parts[0], _fraction(_HALF))
        if function in ("log", "log10", "log2"):
            base = parts[1] if function == "log" else int(function[3:])
            return _random("ln", parts[0]) * _inverse(_random("ln", base)) % PRIME
        if function in _QUOTIENTS:
            top, below = (_random(name, *parts) if name else 1 for name in _QUOTIENTS[function])
            return top * _inverse(below) % PRIME
        if function in ("min", "max", "gcd", "lcm"):
            parts = tuple(sorted(set(parts)))
            if len(parts) == 1:
                return parts[0]
        return _random(function, *parts)


_QUOTIENTS = {
    "tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": ("", "cos"), "csc": ("", "sin"),
    "tanh": ("sinh", "cosh"), "coth": ("cosh", "sinh"), "sech": ("", "cosh"), "csch": ("", "sinh"),
}  # fmt: skip


def _inverse(value: int) -> int:
    if value % PRIME == 0:
        raise UndefinedError("division by zero")
    return pow(value, -1, PRIME)


def _fraction(value: Fraction) -> int:
    if value.denominator == 1:
        return value.numerator % PRIME
    return value.numerator * _inverse(value.denominator) % PRIME


def fingerprint(node: Node, seed: int = 0, values: Mapping[str, int] | None = None) -> Fingerprint | None:
    """The fingerprint of a tree, or None where it is no number (a set, infinity).

    Another ``seed`` gives the names other elements; ``values`` sets some of them.
    Raises UndefinedError where a division by zero makes it undefined everywhere.
    """
    field = _Field(seed, values or {})
    try:
        value = field.at(node)
    except _NoFingerprintError:
        return None
    return Fingerprint(value, field.rational)


@dataclass(frozen=True, slots=True)
class Numerator:
    """``top / below`` with all denominators multiplied up; ``rational`` as in Fingerprint."""

    top: int
    below: int
    rational: bool


class _Quotients(_Field):
    """Evaluation in the field that keeps numerator and denominator apart."""

    def pair(self, node: Node) -> tuple[int, int]:
        match node:
            case Negation(body):
                top, below = self.pair(body)
                return -top % PRIME, below
            case Binary("^", left, right, _):
                known = exact(right)
                if known is not None and known.denominator == 1:
                    top, below = self.pair(left)
                    if known < 0:
                        top, below = below, top
                    times = abs(known.numerator)
                    return pow(top, times, PRIME), pow(below, times, PRIME)
            case Binary(operator, left, right, _):
                return self.joined(operator, self.pair(left), self.pair(right))
        return self.at(node), 1

    def joined(self, operator: str, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        (a, b), (c, d) = left, right
        if operator == "*":
            return a * c % PRIME, b * d % PRIME
        if operator == "/":
            return a * d % PRIME, b * c % PRIME
        return (a * d + c * b if operator == "+" else a * d - c * b) % PRIME, b * d % PRIME


def numerator(node: Node, seed: int = 0, values: Mapping[str, int] | None = None) -> Numerator | None:
    """The fingerprints of numerator and denominator, or None where the tree is no number or divides by zero."""
    field = _Quotients(seed, values or {})
    try:
        top, below = field.pair(node)
    except (_NoFingerprintError, UndefinedError):
        return None
    return Numerator(top, below, field.rational) if below else None

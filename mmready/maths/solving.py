"""Equations that are decided without searching: multiples of one another, or of degree 1 in some name."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from mmready.maths.equivalence import Verdict, compare_numbers
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.fingerprint import PRIME, numerator
from mmready.maths.points import sample
from mmready.maths.setting import Setting
from mmready.maths.tree import ONE, ZERO, Binary, Negation, Node, names, substitute

Pair = tuple[Node, Node]
_SEEDS = (1, 2)
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def factor(first: Node, second: Node) -> int | None:
    """The constant by which the first is a multiple of the second, in the field; 1 where both are zero, else None."""
    ratios = set()
    for seed in _SEEDS:
        one, other = numerator(first, seed), numerator(second, seed)
        if one is None or other is None:
            return None
        if one.top == 0 or other.top == 0:
            if one.top != other.top:
                return None
            ratios.add(1)
        else:
            ratios.add(one.top * other.below * pow(other.top * one.below, -1, PRIME) % PRIME)
    return ratios.pop() if len(ratios) == 1 else None


def same_direction(operators: tuple[str, str], sides: Pair, factor: int) -> bool:
    """Whether the two comparisons point the same way, their sides being constant multiples of one another."""
    if set(operators) <= {"=", "!="}:
        return operators[0] == operators[1]
    if factor == 1:
        return operators[0] == operators[1]
    values = sample(sorted({*names(sides[0]), *names(sides[1])}))
    try:
        products = np.real(evaluate(sides[0], values).value) * np.real(evaluate(sides[1], values).value)
    except CannotEvaluateError:
        return False
    known = products[np.isfinite(products) & (products != 0)]
    if known.size == 0 or len(set(np.sign(known).tolist())) > 1:
        return False
    return operators[0] == (operators[1] if known.flat[0] > 0 else _TURNED[operators[1]])


def by_solving(first: Node, second: Node, setting: Setting) -> Verdict | Literal["solved"]:
    """What follows where both are of degree 1 in some name.

    Another value for it: different. The same value: "solved", and the same where the factors before it are constant
    multiples of one another (else a factor might vanish for its own solutions, as in z(y − x) = 0).
    """
    verdict: Verdict | Literal["solved"] = "cannot-tell"
    for name in sorted({*names(first), *names(second)}):
        one, other = _linear(first, name), _linear(second, name)
        if one is None or other is None:
            continue
        found: Verdict = "same" if one.root == other.root else "different"
        if found == "different" and not (one.rational and other.rational):
            found = compare_numbers(_solved(first, name), _solved(second, name), setting)
        if found == "different":
            return found
        if found == "same":
            ratios = {a * pow(b, -1, PRIME) % PRIME for a, b in zip(one.slope, other.slope, strict=True)}
            if len(ratios) == 1:
                return "same"
            verdict = "solved"
    return verdict


class _Linear(NamedTuple):
    """A numerator of degree 1 in a name: in the field, for each seed, its root and its slope."""

    root: tuple[int, ...]
    slope: tuple[int, ...]
    rational: bool


def _linear(node: Node, name: str) -> _Linear | None:
    roots, slopes, rational = [], [], True
    for seed in _SEEDS:
        tops = []
        for place in (0, 1, 2, 5):
            at = numerator(node, seed, {name: place})
            if at is None:
                return None
            tops.append(at.top)
            rational = rational and at.rational
        slope = (tops[1] - tops[0]) % PRIME
        if slope == 0 or any((tops[k] - tops[0] - place * slope) % PRIME for k, place in ((2, 2), (3, 5))):
            return None
        roots.append(-tops[0] * pow(slope, -1, PRIME) % PRIME)
        slopes.append(slope)
    return _Linear(tuple(roots), tuple(slopes), rational)


def _solved(node: Node, name: str) -> Node:
    """The value of ``name`` at which a tree of degree 1 in it is 0: −f(0)/(f(1) − f(0))."""
    zero, one = (substitute(node, {name: value}) for value in (ZERO, ONE))
    return Negation(Binary("/", zero, Binary("-", one, zero)))

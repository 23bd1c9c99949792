"""Whether two equations, inequalities or combinations of them have the same real solutions.

Equations whose sides differ by a constant factor, or that give different values for a name, are decided by
fingerprints. All others are followed along lines parallel to the axes: on each line the places where a comparison can
change are found (``maths.lines``), and the truth of both relations is compared at these places and between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mmready.errors import UnreadableError
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.equivalence import PLAIN, Setting, Verdict, compare_numbers
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.exact import UndefinedError
from mmready.maths.fingerprint import PRIME, numerator
from mmready.maths.lines import APART, Line, Track, difference, track
from mmready.maths.points import Domain, sample
from mmready.maths.systems import equations_of, matched, same_linear_systems
from mmready.maths.tree import (
    ONE,
    ZERO,
    Binary,
    Call,
    Comparison,
    Logic,
    Matrix,
    Negation,
    Node,
    Vector,
    names,
    substitute,
    walk,
)

Array = NDArray[Any]
Pair = tuple[Node, Node]
_PER_NAME, _MOST_LINES, _MOST_PLACES = 3, 9, 80
_MOST_SEARCHED = 6
"""So many functions are followed at most: the more there are in the relations, the fewer lines are looked at."""

_MOST_COMPARISONS = 40
_SEEDS = (1, 2)
_WHOLE = np.arange(-60.0, 61.0)
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def is_relation(node: Node) -> bool:
    """Whether a tree is an equation, an inequality or a combination of these."""
    return isinstance(node, Comparison | Logic)


def compare_relations(first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
    """How the real solutions of two relations are related ("undefined" does not occur).

    How often a solution counts is left out of account: (x − 1)^2 = 0 is x = 1. Two equations without real solutions are
    the same only where their sides differ by a constant factor.

    >>> from mmready.maths.parse import parse
    >>> compare_relations(parse("2y = 4x - 10"), parse("y = 2x - 5"))
    'same'
    """
    if any(sum(isinstance(part, Comparison) for part in walk(node)) > _MOST_COMPARISONS for node in (first, second)):
        return "cannot-tell"
    try:
        return _compare(_by_entries(spread(first)), _by_entries(spread(second)), setting)
    except (UndefinedError, UnreadableError, CannotEvaluateError):
        return "cannot-tell"


def _by_entries(node: Node) -> Node:
    """``(x, y) = (1, 2)`` is x = 1 and y = 2."""
    if isinstance(node, Logic):
        return Logic(node.operator, tuple(_by_entries(part) for part in node.operands))
    if not isinstance(node, Comparison) or not all(isinstance(part, Vector | Matrix) for part in node.operands):
        return node
    sides = [entries(part) for part in node.operands]
    if set(node.operators) != {"="} or len({shape(part) for part in node.operands}) != 1:
        raise CannotEvaluateError("vectors can only be equal")
    rows = zip(*sides, strict=True)
    return Logic("and", tuple(Comparison(node.operators, row) for row in rows))


def _compare(first: Node, second: Node, setting: Setting) -> Verdict:
    solved = False
    if (
        isinstance(first, Comparison)
        and isinstance(second, Comparison)
        and len(first.operators) == len(second.operators) == 1
    ):
        sides = difference(*first.operands), difference(*second.operands)
        operators = first.operators[0], second.operators[0]
        factor = _factor(*sides)
        if factor is not None and _same_direction(operators, sides, factor):
            return "same"
        if operators == ("=", "="):
            verdict = _by_solving(*sides, setting)
            if verdict in ("different", "same"):
                return verdict
            solved = verdict == "solved"
    systems = equations_of(first), equations_of(second)
    if systems[0] is not None and systems[1] is not None and len(systems[0]) + len(systems[1]) > 2:
        verdict = _compare_systems(systems[0], systems[1], setting)
        if verdict != "cannot-tell":
            return verdict
    verdict = _along_lines(first, second, setting)
    return "same" if verdict == "cannot-tell" and solved else verdict


def _compare_systems(first: tuple[Node, ...], second: tuple[Node, ...], setting: Setting) -> Verdict:
    linear = same_linear_systems(first, second)
    if linear is not None:
        return "same" if linear else "different"
    if matched(first, second, lambda one, other: _compare(one, other, setting) == "same"):
        return "same"
    return "cannot-tell"


def _factor(first: Node, second: Node) -> int | None:
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


def _same_direction(operators: tuple[str, str], sides: Pair, factor: int) -> bool:
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


def _by_solving(first: Node, second: Node, setting: Setting) -> Verdict | Literal["solved"]:
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


def _along_lines(first: Node, second: Node, setting: Setting) -> Verdict:
    used = sorted({*names(first), *names(second)})
    if not used:
        line = Line("", {})
        truths = [bool(_Relation(node, line, setting).at(np.zeros(1), between=True)[0]) for node in (first, second)]
        return "same" if truths[0] == truths[1] else "different"
    seen_true, seen_false = False, False
    cost = sum(isinstance(part, Call) for node in (first, second) for part in walk(node))
    for count, line in enumerate(_lines(used, setting.domains)):
        if cost and count >= max(min(len(used), _MOST_SEARCHED), _MOST_SEARCHED // cost):
            break
        outcome = _on_line(first, second, line, setting)
        if outcome is None:
            return "different"
        seen_true, seen_false = seen_true or outcome[0], seen_false or outcome[1]
    equations = any(
        isinstance(part, Comparison) and "=" in part.operators for node in (first, second) for part in walk(node)
    )
    if seen_true or (seen_false and not equations):
        return "same"
    return "cannot-tell"  # two equations without real solutions need not be the same


def _lines(used: Sequence[str], domains: Mapping[str, Domain]) -> Iterator[Line]:
    """Lines parallel to the axes, the other names at small fractions of both signs."""
    settings = 1 if len(used) == 1 else max(1, min(_PER_NAME, _MOST_LINES // len(used)))
    for number in range(settings):
        for place, name in enumerate(used):
            others = {
                other: _small_fraction(position, 3 * place + number, domains.get(other, "real"))
                for position, other in enumerate(used)
                if other != name
            }
            yield Line(name, others, domains.get(name, "real"))


def _small_fraction(position: int, number: int, domain: Domain) -> Fraction:
    """A fraction in (−1, 1) or (−3, 3), or in the domain, that no author is likely to have used."""
    share = Fraction((37 * (position + 1) * (number + 2) + 11 * number) % 89 + 4, 97)
    if isinstance(domain, tuple):
        low, high = domain
        if np.isfinite(low) and np.isfinite(high):
            return Fraction(str(low)) + (Fraction(str(high)) - Fraction(str(low))) * share
        return Fraction(str(low)) + 3 * share if np.isfinite(low) else Fraction(str(high)) - 3 * share
    if domain == "integer":
        return Fraction((position + 1) * (number + 2) % 7 + 1)
    size = share if number % 2 == 0 else 3 * share
    return -size if domain != "positive" and (position + number) % 3 == 2 else size


def _on_line(first: Node, second: Node, line: Line, setting: Setting) -> tuple[bool, bool] | None:
    """Whether the second is somewhere true, and somewhere false, on a line; None where the two differ."""
    one, other = _Relation(first, line, setting), _Relation(second, line, setting)
    at, between = _where(one, other, line)
    true, false = False, False
    for places, apart in ((between, True), (at, False)):
        if places.size:
            holds = other.at(places, between=apart)
            if np.any(one.at(places, between=apart) != holds):
                return None
            true, false = true or bool(holds.any()), false or not bool(holds.all())
    return true, false


def _where(one: _Relation, other: _Relation, line: Line) -> tuple[Array, Array]:
    """Where a comparison can change along the line, and a place in each stretch between."""
    if line.domain == "integer":
        return np.array([]), _WHOLE
    places = _merged(line.inside(np.array(sorted({*one.places, *other.places}))))
    if places.size > _MOST_PLACES:
        nearest = np.argsort(np.abs(places), kind="stable")[:_MOST_PLACES]
        places = np.sort(places[nearest])
        return places, (places[1:] + places[:-1]) / 2
    return places, _between(places, line)


def _merged(places: Array) -> Array:
    """Places that rounding cannot tell apart are one."""
    if places.size < 2:
        return places
    apart = np.diff(places) > APART * np.maximum(np.abs(places[1:]), 1e-3)
    return np.asarray(places[np.concatenate([[True], apart])])


def _between(places: Array, line: Line) -> Array:
    low, high = (
        line.domain if isinstance(line.domain, tuple) else (0.0 if line.domain == "positive" else -np.inf, np.inf)
    )
    if places.size == 0:
        grid = line.grid()
        return np.asarray(grid[[grid.size // 7, grid.size // 2 + 3, -grid.size // 7]])
    first, last = places[0], places[-1]
    ahead = [(low + first) / 2] if np.isfinite(low) else [first - 90 - abs(first), first - 0.5 - abs(first) / 3]
    after = [(high + last) / 2] if np.isfinite(high) else [last + 0.5 + abs(last) / 3, last + 90 + abs(last)]
    return np.array([*ahead, *((places[1:] + places[:-1]) / 2), *after])


class _Relation:
    """A relation along a line: its comparisons followed once, its truth put together from their signs."""

    def __init__(self, node: Node, line: Line, setting: Setting) -> None:
        self.node = node
        self.tracks: dict[Pair, Track] = {}
        for part in walk(node):
            if isinstance(part, Comparison):
                for pair in zip(part.operands, part.operands[1:], strict=False):
                    self.tracks.setdefault(pair, track(*pair, line, setting))
        self.places = [place for found in self.tracks.values() for place in found.places]

    def at(self, places: Array, *, between: bool) -> Array:
        """Where it holds; undefined counts as not."""
        signs = {pair: found.signs(places, between=between) for pair, found in self.tracks.items()}
        return _truth(self.node, signs, places.shape)


def _truth(node: Node, signs: Mapping[Pair, Array], size: tuple[int, ...]) -> Array:
    match node:
        case Logic("not", (operand,)):
            return ~_truth(operand, signs, size)
        case Logic(operator, operands):
            combine = np.logical_and if operator == "and" else np.logical_or
            return np.asarray(combine.reduce([_truth(part, signs, size) for part in operands]))
        case Comparison(operators, operands):
            holds = np.ones(size, dtype=bool)
            for operator, left, right in zip(operators, operands, operands[1:], strict=False):
                holds &= _TESTS[operator](signs[left, right])
            return holds
    raise CannotEvaluateError("a relation is needed")


_TESTS: dict[str, Any] = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: (sign != 0) & ~np.isnan(sign),
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}

"""Whether two equations, inequalities or combinations of them have the same real solutions.

Equations whose sides differ by a constant factor, or that give different values for a name, are decided by
fingerprints. All others are followed along lines parallel to the axes: on each line the places where a comparison can
change are found (``maths.lines``), and the truth of both relations is compared at these places and between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial, reduce
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.errors import UnreadableError
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.equivalence import Verdict
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.exact import UndefinedError
from mmready.maths.fingerprint import numerator
from mmready.maths.lines import APART, Line, Track, difference, track
from mmready.maths.points import COUNT, Domain, sample
from mmready.maths.setting import PLAIN, Setting
from mmready.maths.solving import by_solving, factor, same_direction
from mmready.maths.systems import equations_of, matched, same_linear_systems
from mmready.maths.tree import (
    Binary,
    Call,
    Comparison,
    Logic,
    Matrix,
    Node,
    Vector,
    has_constant,
    names,
    walk,
)

Array = NDArray[Any]
Pair = tuple[Node, Node]
_PER_NAME, _MOST_LINES, _MOST_PLACES = 3, 9, 80
_MOST_SEARCHED = 6
"""So many functions are followed at most: the more there are in the relations, the fewer lines are looked at."""

_COSTS = {"binomial": 6, "permutations": 4, "factorial": 2, "Gamma": 2, "erf": 2, "Phi": 2}
_DEAREST = 30
_MOST_COMPARISONS = 16
_WHOLE = np.arange(-60.0, 61.0)


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
    if first == second:
        return "same"
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
    if setting.rules.count_roots:
        counted = _compare_roots(first, second)
        if counted is not None:
            return counted
    solved = False
    if (
        isinstance(first, Comparison)
        and isinstance(second, Comparison)
        and len(first.operators) == len(second.operators) == 1
    ):
        sides = difference(*first.operands), difference(*second.operands)
        operators = first.operators[0], second.operators[0]
        ratio = factor(*sides)
        if ratio is not None and same_direction(operators, sides, ratio):
            return "same"
        if operators == ("=", "="):
            verdict = by_solving(*sides, setting)
            if verdict in ("different", "same"):
                return verdict
            if verdict == "solved" and setting.rules.cancel_letters:
                return "same"
            solved = verdict == "solved"
    systems = equations_of(first), equations_of(second)
    if systems[0] is not None and systems[1] is not None and len(systems[0]) + len(systems[1]) > 2:
        verdict = _compare_systems(systems[0], systems[1], setting)
        if verdict != "cannot-tell":
            return verdict
    if _clearly_different(first, second, setting):
        return "different"
    verdict = _along_lines(first, second, setting)
    return "same" if verdict == "cannot-tell" and solved else verdict


def _compare_roots(first: Node, second: Node) -> Verdict | None:
    """Whether two equations, or lists of them joined by "or", have the same roots equally often; None: not known."""
    one, other = _all_sides(first), _all_sides(second)
    if one is None or other is None:
        return None
    if factor(one, other) is not None:
        return "same"
    tops = numerator(one), numerator(other)
    return "different" if all(top is not None and top.rational for top in tops) else None


def _all_sides(node: Node) -> Node | None:
    """The product of all differences of sides, which is 0 where one of the equations holds."""
    if isinstance(node, Comparison) and node.operators == ("=",):
        return difference(*node.operands)
    if isinstance(node, Logic) and node.operator == "or":
        parts = [_all_sides(part) for part in node.operands]
        known = [part for part in parts if part is not None]
        return reduce(partial(Binary, "*"), known) if len(known) == len(parts) else None
    return None


def _compare_systems(first: tuple[Node, ...], second: tuple[Node, ...], setting: Setting) -> Verdict:
    linear = same_linear_systems(first, second)
    if linear is not None:
        return "same" if linear else "different"
    if matched(first, second, lambda one, other: _compare(one, other, setting) == "same"):
        return "same"
    return "cannot-tell"


_SURE = 64  # a gap of so many error bounds is no rounding


def _clearly_different(first: Node, second: Node, setting: Setting) -> bool:
    """Whether two inequalities differ at a sample point, far from where any of their sides meet."""
    comparisons = [part for node in (first, second) for part in walk(node) if isinstance(part, Comparison)]
    if any("=" in part.operators for part in comparisons):
        return False
    if any(has_constant(node, name) for node in (first, second) for name in ("inf", "i")):
        return False
    values = sample(sorted({*names(first), *names(second)}), setting.domains)
    size = (COUNT,)
    signs: dict[Pair, Array] = {}
    sure = np.ones(size, dtype=bool)
    for pair in {pair for part in comparisons for pair in pairwise(part.operands)}:
        value, error = evaluate(
            difference(*pair), values, real_roots=setting.rules.real_roots, functions=setting.functions
        )
        if np.iscomplexobj(value):
            return False
        signs[pair] = np.sign(np.broadcast_to(value, size))
        sure &= np.isnan(value) | (np.abs(value) > _SURE * error)
    return bool(np.any((_truth(first, signs, size) != _truth(second, signs, size)) & sure))


def _along_lines(first: Node, second: Node, setting: Setting) -> Verdict:
    used = sorted({*names(first), *names(second)})
    if not used:
        line = Line("", {})
        truths = [bool(_Relation(node, line, setting, {}).at(np.zeros(1), between=True)[0]) for node in (first, second)]
        return "same" if truths[0] == truths[1] else "different"
    seen_true, seen_false = False, False
    cost = sum(_cost(part) for node in (first, second) for part in walk(node))
    if cost > _DEAREST:
        return "cannot-tell"
    for count, line in enumerate(_lines(used, setting.domains)):
        if cost and count >= _most_lines(len(used), cost):
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


def _most_lines(names_used: int, cost: int) -> int:
    """How many lines are followed at most where functions are to be followed."""
    each = _MOST_SEARCHED if names_used <= _MOST_SEARCHED else _MOST_SEARCHED // 2
    return max(min(names_used, each, max(1, _DEAREST // cost)), _MOST_SEARCHED // cost)


def _cost(node: Node) -> int:
    """How much longer a function takes to follow than a rational one."""
    return _COSTS.get(node.function, 1) if isinstance(node, Call) else 0


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
    known: dict[Pair, Track] = {}
    one, other = _Relation(first, line, setting, known), _Relation(second, line, setting, known)
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
    """A relation along a line: its comparisons followed once, its truth put together from their signs.

    ``known`` are the comparisons that were followed before on this line; those followed now are added.
    """

    def __init__(self, node: Node, line: Line, setting: Setting, known: dict[Pair, Track]) -> None:
        self.node = node
        self.tracks: dict[Pair, Track] = {}
        for part in walk(node):
            if isinstance(part, Comparison):
                for pair in pairwise(part.operands):
                    if pair not in known:
                        known[pair] = track(*pair, line, setting)
                    self.tracks[pair] = known[pair]
        self.places = [place for found in self.tracks.values() for place in found.places if isfinite(place)]

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

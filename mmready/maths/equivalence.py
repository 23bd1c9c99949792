"""Whether two expressions have the same value wherever both are defined on the declared domain.

Three steps, each only where the one before cannot tell: fingerprints (exact for rational functions), double precision
with error bounds at fixed sample points, many digits at a few of them. What cannot be told is never called the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mmready.errors import UnreadableError
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.corners import corner_points
from mmready.maths.evaluate import CannotEvaluateError, Value, evaluate, number_of
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.fingerprint import fingerprint
from mmready.maths.points import COUNT, Domain, sample
from mmready.maths.precise import differ, is_undefined
from mmready.maths.rules import DEFAULT, Rules
from mmready.maths.tree import (
    Constant,
    Matrix,
    Name,
    Node,
    Number,
    Vector,
    children,
    has_constant,
    names,
    walk,
)

Verdict = Literal["same", "different", "undefined", "cannot-tell"]
"""``undefined``: the first expression has no value at all (1/0)."""

Array = NDArray[Any]
_FEWEST = 3
_ASKED_PRECISELY = 3
_INFORMATIVE = 1e-9
_RELIABLE = 1e-3
_LONG = 10**9
_TINY, _HUGE = 1e-8, 1e12
TINY_ERROR = 1e-12


class Setting:
    """Where and how expressions are compared: domains, house rules, declared functions."""

    __slots__ = ("_key", "domains", "functions", "rules")

    def __init__(
        self,
        domains: Mapping[str, Domain] | None = None,
        rules: Rules = DEFAULT,
        functions: frozenset[str] = frozenset(),
    ) -> None:
        self.domains = dict(domains or {})
        self.rules = rules
        self.functions = functions
        self._key = (tuple(sorted(self.domains.items())), rules, functions)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Setting) and self._key == other._key


PLAIN = Setting()


def same(first: Node, second: Node, setting: Setting = PLAIN) -> bool:
    """Whether ``compare`` says "same".

    >>> from mmready.maths.parse import parse
    >>> same(parse("sin(x)^2"), parse("1 - cos^2 x"))
    True
    """
    return compare(first, second, setting) == "same"


def compare(first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
    """How two numbers, vectors or matrices (with names or without) relate; shapes count, brackets do not."""
    try:
        first, second = spread(first), spread(second)
    except UndefinedError:
        return "undefined"
    except UnreadableError:
        return "cannot-tell"
    arrays = [isinstance(node, Vector | Matrix) for node in (first, second)]
    if any(arrays):
        if not all(arrays) or shape(first) != shape(second):
            return "different"
        return _worst(compare(a, b, setting) for a, b in zip(entries(first), entries(second), strict=True))
    return compare_numbers(first, second, setting)


def _worst(verdicts: Any) -> Verdict:
    found = set(verdicts)
    for verdict in ("different", "undefined", "cannot-tell"):
        if verdict in found:
            return verdict
    return "same"


def compare_numbers(first: Node, second: Node, setting: Setting = PLAIN) -> Verdict:
    """The same for two trees whose values are numbers."""
    try:
        one = fingerprint(first)
    except UndefinedError:
        return "undefined"
    try:
        other = fingerprint(second)
    except UndefinedError:
        return "cannot-tell"
    if one is not None and other is not None:
        if one.value == other.value:
            return "same"
        if one.rational and other.rational:
            return "different"
    try:
        return _by_sampling(first, second, setting)
    except CannotEvaluateError:
        return "cannot-tell"


def _by_sampling(first: Node, second: Node, setting: Setting) -> Verdict:
    used = tuple(sorted({*names(first), *names(second)}))
    if not used and _infinite(first, second):
        return _compare_infinite(first, second)
    with_i = has_constant(first, "i") or has_constant(second, "i")
    has_complex = with_i or any(setting.domains.get(name) == "complex" for name in used)
    values = sample_values(used, setting, (first, second))
    for complex_numbers in (False, True) if not has_complex else (True,):
        one, other = (_values(node, values, setting, complex_numbers) for node in (first, second))
        defined = np.isfinite(one.value) & np.isfinite(other.value)
        due = np.isfinite(other.value)
        if defined.sum() >= min(_FEWEST, due.size) and 10 * defined.sum() >= due.sum() > 0:
            return _decide(first, second, one, other, defined, values, setting)
    if used:
        return _undefined_or_open(one, other)
    if is_undefined(first):
        return "undefined"
    return _precisely(first, second, values, [0], setting)


def clearly_apart(first: Node, second: Node, setting: Setting = PLAIN, room: float = 0.0) -> bool:
    """Whether two numbers are so far apart at one point that nothing more need be asked. Made for long lists."""
    one, other = _approximately(first, setting), _approximately(second, setting)
    if not (np.isfinite(one) and np.isfinite(other)):
        return False
    return abs(one - other) > room + 1e-6 * max(1.0, abs(one), abs(other))


@lru_cache(maxsize=2048)
def _approximately(node: Node, setting: Setting) -> complex:
    used = names(node)
    try:
        values = sample(used, {**setting.domains, **{name: (0.5, 2.0) for name in used if name not in setting.domains}})
        return number_of(
            node,
            {
                name: complex(column[3]) if np.iscomplexobj(column) else float(column[3])
                for name, column in values.items()
            },
        )
    except (CannotEvaluateError, UndefinedError):
        return complex("nan")


def is_defined(node: Node, setting: Setting = PLAIN) -> bool:
    """Whether a number has a value, real or complex, at some sample point."""
    used = tuple(sorted(names(node)))
    try:
        values = _sampled(used, setting) if used else {}
        return any(np.any(np.isfinite(_values(node, values, setting, flag).value)) for flag in (False, True))
    except CannotEvaluateError:
        return False


def sampled(first: Node, second: Node, setting: Setting = PLAIN) -> tuple[Array, Array]:
    """The real values of two trees at the sample points where both have one; empty where they cannot be evaluated."""
    used = tuple(sorted({*names(first), *names(second)}))
    try:
        values = _sampled(used, setting) if used else {}
        one, other = (np.asarray(_values(node, values, setting, False).value) for node in (first, second))
    except CannotEvaluateError:
        return np.array([]), np.array([])
    known = np.isfinite(one) & np.isfinite(other)
    return np.real(one[known]), np.real(other[known])


def _undefined_or_open(one: Value, other: Value) -> Verdict:
    nowhere = not np.any(np.isfinite(one.value)) and np.any(np.isfinite(other.value))
    return "undefined" if nowhere else "cannot-tell"


def sample_values(used: tuple[str, ...], setting: Setting, nodes: tuple[Node, ...]) -> dict[str, Array]:
    """The points for these names, with further ones where absolute values and the like have corners."""
    if not used:
        return {}
    values = _sampled(used, setting)
    extra = corner_points(nodes, used, values, setting.domains)
    if not extra:
        return values
    return {name: np.concatenate([values[name], extra[name]]) for name in used}


@lru_cache(maxsize=512)
def _sampled(used: tuple[str, ...], setting: Setting) -> dict[str, Array]:
    return sample(used, setting.domains)


@lru_cache(maxsize=1024)
def _cached_values(node: Node, used: tuple[str, ...], setting: Setting, complex_numbers: bool) -> Value:
    return _evaluated(node, _sampled(used, setting), setting, complex_numbers)


def _values(node: Node, values: dict[str, Array], setting: Setting, complex_numbers: bool) -> Value:
    size = next(iter(values.values())).size if values else 1
    if size == COUNT:
        return _cached_values(node, tuple(sorted(values)), setting, complex_numbers)
    return _evaluated(node, values, setting, complex_numbers)


def _evaluated(node: Node, values: Mapping[str, Array], setting: Setting, complex_numbers: bool) -> Value:
    value, error = evaluate(
        node,
        values,
        complex_numbers=complex_numbers,
        real_roots=setting.rules.real_roots,
        functions=setting.functions,
    )
    size = next(iter(values.values())).shape if values else (1,)
    return Value(np.broadcast_to(value, size), np.broadcast_to(error, size))


def _decide(
    first: Node,
    second: Node,
    one: Value,
    other: Value,
    defined: Array,
    values: dict[str, Array],
    setting: Setting,
) -> Verdict:
    """The verdict from values and error bounds at the points where both are defined."""
    with np.errstate(all="ignore"):
        gap = np.abs(one.value - other.value)
        size = np.maximum(np.abs(one.value), np.abs(other.value))
        bound = one.error + other.error
        known = defined & np.isfinite(bound)
        apart = known & (gap > 64 * bound) & (bound <= _RELIABLE * size)
        if np.any(apart):
            return "different"
        informative = known & (bound <= _INFORMATIVE * size)
        agree = known & (gap <= 8 * bound)
    enough = informative.sum() >= max(1, min(_FEWEST, defined.size)) and 3 * informative.sum() >= defined.sum()
    certain = bool(enough and np.all(agree[known]) and values and not (_is_delicate(first) or _is_delicate(second)))
    if certain:
        return "same"
    places = np.flatnonzero(informative if informative.sum() >= _FEWEST else defined)
    verdict = _precisely(first, second, values, places[:_ASKED_PRECISELY].tolist(), setting)
    if (
        verdict == "cannot-tell"
        and enough
        and np.all(agree[known])
        and not (_is_delicate(first) or _is_delicate(second))
    ):
        return "same"  # a function without a rule for many digits, agreeing as far as double precision sees
    return verdict


def _precisely(first: Node, second: Node, values: dict[str, Array], places: list[int], setting: Setting) -> Verdict:
    """The verdict from many digits at these points."""
    verdict: Verdict = "cannot-tell"
    for place in places:
        point = {name: _scalar(array[place]) for name, array in values.items()}
        apart = differ(first, second, point, real_roots=setting.rules.real_roots)
        if apart is None:
            return "cannot-tell"
        if apart:
            return "different"
        verdict = "same"
    return verdict


def _scalar(value: Any) -> complex:
    return complex(value) if np.iscomplexobj(value) else float(value)


@lru_cache(maxsize=1024)
def _is_delicate(node: Node) -> bool:
    """Whether double precision might overlook something: a number of ten digits or more, a tiny or huge constant."""
    constants: list[Node] = []
    if not _gather(node, constants):
        constants.append(node)
    return any(map(_is_extreme, constants))


def _gather(node: Node, constants: list[Node]) -> bool:
    """Whether there are names in a tree; its largest parts without names are added to ``constants``."""
    if type(node) is Name:
        return True
    parts = children(node)
    named = [_gather(part, constants) for part in parts]
    if not any(named):
        return False
    constants.extend(part for part, holds in zip(parts, named, strict=True) if not holds)
    return True


def _is_extreme(node: Node) -> bool:
    if any(type(part) is Number and _is_long(part) for part in walk(node)):
        return True
    if isinstance(node, Number | Constant):
        return False
    try:
        size = abs(number_of(node))
    except CannotEvaluateError:
        return False
    return not (size == 0 or _TINY < size < _HUGE)


def _is_long(node: Number) -> bool:
    """Whether a number has ten significant digits or more, or is tiny or huge."""
    if node.value.denominator == 1 and node.value.numerator < _LONG:
        return False
    digits = node.text.lower().split("e")[0].replace(".", "").replace(",", "").strip("0")
    return len(digits) > 9 or not (node.value == 0 or _TINY < node.value < _HUGE)


def _infinite(*nodes: Node) -> bool:
    return any(has_constant(node, "inf") for node in nodes)


def _compare_infinite(first: Node, second: Node) -> Verdict:
    """Numbers among which ∞ may be."""
    one, other = (evaluate(node, {}).value for node in (first, second))
    if np.isnan(one):
        return "undefined"
    return "same" if one == other else "different"


def close(
    first: Node, second: Node, *, relative: float = 0.0, absolute: float = 0.0, setting: Setting = PLAIN
) -> Verdict:
    """Whether |first − second| ≤ absolute + relative·|second| at every point where both are defined.

    The limits belong to it: 1.05 is within 5 % of 1.
    """
    used = tuple(sorted({*names(first), *names(second)}))
    try:
        fractions = exact(first), exact(second)
        if fractions[0] is not None and fractions[1] is not None:
            room = Fraction(str(absolute)) + Fraction(str(relative)) * abs(fractions[1])
            return "same" if abs(fractions[0] - fractions[1]) <= room else "different"
        if not used and _infinite(first, second):
            return _compare_infinite(first, second)
        values = sample_values(used, setting, (first, second))
        for complex_numbers in (False, True):
            one, other = (_values(node, values, setting, complex_numbers) for node in (first, second))
            defined = np.isfinite(one.value) & np.isfinite(other.value)
            bound = one.error + other.error
            defined &= bound <= _RELIABLE * np.maximum(np.abs(one.value), np.abs(other.value)) + TINY_ERROR
            if defined.sum() >= min(_FEWEST, defined.size):
                room_at = absolute + relative * np.abs(other.value) + 8 * bound
                return "same" if np.all((np.abs(one.value - other.value) <= room_at)[defined]) else "different"
        return _undefined_or_open(one, other)
    except UndefinedError:
        return "undefined"
    except CannotEvaluateError:
        return "cannot-tell"

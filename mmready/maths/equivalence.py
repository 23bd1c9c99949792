"""Whether two expressions have the same value wherever both are defined on the declared domain.

Three steps, each only where the one before cannot tell: fingerprints (exact for rational functions), double precision
with error bounds at fixed sample points, many digits at a few of them. What cannot be told is never called the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mmready.errors import UnreadableError
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.at_points import more_values, sample_values, values_at
from mmready.maths.evaluate import CannotEvaluateError, Value, evaluate, number_of
from mmready.maths.exact import UndefinedError
from mmready.maths.fingerprint import fingerprint
from mmready.maths.precise import differ, is_undefined
from mmready.maths.rounding import same_when_rounded
from mmready.maths.scalar import approximate
from mmready.maths.setting import PLAIN, Setting
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
FEWEST = 3
_ASKED_PRECISELY = 3
_ENOUGH = 0.5
_INFORMATIVE = 1e-9
RELIABLE = 1e-3
_LONG = 10**9
_TINY, _HUGE = 1e-8, 1e12
TINY_ERROR = 1e-12


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
    verdict = _compare_numbers(first, second, setting)
    if verdict == "cannot-tell" and first == second:
        return "same"
    if verdict != "same" and setting.rules.rounded_decimals and same_when_rounded(first, second, setting):
        return "same"
    return verdict


def _compare_numbers(first: Node, second: Node, setting: Setting) -> Verdict:
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
            return "same" if one.rational or names(first) or not _has_no_value(first) else "undefined"
        if one.rational and other.rational:
            return "different"
    try:
        return _by_sampling(first, second, setting)
    except CannotEvaluateError:
        return "cannot-tell"


def _has_no_value(node: Node) -> bool:
    """Whether a number without names is undefined after all: ``0/sin(pi)``, which fingerprints take for 0."""
    if approximate(node) is not None:
        return False
    try:
        known = bool(np.isfinite(number_of(node)))
    except CannotEvaluateError:
        return False
    return not known and is_undefined(node)


def _by_sampling(first: Node, second: Node, setting: Setting) -> Verdict:
    used = tuple(sorted({*names(first), *names(second)}))
    if not used and has_infinity(first, second):
        return compare_infinite(first, second)
    with_i = has_constant(first, "i") or has_constant(second, "i")
    has_complex = with_i or any(setting.domains.get(name) == "complex" for name in used)
    if not used and _numbers_apart(first, second):
        return "different"
    values = sample_values(used, setting, (first, second))
    for complex_numbers in (False, True) if not has_complex else (True,):
        one, other = (values_at(node, values, setting, complex_numbers) for node in (first, second))
        defined = np.isfinite(one.value) & np.isfinite(other.value)
        due = np.isfinite(other.value)
        if setting.rules.same_domain and np.any(due & ~np.isfinite(one.value)):
            return "different"
        if defined.sum() >= min(FEWEST, due.size) and 10 * defined.sum() >= due.sum() > 0:
            return _decide(first, second, one, other, defined, values, setting)
    if used:
        return undefined_or_open(one, other)
    if is_undefined(first):
        return "undefined"
    return _precisely(first, second, values, [0], setting)


def _numbers_apart(first: Node, second: Node) -> bool:
    """Whether two real numbers differ by more than rounding can do."""
    one, other = approximate(first), approximate(second)
    if one is None or other is None:
        return False
    bound = one[1] + other[1]
    return abs(one[0] - other[0]) > 64 * bound and bound <= RELIABLE * max(abs(one[0]), abs(other[0]))


def undefined_or_open(one: Value, other: Value) -> Verdict:
    nowhere = not np.any(np.isfinite(one.value)) and np.any(np.isfinite(other.value))
    return "undefined" if nowhere else "cannot-tell"


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
        apart = known & (gap > 64 * bound) & (bound <= RELIABLE * size)
        if np.any(apart):
            return "different"
        informative = known & (bound <= _INFORMATIVE * size)
        agree = known & (gap <= 8 * bound)
    enough = informative.sum() >= max(1, min(FEWEST, defined.size)) and 3 * informative.sum() >= defined.sum()
    certain = bool(enough and np.all(agree[known]) and values and not (_is_delicate(first) or _is_delicate(second)))
    if certain:
        sparse = informative.sum() < _ENOUGH * defined.size
        return "different" if sparse and _apart_elsewhere(first, second, values, setting) else "same"
    places = np.flatnonzero(informative if informative.sum() >= FEWEST else defined)
    verdict = _precisely(first, second, values, places[:_ASKED_PRECISELY].tolist(), setting)
    if (
        verdict == "cannot-tell"
        and enough
        and np.all(agree[known])
        and not (_is_delicate(first) or _is_delicate(second))
    ):
        return "same"  # a function without a rule for many digits, agreeing as far as double precision sees
    return verdict


def _apart_elsewhere(first: Node, second: Node, values: dict[str, Array], setting: Setting) -> bool:
    """Whether two trees that agree where few points tell differ at other points."""
    others = more_values(tuple(sorted(values)), setting)
    complex_numbers = any(np.iscomplexobj(column) for column in others.values())
    try:
        one, other = (values_at(node, others, setting, complex_numbers) for node in (first, second))
    except CannotEvaluateError:
        return False
    with np.errstate(all="ignore"):
        bound = one.error + other.error
        known = np.isfinite(one.value) & np.isfinite(other.value) & np.isfinite(bound)
        gap, size = np.abs(one.value - other.value), np.maximum(np.abs(one.value), np.abs(other.value))
        return bool(np.any(known & (gap > 64 * bound) & (bound <= RELIABLE * size)))


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
    except OverflowError:  # two parts that are finite, and a size that is not
        return True
    return not (size == 0 or _TINY < size < _HUGE)


def _is_long(node: Number) -> bool:
    """Whether a number has ten significant digits or more, or is tiny or huge."""
    if node.value.denominator == 1 and node.value.numerator < _LONG:
        return False
    digits = node.text.lower().split("e")[0].replace(".", "").replace(",", "").strip("0")
    return len(digits) > 9 or not (node.value == 0 or _TINY < node.value < _HUGE)


def has_infinity(*nodes: Node) -> bool:
    return any(has_constant(node, "inf") for node in nodes)


def compare_infinite(first: Node, second: Node) -> Verdict:
    """Numbers among which ∞ may be."""
    one, other = (evaluate(node, {}).value for node in (first, second))
    if np.isnan(one):
        return "undefined"
    if any(np.isinf(found) and not has_infinity(node) for found, node in ((one, first), (other, second))):
        return "different"  # 10^999 is large, not infinite
    return "same" if one == other else "different"

"""Bare values for relations: ``1`` for ``k = 1``, ``(0, 1)`` for ``0 < k < 1``, where the house rules allow it."""

from __future__ import annotations

from mmready.maths.regions import NoRegionError, as_region
from mmready.maths.relations import is_relation
from mmready.maths.tree import Comparison, Interval, Node, SetOf, SetOperation, has_constant, names


def completed(answer: Node, key: Node) -> Node | None:
    """The relation that a bare value means beside the key; None where it means none."""
    if not isinstance(key, Comparison) or is_relation(answer):
        return None
    if key.operators == ("=",):
        if isinstance(answer, SetOf | SetOperation | Interval):
            return None
        return Comparison(("=",), (key.operands[0], answer))
    quantity = _quantity(key)
    try:
        region = as_region(answer)
    except NoRegionError:
        return None
    if quantity is None or not isinstance(region, Interval):
        return None
    signs, parts = [], [quantity]
    if not has_constant(region.low, "inf"):
        signs, parts = ["<=" if region.low_closed else "<"], [region.low, quantity]
    if not has_constant(region.high, "inf"):
        signs.append("<=" if region.high_closed else "<")
        parts.append(region.high)
    return Comparison(tuple(signs), tuple(parts)) if signs else None


def _quantity(key: Comparison) -> Node | None:
    """What an inequality is about: the middle of a chain, or its one side with names."""
    if len(key.operands) == 3:
        return key.operands[1]
    named = [part for part in key.operands if names(part)]
    return named[0] if len(named) == 1 else None

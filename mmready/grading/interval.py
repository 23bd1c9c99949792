"""Intervals and unions of them: the same real numbers."""

from __future__ import annotations

import re

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.marking import Marking
from mmready.grading.maths_specimens import interval_specimens
from mmready.grading.typed import Finding, Kind, check, grade_typed, unfit
from mmready.maths.equivalence import Verdict
from mmready.maths.regions import REALS, NoRegionError, as_region, compare_regions
from mmready.maths.relations import is_relation
from mmready.maths.tree import Comparison, Interval, Logic, Name, Node, SetOperation, names

__all__ = ["KIND", "check_form", "grade", "specimens"]

ENDS_POINTS = 0.5
"""What the right numbers with the wrong brackets are worth."""


def shape(node: Node) -> Node:
    """An interval, a finite set, or a union of these."""
    try:
        return as_region(node)
    except NoRegionError:
        raise unfit("interval-asked") from None


_JOINED = {"or": "union", "and": "intersection"}


def between(chain: Node) -> Node:
    """``0 < s < 1`` and ``x >= 2`` as the interval of the numbers that the name may be; anything else as it is.

    So are ``x < 0 or x > 2``, a union, and ``x > 0 and x < 2``.
    """
    if isinstance(chain, Logic) and chain.operator in _JOINED and all(map(is_relation, chain.operands)):
        return SetOperation(_JOINED[chain.operator], tuple(map(between, chain.operands)))
    if not isinstance(chain, Comparison):
        return chain
    rising = {"<": False, "<=": True}
    falling = {">": False, ">=": True}
    for signs, turned in ((rising, False), (falling, True)):
        if not all(operator in signs for operator in chain.operators):
            continue
        parts, closed = list(chain.operands), [signs[operator] for operator in chain.operators]
        if turned:
            parts, closed = parts[::-1], closed[::-1]
        match parts:
            case [low, Name(), high] if not names(low) and not names(high):
                return Interval(low, high, *closed)
            case [Name(), high] if not names(high):
                return Interval(REALS.low, high, False, closed[0])
            case [low, Name()] if not names(low):
                return Interval(low, REALS.high, closed[0], False)
    return chain


def compare(answer: Node, key: Node, marking: Marking) -> Verdict:
    """Whether both hold the same numbers."""
    return compare_regions(answer, key, marking.setting, marking.tolerance)


def explain(answer: Node, marking: Marking) -> Finding | None:
    """The right numbers with an end too much or too few."""
    if compare_regions(answer, marking.key, marking.setting, marking.tolerance, ends=False) == "same":
        return Finding("ends", ENDS_POINTS)
    return None


_OUTWARD = re.compile(r"([\[(\]])([^\[\]()]+[,;][^\[\]()]+)([\[)\]])")


def inward(text: str) -> str:
    """``]1, 2[`` as ``(1, 2)``."""
    return _OUTWARD.sub(lambda found: _OPENS[found[1]] + found[2] + _CLOSES[found[3]], text)


_OPENS, _CLOSES = {"[": "[", "(": "(", "]": "("}, {"]": "]", ")": ")", "[": ")"}
_REALS = dict.fromkeys(("all real numbers", "all reals", "reals", "real numbers", "real line", "r"), "(-inf, inf)")
KIND = Kind(
    "interval",
    shape,
    compare,
    explain,
    letters=frozenset("Rx"),
    phrases=_REALS | {"empty set": "{}"},
    respelt=inward,
    unnamed=between,
)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark an interval."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return interval_specimens(key)

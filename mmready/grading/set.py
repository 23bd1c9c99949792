"""Finite sets: the same elements, in any order, each counted once. Sets of intervals are compared as regions."""

from __future__ import annotations

import re

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.errors import UnreadableError
from mmready.grading.marking import Marking
from mmready.grading.maths_specimens import set_specimens
from mmready.grading.typed import Finding, Kind, check, grade_typed, unfit
from mmready.maths.equivalence import Verdict
from mmready.maths.regions import NoRegionError, as_region, compare_regions, elements, find, same_set
from mmready.maths.relations import is_relation
from mmready.maths.tree import (
    Binary,
    Comparison,
    Interval,
    Logic,
    Name,
    Node,
    Number,
    SetOf,
    SetOperation,
    Vector,
    walk,
)

__all__ = ["KIND", "check_form", "grade", "specimens"]


_MOST_ELEMENTS = 60


def as_set(node: Node) -> Node:
    """A set in braces, a bare list of elements, or unions and the like of sets."""
    if isinstance(node, SetOperation):
        return SetOperation(node.operator, tuple(map(as_set, node.operands)))
    if isinstance(node, SetOf | Interval):
        if isinstance(node, SetOf) and any(map(_side_by_side, node.items)):
            raise unfit("set-asked")
        return node
    parts = listed(node)
    if parts != (node,) and not any(map(is_relation, parts)):
        return SetOf(parts)
    if isinstance(node, Binary) and node.operator == "-" and isinstance(node.left, SetOf | SetOperation):
        return SetOperation("difference", (node.left, as_set(node.right)))
    raise unfit("set-asked")


def _side_by_side(item: Node) -> bool:
    """Whether ``{1 2}`` has two numbers with nothing between: two elements without their comma, no product."""
    return isinstance(item, Binary) and item.implicit and isinstance(item.right, Number)


def listed(node: Node) -> tuple[Node, ...]:
    """What ``1, 2 and 3`` lists: parts between commas, ``and`` and ``or``."""
    if isinstance(node, Vector) and node.bracket == "":
        return tuple(part for item in node.items for part in listed(item))
    if isinstance(node, Logic) and node.operator != "not":
        return tuple(part for operand in node.operands for part in listed(operand))
    return (node,)


def named_elements(node: Node) -> Node:
    """``x = 1, x = 2`` and ``x = 1 or x = 2`` as the set of what the name may be; anything else as it is."""
    values = []
    for part in node.items if isinstance(node, SetOf) else listed(node):
        match part:
            case Comparison(operands=(Name(), value), operators=("=",)):
                values.append(value)
            case _:
                return node
    return SetOf(tuple(values)) if len(values) > 1 else node


def _short(node: Node) -> Node:
    """The set, if it is one that a question could have as its answer."""
    if sum(len(part.items) for part in walk(node) if isinstance(part, SetOf)) > _MOST_ELEMENTS:
        raise unfit("too-many")
    return node


def _has_interval(node: Node) -> bool:
    return any(isinstance(part, Interval) for part in walk(node))


def compare(answer: Node, key: Node, marking: Marking) -> Verdict:
    """Whether both have the same elements."""
    if _has_interval(answer) or _has_interval(key):
        try:
            return compare_regions(as_region(answer), as_region(key), marking.setting, marking.tolerance)
        except NoRegionError:
            return "different"
    try:
        return "same" if same_set(answer, key, marking.setting, marking.tolerance) else "different"
    except (NoRegionError, UnreadableError):  # a number where a set belongs, inside another set
        return "cannot-tell"


def explain(answer: Node, marking: Marking) -> Finding | None:
    """Points for right elements, less for those that do not belong."""
    if _has_interval(answer) or _has_interval(marking.key):
        return None
    setting, tolerance = marking.setting, marking.tolerance
    given, due = elements(answer, setting, tolerance), elements(marking.key, setting, tolerance)
    right = sum(find(item, due, setting, tolerance) is not None for item in given)
    extra, missing = len(given) - right, len(due) - right
    if not right:
        return None
    code = "set-missing" if not extra else "set-extra" if not missing else "set-part"
    return Finding(code, max(0.0, (right - extra) / len(due)))


_LAST_COMMA = re.compile(r",(?=\s*(?:and|or)\b)")


def without_last_comma(text: str) -> str:
    """``1, 2, and 3`` as ``1, 2 and 3``, sign by sign."""
    return _LAST_COMMA.sub(" ", text)


_EMPTY = dict.fromkeys(("empty set", "null set", "nothing"), "{}")
KIND = Kind(
    "set",
    lambda node: _short(as_set(node)),
    compare,
    explain,
    phrases=_EMPTY,
    respelt=without_last_comma,
    unnamed=named_elements,
)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark a set."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return set_specimens(key)

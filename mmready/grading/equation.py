"""Equations: the same real solutions."""

from __future__ import annotations

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.marking import Marking
from mmready.grading.maths_specimens import equation_specimens
from mmready.grading.typed import Kind, check, grade_typed, unfit
from mmready.maths.equivalence import Verdict
from mmready.maths.relations import compare_relations, is_relation
from mmready.maths.tree import Comparison, Logic, Node, Vector, names

__all__ = ["KIND", "check_form", "compare", "grade", "specimens"]


def shape(node: Node) -> Node:
    """One equation, or several joined by and / or; ``x = 1, x = 2`` is "or", ``x = 1, y = 2`` is "and"."""
    if isinstance(node, Vector) and node.bracket == "" and all(isinstance(item, Comparison) for item in node.items):
        one_name = len({names(item) for item in node.items}) == 1 and len(names(node.items[0])) == 1
        return Logic("or" if one_name else "and", node.items)
    if not is_relation(node):
        raise unfit("equation-asked")
    return node


def compare(answer: Node, key: Node, marking: Marking) -> Verdict:
    """Whether both have the same solutions."""
    return compare_relations(answer, key, marking.setting)


KIND = Kind("equation", shape, compare, named=False)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark an equation."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return equation_specimens(key)

"""Expressions: the same value wherever both are defined on the declared domain."""

from __future__ import annotations

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.maths_specimens import expression_specimens
from mmready.grading.slips import expression_slip
from mmready.grading.typed import Kind, check, grade_typed, unfit
from mmready.maths.tree import Comparison, Interval, Logic, Matrix, Node, SetOf, SetOperation, Vector

__all__ = ["KIND", "check_form", "grade", "specimens"]


def shape(node: Node) -> Node:
    """Anything that has a value, not a relation or a set."""
    if isinstance(node, Vector) and len(node.items) == 1 and node.bracket == "[":
        return shape(node.items[0])
    if isinstance(node, Comparison | Logic | SetOf | SetOperation | Interval | Vector | Matrix):
        raise unfit("expression-asked")
    return node


KIND = Kind("expression", shape, explain=expression_slip)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark an expression."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return expression_specimens(key)

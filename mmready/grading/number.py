"""Numbers: exact, or near enough for the mark; by default also right to three significant figures.

The three figures do not apply to a key that is a whole number (1230 is not 1234), nor where the question states a
tolerance, figures, decimals or a form.
"""

from __future__ import annotations

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.maths_specimens import number_specimens
from mmready.grading.slips import number_slip
from mmready.grading.typed import Kind, check, grade_typed, unfit
from mmready.maths.arrays import spread
from mmready.maths.exact import UndefinedError
from mmready.maths.tree import Comparison, Interval, Logic, Matrix, Node, SetOf, SetOperation, Vector

__all__ = ["KIND", "check_form", "grade", "specimens"]


def shape(node: Node) -> Node:
    """A single number."""
    if isinstance(node, Vector) and node.bracket == "":
        raise unfit("comma")
    if isinstance(node, Vector) and len(node.items) == 1:
        return shape(node.items[0])
    if isinstance(node, Vector | Matrix | SetOf | SetOperation | Interval | Comparison | Logic):
        raise unfit("number-asked")
    try:
        found = spread(node)
    except UndefinedError:
        return node
    if isinstance(found, Vector | Matrix):
        raise unfit("number-asked")
    return node


KIND = Kind("number", shape, explain=number_slip)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark a number."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return number_specimens(key)

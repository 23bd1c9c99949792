"""Inequalities and combinations of them: the same real solutions."""

from __future__ import annotations

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.equation import compare
from mmready.grading.marking import Marking
from mmready.grading.maths_specimens import inequality_specimens
from mmready.grading.slips import flipped, touched
from mmready.grading.typed import Finding, Kind, check, grade_typed, unfit
from mmready.maths.relations import is_relation
from mmready.maths.tree import Call, Logic, Node, Vector, walk

__all__ = ["KIND", "check_form", "grade", "specimens"]


def shape(node: Node) -> Node:
    """One inequality, or several joined by and / or; a list of them has to hold at once."""
    if isinstance(node, Vector) and node.bracket == "" and all(is_relation(item) for item in node.items):
        return Logic("and", node.items)
    if not is_relation(node):
        raise unfit("inequality-asked")
    return node


def explain(answer: Node, marking: Marking) -> Finding | None:
    """The wrong direction, or a boundary too much or too few; not looked for where it would take long."""
    if any(isinstance(part, Call) and part.function not in ("abs", "sqrt") for part in walk(answer)):
        return None
    for code, changed in (("boundary", touched(answer)), ("direction", flipped(answer))):
        if changed != answer and compare(changed, marking.key, marking) == "same":
            return Finding(code)
    return None


KIND = Kind("inequality", shape, compare, explain, named=False)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark an inequality."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return inequality_specimens(key)

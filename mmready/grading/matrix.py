"""Matrices, entry by entry."""

from __future__ import annotations

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.entrywise import compare_arrays, explain_entries, spread_out
from mmready.grading.maths_specimens import matrix_specimens
from mmready.grading.typed import Kind, check, grade_typed, unfit
from mmready.maths.tree import Matrix, Node, Vector

__all__ = ["KIND", "check_form", "grade", "specimens"]


def as_matrix(node: Node) -> Node:
    """Rows of entries; ``((1, 2), (3, 4))`` counts, a plain list of numbers is one row."""
    found = spread_out(node, "matrix-asked")
    if isinstance(found, Vector) and all(isinstance(item, Vector) for item in found.items):
        rows = tuple(item.items for item in found.items if isinstance(item, Vector))
        if len({len(row) for row in rows}) > 1:
            raise unfit("ragged")
        return Matrix(rows)
    if isinstance(found, Vector) and found.bracket == "[":
        return Matrix((found.items,))
    if not isinstance(found, Matrix):
        raise unfit("matrix-asked")
    return found


KIND = Kind("matrix", as_matrix, compare_arrays, explain_entries, rows=True, cells=2)


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark a matrix: text, or a list of lists of texts."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return matrix_specimens(key)

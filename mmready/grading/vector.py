"""Vectors: entry by entry, or up to a factor, a sign, the order or the span; eigenvectors."""

from __future__ import annotations

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading.entrywise import compare_arrays, explain_entries, spread_out
from mmready.grading.marking import Marking
from mmready.grading.maths_specimens import vector_specimens
from mmready.grading.typed import Finding, Kind, check, grade_typed, unfit
from mmready.maths.arrays import entries, shape
from mmready.maths.equivalence import Verdict, compare
from mmready.maths.tree import ONE, ZERO, Interval, Matrix, Node, SetOf, Vector, map_tree, walk

__all__ = ["KIND", "check_form", "grade", "specimens"]


def as_vector(node: Node) -> Node:
    """A list of entries; a matrix of one row or one column is one too, and a set of vectors for a basis."""
    if isinstance(node, SetOf) and node.items and all(isinstance(item, Vector | Matrix) for item in node.items):
        return node
    found = spread_out(_with_units(node), "vector-asked")
    if isinstance(found, Matrix) and 1 in shape(found):
        return Vector(entries(found), "(")
    if isinstance(found, Matrix):
        return Vector(tuple(Vector(row, "(") for row in found.rows), "(")
    if isinstance(found, Interval) or not isinstance(found, Vector):
        raise unfit("vector-asked")
    return found


def _with_units(node: Node) -> Node:
    """``2i - j + 3k`` is (2, −1, 3), and without k a vector of the plane."""
    letters = {getattr(part, "name", "") for part in walk(node)}
    if not letters & {"i", "j", "k"} or any(isinstance(part, Vector | Matrix) for part in walk(node)):
        return node
    size = 3 if "k" in letters else 2
    units = {
        letter: Vector(tuple(ONE if place == row else ZERO for row in range(size)), "(")
        for place, letter in enumerate("ijk"[:size])
    }
    return map_tree(node, lambda part: units.get(getattr(part, "name", ""), part))


def explain(answer: Node, marking: Marking) -> Finding | None:
    """Partial credit; the zero vector where an eigenvector is asked for."""
    if marking.mark.eigenvector_of is not None or marking.mark.up_to in ("factor", "span"):
        zero = all(compare(item, ZERO, marking.setting) == "same" for item in entries(answer))
        return Finding("zero-vector") if zero and marking.mark.eigenvector_of is not None else None
    return explain_entries(answer, marking)


def compare_vectors(answer: Node, key: Node, marking: Marking) -> Verdict:
    """Entry by entry, or as the mark says; the kind of bracket counts only where the rules say so."""
    brackets = {node.bracket for node in (answer, key) if isinstance(node, Vector)}
    if not marking.setting.rules.any_bracket and len(brackets) > 1:
        return "different"
    return compare_arrays(answer, key, marking)


KIND = Kind("vector", as_vector, compare_vectors, explain, rows=True, cells=1, letters=frozenset("jk"))


def check_form(variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    return check(KIND, variant, response)


def grade(key: AnswerKey, response: Response, runner: object = None) -> Judgement:
    """Mark a vector: text, or a list of texts."""
    return grade_typed(KIND, key, response)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """Responses whose outcome is known beforehand."""
    return vector_specimens(key)

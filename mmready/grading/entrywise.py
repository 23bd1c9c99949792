"""Vectors and matrices, entry by entry: shapes, partial credit, swapped rows and columns."""

from __future__ import annotations

from mmready.errors import UnreadableError
from mmready.grading.marking import Marking
from mmready.grading.maths_words import maths_words
from mmready.grading.typed import Finding, unfit
from mmready.maths.arrays import entries, shape, spread
from mmready.maths.at_points import clearly_apart
from mmready.maths.equivalence import Verdict
from mmready.maths.exact import UndefinedError
from mmready.maths.tree import Binary, Call, Matrix, Node, Postfix, Vector, walk


def spread_out(node: Node, asked: str) -> Node:
    """The tree with sums and multiples written out; products of matrices and their powers are left to the learner."""
    if any(_unworked(part) for part in walk(node)):
        raise unfit("work-out")
    try:
        return spread(node)
    except UndefinedError:
        raise unfit(asked) from None
    except UnreadableError:
        raise unfit("shape") from None


def _unworked(node: Node) -> bool:
    if isinstance(node, Binary) and node.operator == "*":
        return _holds_array(node.left) and _holds_array(node.right)
    return isinstance(node, Binary) and node.operator == "^" and _holds_array(node.left)


def _holds_array(node: Node) -> bool:
    if isinstance(node, Call):
        return node.function in ("inverse", "transpose", "identity", "diag")
    if isinstance(node, Postfix):
        return _holds_array(node.body)
    if isinstance(node, Binary):
        return _holds_array(node.left) or _holds_array(node.right)
    return isinstance(node, Vector | Matrix)


def explain_entries(answer: Node, marking: Marking) -> Finding | None:
    """How much of it is right, with a point share for each right entry."""
    if marking.mark.eigenvector_of is not None or marking.mark.up_to:
        return None
    key = spread(marking.key)
    if shape(answer) != shape(key):
        same_turned = shape(answer) == shape(key)[::-1] and isinstance(key, Matrix)
        if same_turned and marking.near(spread(Postfix("T", answer)), key) == "same":
            return Finding("transposed")
        return Finding("size" if isinstance(key, Matrix) else "size-vector")
    if isinstance(key, Matrix) and marking.near(spread(Postfix("T", answer)), key) == "same":
        return Finding("transposed")
    if isinstance(key, Vector) and _another_order(answer, key, marking):
        return Finding("order")
    verdicts = [marking.near(a, b) for a, b in zip(entries(answer), entries(key), strict=True)]
    right = verdicts.count("same")
    if not right:
        return None
    said = maths_words("entries", right=right, count=len(verdicts))
    return Finding("entries", right / len(verdicts), said)


def _another_order(answer: Node, key: Node, marking: Marking) -> bool:
    rest = list(entries(key))
    for item in entries(answer):
        near = (k for k, other in enumerate(rest) if _alike(item, other, marking))
        place = next(near, None)
        if place is None:
            return False
        del rest[place]
    return True


def _alike(answer: Node, key: Node, marking: Marking) -> bool:
    if isinstance(answer, Vector) or isinstance(key, Vector):
        return False
    tolerant = marking.tolerance.relative or marking.tolerance.absolute
    if not tolerant and clearly_apart(answer, key, marking.setting):
        return False
    return marking.near(answer, key) == "same"


def compare_arrays(answer: Node, key: Node, marking: Marking) -> Verdict:
    """As the mark says, as a whole or entry by entry; a shape that does not fit is different."""
    verdict = marking.compare(answer, key if key is not marking.key else None)
    if verdict != "different" or marking.mark.eigenvector_of is not None or marking.mark.up_to:
        return verdict
    whole = spread(key)
    if shape(answer) != shape(whole):
        return verdict
    near = all(marking.near(a, b) == "same" for a, b in zip(entries(answer), entries(whole), strict=True))
    return "same" if near else verdict

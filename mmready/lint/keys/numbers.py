"""Numbers, vectors, matrices, sets and intervals: the key against a value that a Check worked out."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mmready.domain.variant import AnswerKey
from mmready.grading import grade
from mmready.lint.keys.closeness import array_of, close, same_array, same_elements
from mmready.lint.keys.verdict import PROVED, Status, differ, key_tree, numbers_in, shown, too_loose
from mmready.maths import parse
from mmready.maths.evaluate import number_of
from mmready.maths.tree import Interval, Node, SetOf, SetOperation, Vector

__all__ = ["array", "finite_set", "interval", "number", "probes"]


def number(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    value, error, expected = number_of(key_tree(key)), answers["error"], answers["value"]
    array = array_of(expected)
    if array is None or array.size != 1:
        return "unset", f"`expected` has to be a number, or (number, error); got {shown(expected)}"
    if not close(array.ravel()[0], value, error):
        return differ(complex(array.ravel()[0]), value, error)
    if too_loose(error, abs(value)):
        return "loose", f"it allows ± {shown(error)} around {shown(value)}"
    return PROVED


def array(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    expected, error = array_of(answers["value"]), answers["error"]
    value = np.asarray(numbers_in(key_tree(key)), dtype=complex)
    if expected is None or expected.ndim == 0:
        return "unset", f"`expected` has to be an array, or (array, error); got {shown(answers['value'])}"
    if key.mark.eigenvector_of is not None:
        return _eigenvector(key, expected.ravel(), value.ravel())
    if not same_array(expected, value, key.mark, error):
        return differ(answers["value"], value.tolist(), error)
    if too_loose(error, float(np.max(abs(value), initial=0))):
        return "loose", f"it allows ± {shown(error)} around {shown(value.tolist())}"
    return PROVED


def _eigenvector(key: AnswerKey, expected: Any, value: Any) -> Status:
    """Both have to be eigenvectors; there may be many, so that they need not be multiples of each other."""
    matrix, number = (np.asarray(numbers_in(parse(text, author=True))) for text in key.mark.eigenvector_of or ())
    for vector, name in ((expected, "what it expects"), (value, "the key")):
        size = float(np.max(abs(vector), initial=0))
        if vector.shape != (len(matrix),) or size == 0 or not close(matrix @ vector / size, number * vector / size):
            return "disproved", f"{name}, {shown(vector.tolist())}, is no eigenvector for {shown(complex(number))}"
    return PROVED


def finite_set(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    node, expected, error = key_tree(key), answers["value"], answers["error"]
    if isinstance(expected, str):
        return _as_typed(key, expected)
    if not isinstance(node, SetOf):
        return interval(key, answers)
    if not isinstance(expected, list | tuple):
        return "unset", f"`expected` has to be a set or a list; got {shown(expected)}"
    elements = [array_of(element) for element in expected]
    if any(element is None for element in elements):
        return "unset", f"`expected` has to hold numbers or vectors; got {shown(expected)}"
    value = [np.asarray(numbers_in(item), dtype=complex) for item in node.items]
    return PROVED if same_elements(elements, value, error) else differ(expected, numbers_in(node), error)


def interval(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    node = key_tree(key)
    if "values" in answers:
        return _membership(node, answers["values"])
    expected, error = answers["value"], answers["error"]
    if isinstance(expected, str):
        return _as_typed(key, expected)
    ends = array_of(expected)
    if ends is None or ends.size % 2 or ends.ndim not in (1, 2):
        wanted = "(low, high), a list of such pairs, a callable or a text"
        return "unset", f"`expected` has to be {wanted}; got {shown(expected)}"
    pieces = [[number_of(piece.low), number_of(piece.high)] for piece in _intervals(node)]
    if same_elements(list(ends.reshape(-1, 2)), [np.asarray(piece) for piece in pieces], error):
        return PROVED
    return differ(expected, pieces, error)


def _as_typed(key: AnswerKey, text: str) -> Status:
    judgement = grade(key, text)
    return PROVED if judgement.outcome == "right" else ("disproved", f"it expects {text}, the key is {key.answer}")


def _intervals(node: Node) -> list[Interval]:
    """The intervals of a union; a single number is one from itself to itself."""
    if isinstance(node, Interval):
        return [node]
    if isinstance(node, Vector) and len(node.items) == 2:
        closed = node.bracket == "["
        return [Interval(node.items[0], node.items[1], closed, closed)]
    if isinstance(node, SetOf):
        return [Interval(item, item, True, True) for item in node.items]
    if isinstance(node, SetOperation) and node.operator == "union":
        return [piece for operand in node.operands for piece in _intervals(operand)]
    raise ValueError("expected an interval or a union of intervals; give `expected` as a text")


def probes(node: Node) -> list[float]:
    """Numbers in and around the ends of intervals, ends included."""
    try:
        ends = sorted({number_of(end).real for piece in _intervals(node) for end in (piece.low, piece.high)})
    except ValueError:
        return []
    finite = [end for end in ends if np.isfinite(end)] or [0.0]
    between = [(left + right) / 2 for left, right in itertools.pairwise(finite)]
    return sorted({*finite, *between, *(end + step for end in finite for step in (-1e-3, 1e-3, -7.5, 7.5))})


def _membership(node: Node, values: Sequence[Any]) -> Status:
    for point, value in zip(probes(node), values, strict=True):
        inside = any(_within(point, piece) for piece in _intervals(node))
        if bool(value) != inside:
            return "disproved", f"it says that {point:g} is {'in' if value else 'not in'} the set, the key does not"
    return PROVED


def _within(point: float, piece: Interval) -> bool:
    low, high = number_of(piece.low).real, number_of(piece.high).real
    above = point >= low if piece.low_closed else point > low
    return above and (point <= high if piece.high_closed else point < high)

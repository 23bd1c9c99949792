"""Common slips: a sign, a factor, one over the answer, a constant, degrees, a percentage, one too many.

They are looked for in double precision only: they choose words, never points.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.grading.marking import Marking
from mmready.grading.typed import Finding
from mmready.maths.at_points import sampled
from mmready.maths.tolerance import is_whole
from mmready.maths.tree import Binary, Call, Comparison, Constant, Logic, Node, map_tree, names, number, walk

Array = NDArray[Any]
_TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})
_FACTORS = (2.0, 0.5, 3.0, 1 / 3, 4.0, 0.25, 10.0, 0.1)
_CLOSE, _NEAR = 1e-9, 0.02
_FEWEST = 3
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TOUCHED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


def number_slip(answer: Node, marking: Marking) -> Finding | None:
    """What went wrong with a number, if it is one of the usual things."""
    if names(answer) or marking.mark.up_to:
        return None
    given, due = sampled(answer, marking.key, marking.setting)
    if given.size != 1:
        return None
    code = _number_code(float(given[0]), float(due[0]))
    if code is None and _in_degrees(answer, marking):
        code = "degrees"
    if code is None and is_whole(marking.key) and abs(abs(given[0] - due[0]) - 1) < _CLOSE:
        code = "off-by-one"
    both_whole = is_whole(marking.key) and is_whole(answer)
    if code is None and not both_whole and abs(given[0] - due[0]) <= _NEAR * abs(due[0]):
        code = "rounding"
    return None if code is None else Finding(code)


def _number_code(given: float, due: float) -> str | None:
    if not given or not due:
        return None
    ratio = given / due
    turn = 180 / np.pi
    candidates = [("sign", (-1.0,)), ("percent", (100.0, 0.01)), ("degrees", (turn, 1 / turn)), ("factor", _FACTORS)]
    for code, ratios in candidates:
        if any(abs(ratio / other - 1) < _CLOSE for other in ratios):
            return code
    return "reciprocal" if abs(given * due - 1) < _CLOSE else None


def _in_degrees(answer: Node, marking: Marking) -> bool:
    """Whether the key comes out like this with its angles taken for degrees, or the answer like the key."""
    for node, other in ((marking.key, answer), (answer, marking.key)):
        angles = any(isinstance(part, Call) and part.function in _TRIGONOMETRIC for part in walk(node))
        if angles and _alike(*sampled(map_tree(node, _turned_to_degrees), other, marking.setting)):
            return True
    return False


def _turned_to_degrees(node: Node) -> Node:
    if isinstance(node, Call) and node.function in _TRIGONOMETRIC:
        return Call(node.function, (Binary("/", Binary("*", node.arguments[0], Constant("pi")), number(180)),))
    return node


def _alike(given: Array, due: Array) -> bool:
    with np.errstate(all="ignore"):
        return given.size > 0 and bool(np.all(np.abs(given - due) <= _CLOSE * np.maximum(np.abs(given), np.abs(due))))


def expression_slip(answer: Node, marking: Marking) -> Finding | None:
    """What went wrong with an expression, if it is one of the usual things."""
    if not names(marking.key):
        return number_slip(answer, marking)
    if marking.mark.up_to in ("factor", "sign"):
        return None
    given, due = sampled(answer, marking.key, marking.setting)
    if given.size < _FEWEST:
        return None
    with np.errstate(all="ignore"):
        known = (given != 0) & (due != 0)
        ratio, product, gap = (given / due)[known], (given * due)[known], given - due
    if known.sum() >= _FEWEST and _steady(ratio) and abs(ratio[0] - 1) > _CLOSE:
        return Finding("sign" if abs(ratio[0] + 1) < _CLOSE else "factor")
    if known.sum() >= _FEWEST and _steady(product) and abs(product[0] - 1) < _CLOSE:
        return Finding("reciprocal")
    if not marking.mark.up_to and _steady(gap[np.abs(due) < 1e4]):
        return Finding("constant")
    return None


def _steady(values: Array) -> bool:
    """Whether all are one number."""
    if values.size < _FEWEST or not np.all(np.isfinite(values)):
        return False
    return bool(np.ptp(values) <= 1e-8 * np.abs(values[0]))


def turned(node: Node, signs: dict[str, str]) -> Node:
    """A relation with its signs exchanged."""
    if isinstance(node, Comparison):
        return Comparison(tuple(signs.get(sign, sign) for sign in node.operators), node.operands)
    if isinstance(node, Logic):
        return Logic(node.operator, tuple(turned(part, signs) for part in node.operands))
    return node


def flipped(node: Node) -> Node:
    """The relation that points the other way."""
    return turned(node, _FLIPPED)


def touched(node: Node) -> Node:
    """The relation with its boundaries put in or left out."""
    return turned(node, _TOUCHED)

"""Expressions, equations and inequalities: the key against a callable, at points of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from mmready.domain.variant import AnswerKey
from mmready.lint.keys.closeness import array_of
from mmready.lint.keys.points import Points, edge_points, finite_points, solution_points, spread_points, truths
from mmready.lint.keys.verdict import PROVED, Status, differ, key_tree, shown, too_loose

__all__ = ["condition", "condition_points", "expression", "expression_points"]

_POINTS = 20
_FEWEST_POINTS = 5


def expression_points(key: AnswerKey) -> Points:
    """The points at which an expression is compared."""
    return finite_points(key_tree(key), key.variables, _POINTS)[0]


def expression(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    points, value = finite_points(key_tree(key), key.variables, _POINTS)
    if len(value) < (_FEWEST_POINTS if key.variables else 1):
        return "unset", f"the key has a value at only {len(value)} of the points tried; see `variables`"
    expected, error = array_of(answers["values"]), answers["error"]
    if expected is None or expected.shape != value.shape:
        return "unset", f"`expected` has to be a callable that gives a number; got {shown(answers['values'][:1])}"
    there = np.isfinite(expected)
    if there.sum() < min(_FEWEST_POINTS, len(value)):
        return "unset", "`expected` gives no number at nearly all points"
    expected, value = expected[there], np.asarray(value, dtype=complex)[there]
    if key.mark.up_to == "constant":
        expected, value = expected - expected[0], value - value[0]
    elif key.mark.up_to == "factor":
        place = int(np.argmax(abs(value)))
        if value[place] == 0 or expected[place] == 0:
            return differ(complex(expected[place]), complex(value[place]))
        expected, value = expected / expected[place], value / value[place]
    # differences of two steps lose digits where the value is small beside the others
    allowed = np.maximum(1e-4 * abs(value), 1e-6 * max(1e-3, float(np.max(abs(value))))) if error is None else error
    wrong = np.flatnonzero(abs(expected - value) > allowed)
    if wrong.size:
        place = int(wrong[0])
        at = ", ".join(f"{name} = {column[there][place]:.4g}" for name, column in points.items())
        return "disproved", f"at {at}: {differ(complex(expected[place]), complex(value[place]))[1]}"
    if too_loose(error, float(np.max(abs(value)))):
        return "loose", f"it allows ± {shown(error)}"
    return PROVED


def condition_points(key: AnswerKey) -> Points:
    spread = spread_points(key.variables, 2 * _POINTS)
    if key.kind == "inequality":
        special = edge_points(key_tree(key), key.variables)
    else:
        special = solution_points(key_tree(key), key.variables, _POINTS)
    return {name: np.concatenate([special[name], spread[name]]) for name in key.variables}


def condition(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    points = condition_points(key)
    wanted = truths(key_tree(key), points)
    values = answers["values"]
    if len(values) != len(wanted) or not all(isinstance(value, bool | int | float) for value in values):
        return (
            "unset",
            f"`expected` has to be a callable that says whether the condition holds; got {shown(values[:1])}",
        )
    for place, (value, truth) in enumerate(zip(values, wanted, strict=True)):
        if bool(value) != bool(truth):
            at = ", ".join(f"{name} = {column[place]:.4g}" for name, column in points.items())
            return (
                "disproved",
                f"at {at} it says {'yes' if value else 'no'}, the key {'holds' if truth else 'does not'}",
            )
    if all(wanted) or not any(wanted):
        return "loose", "the key holds at all of the points tried or at none; narrow the domain in `variables`"
    return PROVED

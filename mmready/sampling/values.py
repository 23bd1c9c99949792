"""The names of a draw as plain values, for the Check that proves its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.runner import Runner
from mmready.maths import tree
from mmready.maths.evaluate import CannotEvaluateError, number_of
from mmready.maths.exact import exact
from mmready.maths.tree import Node
from mmready.sampling.ready import find_draw
from mmready.sampling.world import World

__all__ = ["DrawnValues", "drawn_values"]


@dataclass(frozen=True, slots=True)
class DrawnValues:
    """The drawn and defined names of one draw.

    ``values`` are JSON values: whole numbers stay whole, others are floats, complex ones ``{"re", "im"}``, text is
    text, vectors and matrices are lists. ``functions`` maps a name that holds variables to these, in the order in
    which they are declared, and to its tree. A name that has no value on this draw is in neither.
    """

    values: Mapping[str, Any]
    functions: Mapping[str, tuple[tuple[str, ...], Node]]


def drawn_values(
    template: QuestionTemplate, body: QuestionBody, seed: int, runner: Runner | None = None
) -> DrawnValues:
    """The values of the draw that ``draw_body`` makes of this seed."""
    recipe, drawn, _ = find_draw(template, body, seed, runner)
    world = World(recipe, drawn)
    declared = tuple(body.variables)
    values: dict[str, Any] = dict(world.stories)
    functions: dict[str, tuple[tuple[str, ...], Node]] = {}
    for name in (*world.trees, *recipe.defined):
        try:
            node = world.settle(tree.Name(name))
            inside = set(tree.names(node))
            if inside:
                functions[name] = tuple(variable for variable in declared if variable in inside), node
            else:
                values[name] = _plain(node)
        except (ValueError, CannotEvaluateError):
            continue  # a Check that needs it stops there and says so
    return DrawnValues(values, functions)


def _plain(node: Node) -> Any:
    match node:
        case tree.Vector(items) | tree.SetOf(items):
            return [_plain(item) for item in items]
        case tree.Matrix(rows):
            return [[_plain(item) for item in row] for row in rows]
    known = exact(node)
    if known is not None:
        return _number(known)
    value = number_of(node)
    return value.real if value.imag == 0 else {"re": value.real, "im": value.imag}


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator

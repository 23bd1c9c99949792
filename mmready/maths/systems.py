"""Several equations at once: linear systems by elimination, others equation by equation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from mmready.maths.arrays import eliminated
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.lines import difference
from mmready.maths.tree import Comparison, Logic, Node, names


def equations_of(node: Node) -> tuple[Node, ...] | None:
    """The equations that all have to hold, or None where the tree is something else."""
    parts = node.operands if isinstance(node, Logic) and node.operator == "and" else (node,)
    if all(isinstance(part, Comparison) and part.operators == ("=",) for part in parts):
        return parts
    return None


def same_linear_systems(first: Sequence[Node], second: Sequence[Node]) -> bool | None:
    """Whether two systems of linear equations with rational coefficients have the same solutions; None for others.

    Two systems without solutions are the same.
    """
    used = tuple(dict.fromkeys(name for part in (*first, *second) for name in names(part)))
    reduced = []
    for system in (first, second):
        rows = [_coefficients(equation, used) for equation in system]
        known = [row for row in rows if row is not None]
        if len(known) != len(rows):
            return None
        found = [row for row in eliminated(known)[2] if any(row)]
        impossible = any(not any(row[:-1]) for row in found)
        reduced.append([] if impossible else found)
        reduced[-1].append([Fraction(impossible)])
    return reduced[0] == reduced[1]


def _coefficients(equation: Node, used: Sequence[str]) -> list[Fraction] | None:
    """The coefficients of the names and the constant of a linear equation; None where it is not linear."""
    if not isinstance(equation, Comparison):
        return None
    sides = difference(*equation.operands)
    zero: Mapping[str, Fraction] = dict.fromkeys(used, Fraction(0))
    test = {name: Fraction(place * place + 3, place + 2) for place, name in enumerate(used)}
    try:
        constant = exact(sides, zero)
        units = [exact(sides, {**zero, name: Fraction(1)}) for name in used]
        at_test = exact(sides, test)
    except UndefinedError:
        return None
    if constant is None or at_test is None or any(unit is None for unit in units):
        return None
    slopes = [unit - constant for unit in units if unit is not None]
    if constant + sum(slope * test[name] for slope, name in zip(slopes, used, strict=True)) != at_test:
        return None
    return [*slopes, constant]


def matched(first: Sequence[Node], second: Sequence[Node], same: Callable[[Node, Node], bool]) -> bool:
    """Whether each of the first is the same as another one of the second, none left over."""
    rest = list(second)
    for item in first:
        place = next((k for k, other in enumerate(rest) if same(item, other)), None)
        if place is None:
            return False
        del rest[place]
    return not rest

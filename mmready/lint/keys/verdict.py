"""What is said of a key that is held against a Check, and the key in numbers."""

from __future__ import annotations

from typing import Any

from mmready.domain.variant import AnswerKey
from mmready.maths import parse
from mmready.maths.evaluate import number_of
from mmready.maths.tree import Matrix, Node, SetOf, Vector

__all__ = ["PROVED", "Status", "differ", "key_tree", "numbers_in", "shown", "too_loose"]

_LOOSE = 0.1  # a simulation's error beyond this share of the value proves little

Status = tuple[str, str]  # as in lint.sample.Proof: status, message
PROVED: Status = ("proved", "")


def key_tree(key: AnswerKey) -> Node:
    """The key as a tree."""
    return parse(key.answer, variables=tuple(key.variables), author=True)


def numbers_in(node: Node) -> Any:
    """A tree of numbers as Python numbers and lists."""
    if isinstance(node, Vector | SetOf):
        return [numbers_in(item) for item in node.items]
    if isinstance(node, Matrix):
        return [[numbers_in(item) for item in row] for row in node.rows]
    return number_of(node)


def shown(value: Any) -> str:
    """A number or a list of numbers in a message, with six digits."""
    if isinstance(value, complex):
        value = value.real if abs(value.imag) < 1e-12 * max(1, abs(value)) else value
    if isinstance(value, int | float | complex) and not isinstance(value, bool):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(shown, value))}]"
    return str(value)[:80]


def differ(expected: Any, key: Any, error: Any = None) -> Status:
    """The key is not what the Check expects."""
    within = f" ± {shown(error)}" if error is not None else ""
    return "disproved", f"it expects {shown(expected)}{within}, the key is {shown(key)}"


def too_loose(error: float | None, size: float) -> bool:
    """Whether the error that a Check allows is large beside the value."""
    return error is not None and error > _LOOSE * max(size, 1e-9)

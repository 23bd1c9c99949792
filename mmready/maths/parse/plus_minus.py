"""± as two readings."""

from __future__ import annotations

from dataclasses import dataclass

from mmready.maths.tree import Binary, Comparison, Logic, Negation, Node, SetOf, Vector, rebuild


@dataclass(frozen=True, slots=True)
class PlusMinus(Node):
    """``a ± b`` until the whole is read; then it is split into its two readings."""

    left: Node | None
    right: Node


def split_signs(node: Node) -> Node:
    """A tree with ± as its two readings: two elements of a set, two equations joined by ``or``, else a list of two."""
    if isinstance(node, SetOf | Vector):
        items = tuple(reading for item in node.items for reading in _readings(item))
        return SetOf(items) if isinstance(node, SetOf) else Vector(items, node.bracket)
    readings = _readings(node)
    if len(readings) == 1:
        return node
    if isinstance(node, Comparison):
        return Logic("or", readings)
    return Vector(readings, "")


def _readings(node: Node) -> tuple[Node, ...]:
    plus, minus = _read(node, "+"), _read(node, "-")
    return (node,) if plus == node else (plus, minus)


def _read(node: Node, sign: str) -> Node:
    if isinstance(node, PlusMinus):
        right = _read(node.right, sign)
        if node.left is not None:
            return Binary(sign, _read(node.left, sign), right)
        return right if sign == "+" else Negation(right)
    return rebuild(node, lambda part: _read(part, sign))

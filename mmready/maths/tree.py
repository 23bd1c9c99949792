"""Mathematics as a tree, exactly as it was written: nothing is reordered, flattened or simplified.

Every node is frozen, so a tree can be a key of a cache and can be shared. Numbers are exact (``0.05`` is 1/20) and
remember the text they were typed as.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

OPERATORS = ("+", "-", "*", "/", "^")
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
CONSTANTS = ("e", "pi", "i", "inf")


class Facts(NamedTuple):
    """What stands somewhere in a tree: found in one walk and kept with its root.

    ``names`` come once each, in the order in which they first stand; ``marks`` are the types of nodes and the names of
    constants, functions and postfix operators.
    """

    names: tuple[str, ...]
    marks: frozenset[type[Node] | str]


class _Noted:
    """A place beside the fields of a frozen node, for what has been found out about it."""

    __slots__ = ("_facts",)
    _facts: Facts


@dataclass(frozen=True, slots=True)
class Node(_Noted):
    """What every part of a tree is."""


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number without sign. ``text`` is how it was typed (``"0.50"``); empty for a number that was computed."""

    value: Fraction
    text: str = ""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable or parameter: ``x``, ``x_1``, ``theta``."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """One of ``e``, ``pi``, ``i`` and ``inf``."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """−body."""

    body: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """``left operator right`` with an operator of ``OPERATORS``; ``implicit`` marks a product written without sign."""

    operator: str
    left: Node
    right: Node
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function applied: ``function`` is the canonical name of ``maths.functions`` or a declared name.

    ``|x|`` is ``abs``, ``√x`` is ``sqrt``, ``log(value, base)`` has two arguments, ``root(x, n)`` is the nth root.
    """

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Postfix(Node):
    """A sign after its body: ``!`` factorial, ``!!`` double factorial, ``%`` hundredths, ``T`` transposed."""

    operator: str
    body: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """A chain such as ``1 < x <= 3``: one operator of ``RELATIONS`` fewer than operands."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``and``, ``or`` of two or more conditions, or ``not`` of one."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Vector(Node):
    """Entries in order. ``bracket`` is ``(``, ``[`` or ``<`` as written, empty for a bare list ``1, 2``."""

    items: tuple[Node, ...]
    bracket: str = "["


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """Rows of equal length."""

    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class SetOf(Node):
    """``{1, 2}``: elements as written, repeats and order kept."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """From ``low`` to ``high``. ``(1, 2)`` and ``[1, 2]`` are read as vectors; ``as_interval`` turns them into this."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class SetOperation(Node):
    """``union``, ``intersection`` or ``difference`` of sets and intervals, two or more, from the left."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Index(Node):
    """``v[1]`` or ``A[1, 2]``; counting starts at 1."""

    body: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Piecewise(Node):
    """Pairs (value, condition), the first true one counts; ``otherwise`` is None where nothing else is said."""

    pieces: tuple[tuple[Node, Node], ...]
    otherwise: Node | None = None


ZERO, ONE, TWO = Number(Fraction(0)), Number(Fraction(1)), Number(Fraction(2))


def number(value: int | Fraction) -> Node:
    """A node of this exact value; a negative one is a negation."""
    value = Fraction(value)
    return Number(value) if value >= 0 else Negation(Number(-value))


def _piecewise_parts(node: Piecewise) -> tuple[Node, ...]:
    parts = tuple(part for piece in node.pieces for part in piece)
    return parts if node.otherwise is None else (*parts, node.otherwise)


_CHILDREN: dict[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    Number: lambda node: (),
    Name: lambda node: (),
    Constant: lambda node: (),
    Binary: lambda node: (node.left, node.right),
    Negation: lambda node: (node.body,),
    Postfix: lambda node: (node.body,),
    Call: lambda node: node.arguments,
    Comparison: lambda node: node.operands,
    Logic: lambda node: node.operands,
    SetOperation: lambda node: node.operands,
    Vector: lambda node: node.items,
    SetOf: lambda node: node.items,
    Matrix: lambda node: tuple(item for row in node.rows for item in row),
    Interval: lambda node: (node.low, node.high),
    Index: lambda node: (node.body, *node.indices),
    Piecewise: _piecewise_parts,
}  # a table, since this is called for every node of every tree


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly under a node, in the order as written."""
    parts = _CHILDREN.get(type(node))
    return parts(node) if parts is not None else ()


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with ``change`` applied to each of its direct parts."""
    match node:
        case Binary(operator, left, right, implicit):
            return Binary(operator, change(left), change(right), implicit)
        case Negation(body):
            return Negation(change(body))
        case Postfix(operator, body):
            return Postfix(operator, change(body))
        case Call(function, parts):
            return Call(function, tuple(map(change, parts)))
        case Comparison(operators, parts):
            return Comparison(operators, tuple(map(change, parts)))
        case Logic(operator, parts):
            return Logic(operator, tuple(map(change, parts)))
        case SetOperation(operator, parts):
            return SetOperation(operator, tuple(map(change, parts)))
        case Vector(items, bracket):
            return Vector(tuple(map(change, items)), bracket)
        case SetOf(items):
            return SetOf(tuple(map(change, items)))
        case Matrix(rows):
            return Matrix(tuple(tuple(map(change, row)) for row in rows))
        case Interval(low, high, low_closed, high_closed):
            return Interval(change(low), change(high), low_closed, high_closed)
        case Index(body, indices):
            return Index(change(body), tuple(map(change, indices)))
        case Piecewise(pieces, otherwise):
            changed = tuple((change(value), change(condition)) for value, condition in pieces)
            return Piecewise(changed, None if otherwise is None else change(otherwise))
    return node


def map_tree(node: Node, change: Callable[[Node], Node]) -> Node:
    """``change`` applied to every node, parts first."""
    return change(rebuild(node, lambda part: map_tree(part, change)))


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """Every name of ``values`` replaced by its tree (all at once, not again inside what was put in)."""
    if isinstance(node, Name):
        return values.get(node.name, node)
    return rebuild(node, lambda part: substitute(part, values))


def walk(node: Node) -> Iterator[Node]:
    """Every node, from the root down, left to right; needs no recursion, so any depth is fine."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        parts = children(found)
        if parts:
            waiting.extend(parts[::-1])


def facts(node: Node) -> Facts:
    """What stands in a tree; found once for each tree, without recursion."""
    try:
        return node._facts
    except AttributeError:
        found = _found_facts(node)
        object.__setattr__(node, "_facts", found)
        return found


def _found_facts(node: Node) -> Facts:
    found: dict[str, None] = {}
    marks: set[type[Node] | str] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if isinstance(part, Number):
            continue
        if isinstance(part, Name):
            found[part.name] = None
            continue
        marks.add(kind)
        if isinstance(part, Binary):
            waiting.append(part.right)
            waiting.append(part.left)
            continue
        if isinstance(part, Constant):
            marks.add(part.name)
        elif isinstance(part, Call):
            marks.add(part.function)
        elif isinstance(part, Postfix):
            marks.add(part.operator)
        waiting.extend(_CHILDREN[kind](part)[::-1] if kind in _CHILDREN else ())
    return Facts(tuple(found), frozenset(marks))


def names(node: Node) -> tuple[str, ...]:
    """The names in a tree, each once, in the order in which they first stand."""
    return facts(node).names


def has_constant(node: Node, name: str) -> bool:
    """Whether ``i``, ``inf``, ``e`` or ``pi`` stands in a tree."""
    return name in facts(node).marks


def depth(node: Node) -> int:
    """How many nodes lie on the longest way down; counted without recursion."""
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        found, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((part, level + 1) for part in children(found))
    return deepest

"""Tree → words, for screen readers."""

from __future__ import annotations

from mmready.maths.display import ATOM, plain, tightness
from mmready.maths.functions import FUNCTIONS
from mmready.maths.tree import (
    Binary,
    Call,
    Comparison,
    Constant,
    Index,
    Interval,
    Logic,
    Matrix,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
    SetOf,
    SetOperation,
    Vector,
)

_CONSTANTS = {"e": "e", "pi": "pi", "i": "i", "inf": "infinity"}
_OPERATORS = {"+": "plus", "-": "minus", "*": "times"}
_RELATIONS = {
    "=": "equals", "!=": "is not equal to", "<": "is less than", "<=": "is at most", ">": "is greater than",
    ">=": "is at least",
}  # fmt: skip
_SETS = {"union": "union", "intersection": "intersected with", "difference": "without"}
_POSTFIX = {"!": "factorial", "!!": "double factorial", "%": "percent", "T": "transposed", "°": "degrees"}


def spoken(node: Node) -> str:
    """How a person would read the tree aloud, with the ends of fractions, roots and brackets said.

    >>> from mmready.maths.parse import parse
    >>> spoken(parse("x^2/(x+1)"))
    'fraction x squared over x plus 1 end fraction'
    """
    match node:
        case Number(value, text):
            return text or (str(value) if value.denominator == 1 else f"{value.numerator} over {value.denominator}")
        case Name(name):
            return name.replace("_", " sub ").replace("lam", "lambda").replace("'", " prime")
        case Constant(name):
            return _CONSTANTS[name]
        case Negation(body):
            return f"minus {_grouped(body) if isinstance(body, Binary) and body.operator in '+-' else spoken(body)}"
        case Binary(operator, left, right, _):
            return _binary(operator, left, right)
        case Call(function, parts):
            return _call(function, parts)
        case Postfix(operator, body):
            return f"{_grouped(body)} {_POSTFIX[operator]}"
        case Comparison(operators, operands):
            sides = [spoken(part) for part in operands]
            signs = [_RELATIONS[sign] for sign in operators]
            return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True))
        case Logic(operator, operands):
            conditions = [spoken(part) for part in operands]
            return f"not {conditions[0]}" if operator == "not" else f" {operator} ".join(conditions)
    return _collection(node)


def _collection(node: Node) -> str:
    match node:
        case SetOperation(operator, operands):
            return f" {_SETS[operator]} ".join(spoken(part) for part in operands)
        case Vector(items):
            return f"vector {_listed(items)} end vector"
        case Matrix(rows):
            lines = (f"row {number}: {_listed(row)}" for number, row in enumerate(rows, start=1))
            return f"{len(rows)} by {len(rows[0]) if rows else 0} matrix, " + "; ".join(lines) + "; end matrix"
        case SetOf(items):
            return f"the set of {_listed(items)} end set" if items else "the empty set"
        case Interval(low, high, low_closed, high_closed):
            ends = ["included" if closed else "not included" for closed in (low_closed, high_closed)]
            return f"interval from {spoken(low)} {ends[0]} to {spoken(high)} {ends[1]}"
        case Index(body, indices):
            return f"{spoken(body)} sub {_listed(indices)}"
        case Piecewise(pieces, otherwise):
            parts = [f"{spoken(value)} if {spoken(condition)}" for value, condition in pieces]
            return ", ".join(parts if otherwise is None else [*parts, f"otherwise {spoken(otherwise)}"])
    return plain(node)


def _binary(operator: str, left: Node, right: Node) -> str:
    if operator == "/":
        return f"fraction {spoken(left)} over {spoken(right)} end fraction"
    if operator == "^":
        base = _grouped(left)
        if isinstance(right, Number) and right.value in (2, 3):
            return f"{base} {'squared' if right.value == 2 else 'cubed'}"
        return f"{base} to the power {spoken(right)} end power"
    if operator in "+-":
        last = isinstance(right, Negation) or (isinstance(right, Binary) and right.operator in "+-")
        return f"{spoken(left)} {_OPERATORS[operator]} {_grouped(right) if last else spoken(right)}"
    parts = [_grouped(part) if _loose(part) else spoken(part) for part in (left, right)]
    plainly = isinstance(left, Number) and isinstance(right, Name | Constant)
    return " ".join(parts) if plainly else f"{parts[0]} times {parts[1]}"


def _loose(node: Node) -> bool:
    return isinstance(node, Negation) or (isinstance(node, Binary) and node.operator in "+-")


def _grouped(node: Node) -> str:
    text = spoken(node)
    return text if tightness(node) == ATOM else f"open bracket {text} close bracket"


def _call(function: str, parts: tuple[Node, ...]) -> str:
    if function == "sqrt":
        return f"square root of {spoken(parts[0])} end root"
    if function == "cbrt":
        return f"cube root of {spoken(parts[0])} end root"
    if function == "root":
        return f"root of degree {spoken(parts[1])} of {spoken(parts[0])} end root"
    if function == "log":
        return f"logarithm base {spoken(parts[1])} of {spoken(parts[0])}"
    if function == "binomial":
        return f"{spoken(parts[0])} choose {spoken(parts[1])}"
    if function == "exp":
        return f"e to the power {spoken(parts[0])} end power"
    name = FUNCTIONS[function].spoken if function in FUNCTIONS else function
    simple = len(parts) == 1 and isinstance(parts[0], Name | Number | Constant)
    return f"{name} of {_listed(parts)}" if simple else f"{name} of open bracket {_listed(parts)} close bracket"


def _listed(parts: tuple[Node, ...]) -> str:
    return ", ".join(spoken(part) for part in parts)

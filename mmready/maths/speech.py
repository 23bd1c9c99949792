"""Tree → words, for screen readers."""

from __future__ import annotations

from functools import reduce

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
from mmready.translation import marked, t

_CONSTANTS = {"e": "e", "pi": "pi", "i": "i", "inf": marked("infinity")}
_RELATIONS = {
    "=": marked("equals"),
    "!=": marked("is not equal to"),
    "<": marked("is less than"),
    "<=": marked("is at most"),
    ">": marked("is greater than"),
    ">=": marked("is at least"),
}
_SETS = {"union": marked("union"), "intersection": marked("intersected with"), "difference": marked("without")}
_POSTFIX = {
    "!": marked("{x} factorial"),
    "!!": marked("{x} double factorial"),
    "%": marked("{x} percent"),
    "T": marked("{x} transposed"),
    "°": marked("{x} degrees"),
}
_JOINED = {"and": marked("{a} and {b}"), "or": marked("{a} or {b}")}


def spoken(node: Node) -> str:
    """How a person would read the tree aloud, with the ends of fractions, roots and brackets said.

    >>> from mmready.maths.parse import parse
    >>> spoken(parse("x^2/(x+1)"))
    'fraction x squared over x plus 1 end fraction'
    """
    match node:
        case Number(value, text):
            return text or (
                str(value) if value.denominator == 1 else _over(str(value.numerator), str(value.denominator))
            )
        case Name(name):
            return name.replace("_", t(" sub ")).replace("lam", "lambda").replace("'", t(" prime"))
        case Constant(name):
            return t(_CONSTANTS[name])
        case Negation(body):
            loose = isinstance(body, Binary) and body.operator in "+-"
            return t("minus {x}", x=_grouped(body) if loose else spoken(body))
        case Binary(operator, left, right, _):
            return _binary(operator, left, right)
        case Call(function, parts):
            return _call(function, parts)
        case Postfix(operator, body):
            return t(_POSTFIX[operator], x=_grouped(body))
        case Comparison(operators, operands):
            sides = [spoken(part) for part in operands]
            signs = [t(_RELATIONS[sign]) for sign in operators]
            return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True))
        case Logic(operator, operands):
            conditions = [spoken(part) for part in operands]
            if operator == "not":
                return t("not {x}", x=conditions[0])
            return reduce(lambda a, b: t(_JOINED[operator], a=a, b=b), conditions)
    return _collection(node)


def _collection(node: Node) -> str:
    match node:
        case SetOperation(operator, operands):
            return f" {t(_SETS[operator])} ".join(spoken(part) for part in operands)
        case Vector(items):
            return t("vector {items} end vector", items=_listed(items))
        case Matrix(rows):
            lines = (t("row {n}: {items}", n=number, items=_listed(row)) for number, row in enumerate(rows, start=1))
            size = {"rows": len(rows), "columns": len(rows[0]) if rows else 0}
            return t("{rows} by {columns} matrix, {items}; end matrix", items="; ".join(lines), **size)
        case SetOf(items):
            return t("the set of {items} end set", items=_listed(items)) if items else t("the empty set")
        case Interval(low, high, low_closed, high_closed):
            first = _end(low, low_closed)
            return t("interval from {first} to {last}", first=first, last=_end(high, high_closed))
        case Index(body, indices):
            return t("{x} sub {items}", x=spoken(body), items=_listed(indices))
        case Piecewise(pieces, otherwise):
            parts = [t("{x} if {condition}", x=spoken(value), condition=spoken(when)) for value, when in pieces]
            return ", ".join(parts if otherwise is None else [*parts, t("otherwise {x}", x=spoken(otherwise))])
    return plain(node)


def _binary(operator: str, left: Node, right: Node) -> str:
    if operator == "/":
        return t("fraction {a} over {b} end fraction", a=spoken(left), b=spoken(right))
    if operator == "^":
        base = _grouped(left)
        if isinstance(right, Number) and right.value in (2, 3):
            return t("{x} squared", x=base) if right.value == 2 else t("{x} cubed", x=base)
        return t("{x} to the power {n} end power", x=base, n=spoken(right))
    if operator in "+-":
        last = isinstance(right, Negation) or (isinstance(right, Binary) and right.operator in "+-")
        sides = {"a": spoken(left), "b": _grouped(right) if last else spoken(right)}
        return t("{a} plus {b}", **sides) if operator == "+" else t("{a} minus {b}", **sides)
    parts = [_grouped(part) if _loose(part) else spoken(part) for part in (left, right)]
    plainly = isinstance(left, Number) and isinstance(right, Name | Constant)
    return " ".join(parts) if plainly else t("{a} times {b}", a=parts[0], b=parts[1])


def _over(a: str, b: str) -> str:
    return t("{a} over {b}", a=a, b=b)


def _end(node: Node, closed: bool) -> str:
    return t("{x} included", x=spoken(node)) if closed else t("{x} not included", x=spoken(node))


def _loose(node: Node) -> bool:
    return isinstance(node, Negation) or (isinstance(node, Binary) and node.operator in "+-")


def _grouped(node: Node) -> str:
    text = spoken(node)
    return text if tightness(node) == ATOM else t("open bracket {x} close bracket", x=text)


def _call(function: str, parts: tuple[Node, ...]) -> str:
    if function == "sqrt":
        return t("square root of {x} end root", x=spoken(parts[0]))
    if function == "cbrt":
        return t("cube root of {x} end root", x=spoken(parts[0]))
    if function == "root":
        return t("root of degree {n} of {x} end root", n=spoken(parts[1]), x=spoken(parts[0]))
    if function == "log":
        return t("logarithm base {b} of {x}", b=spoken(parts[1]), x=spoken(parts[0]))
    if function == "binomial":
        return t("{n} choose {k}", n=spoken(parts[0]), k=spoken(parts[1]))
    if function == "exp":
        return t("{x} to the power {n} end power", x="e", n=spoken(parts[0]))
    name = t(FUNCTIONS[function].spoken) if function in FUNCTIONS else function
    simple = len(parts) == 1 and isinstance(parts[0], Name | Number | Constant)
    inside = _listed(parts) if simple else t("open bracket {x} close bracket", x=_listed(parts))
    return t("{function} of {x}", function=name, x=inside)


def _listed(parts: tuple[Node, ...]) -> str:
    return ", ".join(spoken(part) for part in parts)

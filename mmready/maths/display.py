"""Tree → LaTeX and plain text, as written: brackets where the tree needs them, nothing expanded or reordered."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from mmready.maths.functions import FUNCTIONS, GREEK_NAMES
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

OR, AND, NOT, RELATION, SETS, SUM, PRODUCT, FACTOR, POWER, POSTFIX, ATOM = range(1, 12)
"""How tightly a node holds together, from the loosest."""

_SUM_OR_PRODUCT = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
_LOGIC = {"or": OR, "and": AND, "not": NOT}
_TIGHTNESS = {Negation: PRODUCT, Postfix: POSTFIX, Comparison: RELATION, SetOperation: SETS}
_PLAIN_SETS = {"union": "union", "intersection": "intersection", "difference": "∖"}
_DECIMAL = re.compile(r"[\d, ]*\.?\d*(?:[eE][+-]?\d+)?")


def tightness(node: Node) -> int:
    """How tightly a node holds together when it is written in a line."""
    if isinstance(node, Binary):
        return _SUM_OR_PRODUCT[node.operator]
    if isinstance(node, Number):
        return ATOM if node.text.isdigit() or _typed(node.value, node.text) is not None else PRODUCT
    if isinstance(node, Logic):
        return _LOGIC[node.operator]
    return _TIGHTNESS.get(type(node), ATOM)


def _typed(value: Fraction, text: str) -> str | None:
    """A number as one run of digits, or None where it has to be written as a fraction."""
    if text.isdigit():
        return text
    if text and _DECIMAL.fullmatch(text):
        for digits in (re.sub("[, ]", "", text), text.replace(",", ".")):  # 1,000 or, as a decimal comma, 1,5
            if digits.count(".") < 2 and Fraction(digits) == value:
                return digits
    return str(value.numerator) if value.denominator == 1 else None


def plain(node: Node) -> str:
    """The tree as text that reads back as the same value.

    >>> from mmready.maths.parse import parse
    >>> plain(parse("2x + 1/(x+1)"))
    '2x + 1/(x + 1)'
    """
    return _plain(node, 0)


def _plain(node: Node, least: int) -> str:
    text = _plain_inside(node)
    return f"({text})" if tightness(node) < least else text


def _plain_inside(node: Node) -> str:
    match node:
        case Number(value, text):
            typed = _typed(value, text)
            return typed if typed is not None else f"{value.numerator}/{value.denominator}"
        case Name(name) | Constant(name):
            return name
        case Negation(body):
            return "-" + _plain(body, PRODUCT if not isinstance(body, Negation) else FACTOR)
        case Binary(operator, left, right, implicit):
            return _plain_binary(operator, left, right, implicit)
        case Call(function, parts):
            return f"{function}({_plain_list(parts)})"
        case Postfix(operator, body):
            inner = _plain(body, POSTFIX if operator != "!" or not isinstance(body, Postfix) else ATOM)
            return inner + ("'" if operator == "T" else operator)
        case Comparison(operators, operands):
            sides = [_plain(part, SETS) for part in operands]
            return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(operators, sides[1:], strict=True))
        case Logic(operator, operands):
            if operator == "not":
                return "not " + _plain(operands[0], RELATION)
            return f" {operator} ".join(_plain(part, NOT if operator == "and" else AND) for part in operands)
        case SetOperation(operator, operands):
            return f" {_PLAIN_SETS[operator]} ".join(_plain(part, SUM) for part in operands)
    return _plain_collection(node)


def _plain_collection(node: Node) -> str:
    match node:
        case Vector(items, bracket):
            fence = {"(": "()", "<": "<>", "[": "[]"}.get(bracket, "()" if len(items) > 1 else "[]")
            return fence[0] + ", ".join(_plain(part, SETS if bracket == "<" else 0) for part in items) + fence[1]
        case Matrix(rows):
            return "[" + ", ".join("[" + _plain_list(row) + "]" for row in rows) + "]"
        case SetOf(items):
            return "{" + _plain_list(items) + "}"
        case Interval(low, high, low_closed, high_closed):
            return ("[" if low_closed else "(") + f"{plain(low)}, {plain(high)}" + ("]" if high_closed else ")")
        case Index(body, indices):
            return f"{_plain(body, ATOM)}[{_plain_list(indices)}]"
        case Piecewise(pieces, otherwise):
            parts = [f"{plain(value)} if {plain(condition)}" for value, condition in pieces]
            return "piecewise(" + ", ".join(parts if otherwise is None else [*parts, plain(otherwise)]) + ")"
    raise TypeError(f"plain() takes a tree of mmready.maths.tree, not {type(node).__name__}")


def _plain_list(parts: tuple[Node, ...]) -> str:
    return ", ".join(_plain(part, 0) for part in parts)


def _plain_binary(operator: str, left: Node, right: Node, implicit: bool) -> str:
    if operator == "^":
        return f"{_plain(left, POSTFIX)}^{_plain(right, POWER)}"
    if operator in "+-":
        return f"{_plain(left, SUM)} {operator} {_plain_factor(right)}"
    first = _plain(left, PRODUCT) if not isinstance(left, Negation) else f"({plain(left)})"
    second = f"({plain(right)})" if isinstance(right, Negation) else _plain(right, FACTOR)
    if (
        implicit
        and isinstance(left, Number)
        and tightness(left) == ATOM
        and first[-1].isdigit()
        and re.match(r"[A-DF-Za-df-z(]", second)
    ):
        return first + second
    return f"{first}{operator}{second}"


def _plain_factor(node: Node) -> str:
    """The right side of a sum, where a sign needs brackets."""
    return f"({plain(node)})" if isinstance(node, Negation) else _plain(node, PRODUCT)


# -- LaTeX -----------------------------------------------------------------------------------------------------------

_LATEX_RELATIONS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_LATEX_SETS = {"union": r"\cup", "intersection": r"\cap", "difference": r"\setminus"}
_LATEX_CONSTANTS = {"e": "e", "pi": r"\pi", "i": "i", "inf": r"\infty"}
_FENCES = {"floor": (r"\lfloor", r"\rfloor"), "ceil": (r"\lceil", r"\rceil"), "abs": ("|", "|"), "norm": (r"\|", r"\|")}

_TIGHT_CALLS = {
    **dict.fromkeys(("transpose", "inverse"), POWER),
    **dict.fromkeys(("sum", "product", "integrate", "limit", "diff", "dot", "mod"), PRODUCT),
}


class _Latex:
    """Writes LaTeX; ``columns``: vectors stand upright."""

    def __init__(self, columns: bool) -> None:
        self.columns = columns

    def at(self, node: Node, least: int) -> str:
        text = self.inside(node)
        return _fenced("(", text, ")") if least and self.tight(node) < least else text

    def tight(self, node: Node) -> int:
        """A fraction holds together by itself, except under a power."""
        if isinstance(node, Binary):
            return POWER if node.operator == "/" else _SUM_OR_PRODUCT[node.operator]
        if isinstance(node, Call):
            return _TIGHT_CALLS.get(node.function, ATOM)
        tight = tightness(node)
        return POWER if tight < ATOM and isinstance(node, Number) else tight

    def inside(self, node: Node) -> str:
        match node:
            case Number(value, text):
                return _latex_number(value, text)
            case Name(name):
                return latex_name(name)
            case Constant(name):
                return _LATEX_CONSTANTS[name]
            case Negation(body):
                return "-" + self.at(body, PRODUCT if not isinstance(body, Negation) else FACTOR)
            case Binary(operator, left, right, _):
                return self.binary(operator, left, right)
            case Call(function, parts):
                return self.call(function, parts)
            case Postfix(operator, body):
                inner = self.at(body, POSTFIX)
                return inner + {"%": r"\%", "T": "^{T}", "°": r"^{\circ}"}.get(operator, operator)
        return self.statement(node)

    def statement(self, node: Node) -> str:
        match node:
            case Comparison(operators, operands):
                parts = [self.at(part, SETS) for part in operands]
                signs = [_LATEX_RELATIONS[sign] for sign in operators]
                return parts[0] + "".join(f" {sign} {part}" for sign, part in zip(signs, parts[1:], strict=True))
            case Logic(operator, operands):
                if operator == "not":
                    return r"\text{not } " + self.at(operands[0], RELATION)
                least = NOT if operator == "and" else AND
                return rf" \text{{ {operator} }} ".join(self.at(part, least) for part in operands)
            case SetOperation(operator, operands):
                return f" {_LATEX_SETS[operator]} ".join(self.at(part, SUM) for part in operands)
        return self.collection(node)

    def collection(self, node: Node) -> str:
        match node:
            case Vector(items, bracket):
                if self.columns:
                    return r"\begin{pmatrix}" + r" \\ ".join(self.at(part, 0) for part in items) + r"\end{pmatrix}"
                if not bracket:
                    return self.listed(items)
                opening, closing = {"<": (r"\langle", r"\rangle"), "[": ("[", "]")}.get(bracket, ("(", ")"))
                return _fenced(opening, self.listed(items), closing)
            case Matrix(rows):
                lines = [" & ".join(self.at(part, 0) for part in row) for row in rows]
                return r"\begin{pmatrix}" + r" \\ ".join(lines) + r"\end{pmatrix}"
            case SetOf(items):
                return _fenced(r"\{", self.listed(items), r"\}") if items else r"\varnothing"
            case Interval(low, high, low_closed, high_closed):
                inner = self.listed((low, high))
                return _fenced("[" if low_closed else "(", inner, "]" if high_closed else ")")
            case Index(body, indices):
                return f"{self.at(body, POSTFIX)}_{{{self.listed(indices)}}}"
            case Piecewise(pieces, otherwise):
                lines = [rf"{self.at(v, 0)} & \text{{if }} {self.at(c, 0)}" for v, c in pieces]
                if otherwise is not None:
                    lines.append(rf"{self.at(otherwise, 0)} & \text{{otherwise}}")
                return r"\begin{cases}" + r" \\ ".join(lines) + r"\end{cases}"
        raise TypeError(f"latex() takes a tree of mmready.maths.tree, not {type(node).__name__}")

    def listed(self, parts: tuple[Node, ...]) -> str:
        return ", ".join(self.at(part, 0) for part in parts)

    def binary(self, operator: str, left: Node, right: Node) -> str:
        if operator == "/":
            return rf"\frac{{{self.at(left, 0)}}}{{{self.at(right, 0)}}}"
        if operator == "^":
            return self.power(left, right)
        if operator in "+-":
            second = self.at(right, PRODUCT if not isinstance(right, Negation) else ATOM)
            return f"{self.at(left, SUM)} {operator} {second}"
        first = self.at(left, PRODUCT if not isinstance(left, Negation) else ATOM)
        second = self.at(right, FACTOR if not isinstance(right, Negation) else ATOM)
        return first + _times(first, second) + second

    def power(self, base: Node, exponent: Node) -> str:
        above = f"^{{{self.at(exponent, 0)}}}"
        if isinstance(base, Call) and base.function in FUNCTIONS and FUNCTIONS[base.function].latex.startswith("\\"):
            known = FUNCTIONS[base.function]
            short = known.latex in (rf"\{known.name}", rf"\operatorname{{{known.name}}}")
            if known.most == 1 and short and known.name not in ("exp", "sqrt", *_FENCES) and not known.author:
                return known.latex + above + _fenced("(", self.listed(base.arguments), ")")
        return self.at(base, POSTFIX) + above

    def call(self, function: str, parts: tuple[Node, ...]) -> str:
        if function in _FENCES:
            opening, closing = _FENCES[function]
            return rf"\left{opening} {self.listed(parts)} \right{closing}"
        if function in ("sqrt", "cbrt", "conj", "binomial"):
            command = FUNCTIONS[function].latex
            return command + "".join(f"{{{self.at(part, 0)}}}" for part in parts)
        if function == "root":
            return rf"\sqrt[{self.at(parts[1], 0)}]{{{self.at(parts[0], 0)}}}"
        if function == "log":
            return rf"\log_{{{self.at(parts[1], 0)}}}" + _fenced("(", self.at(parts[0], 0), ")")
        if function == "mod" or (function in FUNCTIONS and FUNCTIONS[function].author):
            special = self.special(function, parts)
            if special is not None:
                return special
        name = FUNCTIONS[function].latex if function in FUNCTIONS else latex_name(function)
        return name + _fenced("(", self.listed(parts), ")")

    def special(self, function: str, parts: tuple[Node, ...]) -> str | None:
        """The authors' functions, in the notation of books."""

        def text(place: int) -> str:
            return self.at(parts[place], 0)

        match function, len(parts):
            case "transpose" | "inverse", 1:
                return self.at(parts[0], POSTFIX) + ("^{T}" if function == "transpose" else "^{-1}")
            case "identity", 1:
                return f"I_{{{text(0)}}}"
            case "dot", 2:
                return rf"{self.at(parts[0], FACTOR)} \cdot {self.at(parts[1], FACTOR)}"
            case "mod", 2:
                return rf"{self.at(parts[0], FACTOR)} \bmod {self.at(parts[1], FACTOR)}"
            case "diff", 2:
                return rf"\frac{{d}}{{d{text(1)}}} {_fenced('(', text(0), ')')}"
            case "diff", 3:
                return rf"\frac{{d^{{{text(2)}}}}}{{d{text(1)}^{{{text(2)}}}}} {_fenced('(', text(0), ')')}"
            case "integrate", 2:
                return rf"\int {self.at(parts[0], PRODUCT)} \, d{text(1)}"
            case "integrate", 4:
                return rf"\int_{{{text(2)}}}^{{{text(3)}}} {self.at(parts[0], PRODUCT)} \, d{text(1)}"
            case "sum" | "product", 4:
                sign = r"\sum" if function == "sum" else r"\prod"
                return rf"{sign}_{{{text(1)}={text(2)}}}^{{{text(3)}}} {self.at(parts[0], PRODUCT)}"
            case "limit", 3:
                return rf"\lim_{{{text(1)} \to {text(2)}}} {self.at(parts[0], PRODUCT)}"
        return None


def latex(node: Node, *, columns: bool = False) -> str:
    """LaTeX of the tree without dollar signs; with ``columns`` vectors are printed as columns.

    >>> from mmready.maths.parse import parse
    >>> latex(parse("2*x^2/(x_1+1)"))
    '\\\\frac{2 x^{2}}{x_{1} + 1}'
    """
    return _Latex(columns).at(node, 0)


@lru_cache(maxsize=1024)
def latex_name(name: str) -> str:
    """A name: Greek words as letters, digits and what follows ``_`` as subscript, long words upright.

    >>> latex_name("lam"), latex_name("x1"), latex_name("mu_0"), latex_name("rate")
    ('\\\\lambda', 'x_{1}', '\\\\mu_{0}', '\\\\mathrm{rate}')
    """
    match = re.fullmatch(r"([A-Za-z]+)_?(\w*)('*)", name)
    if match is None:
        return rf"\mathrm{{{name}}}"
    word, below, primes = match.groups()
    if word == "lam":
        shown = r"\lambda"
    elif word in GREEK_NAMES or word == "pi":
        shown = "o" if word == "omicron" else rf"\{word}"
    else:
        shown = word if len(word) == 1 else rf"\mathrm{{{word}}}"
    return (f"{shown}_{{{below}}}" if below else shown) + primes


def _latex_number(value: Fraction, text: str) -> str:
    typed = _typed(value, text)
    if typed is None:
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"
    mantissa, _, power = typed.lower().partition("e")
    return rf"{mantissa} \cdot 10^{{{int(power)}}}" if power else typed


def _fenced(opening: str, text: str, closing: str) -> str:
    """Brackets that grow where what stands between them is tall."""
    if "\\frac" in text or "\\begin" in text or "\\sum" in text or "\\int" in text or "\\binom" in text:
        return rf"\left{opening}{text}\right{closing}"
    spaced = " " if closing.startswith("\\") and closing[1:].isalpha() else ""
    return f"{opening}{' ' if spaced else ''}{text}{spaced}{closing}"


def _times(first: str, second: str) -> str:
    """The sign of a product: a dot where digits would run together or a sign be misread, else a space."""
    if second[:1].isdigit() or second.startswith((r"\frac{d}", r"\begin")) or first.endswith(r"\%"):
        return r" \cdot "
    if first[-1:].isdigit() and second.startswith(r"\frac"):
        return r" \cdot "
    return " "

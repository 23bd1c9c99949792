"""A tree on one line: as plain text for people, or as Python."""

from __future__ import annotations

import re
from typing import ClassVar

from mmready.maths import tree
from mmready.maths.tree import Node

__all__ = ["plain_text", "python_text"]

LOOSE, SUM, PRODUCT, POWER, ATOM = range(5)
# where a product needs no sign: a number or bracket, then a name or bracket; or two letters
ENDS_IN_NUMBER = re.compile(r"(^|[^\w/^.])\d+$|\)$")
STARTS_WITH_NAME = re.compile(r"[^\W\d]|[√|(](?!-)")
ENDS_IN_LETTER = re.compile(r"(^|\W|\d)[^\W\d]$")


def plain_text(node: Node) -> str:
    """The tree as people write it on a line: ``2x + 3``; a vector is ``(1, 2)``."""
    return _PlainPrinter().show(node)


def python_text(node: Node) -> str:
    """The tree as Python; functions go by their bare names (``sqrt(2)``)."""
    return _PythonPrinter().show(node)


class _Printer:
    """Prints the language of answers with every sign written out; what differs elsewhere is overridden."""

    power: ClassVar = "^"
    relations: ClassVar = {operator: operator for operator in tree.RELATIONS}
    vector: ClassVar = ("[", "]")

    def show(self, node: Node) -> str:
        """The node as text, without brackets around it."""
        return self.part(node)[0]

    def inside(self, node: Node, least: int) -> str:
        """The node as text, in brackets where it binds less than ``least``."""
        text, level = self.part(node)
        return text if level >= least else f"({text})"

    def part(self, node: Node) -> tuple[str, int]:
        """The node as text, and how strongly it binds."""
        match node:
            case tree.Number():
                return self.number(node)
            case tree.Name(name) | tree.Constant(name):
                return self.name(name), ATOM
            case tree.Negation(body):
                return f"-{self.inside(body, PRODUCT)}", SUM
            case tree.Binary("+" | "-" as operator, left, right):
                least = PRODUCT if operator == "-" or isinstance(right, tree.Negation) else SUM
                return f"{self.inside(left, SUM)} {operator} {self.inside(right, least)}", SUM
            case tree.Binary("*"):
                return self.product(node)
            case tree.Binary("/", left, right):
                return f"{self.inside(left, PRODUCT)}/{self.inside(right, POWER)}", PRODUCT
            case tree.Binary(_, base, exponent):
                return f"{self.inside(base, ATOM)}{self.power}{self.inside(exponent, ATOM)}", POWER
            case tree.Call(function, arguments):
                return self.call(function, arguments)
            case tree.Postfix(operator, body):
                return self.postfix(operator, body)
            case tree.Comparison(operators, operands):
                return self.comparison(operators, operands), LOOSE
            case tree.Logic(operator, operands):
                return self.logic(operator, operands), LOOSE
        return self.whole(node)

    def whole(self, node: Node) -> tuple[str, int]:
        """What carries brackets of its own, and what stands for itself."""
        match node:
            case tree.Vector(items):
                opening, closing = self.vector
                return f"{opening}{self.listed(items)}{closing}", ATOM
            case tree.Matrix(rows):
                return "[" + ", ".join(f"[{self.listed(row)}]" for row in rows) + "]", ATOM
            case tree.SetOf(items):
                return f"{{{self.listed(items)}}}", ATOM
            case tree.Interval(low, high, low_closed, high_closed):
                ends = self.listed((low, high))
                return f"{'[' if low_closed else '('}{ends}{']' if high_closed else ')'}", ATOM
            case tree.SetOperation(operator, operands):
                return f" {operator} ".join(self.inside(operand, ATOM) for operand in operands), LOOSE
            case tree.Index(body, indices):
                return f"{self.inside(body, ATOM)}[{self.listed(indices)}]", ATOM
            case tree.Piecewise(pieces, otherwise):
                return self.piecewise(pieces, otherwise), ATOM
        raise ValueError(f"a {type(node).__name__} cannot be printed")

    def listed(self, items: tuple[Node, ...]) -> str:
        return ", ".join(self.show(item) for item in items)

    def number(self, node: tree.Number) -> tuple[str, int]:
        if node.text:
            return node.text, ATOM
        return (str(node.value), ATOM) if node.value.denominator == 1 else (str(node.value), PRODUCT)

    def name(self, name: str) -> str:
        return name

    def product(self, node: tree.Binary) -> tuple[str, int]:
        return f"{self.inside(node.left, PRODUCT)}*{self.factor(node.right)}", PRODUCT

    def factor(self, right: Node) -> str:
        """The right side of a product: a product or quotient there keeps its brackets."""
        return self.inside(right, POWER)

    def call(self, function: str, arguments: tuple[Node, ...]) -> tuple[str, int]:
        return f"{function}({self.listed(arguments)})", ATOM

    def postfix(self, operator: str, body: Node) -> tuple[str, int]:
        if operator == "T":
            return self.call("transpose", (body,))
        return f"{self.inside(body, ATOM)}{operator}", POWER

    def comparison(self, operators: tuple[str, ...], operands: tuple[Node, ...]) -> str:
        text = self.inside(operands[0], SUM)
        for operator, operand in zip(operators, operands[1:], strict=True):
            text += f" {self.relations[operator]} {self.inside(operand, SUM)}"
        return text

    def logic(self, operator: str, operands: tuple[Node, ...]) -> str:
        parts = [
            self.show(operand) if isinstance(operand, tree.Comparison) else self.inside(operand, ATOM)
            for operand in operands
        ]
        return f"not ({self.show(operands[0])})" if operator == "not" else f" {operator} ".join(parts)

    def piecewise(self, pieces: tuple[tuple[Node, Node], ...], otherwise: Node | None) -> str:
        parts = [f"{self.show(value)} if {self.show(condition)}" for value, condition in pieces]
        if otherwise is not None:
            parts.append(self.show(otherwise))
        return f"piecewise({', '.join(parts)})"


class _PlainPrinter(_Printer):
    relations: ClassVar = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
    vector: ClassVar = ("(", ")")

    def product(self, node: tree.Binary) -> tuple[str, int]:
        """``2x``, ``xy`` and ``3(x + 1)`` without a sign; ``2·3``, ``x·2`` and ``2·(-3)`` with one."""
        left, right = self.inside(node.left, PRODUCT), self.factor(node.right)
        joined = (ENDS_IN_NUMBER.search(left) and STARTS_WITH_NAME.match(right)) or (
            ENDS_IN_LETTER.search(left) and len(right) == 1 and right.isalpha()
        )
        return f"{left}{'' if joined else '·'}{right}", PRODUCT

    def name(self, name: str) -> str:
        return GREEK_SIGNS.get(name, name)

    def call(self, function: str, arguments: tuple[Node, ...]) -> tuple[str, int]:
        if function == "abs":
            return f"|{self.listed(arguments)}|", ATOM
        return super().call(function, arguments)


class _PythonPrinter(_Printer):
    power: ClassVar = "**"
    relations: ClassVar = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}

    def part(self, node: Node) -> tuple[str, int]:
        match node:
            case tree.Binary("^", tree.Constant("e"), exponent):
                return f"exp({self.show(exponent)})", ATOM
        return super().part(node)

    def name(self, name: str) -> str:
        return {"e": "exp(1)", "i": "1j"}.get(name, name)

    def call(self, function: str, arguments: tuple[Node, ...]) -> tuple[str, int]:
        return super().call(PYTHON_NAMES.get(function, function), arguments)

    def postfix(self, operator: str, body: Node) -> tuple[str, int]:
        if operator == "!":
            return self.call("factorial", (body,))
        if operator == "%":
            return f"{self.inside(body, POWER)}/100", PRODUCT
        return f"{self.inside(body, ATOM)}.T", ATOM

    def piecewise(self, pieces: tuple[tuple[Node, Node], ...], otherwise: Node | None) -> str:
        text = "nan" if otherwise is None else self.show(otherwise)
        for value, condition in reversed(pieces):
            text = f"({self.show(value)} if {self.show(condition)} else {text})"
        return text


PYTHON_NAMES = {"ln": "log", "asin": "arcsin", "acos": "arccos", "atan": "arctan"}
GREEK_SIGNS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lam": "λ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "inf": "∞",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

"""Tokens → tree: a Pratt parser (Pratt 1973). Its depth is bounded, so no text can exhaust the stack.

From loosest to tightest: ``or``, ``and``, ``not``, comparisons, unions, sums, products (written or not) and quotients,
signs, powers, signs after (``!``, ``%``).
"""

from __future__ import annotations

from mmready.errors import UnreadableError
from mmready.maths.parse.operands import Operands
from mmready.maths.parse.plus_minus import PlusMinus, split_signs
from mmready.maths.parse.stream import (
    AND,
    JUXTAPOSED,
    NOT,
    OPENING,
    OPERANDS,
    OR,
    POWER,
    PRODUCT,
    RELATION,
    SET_SIGNS,
    SETS,
    SUM,
)
from mmready.maths.parse.tokens import Token
from mmready.maths.tree import (
    Binary,
    Call,
    Comparison,
    Logic,
    Matrix,
    Negation,
    Node,
    Postfix,
    SetOf,
    SetOperation,
    Vector,
)
from mmready.translation import t

_BETWEEN = ("choose", r"\choose", "nCr", "nPr", "mod", r"\bmod")
_PRODUCTS = {"*": "*", "/": "/", ":": "/"}
_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


class Parser(Operands):
    """Reads operators, and with them the whole."""

    def whole(self) -> Node:
        """The tree of all tokens; a bare list is a vector without brackets."""
        items = [self.expression(0)]
        while self.take(",") or self.take(";"):
            items.append(self.expression(0))
        if self.next.kind != "end":
            token = self.next
            if token.text in (")", "]", "}", r"\}", "⟩"):
                raise self.unmatched(token)
            met = self.text[token.start : token.end]
            hint = t("We did not expect `{sign}` here. Is a sign missing before it?", sign=met)
            raise UnreadableError("unexpected", hint, token.start, token.end)
        tree = items[0] if len(items) == 1 else Vector(tuple(items), "")
        return split_signs(tree) if self.plus_minus else tree

    def expression(self, least: int) -> Node:
        """What stands here, with all operators that bind at least as tightly as ``least``."""
        self.deeper()
        left = self.prefix(least)
        while True:
            token = self.tokens[self.at]
            kind, sign = token.kind, token.text
            if kind == "end":
                break
            step = self.infix(left, sign, least) if kind == "sign" or kind == "keyword" else None
            if step is None and token.kind == "function" and self.stands_between(token):
                step = Call(token.text, (left, self.expression(POWER)))
            if step is None:
                if not self.juxtaposed(token, least):
                    break
                tight = self.words.rules.juxtaposition_first
                step = self.arithmetic("*", left, self.expression(POWER if tight else JUXTAPOSED), implicit=True)
            left = step
        self.nested -= 1
        return left

    def stands_between(self, token: Token) -> bool:
        """Whether a function stands between two things: ``n choose k``, ``7 mod 3``."""
        if self.text[token.start : token.end] not in _BETWEEN:
            return False
        if self.tokens[self.at + 1].text == "(" and not self.tokens[self.at + 1].space:
            return False
        self.at += 1
        return True

    def infix(self, left: Node, sign: str, least: int) -> Node | None:
        """``left`` joined by the operator that stands here, or None where there is none that binds tightly enough."""
        if sign in _PRODUCTS and least <= PRODUCT:
            self.at += 1
            return self.arithmetic(_PRODUCTS[sign], left, self.expression(JUXTAPOSED))
        if sign in ("+", "-") and least <= SUM:
            self.at += 1
            return self.arithmetic(sign, left, self.expression(PRODUCT))
        if sign == "^" and least <= POWER:
            self.at += 1
            return self.power(left)
        if sign in ("!", "!!", "%", "'", "°"):
            self.at += 1
            return Postfix("T" if sign == "'" else sign, left)
        if sign in _RELATIONS and least <= RELATION:
            return self.comparison(left)
        return self.loose(left, sign, least)

    def loose(self, left: Node, sign: str, least: int) -> Node | None:
        if sign == "±" and least <= SUM:
            self.at += 1
            self.plus_minus = True
            return PlusMinus(left, self.expression(PRODUCT))
        if sign in SET_SIGNS and least <= SETS:
            self.at += 1
            return _joined(SetOperation, SET_SIGNS[sign], left, self.expression(SUM))
        if sign == "and" and least <= AND:
            self.at += 1
            return _joined(Logic, sign, left, self.expression(NOT))
        if sign == "or" and least <= OR:
            self.at += 1
            return _joined(Logic, sign, left, self.expression(AND))
        if sign == "[" and self.words.author and not self.next.space:
            return self.index(left)
        return None

    def juxtaposed(self, token: Token, least: int) -> bool:
        """Whether a product without sign goes on here."""
        if least > (JUXTAPOSED if self.words.rules.juxtaposition_first else PRODUCT):
            return False
        if token.kind == "number":
            before = self.tokens[self.at - 1]
            if before.kind == "number" and not token.space:
                hint = t("A sign is missing between these two numbers.")
                raise UnreadableError("sign-missing", hint, before.start, token.end)
            return True
        if token.kind in OPERANDS or (token.kind == "command" and token.text != "end"):
            return True
        if token.kind != "sign" or token.text not in OPENING:
            return False
        if token.text == "(" and not self.words.rules.letter_brackets and self.tokens[self.at - 1].kind == "name":
            name = self.tokens[self.at - 1]
            hint = t("Is that a product? Write {name}*( … ).", name=name.text)
            raise UnreadableError("letter-bracket", hint, name.start, token.end)
        return not (token.text in ("|", "‖") and self.bars)

    def power(self, base: Node) -> Node:
        sign = self.raised_sign()
        if sign == "°" or (sign == "T" and self.transposes(base)):
            self.at += 3 if self.is_sign("{") else 1
            return Postfix(sign, base)
        exponent = self.braces() if self.is_sign("{") else self.expression(POWER)
        return self.arithmetic("^", base, exponent)

    def raised_sign(self) -> str:
        """``T`` or ``°`` where that alone is raised, also in braces."""
        place = self.at + self.is_sign("{")
        token = self.tokens[place]
        if place > self.at and (token.kind == "end" or self.tokens[place + 1].text != "}"):
            return ""
        return token.text if token.text in ("T", "°") and token.kind in ("name", "sign") else ""

    def transposes(self, base: Node) -> bool:
        """``^T`` means transposed on a matrix, and on a name where T itself is not declared."""
        if isinstance(base, Matrix | Vector | Postfix):
            return True
        return self.words.author and "T" not in self.words.variables

    def comparison(self, left: Node) -> Node:
        operators, operands = [], [left]
        while self.next.kind == "sign" and self.next.text in _RELATIONS:
            operators.append(self.next.text)
            self.at += 1
            operands.append(self.expression(SETS))
        return Comparison(tuple(operators), tuple(operands))

    def arithmetic(self, operator: str, left: Node, right: Node, implicit: bool = False) -> Node:
        if operator == "+" and self.words.rules.plus_joins_sets and isinstance(left, SetOf | SetOperation):
            return _joined(SetOperation, "union", left, right)
        return Binary(operator, self.ungrouped(left), self.ungrouped(right), implicit)

    def ungrouped(self, node: Node) -> Node:
        """``2[x + 1]``: square brackets around one thing only group it, where it takes part in arithmetic."""
        if isinstance(node, Vector) and len(node.items) == 1 and node.bracket == "[" and not self.words.author:
            return node.items[0]
        return node

    def prefix(self, least: int) -> Node:
        token = self.next
        if token.kind == "sign":
            if token.text == "-":
                self.at += 1
                return Negation(self.ungrouped(self.expression(max(PRODUCT, least))))
            if token.text == "+":
                self.at += 1
                if self.is_sign("-") and not self.next.space and self.begins():  # +-2
                    self.at += 1
                    self.plus_minus = True
                    return PlusMinus(None, self.expression(PRODUCT))
                return self.expression(max(PRODUCT, least))
            if token.text == "±":
                self.at += 1
                self.plus_minus = True
                return PlusMinus(None, self.expression(PRODUCT))
        elif token.kind == "keyword" and token.text == "not":
            self.at += 1
            return Logic("not", (self.expression(NOT),))
        return self.atom()

    def begins(self) -> bool:
        """Whether the sign before this place is the first of what stands in a bracket, in a list or on a side."""
        return self.at < 2 or self.tokens[self.at - 2].text in ("(", "[", "{", r"\{", ",", ";", "=")

    def cell(self, tokens: list[Token]) -> Node:
        end = Token("end", "", tokens[-1].end, tokens[-1].end)
        return Parser(self.text, [*tokens, end], self.words).whole()


def _joined(make: type[Logic] | type[SetOperation], operator: str, left: Node, right: Node) -> Node:
    """``a or b or c`` is one node of three."""
    if isinstance(left, make) and left.operator == operator:
        return make(operator, (*left.operands, right))
    return make(operator, (left, right))

"""Functions with what they are applied to: ``sin^2 x``, ``log_2(x)``, ``root(x, 3)``, ``piecewise(x if x > 0, -x)``."""

from __future__ import annotations

from abc import abstractmethod

from mmready.errors import UnreadableError
from mmready.maths.functions import FUNCTIONS, INVERSE, Function
from mmready.maths.parse.stream import OPENING, OPERANDS, POWER, Stream
from mmready.maths.parse.tokens import Token
from mmready.maths.parse.vocabulary import BUILDERS
from mmready.maths.tree import (
    ONE,
    Binary,
    Call,
    Matrix,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
    SetOf,
    Vector,
)
from mmready.translation import t, tn

_OF_ANGLES = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})
_GIVE_ANGLES = frozenset({"asin", "acos", "atan", "asec", "acsc", "acot"})


class Calls(Stream):
    """Reads functions."""

    @abstractmethod
    def atom(self) -> Node:
        """A number, a name, a function or a bracket."""

    @abstractmethod
    def items(self, opening: Token, *closings: str) -> tuple[tuple[Node, ...], str]:
        """Things with commas between them, up to one of these closing brackets, and which one it was."""

    @abstractmethod
    def braces(self) -> Node:
        """``{x + 1}`` as LaTeX groups."""

    @abstractmethod
    def bracket_items(self, opening: Token) -> Node:
        """What stands in round or square brackets."""

    def function(self) -> Node:
        token = self.next
        name = token.text
        self.at += 1
        if name.rstrip("'") in self.words.functions:
            if not self.is_sign("("):
                return Name(name)
            return Call(name, self.items(self.next, ")")[0])
        if name == "piecewise":
            return self.piecewise(token)
        if name in BUILDERS:
            return self.built(token)
        base = self.base() if name == "log" and self.take("_") else None
        exponent = self.raised()
        arguments = self.arguments(token)
        if base is not None:
            arguments = (*arguments, base)
        if exponent is not None and is_minus_one(exponent) and name in INVERSE:
            name, exponent = INVERSE[name], None
        call = self.call(token, name, arguments)
        return call if exponent is None else Binary("^", call, exponent)

    def built(self, token: Token) -> Node:
        """``vector(1, 2)``, ``set(1, 2)`` and ``matrix([1, 2], [3, 4])``, as computer algebra writes them."""
        if not self.is_sign("("):
            hint = t("Write {name}( … ).", name=token.text)
            raise UnreadableError("function-bare", hint, token.start, token.end)
        found, _ = self.items(self.next, ")")
        if token.text == "set":
            return SetOf(found)
        rows = tuple(part.items for part in found if isinstance(part, Vector))
        if token.text == "matrix" and rows and len(rows) == len(found) and len({len(row) for row in rows}) == 1:
            return Matrix(rows)
        return Vector(found, "(")

    def base(self) -> Node:
        if self.is_sign("{"):
            return self.braces()
        self.deeper()
        found = self.atom() if not self.is_sign("(") else self.bracket_items(self.next)
        self.nested -= 1
        return found

    def raised(self) -> Node | None:
        """The exponent in ``sin^2 x``."""
        if not self.is_sign("^"):
            return None
        self.at += 1
        if self.is_sign("{"):
            return self.braces()
        signs = 0
        while self.is_sign("-") or self.is_sign("+"):
            signs += self.is_sign("-")
            self.at += 1
        exponent = self.base()
        return Negation(exponent) if signs % 2 else exponent

    def arguments(self, token: Token) -> tuple[Node, ...]:
        if self.is_sign("("):
            found, _ = self.items(self.next, ")")
            if not found:
                raise UnreadableError(
                    "bracket-empty", t("There is nothing between these brackets."), token.start, self.next.start
                )
            return found
        if self.is_sign("{") and self.latex:
            return (self.braces(),)
        if self.is_sign("["):
            found, _ = self.items(self.next, "]")
            if len(found) == 1:
                return found
        return (self.bracketless(token),)

    def bracketless(self, function: Token) -> Node:
        """The argument in ``sin 2x cos y``: factors up to the next sign, function or bracket."""
        token = self.next
        if not self.words.rules.bare_functions and not self.latex:
            hint = t("Put brackets round what {name} is taken of: {name}(x).", name=function.text)
            raise UnreadableError("function-bare", hint, function.start, function.end)
        if self.take("-"):
            self.deeper()
            body = self.bracketless(function)
            self.nested -= 1
            return Negation(body)
        if token.kind not in (*OPERANDS, "command") and not (token.kind == "sign" and token.text in OPENING):
            hint = t("Say what {name} is taken of: write {name}(x).", name=function.text)
            raise UnreadableError("function-bare", hint, function.start, function.end)
        self.deeper()
        body = self.expression(POWER)
        only_numbers = isinstance(body, Number)
        while self.goes_on(only_numbers):
            right = self.expression(POWER)
            only_numbers = only_numbers and isinstance(right, Number)
            body = Binary("*", body, right, implicit=True)
        self.nested -= 1
        return body

    def goes_on(self, only_numbers: bool) -> bool:
        token = self.next
        if token.kind in ("name", "constant"):
            return True
        if token.kind == "sign" and token.text in ("√", "∛"):
            return True
        return only_numbers and token.kind == "sign" and token.text == "("

    def call(self, token: Token, name: str, arguments: tuple[Node, ...]) -> Node:
        """The call with its number of arguments checked and its older forms made one."""
        known = FUNCTIONS[name]
        if known.author and not self.words.author:
            hint = t("Work {name}(…) out and give the result.", name=token.text)
            raise UnreadableError("author-only", hint, token.start, self.tokens[self.at - 1].end)
        if self.words.rules.angles == "degrees" and len(arguments) == 1:
            if name in _OF_ANGLES:
                return Call(name, (Postfix("°", arguments[0]),))
            if name in _GIVE_ANGLES:
                return Binary("/", Call(name, arguments), Postfix("°", ONE))
        if name == "log" and len(arguments) == 1:
            return Call("ln" if self.words.rules.log_base == "e" else "log10", arguments)
        if name in ("integrate", "sum", "product") and len(arguments) == 2 and isinstance(arguments[1], Vector):
            arguments = (arguments[0], *arguments[1].items)
        if len(arguments) < known.least or 0 <= known.most < len(arguments):
            hint = _arguments_wanted(name, known, len(arguments))
            raise UnreadableError("arguments", hint, token.start, self.tokens[self.at - 1].end)
        return Call(name, arguments)

    def piecewise(self, token: Token) -> Node:
        """``piecewise(x if x > 0, -x)``."""
        if not self.take("("):
            raise UnreadableError("function-bare", t("Write piecewise(x if x > 0, -x)."), token.start, token.end)
        pieces: list[tuple[Node, Node]] = []
        otherwise: Node | None = None
        while otherwise is None:
            value = self.expression(0)
            if self.next.text == "if" and self.next.kind == "keyword":
                self.at += 1
                if self.next.text == "otherwise":
                    self.at += 1
                    otherwise = value
                else:
                    pieces.append((value, self.expression(0)))
            else:
                self.at += self.next.text == "otherwise" and self.next.kind == "keyword"
                otherwise = value
            if not self.take(","):
                break
        self.close(token, ")")
        return Piecewise(tuple(pieces), otherwise)


def _arguments_wanted(name: str, known: Function, given: int) -> str:
    if known.least != known.most:
        said = t("The function {name} takes {least} or more arguments", name=name, least=known.least)
    else:
        said = tn(
            "The function {name} takes {n} argument", "The function {name} takes {n} arguments", known.least, name=name
        )
    return t("{function_takes_so_many}, here it has {given}.", function_takes_so_many=said, given=given)


def is_minus_one(node: Node) -> bool:
    return isinstance(node, Negation) and isinstance(node.body, Number) and node.body.value == 1

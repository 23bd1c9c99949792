"""Tokens → tree: a Pratt parser. Its depth is bounded, so no text can exhaust the stack.

From loosest to tightest: ``or``, ``and``, ``not``, comparisons, unions, sums, products (written or not) and quotients,
signs, powers, signs after (``!``, ``%``).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mmready.errors import UnreadableError
from mmready.maths.functions import FUNCTIONS, INVERSE
from mmready.maths.parse.tokens import Token
from mmready.maths.parse.vocabulary import Vocabulary
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
    rebuild,
)

DEEPEST = 50
_OR, _AND, _NOT, _RELATION, _SETS, _SUM, _PRODUCT, _JUXTAPOSED, _POWER = range(1, 10)
_SUMS = {"+": "+", "-": "-"}
_PRODUCTS = {"*": "*", "/": "/", ":": "/"}
_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_SET_SIGNS = frozenset({"union", "intersection", "difference"})
_OPENING = frozenset({"(", "[", "{", r"\{", "|", "√", "∛", "∜", "⟨", "‖"})
_CLOSING = {"(": ")", "[": "]", "{": "}", r"\{": r"\}", "|": "|", "⟨": "⟩", "<": ">", "‖": "‖"}
_OPERANDS = frozenset({"number", "name", "constant", "function"})
_HALF = 2


@dataclass(frozen=True, slots=True)
class _PlusMinus(Node):
    """``a ± b`` until the whole is read; then it is split into its two readings."""

    left: Node | None
    right: Node


class Parser:
    """One parse of one list of tokens."""

    def __init__(self, text: str, tokens: list[Token], words: Vocabulary) -> None:
        self.text = text
        self.tokens = tokens
        self.words = words
        self.at = 0
        self.nested = 0
        self.bars = 0
        self.latex = "\\" in text
        self.plus_minus = False

    # -- tokens ------------------------------------------------------------------------------------------------------

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def is_sign(self, sign: str) -> bool:
        token = self.tokens[self.at]
        return token.text == sign and token.kind == "sign"

    def take(self, sign: str) -> bool:
        """Step over this sign if it stands here."""
        if self.is_sign(sign):
            self.at += 1
            return True
        return False

    def missing(self) -> UnreadableError:
        """The error for a place where a number, a letter or a bracket should stand."""
        token = self.next
        if token.kind == "end":
            before = self.text[: token.start].rstrip()
            if not before:
                return UnreadableError("empty", "Nothing is filled in yet.", 0, 0)
            return UnreadableError(
                "operand-missing", f"Something is missing after {_tail(before)}", len(before), token.end
            )
        if token.text in (")", "]", "}", r"\}", "⟩"):
            return self.unmatched(token)
        shown = token.text if token.kind != "sign" else self.text[token.start : token.end] or token.text
        help = f"A number, a letter or a bracket is missing before `{shown.strip() or 'the end of the line'}`."
        return UnreadableError("operand-missing", help, token.start, token.end)

    def unmatched(self, token: Token) -> UnreadableError:
        before = self.text[: token.start].rstrip()
        if before and before[-1] in "([{":
            return UnreadableError(
                "bracket-empty", "There is nothing between these brackets.", len(before) - 1, token.end
            )
        if before and before[-1] in "+-*/^,=<>":
            help = f"Something is missing after {_tail(before)}"
            return UnreadableError("operand-missing", help, len(before) - 1, token.end)
        help = f"There is one closing bracket too many: `{token.text}` has no partner."
        return UnreadableError("bracket-close", help, token.start, token.end)

    def close(self, opening: Token, *closings: str) -> str:
        """Step over a closing bracket and say which it was."""
        token = self.next
        if token.kind == "sign" and token.text in closings:
            self.at += 1
            return token.text
        before = self.text[: token.start].rstrip()
        if token.kind == "end" or token.text in (")", "]", "}", r"\}"):
            names = {"|": "A closing bar", "‖": "A closing double bar", "<": "A closing >", "⟨": "A closing ⟩"}
            what = names.get(opening.text, "A closing bracket")
            raise UnreadableError(
                "bracket-open", f"{what} is missing after {_tail(before)}", opening.start, len(before)
            )
        help = (
            f"We did not expect `{self.text[token.start : token.end]}` here. Is a sign or a bracket missing before it?"
        )
        raise UnreadableError("unexpected", help, token.start, token.end)

    def deeper(self) -> None:
        self.nested += 1
        if self.nested > DEEPEST:
            token = self.next
            help = "There are too many brackets or signs inside each other. Write it more briefly."
            raise UnreadableError("too-deep", help, token.start, token.end)

    # -- the whole ---------------------------------------------------------------------------------------------------

    def whole(self) -> Node:
        """The tree of all tokens; a bare list is a vector without brackets."""
        items = [self.expression(0)]
        while self.take(",") or self.take(";"):
            items.append(self.expression(0))
        if self.next.kind != "end":
            token = self.next
            if token.text in (")", "]", "}", r"\}", "⟩"):
                raise self.unmatched(token)
            help = f"We did not expect `{self.text[token.start : token.end]}` here. Is a sign missing before it?"
            raise UnreadableError("unexpected", help, token.start, token.end)
        tree = items[0] if len(items) == 1 else Vector(tuple(items), "")
        return split_signs(tree) if self.plus_minus else tree

    # -- operators ---------------------------------------------------------------------------------------------------

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
            if step is None:
                if not self.juxtaposed(token, least):
                    break
                tight = self.words.rules.juxtaposition_first
                step = self.arithmetic("*", left, self.expression(_POWER if tight else _JUXTAPOSED), implicit=True)
            left = step
        self.nested -= 1
        return left

    def infix(self, left: Node, sign: str, least: int) -> Node | None:
        """``left`` joined by the operator that stands here, or None where there is none that binds tightly enough."""
        if sign in _PRODUCTS and least <= _PRODUCT:
            self.at += 1
            return self.arithmetic(_PRODUCTS[sign], left, self.expression(_JUXTAPOSED))
        if sign in _SUMS and least <= _SUM:
            self.at += 1
            return self.arithmetic(sign, left, self.expression(_PRODUCT))
        if sign == "^" and least <= _POWER:
            self.at += 1
            return self.power(left)
        if sign in ("!", "!!", "%", "'", "°"):
            self.at += 1
            return Postfix("T" if sign == "'" else sign, left)
        if sign in _RELATIONS and least <= _RELATION:
            return self.comparison(left)
        return self.loose(left, sign, least)

    def loose(self, left: Node, sign: str, least: int) -> Node | None:
        if sign == "±" and least <= _SUM:
            self.at += 1
            self.plus_minus = True
            return _PlusMinus(left, self.expression(_PRODUCT))
        if sign in _SET_SIGNS and least <= _SETS:
            self.at += 1
            return _joined(SetOperation, sign, left, self.expression(_SUM))
        if sign == "and" and least <= _AND:
            self.at += 1
            return _joined(Logic, sign, left, self.expression(_NOT))
        if sign == "or" and least <= _OR:
            self.at += 1
            return _joined(Logic, sign, left, self.expression(_AND))
        if sign == "[" and self.words.author and not self.next.space:
            return self.index(left)
        return None

    def juxtaposed(self, token: Token, least: int) -> bool:
        """Whether a product without sign goes on here."""
        if least > (_JUXTAPOSED if self.words.rules.juxtaposition_first else _PRODUCT):
            return False
        if token.kind == "number":
            before = self.tokens[self.at - 1]
            if before.kind == "number" and not token.space:
                help = "A sign is missing between these two numbers."
                raise UnreadableError("sign-missing", help, before.start, token.end)
            return True
        if token.kind in _OPERANDS or token.kind == "command" and token.text != "end":
            return True
        if token.kind != "sign" or token.text not in _OPENING:
            return False
        return not (token.text in ("|", "‖") and self.bars)

    def power(self, base: Node) -> Node:
        token = self.next
        if token.kind in ("name", "command") and token.text in ("T", "top", "intercal") and self.transposes(base):
            self.at += 1
            return Postfix("T", base)
        if self.is_sign("{"):
            exponent = self.braces()
        else:
            exponent = self.expression(_POWER)
        return self.arithmetic("^", base, exponent)

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
            operands.append(self.expression(_SETS))
        return Comparison(tuple(operators), tuple(operands))

    def arithmetic(self, operator: str, left: Node, right: Node, implicit: bool = False) -> Node:
        return Binary(operator, self.ungrouped(left), self.ungrouped(right), implicit)

    def ungrouped(self, node: Node) -> Node:
        """``2[x + 1]``: square brackets around one thing only group it, where it takes part in arithmetic."""
        if isinstance(node, Vector) and len(node.items) == 1 and node.bracket == "[" and not self.words.author:
            return node.items[0]
        return node

    # -- operands ----------------------------------------------------------------------------------------------------

    def prefix(self, least: int) -> Node:
        token = self.next
        if token.kind == "sign":
            if token.text == "-":
                self.at += 1
                return Negation(self.ungrouped(self.expression(max(_PRODUCT, least))))
            if token.text == "+":
                self.at += 1
                return self.expression(max(_PRODUCT, least))
            if token.text == "±":
                self.at += 1
                self.plus_minus = True
                return _PlusMinus(None, self.expression(_PRODUCT))
        elif token.kind == "keyword" and token.text == "not":
            self.at += 1
            return Logic("not", (self.expression(_NOT),))
        return self.atom()

    def atom(self) -> Node:
        token = self.next
        kind = token.kind
        if kind == "number":
            return self.number()
        if kind == "name" or kind == "constant":
            self.at += 1
            if token.text == "C" and self.is_sign("("):
                return self.chosen()
            return Name(token.text) if kind == "name" else Constant(token.text)
        if kind == "function":
            return self.function()
        if kind == "sign":
            return self.bracketed(token)
        if kind == "command":
            return self.command(token)
        raise self.missing()

    def number(self) -> Node:
        """A number; ``2 1/3`` is a mixed one, ``5C2`` a binomial coefficient."""
        token = self.next
        value = token.value if token.value is not None else Fraction(0)
        self.at += 1
        after = self.next
        if after.kind == "name" and after.text[0] in "CP" and not after.space and after.text not in self.declared:
            chosen = self.n_c_r(Number(value, token.text), after)
            if chosen is not None:
                return chosen
        if after.kind == "number" and after.space and self.words.rules.mixed_numbers and token.text.isdigit():
            mixed = self.mixed(token, value)
            if mixed is not None:
                return mixed
        return Number(value, token.text)

    @property
    def declared(self) -> frozenset[str]:
        return self.words.variables

    def mixed(self, token: Token, whole: Fraction) -> Node | None:
        top, slash, below = (*self.tokens[self.at : self.at + 3], token, token)[:3]
        before = self.tokens[self.at - 2] if self.at > 1 else None
        if before is not None and (
            before.text in ("/", "^", "*", "_") or before.kind in _OPERANDS or before.text == ")"
        ):
            return None
        if slash.text != "/" or below.kind != "number" or not (top.text.isdigit() and below.text.isdigit()):
            return None
        if top.value is None or below.value is None or not 0 < top.value < below.value:
            return None
        self.at += 3
        text = self.text[token.start : below.end]
        return Number(whole + top.value / below.value, text)

    def n_c_r(self, n: Node, after: Token) -> Node | None:
        """``5C2`` and ``5P2``."""
        function = "binomial" if after.text[0] == "C" else "permutations"
        digits = after.text[1:]
        if digits.isdigit():
            self.at += 1
            return Call(function, (n, Number(Fraction(int(digits)), digits)))
        following = self.tokens[self.at + 1]
        if (
            after.text in ("C", "P")
            and following.kind == "number"
            and following.value is not None
            and not following.space
        ):
            self.at += 2
            return Call(function, (n, Number(following.value, following.text)))
        return None

    def chosen(self) -> Node:
        """``C(n, k)``; ``C(x + 1)`` is a product with C."""
        start = self.at
        items = self.bracket_items(self.next)
        if (
            isinstance(items, Vector)
            and len(items.items) == _HALF
            and items.bracket == "("
            and "C" not in self.declared
        ):
            return Call("binomial", items.items)
        self.at = start
        return Name("C")

    def bracketed(self, token: Token) -> Node:
        sign = token.text
        if sign in ("(", "["):
            return self.bracket_items(token)
        if sign == "{":
            if self.latex and not self.has_comma():
                return self.braces()
            return self.set_of(token)
        if sign == r"\{":
            return self.set_of(token)
        if sign in ("|", "‖"):
            return self.bars_around(token)
        if sign in ("√", "∛", "∜"):
            self.at += 1
            body = self.expression(_POWER + 1)
            functions = {"√": ("sqrt",), "∛": ("cbrt",), "∜": ("root", Number(Fraction(4), "4"))}
            name, *more = functions[sign]
            return Call(str(name), (body, *(part for part in more if isinstance(part, Node))))
        if sign in ("<", "⟨"):
            return self.angle(token)
        raise self.missing()

    def items(self, opening: Token, *closings: str) -> tuple[tuple[Node, ...], str]:
        """Things with commas between them, up to one of these closing brackets, and which one it was."""
        self.at += 1
        bars, self.bars = self.bars, 0
        if self.next.kind == "sign" and self.next.text in closings:
            self.bars = bars
            return (), self.close(opening, *closings)
        found = [self.item()]
        while self.take(",") or self.take(";"):
            found.append(self.item())
        self.bars = bars
        return tuple(found), self.close(opening, *closings)

    def item(self) -> Node:
        return self.expression(0)

    def bracket_items(self, opening: Token) -> Node:
        """``(x)``, ``(1, 2)``, ``[1, 2)``, ``[[1, 2], [3, 4]]``, ``[1 2; 3 4]``."""
        if opening.text == "[" and self.has_rows():
            return self.rows_in_bracket(opening)
        found, closing = self.items(opening, ")", "]")
        if closing != _CLOSING[opening.text]:
            return self.half_open(opening, found, closing)
        if not found:
            if opening.text == "[" and self.words.author:
                return Vector((), "[")
            raise UnreadableError(
                "bracket-empty", "There is nothing between these brackets.", opening.start, self.next.start
            )
        if len(found) == 1 and opening.text == "(":
            return found[0]
        if opening.text == "[" and all(isinstance(part, Vector) and part.bracket == "[" for part in found):
            return self.matrix(opening, tuple(part.items for part in found if isinstance(part, Vector)))
        return Vector(found, opening.text)

    def matrix(self, opening: Token, rows: tuple[tuple[Node, ...], ...]) -> Node:
        if len({len(row) for row in rows}) > 1:
            raise UnreadableError(
                "ragged", "The rows of this matrix do not all have the same length.", opening.start, self.next.start
            )
        return Matrix(rows)

    def half_open(self, opening: Token, found: tuple[Node, ...], closing: str) -> Node:
        if len(found) != _HALF:
            help = f"`{opening.text}` is closed by `{closing}`. An interval has two ends: [0, 1)."
            raise UnreadableError("bracket-mixed", help, opening.start, self.next.start)
        return Interval(found[0], found[1], opening.text == "[", closing == "]")

    def set_of(self, opening: Token) -> Node:
        found, _ = self.items(opening, _CLOSING[opening.text])
        return SetOf(found)

    def has_comma(self) -> bool:
        """Whether a comma stands directly inside the brace that opens here."""
        level = 0
        for token in self.tokens[self.at :]:
            if token.kind == "sign":
                level += token.text in ("{", "(", "[", r"\{")
                level -= token.text in ("}", ")", "]", r"\}")
                if level == 1 and token.text == ",":
                    return True
                if level == 0:
                    return False
        return False

    def has_rows(self) -> bool:
        """Whether a ``;`` or a new line stands directly inside the square bracket that opens here."""
        level = 0
        for token in self.tokens[self.at :]:
            if token.kind == "sign":
                level += token.text in ("(", "[", "{")
                level -= token.text in (")", "]", "}")
                if level == 1 and token.text in (";", "\n"):
                    return True
                if level == 0:
                    return False
        return False

    def rows_in_bracket(self, opening: Token) -> Node:
        self.at += 1
        level, end = 1, self.at
        while level and self.tokens[end].kind != "end":
            token = self.tokens[end]
            if token.kind == "sign":
                level += token.text in ("(", "[", "{")
                level -= token.text in (")", "]", "}")
            end += 1
        if level:
            self.at = end
            self.close(opening, "]")
        rows = read_rows(self.text, self.tokens[self.at : end - 1], self.words)
        self.at = end
        return self.matrix(opening, rows)

    def angle(self, opening: Token) -> Node:
        """``<1, 2>``."""
        self.at += 1
        found = [self.expression(_SETS)]
        while self.take(","):
            found.append(self.expression(_SETS))
        self.close(opening, _CLOSING[opening.text])
        return Vector(tuple(found), "<")

    def bars_around(self, opening: Token) -> Node:
        """``|x|`` and ``‖v‖``."""
        self.at += 1
        self.bars += 1
        body = self.expression(0)
        self.close(opening, opening.text)
        self.bars -= 1
        return Call("abs" if opening.text == "|" else "norm", (body,))

    def braces(self) -> Node:
        """``{x + 1}`` as LaTeX groups."""
        opening = self.next
        self.at += 1
        bars, self.bars = self.bars, 0
        body = self.expression(0)
        self.bars = bars
        self.close(opening, "}")
        return body

    def index(self, body: Node) -> Node:
        found, _ = self.items(self.next, "]")
        return Index(body, found)

    # -- LaTeX -------------------------------------------------------------------------------------------------------

    def command(self, token: Token) -> Node:
        self.at += 1
        if token.text in ("frac", "binom"):
            top, below = self.latex_argument(), self.latex_argument()
            return Binary("/", top, below) if token.text == "frac" else Call("binomial", (top, below))
        if token.text == "overline":
            return Call("conj", (self.latex_argument(),))
        if token.text == "sqrt":
            if self.is_sign("["):
                degree = self.items(self.next, "]")[0]
                return Call("root", (self.latex_argument(), degree[0]))
            return Call("sqrt", (self.latex_argument(),))
        if token.text == "begin":
            return self.environment(token)
        raise self.missing()

    def latex_argument(self) -> Node:
        """A group in braces, or one digit or letter (``\\frac12``)."""
        if self.is_sign("{"):
            return self.braces()
        token = self.next
        if token.kind == "number" and len(token.text) > 1 and token.text.isdigit():
            rest = token._replace(text=token.text[1:], start=token.start + 1, value=Fraction(int(token.text[1:])))
            self.tokens[self.at] = rest
            return Number(Fraction(int(token.text[0])), token.text[0])
        self.deeper()
        found = self.atom()
        self.nested -= 1
        return found

    def environment(self, opening: Token) -> Node:
        start = self.at
        while self.next.kind != "end" and not (self.next.kind == "command" and self.next.text == "end"):
            self.at += 1
        if self.next.kind == "end":
            raise UnreadableError("bracket-open", r"\end is missing.", opening.start, opening.end)
        rows = read_rows(self.text, self.tokens[start : self.at], self.words)
        self.at += 1
        return self.matrix(opening, rows)

    # -- functions ---------------------------------------------------------------------------------------------------

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
        base = self.base() if name == "log" and self.take("_") else None
        exponent = self.raised()
        arguments = self.arguments(token)
        if base is not None:
            arguments = (*arguments, base)
        if exponent is not None and _is_minus_one(exponent) and name in INVERSE:
            name, exponent = INVERSE[name], None
        call = self.call(token, name, arguments)
        return call if exponent is None else Binary("^", call, exponent)

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
                    "bracket-empty", "There is nothing between these brackets.", token.start, self.next.start
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
        if self.take("-"):
            self.deeper()
            body = self.bracketless(function)
            self.nested -= 1
            return Negation(body)
        if token.kind not in (*_OPERANDS, "command") and not (token.kind == "sign" and token.text in _OPENING):
            help = f"Say what {function.text} is taken of: write {function.text}(x)."
            raise UnreadableError("function-bare", help, function.start, function.end)
        self.deeper()
        body = self.expression(_POWER)
        only_numbers = isinstance(body, Number)
        while self.goes_on(only_numbers):
            right = self.expression(_POWER)
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
            help = f"Work {token.text}(…) out and give the result."
            raise UnreadableError("author-only", help, token.start, self.tokens[self.at - 1].end)
        if name == "log" and len(arguments) == 1:
            return Call("ln" if self.words.rules.log_base == "e" else "log10", arguments)
        if name in ("integrate", "sum", "product") and len(arguments) == _HALF and isinstance(arguments[1], Vector):
            arguments = (arguments[0], *arguments[1].items)
        if len(arguments) < known.least or 0 <= known.most < len(arguments):
            wanted = str(known.least) if known.least == known.most else f"{known.least} or more"
            plural = "s" if wanted != "1" else ""
            help = f"{name} takes {wanted} argument{plural}, here it has {len(arguments)}."
            raise UnreadableError("arguments", help, token.start, self.tokens[self.at - 1].end)
        return Call(name, arguments)

    def piecewise(self, token: Token) -> Node:
        """``piecewise(x if x > 0, -x)``."""
        if not self.take("("):
            raise UnreadableError("function-bare", "Write piecewise(x if x > 0, -x).", token.start, token.end)
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


def read_rows(text: str, tokens: list[Token], words: Vocabulary) -> tuple[tuple[Node, ...], ...]:
    """Rows parted by new lines or ``;``, their cells by commas, ``&`` or spaces."""
    rows = [row for row in _parts(tokens, {"\n", ";", r"\\"}) if row]
    return tuple(tuple(_cell(text, cell, words) for cell in _cells(row)) for row in rows)


def _parts(tokens: list[Token], signs: set[str]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    level = 0
    for token in tokens:
        if token.kind == "sign":
            level += token.text in ("(", "[", "{")
            level -= token.text in (")", "]", "}")
            if level == 0 and token.text in signs:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts


def _cells(row: list[Token]) -> list[list[Token]]:
    cells = _parts(row, {",", "&"})
    if len(cells) > 1:
        return cells if cells[-1] else cells[:-1]
    cells, level = [[]], 0
    for place, token in enumerate(row):
        if level == 0 and cells[-1] and token.space and _begins_cell(row, place):
            cells.append([])
        level += token.kind == "sign" and token.text in ("(", "[", "{")
        level -= token.kind == "sign" and token.text in (")", "]", "}")
        cells[-1].append(token)
    return cells


def _begins_cell(row: list[Token], place: int) -> bool:
    """``1 -2`` are two cells, ``1 - 2`` is one."""
    token, before = row[place], row[place - 1]
    if before.kind == "function" or before.kind == "sign" and before.text not in (")", "]", "}", "|", "%", "!", "'"):
        return False
    if token.kind == "sign" and token.text in ("-", "+"):
        return place + 1 < len(row) and not row[place + 1].space
    return token.kind != "sign" or token.text in _OPENING


def _cell(text: str, cell: list[Token], words: Vocabulary) -> Node:
    if not cell:
        raise UnreadableError("cell-empty", "A cell of the matrix is empty.", 0, len(text))
    end = Token("end", "", cell[-1].end, cell[-1].end)
    return Parser(text, [*cell, end], words).whole()


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
    if isinstance(node, _PlusMinus):
        right = _read(node.right, sign)
        if node.left is not None:
            return Binary(sign, _read(node.left, sign), right)
        return right if sign == "+" else Negation(right)
    return rebuild(node, lambda part: _read(part, sign))


def _joined(make: type[Logic] | type[SetOperation], operator: str, left: Node, right: Node) -> Node:
    """``a or b or c`` is one node of three."""
    if isinstance(left, make) and left.operator == operator:
        return make(operator, (*left.operands, right))
    return make(operator, (left, right))


def _is_minus_one(node: Node) -> bool:
    return isinstance(node, Negation) and isinstance(node.body, Number) and node.body.value == 1


def _tail(text: str) -> str:
    """The end of a text, for showing where something is missing."""
    shown = text if len(text) <= 24 else "…" + text[-20:]
    return f"`{shown}`."

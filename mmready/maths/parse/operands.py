"""Numbers, brackets of every kind, sets, matrices and LaTeX commands."""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction

from mmready.errors import UnreadableError
from mmready.maths.parse.calls import Calls
from mmready.maths.parse.complaints import unknown_word
from mmready.maths.parse.rows import split_rows
from mmready.maths.parse.stream import CLOSING, OPERANDS, POWER, SET_SIGNS, SETS
from mmready.maths.parse.tokens import Token
from mmready.maths.tree import Binary, Call, Constant, Index, Interval, Matrix, Name, Node, Number, SetOf, Vector
from mmready.translation import t


class Operands(Calls):
    """Reads what operators stand between."""

    @abstractmethod
    def cell(self, tokens: list[Token]) -> Node:
        """One cell of a matrix, read by itself."""

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
            before.text in ("/", "^", "*", "_") or before.kind in OPERANDS or before.text == ")"
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
        digits = after.text[1:].lstrip("_")
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
        """``C(n, k)``; ``C(x + 1)`` is a product with C.

        Looked up before reading: to read the bracket, give up and read it again would double the work at each level.
        """
        if "C" in self.declared or not self.has_comma():
            if "C" not in self.declared and not self.words.others and not self.words.author:
                raise unknown_word("C", self.next.start - 1, self.next.start, self.words)
            return Name("C")
        items = self.bracket_items(self.next)
        if isinstance(items, Vector) and len(items.items) == 2 and items.bracket == "(":
            return Call("binomial", items.items)
        return Binary("*", Name("C"), items, True)

    def bracketed(self, token: Token) -> Node:
        sign = token.text
        if sign in ("(", "["):
            return self.bracket_items(token)
        if sign == "{":
            if self.latex and not self.has_comma() and not self.beside_set_sign():
                return self.braces()
            return self.set_of(token)
        if sign == r"\{":
            return self.set_of(token)
        if sign in ("|", "‖"):
            return self.bars_around(token)
        if sign in ("√", "∛", "∜"):
            self.at += 1
            body = self.expression(POWER + 1)
            if sign == "∜":
                return Call("root", (body, Number(Fraction(4), "4")))
            return Call("sqrt" if sign == "√" else "cbrt", (body,))
        if sign == "∅":
            self.at += 1
            return SetOf(())
        if sign in ("<", "⟨"):
            return self.angle(token)
        if sign in ("⌊", "⌈"):
            (body, *_), _ = self.items(token, CLOSING[sign])
            return Call("floor" if sign == "⌊" else "ceil", (body,))
        raise self.missing()

    def items(self, opening: Token, *closings: str) -> tuple[tuple[Node, ...], str]:
        """Things with commas between them, up to one of these closing brackets, and which one it was."""
        self.at += 1
        bars, self.bars = self.bars, 0
        if self.next.kind == "sign" and self.next.text in closings:
            self.bars = bars
            return (), self.close(opening, *closings)
        found = [self.expression(0)]
        while self.take(",") or self.take(";"):
            found.append(self.expression(0))
        self.bars = bars
        return tuple(found), self.close(opening, *closings)

    def bracket_items(self, opening: Token) -> Node:
        """``(x)``, ``(1, 2)``, ``[1, 2)``, ``[[1, 2], [3, 4]]``, ``[1 2; 3 4]``."""
        if self.lined and self.has_rows(opening):
            return self.rows_in_bracket(opening)
        found, closing = self.items(opening, ")", "]")
        if closing != CLOSING[opening.text]:
            return self.half_open(opening, found, closing)
        if not found:
            if opening.text == "[" and self.words.author:
                return Vector((), "[")
            raise UnreadableError(
                "bracket-empty", t("There is nothing between these brackets."), opening.start, self.next.start
            )
        if len(found) == 1 and (opening.text == "(" or isinstance(found[0], Matrix)):
            return found[0]
        if opening.text == "[" and all(isinstance(part, Vector) and part.bracket == "[" for part in found):
            return self.matrix(opening, tuple(part.items for part in found if isinstance(part, Vector)))
        return Vector(found, opening.text)

    def matrix(self, opening: Token, rows: tuple[tuple[Node, ...], ...]) -> Node:
        if all(len(row) == 1 and isinstance(row[0], Vector) and row[0].bracket == "[" for row in rows):
            rows = tuple(item.items for (item,) in rows if isinstance(item, Vector))  # one row a line, each in brackets
        if len({len(row) for row in rows}) > 1:
            raise UnreadableError(
                "ragged", t("The rows of this matrix do not all have the same length."), opening.start, self.next.start
            )
        return Matrix(rows)

    def half_open(self, opening: Token, found: tuple[Node, ...], closing: str) -> Node:
        if len(found) != 2:
            met = {"opening": opening.text, "closing": closing}
            hint = t("`{opening}` is closed by `{closing}`. An interval has two ends: [0, 1).", **met)
            raise UnreadableError("bracket-mixed", hint, opening.start, self.next.start)
        return Interval(found[0], found[1], opening.text == "[", closing == "]")

    def set_of(self, opening: Token) -> Node:
        found, _ = self.items(opening, CLOSING[opening.text])
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

    def beside_set_sign(self) -> bool:
        """Whether the brace that opens here, or its partner, stands beside ∪, ∩ or ∖: then it is a set."""
        if self.at and self.tokens[self.at - 1].text in SET_SIGNS:
            return True
        level = 0
        for place in range(self.at, len(self.tokens)):
            level += self.tokens[place].text == "{"
            level -= self.tokens[place].text == "}"
            if level == 0:
                return self.tokens[place + 1].text in SET_SIGNS
        return False

    def has_rows(self, opening: Token) -> bool:
        """Whether ``;`` or new lines part rows in the bracket that opens here; in a round one, ``;`` beside commas."""
        level, commas, lines, square = 0, False, False, opening.text == "["
        for token in self.tokens[self.at :]:
            if token.kind != "sign":
                continue
            level += token.text in ("(", "[", "{")
            level -= token.text in (")", "]", "}")
            if level == 0:
                return lines and (square or commas) and token.text == CLOSING[opening.text]
            if level == 1:
                commas = commas or token.text == ","
                lines = lines or token.text == ";" or (square and token.text == "\n")
        return lines and square

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
            self.close(opening, CLOSING[opening.text])
        rows = self.read_rows(self.tokens[self.at : end - 1])
        self.at = end
        return self.matrix(opening, rows)

    def angle(self, opening: Token) -> Node:
        """``<1, 2>``."""
        self.at += 1
        found = [self.expression(SETS)]
        while self.take(","):
            found.append(self.expression(SETS))
        self.close(opening, CLOSING[opening.text])
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
                if len(degree) != 1:
                    hint = t("Write the degree of the root between [ and ], as in \\sqrt[3]{x}.")
                    raise UnreadableError("bracket-empty", hint, token.start, self.next.start)
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
            raise UnreadableError("bracket-open", t("\\end is missing."), opening.start, opening.end)
        rows = self.read_rows(self.tokens[start : self.at])
        self.at += 1
        return self.matrix(opening, rows)

    def read_rows(self, tokens: list[Token]) -> tuple[tuple[Node, ...], ...]:
        """The cells of rows parted by new lines or ``;``."""
        return tuple(tuple(self.cell(cell) for cell in row) for row in split_rows(tokens))

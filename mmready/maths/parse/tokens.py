"""Text → tokens: numbers, words, signs and LaTeX commands, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from mmready.errors import UnreadableError
from mmready.maths.functions import GREEK
from mmready.maths.parse import latex
from mmready.maths.parse.characters import INVISIBLE, LOWERED, PARTS, RAISED, ROOTS, plain_signs
from mmready.maths.parse.complaints import no_command, no_subscript, strange_sign, too_long, unknown_word
from mmready.maths.parse.numerals import DECIMAL_COMMA, THOUSANDS, value_of
from mmready.maths.parse.vocabulary import Piece, Vocabulary
from mmready.translation import t

LONGEST_TEXT = 10_000
MOST_TOKENS = 1_500


class Token(NamedTuple):
    """``kind`` is number, name, constant, function, keyword, sign, command or end; ``space``: white space before it."""

    kind: str
    text: str
    start: int
    end: int
    space: bool = False
    value: Fraction | None = None


_GREEK_CLASS = "".join(GREEK)
_PATTERN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE](?:\d+(?![\d.])|[+-]\d+(?![\d.A-Za-z])))?)
    |(?P<word>[A-Za-z]+|[{_GREEK_CLASS}])
    |(?P<sign>=/=|\+/-|!==?|===?|<=>|<=|=<|>=|=>|<>|/=|\*\*|!!|&&|\|\||[-+*/^=<>()\[\]{{}}|,;!%'_±∓√∛∜≤≥≠∞∪∩∖∈∧∨¬⟨⟩‖°\n&$?:≈∅⌊⌋⌈⌉])
    |(?P<latex>\\(?:[A-Za-z]+|.))
    |(?P<raised>[{"".join(RAISED)}]+)
    |(?P<lowered>[{"".join(LOWERED)}]+)
    |(?P<part>[{"".join(PARTS)}])
    |(?P<skip>[{"".join(INVISIBLE)}]+)
    """,
    re.VERBOSE,
)
_SAME_SIGN = {
    "**": "^", "==": "=", "===": "=", "=/=": "!=", "<>": "!=", "/=": "!=", "≠": "!=", "!==": "!=", "=<": "<=",
    "≤": "<=", "=>": ">=", "≥": ">=", "∪": "union", "∩": "intersection", "∖": "difference", "∧": "and", "∨": "or",
    "¬": "not", "&&": "and", "∈": "in", "+/-": "±",
}  # fmt: skip
_WORD_SIGNS = frozenset({"and", "or", "not"})
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_TIMES_TEN = re.compile(rf"\s*10\s*(?:\^|\*\*|[{''.join(RAISED)}])")
_DIGITS = re.compile(r"\d+")
_LOWERED = re.compile(f"[{''.join(LOWERED)}]+")
_SUBSCRIPT = re.compile(r"_\s*(?:\{([A-Za-z0-9, ]+)\}|([0-9]+)|([A-Za-z][A-Za-z0-9]*))")
_BRACKETS_OPEN = re.compile(r"\s*[(\[{]")


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str, words: Vocabulary, rows: bool) -> None:
        self.text = text
        self.rows = rows
        self.words = words
        self.tokens: list[Token] = []
        self.at = 0
        self.space = False
        self.level = 0  # open brackets
        self.latex = "\\" in text

    def add(self, kind: str, text: str, end: int, value: Fraction | None = None) -> None:
        self.tokens.append(Token(kind, text, self.at, end, self.space, value))
        self.space = False
        self.at = end

    def read(self) -> list[Token]:
        text, size = self.text, len(self.text)
        while self.at < size:
            match = _PATTERN.match(text, self.at)
            if match is None:
                raise strange_sign(text[self.at], self.at)
            kind = match.lastgroup
            if kind == "space" and "\n" not in match.group():
                self.at, self.space = match.end(), True
                continue
            _READERS[kind](self, match)
            if len(self.tokens) > MOST_TOKENS:
                raise too_long(self.at, size)
        self.add("end", "", size)
        return self.tokens

    def _space(self, match: re.Match[str]) -> None:
        if "\n" in match.group():
            self.at += match.group().index("\n")
            self.add("sign", "\n", match.end())
        self.at, self.space = match.end(), True

    def _skip(self, match: re.Match[str]) -> None:
        self.at = match.end()

    def _number(self, match: re.Match[str]) -> None:
        rules, digits = self.words.rules, match.group()
        if rules.decimal_comma:
            longer = DECIMAL_COMMA.match(self.text, self.at)
            if longer:
                return self._exact(longer.group(), longer.group().replace(",", "."))
        elif rules.thousands and self.level == 0 and not self.rows:
            longer = THOUSANDS.match(self.text, self.at)
            if longer:
                return self._exact(longer.group(), re.sub(r"[^\d.]", "", longer.group()))
        return self._exact(digits, digits)

    def _exact(self, typed: str, digits: str) -> None:
        end = self.at + len(typed)
        value = value_of(digits)
        if value is None:
            raise UnreadableError("number-size", t("That number has too many digits for us."), self.at, end)
        self.add("number", typed, end, value)

    def _part(self, match: re.Match[str]) -> None:
        value = Fraction(*PARTS[match.group()])
        before = self.tokens[-1] if self.tokens else None
        if (
            before is not None
            and before.kind == "number"
            and before.value is not None
            and before.value.denominator == 1
        ):
            self.tokens.pop()
            typed, value = before.text + match.group(), before.value + value
            self.tokens.append(Token("number", typed, before.start, match.end(), before.space, value))
            self.at, self.space = match.end(), False
            return
        self.add("number", match.group(), match.end(), value)

    def _sign(self, match: re.Match[str]) -> None:
        sign = match.group()
        if sign == "||":  # two bars, each by itself
            sign = "|"
        end = self.at + (1 if sign == "|" else len(sign))
        if sign in "([{":
            self.level += 1
        elif sign in ")]}":
            self.level -= 1
        elif sign == "∞":
            return self.add("constant", "inf", end)
        elif sign == "$":
            self.at = end
            return None
        sign = _SAME_SIGN.get(sign, sign)
        return self.add("keyword" if sign in _WORD_SIGNS else "sign", sign, end)

    def _raised(self, match: re.Match[str]) -> None:
        """``x²`` is x^(2), ``³√x`` a cube root, ``Aᵀ`` transposed."""
        if match.group() in ROOTS and self.text.startswith("√", match.end()):
            return self.add("sign", ROOTS[match.group()], match.end() + 1)
        if match.group() == "ᵀ":
            self.add("sign", "^", self.at)
            return self.add("name", "T", match.end())
        start, raised = self.at, "".join(RAISED[sign] for sign in match.group())
        self.add("sign", "^", start)
        self.add("sign", "(", start)
        for sign in raised:
            kind = "number" if sign.isdigit() else "sign"
            before = self.tokens[-1]
            if kind == "number" and before.kind == "number" and before.value is not None:
                self.tokens.pop()
                digits = before.text + sign
                self.tokens.append(Token("number", digits, start, match.end(), False, Fraction(int(digits))))
            elif kind == "number":
                self.add("number", sign, start, Fraction(int(sign)))
            elif sign.isalpha():
                self._pieces(sign, start)
            else:
                self.add("sign", sign, start)
        self.at = match.end()
        return self.add("sign", ")", match.end())

    def _lowered(self, match: re.Match[str]) -> None:
        self._below("".join(LOWERED[sign] for sign in match.group()), match.end(), match.start())

    def _word(self, match: re.Match[str]) -> None:
        self._read_word(match)
        if self.text.startswith("'", self.at) and not self.words.author:
            self._primes()

    def _primes(self) -> None:
        """``y'`` and ``f'`` are names of their own for learners; for authors ``A'`` is transposed."""
        last, end = self.tokens[-1], self.at
        if last.kind != "name" and last.text not in self.words.functions:
            return
        while self.text.startswith("'", end):
            end += 1
        name = last.text + self.text[self.at : end]
        if last.kind == "name" and not self.words.others and name not in self.words.variables:
            raise unknown_word(name, last.start, end, self.words)
        self.tokens[-1] = last._replace(text=name, end=end)
        self.at = end

    def _read_word(self, match: re.Match[str]) -> None:
        word, end = match.group(), match.end()
        if self.words.author and word.isascii():
            longer = _IDENTIFIER.match(self.text, self.at)
            whole = longer.group() if longer else word
            if len(whole) > len(word) and not self._author_function(whole, word):
                return self._identifier(whole)
        if not word.isascii():
            word = self.words.greek(word)
        if self._declared_subscript(word, end):
            return None
        if not match.group().isascii():
            return self._greek(word, end)
        if word in ("U", "u") and self._between_sets(end):
            return self.add("sign", "union", end)
        following = _DIGITS.match(self.text, end)
        if following and self.words.whole(word + following.group()) is not None:
            longer_name = word + following.group()
            if longer_name not in ("log2", "log10") or self.text[following.end() : following.end() + 1] in ("(", " "):
                return self._pieces(longer_name, following.end())
        self._pieces(word, end)
        return self._tail()

    def _between_sets(self, end: int) -> bool:
        """Whether ``U`` stands between two brackets: ``(1, 2] U [3, 4)``."""
        before = self.tokens[-1] if self.tokens else None
        declared = self.words.variables
        closed = before is not None and before.kind == "sign" and before.text in (")", "]", "}", r"\}")
        return closed and not declared & {"U", "u"} and _BRACKETS_OPEN.match(self.text, end) is not None

    def _author_function(self, whole: str, word: str) -> bool:
        """Whether the word is a function that a subscript or digits follow (``log_2``), not part of a name."""
        return whole not in (self.words.variables) and word == "log" and whole.startswith("log_")

    def _identifier(self, whole: str) -> None:
        if whole not in self.words.variables and self.words.whole(whole) is None:
            letters = re.match(r"[A-Za-z]+", whole)
            below = whole[letters.end() :].lstrip("_") if letters else ""
            spelt = self.words.subscripted(letters.group(), below) if letters and below else None
            if spelt is not None:
                return self.add("name", spelt, self.at + len(whole))
        piece = self.words.whole(whole)
        if piece is not None:
            return self.add(piece.kind, piece.name, self.at + len(whole))
        return self.add("name", whole, self.at + len(whole))

    def _declared_subscript(self, word: str, end: int) -> bool:
        """``x_1``, ``x1`` or ``μ0`` where that very name is declared; then it is one token."""
        following = self.text[end : end + 1]
        if not self.words.variables or not (following == "_" or following.isdigit() or following in LOWERED):
            return False
        match = next((m for m in (rule.match(self.text, end) for rule in (_SUBSCRIPT, _DIGITS, _LOWERED)) if m), None)
        if match is None:
            return False
        below = next((group for group in match.groups() if group), match.group())
        below = "".join(LOWERED.get(sign, sign) for sign in below)
        typed_line = match.group().startswith("_")
        spelt = self.words.subscripted(word, below.replace(" ", "").replace(",", ""), typed_line)
        if spelt is None:
            return False
        self.add("function" if spelt in self.words.functions else "name", spelt, match.end())
        return True

    def _greek(self, word: str, end: int) -> None:
        self._pieces(word, end, length=1)
        return self._tail()

    def _pieces(self, word: str, end: int, length: int | None = None) -> None:
        """One token for each piece of a word."""
        pieces = self.words.split(word)
        if pieces is None and self._means_itself(word, end):
            return self.add("name", word, end)
        if pieces is None and word in ("x", "X") and self.tokens and _TIMES_TEN.match(self.text, end):
            return self.add("sign", "*", end)  # 1.5 x 10^3
        if pieces is None:
            raise unknown_word(word, self.at, end, self.words)
        for piece in pieces:
            self._piece(piece, self.at + (piece.length if length is None else length))
        self.at = end
        return None

    def _means_itself(self, word: str, end: int) -> bool:
        """Whether an undeclared letter stands where it has a meaning of its own: ``(1, 2)^T``, ``C(5, 2)``."""
        if word == "C" and self.text.startswith("(", end):
            return True
        if word in ("C", "P"):  # 5C2
            return bool(self.tokens) and self.tokens[-1].kind == "number" and self.text[end : end + 1].isdigit()
        before = [token.text for token in self.tokens[-3:]]
        return word == "T" and (before[-2:] in ([")", "^"], ["]", "^"]) or before[1:] in (["^", "{"], ["^", "("]))

    def _piece(self, piece: Piece, end: int) -> None:
        if piece.kind == "unknown":
            raise unknown_word(piece.name, self.at, end, self.words)
        self.add(piece.kind, piece.name, end)

    def _tail(self) -> None:
        """A subscript after a name: ``x_1``, ``x_{12}``, ``x1``."""
        last, text = self.tokens[-1], self.text
        if self.at < len(text) and text[self.at] == "_" and last.text != "log":
            match = _SUBSCRIPT.match(text, self.at)
            if match is None:
                raise no_subscript(self.at)
            below = next(group for group in match.groups() if group)
            return self._below(below.replace(" ", "").replace(",", ""), match.end(), self.at)
        digits = _DIGITS.match(text, self.at) if last.kind == "name" else None
        if last.text in ("C", "P") and last.text not in self.words.variables and not self.words.others:
            return None
        if digits is None or (digits.end() < len(text) and text[digits.end()] == "."):
            return None
        if self.words.others and self.words.rules.letter_numbers and last.kind == "name":
            self.tokens[-1] = last._replace(text=f"{last.text}_{digits.group()}", end=digits.end())
            self.at = digits.end()
            return None
        hint = t("Is that a power or a product? Write {x}^{n} or {n}{x}.", x=last.text, n=digits.group())
        raise UnreadableError("letter-number", hint, last.start, digits.end())

    def _below(self, below: str, end: int, start: int) -> None:
        """Give the name before this place a subscript."""
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.text == "log" and below.isdigit():
            self.add("sign", "_", start)
            return self._exact_at(below, end)
        if last is None or last.kind not in ("name", "constant", "function") or last.end != start:
            raise UnreadableError("subscript", t("A subscript has to follow a letter."), start, end)
        spelt = self.words.subscripted(last.text, below)
        if spelt is None and not self.words.others and not self.words.author:
            raise unknown_word(f"{last.text}_{below}", last.start, end, self.words)
        name = spelt if spelt is not None else f"{last.text}_{below}"
        kind = "function" if name in self.words.functions else "name"
        self.tokens[-1] = Token(kind, name, last.start, end, last.space)
        self.at, self.space = end, False
        return None

    def _exact_at(self, digits: str, end: int) -> None:
        self.add("number", digits, end, Fraction(int(digits)))

    def _latex(self, match: re.Match[str]) -> None:
        command, end = match.group()[1:], match.end()
        environment = latex.ENVIRONMENT.match(self.text, self.at)
        if environment:
            return self.add("command", environment.group(1), environment.end())
        named = latex.TEXT_COMMAND.match(self.text, self.at)
        if named:
            end = named.end()
            for word in named.group(1).split():
                self._pieces(word, end, length=end - self.at)
            self.at = end
            return None
        if command in latex.SKIPPED:
            self.at, self.space = end, True
            return None
        return self._command(command, end)

    def _command(self, command: str, end: int) -> None:
        if command in latex.SIGNS:
            return self.add("sign", latex.SIGNS[command], end)
        if command in latex.KEYWORDS:
            return self.add("keyword", latex.KEYWORDS[command], end)
        if command in latex.CONSTANTS:
            return self._pieces(latex.CONSTANTS[command], end, length=end - self.at)
        if command in latex.COMMANDS:
            return self.add("command", latex.COMMANDS[command], end)
        if command in ("{", "}", "|", "\\", "%"):
            return self.add("sign", {"{": r"\{", "}": r"\}", "|": "‖", "\\": r"\\", "%": "%"}[command], end)
        if command in latex.WORDS:
            return self._pieces(latex.WORDS[command], end, length=end - self.at)
        word = self.words.lam(command.removeprefix("var"))
        if command.isalpha() and self.words.whole(word) is not None:
            self._pieces(word, end, length=end - self.at)
            return self._tail()
        if command in ("int", "iint", "sum", "prod", "lim"):
            hint = t("Work it out: we can't take an integral, a sum or a limit as an answer.")
            raise UnreadableError("author-only", hint, self.at, end)
        raise no_command(command, self.at, end)


_READERS: dict[str | None, Callable[[_Reader, re.Match[str]], None]] = {
    "space": _Reader._space,
    "number": _Reader._number,
    "word": _Reader._word,
    "sign": _Reader._sign,
    "latex": _Reader._latex,
    "raised": _Reader._raised,
    "lowered": _Reader._lowered,
    "part": _Reader._part,
    "skip": _Reader._skip,
}


def tokenise(text: str, words: Vocabulary, rows: bool = False) -> list[Token]:
    """All tokens of a text, the last of kind ``end``; in ``rows`` neither commas nor spaces group digits.

    Raises UnreadableError for a text that is too long, a strange sign, an unknown word or a number of absurd size.
    """
    if len(text) > LONGEST_TEXT:
        raise too_long(0, len(text))
    return _Reader(plain_signs(text), words, rows).read()

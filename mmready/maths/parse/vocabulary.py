"""Words: which letters belong together, and what they name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mmready.maths.functions import ALIASES, FUNCTIONS, GREEK, GREEK_NAMES, canonical
from mmready.maths.rules import Rules

CONSTANT_WORDS = {
    "e": "e", "pi": "pi", "Pi": "pi", "PI": "pi", "inf": "inf", "infty": "inf",
    "infinity": "inf", "Infinity": "inf", "Inf": "inf", "oo": "inf",
}  # fmt: skip
KEYWORDS = {
    "and": "and", "or": "or", "not": "not", "AND": "and", "OR": "or", "NOT": "not", "if": "if", "else": "otherwise",
    "otherwise": "otherwise", "union": "union", "intersection": "intersection", "intersect": "intersection",
}  # fmt: skip
BUILDERS = frozenset({"matrix", "vector", "set"})
_SHORT_GREEK = frozenset({"mu", "nu", "xi"})
_LONGEST_UNDECLARED = 7
"""A longer run of letters that names nothing is a word of prose, not a product."""


_LONGEST_WORD, _MOST_WORDS = 60, 2048
_LONGEST_KNOWN = max(map(len, (*CONSTANT_WORDS, *KEYWORDS, *FUNCTIONS, *ALIASES, *GREEK_NAMES)))


class Piece(NamedTuple):
    """A part of a word: ``kind`` is name, constant, function or keyword; ``length`` counts its letters."""

    kind: str
    name: str
    length: int


class Vocabulary:
    """What words mean where these variables and functions are declared; with ``others`` any other letter is a name."""

    def __init__(
        self, variables: frozenset[str], functions: frozenset[str], others: bool, author: bool, rules: Rules
    ) -> None:
        self.variables = variables
        self.others = others
        self.functions = functions
        self.author = author
        self.rules = rules
        self._split: dict[str, tuple[Piece, ...] | None] = {}
        self._declared = variables | functions
        self._longest = max(_LONGEST_KNOWN, *map(len, self._declared), 1)
        self._j = rules.undeclared_j and not others and not author

    def greek(self, sign: str) -> str:
        """The name of a Greek letter; λ is ``lam`` unless ``lambda`` is declared."""
        word = GREEK.get(sign, sign)
        return self.lam(word)

    def lam(self, word: str) -> str:
        """``lambda`` and ``lam`` are one name."""
        if word in ("lambda", "lam") and word not in self._declared:
            other = "lam" if word == "lambda" else "lambda"
            return other if other in self._declared else "lam"
        return word

    def whole(self, word: str) -> Piece | None:
        """What the word means as a whole, or None."""
        if word in self.functions:
            return Piece("function", word, len(word))
        if word in self.variables:
            return Piece("name", word, len(word))
        if word in KEYWORDS:
            return Piece("keyword", KEYWORDS[word], len(word))
        if word == "piecewise" or word in BUILDERS:
            return Piece("function", word, len(word))
        if word in CONSTANT_WORDS:
            return Piece("constant", CONSTANT_WORDS[word], len(word))
        if word in self.rules.imaginary_units or (word == "j" and self._j):
            return Piece("constant", "i", len(word))
        found = self._function_or_greek(word)
        return self._other_case(word) if found is None and self.rules.any_case else found

    def _other_case(self, word: str) -> Piece | None:
        """The declared name that differs in capitals only."""
        near = next((name for name in sorted(self._declared) if name.lower() == word.lower()), None)
        return None if near is None else Piece("function" if near in self.functions else "name", near, len(word))

    def _function_or_greek(self, word: str) -> Piece | None:
        declared = self.lam(word)
        if declared in self._declared:
            return Piece("function" if declared in self.functions else "name", declared, len(word))
        if len(word) > 1:
            function = canonical(word)
            if function is not None:
                return Piece("function", function, len(word))
            if declared == "lam" or word in GREEK_NAMES:
                known = self.others or self.author
                return Piece("name" if known else "unknown", declared, len(word))
        return None

    def split(self, word: str) -> tuple[Piece, ...] | None:
        """The word as the fewest known pieces (``ylnx`` is y, ln, x), or None where it cannot be read."""
        if word not in self._split:
            if len(self._split) >= _MOST_WORDS:
                self._split.clear()
            self._split[word] = self._best(word)
        return self._split[word]

    def _best(self, word: str) -> tuple[Piece, ...] | None:
        whole = self.whole(word)
        if whole is not None and whole.kind != "unknown":
            return (whole,)
        if self.author and self.others:
            return (Piece("name", self.lam(word), len(word)),)
        if len(word) > _LONGEST_WORD:
            return None
        best: list[tuple[Piece, ...] | None] = [()] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - self._longest), end):
                before = best[start]
                piece = self._inner(word, start, end)
                if before is not None and piece is not None:
                    found = best[end]
                    if found is None or len(before) + 1 < len(found):
                        best[end] = (*before, piece)
        pieces = best[len(word)]
        if pieces is None and self.author:
            return (Piece("name", self.lam(word), len(word)),)
        if pieces is not None and len(pieces) > _LONGEST_UNDECLARED and all(piece.length == 1 for piece in pieces):
            return None
        return pieces

    def _inner(self, word: str, start: int, end: int) -> Piece | None:
        part = word[start:end]
        if len(part) == 1:
            piece = self.whole(part)
            if piece is None and self.others:
                return Piece("name", part, 1)
            return piece
        if part in _SHORT_GREEK and part not in self._declared:
            return None  # x*i inside a longer word, not ξ
        piece = self.whole(part)
        return None if piece is None or piece.kind in ("keyword", "unknown") or part == "oo" else piece

    def subscripted(self, base: str, below: str, line: bool = True) -> str | None:
        """The name ``base`` with a subscript, spelt as declared (``x1`` or ``x_1``); None where neither is declared.

        ``line``: a ``_`` was typed; where both spellings are declared, the one typed is meant.
        """
        spellings = (f"{base}_{below}", f"{base}{below}") if line else (f"{base}{below}", f"{base}_{below}")
        return next((name for name in spellings if name in self._declared), None)


@lru_cache(maxsize=256)
def vocabulary(
    variables: frozenset[str], functions: frozenset[str], others: bool, author: bool, rules: Rules
) -> Vocabulary:
    """The vocabulary for these declarations, made once."""
    return Vocabulary(variables, functions, others, author, rules)

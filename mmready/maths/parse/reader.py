"""The one function that reads a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mmready.errors import UnreadableError
from mmready.maths.parse.complaints import too_long
from mmready.maths.parse.grammar import Parser
from mmready.maths.parse.labels import unboxed, without_label
from mmready.maths.parse.program_text import without_array, without_module
from mmready.maths.parse.stream import CLOSING
from mmready.maths.parse.tokens import LONGEST_TEXT, Token, tokenise
from mmready.maths.parse.vocabulary import Vocabulary, vocabulary
from mmready.maths.rules import DEFAULT, Rules
from mmready.maths.tree import Matrix, Node, depth
from mmready.translation import t

DEEPEST_TREE = 200
_SHORT = 100  # tokens; a tree of so few cannot be too deep
_FULL_STOP = re.compile(r"(?<=[^\s\d.])\.(?=\s*\Z)")


def parse(
    text: str,
    *,
    variables: Iterable[str] | None = None,
    functions: Iterable[str] = (),
    author: bool = False,
    rows: bool = False,
    name_equals: bool = False,
    others: bool = False,
    rules: Rules = DEFAULT,
) -> Node:
    """The tree of a text in the mathematical language.

    ``variables`` are the names that may stand in it; None takes any letter for a name (``xy`` is then x·y).
    ``functions`` are names to read as f(…). ``author``: the authors' functions and indexes are known, names may have
    many letters, and a name that is not declared stays a name (it may be bound by ``sum`` or ``integrate``).
    ``rows``: several lines, or numbers with spaces between, are a matrix (one line of them has one row).
    ``name_equals``: ``x = 3`` is read as 3. ``others``: letters that are not in ``variables`` are names too.
    ``rules`` are the house rules.

    Raises UnreadableError with the place and what would mend it; never anything else, and never takes long: texts of
    more than 10,000 signs, 1,500 tokens or 50 brackets inside each other are refused.

    >>> parse("2x + 1") == parse("2 * x + 1")
    False
    >>> parse("x^2", variables=["x"])
    Binary(operator='^', left=Name(name='x'), right=Number(value=Fraction(2, 1), text='2'), implicit=False)
    """
    if len(text) > LONGEST_TEXT:
        raise too_long(0, len(text))
    if not text.strip():
        raise UnreadableError("empty", t("Nothing is filled in yet."), 0, len(text))
    words = vocabulary(frozenset(variables or ()), frozenset(functions), others or variables is None, author, rules)
    return _parse(text, words, rows, name_equals)


@lru_cache(maxsize=4096)
def _parse(text: str, words: Vocabulary, rows: bool, name_equals: bool) -> Node:
    typed = unboxed(text)
    typed = unboxed(without_label(typed)) if name_equals else typed
    typed = without_array(typed) if rows else typed
    typed = without_module(typed) if words.rules.log_base == "e" else typed  # np.log is ln
    if typed.rstrip().endswith("."):
        typed = _FULL_STOP.sub(" ", typed)
    tokens = tokenise(typed, words, rows)
    if rows:
        found = _as_rows(typed, tokens, words)
        if found is not None:
            return found
    tree = Parser(typed, _one_line(tokens), words).whole()
    if len(tokens) > _SHORT and depth(tree) > DEEPEST_TREE:
        raise too_long(0, len(text))
    return tree


def _one_line(tokens: list[Token]) -> list[Token]:
    """The tokens without the ends of lines, which mean nothing outside square brackets."""
    if all(token.text != "\n" for token in tokens):
        return tokens
    level, kept = 0, []
    for token in tokens:
        level += token.text == "["
        level -= token.text == "]"
        if token.text != "\n" or level > 0:
            kept.append(token)
    return kept


def _unbracketed(tokens: list[Token]) -> list[Token]:
    """``[1 2 3]`` without its brackets, where nothing else has any."""
    if len(tokens) < 3 or tokens[0].text not in ("[", "(") or tokens[-1].text != CLOSING[tokens[0].text]:
        return tokens
    inside = tokens[1:-1]
    return inside if all(token.kind == "number" or token.text == "-" for token in inside) else tokens


def _as_rows(text: str, tokens: list[Token], words: Vocabulary) -> Node | None:
    """A matrix typed one row a line (or with ``;``), or as one row with spaces; None where it is written otherwise."""
    level = 0
    lines = False
    for token in tokens:
        if token.kind == "sign":
            level += token.text in ("(", "[", "{")
            level -= token.text in (")", "]", "}")
            lines = lines or (level == 0 and token.text in ("\n", ";"))
    inside = _unbracketed([token for token in tokens if token.kind != "end"])
    if not inside:
        return None
    if not lines and any(token.kind != "number" and token.text not in ("-", "+", "/", ".") for token in inside):
        return None
    found = Parser(text, tokens, words).read_rows(inside)
    if not lines and len(found[0]) < 2:
        return None
    if len({len(row) for row in found}) > 1:
        raise UnreadableError("ragged", t("The rows do not all have the same length."), 0, len(text))
    return Matrix(found)

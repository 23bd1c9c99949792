"""Stepping through tokens, and what is said where a text breaks off or does not fit."""

from __future__ import annotations

from abc import ABC, abstractmethod

from mmready.errors import UnreadableError
from mmready.maths.parse.tokens import Token
from mmready.maths.parse.vocabulary import Vocabulary
from mmready.maths.tree import Node
from mmready.translation import marked, t

DEEPEST = 50
"""So many brackets or signs may stand inside each other."""

OR, AND, NOT, RELATION, SETS, SUM, PRODUCT, JUXTAPOSED, POWER = range(1, 10)
"""How tightly operators bind, from the loosest."""

SET_SIGNS = {"union": "union", "intersection": "intersection", "&": "intersection", "difference": "difference"}
OPENING = frozenset({"(", "[", "{", r"\{", "|", "√", "∛", "∜", "⟨", "‖", "⌊", "⌈"})
CLOSING = {"(": ")", "[": "]", "{": "}", r"\{": r"\}", "|": "|", "⟨": "⟩", "<": ">", "‖": "‖", "⌊": "⌋", "⌈": "⌉"}
OPERANDS = frozenset({"number", "name", "constant", "function"})
_BRACKET_NOT_CLOSED = marked("A closing bracket is missing after `{before}`.")
_NOT_CLOSED = {
    "|": marked("A closing bar is missing after `{before}`."),
    "‖": marked("A closing double bar is missing after `{before}`."),
    "<": marked("A closing > is missing after `{before}`."),
    "⟨": marked("A closing ⟩ is missing after `{before}`."),
}


class Stream(ABC):
    """The tokens of one text and the place that is read next."""

    def __init__(self, text: str, tokens: list[Token], words: Vocabulary) -> None:
        self.text = text
        self.tokens = tokens
        self.words = words
        self.at = 0
        self.nested = 0
        self.bars = 0
        self.latex = "\\" in text
        self.lined = ";" in text or "\n" in text or "；" in text
        self.plus_minus = False

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
                return UnreadableError("empty", t("Nothing is filled in yet."), 0, 0)
            return UnreadableError("operand-missing", something_missing(before), len(before), token.end)
        if token.text in (")", "]", "}", r"\}", "⟩", "⌋", "⌉"):
            return self.unmatched(token)
        shown = token.text if token.kind != "sign" else self.text[token.start : token.end] or token.text
        shown = shown.strip() or t("the end of the line")
        hint = t("A number, a letter or a bracket is missing before `{sign}`.", sign=shown)
        return UnreadableError("operand-missing", hint, token.start, token.end)

    def unmatched(self, token: Token) -> UnreadableError:
        before = self.text[: token.start].rstrip()
        if before and before[-1] in "([{":
            return UnreadableError(
                "bracket-empty", t("There is nothing between these brackets."), len(before) - 1, token.end
            )
        if before and before[-1] in "+-*/^,=<>":
            return UnreadableError("operand-missing", something_missing(before), len(before) - 1, token.end)
        hint = t("There is one closing bracket too many: `{sign}` has no partner.", sign=token.text)
        return UnreadableError("bracket-close", hint, token.start, token.end)

    def close(self, opening: Token, *closings: str) -> str:
        """Step over a closing bracket and say which it was."""
        token = self.next
        if token.kind == "sign" and token.text in closings:
            self.at += 1
            return token.text
        before = self.text[: token.start].rstrip()
        if token.kind == "end" or token.text in (")", "]", "}", r"\}"):
            hint = t(_NOT_CLOSED.get(opening.text, _BRACKET_NOT_CLOSED), before=tail(before))
            raise UnreadableError("bracket-open", hint, opening.start, len(before))
        met = self.text[token.start : token.end]
        hint = t("We did not expect `{sign}` here. Is a sign or a bracket missing before it?", sign=met)
        raise UnreadableError("unexpected", hint, token.start, token.end)

    def deeper(self) -> None:
        self.nested += 1
        if self.nested > DEEPEST:
            token = self.next
            hint = t("There are too many brackets or signs inside each other. Write it more briefly.")
            raise UnreadableError("too-deep", hint, token.start, token.end)

    @abstractmethod
    def expression(self, least: int) -> Node:
        """What stands here, with all operators that bind at least as tightly as ``least``."""


def tail(text: str) -> str:
    """The end of a text, for showing where something is missing."""
    return text if len(text) <= 24 else "…" + text[-20:]


def something_missing(before: str) -> str:
    """What is said where a text breaks off."""
    return t("Something is missing after `{before}`.", before=tail(before))

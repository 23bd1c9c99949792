"""Markdown in pieces: formulas, code and plain text, since a placeholder prints differently in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Context", "Placeholder", "code_block", "fill", "pieces", "placeholders", "python_source"]

Context = Literal["formula", "code", "plain"]
FORMATS = ("percent", "round", "fixed", "value", "expand", "factor", "row")

PIECE = re.compile(
    r"(?P<fence>^ {0,3}(?P<mark>~{3,}|`{3,})[^\n]*\n(?:.*?^ {0,3}(?P=mark)[~`]*[ \t]*$|.*\Z))"
    r"|(?P<inline>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<display>(?<!\\)\$\$.+?\$\$)"
    r"|(?P<formula>(?<!\\)\$(?!\$).+?(?<!\\)\$)",
    re.DOTALL | re.MULTILINE,
)
PLACEHOLDER = re.compile(r"\{\{ (.+?) \}\}", re.DOTALL)
NEAR = 12
FORMAT = re.compile(r"(.*?)\s\|\s+(\w+)(?:\s+(\d+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands between ``{{`` and ``}}``: an expression with at most one format, and where it stands.

    ``before`` and ``after`` are the signs around it, white space left out.
    """

    expression: str
    format: str
    digits: int | None
    context: Context
    before: str = ""
    after: str = ""


def pieces(text: str) -> Iterator[tuple[Context, str]]:
    """The text cut into formulas, code and plain text; joined again it is the text."""
    end = 0
    for match in PIECE.finditer(text):
        if match.start() > end:
            yield "plain", text[end : match.start()]
        yield ("code" if match["fence"] or match["inline"] else "formula"), match.group()
        end = match.end()
    if end < len(text):
        yield "plain", text[end:]


def placeholders(text: str, context: Context | None = None) -> Iterator[Placeholder]:
    """The placeholders of a text; ``context`` says what all of it is, where it is no Markdown."""
    for where, piece in pieces(text) if context is None else [(context, text)]:
        for match in PLACEHOLDER.finditer(piece):
            yield _placeholder(match, where)


def fill(text: str, show: Callable[[Placeholder], str], context: Context | None = None) -> str:
    """The text with each placeholder replaced by what ``show`` gives for it."""
    filled = []
    for where, piece in pieces(text) if context is None else [(context, text)]:
        filled.append(_fill_piece(piece, show, where))
    return "".join(filled)


def _fill_piece(piece: str, show: Callable[[Placeholder], str], where: Context) -> str:
    return PLACEHOLDER.sub(lambda match: show(_placeholder(match, where)), piece)


def _placeholder(found: re.Match[str], where: Context) -> Placeholder:
    inside = found.group(1).strip()
    before = found.string[max(0, found.start() - NEAR) : found.start()].rstrip()
    after = found.string[found.end() : found.end() + NEAR].lstrip()
    match = FORMAT.fullmatch(inside)
    if match is None:
        return Placeholder(inside, "", None, where, before, after)
    expression, word, digits = match.groups()
    return Placeholder(expression.strip(), word, int(digits) if digits else None, where, before, after)


def code_block(source: str) -> str:
    """The source as a block of Python in Markdown."""
    fence = "~~~"
    while fence in source:
        fence += "~"
    return f"{fence}python\n{source.rstrip()}\n{fence}"


def python_source(markdown: str) -> str:
    """The Python of all ``~~~python`` blocks of a text, joined; empty where there is none."""
    blocks = []
    for where, piece in pieces(markdown):
        first, _, rest = piece.partition("\n")
        if where == "code" and re.fullmatch(r" {0,3}[~`]{3,}\s*(python|py)\b.*", first):
            blocks.append(rest.rstrip().rpartition("\n")[0])
    return "\n".join(blocks)

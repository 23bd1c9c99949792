"""Markdown with ``$…$`` → HTML that is safe to put on any page: no raw HTML, no scripts, no foreign pictures.

Formulas become MathML here, in Python, so they show wherever HTML does, without any library from the network.
A figure stands as ``![name](figure:name)``, a blank as ``[[?name]]``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mmready.domain.variant import Figure
from mmready.report.linear import plain_formula, spoken_formula
from mmready.report.mathml import formula
from mmready.report.svg import safe_svg
from mmready.sampling.markdown import pieces

__all__ = ["figure_html", "to_html", "to_plain", "to_spoken"]

OPEN, CLOSE = "\ue000", "\ue001"  # private characters that mark the place of a formula while Markdown is read
HELD = re.compile(f"{OPEN}(\\d+){CLOSE}([.,;:?!)’”]*)")
# a blank with what must not be torn from it: a short formula before (``x =``), a full stop after
BLANK = re.compile(r"(<math(?:(?!</math>).){0,400}</math>\s*)?\[\[\?(\w+)\]\]([.,;:?!)’”]*)")
FIGURE = re.compile(r"!\[[^\]]*\]\(figure:([\w-]+)\)")
WEB = ("https://", "http://", "mailto:")


@lru_cache(maxsize=2048)
def to_html(markdown: str, *, figures: tuple[Figure, ...] = (), inline: bool = False) -> str:
    """The HTML of a text. ``inline``: without a paragraph around it; ``figures``: the pictures it may place."""
    text, formulas = _hold_formulas(markdown.replace(OPEN, "").replace(CLOSE, ""))
    reader = _reader()
    environment: dict[str, Any] = {"figures": {figure.name: figure for figure in figures}}
    rendered = reader.renderInline(text, environment) if inline else reader.render(text, environment)
    rendered = HELD.sub(lambda match: _put_formula(formulas[int(match[1])], match[2]), rendered)
    return BLANK.sub(_put_blank, rendered).strip()


def to_plain(markdown: str) -> str:
    """The text without its marks, for places that show no HTML (a terminal, an entry of a list to choose from)."""
    return _unmarked(markdown, plain_formula)


def to_spoken(markdown: str) -> str:
    """The text as it is said aloud, formulas in words."""
    return _unmarked(markdown, lambda latex: f" {spoken_formula(latex)} ")


def _unmarked(markdown: str, read: Callable[[str], str]) -> str:
    parts = []
    for where, piece in pieces(FIGURE.sub("", markdown)):
        if where == "formula":
            piece = read(piece.strip("$"))
        elif where == "code":
            piece = re.sub(r"^(~{3,}|`{3,})[^\n]*\n", "", piece).strip("`~")
        else:
            piece = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", piece)
            piece = re.sub(r"(\*\*|__|(?<!\w)[*_]|[*_](?!\w))", "", piece).replace("\\$", "$")
        parts.append(piece)
    return re.sub(r" ([.,;:?!)])", r"\1", " ".join("".join(parts).split()))


def figure_html(figure: Figure) -> str:
    """A picture with the text that stands for it."""
    return f'<span class="figure" role="img" aria-label="{html.escape(figure.alt)}">{safe_svg(figure.svg)}</span>'


def _hold_formulas(markdown: str) -> tuple[str, list[tuple[str, bool]]]:
    """The text with a mark for each formula (Markdown must not read inside them), and the formulas."""
    formulas: list[tuple[str, bool]] = []
    parts = []
    for where, piece in pieces(markdown):
        if where != "formula":
            parts.append(piece)
            continue
        display = piece.startswith("$$")
        formulas.append((piece.strip("$"), display))
        parts.append(f"{OPEN}{len(formulas) - 1}{CLOSE}")
    return "".join(parts), formulas


def _put_formula(held: tuple[str, bool], after: str) -> str:
    """The formula; a full stop or comma after it never begins a line."""
    shown = formula(*held)
    return shown + after if held[1] or not after else f'<span class="nb">{shown}{after}</span>'


def _put_blank(found: re.Match[str]) -> str:
    before, name, after = found[1] or "", found[2], found[3]
    hole = f'<span data-blank="{name}"></span>'
    return f'<span class="nb">{before}{hole}{after}</span>' if before or after else hole


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["heading", "lheading", "html_block"])
    reader.add_render_rule("image", _image)
    reader.add_render_rule("link_open", _link_open)
    reader.add_render_rule("fence", _code)
    reader.add_render_rule("code_block", _code)
    return reader


def _image(self: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    source = str(tokens[place].attrs.get("src", ""))
    figure = env["figures"].get(source.removeprefix("figure:")) if source.startswith("figure:") else None
    return figure_html(figure) if figure else html.escape(tokens[place].content)


def _link_open(self: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    target = str(tokens[place].attrs.get("href", ""))
    known = target.startswith(WEB)
    return f'<a href="{html.escape(target)}" target="_blank" rel="noopener">' if known else "<a>"


def _code(self: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    return f"<pre><code>{html.escape(tokens[place].content.rstrip())}</code></pre>\n"

"""The texts of a drawn question as a page shows them: HTML with formulas as MathML, and options as they are said aloud.

A compiled bank holds them for each of its variants (``Variant.shown``), so that a sitting begins without the libraries
that read Markdown and LaTeX. They are the same texts: made once there, else when the question is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mmready.domain.variant import Blank, Figure, Option, Variant

__all__ = ["shown_texts"]

_FIGURE = re.compile(r"!\[[^\]]*\]\(figure:([\w-]+)\)")


def shown_texts(variant: Variant) -> Mapping[str, Any]:
    """``stem``, and where the question has them ``figure``, ``unit``, ``options`` and ``blanks``; JSON values.

    One figure stands aside, more stay in the text. ``options`` have ``html`` and ``said``; ``blanks`` map the name of a
    blank with options to them as ``text``, and ``html`` and ``said`` where plain text does not say it all.
    """
    return variant.shown or _made(variant)


def _made(variant: Variant) -> dict[str, Any]:
    from mmready.report.markdown import figure_html, to_html  # here: what is prepared needs no reader of Markdown

    text, aside = _figure_aside(variant)
    found: dict[str, Any] = {"stem": to_html(text, figures=variant.figures)}
    if aside is not None:
        found["figure"] = figure_html(aside)
    if variant.unit:
        found["unit"] = to_html(variant.unit, inline=True)
    if variant.options:
        found["options"] = [_option(option, variant.figures) for option in variant.options]
    blanks = {blank.name: _options_of(blank) for blank in variant.blanks if blank.options}
    if blanks:
        found["blanks"] = blanks
    return found


def _figure_aside(variant: Variant) -> tuple[str, Figure | None]:
    """The text without its only figure, and that figure."""
    named = _FIGURE.findall(variant.text)
    found = [figure for figure in variant.figures if figure.name in named]
    if len(named) != 1 or len(found) != 1:
        return variant.text, None
    return _FIGURE.sub("", variant.text).strip(), found[0]


def _option(option: Option, figures: tuple[Figure, ...]) -> dict[str, str]:
    """An option as it is shown, and as it is said aloud."""
    from mmready.report.markdown import to_html, to_spoken

    named = [figure.alt for figure in figures if f"(figure:{figure.name})" in option.text]
    said = " ".join([to_spoken(option.text), *named]).strip()
    return {"html": to_html(option.text, figures=figures, inline=True), "said": said}


def _options_of(blank: Blank) -> list[dict[str, str]]:
    """Plain text fits a list to choose from; formulas and code need a place of their own."""
    from mmready.report.markdown import to_html, to_plain, to_spoken

    found: list[dict[str, str]] = []
    for option in blank.options:
        entry = {"text": to_plain(option.text)}
        if any(sign in option.text for sign in "$`"):
            entry |= {"html": to_html(option.text, inline=True), "said": to_spoken(option.text)}
        found.append(entry)
    return found

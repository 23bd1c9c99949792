"""Screens of questions, as JSON that holds only what may be seen: places instead of letters, no ids, no key."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from mmready.domain.response import Reading, Response
from mmready.domain.variant import Blank, Figure, Option, Variant
from mmready.errors import LearnerInputError
from mmready.grading import check_form
from mmready.report.markdown import figure_html, to_html, to_plain, to_spoken
from mmready.report.mathml import formula
from mmready.ui.inputs import around

__all__ = ["preview", "question_json"]

_FIGURE = re.compile(r"!\[[^\]]*\]\(figure:([\w-]+)\)")
_CHOICE = ("one-choice", "many-choice")


def question_json(variant: Variant, can_run: bool = True) -> dict[str, Any]:
    """The question itself: text, input, what stands around it. One figure stands aside, more stay in the text."""
    text, aside = _figure_aside(variant)
    surrounding = around(variant)
    screen: dict[str, Any] = {
        "kind": variant.kind,
        "stem": to_html(text, figures=variant.figures),
        "help": surrounding.help,
        "example": surrounding.example,
        "palette": list(surrounding.palette),
    }
    if aside is not None:
        screen["figure"] = figure_html(aside)
    if variant.unit:
        screen["unit"] = to_html(variant.unit, inline=True)
    if variant.kind in _CHOICE:
        screen["options"] = [_option(option, variant.figures) for option in variant.options]
        screen["sure"] = True
    elif variant.kind == "order":
        screen |= {"lines": list(variant.lines), "indent": variant.indent_asked, "code": _is_code(variant)}
    elif variant.kind == "function":
        screen |= {"starter": _starter(variant), "can_run": can_run}
    elif variant.kind == "blanks":
        screen["blanks"] = [_blank(blank) for blank in variant.blanks]
    return screen


def _figure_aside(variant: Variant) -> tuple[str, Figure | None]:
    """The text without its only figure, and that figure."""
    named = _FIGURE.findall(variant.text)
    found = [figure for figure in variant.figures if figure.name in named]
    if len(named) != 1 or len(found) != 1:
        return variant.text, None
    return _FIGURE.sub("", variant.text).strip(), found[0]


def _is_code(variant: Variant) -> bool:
    """Whether the lines to order are a program; else they are sentences, and read better as such."""
    return variant.indent_asked or variant.subject == "python" or any(line[:1].isspace() for line in variant.lines)


def _starter(variant: Variant) -> str:
    return variant.starter or (f"def {variant.function}:\n    " if variant.function else "")


def _blank(blank: Blank) -> dict[str, Any]:
    found: dict[str, Any] = {"name": blank.name, "kind": blank.kind}
    if blank.options:
        found["options"] = [_blank_option(option) for option in blank.options]
    return found


def _option(option: Option, figures: tuple[Figure, ...]) -> dict[str, str]:
    """An option as it is shown, and as it is said aloud."""
    shown = [figure.alt for figure in figures if f"(figure:{figure.name})" in option.text]
    said = " ".join([to_spoken(option.text), *shown]).strip()
    return {"html": to_html(option.text, figures=figures, inline=True), "said": said}


def _blank_option(option: Option) -> dict[str, str]:
    """Plain text fits a list to choose from; formulas and code need a place of their own."""
    plain = to_plain(option.text)
    rich = any(sign in option.text for sign in "$`")
    if not rich:
        return {"text": plain}
    return {"text": plain, "html": to_html(option.text, inline=True), "said": to_spoken(option.text)}


def preview(variant: Variant, response: Response, blank: str | None = None) -> dict[str, Any]:
    """How an answer would be read, for the line under the field; never whether it is right."""
    if blank is not None:
        found = next((each for each in variant.blanks if each.name == blank), None)
        if found is None:
            raise LearnerInputError(f"there is no blank {blank!r}")
        variant = replace(variant, kind=found.kind, options=found.options, variables=found.variables, blanks=())
    reading: Reading = check_form(variant, response)
    return {
        "outcome": reading.outcome,
        "math": formula(reading.latex) if reading.latex else "",
        "spoken": reading.spoken,
        "help": to_html(reading.help, inline=True),
        "said": to_plain(reading.help),
        "place": reading.place,
    }

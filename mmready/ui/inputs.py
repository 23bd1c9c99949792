"""What stands around the field of each kind: an example, a line of help, symbols to insert. The words of the screen."""

from __future__ import annotations

import html
import html.entities
from collections.abc import Sequence

from mmready.domain.variant import Variant
from mmready.report.words import joined
from mmready.translation import marked, t
from mmready.values import dataclass

__all__ = ["around"]

Symbol = dict[str, str]  # show: HTML on the button; insert: text, | where the cursor goes; said: for screen readers

_POWER: Symbol = {"show": "x<sup>2</sup>", "insert": "^|", "said": marked("power")}
_ROOT: Symbol = {"show": "√", "insert": "sqrt(|)", "said": marked("square root")}
_FRACTION: Symbol = {"show": "a/b", "insert": "(|)/()", "said": marked("fraction")}
_EXP: Symbol = {"show": "e<sup>x</sup>", "insert": "e^(|)", "said": marked("exponential")}
_LN: Symbol = {"show": "ln", "insert": "ln(|)", "said": marked("natural logarithm")}
_SIN: Symbol = {"show": "sin", "insert": "sin(|)", "said": marked("sine")}
_PI: Symbol = {"show": "π", "insert": "pi", "said": marked("pi")}
_BRACKETS: Symbol = {"show": "( )", "insert": "(|)", "said": marked("brackets")}
_INFINITY: Symbol = {"show": "∞", "insert": "inf", "said": marked("infinity")}
_UNION: Symbol = {"show": "∪", "insert": " union ", "said": marked("union")}
_AT_MOST: Symbol = {"show": "≤", "insert": " <= ", "said": marked("at most")}
_AT_LEAST: Symbol = {"show": "≥", "insert": " >= ", "said": marked("at least")}
_CLOSED: Symbol = {"show": "[ ]", "insert": "[|]", "said": marked("closed interval")}
_OPEN: Symbol = {"show": "( )", "insert": "(|)", "said": marked("open interval")}
_BRACES: Symbol = {"show": "{ }", "insert": "{|}", "said": marked("set brackets")}

_CALCULATOR = (_POWER, _ROOT, _FRACTION, _EXP, _LN, _SIN, _PI, _BRACKETS)
_TYPING = marked(
    "Type as you would on a calculator: <code>x^2</code>, <code>sqrt(x)</code>, <code>e^(2x)</code>, "
    "<code>ln(x)</code>."
)


@dataclass(frozen=True, slots=True)
class Around:
    """An example as text, sentences of help as HTML, symbols to insert."""

    example: str = ""
    help: tuple[str, ...] = ()
    palette: Sequence[Symbol] = ()


_KINDS = {
    "number": Around(
        "3/4",
        (
            marked("A whole number, a fraction such as <code>3/4</code>, or a decimal with three significant figures."),
            marked("<code>sqrt(2)</code>, <code>e^2</code> and <code>pi</code> can stay as they are."),
        ),
        (_FRACTION, _ROOT, _POWER, _EXP, _LN, _PI, _BRACKETS),
    ),
    "expression": Around("2x + 1", (_TYPING, marked("Any form that means the same is right.")), _CALCULATOR),
    "equation": Around("y = 2x + 1", (_TYPING, marked("Any form of the same equation is right.")), _CALCULATOR),
    "inequality": Around(
        "x > 2",
        (marked("Write <code>&lt;=</code> for “at most” and <code>&gt;=</code> for “at least”."),),
        (_AT_MOST, _AT_LEAST, *_CALCULATOR),
    ),
    "interval": Around(
        "[0, 2)",
        (
            marked("A square bracket includes the end, a round one does not."),
            marked("<code>inf</code> is infinity, <code>union</code> joins two intervals."),
        ),
        (_CLOSED, _OPEN, _INFINITY, _UNION, _FRACTION, _ROOT, _PI),
    ),
    "set": Around(
        "{1, 2}",
        (marked("Curly brackets around it, commas between; the order does not matter."),),
        (_BRACES, _FRACTION, _ROOT, _POWER, _PI),
    ),
    "vector": Around(
        "",
        (
            marked("A comma or an arrow key leads to the next entry, and past the last one adds another."),
            marked("You can also paste <code>(1, 2)</code>."),
        ),
    ),
    "matrix": Around(
        "",
        (
            marked(
                "A comma or an arrow key leads to the next entry, a semicolon to the next row; past the edge they add "
                "one."
            ),
            marked("You can also paste <code>[[1, 2], [3, 4]]</code>, or a block of cells."),
        ),
    ),
    "order": Around(
        "",
        (
            marked(
                "Drag a line, use its buttons, or choose it and press <kbd>Alt</kbd> with <kbd>↑</kbd> or <kbd>↓</kbd>."
            ),
            marked("Leave out what is not needed."),
        ),
    ),
    "output": Around(
        "",
        (
            marked("Write what appears on the screen, line for line."),
            marked("Blanks at the end of a line do not matter."),
        ),
    ),
    "function": Around("", (marked("Running is not answering; run as often as you like."),)),
    "blanks": Around("", (), _CALCULATOR),
}
_WITH_NAMES = ("expression", "equation", "inequality", "vector", "matrix")  # others' answers hold numbers, as a rule
_INDENT = marked("Indent with <kbd>Alt</kbd> and <kbd>→</kbd>, or its buttons.")


def around(variant: Variant) -> Around:
    """What stands around the input of this question."""
    found = _KINDS.get(variant.kind, Around())
    said = [t(sentence) for sentence in found.help]
    if variant.kind == "order" and variant.indent_asked:
        said.append(t(_INDENT))
    if variant.kind == "function" and variant.imports:
        said.append(t("You can import {names}.", names=_names(variant.imports)))
    if variant.variables and variant.kind in _WITH_NAMES:
        said.append(t("Your answer can use {names}.", names=_names(variant.variables)))
    palette = [{**symbol, "said": t(symbol["said"])} for symbol in found.palette]
    return Around(found.example, tuple(said), palette)


def _greek(name: str) -> str:
    """`` for λ`` after ``lam``: what is typed and what is shown differ."""
    code = html.entities.name2codepoint.get("lambda" if name == "lam" else name, 0)
    return t(" for {letter}", letter=chr(code)) if 0x370 <= code <= 0x3FF else ""


def _names(names: Sequence[str]) -> str:
    coded = [f"<code>{html.escape(name)}</code>{_greek(name)}" for name in names]
    return joined(coded)

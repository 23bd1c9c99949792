"""Formulas on one line: as plain text for a terminal or a list to choose from, and in words for a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from mmready.report.mathml import formula_tree

__all__ = ["plain_formula", "spoken_formula"]

WORDS: Mapping[str, str] = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", ">": "is greater than", "≤": "is at most",
    "≥": "is at least", "≈": "is about", "+": "plus", "−": "minus", "-": "minus", "±": "plus or minus", "×": "times",
    "·": "times", "⋅": "times", "/": "over", "∣": "given", "|": "bar", "‖": "norm", "→": "goes to", "⇒": "implies",
    "∞": "infinity", "∈": "in", "∉": "not in", "⊂": "inside", "⊆": "inside or equal to", "∪": "union",
    "∩": "intersection", "∖": "without", "∑": "sum", "∏": "product", "∫": "integral", "∬": "double integral",
    "∭": "triple integral", "∂": "partial", "∇": "gradient", "…": "and so on", "⋯": "and so on",
    "∼": "is distributed as", "¯": "bar", "^": "hat", "~": "tilde", "⊤": "transpose", "⟂": "is perpendicular to",
    "∅": "the empty set", "!": "factorial", "′": "prime", "″": "double prime",
}  # fmt: skip
ACCENTS = {"¯": "bar", "^": "hat", "~": "tilde", "→": "vector", "˙": "dot", "―": "bar"}
POWERS = {"2": "squared", "3": "cubed", "T": "transpose", "⊤": "transpose", "∘": "degrees", "*": "star"}
BIG = frozenset({"∑", "∏", "∫", "∬", "∭", "lim", "max", "min"})
TIGHT = frozenset("()[]{}|‖,;!'∫∬∭∑∏∂∇¬/^_⌊⌋⌈⌉")
ASCII = {"−": "-", "∣": "|", "⁡": "", "′": "'", "″": "''"}


@lru_cache(maxsize=1024)
def plain_formula(latex: str) -> str:
    """``\\\\frac{x^{2}}{3}`` → ``x^2/3``. LaTeX that cannot be read stays as it is."""
    tree = formula_tree(latex)
    return latex if tree is None else " ".join(_plain(tree).split())


@lru_cache(maxsize=1024)
def spoken_formula(latex: str) -> str:
    """``\\\\int_{0}^{1} x^{2}\\\\,dx`` → ``integral from 0 to 1 of x squared d x``."""
    tree = formula_tree(latex)
    return latex if tree is None else " ".join(_spoken(tree).split())


def _text(element: Element) -> str:
    return (element.text or "").replace("\xa0", " ")


# -- plain -------------------------------------------------------------------------------------------------------------


def _plain(element: Element) -> str:
    match element.tag:
        case "mo":
            return _plain_sign(element)
        case "mi" | "mn" | "mtext" | "ms":
            return _text(element)
        case "mspace":
            return " "
        case "mfrac":
            if _has_no_bar(element):
                return f"{_grouped(element[0])} choose {_grouped(element[1])}"
            return f"{_grouped(element[0])}/{_grouped(element[1])}"
        case "msqrt":
            return f"sqrt({''.join(map(_plain, element))})"
        case "mroot":
            return f"root({_plain(element[0])}, {_plain(element[1])})"
        case "msup" | "mover":
            accent = ACCENTS.get(_text(element[1])) if element.tag == "mover" else None
            return f"{accent}({_plain(element[0])})" if accent else f"{_plain(element[0])}{_raised(element[1])}"
        case "msub" | "munder":
            return f"{_plain(element[0])}_{_grouped(element[1])}"
        case "msubsup" | "munderover":
            return f"{_plain(element[0])}_{_grouped(element[1])}{_raised(element[2])} "
        case "mtable":
            return "; ".join(", ".join(_plain(cell) for cell in row) for row in element)
    return "".join(map(_plain, element))


def _plain_sign(element: Element) -> str:
    sign = _text(element)
    sign = ASCII.get(sign, sign)
    if sign in (",", ";"):
        return f"{sign} "
    return sign if set(sign) <= TIGHT or element.get("form") == "prefix" else f" {sign} "


def _raised(element: Element) -> str:
    return f"^{_grouped(element)}"


def _grouped(element: Element) -> str:
    text = " ".join(_plain(element).split())
    return text if text.isalnum() or len(text) == 1 else f"({text})"


# -- in words ----------------------------------------------------------------------------------------------------------


def _spoken(element: Element) -> str:
    match element.tag:
        case "mo":
            return f" {WORDS.get(_text(element), _text(element))} "
        case "mi" | "mn" | "mtext" | "ms":
            return f" {WORDS.get(_text(element), _text(element))} "
        case "mspace":
            return " "
        case "mfrac":
            return f" {_spoken(element[0])} {'choose' if _has_no_bar(element) else 'over'} {_spoken(element[1])} "
        case "msqrt":
            return f" square root of {' '.join(map(_spoken, element))} "
        case "mroot":
            return f" root {_spoken(element[1])} of {_spoken(element[0])} "
        case "mover" if _text(element[1]) in ACCENTS:
            return f" {_spoken(element[0])} {ACCENTS[_text(element[1])]} "
        case "msup" | "mover":
            return f" {_spoken(element[0])} {_power(element[1])} "
        case "msub" | "munder":
            return f" {_spoken(element[0])} {_below(element[0], element[1])} "
        case "msubsup" | "munderover":
            return _between(element)
        case "mtable":
            rows = (", ".join(_spoken(cell) for cell in row) for row in element)
            return "; ".join(f" row {number}: {row}" for number, row in enumerate(rows, 1))
    return " ".join(map(_spoken, element))


def _has_no_bar(element: Element) -> bool:
    """Whether a fraction is a binomial coefficient."""
    return (element.get("linethickness") or "1").strip("0") in ("", "px", "em", "pt")


def _power(element: Element) -> str:
    said = "".join(element.itertext()).strip()
    return POWERS.get(said) or f"to the {_spoken(element)}"


def _below(base: Element, element: Element) -> str:
    sign = _text(base).strip()
    if sign in ("lim", "max", "min"):
        return f"as {_spoken(element)} of"
    return f"over {_spoken(element)} of" if sign in BIG else f"sub {_spoken(element)}"


def _between(element: Element) -> str:
    base, low, high = element
    if _text(base).strip() in BIG:
        return f" {_spoken(base)} from {_spoken(low)} to {_spoken(high)} of "
    return f" {_spoken(base)} sub {_spoken(low)} {_power(high)} "

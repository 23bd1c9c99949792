"""What stands around an answer and is no part of it: ``P(X = 3) =``, ``dy/dx =``, a LaTeX box. It is blanked out.

Every sign keeps its place, so that an error still points at what was typed.
"""

from __future__ import annotations

import re

from mmready.maths.functions import canonical

__all__ = ["inside_brackets", "unboxed", "without_label"]

# Spaces are matched once and for all (``*+``): no text can make a pattern take long.
_WORD = r"[^\W\d](?:[^\W²³¹⁰-⁹]|[\u0300-\u036f]){0,11}"
_DRESS = r"\\(?:hat|bar|overline|vec|tilde|mathbf|mathbb|mathrm|operatorname|text|boldsymbol)"
_DRESSED = rf"{_DRESS}\s*+(?:\{{\s*+[^\W\d]\w{{0,11}}\s*+\}}|[a-zA-Z])"  # \hat{p}
_BEHIND = r"'{0,2}(?:_?\{\w++\})?\s*+(?:\([^()]*+\)|\[[^\[\]]*+\])?"  # f'(2), x_{12}, P(X = 3), E[X | Y = 1]
_OF_MATRIX = r"[A-Z]{1,3}\s*+\^\s*+(?:\{\s*+(?:-1|T|\\top)\s*+\}|\(-1\)|-1|T)"
_SLOPE = r"[d∂][^\W\d]?\w{0,2}\s*+/\s*+[d∂][^\W\d]\w{0,2}"  # dy/dx
_SLOPE_LATEX = r"\\d?frac\s*+\{\s*+(?:d|∂|\\partial)\s*+\w{0,3}\s*+\}\s*+\{\s*+(?:d|∂|\\partial)\s*+\w{1,3}\s*+\}"
_P_VALUE = r"[pP][ -]value"
_LABEL = re.compile(
    rf"[\s$]*+(?:\\[(\[])?\s*+"
    rf"(?:{_SLOPE_LATEX}|{_SLOPE}|{_OF_MATRIX}|{_P_VALUE}|(?:(?P<word>{_WORD})|{_DRESSED})\s*+{_BEHIND}|\([\w\s,]*+\))?"
    r"\s*+(?::=|=|≈|∈|\\approx\b|\\in\b|(?<=\s)in(?=\s*+[\[({]))(?![=/<>])"
)
_QUANTITIES = frozenset({"det", "rank", "tr", "trace"})  # of a matrix that is given, never asked for
_FUNCTION_WORDS = frozenset({"sqrt", "abs"})
_BOXED = re.compile(r"(?P<before>[\s$]*+)\\boxed\s*+\{(?P<inside>.*)\}[\s.$]*", re.DOTALL)


def without_label(text: str) -> str:
    """The text with ``x =`` at its start blanked out; unless more equations follow.

    ``ln(y) = 3`` keeps its left side: it is not said there what y is. So does ``x² = 4``.
    """
    match = _LABEL.match(text)
    if match is None or "=" in text[match.end() :] or not text[: match.end()].strip():
        return text
    word = match.group("word") or ""
    is_function = (canonical(word) is not None and len(word) > 1) or word in _FUNCTION_WORDS
    if is_function and word not in _QUANTITIES:
        return text
    return " " * match.end() + text[match.end() :]


def unboxed(text: str) -> str:
    """The text without a LaTeX box around the whole of it."""
    return inside_brackets(_BOXED.fullmatch(text), text, "{}") if "\\boxed" in text else text


def inside_brackets(match: re.Match[str] | None, text: str, brackets: str) -> str:
    """What the pattern found in the brackets around the rest; the text as it is where its last one closes another."""
    if match is None:
        return text
    opened, (start, end) = 0, match.span("inside")
    for sign in text[start:end]:
        opened += (sign == brackets[0]) - (sign == brackets[1])
        if opened < 0:
            return text
    return match.group("before").ljust(start) + text[start:end].ljust(len(text) - start)

"""Signs that are not ASCII, and what they stand for. Each stands for one sign, so places in the text stay true."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = {
    "-": "−–—‐‑‒﹣－⁻",
    "+": "＋﹢",
    "*": "×·⋅∙•∗✕✖⨯＊",
    "/": "÷∕⁄／",
    "^": "＾",
    "=": "＝﹦",
    "<": "＜﹤",
    ">": "＞﹥",
    "(": "（﹙❨",
    ")": "）﹚❩",
    "[": "［",
    "]": "］",
    "{": "｛",
    "}": "｝",
    "|": "｜∣",
    ",": "，",
    ";": "；",
    ".": "．",
    "!": "！",
    "%": "％",
    "'": "’′ʹ＇",
    "√": "",
    " ": "\u00a0\u2007\u202f\u3000\u2009\u2003\u2002\u200a\t\r\u2006\u2005\u2004\u2008\u205f",
    "e": "ℯ",
    "i": "ⅈ",
    "⟨": "〈〈",
    "⟩": "〉〉",
    "≤": "⩽≦",
    "≥": "⩾≧",
    "∞": "",
    "∖": "⧵",
}
_SINGLE = {sign: plain for plain, signs in _ALIKE.items() for sign in signs}
_SINGLE["⁻"] = "⁻"  # a raised minus stays raised

INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad")
"""Signs without width that come along when text is copied; they are skipped."""

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣᵀ", "0123456789+-()nixT", strict=True))
ROOTS = {"²": "√", "³": "∛", "⁴": "∜"}
"""What stands before √ for its degree."""

LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ₙᵢₓₖⱼ", "0123456789nixkj", strict=True))
PARTS = {  # fraction signs
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip


@lru_cache(maxsize=1024)
def _plain(sign: str) -> str:
    if sign in _SINGLE:
        return _SINGLE[sign]
    if sign in RAISED or sign in LOWERED or sign in PARTS:
        return sign
    folded = unicodedata.normalize("NFKC", sign)  # letters of other alphabets of mathematics: 𝑥 is x
    return folded if len(folded) == 1 else sign


def plain_signs(text: str) -> str:
    """The text with every sign replaced by the plain one it stands for; the length stays the same."""
    return text if text.isascii() and "\t" not in text and "\r" not in text else "".join(map(_plain, text))

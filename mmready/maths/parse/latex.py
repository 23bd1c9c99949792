"""LaTeX commands, and what they stand for."""

from __future__ import annotations

import re

SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "±", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=",
    "geq": ">=", "geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "cup": "union", "cap": "intersection",
    "setminus": "difference", "in": "in", "langle": "⟨", "rangle": "⟩", "lvert": "|", "rvert": "|", "vert": "|",
    "mid": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖", "lbrace": r"\{", "rbrace": r"\}", "lbrack": "[",
    "rbrack": "]", "degree": "°", "circ": "°", "colon": ":", "emptyset": "∅", "varnothing": "∅",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "prime": "'",
}  # fmt: skip
KEYWORDS = {"land": "and", "wedge": "and", "lor": "or", "vee": "or", "lnot": "not", "neg": "not"}
WORDS = {"bmod": "mod", "top": "T", "intercal": "T"}
CONSTANTS = {"infty": "inf", "pi": "pi", "e": "e", "i": "i", "imath": "i", "mathrm e": "e"}
COMMANDS = {
    "frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "sqrt": "sqrt", "binom": "binom",
    "dbinom": "binom", "tbinom": "binom", "overline": "overline", "bar": "overline",
}  # fmt: skip
SKIPPED = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle limits quad qquad , ; : ! ( ) [ ]".split()
) | {" ", "\n"}
TEXT_COMMAND = re.compile(
    r"\\(?:operatorname|mathrm|text|textrm|mathbf|mathit|mathsf|boldsymbol|mathbb)\*?\s*\{\s*([A-Za-z ]*?)\s*\}"
)
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{\s*(?:(?:[pbvBV]|small)?matrix|array)\*?\s*\}(?:\s*\{[lcr|]*\})?")

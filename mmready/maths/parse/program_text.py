"""What a programmer pastes: ``np.sqrt(2)``, ``np.array([1, 2])``, and arrays as NumPy prints them.

Every sign keeps its place, so that an error still points at what was typed.
"""

from __future__ import annotations

import re

from mmready.maths.parse.labels import inside_brackets

__all__ = ["without_array", "without_module"]

_MODULE = re.compile(r"(?<![A-Za-z_])(?:np|numpy|math)\.(?=[A-Za-z])")
_ARRAY = re.compile(r"(?P<before>\s*+)(?:[A-Za-z]\w{0,9}\.)?(?:array|[mM]atrix)\s*+\((?P<inside>.*)\)\s*", re.DOTALL)
_NUMBER = r"[-+−]?(?:\d++\.?\d*+|\.\d++)(?:e[-+]?\d++)?"
_PRINTED_ROW = re.compile(rf"\[[ \t]*+{_NUMBER}(?:[ \t]++{_NUMBER})++[ \t]*+\]")
_NEXT_ROW = re.compile(r"(?<=\])[^\S\n]*+\n\s*+(?=\[)")
_GAP = re.compile(r"(?<=[\d.])\s(?=\s*[-+−.\d])")


def without_module(text: str) -> str:
    """``np.sqrt(2)`` as ``sqrt(2)``."""
    return _MODULE.sub(lambda found: " " * len(found.group()), text) if "." in text else text


def without_array(text: str) -> str:
    """``np.array([1, 2])`` as ``[1, 2]``, and the rows of ``[[1 -2]`` and ``[3 4]]`` with their commas."""
    if "a" in text:
        text = inside_brackets(_ARRAY.fullmatch(text), text, "()")
    if "[" not in text:
        return text
    text = _PRINTED_ROW.sub(lambda row: _GAP.sub(",", row.group()), text)
    return _NEXT_ROW.sub(lambda gap: "," + gap.group()[1:].replace("\n", " "), text)

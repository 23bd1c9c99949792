"""Numbers and tolerances as other systems write them → as question files hold them."""

from __future__ import annotations

import math
import re

from mmready.export.fields import decimal

__all__ = ["as_number", "shown", "tolerance_mark"]

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def as_number(text: str) -> float | None:
    """The number that a text is, None where it is none; a decimal comma is taken too."""
    text = text.strip().replace("−", "-")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not NUMBER.fullmatch(text) or len(text) > 60:
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def shown(value: float) -> str:
    """A number in the mathematical language, without a power of ten."""
    text = decimal(value)
    mantissa, mark, power = text.partition("e")
    return f"{mantissa}*10^({power})" if mark else mantissa


def tolerance_mark(value: float, room: float) -> dict[str, str]:
    """The field ``mark`` for an answer that may be off by ``room``."""
    room = abs(room) if math.isfinite(room) else 0.0
    if not room:
        return {} if value == int(value) else {"tolerance": "0"}
    return {"tolerance": f"{room:.12g}" if room >= 1e-4 else f"{room:.15f}".rstrip("0") if room >= 1e-12 else "0"}

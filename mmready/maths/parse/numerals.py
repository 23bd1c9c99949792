"""Numbers as they are typed: digits, decimals, powers of ten, groups of three digits."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

_MOST_DIGITS = 400
_LARGEST_EXPONENT = 400
THOUSANDS = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+|(?:\{,\}\d{3})+)(?!\d)(?:\.\d*)?")
DECIMAL_COMMA = re.compile(r"\d+,\d+(?:[eE][+-]?\d+)?")


@lru_cache(maxsize=1024)
def value_of(digits: str) -> Fraction | None:
    """The exact value of ``12``, ``1.50`` or ``2e-3``; None where it has too many digits."""
    mantissa, _, power = digits.lower().partition("e")
    if len(mantissa) > _MOST_DIGITS or len(power) > 5 or (power and abs(int(power)) > _LARGEST_EXPONENT):
        return None
    whole, _, decimals = mantissa.partition(".")
    value = Fraction(int(whole + decimals or "0"), 10 ** len(decimals))
    return value * Fraction(10) ** int(power) if power else value

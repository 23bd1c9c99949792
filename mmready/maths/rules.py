"""The house rules of reading and comparing: each is an option, and this is where its default is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What is a matter of convention.

    Reading:

    - ``decimal_comma``: ``1,5`` is 3/2, and entries of lists are then parted by ``;``. Off.
    - ``thousands``: ``1,000.5`` and ``1 000.5`` outside brackets are 1000.5 (exactly three digits after each comma or
      space). On.
    - ``mixed_numbers``: ``2 1/3`` is 7/3 (a whole number, a space, a proper fraction). On.
    - ``log_base``: what ``log`` without a base means, ``"e"`` or ``"10"``. ``"e"``, as in all courses here.
    - ``imaginary_units``: names read as √−1 where they are not declared. ``i``.
    - ``juxtaposition_first``: ``1/2x`` is 1/(2x). Off: it is (1/2)x, products and quotients go from left to right.
    - ``letter_numbers``: ``x1`` is one name (with a subscript). On.

    Comparing:

    - ``real_roots``: ``(-8)^(1/3)`` is −2, the real root for an odd denominator. On; off means the principal root.
      It is never used where a variable is declared complex.
    """

    decimal_comma: bool = False
    thousands: bool = True
    mixed_numbers: bool = True
    log_base: str = "e"
    imaginary_units: tuple[str, ...] = ("i",)
    juxtaposition_first: bool = False
    letter_numbers: bool = True
    real_roots: bool = True


DEFAULT = Rules()

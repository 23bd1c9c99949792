"""The house rules of reading and comparing: each is an option, and this is where its default is written down."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Rules:
    """What is a matter of convention; ``docs/marking.md`` has the same table for authors.

    Reading:

    - ``decimal_comma``: ``1,5`` is 3/2, and entries of lists are then parted by ``;``. Off.
    - ``thousands``: ``1,000.5``, ``1 000.5`` and ``1'000.5`` outside brackets are 1000.5 (exactly three digits after
      each comma, space or apostrophe). On.
    - ``mixed_numbers``: ``2 1/3`` is 7/3 (a whole number, a space, a proper fraction). On.
    - ``log_base``: what ``log`` without a base means, ``e`` or ``10``. ``e``, as in all courses here.
    - ``angles``: what ``sin(30)`` is the sine of, ``radians`` or ``degrees``; ``30°`` is always degrees. ``radians``.
    - ``imaginary_units``: names read as √−1 where they are not declared. ``i``.
    - ``undeclared_j``: so is ``j`` where it can be no letter: in numbers, and where letters have to be declared. On.
    - ``bare_functions``: ``sin 2x cos y`` is sin(2x) cos(y). On; off asks for brackets.
    - ``letter_brackets``: ``f(x)`` is a product where f is not declared as a function. On; off asks back.
    - ``juxtaposition_first``: ``1/2x`` is 1/(2x). Off: it is (1/2)x, products and quotients go from left to right.
    - ``letter_numbers``: ``x1`` is one name (with a subscript). On.
    - ``any_case``: ``X`` is the declared ``x``. Off.
    - ``plus_joins_sets``: ``{1} + {2}`` is {1, 2}. Off.

    Comparing:

    - ``real_roots``: ``(-8)^(1/3)`` is −2, the real root for an odd denominator. On; off means the principal root.
      It is never used where a variable is declared complex.
    - ``positive_bases``: a power with a letter in its exponent has a positive base, so ``(a^b)^c`` is ``a^(bc)``. Off.
    - ``same_domain``: an answer has to be defined wherever the key is, so ``sqrt(x)^2`` is not ``|x|``. Off: two
      expressions are the same where both are defined.
    - ``rounded_decimals``: a decimal of at least so many significant digits stands for every number that rounds to it.
      0: never; 0.333 is not 1/3.
    - ``any_bracket``: ``(1, 2)``, ``[1, 2]`` and ``<1, 2>`` are one vector. On.
    - ``array_products``: a product of matrices may be left to be worked out. Off.
    - ``count_roots``: ``(x - 1)^2 = 0`` is not ``x = 1``. Off: equations with the same solutions are the same.
    - ``cancel_letters``: ``x y = 2x`` is ``y = 2``. Off: x = 0 is a solution too.
    - ``bare_values``: ``1`` answers ``k = 1``, ``(0, 1)`` answers ``0 < k < 1``. Off.
    """

    decimal_comma: bool = False
    thousands: bool = True
    mixed_numbers: bool = True
    log_base: str = "e"
    angles: str = "radians"
    imaginary_units: tuple[str, ...] = ("i",)
    undeclared_j: bool = True
    bare_functions: bool = True
    letter_brackets: bool = True
    juxtaposition_first: bool = False
    letter_numbers: bool = True
    any_case: bool = False
    plus_joins_sets: bool = False
    real_roots: bool = True
    positive_bases: bool = False
    same_domain: bool = False
    rounded_decimals: int = 0
    any_bracket: bool = True
    array_products: bool = False
    count_roots: bool = False
    cancel_letters: bool = False
    bare_values: bool = False

    def __hash__(self) -> int:  # quicker than that of all fields, which is asked for with every text
        return hash((self.decimal_comma, self.log_base, self.angles, self.real_roots))


DEFAULT = Rules()
_WORDS = {"log_base": ("e", "10"), "angles": ("radians", "degrees")}
_SWITCH = {"on": True, "yes": True, "off": False, "no": False}


def read_rules(text: str) -> Rules:
    """The rules that a question states: ``"decimal_comma on, log_base 10"``; what is not named keeps its default.

    Raises ValueError that says which rules and values there are.

    >>> read_rules("log_base 10, thousands off").log_base
    '10'
    """
    known = {field.name: field.default for field in fields(Rules)}
    changes: dict[str, object] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = part.partition(" ")
        if name not in known:
            raise ValueError(f"there is no rule {name!r}; the rules are {', '.join(known)}")
        changes[name] = _value(name, value.strip(), known[name])
    return replace(DEFAULT, **changes)  # type: ignore[arg-type]


def _value(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        if text not in _SWITCH:
            raise ValueError(f"{name} is on or off, not {text!r}")
        return _SWITCH[text]
    if isinstance(default, int):
        if not text.isdecimal() or int(text) > 40:
            raise ValueError(f"{name} is a whole number from 0 to 40, not {text!r}")
        return int(text)
    if isinstance(default, tuple):
        return tuple(text.split())
    if text not in _WORDS[name]:
        raise ValueError(f"{name} is {' or '.join(_WORDS[name])}, not {text!r}")
    return text

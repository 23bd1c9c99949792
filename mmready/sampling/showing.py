"""Placeholders to text: LaTeX in formulas, Python in code, plain text elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from mmready.maths import tree
from mmready.maths.display import POWER, SUM, latex, tightness
from mmready.maths.functions import GREEK_NAMES
from mmready.maths.tree import Node
from mmready.sampling.markdown import FORMATS, Context, Placeholder, code_block, fill
from mmready.sampling.printing import plain_text, python_text
from mmready.sampling.rational import NotRational, work_out
from mmready.sampling.tidy import decimal_number, is_sum_of_numbers
from mmready.sampling.world import World

__all__ = ["Showing", "print_tree"]

LETTER = re.compile(rf"(?:[A-Za-z]|lam|{'|'.join(sorted(GREEK_NAMES))})(?:_?\d+|_\w+)?")
FORMULA_FACTORS = (r"\cdot", r"\times")
CODE_FACTORS = ("*", "/", "%")
# a negative factor after a name would read as a function's argument
FACTOR_SIGN = re.compile(r"((?<![\\A-Za-z])[A-Za-z]|[0-9})]) (\(-|\\left\(-)")
DIGITS = {"round": (1, 15), "fixed": (0, 15)}


class Showing:
    """Fills the texts of one draw. ``words`` are names that stand for text: stories, a printed output, a program."""

    def __init__(self, world: World, answer: Node | None = None, words: Mapping[str, str] | None = None) -> None:
        self.world = world
        self.answer = answer
        self.words = {**world.stories, **(words or {})}
        self._path = ""

    def text(self, text: str, path: str, context: Context | None = None) -> str:
        """The text with its placeholders filled; ``context`` says what all of it is, where it is no Markdown.

        What cannot be shown is an AuthorError at ``path``.
        """
        if "{{ " not in text:
            return text
        self._path = path
        with self.world.recipe.at(path, self.world.drawn):
            return fill(text, self._shown, context)

    def signature(self, text: str) -> str:
        """The text with every placeholder replaced by its value, so that two alike texts can be told."""
        return fill(text, lambda placeholder: self._value_key(placeholder))

    def _value_key(self, placeholder: Placeholder) -> str:
        name = placeholder.expression
        if name in self.words:
            return self.words[name]
        try:
            return repr(self.world.settle(self._tree(name)))
        except ValueError:
            return self._shown(placeholder)

    def _tree(self, expression: str) -> Node:
        if expression == "answer" and self.answer is not None:
            return self.answer
        node = self.world.recipe.tree(expression, self._path)
        if self.answer is not None:
            node = tree.substitute(node, {"answer": self.answer})
        self._check_names(node)
        return node

    def _check_names(self, node: Node) -> None:
        """A word that nothing gives a meaning would print as itself: refuse it. A letter may stand for itself."""
        for name in tree.names(node):
            if name in self.words:
                raise ValueError(f"{name!r} is text here and cannot stand in an expression")
            if name not in self.world.recipe.known and not LETTER.fullmatch(name):
                raise ValueError(f"unknown name {name!r}; known are {', '.join(sorted(self.world.recipe.known))}")

    def _shown(self, placeholder: Placeholder) -> str:
        name, context = placeholder.expression, placeholder.context
        if name.startswith("?"):
            return f"[[{name}]]"
        if name in self.words:
            return self._word(placeholder)
        if placeholder.format and placeholder.format not in FORMATS:
            raise ValueError(f"unknown format {placeholder.format!r}; the formats are {', '.join(FORMATS)}")
        node = self._tree(name)
        if placeholder.format == "row":
            return self._row(node, context)
        if placeholder.format == "percent":
            return print_tree(self._percent(node), context) + (r"\%" if context == "formula" else "%")
        return _joined(self._formatted(node, placeholder), placeholder)

    def _word(self, placeholder: Placeholder) -> str:
        if placeholder.format:
            raise ValueError(f"{placeholder.expression!r} is text and takes no format, got {placeholder.format!r}")
        word = self.words[placeholder.expression]
        return code_block(word) if placeholder.expression == "program" and placeholder.context == "plain" else word

    def _formatted(self, node: Node, placeholder: Placeholder) -> Node:
        match placeholder.format:
            case "":
                return self._as_written(node, placeholder.context)
            case "value":
                return self.world.shown_value(node)
            case "round" | "fixed":
                return self._rounded(node, placeholder)
        return self._rewritten(node, placeholder.format)

    def _as_written(self, node: Node, context: Context) -> Node:
        """Drawn numbers put in. Outside formulas plain arithmetic is worked out: ``line {{ n + 1 }}`` is line 4."""
        written = self.world.put_in(node)
        if context == "formula" or not is_sum_of_numbers(written):
            return written
        try:
            found = work_out(written, {})
        except NotRational:
            return written
        return (decimal_number(found) or written) if isinstance(found, Fraction) else written

    def _rewritten(self, node: Node, format: str) -> Node:
        import sympy

        from mmready.sampling.back import to_tree

        value = self.world.exact(node)
        change = sympy.expand if format == "expand" else sympy.factor
        changed = value.applyfunc(change) if isinstance(value, sympy.MatrixBase) else change(value)
        return to_tree(changed)

    def _row(self, node: Node, context: Context) -> str:
        written = self.world.put_in(node)
        if not isinstance(written, tree.Vector):
            written = self.world.shown_value(node)
        if not isinstance(written, tree.Vector):
            raise ValueError("the format row takes a vector")
        if context == "code":
            return print_tree(written, "code")
        return f"({', '.join(print_tree(item, context) for item in written.items)})"

    def _percent(self, node: Node) -> Node:
        share = self.world.number(node) * 100
        exact = decimal_number(share, places=6) if isinstance(share, Fraction) else None
        return exact or _significant(share, 3)

    def _rounded(self, node: Node, placeholder: Placeholder) -> Node:
        low, high = DIGITS[placeholder.format]
        digits = placeholder.digits
        if digits is None or not low <= digits <= high:
            raise ValueError(
                f"{placeholder.format} takes a number of digits from {low} to {high}: {{{{ x | round 3 }}}}"
            )
        change = _significant if placeholder.format == "round" else _fixed
        settled = self.world.settle(node)
        return _each_number(settled, lambda part: change(self.world.number(part), digits))


def print_tree(node: Node, context: Context) -> str:
    """The tree as it prints in a formula, in code, or in plain text."""
    if context == "code":
        return python_text(node)
    node = tree.map_tree(node, _powers_of_e)
    if context == "plain":
        return plain_text(node)
    return FACTOR_SIGN.sub(r"\1 \\cdot \2", latex(node, columns=True))


def _joined(node: Node, placeholder: Placeholder) -> str:
    """The tree as it prints where it stands, in brackets where its neighbours would tear it apart: ``(-3)^2``."""
    text = print_tree(node, placeholder.context)
    if placeholder.context == "plain" or tightness(node) < SUM:
        return text
    before, after = placeholder.before, placeholder.after
    formula = placeholder.context == "formula"
    factors = FORMULA_FACTORS if formula else CODE_FACTORS
    loose = tightness(node) == SUM
    torn = after.startswith("^" if formula else "**") and (loose or text.startswith("-") or tightness(node) < POWER)
    torn = torn or (loose and (before.endswith((*factors, "-")) or after.startswith(factors)))
    torn = torn or (formula and text.startswith("-") and before.endswith((*factors, "-", "+")))
    if not torn:
        return text
    return rf"\left({text}\right)" if formula and "\\frac" in text else f"({text})"


def _powers_of_e(node: Node) -> Node:
    match node:
        case tree.Call("exp", (exponent,)):
            return tree.Binary("^", tree.Constant("e"), exponent)
    return node


def _each_number(node: Node, change: Any) -> Node:
    """``change`` applied to a number, or to each entry of a vector, matrix, set or interval."""
    if isinstance(node, tree.Vector | tree.Matrix | tree.SetOf | tree.Interval | tree.Comparison):
        return tree.rebuild(node, lambda part: _each_number(part, change))
    found: Node = change(node)
    return found


def _significant(value: Any, digits: int) -> Node:
    fraction = _as_fraction(value)
    if fraction == 0:
        return tree.ZERO
    places, size = 0, abs(fraction)
    while size >= 10:
        size, places = size / 10, places - 1
    while size < 1:
        size, places = size * 10, places + 1
    rounded = _half_up(abs(fraction) * Fraction(10) ** (digits - 1 + places))
    if len(str(rounded)) > digits:  # 9.996 to three figures is 10.0
        rounded, places = rounded // 10, places - 1
    return _decimal(rounded, digits - 1 + places, fraction < 0)


def _fixed(value: Any, digits: int) -> Node:
    fraction = _as_fraction(value)
    return _decimal(_half_up(abs(fraction) * 10**digits), digits, fraction < 0)


def _decimal(digits: int, places: int, negative: bool) -> Node:
    if places <= 0:
        text = str(digits * 10**-places)
    else:
        padded = str(digits).rjust(places + 1, "0")
        text = f"{padded[:-places]}.{padded[-places:]}"
    size = tree.Number(Fraction(text), text)
    return tree.Negation(size) if negative and digits else size


def _half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def _as_fraction(value: Any) -> Fraction:
    """The value as a fraction, exact or to 40 digits."""
    if isinstance(value, Fraction):
        return value
    number = value.evalf(40)
    if not number.is_Number or not number.is_real or not number.is_finite:
        raise ValueError(f"expected a number, got {value}")
    return Fraction(re.sub(r"\s", "", str(number)))

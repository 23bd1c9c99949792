"""Drawn numbers put into a formula are tidied, and nothing else is changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mmready.maths.parse import parse
from mmready.maths.tree import Vector, number, substitute
from mmready.sampling.printing import python_text
from mmready.sampling.showing import print_tree
from mmready.sampling.tidy import decimal_number, tidy

VALUES = {
    "a": number(-3),
    "b": number(1),
    "c": number(0),
    "d": number(2),
    "m": number(-1),
    "w": Vector((number(1), number(-2))),
}


def put_in(text):
    return tidy(substitute(parse(text, author=True), VALUES))


@pytest.mark.parametrize(
    ("text", "latex", "plain", "python"),
    [
        ("x + a", "x - 3", "x - 3", "x - 3"),
        ("x - a", "x + 3", "x + 3", "x + 3"),
        ("-a", "3", "3", "3"),
        ("b*x", "x", "x", "x"),
        ("m*x", "-x", "-x", "-x"),
        ("x^b", "x", "x", "x"),
        ("x + c", "x", "x", "x"),
        ("c*x + d*y", "2 y", "2y", "2*y"),
        ("a*x^2 + b*x + c", "-3 x^{2} + x", "-3x^2 + x", "-3*x**2 + x"),
        ("a^d", "(-3)^{2}", "(-3)^2", "(-3)**2"),
        ("d*a", r"2 \cdot (-3)", "2·(-3)", "2*(-3)"),
        ("x*a", r"x \cdot (-3)", "x·(-3)", "x*(-3)"),
        ("a*d", r"-3 \cdot 2", "-3·2", "-3*2"),
        ("a + d*x", "-3 + 2 x", "-3 + 2x", "-3 + 2*x"),
        ("d - a*x", "2 + 3 x", "2 + 3x", "2 + 3*x"),
        ("d*(x - a)^2/2", r"\frac{2 (x + 3)^{2}}{2}", "2(x + 3)^2/2", "2*(x + 3)**2/2"),
        ("a/d", r"-\frac{3}{2}", "-3/2", "-3/2"),
        ("d/a", r"-\frac{2}{3}", "-2/3", "-2/3"),
        ("x/b", "x", "x", "x"),
        ("(x - d)*(x + d)", "(x - 2) (x + 2)", "(x - 2)(x + 2)", "(x - 2)*(x + 2)"),
        ("x + (a + y)", "x - 3 + y", "x - 3 + y", "x - 3 + y"),
        ("x - (a + y)", "x - (-3 + y)", "x - (-3 + y)", "x - (-3 + y)"),
        ("exp(a*x)", "e^{-3 x}", "e^(-3x)", "exp(-3*x)"),
        ("w", r"\begin{pmatrix}1 \\ -2\end{pmatrix}", "(1, -2)", "[1, -2]"),
        ("w[2]*x", "-2 x", "-2x", "-2*x"),
        ("[[1, a], [b, c]]", r"\begin{pmatrix}1 & -3 \\ 1 & 0\end{pmatrix}", "[[1, -3], [1, 0]]", "[[1, -3], [1, 0]]"),
        ("lam*x_1", r"\lambda x_{1}", "λ·x_1", "lam*x_1"),
        ("a < x <= d", r"-3 < x \le 2", "-3 < x ≤ 2", "-3 < x <= 2"),
        ("x = d", "x = 2", "x = 2", "x == 2"),
        ("piecewise(x if x < d, c)", None, "piecewise(x if x < 2, 0)", "(x if x < 2 else 0)"),
        ("abs(x - a)", r"\left| x + 3 \right|", "|x + 3|", "abs(x + 3)"),
        ("ln(x)!", None, "ln(x)!", "factorial(log(x))"),
    ],
)
def test_formula_prints_as_written_and_tidied(text, latex, plain, python):
    node = put_in(text)
    if latex is not None:
        assert print_tree(node, "formula") == latex
    assert print_tree(node, "plain") == plain
    assert python_text(node) == python


@pytest.mark.parametrize(
    "text",
    ["d*x + d*x", "(x + y)^d", "x*(y + d)", "y + x", "x^2 + x^3", "d*x/d", "(x + b)*(x - b)", "sqrt(d)/d", "sin(x)^d"],
)
def test_nothing_is_expanded_reordered_or_reduced(text):
    shown = print_tree(put_in(text), "plain")
    assert [sign for sign in shown if sign in "xy+/"] == [sign for sign in text if sign in "xy+/"]


@pytest.mark.parametrize(
    ("value", "text"), [("1/20", "0.05"), ("-3/2", "-1.5"), ("4", "4"), ("1/3", None), ("1/8", "0.125")]
)
def test_a_fraction_shows_as_a_decimal_where_that_ends(value, text):
    node = decimal_number(Fraction(value))
    assert (None if node is None else python_text(node)) == text

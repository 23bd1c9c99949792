"""Formulas on one line, to read and to hear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.report.linear import plain_formula, spoken_formula
from mmready.report.markdown import to_plain, to_spoken


@pytest.mark.parametrize(
    ("latex", "plain", "spoken"),
    [
        (r"\frac{x^{2}+1}{3}", "(x^2 + 1)/3", "x squared plus 1 over 3"),
        (r"\frac{1}{2}", "1/2", "1 over 2"),
        (r"\int_{0}^{1} f(x)\,dx", "∫_0^1 f(x) dx", "integral from 0 to 1 of f ( x ) d x"),
        (r"\sqrt{x}", "sqrt(x)", "square root of x"),
        (r"\lim_{x\to 0}\frac{\sin x}{x}", "lim_(x → 0) (sin x)/x", "lim as x goes to 0 of sin x over x"),
        (r"P(A\mid B) = -2", "P(A|B) = -2", "P ( A given B ) equals minus 2"),
        (r"\bar{X}_n", "bar(X)_n", "X bar sub n"),
        (r"f'(x)", "f'(x)", "f prime ( x )"),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", "[1, 2; 3, 4]", "[ row 1: 1 , 2 ; row 2: 3 , 4 ]"),
        (r"x \le 3", "x ≤ 3", "x is at most 3"),
        (r"A^T", "A^T", "A transpose"),
        (r"\dbinom{7}{3} = 35", "(7 choose 3) = 35", "( 7 choose 3 ) equals 35"),
    ],
)
def test_formula_on_one_line(latex, plain, spoken):
    assert plain_formula(latex) == plain
    assert spoken_formula(latex) == spoken


@given(st.text(max_size=40))
def test_any_text_is_read_somehow(latex):
    assert isinstance(plain_formula(latex), str)
    assert isinstance(spoken_formula(latex), str)


def test_sentence_with_formulas():
    text = "If $x^2 = 4$, then **either** $x = 2$ or `x == -2`."
    assert to_plain(text) == "If x^2 = 4, then either x = 2 or x == -2."
    assert to_spoken(text) == "If x squared equals 4, then either x equals 2 or x == -2."

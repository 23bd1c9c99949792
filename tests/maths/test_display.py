"""What is printed reads back as the same value, and looks as written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from mmready.maths.display import latex, latex_name, plain
from mmready.maths.parse import parse
from mmready.maths.speech import spoken
from mmready.maths.tree import Binary, Name, Negation, Node, Number, Piecewise, Vector, map_tree, substitute
from tests.maths import strategies


def _bare(node: Node) -> Node:
    """Without what does not change the value: signs of products, digits as typed, fractions and negative numbers."""
    if isinstance(node, Binary):
        return Binary(node.operator, node.left, node.right)
    if isinstance(node, Number) and node.value.denominator != 1 and "." not in node.text:
        return Binary("/", Number(Fraction(node.value.numerator)), Number(Fraction(node.value.denominator)))
    if isinstance(node, Number):
        return Number(node.value)
    if isinstance(node, Vector):
        return Vector(node.items, "")
    return node


@given(strategies.statements)
def test_plain_text_reads_back_as_the_same_tree(tree: Node) -> None:
    text = plain(tree)
    again = parse(text, variables=strategies.LETTERS)
    assert map_tree(again, _bare) == map_tree(tree, _bare)
    assert plain(again) == text


@given(strategies.expressions)
def test_latex_of_an_expression_reads_back_as_plain_does(tree: Node) -> None:
    if isinstance(tree, Piecewise):
        return
    text = latex(tree)
    assert text.count("{") == text.count("}")
    assert text.count(r"\left") == text.count(r"\right")
    parse(text, variables=strategies.LETTERS)


@given(strategies.statements)
def test_everything_can_be_spoken(tree: Node) -> None:
    words = spoken(tree)
    assert words
    assert "\\" not in words
    assert words == words.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2*x", "2 x"),
        ("2*3", r"2 \cdot 3"),
        ("x/(y+1)", r"\frac{x}{y + 1}"),
        ("(x+1)^2", "(x + 1)^{2}"),
        ("(1/2)^x", r"\left(\frac{1}{2}\right)^{x}"),
        ("sin^2 x", r"\sin^{2}(x)"),
        ("sqrt(x)", r"\sqrt{x}"),
        ("sqrt(x)^3", r"\sqrt{x}^{3}"),
        ("root(x, 3)", r"\sqrt[3]{x}"),
        ("|x|", r"\left| x \right|"),
        ("a - (-b)", "a - (-b)"),
        ("-(a+b)", "-(a + b)"),
        ("0.50", "0.50"),
        ("2e-3", r"2 \cdot 10^{-3}"),
        ("12%", r"12\%"),
        ("n!", "n!"),
        ("C(n, k)", r"\binom{n}{k}"),
        ("[0, inf)", r"[0, \infty)"),
        ("(0, 1) U {2}", r"(0, 1) \cup \{2\}"),
        ("x <= 2 or x > 3", r"x \le 2 \text{ or } x > 3"),
        ("[[1, 2], [3, 4]]", r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix}"),
        ("log_2(x)", r"\log_{2}(x)"),
        ("x'", "x'"),
    ],
)
def test_latex_looks_as_in_books(text: str, shown: str) -> None:
    assert latex(parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("integrate(x^2, x, 0, 1)", r"\int_{0}^{1} x^{2} \, dx"),
        ("sum(k, k, 1, n)", r"\sum_{k=1}^{n} k"),
        ("diff(f, x)", r"\frac{d}{dx} (f)"),
        ("limit(1/x, x, inf)", r"\lim_{x \to \infty} \frac{1}{x}"),
        ("inverse(P)*A*transpose(P)", "P^{-1} A P^{T}"),
        ("det(A)", r"\det(A)"),
    ],
)
def test_latex_of_the_authors_functions(text: str, shown: str) -> None:
    assert latex(parse(text, author=True, variables=["A", "P", "f", "x", "k", "n"])) == shown


def test_vectors_are_printed_upright_where_wanted() -> None:
    tree = parse("[1, 2]", author=True)
    assert latex(tree) == "[1, 2]"
    assert latex(tree, columns=True) == r"\begin{pmatrix}1 \\ 2\end{pmatrix}"


def test_numbers_put_in_keep_their_brackets() -> None:
    tree = substitute(parse("x^2 - x"), {"x": Negation(Number(Fraction(3)))})
    assert plain(tree) == "(-3)^2 - (-3)"
    assert plain(substitute(parse("x^2"), {"x": Number(Fraction(1, 2))})) == "(1/2)^2"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("theta", r"\theta"),
        ("lam", r"\lambda"),
        ("x1", "x_{1}"),
        ("sigma_X", r"\sigma_{X}"),
        ("rate", r"\mathrm{rate}"),
    ],
)
def test_names_in_latex(name: str, shown: str) -> None:
    assert latex_name(name) == shown
    assert latex(Name(name)) == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x^2", "x squared"),
        ("1/(x+1)", "fraction 1 over x plus 1 end fraction"),
        ("sqrt(x)", "square root of x end root"),
        ("sin(x)", "sine of x"),
        ("x <= 2", "x is at most 2"),
        ("[0, 1)", "interval from 0 included to 1 not included"),
        ("{}", "the empty set"),
        ("[[1, 2], [3, 4]]", "2 by 2 matrix, row 1: 1, 2; row 2: 3, 4; end matrix"),
        ("2(x+1)", "2 times open bracket x plus 1 close bracket"),
        ("-(x+1)", "minus open bracket x plus 1 close bracket"),
    ],
)
def test_spoken_words_are_unambiguous(text: str, words: str) -> None:
    assert spoken(parse(text)) == words

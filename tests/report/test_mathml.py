"""LaTeX becomes MathML that is safe, complete, and set as a mathematician would."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.report.mathml import ATTRIBUTES, TAGS, formula


def tree(latex: str, display: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(formula(latex, display))


def texts(latex: str, tag: str) -> list[str]:
    return [element.text or "" for element in tree(latex).iter(tag)]


@pytest.mark.parametrize(
    ("latex", "tag"),
    [
        (r"\frac{1}{2}", "mfrac"),
        (r"x^{2}", "msup"),
        (r"x_{1}", "msub"),
        (r"\sqrt{x}", "msqrt"),
        (r"\sqrt[3]{x}", "mroot"),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", "mtable"),
        (r"\begin{cases}1 & x<0\\2 & \text{otherwise}\end{cases}", "mtext"),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "mtable"),
    ],
)
def test_structure_is_there(latex, tag):
    assert tree(latex).find(f".//{tag}") is not None


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\color{red}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        "x & y < z",
        r"\frac{1",
        "{" * 2000,
        "\\",
        "",
    ],
)
def test_nothing_but_mathematics_comes_out(latex):
    shown = formula(latex)
    root = ElementTree.fromstring(shown)
    for element in root.iter():
        assert element.tag in TAGS | {"code"}
        assert set(element.attrib) <= ATTRIBUTES | {"class"}
    assert "<script" not in shown
    assert "<img" not in shown


@given(st.text(max_size=60))
def test_any_text_gives_well_formed_markup_of_known_tags(latex):
    cleaned = "".join(character for character in latex if character.isprintable())
    assert {element.tag for element in ElementTree.fromstring(formula(cleaned)).iter()} <= TAGS | {"code"}


def test_name_of_a_function_stands_apart_from_its_argument():
    row = tree(r"2\sin x")[0]
    assert [child.tag for child in row] == ["mn", "mspace", "mi", "mspace", "mi"]
    assert "mspace" not in [child.tag for child in tree(r"\sin(x)")[0]]


@pytest.mark.parametrize("latex", [r"\mathrm{Var}(X)", r"\operatorname{Var}(X)"])
def test_named_operator_is_one_upright_identifier(latex):
    assert "Var" in texts(latex, "mi")


@pytest.mark.parametrize("latex", ["x = -2", "(-2, 3)", "(1, -2)", r"2 \cdot -3"])
def test_sign_of_a_number_belongs_to_it(latex):
    assert tree(latex).find(".//mo[@form='prefix']").text == "−"


def test_difference_is_no_sign():
    assert tree("x - 2").find(".//mo[@form='prefix']") is None
    assert tree("f(x) - 2").find(".//mo[@form='prefix']") is None


def test_limits_stand_above_and_below_in_display_style_only():
    assert tree(r"\sum_{k=1}^{n} k", display=True).find(".//munderover") is not None
    assert tree(r"\displaystyle\sum_{k=1}^{n} k").find(".//munderover") is not None
    assert tree(r"\sum_{k=1}^{n} k").find(".//munderover") is None


def test_two_matrices_do_not_touch():
    row = tree(r"\begin{bmatrix}1\end{bmatrix}\begin{bmatrix}2\end{bmatrix}")[0]
    assert [child.tag for child in row] == ["mrow", "mspace", "mrow"]


def test_display_is_a_block():
    assert tree("x", display=True).get("display") == "block"

"""Figures are small, self-contained SVG with one ink, and say in words what they show."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from mmready.domain.question import FigureText
from mmready.errors import AuthorError
from mmready.sampling import draw_body
from mmready.sampling.svg import Window, curve
from tests.sampling.questions import fixture, question


def drawn(kind, what, x="", y="", alt="Words & <signs>."):
    template, body = question(
        "number",
        parameters={"a": "one_of(2)"},
        define={"f": "a*t^2", "df": "diff(f, t)"},
        variables={"t": "real", "y": "real"},
        answer="1",
        figures={"one": FigureText(kind, what, x, y, alt)},
    )
    return draw_body(template, body, 0)[0].figures[0]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("plot", "f"),
        ("plot", ("f", "1/t", "tan(t)")),
        ("plot", "df"),
        ("plot", "f(t)"),
        ("plot", "3"),
        ("points", (("1", "a"), ("2", "3/2"))),
        ("bars", ("0.1", "a/10", "1/2")),
        ("bars", (("0", "1"), ("5", "2"))),
        ("region", "y <= 1 - t and t >= 0 and y >= 0"),
        ("region", "t^2 + y^2 < a"),
        ("region", (("0", "0"), ("a", "0"), ("0", "1"))),
        ("region", ("0", "t^2")),
        ("arrows", (("a", "1"), ("-1", "2"))),
        ("arrows", (("0", "0", "1", "1"),)),
    ],
)
def test_figure_is_well_formed_and_in_one_ink(kind, what):
    figure = drawn(kind, what)
    tree = ElementTree.fromstring(figure.svg)
    assert tree.get("width") == "216"
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == figure.alt == "Words & <signs>."
    assert tree.find("{http://www.w3.org/2000/svg}title").text == figure.alt
    inks = set(re.findall(r'(?:fill|stroke)="([^"]*)"', figure.svg))
    assert inks <= {"currentColor", "none", "var(--mm-paper, Canvas)"}
    assert "nan" not in figure.svg
    assert not re.search(r"\bid=|<script|href", figure.svg)
    assert len(figure.svg) < 20_000


def test_the_alt_text_is_filled():
    assert drawn("plot", "f", alt="A curve through {{ a }}.").alt == "A curve through 2."


def test_a_curve_stays_inside_the_window_and_breaks_at_a_pole():
    window = Window(-2, 2, -2, 2)
    xs = [place / 20 for place in range(-40, 41)]
    path = curve(window, [(x, 1 / x if x else float("nan")) for x in xs])
    assert path.count("M") == 2
    numbers = [float(found) for found in re.findall(r"[ML]([\d.]+ [\d.]+)", path) for found in found.split()]
    assert min(numbers) >= 0
    assert max(numbers) <= 216


@pytest.mark.parametrize(("step", "pieces"), [(0.5, 2), (0.0, 1)])
def test_a_curve_breaks_at_a_jump_and_not_where_it_is_steep(step, pieces):
    window = Window(0, 2, -1, 2)
    xs = [place / 80 for place in range(161)]
    assert curve(window, [(x, x / 4 + (step if x > 1 else 0)) for x in xs]).count("M") == pieces
    assert curve(window, [(x, 30 * (x - 1)) for x in xs]).count("M") == 1


def test_upright_sides_of_an_outline_are_drawn():
    window = Window(-4, 4, -4, 4)
    assert curve(window, [(0, 0), (1, 0), (1, 2), (0, 2), (0, 0)]).count("L") == 4


def test_points_lie_where_they_should():
    figure = drawn("points", (("0", "0"),), x=("-1", "1"), y=("-1", "1"))
    assert 'cx="108" cy="108"' in figure.svg


@pytest.mark.parametrize(
    ("x", "y", "equal"),
    [(("-1", "1"), ("-1", "1"), True), (("0", "6"), ("-2", "3"), True), (("0", "4"), ("0", "1"), False)],
)
def test_a_unit_is_as_long_across_as_up_where_the_ranges_are_alike(x, y, equal):
    window = Window(*map(float, x), *map(float, y))
    across = window.across(1.0) - window.across(0.0)
    up = window.down(0.0) - window.down(1.0)
    assert (abs(across - up) < 0.5) == equal
    figure = drawn("points", (("0", "0"),), x=x, y=y)
    assert f'height="{window.height}"' in figure.svg


@pytest.mark.parametrize(
    ("kind", "what", "x", "message"),
    [
        ("plot", "t + y", "", "one variable"),
        ("plot", "t", ("2", "1"), "low < high"),
        ("points", ("1", "2", "3"), "", "rows of 2"),
        ("arrows", (("t", "1"),), "", "expected numbers"),
        ("bars", "nothing", "", "unknown name"),
    ],
)
def test_what_cannot_be_drawn_is_an_author_error(kind, what, x, message):
    with pytest.raises(AuthorError, match=message):
        drawn(kind, what, x)


def test_a_figure_of_a_question_is_drawn_from_its_numbers():
    template, body = fixture("blanks")
    figures = {draw_body(template, body, seed)[0].figures[0].svg for seed in range(8)}
    assert len(figures) == 8

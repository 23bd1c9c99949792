"""Each way of drawing is a numbered list of values; a space numbers all draws of a question."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mmready.sampling.parameters import Decimal, Story, Written, parse_parameter, split_arguments, spread
from mmready.sampling.space import Space


def number(text):
    return Fraction(text)


def values(text):
    found = spread(parse_parameter("x", text), number)
    return [found.value(index) for index in range(found.size)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("integer(-1, 2)", [-1, 0, 1, 2]),
        ("nonzero(-2, 2)", [-2, -1, 1, 2]),
        ("nonzero(1, 3)", [1, 2, 3]),
        ("decimal(0.1, 0.3, 0.05)", [Decimal(10, 2), Decimal(15, 2), Decimal(20, 2), Decimal(25, 2), Decimal(30, 2)]),
        ("one_of(2, 1/2, f(1, 2))", [Written("2"), Written("1/2"), Written("f(1, 2)")]),
        ("text_of(total, 'two, three')", [Story("total"), Story("two, three")]),
        ("distinct(2, 1, 3)", [(1, 2), (2, 1), (3, 1), (1, 3), (2, 3), (3, 2)]),
        ("vector(1, 0, 2)", [(0,), (1,), (2,)]),
    ],
)
def test_way_of_drawing_lists_its_values(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "size"), [("matrix(2, 3, -1, 1)", 3**6), ("symmetric(3, 0, 1)", 2**6), ("vector(4, 1, 2)", 2**4)]
)
def test_arrays_list_all_their_values_once(text, size):
    found = values(text)
    assert len(found) == len(set(found)) == size


def test_symmetric_matrices_are_symmetric():
    for matrix in values("symmetric(2, -1, 1)"):
        assert matrix[0][1] == matrix[1][0]


@pytest.mark.parametrize(
    "text",
    [
        "integer(1)",
        "integer(1, 2, 3)",
        "whole(1, 2)",
        "integer",
        "one_of()",
        "integer(3, 1)",
        "nonzero(0, 0)",
        "integer(1/2, 3)",
        "distinct(4, 1, 3)",
        "vector(0, 1, 3)",
        "decimal(0, 1, 0)",
        "decimal(1/3, 1, 1)",
    ],
)
def test_what_cannot_be_drawn_is_refused(text):
    with pytest.raises(ValueError, match=r"expected|takes|has no value|there are no"):
        values(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a, b", ("a", "b")),
        ("[1, 2], (3, 4)", ("[1, 2]", "(3, 4)")),
        ("'a, b', c", ("'a, b'", "c")),
        ("A, l", ("A", "l")),
    ],
)
def test_arguments_are_cut_at_outermost_commas(text, parts):
    assert split_arguments(text) == parts


def bound(text, drawn):
    value = drawn.get(text, text)
    return Fraction(value.text if isinstance(value, Written) else value)


@pytest.mark.parametrize(
    ("parameters", "size"),
    [
        (("a: integer(1, 3)", "b: integer(1, 4)"), 12),
        (("a: integer(1, 3)", "b: integer(1, a)"), 1 + 2 + 3),
        (("a: integer(0, 2)", "b: integer(a, 2)", "c: integer(b, 2)"), 10),
        (("a: integer(1, 3)", "v: vector(a, 0, 1)", "d: integer(1, 2)"), (2 + 4 + 8) * 2),
    ],
)
def test_a_space_numbers_every_draw_once(parameters, size):
    parsed = tuple(parse_parameter(*text.split(": ")) for text in parameters)
    space = Space((), parsed, bound)
    draws = [tuple(space.draw(index).items()) for index in range(space.size)]
    assert space.size == len(set(draws)) == size


def test_cases_and_bounds_that_depend_on_them_go_together():
    cases = ({"lo": 1, "hi": 2}, {"lo": 5, "hi": 5})
    space = Space(cases, (parse_parameter("c", "integer(lo, hi)"),), bound)
    assert [space.draw(index)["c"] for index in range(space.size)] == [1, 2, 5]


def test_a_space_without_parameters_has_one_draw():
    space = Space((), (), bound)
    assert space.size == 1
    assert space.draw(0) == {}

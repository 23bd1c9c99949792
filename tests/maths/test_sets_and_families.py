"""Regions, finite sets, answers up to something, tolerances, forms, derivatives, arrays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.errors import UnreadableError
from mmready.maths.arrays import ShapeError, spread
from mmready.maths.derivative import NoDerivativeError, derivative
from mmready.maths.display import plain
from mmready.maths.equivalence import compare, same
from mmready.maths.exact import UndefinedError
from mmready.maths.families import (
    compare_eigenvector,
    compare_up_to_constant,
    compare_up_to_factor,
    compare_up_to_order,
    compare_up_to_sign,
    compare_up_to_span,
    integration_variable,
)
from mmready.maths.form import has_form
from mmready.maths.parse import parse
from mmready.maths.regions import compare_regions, same_set
from mmready.maths.tolerance import Tolerance, tolerance_of, within_decimals, within_figures
from mmready.maths.tree import Interval, Node, SetOf, SetOperation, number


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("[0, 3)", "[0, 3)", True),
        ("[0, 3)", "[0, 3]", False),
        ("(0, 2] U (1, 3)", "(0, 3)", True),
        ("(0, 1) U (1, 2)", "(0, 2)", False),
        ("(0, 1) U {1} U (1, 2)", "(0, 2)", True),
        ("(-inf, 4] ∩ [4, inf)", "{4}", True),
        ("[0, 4] ∖ {2}", "[0, 2) U (2, 4]", True),
        ("(0, inf]", "(0, inf)", True),
        ("(1/2, sqrt(8))", "(0.5, 2sqrt(2))", True),
        ("(0, 1.4142135623730950)", "(0, sqrt 2)", False),
        ("[t, t+1]", "[t, 1+t]", True),
        ("[t, t+1]", "[t, t+2]", False),
        ("(3, 1)", "{}", True),
        ("[0, 1] U [2, 3]", "[2, 3] U [0, 1]", True),
    ],
)
def test_regions_are_the_numbers_they_hold(one: str, other: str, alike: bool) -> None:
    assert (compare_regions(parse(one), parse(other)) == "same") is alike
    assert (compare_regions(parse(other), parse(one)) == "same") is alike


def test_ends_and_tolerance_of_regions() -> None:
    assert compare_regions(parse("(0, 3]"), parse("[0, 3)"), ends=False) == "same"
    assert compare_regions(parse("(0, 0.667)"), parse("(0, 2/3)"), tolerance=Tolerance(absolute=0.001)) == "same"
    assert compare_regions(parse("(0, 0.66)"), parse("(0, 2/3)"), tolerance=Tolerance(absolute=0.001)) == "different"


ends = st.integers(-4, 4)
intervals = st.builds(lambda a, b, c, d: Interval(number(a), number(b), c, d), ends, ends, st.booleans(), st.booleans())


@given(st.lists(intervals, min_size=2, max_size=4))
def test_unions_do_not_depend_on_the_order(parts: list[Node]) -> None:
    one, other = SetOperation("union", tuple(parts)), SetOperation("union", tuple(parts[::-1]))
    assert compare_regions(one, other) == "same"


@given(intervals, intervals, intervals)
def test_intersection_distributes_over_union(a: Node, b: Node, c: Node) -> None:
    one = SetOperation("intersection", (a, SetOperation("union", (b, c))))
    parts = SetOperation("intersection", (a, b)), SetOperation("intersection", (a, c))
    assert compare_regions(one, SetOperation("union", parts)) == "same"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("{3, 1, 2}", "{1, 2, 3}", True),
        ("{1, 1, 2/2}", "{1}", True),
        ("{(1, 2), (3, 4)}", "{(3, 4), (1, 2)}", True),
        ("{1, {2}}", "{1, 2}", False),
        ("{sqrt 8, t + t}", "{2t, 2sqrt 2}", True),
        ("{1, 2} ∪ {2, 3}", "{1, 2, 3}", True),
        ("{1, 2, 3} ∩ {2, 5}", "{2}", True),
        ("{1, 2}", "{1}", False),
        ("{}", "{}", True),
    ],
)
def test_finite_sets_have_elements_in_any_order(one: str, other: str, alike: bool) -> None:
    assert same_set(parse(one), parse(other)) is alike
    assert same_set(parse(other), parse(one)) is alike


@given(st.lists(st.integers(-9, 9), max_size=6), st.randoms())
def test_shuffled_sets_are_the_same(values: list[int], chance: object) -> None:
    shuffled = sorted(values, key=lambda _: chance.random())  # type: ignore[attr-defined]
    one, other = SetOf(tuple(map(number, values))), SetOf(tuple(map(number, shuffled)))
    assert same_set(one, other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("t^4/4 + C", "t^4/4", True),
        ("t^4/4 + 9", "t^4/4 + k", True),
        ("ln(5t)", "ln|t|", True),
        ("-cos^2(t)/2", "sin^2(t)/2", True),
        ("atan(t)", "-atan(1/t)", True),
        ("t^4/4*C", "t^4/4", False),
        ("t^4/4 + t/1000", "t^4/4", False),
        ("T^4/4", "t^4/4", False),
        ("ln(0)", "7", False),
    ],
)
def test_up_to_a_constant(one: str, other: str, alike: bool) -> None:
    key = parse(other)
    found = compare_up_to_constant(parse(one), key, [integration_variable(key)])
    assert (found == "same") is alike


def test_the_name_of_integration_is_guessed_like_a_person_would() -> None:
    assert integration_variable(parse("a*x^2 + c")) == "x"
    assert integration_variable(parse("k*e^(2t)")) == "t"
    assert integration_variable(parse("a + b"), ["b"]) == "b"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("(2, -4)", "(1, -2)", True),
        ("(-1/2, 1)", "(1, -2)", True),
        ("(0, 0)", "(1, -2)", False),
        ("(2, 4)", "(1, -2)", False),
        ("(0, 3)", "(0, 1)", True),
        ("3t^2", "t^2", True),
        ("t^3", "t^2", False),
        ("t*(1, 2)", "(1, 2)", False),
        ("(sqrt 2, 2)", "(1, sqrt 2)", True),
    ],
)
def test_up_to_a_factor(one: str, other: str, alike: bool) -> None:
    assert (compare_up_to_factor(parse(one), parse(other)) == "same") is alike


def test_up_to_sign_and_order() -> None:
    assert compare_up_to_sign(parse("(-1, 2)"), parse("(1, -2)")) == "same"
    assert compare_up_to_sign(parse("(2, 4)"), parse("(1, 2)")) == "different"
    assert compare_up_to_order(parse("(3, 1, 1)"), parse("(1, 3, 1)")) == "same"
    assert compare_up_to_order(parse("(3, 3, 1)"), parse("(1, 3, 1)")) == "different"
    assert compare_up_to_order(parse("[[3, 4], [1, 2]]"), parse("[[1, 2], [3, 4]]")) == "same"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("{(1, 0, 1), (0, 1, 1)}", "{(1, 1, 2), (1, -1, 0)}", True),
        ("{(1, 0, 1), (2, 0, 2)}", "{(1, 0, 1), (0, 1, 1)}", False),
        ("{(1, 0, 1), (0, 1, 1), (1, 1, 2)}", "{(1, 0, 1), (0, 1, 1)}", False),
        ("(2, 2)", "(1, 1)", True),
        ("(sqrt 2, sqrt 2)", "(1, 1)", True),
        ("(1, 2)", "(1, 1)", False),
    ],
)
def test_up_to_the_span(one: str, other: str, alike: bool) -> None:
    assert (compare_up_to_span(parse(one), parse(other)) == "same") is alike


def test_eigenvectors() -> None:
    matrix, value = parse("[[2, 1], [1, 2]]"), parse("3")
    assert compare_eigenvector(parse("(5, 5)"), matrix, value) == "same"
    assert compare_eigenvector(parse("(1, -1)"), matrix, value) == "different"
    assert compare_eigenvector(parse("(0, 0)"), matrix, value) == "different"
    assert compare_eigenvector(parse("(1, 1, 1)"), matrix, value) == "different"


def test_tolerances_are_read() -> None:
    assert tolerance_of("0.01") == Tolerance(absolute=0.01)
    assert tolerance_of("2%") == Tolerance(relative=0.02)
    assert tolerance_of("") == Tolerance()
    for wrong in ("much", "-1", "inf", "nan"):
        with pytest.raises(ValueError):
            tolerance_of(wrong)


@pytest.mark.parametrize(
    ("answer", "key", "figures", "right"),
    [
        ("0.667", "2/3", 3, True),
        ("0.666", "2/3", 3, False),
        ("0.67", "2/3", 3, False),
        ("0.66667", "2/3", 3, True),
        ("1230", "1234", 3, True),
        ("0.00123", "0.0012345", 3, True),
        ("2.236", "sqrt 5", 4, True),
        ("0", "0", 3, True),
        ("0.0001", "0", 3, False),
        ("t", "2/3", 3, False),
    ],
)
def test_significant_figures(answer: str, key: str, figures: int, right: bool) -> None:
    assert within_figures(parse(answer), parse(key), figures) is right


def test_decimals() -> None:
    assert within_decimals(parse("0.67"), parse("2/3"), 2)
    assert within_decimals(parse("0.125"), parse("0.12"), 2)
    assert not within_decimals(parse("0.66"), parse("2/3"), 2)


@pytest.mark.parametrize(
    ("text", "form", "key", "holds"),
    [
        ("t^2 + 2t + 1", "expanded", "", True),
        ("(t+1)^2", "expanded", "", False),
        ("t(t+2) + 1", "expanded", "", False),
        ("-(t+1)", "expanded", "", False),
        ("2(t+1)(t-1)", "factored", "2(t+1)(t-1)", True),
        ("2(t^2-1)", "factored", "2(t+1)(t-1)", False),
        ("2t^2 - 2", "factored", "2(t+1)(t-1)", False),
        ("-(t+1)^2", "factored", "(t+1)^2*(-1)", True),
        ("3/4", "fraction", "", True),
        ("-6/8", "fraction", "", True),
        ("0.75", "fraction", "", False),
        ("2 1/4", "fraction", "", True),
        ("75%", "fraction", "", False),
        ("t^3/3", "no-integral", "", True),
    ],
)
def test_forms(text: str, form: str, key: str, holds: bool) -> None:
    assert has_form(parse(text), form, parse(key) if key else None) is holds


def test_an_integral_that_was_left_standing_is_seen() -> None:
    assert not has_form(parse("integrate(s, s, 0, t)", author=True), "no-integral")


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("t^5", "5t^4"),
        ("a*t", "a"),
        ("e^(t^2)", "2t*e^(t^2)"),
        ("2^t", "2^t*ln 2"),
        ("t^t", "t^t*(ln t + 1)"),
        ("ln|t|", "1/t"),
        ("sin(t)/t", "(t cos t - sin t)/t^2"),
        ("atan(3t)", "3/(1 + 9t^2)"),
        ("sqrt(1 - t^2)", "-t/sqrt(1 - t^2)"),
        ("cbrt(t)", "1/(3cbrt(t)^2)"),
        ("root(t, 4)", "t^(-3/4)/4"),
        ("log_2(t)", "1/(t ln 2)"),
        ("Phi(t)", "e^(-t^2/2)/sqrt(2pi)"),
        ("asec(t)", "1/(|t|sqrt(t^2-1))"),
        ("acoth(t)", "1/(1-t^2)"),
        ("piecewise(t^2 if t > 0, -t)", "piecewise(2t if t > 0, -1)"),
        ("5!", "0"),
    ],
)
def test_derivatives_follow_the_rules(text: str, slope: str) -> None:
    assert compare(derivative(parse(text), "t"), parse(slope)) == "same"


def test_the_derivative_of_an_integral_is_its_integrand() -> None:
    tree = parse("integrate(cos(s^2), s, 0, t^2)", author=True)
    assert same(derivative(tree, "t"), parse("2t cos(t^4)"))


def test_without_a_rule_there_is_no_derivative() -> None:
    with pytest.raises(NoDerivativeError):
        derivative(parse("t!"), "t")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("det([[1, 2], [3, 4]])", "-2"),
        ("det([[a, b], [c, d]])", "a*d - b*c"),
        ("inverse([[2, 0], [0, 4]])", "[[1/2, 0], [0, 1/4]]"),
        ("inverse([[a, 0], [0, 1]])*[[a, 0], [0, 1]]", "[[1, 0], [0, 1]]"),
        ("[[1, 2], [3, 4]]*[1, 1]", "[3, 7]"),
        ("transpose([1, 2])*[3, 4]", "11"),
        ("[1, 2]*transpose([3, 4])", "[[3, 4], [6, 8]]"),
        ("dot([1, 2, 3], [4, 5, 6])", "32"),
        ("cross([1, 0, 0], [0, 1, 0])", "[0, 0, 1]"),
        ("norm([3, 4])", "5"),
        ("|[3, 4]|", "5"),
        ("trace([[1, 2], [3, 4]])", "5"),
        ("rank([[1, 2], [2, 4]])", "1"),
        ("diag(1, 2)", "[[1, 0], [0, 2]]"),
        ("identity(2)*3", "[[3, 0], [0, 3]]"),
        ("[[1, 1], [0, 1]]^3", "[[1, 3], [0, 1]]"),
        ("[[2, 0], [0, 2]]^-1", "[[1/2, 0], [0, 1/2]]"),
        ("[5, 6, 7][2]", "6"),
        ("[[1, 2], [3, 4]][2, 1]", "3"),
        ("-[1, 2] + 2*[1, 1]", "[1, 0]"),
        ("[2, 4]/2", "[1, 2]"),
        ("diff([t^2, t], t)", "[2t, 1]"),
        ("diff(t^3, t, 2)", "6t"),
        ("det([[0,1,0,0,0],[1,0,0,0,0],[0,0,3,0,0],[0,0,0,1,0],[0,0,0,0,1]])", "-3"),
    ],
)
def test_operations_on_vectors_and_matrices(text: str, result: str) -> None:
    one, other = (parse(part, author=True) for part in (text, result))
    assert compare(one, other) == "same"


@pytest.mark.parametrize(
    "text",
    ["[1, 2] + [1, 2, 3]", "[1, 2]*[3, 4]", "[[1, 2]]*[[1, 2]]", "det([1, 2])", "[1, 2][3]", "1/[1, 2]", "2 + [1, 2]"],
)
def test_shapes_that_do_not_fit_say_so(text: str) -> None:
    with pytest.raises(ShapeError) as caught:
        spread(parse(text, author=True))
    assert isinstance(caught.value, UnreadableError)
    assert caught.value.help


def test_a_singular_matrix_has_no_inverse() -> None:
    with pytest.raises(UndefinedError):
        spread(parse("inverse([[1, 2], [2, 4]])", author=True))


def test_numbers_stay_as_they_were_written() -> None:
    assert plain(spread(parse("[0.50, 1/3]"))) == "[0.50, 1/3]"

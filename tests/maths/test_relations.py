"""Equations and inequalities with the same solutions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.maths.parse import parse
from mmready.maths.polynomial import Signs, quotient, real_roots
from mmready.maths.relations import compare_relations
from mmready.maths.setting import Setting
from mmready.maths.tree import Comparison, Logic, Name, number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3t - 6s = 9", "t = 2s + 3"),
        ("t/s = 4", "t - 4s = 0"),
        ("s = 2/(t-1)", "st - s = 2"),
        ("t^2 = 9", "t = 3 or t = -3"),
        ("t = ±3", "t^2 - 9 = 0"),
        ("t^2 - 2t - 3 = 0", "(t-3)(t+1) = 0"),
        ("(t-1)^2 = 0", "t = 1"),
        ("e^t = 7", "t = ln 7"),
        ("sqrt(t) = 3", "t = 9"),
        ("s^2 + t^2 = 4", "s = sqrt(4 - t^2) or s = -sqrt(4 - t^2)"),
        ("|t| = |s|", "(t-s)(t+s) = 0"),
        ("z(1+i) = w", "z = w(1-i)/2"),
        ("(s, t) = (1, 2)", "s = 1 and t = 2"),
        ("s + t = 3 and s - t = 1", "s = 2 and t = 1"),
        ("t^4000(t-2) = 0", "t = 0 or t = 2"),
        ("y = cos(t + 4pi)", "y = cos t"),
    ],
)
def test_equations_with_the_same_solutions(one: str, other: str) -> None:
    assert compare_relations(parse(one), parse(other)) == "same"
    assert compare_relations(parse(other), parse(one)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("t = 3", "t^2 = 9"),
        ("t = s", "t^3 = s^2"),
        ("t = 3", "t = 3.00000000001"),
        ("s = sqrt(t)", "s^2 = t"),
        ("st = s", "t = 1"),
        ("s + t = 1", "s + t = 2"),
        ("s = (2-t)^7001", "s = (t-2)^7001"),
        ("e^t = 0", "e^t = -10^(-7)"),
        ("t^2 = -1", "t^2 = -2"),
        ("sin t = 0", "sin(2t) = 0"),
        ("s + t = 3 and s - t = 1", "s = 2"),
        ("t = 1", "t > 1"),
        ("t = 1", "t != 1"),
    ],
)
def test_equations_with_other_solutions(one: str, other: str) -> None:
    assert compare_relations(parse(one), parse(other)) != "same"
    assert compare_relations(parse(other), parse(one)) != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 - t > 1", "t < 2"),
        ("t^2 <= 25", "-5 <= t <= 5"),
        ("t^2 > 3", "t > sqrt 3 or t < -sqrt 3"),
        ("not t >= 4", "t < 4"),
        ("|t - 2| < 1", "1 < t < 3"),
        ("1/t > 2", "0 < t < 1/2"),
        ("ln t <= 0", "0 < t <= 1"),
        ("2s - 4t >= 6", "s >= 3 + 2t"),
        ("t != 5", "t < 5 or t > 5"),
        ("(t-1)^2 > 0", "t != 1"),
        ("-inf < t < 2", "t < 2"),
        ("t^2 < -1", "t^2 + 5 < 0"),
        ("s > t^2", "s - t^2 > 0"),
    ],
)
def test_inequalities_with_the_same_solutions(one: str, other: str) -> None:
    assert compare_relations(parse(one), parse(other)) == "same"
    assert compare_relations(parse(other), parse(one)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("t < 2", "t <= 2"),
        ("t < 2", "t > 2"),
        ("t < 2", "t < 2.0000000001"),
        ("t^2 < 4", "t < 2"),
        ("s < t", "s < t + 0.0001"),
        ("1/t < 1", "t > 1"),
        ("sin t > 0", "sin t > 10^(-8)"),
        ("t > 0", "s > 0"),
        ("t^2 >= 0", "t^2 > 0"),
        ("0 < t < 1", "0 < t"),
    ],
)
def test_inequalities_with_other_solutions(one: str, other: str) -> None:
    assert compare_relations(parse(one), parse(other)) == "different"
    assert compare_relations(parse(other), parse(one)) == "different"


def test_domains_hold_for_relations_too() -> None:
    positive = Setting({"t": "positive"})
    assert compare_relations(parse("t^2 = 9"), parse("t = 3"), positive) == "same"
    assert compare_relations(parse("t > -1"), parse("t > 0"), positive) == "same"
    whole = Setting({"n": "integer"})
    assert compare_relations(parse("n > 2"), parse("n >= 3"), whole) == "same"


def test_statements_without_names_are_true_or_false() -> None:
    assert compare_relations(parse("1 < 2"), parse("3 < 4")) == "same"
    assert compare_relations(parse("1 < 2"), parse("4 < 3")) == "different"


fractions = st.fractions(-20, 20, max_denominator=12)


@given(fractions, fractions, fractions.filter(bool))
def test_a_quadratic_has_the_roots_it_was_made_from(one: Fraction, two: Fraction, factor: Fraction) -> None:
    made = parse("k*(t - a)*(t - b)")
    values = {"a": one, "b": two, "k": factor}
    found = quotient(made, "t", values)
    assert found is not None
    roots = real_roots(found.top)
    assert roots == pytest.approx(sorted({float(one), float(two)}), abs=1e-12)
    assert Signs(found.top).at(100.0) == (1 if factor > 0 else -1)


@given(fractions, fractions, st.sampled_from(("<", "<=", "=", "!=")))
def test_moving_a_boundary_changes_the_solutions(place: Fraction, gap: Fraction, sign: str) -> None:
    one = Comparison((sign,), (Name("t"), number(place)))
    other = Comparison((sign,), (Name("t"), number(place + gap)))
    assert compare_relations(one, other) == ("same" if gap == 0 else "different")


@given(fractions, fractions)
def test_and_or_do_not_depend_on_the_order(one: Fraction, two: Fraction) -> None:
    parts = (Comparison(("<",), (Name("t"), number(one))), Comparison((">=",), (Name("t"), number(two))))
    for operator in ("and", "or"):
        assert compare_relations(Logic(operator, parts), Logic(operator, parts[::-1])) == "same"

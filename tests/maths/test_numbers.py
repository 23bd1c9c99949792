"""Trees to numbers: exactly, in double precision with an error bound, and with many digits."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from mmready.maths.evaluate import CannotEvaluateError, evaluate, number_of
from mmready.maths.exact import UndefinedError, exact
from mmready.maths.parse import parse
from mmready.maths.points import COUNT, sample
from mmready.maths.precise import differ
from mmready.maths.tree import Node, names
from tests.maths import strategies


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2", Fraction(3, 10)),
        ("2^10", 1024),
        ("2^-3", Fraction(1, 8)),
        ("9^(3/2)", 27),
        ("sqrt(4/9)", Fraction(2, 3)),
        ("cbrt(-27)", -3),
        ("5!", 120),
        ("7!!", 105),
        ("C(6, 2) + nPr(4, 2)", 27),
        ("round(2.5) + round(-2.5)", 0),
        ("floor(-1.5) + ceil(-1.5)", -3),
        ("gcd(12, 18) + lcm(4, 6)", 18),
        ("25%", Fraction(1, 4)),
        ("0^0", 1),
        ("max(1, 3, 2) - min(4, 5)", -1),
        ("2 1/3", Fraction(7, 3)),
        ("sign(-4)", -1),
    ],
)
def test_rational_values_are_exact(text: str, value: Fraction | int) -> None:
    assert exact(parse(text)) == value


@pytest.mark.parametrize("text", ["sqrt(2)", "pi", "x", "(10^9)!", "9^9^9", "2^(1/3)", "(-8)^(1/3)", "C(10^6, 3)"])
def test_what_is_irrational_or_too_large_has_no_exact_value(text: str) -> None:
    assert exact(parse(text)) is None


@pytest.mark.parametrize("text", ["1/0", "0^(-1)", "(-3)!", "1/(2-2)"])
def test_what_is_undefined_says_so(text: str) -> None:
    with pytest.raises(UndefinedError):
        exact(parse(text))


def test_exact_values_for_names_can_be_given() -> None:
    assert exact(parse("n^2/2"), {"n": Fraction(3)}) == Fraction(9, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sin(1)", math.sin(1)),
        ("sec(2)", 1 / math.cos(2)),
        ("acot(2)", math.atan(0.5)),
        ("asech(0.5)", math.acosh(2)),
        ("coth(1.5)", 1 / math.tanh(1.5)),
        ("erf(0.3)", math.erf(0.3)),
        ("Phi(1.96)", 0.9750021048517795),
        ("Gamma(4.5)", math.gamma(4.5)),
        ("log_3(10)", math.log(10, 3)),
        ("root(-32, 5)", -2),
        ("atan2(-1, -1)", math.atan2(-1, -1)),
        ("(-27)^(2/3)", 9),
        ("45°", math.pi / 4),
        ("|3 + 4i|", 5),
        ("(1+i)^4", -4),
        ("sqrt(-4)", 2j),
        ("e^(i*pi/2)", 1j),
        ("conj(2 - i)*im(3i)", 6 + 3j),
        ("arg(-1)", math.pi),
    ],
)
def test_functions_have_their_values(text: str, value: complex) -> None:
    assert number_of(parse(text)) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sum(k^2, k, 1, 4)", 30),
        ("sum(sum(j*k, j, 1, k), k, 1, 4)", 65),
        ("product(k, k, 1, 5)", 120),
        ("integrate(x^2, x, 0, 3)", 9),
        ("integrate(exp(-x^2/2), x, -inf, inf)", math.sqrt(2 * math.pi)),
        ("integrate(1/x^2, x, 1, inf)", 1),
        ("integrate(1/sqrt(x), x, 0, 1)", 2),
        ("integrate(integrate(x + y, y, 0, x), x, 0, 1)", 0.5),
        ("mod(-7, 3)", 2),
    ],
)
def test_sums_and_integrals_of_authors_have_values(text: str, value: float) -> None:
    assert number_of(parse(text, author=True)) == pytest.approx(value, rel=1e-11)


def test_infinite_sums_and_limits_are_left_to_others() -> None:
    for text in ("sum(1/k^2, k, 1, inf)", "limit(1/x, x, inf)", "sum(k, k, 1, 10^9)"):
        with pytest.raises(CannotEvaluateError):
            number_of(parse(text, author=True))


def test_piecewise_takes_the_first_condition_that_holds() -> None:
    values = evaluate(parse("piecewise(1 if x < 0, 2 if x < 5, 3)"), {"x": np.array([-1.0, 1.0, 9.0])}).value
    assert values.tolist() == [1, 2, 3]


@pytest.mark.parametrize("text", ["1/0", "ln(0)", "sqrt(-1)", "e^1000", "tan(0)/0", "asin(2)", "0^(-1)"])
def test_without_a_real_value_the_result_is_nan(text: str) -> None:
    assert np.isnan(evaluate(parse(text), {}).value)


@given(strategies.smooth)
def test_the_true_value_lies_within_the_error_bound(tree: Node) -> None:
    points = {name: np.array([0.7371, -1.318, 2.25]) * (place + 1) for place, name in enumerate(names(tree))}
    value, error = evaluate(tree, points)
    for place in range(3):
        with np.errstate(all="ignore"):
            exactly = _with_many_digits(tree, {name: float(array[place]) for name, array in points.items()})
        found, bound = (float(np.broadcast_to(part, (3,))[place]) for part in (value, error))
        assert abs(found - exactly) <= 4 * bound + 1e-300


def _with_many_digits(tree: Node, point: dict[str, float]) -> float:
    import mpmath

    from mmready.maths.precise import _Precise

    with mpmath.workdps(60):
        context = mpmath.MPContext()
        context.dps = 60
        return float(_Precise(context, point, real_roots=True).at(tree))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("sin(pi)", "0", False),
        ("sin(pi)", "10^(-17)", True),
        ("sqrt(2)", "1.4142135623730950488", True),
        ("(sqrt(5) + 2)^(1/3) - (sqrt(5) - 2)^(1/3)", "1", False),
        ("e^(pi*sqrt(163))", "262537412640768744", True),
        ("4*atan(1/5) - atan(1/239)", "pi/4", False),
        ("9^9^9^9", "1", None),
        ("sin(10^(10^9))", "0", None),
        ("ln(0)", "0", None),
    ],
)
def test_many_digits_tell_noise_from_difference(one: str, other: str, apart: bool | None) -> None:
    assert differ(parse(one), parse(other), {}) is apart


def test_sample_points_are_the_same_every_time_and_in_the_domain() -> None:
    domains = {"n": "integer", "p": "positive", "u": (2.0, 3.0), "h": (0.0, math.inf), "z": "complex"}
    one, two = sample(["n", "p", "u", "h", "z", "x"], domains), sample(["n", "p", "u", "h", "z", "x"], domains)
    assert all(np.array_equal(one[name], two[name]) for name in one)
    assert all(values.shape == (COUNT,) for values in one.values())
    assert np.array_equal(one["n"], np.rint(one["n"].real))
    assert (one["p"].real > 0).all()
    assert ((one["u"].real > 2) & (one["u"].real < 3)).all()
    assert (one["h"].real > 0).all()
    assert np.iscomplexobj(one["z"])
    assert {bool(value) for value in (one["x"].real > 0)} == {True, False}

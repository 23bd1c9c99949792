"""Whether two expressions are the same: rewritings are, small changes are not, what cannot be told is never "same"."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mmready.maths.equivalence import Verdict, compare, same
from mmready.maths.fingerprint import fingerprint
from mmready.maths.nearness import close
from mmready.maths.parse import parse
from mmready.maths.rules import Rules
from mmready.maths.setting import Setting
from mmready.maths.tree import Binary, Call, Name, Negation, Node, Number, names, number, rebuild, substitute
from tests.maths import strategies


def verdict(one: str, other: str, **options: object) -> Verdict:
    setting = options.pop("setting", Setting())
    assert isinstance(setting, Setting)
    return compare(parse(one, functions=setting.functions), parse(other, functions=setting.functions), setting)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(t+3)^2", "t^2 + 6t + 9"),
        ("(t-s)^5000", "(s-t)^5000"),
        ("1/(t-1) - 1/(t+1)", "2/(t^2-1)"),
        ("tan(t)", "sin(t)/cos(t)"),
        ("cos(2t)", "2cos^2 t - 1"),
        ("ln(t^3)", "3ln t"),
        ("ln(6) - ln(2)", "ln 3"),
        ("sqrt(50)", "5sqrt(2)"),
        ("1/(2 - sqrt 3)", "2 + sqrt 3"),
        ("e^(2t+1)", "e*(e^t)^2"),
        ("2^t*2^s", "2^(t+s)"),
        ("sinh(t)", "(e^t - e^(-t))/2"),
        ("asin(t) + acos(t)", "pi/2"),
        ("atan(t) + atan(1/t)", "sign(t)*pi/2"),
        ("|t^3|", "t^2*|t|"),
        ("sqrt(t^2)", "|t|"),
        ("max(t, s)", "(t + s + |t - s|)/2"),
        ("n*(n-1)!", "n!"),
        ("C(n, 2)", "n(n-1)/2"),
        ("Gamma(n+1)", "n!"),
        ("Phi(t) + Phi(-t)", "1"),
        ("(1+i)^2", "2i"),
        ("e^(i t)", "cos t + i sin t"),
        ("t^(1/3)*t^(2/3)", "t"),
        ("piecewise(t if t > 0, -t)", "|t|"),
        ("e^(-800)", "(e^(-400))^2"),
        ("sqrt(t+1) - sqrt(t)", "1/(sqrt(t+1) + sqrt(t))"),
        ("sin(100pi)", "0"),
        ("ln(sqrt(t^2+1) + t)", "asinh(t)"),
        ("0.125", "1/8"),
        ("5%", "1/20"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert verdict(one, other) == "same"
    assert verdict(other, one) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("t", "T"),
        ("t^2", "t^2 + 10^(-9)"),
        ("sin t", "sin t + 10^(-9)"),
        ("sin t", "sin t + 10^(-17)"),
        ("sin(t)", "sin(1.0000000001t)"),
        ("0.333333333", "1/3"),
        ("0.33333333333333333333", "1/3"),
        ("3.14159265358979", "pi"),
        ("|t|", "t"),
        ("|t - 20000|", "20000 - t"),
        ("min(t, 300000)", "t"),
        ("piecewise(1 if t < 70000, 2)", "1"),
        ("piecewise(t + 1 if 1.234 < t < 1.235, t)", "t"),
        ("floor(t)", "round(t)"),
        ("sin(2pi t)", "0"),
        ("e^(8t)", "e^(8t) + 10^(-6)"),
        ("e^(-8t)", "e^(-8t) + 10^(-6)"),
        ("10^(-40)*cos t", "10^(-40)*sin t"),
        ("10^(-30)", "0"),
        ("(t-s)^5001", "(s-t)^5001"),
        ("ln(t)", "ln(-t)"),
        ("asin(sin(t))", "t"),
        ("n!", "2^n"),
        ("t^n", "n^t"),
        ("e^(pi*sqrt(163))", "262537412640768744"),
        ("(1 + 10^(-20))^(10^20)", "1"),
    ],
)
def test_small_or_far_differences_are_seen(one: str, other: str) -> None:
    assert verdict(one, other) != "same"
    assert verdict(other, one) != "same"


@pytest.mark.parametrize("text", ["1/0", "1/(t-t)", "0^(-1)", "ln(0)", "t/0"])
def test_what_has_no_value_is_undefined(text: str) -> None:
    assert verdict(text, "1") == "undefined"


@pytest.mark.parametrize("text", ["9^9^9^9", "(10^9)!", "e^e^e^e^9"])
def test_what_is_too_large_cannot_be_told(text: str) -> None:
    assert verdict(text, text + " + 1") in ("cannot-tell", "undefined", "different")
    assert verdict(text, "2") in ("cannot-tell", "undefined")


def test_infinity_is_a_value_of_its_own() -> None:
    assert verdict("inf", "1 + inf") == "same"
    assert verdict("-inf", "inf") == "different"
    assert verdict("inf", "10^300") == "different"


def test_domains_decide_where_it_is_compared() -> None:
    assert verdict("|t|", "t") == "different"
    assert verdict("|t|", "t", setting=Setting({"t": "positive"})) == "same"
    assert verdict("|t-4|", "4-t", setting=Setting({"t": (0.0, 4.0)})) == "same"
    assert verdict("cos(pi n)", "(-1)^n", setting=Setting({"n": "integer"})) == "same"
    assert verdict("sin(pi n)", "0", setting=Setting({"n": "integer"})) == "same"
    assert verdict("sqrt(z^2)", "z", setting=Setting({"z": "complex"})) == "different"


def test_the_house_rule_for_odd_roots_can_be_turned_off() -> None:
    assert verdict("(-8)^(1/3)", "-2") == "same"
    principal = Setting(rules=Rules(real_roots=False))
    assert verdict("(-8)^(1/3)", "-2", setting=principal) == "different"
    assert verdict("(-8)^(1/3)", "1 + i*sqrt(3)", setting=principal) == "same"


def test_declared_functions_are_unknown_but_fixed() -> None:
    setting = Setting(functions=frozenset({"f", "g"}))
    assert verdict("f(2t) + 1", "1 + f(t + t)", setting=setting) == "same"
    assert verdict("f(t)", "g(t)", setting=setting) == "different"
    assert verdict("f(-t)", "f(t)", setting=setting) == "different"
    assert verdict("f'(t)", "f(t)", setting=setting) == "different"


def test_vectors_and_matrices_are_compared_entry_by_entry() -> None:
    assert verdict("(t + t, 1)", "[2t, sin^2 t + cos^2 t]") == "same"
    assert verdict("(1, 2)", "(1, 2, 3)") == "different"
    assert verdict("[[1, 2], [3, 4]] + [[1, 0], [0, 1]]", "[[2, 2], [3, 5]]") == "same"


@pytest.mark.parametrize(
    ("one", "other", "relative", "absolute", "within"),
    [
        ("1.05", "1", 0.05, 0.0, True),
        ("1.0500001", "1", 0.05, 0.0, False),
        ("2.72", "e", 0.0, 0.005, True),
        ("2.7", "e", 0.0, 0.005, False),
        ("0.1", "0", 0.5, 0.0, False),
        ("1.001*t", "t", 0.01, 0.0, True),
        ("1.1*t", "t", 0.01, 0.0, False),
        ("inf", "3", 0.5, 0.0, False),
    ],
)
def test_a_tolerance_includes_its_limits(one: str, other: str, relative: float, absolute: float, within: bool) -> None:
    found = close(parse(one), parse(other), relative=relative, absolute=absolute)
    assert (found == "same") is within


# -- properties --------------------------------------------------------------------------------------------------------


def turned_round(node: Node) -> Node:
    node = rebuild(node, turned_round)
    if isinstance(node, Binary) and node.operator in "+*":
        return Binary(node.operator, node.right, node.left)
    return node


def distributed(node: Node) -> Node:
    """a(b + c) as ab + ac, once at each place."""
    node = rebuild(node, distributed)
    match node:
        case Binary("*", left, Binary("+" | "-" as sign, one, two, _), _):
            return Binary(sign, Binary("*", left, one), Binary("*", left, two))
        case Binary("-", left, right, _):
            return Binary("+", left, Negation(right))
    return node


@given(strategies.polynomials)
def test_polynomials_are_the_same_turned_round_and_multiplied_out(tree: Node) -> None:
    assert same(turned_round(tree), tree)
    assert same(distributed(tree), tree)


@given(strategies.polynomials, st.integers(1, 10**6))
def test_polynomials_that_differ_by_a_constant_are_told_apart(tree: Node, size: int) -> None:
    changed = Binary("+", tree, number(Fraction(1, size)))
    assert compare(changed, tree) == "different"


@given(strategies.smooth)
def test_smooth_functions_are_the_same_turned_round_and_multiplied_out(tree: Node) -> None:
    assert compare(turned_round(tree), tree) == "same"
    assert compare(distributed(tree), tree) == "same"


@given(strategies.smooth, st.integers(1, 10**8))
def test_smooth_functions_that_differ_by_a_constant_are_told_apart(tree: Node, size: int) -> None:
    changed = Binary("+", distributed(tree), number(Fraction(1, size)))
    assert compare(changed, tree) == "different"


@given(strategies.smooth)
def test_a_shifted_argument_is_told_apart(tree: Node) -> None:
    assume("x" in names(tree))
    moved = substitute(tree, {"x": Binary("+", Name("x"), Number(Fraction(1, 1000)))})
    one, other = fingerprint(moved), fingerprint(tree)
    assert one is not None
    assert other is not None
    if one.value == other.value:  # such as sin(x − x)
        assert compare(moved, tree) == "same"
    elif compare(moved, tree) == "same":
        assert compare(moved, substitute(tree, {"x": Name("w")})) == "same"  # it does not depend on x


@given(strategies.expressions)
def test_every_expression_is_the_same_as_itself_or_has_no_value(tree: Node) -> None:
    assert compare(tree, tree) in ("same", "undefined")


@given(strategies.expressions, strategies.expressions)
def test_the_verdict_does_not_depend_on_the_order(one: Node, other: Node) -> None:
    assert (compare(one, other) == "same") == (compare(other, one) == "same")


def test_fingerprints_of_functions_depend_on_every_digit_of_the_argument() -> None:
    for name in ("sin", "tan", "sech", "log2"):
        one = fingerprint(Call(name, (parse("t^2"),)))
        other = fingerprint(Call(name, (parse("(t + 1/1000)^2"),)))
        assert one is not None
        assert other is not None
        assert one.value != other.value

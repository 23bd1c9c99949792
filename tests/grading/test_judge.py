"""Marking a typed answer against a key, without a bank."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.variant import Domain
from mmready.errors import LearnerInputError
from mmready.grading.judge import judge
from mmready.maths.display import latex, plain
from mmready.maths.rules import Rules
from mmready.maths.tree import Binary, Node, rebuild
from tests.maths import strategies


@pytest.mark.parametrize(
    ("kind", "response", "key", "outcome"),
    [
        ("number", "6/8", "3/4", "right"),
        ("number", "0.7500001", "3/4", "wrong"),
        ("number", "1,250", "1250", "right"),
        ("number", "3 1/2", "7/2", "right"),
        ("number", "2^(1/2)", "sqrt 2", "right"),
        ("number", "1.41421356", "sqrt 2", "wrong"),
        ("number", "20%", "1/5", "right"),
        ("number", "3, 4", "3", "unreadable"),
        ("number", "t = 3", "3", "unreadable"),
        ("number", "1/0", "3", "wrong"),
        ("expression", "(t+2)^2", "t^2 + 4t + 4", "right"),
        ("expression", "t^2 + 4", "t^2 + 4t + 4", "wrong"),
        ("expression", "t(", "t", "unreadable"),
        ("expression", "", "t", "empty"),
        ("expression", "  ", "t", "empty"),
        ("expression", "t = 2", "t", "unreadable"),
        ("equation", "2s = 6t + 2", "s = 3t + 1", "right"),
        ("equation", "s = 3t", "s = 3t + 1", "wrong"),
        ("equation", "3t + 1", "s = 3t + 1", "unreadable"),
        ("inequality", "4 > t", "t < 4", "right"),
        ("inequality", "t <= 4", "t < 4", "wrong"),
        ("interval", "(0, 1] U [1, 2)", "(0, 2)", "right"),
        ("interval", "[0, 2)", "(0, 2)", "partly"),
        ("interval", "(0, 3)", "(0, 2)", "wrong"),
        ("interval", "0 < t < 2", "(0, 2)", "unreadable"),
        ("set", "{2, 1, 1}", "{1, 2}", "right"),
        ("set", "{1}", "{1, 2}", "partly"),
        ("set", "{1, 2, 3}", "{1, 2}", "partly"),
        ("set", "{5}", "{1, 2}", "wrong"),
        ("set", "[1, 2]", "{1, 2}", "unreadable"),
        ("vector", "(2/2, 4)", "[1, 4]", "right"),
        ("vector", "[[1], [4]]", "(1, 4)", "right"),
        ("vector", "<1, 4>", "(1, 4)", "right"),
        ("vector", "i + 4j", "(1, 4)", "right"),
        ("vector", "(1, 5)", "(1, 4)", "partly"),
        ("vector", "(1, 4, 0)", "(1, 4)", "wrong"),
        ("vector", "7", "(1, 4)", "unreadable"),
        ("matrix", "1 2\n3 4", "[[1, 2], [3, 4]]", "right"),
        ("matrix", "1/2 [[2, 4], [6, 8]]", "[[1, 2], [3, 4]]", "right"),
        ("matrix", "[[1, 3], [2, 4]]", "[[1, 2], [3, 4]]", "wrong"),
        ("matrix", "[[1, 2], [3, 5]]", "[[1, 2], [3, 4]]", "partly"),
        ("matrix", "[[1, 0], [0, 1]]*[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]", "unreadable"),
        ("matrix", "[[1, 2], [3]]", "[[1, 2], [3, 4]]", "unreadable"),
    ],
)
def test_outcomes(kind: str, response: str, key: str, outcome: str) -> None:
    judgement = judge(response, key, kind=kind)
    assert judgement.outcome == outcome
    assert judgement.points == {"right": 1.0}.get(outcome, judgement.points)
    assert (0 < judgement.points < 1) is (outcome == "partly")
    assert judgement.counts is (outcome not in ("unreadable", "empty"))


@pytest.mark.parametrize(
    ("response", "key", "relative", "absolute", "outcome"),
    [
        ("2.7", "e", 0.01, 0.0, "right"),
        ("2.6", "e", 0.01, 0.0, "wrong"),
        ("2.71", "e", 0.0, 0.01, "right"),
        ("2.7", "e", 0.0, 0.01, "wrong"),
    ],
)
def test_tolerances(response: str, key: str, relative: float, absolute: float, outcome: str) -> None:
    assert judge(response, key, kind="number", rtol=relative, atol=absolute).outcome == outcome


def test_without_a_tolerance_a_number_is_marked_exactly() -> None:
    assert judge("0.667", "2/3", kind="number").outcome == "wrong"


def test_tolerance_holds_for_the_entries_of_vectors_and_sets() -> None:
    assert judge("(0.333, 2)", "(1/3, 2)", kind="vector", atol=0.001).outcome == "right"
    assert judge("{1.41, 2.72}", "{e, sqrt 2}", kind="set", rtol=0.01).outcome == "right"
    assert judge("(0.33, 2.7]", "(1/3, e]", kind="interval", atol=0.02).outcome == "right"


def test_up_to_a_constant_takes_any_letter_for_it() -> None:
    for response in ("t^2", "t^2 + 5", "t^2 + C", "t^2 - k/3"):
        assert judge(response, "t^2", variables={"t": "real"}, up_to_constant=True).outcome == "right"
    assert judge("t^2 + C*t", "t^2", variables={"t": "real"}, up_to_constant=True).outcome == "wrong"


def test_a_name_before_the_answer_is_taken_only_where_wanted() -> None:
    assert judge("w = 3", "3", kind="number", name_equals=True).outcome == "right"
    assert judge("w = 3", "3", kind="number").outcome == "unreadable"


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        ("t = 4, t = 7", "right"),
        ("t = 7 or t = 4", "right"),
        ("{t = 4; t = 7}", "right"),
        ("t_1 = 4, t_2 = 7", "right"),
        ("t = 4, t = 7, t = 9", "partly"),
        ("t = 4, t = 6", "wrong"),
        ("t^2 = 4, t = 7", "unreadable"),
    ],
)
def test_elements_of_a_set_may_each_be_given_for_the_name(response: str, outcome: str) -> None:
    assert judge(response, "{4, 7}", kind="set", name_equals=True).outcome == outcome


@pytest.mark.parametrize(
    ("domain", "outcome"), [("real", "wrong"), ("positive", "right"), ((0.5, 2.0), "right"), ("complex", "wrong")]
)
def test_domains(domain: Domain, outcome: str) -> None:
    assert judge("sqrt(t^2)", "t", variables={"t": domain}).outcome == outcome


def test_declared_functions() -> None:
    assert judge("g(2t)", "g(t + t)", functions=["g"]).outcome == "right"
    assert judge("g(t)", "g(2t)", functions=("g",)).outcome == "wrong"


def test_names_that_are_not_declared_are_unreadable_and_the_usable_ones_listed() -> None:
    judgement = judge("3s", "3t", variables={"t": "real"})
    assert judgement.outcome == "unreadable"
    assert "You can use t" in judgement.feedback
    assert judgement.place == (1, 2)


@pytest.mark.parametrize(
    ("response", "key"),
    [
        ("3 = w", "w = 3"),
        ("w > 3", "3 < w"),
        ("{2, 1}", "{1, 2}"),
        ("2, 1", "1, 2"),
        ("(1, 2)", "<1, 2>"),
        ("(0, 1]", "(0, 1]"),
        ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    ],
)
def test_a_key_that_is_no_expression_says_itself_what_it_is(response: str, key: str) -> None:
    assert judge(response, key).outcome == "right"


def test_lists_of_relations_are_joined_as_people_mean_them() -> None:
    assert judge("t = 1, t = 2", "(t-1)(t-2) = 0", kind="equation").outcome == "right"
    assert judge("s = 1, t = 2", "s = 1 and t = 2", kind="equation").outcome == "right"
    assert judge("t > 1, t < 2", "1 < t < 2", kind="inequality").outcome == "right"


def test_house_rules_can_be_given() -> None:
    assert judge("0,5", "1/2", kind="number", rules=Rules(decimal_comma=True)).outcome == "right"
    assert judge("log(100)", "2", kind="number", rules=Rules(log_base="10")).outcome == "right"


def test_how_it_was_read_comes_back_as_latex() -> None:
    assert judge("1/2t", "t", read_as=True).read_as == r"\frac{1}{2} t"


def test_an_unknown_kind_is_an_error_of_the_caller() -> None:
    with pytest.raises(LearnerInputError, match="kind is one of number"):
        judge("1", "1", kind="essay")


def test_a_key_that_cannot_be_read_is_said_to_be_so() -> None:
    judgement = judge("1", "2 + (")
    assert (judgement.outcome, judgement.code) == ("unreadable", "key")


@pytest.mark.parametrize(
    ("kind", "response", "key", "code"),
    [
        ("number", "-5", "5", "sign"),
        ("number", "35", "0.35", "percent"),
        ("number", "4/3", "3/4", "reciprocal"),
        ("number", "sin(50)", "sin(5pi/18)", "degrees"),
        ("number", "13", "12", "off-by-one"),
        ("number", "14", "7", "factor"),
        ("number", "0.67", "2/3", "rounding"),
        ("number", "1/0", "2", "undefined"),
        ("expression", "-cos t", "cos t", "sign"),
        ("expression", "5cos t", "cos t", "factor"),
        ("expression", "1/cos t", "cos t", "reciprocal"),
        ("expression", "cos t + 2", "cos t", "constant"),
        ("expression", "sin t", "cos t", "wrong"),
        ("inequality", "t > 4", "t < 4", "direction"),
        ("inequality", "t <= 4", "t < 4", "boundary"),
        ("vector", "(4, 1)", "(1, 4)", "order"),
        ("vector", "(4, 1, 2)", "(1, 4)", "size-vector"),
        ("vector", "(1, 7)", "(1, 4)", "entries"),
        ("matrix", "[[1, 3], [2, 4]]", "[[1, 2], [3, 4]]", "transposed"),
        ("matrix", "[[1], [2]]", "[[1, 2]]", "transposed"),
        ("matrix", "[[1, 2, 3]]", "[[1, 2]]", "size"),
        ("interval", "[1, 2]", "(1, 2)", "ends"),
        ("set", "{1}", "{1, 2}", "set-missing"),
        ("set", "{1, 2, 3}", "{1, 2}", "set-extra"),
        ("set", "{1, 3}", "{1, 2}", "set-part"),
        ("number", "9^9^9^9", "1", "cannot-tell"),
    ],
)
def test_common_slips_have_a_code_and_words(kind: str, response: str, key: str, code: str) -> None:
    judgement = judge(response, key, kind=kind)
    assert judgement.code == code
    assert judgement.feedback
    assert "!" not in judgement.feedback


CANARY = "7193.5"


@pytest.mark.parametrize(
    ("kind", "key", "responses"),
    [
        ("number", CANARY, ["1", "-7193", "x", "1/0", "7000", "", "71935"]),
        ("expression", f"{CANARY}t", ["t", "-t", "1/t", "t + 1", ")"]),
        ("vector", f"({CANARY}, 1)", ["(1, 1)", "(1, 2, 3)", "(1, 7190)"]),
        ("set", "{7193.5, 1}", ["{1}", "{1, 2}", "{3}"]),
        ("interval", f"(0, {CANARY}]", ["(0, 1]", "[0, 7000]"]),
        ("equation", f"t = {CANARY}", ["t = 1", "t"]),
    ],
)
def test_feedback_never_tells_the_key(kind: str, key: str, responses: list[str]) -> None:
    for response in responses:
        assert CANARY not in judge(response, key, kind=kind).feedback


# -- properties --------------------------------------------------------------------------------------------------------


def _turned_round(node: Node) -> Node:
    node = rebuild(node, _turned_round)
    if isinstance(node, Binary) and node.operator in "+*":
        return Binary(node.operator, node.right, node.left)
    return node


@given(strategies.smooth, st.sampled_from(("", " ")), st.booleans())
def test_rewritings_are_judged_the_same(tree: Node, space: str, bracketed: bool) -> None:
    text = plain(_turned_round(tree)).replace(" ", space)
    text = f"(({text}))" if bracketed else text
    assert judge(text, plain(tree)).outcome == "right"


_SPELLINGS = (("atan(", "arctan("), ("*", " · "), ("^", "**"), ("-", "−"), ("sin(", "Sin("), (" + ", "+"))


@given(strategies.smooth, st.sets(st.sampled_from(_SPELLINGS)))
def test_other_spellings_are_judged_the_same(tree: Node, spellings: set[tuple[str, str]]) -> None:
    text = plain(tree)
    for usual, other in sorted(spellings):
        text = text.replace(usual, other)
    assert judge(text, plain(tree)).outcome == "right"


@given(strategies.smooth)
def test_what_is_shown_as_latex_is_judged_the_same(tree: Node) -> None:
    assert judge(latex(tree), plain(tree)).outcome == "right"


@given(strategies.polynomials, st.sampled_from(("expand", "factor", "horner", "together")))
def test_polynomials_rearranged_by_sympy_are_judged_the_same(tree: Node, change: str) -> None:
    import sympy

    text = plain(tree)
    rearranged = getattr(sympy, change)(sympy.sympify(text))
    assert judge(str(rearranged), text).outcome == "right"


@given(strategies.polynomials)
def test_an_answer_off_by_one_is_not_right(tree: Node) -> None:
    assert judge(f"{plain(tree)} + 1", plain(tree)).outcome == "wrong"


def test_judging_loads_no_symbolic_or_statistical_library() -> None:
    code = (
        "import sys, mmready.maths; from mmready.grading.judge import judge;"
        "assert judge('2t', 't+t').outcome == 'right';"
        "print([name for name in ('sympy', 'scipy', 'mpmath', 'yaml', 'ipywidgets') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        ("4, 7 and 9", "right"),
        ("4, 7, and 9", "right"),
        ("4 or 7 or 9", "right"),
        ("4, 7", "partly"),
        ("{4 7 9}", "unreadable"),
        ("{4 7, 9}", "unreadable"),
    ],
)
def test_lists_of_elements(response: str, outcome: str) -> None:
    assert judge(response, "{4, 7, 9}", kind="set").outcome == outcome


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        ("x < 2 or x >= 3", "right"),
        ("x >= 3 or 2 > x", "right"),
        ("x < 2 and x >= 3", "wrong"),
        ("x < 2 or x > 3", "partly"),
        ("(-inf, 2) and [3, inf)", "unreadable"),
    ],
)
def test_inequalities_answer_a_union_of_intervals(response: str, outcome: str) -> None:
    key = "(-inf, 2) U [3, inf)"
    assert judge(response, key, kind="interval", variables={}, name_equals=True).outcome == outcome

"""The eight kinds of typed mathematics in questions: marks, mistakes, partial credit, previews, specimens."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from mmready.domain.response import Judgement, Reading, Response
from mmready.domain.variant import AnswerKey, Domain, Mark, Mistake, Variant
from mmready.grading import dispatch

KINDS = ("number", "expression", "equation", "inequality", "vector", "matrix", "interval", "set")


def key(kind: str, answer: str, mark: Mark | None = None, variables: dict[str, Domain] | None = None) -> AnswerKey:
    return AnswerKey("a-question", 0, kind, answer, variables or {}, mark or Mark())


def variant(kind: str, variables: tuple[str, ...] = ()) -> Variant:
    return Variant("a-question", 0, kind, "a-skill", "calculus", "What is it?", variables=variables)


def grade(the_key: AnswerKey, response: Response) -> Judgement:
    return dispatch.grade(the_key, response)


def check(kind: str, response: Response, *variables: str) -> Reading:
    return dispatch.check_form(variant(kind, variables), response)


# -- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "response", "outcome"),
    [
        ("2/3", "2/3", "right"),
        ("2/3", "0.667", "right"),
        ("2/3", "0.6667", "right"),
        ("2/3", "66.7%", "right"),
        ("2/3", "p = 0.667", "right"),
        ("2/3", "0.67", "wrong"),
        ("2/3", "0.666", "wrong"),
        ("sqrt 2", "1.41", "right"),
        ("1234", "1234", "right"),
        ("1234", "1230", "wrong"),
        ("1/8", "0.125", "right"),
        ("1/8", "0.13", "wrong"),
        ("0", "0.0001", "wrong"),
        ("-3", "−3", "right"),
    ],
)
def test_numbers_are_exact_or_right_to_three_figures(answer: str, response: str, outcome: str) -> None:
    assert grade(key("number", answer), response).outcome == outcome


@pytest.mark.parametrize(
    ("mark", "response", "outcome"),
    [
        (Mark(tolerance="0.1"), "3.2", "right"),
        (Mark(tolerance="0.1"), "3.3", "wrong"),
        (Mark(tolerance="1%"), "3.16", "right"),
        (Mark(tolerance="1%"), "3.2", "wrong"),
        (Mark(significant=2), "3.1", "right"),
        (Mark(significant=2), "3", "wrong"),
        (Mark(significant=5), "3.1416", "right"),
        (Mark(significant=5), "3.14", "wrong"),
        (Mark(decimals=1), "3.1", "right"),
        (Mark(decimals=3), "3.14", "wrong"),
        (Mark(form="fraction"), "3.14", "wrong"),
    ],
)
def test_marks_of_numbers(mark: Mark, response: str, outcome: str) -> None:
    assert grade(key("number", "pi", mark), response).outcome == outcome


def test_a_right_value_in_the_wrong_form_is_partly_right_and_says_what_to_do() -> None:
    judgement = grade(key("number", "3/4", Mark(form="fraction")), "0.75")
    assert (judgement.outcome, judgement.code, judgement.points) == ("partly", "form-fraction", 0.5)
    expanded = key("expression", "t^2 - 1", Mark(form="expanded"), {"t": "real"})
    assert grade(expanded, "(t-1)(t+1)").code == "form-expanded"
    assert grade(expanded, "t^2 - 1").outcome == "right"
    factored = replace(expanded, answer="(t-1)*(t+1)", mark=Mark(form="factored"))
    assert grade(factored, "t^2 - 1").code == "form-factored"
    assert grade(factored, "(1+t)(t-1)").outcome == "right"


@pytest.mark.parametrize("response", ["3x", "1, 2", "[1, 2]", "x > 2", "three", "2 +"])
def test_what_is_no_number_does_not_count(response: str) -> None:
    judgement = grade(key("number", "3"), response)
    assert judgement.outcome == "unreadable"
    assert judgement.feedback.startswith("We can’t read this yet")
    assert "does not count" in judgement.feedback


def test_json_numbers_are_taken_as_they_are() -> None:
    assert grade(key("number", "5/2"), 2.5).outcome == "right"
    assert grade(key("number", "3"), 3).outcome == "right"


# -- mistakes ----------------------------------------------------------------------------------------------------------


def test_a_named_mistake_gives_its_feedback_and_points() -> None:
    the_key = replace(
        key("expression", "2*t*exp(t^2)", variables={"t": "real"}),
        mistakes=(Mistake("exp(t^2)", "The inner derivative is missing."), Mistake("2*t", "Only the inner one.", 0.25)),
    )
    first = grade(the_key, "e^(t^2)")
    assert (first.outcome, first.code, first.feedback) == ("wrong", "mistake-1", "The inner derivative is missing.")
    second = grade(the_key, "t + t")
    assert (second.outcome, second.code, second.points) == ("partly", "mistake-2", 0.25)


def test_a_named_mistake_comes_before_partial_credit() -> None:
    the_key = replace(key("vector", "[1, 2]"), mistakes=(Mistake("[2, 2]", "Look at the first entry."),))
    assert grade(the_key, "(2, 2)").code == "mistake-1"
    assert grade(the_key, "(1, 7)").outcome == "partly"


# -- expressions -------------------------------------------------------------------------------------------------------


def test_declared_domains_say_where_expressions_are_compared() -> None:
    density = key("expression", "3*(2 - t)^2/8", variables={"t": (0.0, 2.0)})
    assert grade(density, "3/8|2-t|^2").outcome == "right"
    assert grade(density, "f(t) = 3(t-2)^2/8").outcome == "right"
    assert grade(density, "3(2-t)/8").outcome == "wrong"


def test_antiderivatives_are_right_with_and_without_a_constant() -> None:
    the_key = key("expression", "sin(t)^2/2", Mark(up_to="constant"), {"t": "real"})
    for response in ("sin(t)^2/2", "-cos(t)^2/2 + C", "-cos(2t)/4", "F(t) = sin^2(t)/2 + 7"):
        assert grade(the_key, response).outcome == "right"
    assert grade(the_key, "sin(t)^2").code == "factor"


# -- vectors and matrices ----------------------------------------------------------------------------------------------


def test_cells_of_a_grid() -> None:
    the_key = key("matrix", "[[1, 1/2], [0, 4]]")
    assert grade(the_key, [["1", "0.5"], ["0", "2^2"]]).outcome == "right"
    partly = grade(the_key, [["1", "0.5"], ["0", "5"]])
    assert (partly.outcome, partly.points) == ("partly", 0.75)
    assert "3 of 4" in partly.feedback
    empty = grade(the_key, [["1", ""], ["0", "4"]])
    assert (empty.outcome, empty.code) == ("empty", "cell-empty")
    assert "row 1, column 2" in empty.feedback
    assert grade(the_key, [["", ""], ["", ""]]).outcome == "empty"
    broken = grade(the_key, [["1", "2+"], ["0", "4"]])
    assert (broken.outcome, broken.place) == ("unreadable", (2, 2))
    assert "Row 1, column 2" in broken.feedback
    assert grade(the_key, [["1", "2"], ["3"]]).code == "ragged"
    assert grade(the_key, [["1"], ["2"]]).code == "size"


def test_vectors_in_all_their_notations() -> None:
    the_key = key("vector", "[3, -1]")
    for response in ("(3, -1)", "[3, -1]", "<3, -1>", "3, -1", "3 -1", "[[3], [-1]]", "3\n-1", "3i - j", "v = (3, -1)"):
        assert grade(the_key, response).outcome == "right"
    assert grade(the_key, ["3", "-1"]).outcome == "right"
    assert grade(the_key, [["3"], ["-1"]]).outcome == "right"
    assert grade(the_key, ["3", " "]).code == "cell-empty"


@pytest.mark.parametrize(
    ("mark", "response", "outcome"),
    [
        (Mark(up_to="factor"), "(-2, -4)", "right"),
        (Mark(up_to="factor"), "(0, 0)", "wrong"),
        (Mark(up_to="sign"), "(-1, -2)", "right"),
        (Mark(up_to="sign"), "(2, 4)", "wrong"),
        (Mark(up_to="order"), "(2, 1)", "right"),
        (Mark(up_to="span"), "(3, 6)", "right"),
        (Mark(up_to="span"), "(2, 1)", "wrong"),
        (Mark(eigenvector_of=("[[2, 1], [2, 3]]", "4")), "(5, 10)", "right"),
        (Mark(eigenvector_of=("[[2, 1], [2, 3]]", "4")), "(1, -1)", "wrong"),
        (Mark(eigenvector_of=("[[2, 1], [2, 3]]", "4")), "(0, 0)", "wrong"),
    ],
)
def test_vectors_up_to_something(mark: Mark, response: str, outcome: str) -> None:
    assert grade(key("vector", "[1, 2]", mark), response).outcome == outcome


def test_the_zero_vector_is_named_where_an_eigenvector_is_asked_for() -> None:
    the_key = key("vector", "[1, 2]", Mark(eigenvector_of=("[[2, 1], [2, 3]]", "4")))
    assert grade(the_key, "(0, 0)").code == "zero-vector"


def test_a_basis_may_be_any_that_spans_the_same() -> None:
    the_key = key("vector", "{[1, 0, 1], [0, 1, 1]}", Mark(up_to="span"))
    assert grade(the_key, "{(1, 1, 2), (1, -1, 0)}").outcome == "right"
    assert grade(the_key, "(1, 1, 2), (1, -1, 0)").outcome == "right"
    assert grade(the_key, "{(1, 1, 2), (2, 2, 4)}").outcome == "wrong"


# -- previews ----------------------------------------------------------------------------------------------------------


def test_previews_say_how_it_is_read_without_the_key() -> None:
    reading = check("expression", "1/2t", "t")
    assert (reading.outcome, reading.latex) == ("readable", r"\frac{1}{2} t")
    assert reading.spoken == "fraction 1 over 2 end fraction times t"
    assert check("number", "").outcome == "empty"
    unreadable = check("expression", "3(t+1", "t")
    assert (unreadable.outcome, unreadable.place) == ("unreadable", (1, 5))
    assert "closing bracket is missing" in unreadable.help
    assert check("matrix", [["1", "2"], ["3", "4"]]).outcome == "readable"
    assert check("vector", "(1, 2", "t").outcome == "unreadable"
    assert check("set", "{1, 2}").latex == r"\{1, 2\}"


def test_a_question_may_state_other_rules_of_the_house() -> None:
    rules = "decimal_comma on, log_base 10"
    stated, usual = key("number", "5/2", Mark(rules=rules)), key("number", "5/2")
    assert [grade(each, "2,5").outcome for each in (stated, usual)] == ["right", "unreadable"]
    assert grade(stated, "log(10) + 3/2").outcome == "right"
    asked = replace(variant("number"), rules=rules)
    assert dispatch.check_form(asked, "2,5").latex == "2.5"
    assert check("number", "2,5").outcome == "unreadable"


def test_marks_that_cannot_be_read_say_what_is_expected() -> None:
    for mark, said in ((Mark(tolerance="about 1"), "a tolerance is a number"), (Mark(rules="log 10"), "no rule 'log'")):
        with pytest.raises(ValueError, match=said):
            grade(key("number", "1", mark), "1")


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_reads_what_marking_reads(kind: str) -> None:
    responses: dict[str, tuple[str, str]] = {
        "number": ("3/4", "3/("),
        "expression": ("2t", "t < 2"),
        "equation": ("t = 2", "t"),
        "inequality": ("t < 2", "2"),
        "vector": ("(1, t)", "5"),
        "matrix": ("[[1, t]]", "t"),
        "interval": ("[0, 1)", "1"),
        "set": ("{1}", "(1, 2)"),
    }
    good, bad = responses[kind]
    variables: dict[str, Domain] = {} if kind == "number" else {"t": "real"}
    assert check(kind, good, *variables).outcome == "readable"
    assert check(kind, bad, *variables).outcome == "unreadable"
    assert grade(key(kind, good, variables=variables), good).outcome == "right"
    assert grade(key(kind, good, variables=variables), bad).outcome == "unreadable"


# -- specimens ---------------------------------------------------------------------------------------------------------

KEYS = [
    key("number", "2/7"),
    key("number", "-5"),
    key("number", "0"),
    key("number", "sqrt(3)/2"),
    key("number", "12.5", Mark(tolerance="0.5")),
    key("number", "1/3", Mark(significant=4)),
    key("number", "pi", Mark(decimals=2)),
    key("number", "3/8", Mark(form="fraction")),
    key("number", "det([[1, 2], [3, 4]])"),
    replace(key("number", "1/4"), mistakes=(Mistake("3/4", "The other one."), Mistake("1/2", "Half way.", 0.5))),
    key("expression", "2*x*exp(x^2)", variables={"x": "real"}),
    key("expression", "0", variables={"x": "real"}),
    key("expression", "-ln(t)/t", variables={"t": "positive"}),
    key("expression", "x^3/3", Mark(up_to="constant"), {"x": "real"}),
    key("expression", "5*(c - t)^4/c^5", variables={"t": (0.0, 3.0), "c": "positive"}),
    key("expression", "x^2 - 4", Mark(form="expanded"), {"x": "real"}),
    key("expression", "(x - 2)*(x + 2)", Mark(form="factored"), {"x": "real"}),
    key("equation", "z = 2*x + 4*y - 5", variables={"x": "real", "y": "real", "z": "real"}),
    key("equation", "x^2 + y^2 = 9", variables={"x": "real", "y": "real"}),
    key("inequality", "x > 1/2", variables={"x": "real"}),
    key("inequality", "-1 < x <= 4", variables={"x": "real"}),
    key("vector", "[1, -2, 0]"),
    key("vector", "[t, t^2]", variables={"t": "real"}),
    key("vector", "[1, -1]", Mark(up_to="factor")),
    key("vector", "[1, 1]", Mark(eigenvector_of=("[[2, 1], [1, 2]]", "3"))),
    key("vector", "{[1, 0, 1], [0, 1, 1]}", Mark(up_to="span")),
    replace(key("vector", "[2, 3]"), mistakes=(Mistake("[3, 2]", "Swapped."),)),
    key("matrix", "[[1, 2], [3, 4]]"),
    key("matrix", "[[4/5, 2/5], [2/5, 1/5]]"),
    key("matrix", "[1, 2]*transpose([1, 2])/5"),
    key("matrix", "[[1, 0, 2]]"),
    key("interval", "[-1/2, 1/2)"),
    key("interval", "(0, inf)"),
    key("interval", "(-inf, 1) U (2, inf)"),
    key("interval", "[0, 1]"),
    key("interval", "(2, 3)", Mark(tolerance="0.1")),
    key("set", "{-1, 2}"),
    key("set", "{}"),
    key("set", "{sqrt(2), -sqrt(2), 0}"),
    key("set", "{[1, 2], [3, 4]}"),
    replace(key("set", "{1, 5}"), mistakes=(Mistake("{-1, -5}", "Signs."),)),
]


@pytest.mark.parametrize("the_key", KEYS, ids=lambda the_key: f"{the_key.kind} {the_key.answer} {the_key.mark.up_to}")
def test_every_specimen_has_the_outcome_it_promises(the_key: AnswerKey) -> None:
    specimens = dispatch.specimens(variant(the_key.kind, tuple(the_key.variables)), the_key)
    outcomes = {outcome for _, outcome in specimens}
    assert {"right", "wrong", "unreadable", "empty"} <= outcomes
    for response, outcome in specimens:
        judgement = grade(the_key, response)
        assert (response, judgement.outcome) == (response, outcome)


def test_every_kind_has_the_three_functions() -> None:
    for kind in KINDS:
        module = importlib.import_module(f"mmready.grading.{kind}")
        assert {"check_form", "grade", "specimens"} <= set(module.__all__)
        assert module.KIND.name == kind


@pytest.mark.parametrize(
    ("unit", "answer", "response", "outcome"),
    [
        ("%", "-6", "-6%", "right"),
        ("%", "-6", "-6", "right"),
        ("%", "-6", "-6 %", "right"),
        ("%", "-6", "-0.06", "wrong"),
        ("", "-6", "-6%", "wrong"),
        ("$m$", "3", "3 m", "right"),
        ("hours", "3", "3 hours", "right"),
        ("hours", "3", "hours", "unreadable"),
    ],
)
def test_a_unit_that_stands_behind_the_field_may_be_typed_again(unit, answer, response, outcome) -> None:
    assert grade(replace(key("number", answer), unit=unit), response).outcome == outcome
    shown = replace(variant("number"), unit=unit)
    assert (dispatch.check_form(shown, response).outcome == "readable") == (outcome != "unreadable")


@pytest.mark.parametrize(
    ("response", "outcome"), [("(0.667, 0.333)", "right"), ("(2/3, 1/3)", "right"), ("(0.667, 0.3)", "partly")]
)
def test_rounded_entries_make_a_right_vector_where_figures_are_asked(response, outcome) -> None:
    assert grade(key("vector", "[2/3, 1/3]", Mark(significant=3)), response).outcome == outcome


@pytest.mark.parametrize(
    ("answer", "response", "outcome"),
    [
        ("(0, 1/3]", "0 < s <= 1/3", "right"),
        ("(0, 1/3]", "1/3 >= s > 0", "right"),
        ("(0, 1/3]", "0 < s < 1/3", "partly"),
        ("(0, 1/3]", "s <= 1/3", "wrong"),
        ("(2, inf)", "s > 2", "right"),
        ("(2, inf)", "2 < s", "right"),
        ("(-inf, 2)", "s < 2", "right"),
        ("(2, inf)", "s = 2", "unreadable"),
        ("(2, inf)", "2 < s > 1", "unreadable"),
    ],
)
def test_an_interval_may_be_given_as_an_inequality(answer, response, outcome) -> None:
    assert grade(key("interval", answer, variables={"s": "real"}), response).outcome == outcome

"""Seeds to variants: determinism, no repeats, what each kind holds, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mmready.domain.bank import Bank, Prepared
from mmready.domain.question import MistakeText, OptionText
from mmready.errors import AuthorError, LearnerInputError, MMReadyError
from mmready.maths.parse import parse
from mmready.sampling import draw, draw_body, prepare
from mmready.sampling.walk import Walk
from tests.sampling.questions import FIXTURES, KINDS, PlainRunner, fixture, question

RUNNER = PlainRunner()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_draws_on_forty_seeds(name):
    template, body = fixture(name)
    for seed in range(40):
        variant, key = draw_body(template, body, seed, RUNNER)
        assert (variant.seed, variant.kind, variant.question) == (seed, template.kind, template.id)
        assert (key.seed, key.kind, key.question) == (seed, template.kind, template.id)
        told = (variant.text, *variant.hints, key.solution, *(option.text for option in variant.options))
        assert not any("{{ " in text for text in told)


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("blanks", "order", "output", "function")])
def test_keys_and_mistakes_read_back(name):
    template, body = fixture(name)
    for seed in range(12):
        _, key = draw_body(template, body, seed)
        for text in (key.answer, *(mistake.answer for mistake in key.mistakes)):
            if text:
                assert parse(text, variables=list(key.variables)) is not None


# the same on every machine, with every version of every library
FIXED = {
    "number": ["3/5", "1", "3/10", "1"],
    "expression": ["8*x^3", "-6*x", "-6*x^2", "-3*x^2 - 2"],
    "vector": ["[1, -1]", "[1, 1]", "[1, -1]", "[1, 1]"],
    "matrix": [
        "[[9/10, 3/10], [3/10, 1/10]]",
        "[[1/5, 2/5], [2/5, 4/5]]",
        "[[4/5, 2/5], [2/5, 1/5]]",
        "[[4/13, 6/13], [6/13, 9/13]]",
    ],
    "interval": ["[-1/4, 1/4)", "[-1/3, 1/3)", "[-1, 1)", "[-1/2, 1/2)"],
    "set": ["{3, -5}", "{3, -4}", "{1, -3}", "{1, -4}"],
    "equation": ["z = -3*x - 3*y - 1", "z = -2*x + 2*y - 4", "z = 2*x - 2*y", "z = -3*x + y - 4"],
    "inequality": ["-3 < x <= 0", "0 < x <= 2", "-2 < x <= 2", "-3 < x <= 1"],
}


@pytest.mark.parametrize(("name", "answers"), FIXED.items())
def test_same_seed_gives_the_same_key_everywhere(name, answers):
    template, body = fixture(name)
    assert [draw_body(template, body, seed)[1].answer for seed in range(4)] == answers


def test_the_order_of_asking_does_not_matter():
    template, body = fixture("equation")
    forth = [draw_body(template, body, seed) for seed in range(30)]
    other = replace(body)
    back = [draw_body(template, other, seed) for seed in reversed(range(30))]
    assert forth == back[::-1]


def test_hash_randomisation_does_not_matter():
    program = f"""
from mmready.loading import read_question
from mmready.sampling import draw_body
for name in ("expression", "many-choice", "order", "blanks"):
    template, body = read_question({str(FIXTURES)!r} + f"/{{name}}.md")
    print([draw_body(template, body, seed) for seed in range(3)])
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def made(**fields):
    return question("number", "${{ a }}, {{ b }}$", **fields)


def test_no_draw_comes_twice_before_all_were_seen():
    template, body = made(parameters={"a": "integer(1, 4)", "b": "integer(1, 4)"}, require=("a != b",), answer="a + b")
    texts = [draw_body(template, body, seed)[0].text for seed in range(24)]
    assert len(set(texts[:12])) == 12
    assert texts[12:] == texts[:12]
    assert texts[:12] != sorted(texts[:12])


def test_cases_and_dependent_bounds_are_all_met():
    template, body = question(
        "number",
        "{{ word }} {{ a }} {{ b }}",
        cases=({"word": "one", "top": "2"}, {"word": "two", "top": "3"}),
        parameters={"a": "integer(1, top)", "b": "integer(1, a)"},
        answer="a*b",
    )
    texts = {draw_body(template, body, seed)[0].text for seed in range(9)}
    assert len(texts) == 9
    assert "one 2 2" in texts
    assert "one 3 1" not in texts


def test_a_large_seed_takes_no_time_and_stays_the_same():
    template, body = made(parameters={"a": "integer(1, 99999)", "b": "integer(1, 99999)"}, answer="a + b")
    assert draw_body(template, body, 10**12) == draw_body(template, replace(body), 10**12)


def test_a_condition_that_never_holds_is_an_author_error():
    template, body = made(parameters={"a": "integer(1, 9)", "b": "integer(1, 9999)"}, require=("a > 9",), answer="a")
    with pytest.raises(AuthorError, match="no draw passed in 200 tries") as error:
        draw_body(template, body, 0)
    assert error.value.faults[0].line == body.at["require"]


def test_a_negative_seed_is_refused():
    template, body = made(parameters={"a": "integer(1, 9)", "b": "integer(1, 9)"}, answer="a")
    with pytest.raises(LearnerInputError):
        draw_body(template, body, -1)


def test_numbers_stay_exact():
    template, body = made(parameters={"a": "one_of(0.1)", "b": "one_of(0.2)"}, answer="a + b")
    assert draw_body(template, body, 0)[1].answer == "3/10"


@pytest.mark.parametrize(
    ("kind", "answer", "key"),
    [
        ("number", "sqrt(12)", "2*sqrt(3)"),
        ("number", "integrate(x^2, x, 0, 3)", "9"),
        ("number", "integrate(exp(-x), (x, 0, inf))", "1"),
        ("number", "sum(k^2, k, 1, 4)", "30"),
        ("number", "sum((1/2)^k, k, 0, inf)", "2"),
        ("number", "limit(sin(x)/x, x, 0)", "1"),
        ("number", "mod(17, 5) + floor(7/2)", "5"),
        ("number", "binomial(5, 2)/4!", "5/12"),
        ("number", "(-8)^(1/3)", "-2"),
        ("number", "f(3)", "9"),
        ("number", "rank([[1, 2], [2, 4]])", "1"),
        ("number", "norm([3, 4])", "5"),
        ("number", "piecewise(1 if 2 < 1, 7)", "7"),
        ("expression", "diff(f, x)", "2*x"),
        ("expression", "diff(f, x, 2)", "2"),
        ("expression", "n*(4 - x)^(n-1)/4^n", "3*(4 - x)^2/64"),
        ("expression", "piecewise(x if x < 1, 2 - x)", "piecewise(x if x < 1, 2 - x)"),
        ("expression", "Phi(x)", "Phi(x)"),
        ("vector", "[1, n]", "[1, 3]"),
        ("vector", "inverse([[2, 0], [0, 4]])*[2, 4]", "[1, 1]"),
        ("vector", "cross([1, 0, 0], [0, 1, 0])", "[0, 0, 1]"),
        ("matrix", "[1, 2]*transpose([1, 2])", "[[1, 2], [2, 4]]"),
        ("matrix", "diag(1, n)*identity(2)", "[[1, 0], [0, 3]]"),
        ("matrix", "[1, 2]", "[[1], [2]]"),
        ("interval", "(0, n]", "(0, 3]"),
        ("interval", "(0, n)", "(0, 3)"),
        ("interval", "(-inf, -n) union [1, inf)", "(-inf, -3) union [1, inf)"),
        ("set", "{-n, 2*n}", "{-3, 6}"),
        ("equation", "y = n*x + 1", "y = 3*x + 1"),
        ("inequality", "1 < x <= n", "1 < x <= 3"),
        ("inequality", "x < -n or x > n", "x < -3 or x > 3"),
    ],
)
def test_key_is_worked_out_exactly(kind, answer, key):
    template, body = question(
        kind,
        parameters={"n": "one_of(3)"},
        define={"f": "x^2"},
        variables={"x": "real", "y": "real"},
        answer=answer,
    )
    found = draw_body(template, body, 0)[1].answer
    assert parse(found, variables=["x", "y"]) == parse(key, variables=["x", "y"]) or found == key, found


@pytest.mark.parametrize(
    ("kind", "answer", "message"),
    [
        ("number", "1/(n - 3)", "division by zero"),
        ("number", "n + unknown", "unknown name 'unknown'"),
        ("number", "(n", "cannot be read"),
        ("number", "sqrt(-n)^(1/2) + (-4)^(1/2)", "root of the negative"),
        ("number", "[1, 2] + [1, 2, 3]", "does not go with"),
        ("number", "inverse([[1, 1], [1, 1]])", "determinant 0"),
        ("vector", "n", "came out as 3"),
        ("interval", "n", "came out as 3"),
        ("equation", "n + 1", "came out as"),
        ("number", "integrate(x^x, x, 0, 1)", "no closed form"),
        ("number", "story + 1", "is the text 'word'"),
        ("number", "(n + 1)'", "only a matrix or a vector can be transposed"),
    ],
)
def test_an_answer_without_a_value_is_an_author_error_at_its_line(kind, answer, message):
    template, body = question(
        kind, parameters={"n": "one_of(3)", "story": "text_of(word)"}, variables={"x": "positive"}, answer=answer
    )
    with pytest.raises(AuthorError, match=message) as error:
        draw_body(template, body, 0)
    assert error.value.faults[0].line == body.at["answer"]


@pytest.mark.parametrize("code", ["[4, 9][2]", "+ 5", "3 + [4]", "n"])
def test_a_case_in_double_quotes_is_a_text(code):
    template, body = question("number", text="See `{{ rule }}`.", cases=({"rule": f'"{code}"', "n": "3"},), answer="n")
    assert draw_body(template, body, 0)[0].text == f"See `{code}`."


@pytest.mark.parametrize("formula", ["$y + x\\,y'$", "$n$", "price in $"])
def test_a_case_with_dollars_is_shown_as_it_stands(formula):
    cases = ({"rule": formula, "n": "3"},)
    template, body = question("number", text="See {{ rule }}.", cases=cases, parameters={"y": "one_of(2)"}, answer="n")
    assert draw_body(template, body, 0)[0].text == f"See {formula}."


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("real", "real"),
        ("real(0, n)", (0.0, 3.0)),
        ("positive", "positive"),
        ("integer", "integer"),
        ("complex", "complex"),
        ("integer(1, 5)", "integer"),
    ],
)
def test_variables_say_where_answers_are_compared(text, domain):
    template, body = question("expression", parameters={"n": "one_of(3)"}, variables={"x": text}, answer="x")
    variant, key = draw_body(template, body, 0)
    assert key.variables == {"x": domain}
    assert variant.variables == ("x",)


def test_a_number_takes_no_variables():
    template, body = question("number", variables={"x": "real"}, answer="integrate(x, x, 0, 1)")
    variant, key = draw_body(template, body, 0)
    assert (variant.variables, dict(key.variables)) == ((), {})


def test_a_mistake_equal_to_the_key_is_left_out():
    mistakes = (MistakeText("a*2", "Twice."), MistakeText("4", "Four."), MistakeText("2*a", "Twice again."))
    template, body = question("number", parameters={"a": "integer(1, 2)"}, answer="a^2", mistakes=mistakes)
    found = {
        draw_body(template, body, seed)[1].answer: draw_body(template, body, seed)[1].mistakes for seed in range(2)
    }
    assert [mistake.answer for mistake in found["1"]] == ["2", "4"]
    assert found["4"] == ()


def test_a_mistake_that_must_differ_refuses_the_draw():
    mistakes = (MistakeText("2*a", "Twice.", must_differ=True),)
    template, body = question("number", parameters={"a": "integer(1, 3)"}, answer="a^2", mistakes=mistakes)
    assert {draw_body(template, body, seed)[1].answer for seed in range(6)} == {"1", "9"}


def test_a_mistake_without_a_value_on_a_draw_is_left_out():
    mistakes = (MistakeText("1/(a - 1)", "No."),)
    template, body = question("number", parameters={"a": "one_of(1)"}, answer="a", mistakes=mistakes)
    assert draw_body(template, body, 0)[1].mistakes == ()


@pytest.mark.parametrize(
    ("kind", "answer", "mistake", "mark"),
    [
        ("vector", "[1, 2]", "[-2, -4]", {"up_to": "factor"}),
        ("vector", "[1, 2]", "[2, 1]", {"up_to": "order"}),
        ("vector", "[1, 2]", "[-1, -2]", {"up_to": "sign"}),
        ("expression", "x^2", "x^2 + 3", {"up_to": "constant"}),
        ("expression", "sin(x)^2", "1 - cos(x)^2", {}),
        ("equation", "y = x + 1", "2*y = 2*x + 2", {}),
        ("set", "{1, 2}", "{2, 1}", {}),
        ("interval", "[0, 1)", "[0, 2/2)", {}),
    ],
)
def test_what_counts_as_the_key_depends_on_the_mark(kind, answer, mistake, mark):
    template, body = question(
        kind,
        variables={"x": "real", "y": "real"},
        answer=answer,
        mark=mark,
        mistakes=(MistakeText(mistake, "No."),),
    )
    assert draw_body(template, body, 0)[1].mistakes == ()
    if mark:
        strict = replace(body, mark={})
        assert len(draw_body(template, strict, 0)[1].mistakes) == 1


def test_marks_are_put_in():
    _, key = draw_body(*fixture("vector"), 0)
    matrix, value = key.mark.eigenvector_of
    assert (matrix, value) in {("[[4, 2], [1, 3]]", "2"), ("[[2, 1], [1, 2]]", "3")}
    assert draw_body(*fixture("number"), 0)[1].mark.significant == 3


# -- choices


def choice(options, **fields):
    return question("many-choice", options=tuple(OptionText(*option) for option in options), **fields)


def test_options_keep_their_letters_and_change_their_order():
    template, body = choice([("one", "yes"), ("two",), ("three",), ("four",)])
    orders = {tuple(option.letter for option in draw_body(template, body, seed)[0].options) for seed in range(24)}
    assert len(orders) > 8
    for seed in range(6):
        variant, key = draw_body(template, body, seed)
        assert {option.letter: option.text for option in variant.options}["a"] == "one"
        assert key.right == ("a",)
        assert key.shown == tuple(option.letter for option in variant.options)


def test_keep_order_and_last_are_kept():
    template, body = choice([("none",), ("one", "yes"), ("two",)], keep_order=True)
    assert {draw_body(template, body, seed)[1].shown for seed in range(9)} == {("a", "b", "c")}
    options = (OptionText("none", last=True), OptionText("one", "yes"), OptionText("two"))
    body = replace(body, keep_order=False, options=options)
    assert {draw_body(template, body, seed)[1].shown[-1] for seed in range(9)} == {"a"}


def test_pick_shows_so_many_with_the_right_one_among_them():
    options = [("1", "yes"), ("2",), ("3",), ("4",), ("5", "yes")]
    template, body = choice(options, pick="3")
    keys = [draw_body(template, body, seed)[1] for seed in range(30)]
    assert {len(key.shown) for key in keys} == {3}
    assert all(key.right and set(key.right) <= set(key.shown) for key in keys)
    assert len({key.right for key in keys}) > 1


def test_options_that_are_alike_refuse_the_draw():
    template, body = choice([("${{ a + 1 }}$", "yes"), ("${{ 2*a }}$",)], parameters={"a": "integer(1, 3)"})
    assert {"$1 + 1$"} & {
        option.text for seed in range(9) for option in draw_body(template, body, seed)[0].options
    } == set()
    template, body = choice(
        [("${{ a }}$", "yes"), ("${{ b }}$",)], parameters={"a": "integer(1, 2)", "b": "integer(1, 2)"}
    )
    assert len({draw_body(template, body, seed)[0].options[0].text for seed in range(8)}) == 2


def test_a_draw_on_which_no_option_is_right_is_an_author_error():
    template, body = question(
        "one-choice",
        parameters={"a": "integer(0, 1)"},
        options=(OptionText("up", "a > 0"), OptionText("down", "a < 0")),
    )
    with pytest.raises(AuthorError, match="exactly one option has to be right"):
        [draw_body(template, body, seed) for seed in range(2)]


def test_feedback_is_only_for_options_shown():
    template, body = fixture("many-choice")
    for seed in range(12):
        _, key = draw_body(template, body, seed)
        assert set(key.option_feedback) <= set(key.shown)


# -- programs


def test_the_key_of_an_output_question_comes_from_running_its_program():
    template, body = fixture("output")
    variant, key = draw_body(template, body, 0, RUNNER)
    assert "~~~python\ns = " in variant.text
    assert variant.text.rstrip().endswith("~~~")
    assert key.answer.startswith("[")
    assert "{n}" in key.answer
    assert key.solution == f"`{key.answer}`"
    assert key.answer not in variant.text


def test_without_a_runner_a_program_question_says_so():
    with pytest.raises(MMReadyError, match="give a runner"):
        draw_body(*fixture("output"), 0)
    with pytest.raises(MMReadyError, match="give a runner"):
        draw_body(*fixture("function"), 0)


def test_a_program_that_fails_is_an_author_error():
    template, body = question("output", program="1/0")
    with pytest.raises(AuthorError, match="does not end well") as error:
        draw_body(template, body, 0, RUNNER)
    assert error.value.faults[0].line == body.at["program"]


def test_tests_of_a_function_give_what_the_solution_gives():
    template, body = fixture("function")
    variant, key = draw_body(template, body, 0, RUNNER)
    k = int(variant.text.split()[-1].rstrip("."))
    assert [(test.call, test.gives, test.hidden) for test in key.tests] == [
        ("scale([1, 2])", str([k, 2 * k]), False),
        ("scale([])", "[]", False),
        (f"scale([{k}])", str([k * k]), True),
    ]
    assert [test.call for test in variant.tests] == ["scale([1, 2])", "scale([])"]
    assert (variant.hidden_tests, variant.function, variant.imports) == (1, "scale(v)", ("math",))
    assert key.answer.startswith("def scale(v):")
    assert key.mark.tolerance == "1e-9"


def test_a_function_with_all_results_given_needs_no_runner():
    template, body = fixture("function")
    body = replace(body, tests=tuple(replace(test, gives="[]") for test in body.tests))
    assert len(draw_body(template, body, 0)[1].tests) == 3


def test_shown_lines_are_never_in_a_right_order():
    template, body = fixture("order")
    shown = set()
    for seed in range(60):
        variant, key = draw_body(template, body, seed)
        shown.add(variant.lines)
        bare = [line.strip() for line in key.lines]
        mine = [line for line in variant.lines if line in bare]
        assert sorted(variant.lines) == sorted([*bare, *(line.strip() for line in key.extra)])
        assert not (set(mine[:2]) == set(bare[:2]) and mine[2] == bare[2] and set(mine[3:]) == set(bare[3:]))
        assert variant.indent_asked
    assert len(shown) > 20


def test_given_indentation_is_shown():
    template, body = fixture("order")
    variant, _ = draw_body(template, replace(body, mark={}), 0)
    assert "    n += 1" in variant.lines
    assert not variant.indent_asked


# -- blanks


def test_blanks_have_places_in_the_text_and_keys_of_their_own():
    variant, key = draw_body(*fixture("blanks"), 3)
    assert [blank.name for blank in variant.blanks] == ["z", "way", "m"]
    assert all(f"[[?{blank.name}]]" in variant.text for blank in variant.blanks)
    assert {option.letter for option in variant.blanks[1].options} == {"a", "b"}
    assert key.blanks["way"].right == ("a",)
    assert key.blanks["m"].points == 2.0
    assert key.blanks["m"].mistakes[0].answer == str(2 * int(key.blanks["m"].answer))


# -- from a bank


def test_prepared_variants_come_first_and_repeat_where_there_are_no_others():
    template, body = fixture("set")
    prepared = prepare(body, template)
    assert prepared.complete
    assert len(prepared.drawn) == 10
    bank = Bank({"set": template}, {}, {}, prepared={"set": prepared})
    for seed in (0, 3, 9, 10, 25):
        assert draw(bank, "set", seed) == draw_body(template, body, seed)


def test_beyond_what_was_prepared_the_file_is_drawn():
    template, body = fixture("equation")
    prepared = prepare(body, template, count=5)
    assert not prepared.complete
    bank = Bank({"equation": template}, {}, {}, bodies={"equation": body}, prepared={"equation": prepared})
    assert draw(bank, "equation", 4) == prepared.drawn[4]
    assert draw(bank, "equation", 5) == draw_body(template, body, 5)
    with pytest.raises(MMReadyError, match="5 prepared variants"):
        draw(replace(bank, bodies={}), "equation", 5)


def test_a_question_with_one_draw_is_prepared_in_many_orders():
    template, body = choice([("one", "yes"), ("two",), ("three",)])
    prepared = prepare(body, template)
    assert prepared.complete
    assert len({variant.options for variant, _ in prepared.drawn}) == 6
    bank = Bank({"made": template}, {}, {}, prepared={"made": prepared})
    assert draw(bank, "made", 1000) == draw_body(template, body, 1000)


def test_an_unknown_question_is_said():
    with pytest.raises(LearnerInputError, match="no question 'x'"):
        draw(Bank({}, {}, {}), "x", 0)


def test_a_prepared_bank_without_variants_falls_back_to_the_file():
    template, body = fixture("set")
    bank = Bank({"set": template}, {}, {}, bodies={"set": body}, prepared={"set": Prepared(())})
    assert draw(bank, "set", 0) == draw_body(template, body, 0)


def test_a_walk_ends_where_all_were_looked_at():
    from mmready.sampling.parameters import parse_parameter
    from mmready.sampling.space import Space

    space = Space((), (parse_parameter("a", "integer(1, 9)"),), lambda text, drawn: int(text))
    walk = Walk("name", space, lambda drawn: drawn["a"] % 2 == 0)
    found = [walk.draw(seed) for seed in range(8)]
    assert sorted(draw["a"] for draw, _ in found[:4]) == [2, 4, 6, 8]
    assert [seed for _, seed in found] == [0, 1, 2, 3, 0, 1, 2, 3]
    assert walk.variants(40) == 4
    assert walk.variants(3) is None


@pytest.mark.parametrize(
    ("define", "cases"),
    [({"f": "f + 1"}, ()), ({"f": "g", "g": "f"}, ()), ({}, ({"f": "2*g", "g": "f + 1"},))],
)
def test_a_name_defined_by_itself_is_an_author_error(define, cases):
    template, body = question("number", define=define, cases=cases, answer="f")
    with pytest.raises(AuthorError, match=r"defined by itself|unknown name"):
        draw_body(template, body, 0)


@pytest.mark.parametrize("name", KINDS)
def test_a_variant_holds_nothing_of_the_key(name):
    template, body = fixture(name)
    marked = replace(
        body,
        solution=f"CANARY\n\n{body.solution}",
        mistakes=tuple(replace(mistake, feedback="CANARY") for mistake in body.mistakes),
        options=tuple(replace(option, feedback="CANARY") for option in body.options),
        tests=tuple(replace(test, feedback="CANARY") for test in body.tests),
    )
    for seed in range(5):
        variant, key = draw_body(template, marked, seed, RUNNER)
        assert "CANARY" in repr(key)
        assert "CANARY" not in repr(variant)
        for test in key.tests:
            assert (test.call in repr(variant)) is not test.hidden

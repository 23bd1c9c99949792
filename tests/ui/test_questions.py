"""The screens of questions hold what may be seen and nothing else."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from mmready.domain.question import KINDS
from mmready.ui.questions import preview, question_json
from tests.ui.all_kinds import KEY, KEYS, SOLUTION, VARIANTS

ALWAYS = {"kind", "stem", "help", "example", "palette"}
ALSO = {
    "one-choice": {"options", "sure", "figure"},
    "many-choice": {"options", "sure"},
    "number": {"unit"},
    "order": {"lines", "indent", "code"},
    "function": {"starter", "can_run"},
    "blanks": {"blanks"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_screen_with_known_parts_only(kind):
    screen = question_json(VARIANTS[kind])
    assert set(screen) == ALWAYS | ALSO.get(kind, set())
    json.dumps(screen)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_key_is_on_the_screen(kind):
    shown = json.dumps(question_json(VARIANTS[kind]), ensure_ascii=False)
    for word in (KEY, SOLUTION, VARIANTS[kind].question):
        assert word not in shown
    answer = KEYS[kind].answer.strip()
    if len(answer) > 4:
        assert answer not in shown


@pytest.mark.parametrize("kind", ["one-choice", "many-choice", "blanks"])
def test_letters_of_the_file_are_not_on_the_screen(kind):
    variant = VARIANTS[kind]
    other = [dataclasses.replace(option, letter="z") for option in variant.options]
    blanks = [
        dataclasses.replace(blank, options=tuple(dataclasses.replace(each, letter="z") for each in blank.options))
        for blank in variant.blanks
    ]
    changed = dataclasses.replace(variant, options=tuple(other), blanks=tuple(blanks))
    assert question_json(changed) == question_json(variant)


def test_one_figure_stands_aside_and_two_stay_in_the_text():
    variant = VARIANTS["one-choice"]
    assert "svg" not in question_json(variant)["stem"]
    two = dataclasses.replace(variant, text=variant.text + " ![T](figure:T)")
    assert question_json(two)["stem"].count("<svg") == 2
    assert "figure" not in question_json(two)


def test_names_that_an_answer_may_use_are_told():
    assert "<code>x</code>, <code>y</code> and <code>z</code>" in question_json(VARIANTS["equation"])["help"]


def test_greek_names_are_told_as_they_are_typed_and_shown():
    variant = dataclasses.replace(VARIANTS["expression"], variables=("lam", "x"))
    assert "<code>lam</code> for λ and <code>x</code>" in question_json(variant)["help"]


def test_lines_of_a_proof_are_no_code():
    assert question_json(VARIANTS["order"])["code"]
    proof = dataclasses.replace(VARIANTS["order"], subject="calculus", lines=("So 2 divides a.", "Then a = 2c."))
    assert not question_json(proof)["code"]


def test_options_with_formulas_in_a_blank_are_no_drop_down():
    variant = VARIANTS["blanks"]
    rich = dataclasses.replace(variant.blanks[1].options[0], text="$x^2$")
    changed = dataclasses.replace(variant, blanks=(dataclasses.replace(variant.blanks[1], options=(rich,)),))
    assert "<math" in question_json(changed)["blanks"][0]["options"][0]["html"]


@pytest.mark.parametrize(
    ("kind", "typed"), [("expression", "(6x - 2) e^(3x^2)"), ("vector", ["1", "2"]), ("matrix", [["1", "1/2"]])]
)
def test_preview_is_typeset_and_spoken(kind, typed):
    reading = preview(VARIANTS[kind], typed)
    assert reading["outcome"] == "readable"
    assert reading["math"].startswith("<math")
    assert reading["spoken"]


def test_preview_says_what_is_missing_and_where():
    reading = preview(VARIANTS["expression"], "(6x - 2 e^(3x^2")
    assert reading["outcome"] == "unreadable"
    assert re.search("bracket", reading["help"])


def test_preview_of_a_blank_is_that_of_its_kind():
    assert preview(VARIANTS["blanks"], "1/2", "z")["outcome"] == "readable"


def test_preview_is_the_same_for_right_and_wrong_answers():
    right, wrong = (preview(VARIANTS["number"], text) for text in ("9", "8"))
    assert right.keys() == wrong.keys()
    assert (right["outcome"], right["help"]) == (wrong["outcome"], wrong["help"])

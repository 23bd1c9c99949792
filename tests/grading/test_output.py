"""Predicting what a program prints."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.variant import AnswerKey, Mistake, Variant
from mmready.grading import output

VARIANT = Variant("q", 0, "output", "skill", "python", "What does it print?")


def key(answer: str, *mistakes: Mistake) -> AnswerKey:
    return AnswerKey("q", 0, "output", answer=answer, mistakes=mistakes)


@pytest.mark.parametrize(
    ("answer", "response", "outcome", "code"),
    [
        ("[1, 2] 3\n", "[1, 2] 3", "right", "right"),
        ("a\nb\n", "a  \r\nb\t\n\n", "right", "right"),
        ("\na", "\na", "right", "right"),
        ("3", 3, "right", "right"),
        ("[1, 2]", "[1,2]", "right", "right"),
        ("{'a': [1, 2]} 3", '{"a":[1,2]} 3', "right", "right"),
        ("[ 1. 10.]", "[1. 10.]", "right", "right"),
        ("[[1 2]\n [3 4]]", "[[1 2]\n[3 4]]", "right", "right"),
        ("[1 2]", "[12]", "partly", "spaces"),
        ("['a b']", "['ab']", "partly", "spaces"),
        ("[1] 2", "[1]  2", "partly", "spaces"),
        ("a, b", "a,b", "partly", "spaces"),
        ("a\nb", "a b", "wrong", "line-breaks"),
        ("['a']", "[a]", "wrong", "quotes"),
        ("(3, 1)", "3 1", "wrong", "brackets"),
        ("True", "true", "wrong", "case"),
        ("2.0", "2", "wrong", "number-form"),
        ("0.5 1", ".5 1", "wrong", "wrong"),
        ("1\n2\n3", "1\n2", "wrong", "fewer-lines"),
        ("1\n2", "1\n2\n3", "wrong", "more-lines"),
        ("12", "21", "wrong", "wrong"),
        ("12", "", "empty", "empty"),
        ("12", " \n", "empty", "empty"),
        ("12", None, "empty", "empty"),
        ("12", ["12"], "unreadable", "not-text"),
        ("12", {"a": 1}, "unreadable", "not-text"),
        ("1", True, "unreadable", "not-text"),
        ("1", "x" * 20_001, "unreadable", "too-long"),
    ],
)
def test_output(answer: str, response: Any, outcome: str, code: str) -> None:
    judgement = output.grade(key(answer), response)
    assert (judgement.outcome, judgement.code) == (outcome, code)
    if outcome in ("empty", "unreadable"):
        assert output.check_form(VARIANT, response).outcome == outcome


def test_a_mistake_comes_before_a_slip() -> None:
    its_key = key("[1, 2]", Mistake("[1]", "It was not copied.", 0.0), Mistake("[1, 2,]", "Half.", 0.25))
    assert output.grade(its_key, "[1] ").feedback == "It was not copied."
    judgement = output.grade(its_key, "[1,2,]")
    assert (judgement.outcome, judgement.points, judgement.code) == ("partly", 0.25, "mistake-2")


@given(st.text(alphabet="ab'1. \n", min_size=1).filter(str.strip), st.text(alphabet="ab'1. \n"))
def test_outside_brackets_only_the_same_lines_are_right(answer: str, response: str) -> None:
    def tidy(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")

    judgement = output.grade(key(answer), response)
    assert (judgement.outcome == "right") == (bool(response.strip()) and tidy(answer) == tidy(response))


PRINTED = st.recursive(
    st.integers(-12, 12) | st.text(alphabet="ab, ", max_size=3) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=5,
).map(lambda value: [value])


@given(PRINTED, PRINTED, st.sampled_from(["", " ", "  "]))
def test_a_list_is_right_however_it_is_spaced_and_no_other_list_is(printed: list, other: list, space: str) -> None:
    respaced = json.dumps(other, separators=(f"{space},{space}", f"{space}:{space}"))
    respaced = re.sub(r"\b(true|false)\b", lambda found: found.group().title(), respaced)
    right = output.grade(key(repr(printed)), respaced).outcome == "right"
    assert right == (repr(printed) == repr(other))


@given(st.text(alphabet="ab[]'1.\n ", min_size=1).filter(str.strip))
def test_specimens_come_out_as_they_say(answer: str) -> None:
    its_key = key(answer, Mistake("something else entirely", "No."))
    for response, outcome in output.specimens(VARIANT, its_key):
        assert output.grade(its_key, response).outcome == outcome, response

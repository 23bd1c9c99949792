"""One-choice and many-choice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.variant import AnswerKey, Option, Variant
from mmready.grading import many_choice, one_choice

LETTERS = ("a", "b", "c", "d")


def variant(kind: str, letters: tuple[str, ...] = LETTERS) -> Variant:
    options = tuple(Option(letter, f"text {letter}") for letter in letters)
    return Variant("q", 0, kind, "skill", "calculus", "Which?", options=options)


def key(kind: str, right: str, shown: tuple[str, ...] = LETTERS) -> AnswerKey:
    told = {letter: f"About {letter.upper()}." for letter in "bcd"}
    return AnswerKey("q", 0, kind, right=tuple(right), shown=shown, option_feedback=told)


@pytest.mark.parametrize(
    ("response", "outcome", "told"),
    [
        ("a", "right", ""),
        (" A ", "right", ""),
        (["a"], "right", ""),
        ("b", "wrong", "About B."),
        ("", "empty", "Nothing"),
        ("  ", "empty", "Nothing"),
        (None, "empty", "Nothing"),
        ([], "empty", "Nothing"),
        ("e", "unreadable", "options shown"),
        ("ab", "unreadable", "options shown"),
        (["a", "b"], "unreadable", "one option"),
        (1, "unreadable", "options shown"),
        ({"a": "b"}, "unreadable", "options shown"),
        ([["a"]], "unreadable", "options shown"),
    ],
)
def test_one_choice(response: Any, outcome: str, told: str) -> None:
    judgement = one_choice.grade(key("one-choice", "a"), response)
    assert judgement.outcome == outcome
    assert judgement.points == (outcome == "right")
    assert told in judgement.feedback
    expected = {"right": "readable", "wrong": "readable"}.get(outcome, outcome)
    assert one_choice.check_form(variant("one-choice"), response).outcome == expected


def test_an_option_that_this_draw_does_not_show_is_no_answer() -> None:
    assert one_choice.grade(key("one-choice", "a", shown=("a", "c")), "b").outcome == "unreadable"


@pytest.mark.parametrize(
    ("response", "outcome", "points"),
    [
        (["a", "b"], "right", 1),
        (["b", "a", "a"], "right", 1),
        ("a, b", "right", 1),
        ("b a", "right", 1),
        (["a"], "partly", 0.5),
        (["a", "c"], "wrong", 0),
        (["a", "b", "c"], "partly", 0.5),
        (["a", "b", "c", "d"], "wrong", 0),
        (["c", "d"], "wrong", 0),
        ([], "empty", 0),
        ("", "empty", 0),
        (None, "empty", 0),
        (["e"], "unreadable", 0),
        ([1], "unreadable", 0),
        ([["a"]], "unreadable", 0),
        ({"a": True}, "unreadable", 0),
        (2.5, "unreadable", 0),
    ],
)
def test_many_choice(response: Any, outcome: str, points: float) -> None:
    judgement = many_choice.grade(key("many-choice", "ab"), response)
    assert (judgement.outcome, judgement.points) == (outcome, points)
    if outcome in ("empty", "unreadable"):
        assert many_choice.check_form(variant("many-choice"), response).outcome == outcome


def test_only_what_was_ticked_wrongly_is_spoken_of() -> None:
    judgement = many_choice.grade(key("many-choice", "ab"), ["a", "c"])
    assert judgement.feedback == "About C."
    assert (
        many_choice.grade(key("many-choice", "ab"), ["a"]).feedback
        == "All that you ticked is right, but something is missing."
    )


@pytest.mark.parametrize("right", ["a", "ab", "abc", "d", "abcd"])
def test_specimens_of_many_choice_come_out_as_they_say(right: str) -> None:
    its_key = key("many-choice", right)
    found = many_choice.specimens(variant("many-choice"), its_key)
    assert {outcome for _, outcome in found} >= {"right", "empty", "unreadable"}
    for response, outcome in found:
        assert many_choice.grade(its_key, response).outcome == outcome, response


@pytest.mark.parametrize("right", LETTERS)
def test_specimens_of_one_choice_come_out_as_they_say(right: str) -> None:
    its_key = key("one-choice", right)
    found = one_choice.specimens(variant("one-choice"), its_key)
    assert [outcome for _, outcome in found].count("right") == 1
    assert [outcome for _, outcome in found].count("wrong") == 3
    for response, outcome in found:
        assert one_choice.grade(its_key, response).outcome == outcome, response


@given(st.sets(st.sampled_from(LETTERS), min_size=1), st.sets(st.sampled_from(LETTERS), min_size=1))
def test_points_of_many_choice_are_full_for_the_right_set_alone(right: set[str], ticked: set[str]) -> None:
    judgement = many_choice.grade(key("many-choice", "".join(sorted(right))), sorted(ticked))
    assert (judgement.points == 1) == (ticked == right)
    assert 0 <= judgement.points <= 1
    assert (judgement.outcome == "partly") == (0 < judgement.points < 1)

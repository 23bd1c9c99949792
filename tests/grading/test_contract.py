"""The contract of every kind of answer, run over questions of the packaged bank."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mmready
from mmready.domain.question import KINDS
from mmready.domain.response import OUTCOMES, Judgement
from mmready.grading.dispatch import check_form, grade, specimens

OF_EACH_KIND = 3
Drawn = tuple[mmready.Variant, mmready.AnswerKey]

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@lru_cache(maxsize=1)
def drawn() -> dict[str, list[Drawn]]:
    bank = mmready.load_bank()
    found: dict[str, list[Drawn]] = defaultdict(list)
    for question in bank.questions.values():
        if len(found[question.kind]) < OF_EACH_KIND:
            found[question.kind].append(mmready.draw(bank, question.id, seed=1))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_specimens_of_each_sort_and_grades_them_as_they_say(kind):
    for variant, key in drawn()[kind]:
        outcomes = set()
        for response, outcome in specimens(variant, key):
            assert mmready.grade(key, response).outcome == outcome, (variant.question, response)
            outcomes.add(outcome)
        assert {"right", "empty"} <= outcomes, variant.question
        assert outcomes & {"wrong", "partly"}, variant.question


@pytest.mark.parametrize("kind", KINDS)
def test_form_is_told_without_the_key_and_agrees_with_marking(kind):
    for variant, key in drawn()[kind]:
        for response, outcome in specimens(variant, key):
            reading = check_form(variant, response)
            assert (reading.outcome == "readable") == (outcome not in ("unreadable", "empty")), (
                variant.question,
                response,
            )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "function"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(response=anything)
def test_no_response_whatever_raises(kind, response):
    for variant, key in drawn()[kind][:1]:
        judgement = grade(key, response)
        assert judgement.outcome in OUTCOMES
        assert 0 <= judgement.points <= 1
        assert check_form(variant, response).outcome in ("readable", "unreadable", "empty")


@pytest.mark.parametrize("kind", KINDS)
def test_points_follow_the_outcome(kind):
    for variant, key in drawn()[kind]:
        for response, _ in specimens(variant, key):
            judgement: Judgement = mmready.grade(key, response)
            due = {"right": judgement.points == 1, "partly": 0 < judgement.points < 1}
            assert due.get(judgement.outcome, judgement.points == 0), (variant.question, response, judgement)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith("choice")])
def test_feedback_on_a_wrong_answer_does_not_tell_a_distinctive_key(kind):
    for variant, key in drawn()[kind]:
        if len(key.answer) < 6:
            continue  # small numbers stand everywhere
        for response, outcome in specimens(variant, key):
            if outcome in ("wrong", "unreadable", "empty"):
                assert key.answer not in mmready.grade(key, response).feedback

"""What a learner told of themselves: weak whatever is told, washed out by answers, and the same in any order."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mmready.api import load_bank
from mmready.measuring import for_bank, start_of
from mmready.measuring.starting import MOST_SHIFT, MOST_WEIGHT
from tests.measuring.test_belief import after, answer_lists, random_model

BANK = load_bank()
MEASURED = for_bank(BANK, [name for name, course in BANK.courses.items() if course.measured])
MODEL = MEASURED.model
SEVERAL = [answer.id for question in BANK.background if question.several for answer in question.answers]
ONE_OF = [answer.id for question in BANK.background if not question.several for answer in question.answers]
EVERY_STORY = [
    (*some, *one)
    for size in range(len(SEVERAL) + 1)
    for some in itertools.combinations(SEVERAL, size)
    for one in ((), *((name,) for name in ONE_OF))
]


def weight(start: np.ndarray, cov: np.ndarray) -> float:
    return float(np.sqrt(start @ np.linalg.solve(cov, start)))


def test_the_packaged_bank_asks_for_courses_and_programming():
    assert len(SEVERAL) >= 4
    assert len(ONE_OF) >= 3


@pytest.mark.parametrize("story", EVERY_STORY, ids="+".join)
def test_whatever_is_told_stays_within_both_limits_and_settles_nothing(story):
    start = start_of(BANK, MODEL.prior_cov, story)
    assert np.abs(start).max() <= MOST_SHIFT + 1e-12
    assert weight(start, MODEL.prior_cov) <= MOST_WEIGHT + 1e-9
    plain, told = MODEL.courses_met(MODEL.prior()), MODEL.courses_met(MODEL.prior(start))
    assert (told < 0.95).all()
    assert (told > 0.05).all()
    assert (stats.norm.ppf(told) - stats.norm.ppf(plain) <= MOST_WEIGHT + 0.02).all(), "no chance moves by more than r"


def test_each_answer_moves_the_skills_it_names_and_no_others():
    start = start_of(BANK, MODEL.prior_cov, ["programs-never"])
    subjects = np.array([skill.subject for skill in BANK.skills.values()])
    assert (start[subjects == "python"] < 0).all()
    assert not start[subjects != "python"].any()
    taught = start_of(BANK, MODEL.prior_cov, ["linear-algebra"])
    for moved, skill in zip(taught, BANK.skills.values(), strict=True):
        assert (moved > 0) == any(lesson.resource == "18.06SC" for lesson in skill.lessons)


def test_nothing_told_and_unknown_answers_move_nothing():
    assert not start_of(BANK, MODEL.prior_cov, []).any()
    assert not start_of(BANK, MODEL.prior_cov, ["no-such-answer"]).any()


@settings(max_examples=40)
@given(answers=answer_lists(), scale=st.floats(-1.0, 1.0), seed=st.integers(0, 3))
def test_a_start_weighs_less_after_every_set_of_answers_than_before(answers, scale, seed):
    model = random_model(seed)
    start = np.random.default_rng(seed).normal(size=model.prior_cov.shape[0])
    start *= scale / max(weight(start, model.prior_cov), 1e-12)
    plain = after(model, answers)
    told = model.restarted(plain, start)
    moved = told.mean - plain.mean
    assert weight(moved, plain.cov) <= abs(scale) * 1.1 + 0.02  # exact where the sites stay as they are
    assert stats.norm.cdf(stats.norm.ppf(0.5) + weight(moved, plain.cov)) < 0.95
    chances = model.readiness(plain), model.readiness(told)
    assert not ((chances[0] <= 0.5) & (chances[1] >= 0.95)).any()


@settings(max_examples=25)
@given(answers=answer_lists(), seed=st.integers(0, 3))
def test_restarting_is_the_same_as_having_started_there(answers, seed):
    model = random_model(seed)
    start = 0.3 * np.ones(model.prior_cov.shape[0])
    belief = model.prior(start)
    for question, points, dont_know in answers:
        belief = model.update(belief, question, points, dont_know=dont_know)
    again = model.restarted(after(model, answers), start)
    np.testing.assert_allclose(again.mean, belief.mean, atol=0.03)
    np.testing.assert_allclose(again.cov, belief.cov, atol=0.03)


def test_more_answers_wash_it_out():
    start = start_of(BANK, MODEL.prior_cov, [*SEVERAL, "programs-daily"])
    right = np.random.default_rng(5).random(60) < 0.6
    asked = np.random.default_rng(6).permutation(len(MEASURED.questions))[:60]
    belief, gaps = MODEL.prior(start), []
    for number, (question, points) in enumerate(zip(asked.tolist(), right.tolist(), strict=True)):
        belief = MODEL.update(belief, question, float(points))
        if number + 1 in (1, 10, 30, 60):
            moved = belief.mean - MODEL.restarted(belief).mean
            gaps.append(float(np.abs(MODEL.weights @ (MODEL.outlook(belief).rate * (MODEL.loadings @ moved))).max()))
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 0.5 * gaps[0]


def test_a_start_stays_through_time():
    start = start_of(BANK, MODEL.prior_cov, ["programs-daily"])
    belief = MODEL.later(MODEL.update(MODEL.prior(start), 0, 1.0), 10_000)
    np.testing.assert_allclose(belief.mean, start, atol=1e-3)


@pytest.mark.parametrize("start", [[0.1], np.full(6, np.nan)])
def test_a_start_of_another_shape_or_without_a_number_is_refused(start):
    with pytest.raises(ValueError, match="start must"):
        random_model(0).prior(start)

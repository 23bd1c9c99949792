"""The calibration intercept: found where learners are not what the prior says, small elsewhere, used in readiness."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from mmready.measuring import Model
from mmready.measuring.normal import Array
from mmready.measuring.replaying import USUAL, calibration_intercept
from tests.measuring.test_belief import random_model
from tests.measuring.test_fitting import drawn
from tests.measuring.worlds import world

SOME = random_model(5, skills=6, questions=90)


def changed(model: Model, *, facility: Array | None = None, intercept: float = 0.0) -> Model:
    return Model(
        model.loadings,
        model.facility if facility is None else facility,
        model.guess,
        model.slip,
        model.prior_cov,
        model.weights,
        model.cuts,
        courses=model.courses.tolist(),
        intercept=intercept,
    )


def moved(model: Model, by: float) -> Array:
    """Facilities of the same questions, answered better by some probits."""
    span = 1 - model.guess - model.slip
    known = (model.facility - model.guess) / span
    return model.guess + span * stats.norm.cdf(stats.norm.ppf(known.clip(0.02, 0.98)) + by)


def test_learners_who_follow_the_model_need_no_intercept():
    assert abs(calibration_intercept(SOME, drawn(SOME, 300, seed=1))) < USUAL


@pytest.mark.parametrize("by", [-0.4, 0.4])
def test_learners_better_or_worse_than_expected_are_noticed_with_the_right_sign(by: float):
    answers = drawn(changed(SOME, facility=moved(SOME, by)), 200, seed=2)
    plain, found = calibration_intercept(SOME, drawn(SOME, 200, seed=2)), calibration_intercept(SOME, answers)
    assert (found - plain) * np.sign(by) > 0.05


def test_few_learners_move_less_than_many():
    answers = drawn(changed(SOME, facility=moved(SOME, 0.4)), 200, seed=3)
    assert abs(calibration_intercept(SOME, answers[:3])) < abs(calibration_intercept(SOME, answers))
    assert abs(calibration_intercept(SOME, answers[:1])) < USUAL


@pytest.mark.parametrize("known", [0, 1, 19])
def test_learners_with_too_few_answers_to_replay_a_sitting_say_nothing(known: int):
    answers = np.full((5, SOME.facility.size), np.nan)
    answers[:, :known] = 1.0
    assert calibration_intercept(SOME, answers) == 0.0


def test_answers_that_are_not_there_are_neither_asked_nor_compared():
    answers = drawn(SOME, 40, seed=4)
    holes = np.where(np.random.default_rng(0).random(answers.shape) < 0.5, answers, np.nan)
    found = calibration_intercept(SOME, holes)
    assert np.isfinite(found)
    assert abs(found) < 2 * USUAL


def test_intercept_moves_readiness_by_so_many_sd_and_all_that_follows_from_it():
    plain, leaning = SOME, changed(SOME, intercept=0.3)
    belief = plain.prior()
    for question in range(8):
        belief = plain.update(belief, question, float(question % 2))
    before, after = plain.readiness(belief), leaning.readiness(belief)
    assert np.allclose(stats.norm.ppf(after) - stats.norm.ppf(before), 0.3, atol=1e-6)
    assert (leaning.courses_met(belief) > plain.courses_met(belief)).all()
    gap = (leaning.outlook(belief).expected - plain.outlook(belief).expected) / np.sqrt(plain.outlook(belief).variance)
    assert np.allclose(gap, 0.3)


def test_fit_finds_it_on_its_own_answers_and_keeps_it():
    place = world("faded", seed=31, skills=16, questions=80)
    model = place.authored().fit(place.answers(150, np.random.default_rng(9)))
    assert model.intercept != 0.0
    assert model.intercept == pytest.approx(
        calibration_intercept(changed(model), place.answers(150, np.random.default_rng(9))), abs=1e-9
    )

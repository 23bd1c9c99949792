"""What earlier sittings still say: evidence that fades, and questions that were met before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.measuring import Model
from mmready.measuring.belief import HALF_LIFE
from tests.measuring.test_belief import after, answer_lists, random_model

ANSWERS = [(3, 1.0, False), (8, 0.0, False), (11, 1.0, False), (5, 0.0, True)]


def test_after_one_half_life_answers_explain_half_as_much():
    model = random_model(1)
    fresh = after(model, ANSWERS)
    aged = model.later(fresh, HALF_LIFE)
    assert np.allclose(model.prior_cov - aged.cov, 0.5 * (model.prior_cov - fresh.cov), atol=1e-9)
    assert np.allclose(aged.mean, np.sqrt(0.5) * fresh.mean, atol=1e-9)


@given(st.integers(0, 20), answer_lists(most=10), st.floats(0.0, 2000.0))
@settings(max_examples=40, deadline=None)
def test_skills_drift_as_a_stationary_process_would(seed, answers, days):
    model = random_model(seed)
    fresh = after(model, answers)
    aged, kept = model.later(fresh, days), 0.5 ** (days / HALF_LIFE)
    assert np.allclose(aged.mean, np.sqrt(kept) * fresh.mean, atol=1e-8)
    assert np.allclose(aged.cov, kept * fresh.cov + (1.0 - kept) * model.prior_cov, atol=1e-8)


@given(st.integers(0, 20), answer_lists(most=8), answer_lists(most=8), st.floats(0.0, 400.0), st.floats(0.0, 400.0))
@settings(max_examples=40, deadline=None)
def test_two_waits_are_one_and_the_belief_stays_positive_definite(seed, first, second, one, other):
    model = random_model(seed)
    belief = model.later(after(model, first), one)
    for question, points, dont_know in second:
        belief = model.update(belief, question, points, dont_know)
    twice = model.later(model.later(belief, one), other)
    once = model.later(belief, one + other)
    assert np.allclose(twice.mean, once.mean, atol=1e-8)
    assert np.allclose(twice.cov, once.cov, atol=1e-8)
    assert np.linalg.eigvalsh(once.cov).min() > 0


def test_long_after_nothing_is_known_and_at_once_nothing_is_lost():
    model = random_model(2)
    fresh = after(model, ANSWERS)
    assert np.allclose(model.readiness(model.later(fresh, 0.0)), model.readiness(fresh))
    assert np.allclose(model.readiness(model.later(fresh, 1e6)), model.readiness(model.prior()), atol=1e-6)


def test_new_answers_outweigh_old_ones_that_say_the_opposite():
    model = Model([[1.2]] * 8, [0.5] * 8, 0.0, 0.02, [[1.0]], [[1 / 8] * 8], [0.5])
    wrong_then_right = model.later(after(model, [(q, 0.0, False) for q in range(4)]), HALF_LIFE)
    for question in range(4, 8):
        wrong_then_right = model.update(wrong_then_right, question, 1.0)
    same_day = after(model, [(q, float(q >= 4), False) for q in range(8)])
    assert model.readiness(same_day)[0] == pytest.approx(0.5, abs=0.05)
    assert model.readiness(wrong_then_right)[0] > 0.7


def test_order_within_a_later_sitting_does_not_matter():
    model = random_model(3)
    old = model.later(after(model, ANSWERS), 90.0)
    new = [(1, 1.0), (2, 0.0), (7, 1.0), (14, 0.5)]
    one = other = old
    for question, points in new:
        one = model.update(one, question, points)
    for question, points in reversed(new):
        other = model.update(other, question, points)
    assert np.abs(model.readiness(one) - model.readiness(other)).max() < 0.005


def test_a_shorter_half_life_forgets_more():
    model = random_model(4)
    fresh = after(model, ANSWERS)
    slow, fast = (model.later(fresh, 60.0, half_life=days) for days in (365.0, 30.0))
    assert np.all(fast.cov.diagonal() >= slow.cov.diagonal() - 1e-12)
    assert fast.cov.trace() > slow.cov.trace()


def test_a_right_answer_to_a_question_met_before_counts_for_less():
    model = Model([[1.5]], [0.5], [0.0], [0.02], [[1.0]], [[1.0]], [0.5])
    first, again = (model.update(model.prior(), 0, 1.0, again=met) for met in (False, True))
    wrong, wrong_again = (model.update(model.prior(), 0, 0.0, again=met) for met in (False, True))
    assert 0 < again.mean[0] < 0.9 * first.mean[0]
    assert wrong_again.mean[0] == pytest.approx(wrong.mean[0], rel=0.02)
    assert again.again.tolist() == [True]


@pytest.mark.parametrize(("days", "half_life"), [(-1.0, 180.0), (float("nan"), 180.0), (1.0, 0.0)])
def test_impossible_waits_are_refused(days, half_life):
    model = random_model(0)
    with pytest.raises(ValueError, match="days must be 0 or more and half_life above 0"):
        model.later(model.prior(), days, half_life=half_life)

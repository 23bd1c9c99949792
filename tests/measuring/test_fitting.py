"""Tuning to data: what is recovered, what is shrunk, and that it never predicts worse than the author."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from mmready.measuring import Model
from mmready.measuring.normal import Array
from tests.measuring.test_belief import random_model
from tests.measuring.worlds import KINDS, world


def drawn(model: Model, learners: int, seed: int) -> Array:
    """Answers of learners who follow the model exactly."""
    rng = np.random.default_rng(seed)
    skill = rng.normal(size=(learners, model.loadings.shape[1])) @ np.linalg.cholesky(model.prior_cov).T
    chance = model.guess + (1 - model.guess - model.slip) * stats.norm.cdf(skill @ model.loadings.T + model.offset)
    return (rng.random(chance.shape) < chance).astype(float)


def log_loss(model: Model, answers: Array, given: int = 10) -> float:
    """Mean −log probability of what comes after the first ``given`` answers of each learner."""
    total, number = 0.0, 0
    for learner in answers:
        belief = model.prior()
        for question in np.flatnonzero(~np.isnan(learner))[:given]:
            belief = model.update(belief, int(question), learner[question])
        share = model.outlook(belief).share
        rest = np.flatnonzero(~np.isnan(learner))[given:]
        total -= np.log(np.where(learner[rest] == 1, share[rest], 1 - share[rest])).sum()
        number += rest.size
    return total / number


def test_true_slopes_and_facilities_are_found_in_large_data():
    some = random_model(3, skills=5, questions=40)
    true = Model(some.loadings, some.facility, 0.0, 0.03, some.prior_cov, some.weights, some.cuts)
    rng = np.random.default_rng(0)
    off = Model(
        true.loadings * rng.lognormal(0.0, 0.4, (40, 1)),
        np.clip(true.facility + rng.uniform(-0.15, 0.15, 40), 0.05, 0.95),
        true.guess,
        true.slip,
        true.prior_cov,
        true.weights,
        true.cuts,
    )
    fitted = off.fit(drawn(true, 1500, seed=1))
    assert np.abs(fitted.facility - true.facility).mean() < 0.02
    before, later = (np.log(m.loadings.max(axis=1) / true.loadings.max(axis=1)) for m in (off, fitted))
    assert later.std() < 0.5 * before.std()
    assert np.allclose(fitted.prior_cov.diagonal(), 1.0)
    assert np.abs(fitted.prior_cov - true.prior_cov).mean() < 0.06


@pytest.mark.parametrize("kind", KINDS)
def test_hundred_learners_improve_prediction_of_others(kind):
    place = world(kind, seed=3, skills=16, questions=60)
    author = place.authored()
    fitted = author.fit(place.answers(100, np.random.default_rng(1), share=0.6))
    others = place.answers(60, np.random.default_rng(2))
    assert log_loss(fitted, others) < log_loss(author, others)


def prequential_loss(model: Model, answers: Array, rng: np.random.Generator, asked: int = 20) -> float:
    """Mean −log probability of each answer given those before it, ``asked`` random questions a learner."""
    total = 0.0
    for learner in answers:
        belief = model.prior()
        for question in rng.permutation(learner.size)[:asked].tolist():
            share = model.outlook(belief).share[question]
            total -= np.log(share if learner[question] else 1.0 - share)
            belief = model.update(belief, question, learner[question])
    return total / (asked * len(answers))


@pytest.mark.slow
@pytest.mark.parametrize("learners", [30, 100])
def test_over_twenty_splits_tuned_values_predict_held_out_learners_no_worse_than_the_author(learners):
    gains = []
    for split in range(20):
        place = world(KINDS[split % len(KINDS)], seed=40 + split // len(KINDS), skills=16, questions=60)
        everyone = place.answers(learners + 40, np.random.default_rng(split))
        author = place.authored()
        fitted = author.fit(everyone[:learners])
        before, later = (
            prequential_loss(m, everyone[learners:], np.random.default_rng(split)) for m in (author, fitted)
        )
        gains.append(before - later)
    print(f"{learners} learners: mean gain {np.mean(gains):.4f}, least {min(gains):.4f} nats an answer")
    assert np.mean(gains) > 0.0


@pytest.mark.parametrize("learners", [1, 3, 8, 15, 30])
def test_few_learners_are_never_worse_than_the_true_values(learners):
    true = random_model(4, skills=4, questions=30)
    others = drawn(true, 150, seed=9)
    fitted = true.fit(drawn(true, learners, seed=2))
    assert log_loss(fitted, others) < log_loss(true, others) + 0.01


@pytest.mark.slow
def test_answers_of_one_sitting_each_are_enough():
    place = world("tailed", seed=4, skills=16, questions=60)
    author, rng = place.authored(), np.random.default_rng(5)
    full = place.answers(120, rng)
    seen = np.full_like(full, np.nan)
    for learner in range(len(full)):
        belief, asked = author.prior(), []
        for _ in range(20):
            question = author.choose(belief, asked, stop=False, rng=rng)
            asked.append(question)
            belief = author.update(belief, question, full[learner, question])
        seen[learner, asked] = full[learner, asked]
    others = place.answers(60, np.random.default_rng(6))
    assert log_loss(author.fit(seen), others) < log_loss(author, others)


def test_unasked_questions_and_empty_learners_do_no_harm():
    model = random_model(5)
    answers = drawn(model, 40, seed=1)
    answers[:, 3] = np.nan
    answers[:5] = np.nan
    fitted = model.fit(answers)
    assert np.isfinite(fitted.loadings).all()
    assert abs(fitted.facility[3] - model.facility[3]) < 0.15


def test_everything_else_stays():
    model = random_model(5)
    fitted = model.fit(drawn(model, 40, seed=1))
    assert np.array_equal(fitted.weights, model.weights)
    assert np.array_equal(fitted.cuts, model.cuts)
    assert np.array_equal(fitted.guess, model.guess)
    assert np.array_equal(fitted.loadings > 0, model.loadings > 0)
    assert np.array_equal(fitted.courses, model.courses)


def test_skills_that_always_go_together_can_be_fitted():
    model = Model(np.eye(2), [0.5, 0.5], 0.0, 0.0, [[1.0, 1.0], [1.0, 1.0]], [[0.5, 0.5]], [0.5])
    fitted = model.fit(np.tile([[1.0, 1.0], [0.0, 0.0]], (20, 1)))
    assert fitted.prior_cov[0, 1] > 0.9
    assert fitted.loadings.max() > 1.0


def test_same_data_same_fit():
    model = random_model(6)
    answers = drawn(model, 30, seed=1)
    assert np.array_equal(model.fit(answers).loadings, model.fit(answers).loadings)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (np.zeros((3, 5)), r"answers must have shape \(N, 24\), got \(3, 5\)"),
        (np.full((3, 24), np.nan), "at least one"),
        (np.full((3, 24), 2.0), "points in"),
    ],
)
def test_impossible_answers_are_refused(answers, message):
    with pytest.raises(ValueError, match=message):
        random_model(0).fit(answers)

"""Whole sittings in worlds that are not built on the model: is it right, calibrated, and short?"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.measuring.worlds import KINDS, world, world_posterior

LEARNERS, LENGTH = 80, 30


@cache
def played(kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Readiness after 30 questions (n,C), the truth (n,C), and the length at which each sitting would have ended."""
    place = world(kind, seed=11, skills=30, questions=150)
    model = place.authored().fit(place.answers(200, np.random.default_rng(1)))
    rng = np.random.default_rng(2)
    chance = place.law(LEARNERS, rng)
    met, length = np.empty((LEARNERS, model.cuts.size)), np.full(LEARNERS, LENGTH)
    for learner in range(LEARNERS):
        right = rng.random(chance.shape[1]) < chance[learner]
        belief, asked = model.prior(), []
        for turn in range(LENGTH):
            if length[learner] == LENGTH and model.choose(belief, asked) is None:
                length[learner] = turn
            question = model.choose(belief, asked, stop=False)
            belief = model.update(belief, question, float(right[question]))
            asked.append(question)
        met[learner] = model.readiness(belief)
    return met, place.readiness(chance), length


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_decisions_at_thirty_questions_are_right_and_calibrated(kind):
    met, ready, _ = played(kind)
    assert ((met >= 0.5) == ready).mean() > 0.83
    assert ((met - ready) ** 2).mean() < 0.12
    assert abs(met.mean() - ready.mean()) < 0.06


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_settled_is_right(kind):
    met, ready, _ = played(kind)
    settled = np.abs(met - 0.5) >= 0.45
    assert settled.mean() > 0.4
    assert ((met >= 0.5) == ready)[settled].mean() > 0.95


@pytest.mark.slow
def test_sittings_end_before_thirty_questions_on_average():
    assert np.mean([played(kind)[2].mean() for kind in KINDS]) < 25
    assert min(played(kind)[2].min() for kind in KINDS) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_worlds_own_posterior_agrees_with_weighing_many_learners(kind):
    place, rng = world(kind, seed=5, skills=8, questions=30), np.random.default_rng(0)
    crowd = place.law(60_000, rng)
    asked = np.array([rng.permutation(30)[:6] for _ in range(4)])
    right = rng.random(asked.shape) < np.take_along_axis(crowd[:4], asked, axis=1)
    found = world_posterior(place, asked, right, rng, steps=6000)
    ready = place.readiness(crowd)
    for learner in range(4):
        chance = crowd[:, asked[learner]]
        weight = np.where(right[learner], chance, 1.0 - chance).prod(axis=1)
        assert np.abs(found[learner] - weight @ ready / weight.sum()).max() < 0.12

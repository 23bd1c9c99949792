"""Calibration against published figures and against data whose parameters are known."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from mmready.analysis import fit_2pl, fit_rasch
from mmready.analysis.two_parameter import _NODES, _expect, _read

# Law School Admission Test, sections 6 and 7: how many of 1,000 people gave each of the 32 patterns of five answers,
# 00000, 00001, … 11111 (Bock and Lieberman 1970, Psychometrika 35, 179–197). The estimates are published with the
# software manuals that use the same data.
LSAT_6 = "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"
LSAT_7 = "12 19 1 7 3 19 3 17 10 5 3 7 7 23 8 28 7 39 11 34 14 51 15 90 6 25 7 35 18 136 32 308"


def people(counts: str) -> np.ndarray:
    patterns = (np.arange(32)[:, None] >> np.arange(4, -1, -1)) & 1
    return np.repeat(patterns, [int(count) for count in counts.split()], axis=0)


def logistic(x: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-x))


def drawn(learners: int, questions: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Answers, slopes, difficulties of a two-parameter world."""
    rng = np.random.default_rng(seed)
    a, b = rng.lognormal(0.0, 0.3, questions).clip(0.4, 2.5), rng.normal(0.0, 1.0, questions)
    chance = logistic(a * (rng.normal(size=(learners, 1)) - b))
    return (rng.random(chance.shape) < chance).astype(float), a, b


def test_lsat_6_two_parameters():
    fit = fit_2pl(people(LSAT_6))
    assert fit.converged
    assert fit.loglik == pytest.approx(-2466.653, abs=5e-4)
    assert fit.b == pytest.approx([-3.3588, -1.3701, -0.2797, -1.8664, -3.1259], abs=2e-4)


def test_lsat_6_rasch():
    fit = fit_rasch(people(LSAT_6))
    assert fit.converged
    assert fit.a == pytest.approx([0.75513] * 5, abs=2e-5)
    assert fit.loglik == pytest.approx(-2466.938, abs=5e-4)


def test_lsat_7_two_parameters():
    fit = fit_2pl(people(LSAT_7))
    assert fit.a == pytest.approx([0.9875, 1.0808, 1.7075, 0.7650, 0.7357], abs=2e-4)
    assert -fit.a * fit.b == pytest.approx([1.8559, 0.8080, 1.8052, 0.4860, 1.8545], abs=2e-4)
    assert fit.loglik == pytest.approx(-2658.805, abs=5e-4)


def test_standard_errors_agree_with_the_curvature_of_the_likelihood():
    answers, _, _ = drawn(3000, 6, seed=1)
    fit = fit_2pl(answers)
    data, _ = _read(answers)
    start = np.concatenate([fit.a, -fit.a * fit.b])
    step = 1e-3

    def loglik(*moves: tuple[int, float]) -> float:
        at = start.copy()
        for place, by in moves:
            at[place] += by
        return _expect(data, at.reshape(2, 6)).loglik

    size = start.size
    information = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            corners = [loglik((i, s * step), (j, t * step)) * s * t for s in (1, -1) for t in (1, -1)]
            information[i, j] = -sum(corners) / (4 * step * step)
    cov = np.linalg.inv(information)
    to_b = np.zeros((6, size))
    to_b[np.arange(6), np.arange(6)] = -fit.b / fit.a
    to_b[np.arange(6), np.arange(6) + 6] = -1.0 / fit.a
    assert fit.se_a == pytest.approx(np.sqrt(cov.diagonal()[:6]), rel=0.12)
    assert fit.se_b == pytest.approx(np.sqrt((to_b @ cov @ to_b.T).diagonal()), rel=0.12)


@pytest.mark.parametrize(("learners", "questions", "missing"), [(2000, 20, 0.0), (3000, 30, 0.5), (300, 150, 0.6)])
def test_parameters_are_found_within_their_standard_errors(learners, questions, missing):
    answers, a, b = drawn(learners, questions, seed=2)
    answers[np.random.default_rng(3).random(answers.shape) < missing] = np.nan
    fit = fit_2pl(answers)
    assert fit.converged
    assert np.sqrt((((fit.a - a) / fit.se_a) ** 2).mean()) < 1.5
    assert np.sqrt((((fit.b - b) / fit.se_b) ** 2).mean()) < 1.5


def test_large_data_give_the_maximum_of_all_data_not_of_the_sample():
    answers, _, _ = drawn(12_000, 8, seed=4)
    fit = fit_2pl(answers)
    data, _ = _read(answers)
    expected = _expect(data, np.stack([fit.a, -fit.a * fit.b]))
    error = expected.right - expected.asked * logistic(fit.a[:, None] * (_NODES - fit.b[:, None]))
    score = np.abs(np.stack([error @ _NODES, error.sum(axis=1)])) / np.sqrt(len(answers))
    assert fit.converged
    assert score.max() < 0.02


@pytest.mark.slow
def test_hundred_thousand_learners_are_fitted_precisely():
    answers, a, _ = drawn(100_000, 40, seed=5)
    fit = fit_2pl(answers)
    assert fit.converged
    assert np.sqrt(((fit.a - a) ** 2).mean()) < 1.25 * np.sqrt((fit.se_a**2).mean())


def test_memory_grows_no_faster_than_the_data():
    answers, _, _ = drawn(80_000, 8, seed=10)
    peaks = []
    for learners in (40_000, 80_000):
        tracemalloc.start()
        fit_2pl(answers[:learners])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2.1 * peaks[0]
    assert peaks[1] < 8 * answers.nbytes


def test_a_question_that_works_backwards_gets_a_negative_slope():
    answers, _, _ = drawn(2000, 10, seed=6)
    answers[:, 4] = 1.0 - answers[:, 4]
    assert fit_2pl(answers).a[4] < -0.3


def test_question_answered_alike_by_all_is_nan_and_does_not_disturb_the_others():
    answers, _, _ = drawn(500, 6, seed=7)
    alone = fit_2pl(answers)
    extra = np.column_stack([np.ones(500), answers, np.full(500, np.nan)])
    fit = fit_2pl(extra)
    assert np.isnan(fit.a[[0, 7]]).all()
    assert np.isnan(fit.se_b[[0, 7]]).all()
    assert fit.a[1:7] == pytest.approx(alone.a, abs=1e-6)


def test_rasch_is_never_more_likely_than_two_parameters():
    answers, _, _ = drawn(800, 8, seed=8)
    assert fit_rasch(answers).loglik < fit_2pl(answers).loglik


def test_answers_left_out_count_for_nothing():
    answers, _, _ = drawn(400, 5, seed=9)
    padded = np.vstack([answers, np.full((50, 5), np.nan)])
    one, other = fit_2pl(answers), fit_2pl(padded)
    assert one.loglik == pytest.approx(other.loglik)
    assert one.a == pytest.approx(other.a)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([1, 0, 1], r"shape \(N, J\)"),
        ([[0.5, 1.0], [0.0, 1.0]], "0, 1 or nan"),
        ([[1, 1], [1, 1]], "nothing can be estimated"),
    ],
)
def test_impossible_answers_are_refused(answers, message):
    with pytest.raises(ValueError, match=message):
        fit_2pl(answers)

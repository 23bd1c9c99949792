"""What answers do to a belief: against exact integration, and by properties over random sittings."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mmready.measuring import Belief, Model

SKILLS, QUESTIONS = 6, 24


def random_model(seed: int, skills: int = SKILLS, questions: int = QUESTIONS) -> Model:
    rng = np.random.default_rng(seed)
    loadings = np.zeros((questions, skills))
    loadings[np.arange(questions), rng.integers(skills, size=questions)] = rng.uniform(0.4, 2.0, questions)
    loadings[np.arange(questions), rng.integers(skills, size=questions)] += rng.uniform(0.0, 0.8, questions)
    mixing = rng.normal(size=(skills, skills)) + 1.0
    cov = mixing @ mixing.T
    sd = np.sqrt(cov.diagonal())
    cov = 0.8 * cov / np.outer(sd, sd) + 0.2 * np.eye(skills)
    weights = rng.dirichlet(np.ones(questions), size=3)
    guess = np.where(rng.random(questions) < 0.4, 0.25, 0.0)
    return Model(loadings, rng.uniform(0.15, 0.9, questions), guess, 0.03, cov, weights, [0.5, 0.6, 0.7])


def after(model: Model, answers: list[tuple[int, float, bool]]) -> Belief:
    belief = model.prior()
    for question, points, dont_know in answers:
        belief = model.update(belief, question, points, dont_know=dont_know)
    return belief


def answer_lists(questions: int = QUESTIONS, most: int = 20) -> st.SearchStrategy[list[tuple[int, float, bool]]]:
    points = st.sampled_from([0.0, 0.0, 1.0, 1.0, 0.5, 0.3])
    one = st.tuples(st.integers(0, questions - 1), points, st.booleans())
    return st.lists(one.map(lambda a: (a[0], a[1], a[2] and a[1] == 0.0)), min_size=1, max_size=most)


def exact_moments(model: Model, question: int, right: bool, dont_know: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Posterior mean and covariance after one answer, by fine quadrature over a·θ."""
    slope = model.loadings[question]
    spread = slope @ model.prior_cov @ slope
    x = np.linspace(-9, 9, 20_001) * np.sqrt(spread)
    guess, slip = (0.0, 0.0) if dont_know else (model.guess[question], model.slip[question])
    chance = guess + (1.0 - guess - slip) * stats.norm.cdf(x + model.offset[question])
    weight = stats.norm.pdf(x, scale=np.sqrt(spread)) * (chance if right else 1.0 - chance)
    weight /= weight.sum()
    mean = weight @ x
    variance = weight @ (x - mean) ** 2
    along = model.prior_cov @ slope / spread
    return along * mean, model.prior_cov - np.outer(along, along) * (spread - variance)


@pytest.mark.parametrize("question", range(0, QUESTIONS, 3))
@pytest.mark.parametrize(("right", "dont_know"), [(True, False), (False, False), (False, True)])
def test_one_answer_has_the_moments_of_exact_integration(question, right, dont_know):
    model = random_model(1)
    belief = model.update(model.prior(), question, float(right), dont_know=dont_know)
    mean, cov = exact_moments(model, question, right, dont_know)
    assert np.allclose(belief.mean, mean, atol=1e-6)
    assert np.allclose(belief.cov, cov, atol=1e-6)


def test_many_answers_are_close_to_importance_sampling():
    model, rng = random_model(2), np.random.default_rng(3)
    questions = rng.permutation(QUESTIONS)[:12]
    knows = np.linalg.cholesky(model.prior_cov) @ rng.normal(size=SKILLS)
    points = (rng.random(12) < stats.norm.cdf(model.loadings @ knows + model.offset)[questions]).astype(int)
    belief = after(model, [(int(q), float(p), False) for q, p in zip(questions, points, strict=True)])
    theta = belief.mean + rng.normal(size=(60_000, SKILLS)) @ np.linalg.cholesky(1.3 * belief.cov).T
    chance = model.guess + (1 - model.guess - model.slip) * stats.norm.cdf(theta @ model.loadings.T + model.offset)
    chance = chance[:, questions]
    log_weight = np.where(points, np.log(chance), np.log(1 - chance)).sum(axis=1)
    log_weight += stats.multivariate_normal(np.zeros(SKILLS), model.prior_cov).logpdf(theta)
    log_weight -= stats.multivariate_normal(belief.mean, 1.3 * belief.cov).logpdf(theta)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    mean = weight @ theta
    sd = np.sqrt(weight @ (theta - mean) ** 2)
    assert np.abs((belief.mean - mean) / sd).max() < 0.12
    assert np.abs(np.sqrt(belief.cov.diagonal()) / sd - 1).max() < 0.08


@given(st.integers(0, 30), answer_lists(most=15), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_answers_does_not_matter(seed, answers, random):
    model = random_model(seed)
    shuffled = list(answers)
    random.shuffle(shuffled)
    one, other = (model.readiness(after(model, listed)) for listed in (answers, shuffled))
    assert np.abs(one - other).max() < 0.005


@given(st.integers(0, 30), answer_lists())
@settings(max_examples=60, deadline=None)
def test_covariance_stays_positive_definite(seed, answers):
    belief = after(random_model(seed), answers)
    assert np.allclose(belief.cov, belief.cov.T)
    assert np.linalg.eigvalsh(belief.cov).min() > 0
    assert np.isfinite(belief.mean).all()


def smallest_spread(sittings: int, seed: int) -> float:
    """The least eigenvalue of the belief's covariance over random sittings of random models, answers at random."""
    rng, least = np.random.default_rng(seed), np.inf
    for number in range(sittings):
        if number % 50 == 0:
            model = random_model(1_000 * seed + number)
        belief = model.prior()
        for _ in range(int(rng.integers(1, 16))):
            kind = int(rng.integers(4))
            belief = model.update(
                belief, int(rng.integers(QUESTIONS)), (0.0, 1.0, rng.random(), 0.0)[kind], dont_know=kind == 3
            )
        least = min(least, float(np.linalg.eigvalsh(belief.cov).min()))
    return least


def test_covariance_stays_positive_definite_over_random_sittings():
    assert smallest_spread(150, seed=1) > 0


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(10))
def test_covariance_stays_positive_definite_over_ten_thousand_random_sittings(thousand):
    assert smallest_spread(1_000, seed=100 + thousand) > 0


@pytest.mark.parametrize("points", [0.0, 1.0])
@given(st.integers(0, 30), st.lists(st.integers(0, 11), min_size=2, max_size=15))
@settings(max_examples=40, deadline=None)
def test_more_evidence_of_one_kind_moves_every_probability_one_way(points, seed, questions):
    rng = np.random.default_rng(seed)
    loadings = np.zeros((12, 4))
    loadings[np.arange(12), np.arange(12) % 4] = rng.uniform(0.4, 1.5, 12)
    weights = rng.dirichlet(np.ones(12), size=3)
    cov = 0.5 + 0.5 * np.eye(4)
    model = Model(loadings, rng.uniform(0.2, 0.8, 12), 0.0, 0.03, cov, weights, [0.4, 0.5, 0.6])
    belief = model.prior()
    path = [model.readiness(belief)]
    for question in questions:
        belief = model.update(belief, question, points)
        path.append(model.readiness(belief))
    steps = np.diff(path, axis=0) * (1.0 if points else -1.0)
    assert steps.min() > -0.005
    assert steps.sum(axis=0).min() > 0


@pytest.mark.parametrize("points", [0.0, 1.0])
def test_hundred_surprising_answers_to_one_question_leave_a_usable_belief(points):
    model = Model([[3.0]], [0.02 if points else 0.98], [0.25], [0.03], [[1.0]], [[1.0]], [0.5])
    belief = after(model, [(0, points, False)] * 100)
    assert 0 < belief.cov[0, 0] < 1
    assert (belief.mean[0] > 1) == bool(points)


@given(st.integers(0, 30), answer_lists(most=8), st.integers(0, QUESTIONS - 1))
@settings(max_examples=60, deadline=None)
def test_better_answer_never_lowers_the_expected_share_of_that_question(seed, answers, question):
    model = random_model(seed)
    belief = after(model, answers)
    ladder = [(0.0, True), (0.0, False), (0.5, False), (1.0, False)]
    shares = [model.outlook(model.update(belief, question, p, dont_know=d)).share[question] for p, d in ladder]
    assert all(low <= high + 1e-3 for low, high in itertools.pairwise(shares))


@given(st.integers(0, 30), answer_lists(most=8), st.integers(0, QUESTIONS - 1))
@settings(max_examples=40, deadline=None)
def test_right_answer_raises_readiness_where_skills_go_together(seed, answers, question):
    model = random_model(seed)
    model = Model(
        model.loadings, model.facility, 0.0, 0.03, np.abs(model.prior_cov), model.weights, model.cuts
    )  # all skills positively correlated
    belief = after(model, [(q, float(p >= 0.5), False) for q, p, _ in answers])
    before, later = model.readiness(belief), model.readiness(model.update(belief, question, 1.0))
    wrong = model.readiness(model.update(belief, question, 0.0))
    assert np.all(later >= wrong - 0.02)
    assert np.all(later >= before - 0.05)


def test_dont_know_weighs_more_than_wrong_where_guessing_and_slips_exist():
    model = Model([[1.5]], [0.6], [0.25], [0.1], [[1.0]], [[1.0]], [0.5])
    wrong = model.update(model.prior(), 0, 0.0)
    unknown = model.update(model.prior(), 0, 0.0, dont_know=True)
    assert unknown.mean[0] < wrong.mean[0] < 0


def test_right_answer_to_a_guessable_question_weighs_less():
    open_question = Model([[1.5]], [0.6], [0.0], [0.03], [[1.0]], [[1.0]], [0.5])
    guessable = Model([[1.5]], [0.6], [0.5], [0.03], [[1.0]], [[1.0]], [0.5])
    moved = [model.update(model.prior(), 0, 1.0).mean[0] for model in (open_question, guessable)]
    assert moved[0] > moved[1] > 0


def test_answer_to_a_question_without_slope_says_nothing():
    model = Model([[1.0, 0.0], [0.0, 0.0]], [0.5, 0.5], 0.0, 0.0, np.eye(2), [[0.5, 0.5]], [0.5])
    belief = model.update(model.update(model.prior(), 0, 1.0), 1, 1.0)
    assert np.allclose(belief.mean, model.update(model.prior(), 0, 1.0).mean)


def test_update_leaves_the_old_belief_alone_and_arrays_are_read_only():
    model = random_model(0)
    first = model.update(model.prior(), 0, 1.0)
    mean = first.mean.copy()
    model.update(first, 1, 0.0)
    assert np.array_equal(first.mean, mean)
    assert len(first) == 1
    with pytest.raises(ValueError, match="read-only"):
        first.mean[0] = 3.0
    assert "after 1 answers" in repr(first)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1, 1.0), r"question must be in 0…23, got -1"),
        ((24, 1.0), r"question must be in 0…23, got 24"),
        ((0, 1.5), r"points must be in \[0, 1\], got 1.5"),
        ((0, float("nan")), r"points must be in \[0, 1\], got nan"),
        ((0, 1.0, True), r"no points, got 1.0"),
    ],
)
def test_impossible_answers_are_refused(arguments, message):
    model = random_model(0)
    with pytest.raises(ValueError, match=message):
        model.update(model.prior(), *arguments)

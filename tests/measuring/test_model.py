"""The model's arrays, readiness, profile and choice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mmready.measuring import Model
from mmready.measuring.choosing import information, uncertainty
from tests.measuring.test_belief import QUESTIONS, after, answer_lists, random_model

GOOD = {
    "loadings": [[1.0, 0.0], [0.5, 0.5], [0.0, 1.2]],
    "facility": [0.5, 0.6, 0.7],
    "guess": [0.0, 0.25, 0.0],
    "slip": [0.03, 0.03, 0.03],
    "prior_cov": [[1.0, 0.4], [0.4, 1.0]],
    "weights": [[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]],
    "cuts": [0.6, 0.5],
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"loadings": [1.0, 2.0]}, r"loadings must have shape \(J, S\), got \(2,\)"),
        ({"loadings": [[-1.0, 0.0]] * 3}, "loadings must be finite numbers in"),
        ({"facility": [0.5, 0.6]}, r"facility must have shape \(3\), got \(2,\)"),
        ({"facility": [0.5, 0.6, 1.7]}, "facility must be finite numbers in"),
        ({"guess": [0.0, 0.0, 0.98]}, "guess \\+ slip must be under 1"),
        ({"slip": [0.0, np.nan, 0.0]}, "slip must be finite"),
        ({"prior_cov": [[1.0, 0.4], [0.1, 1.0]]}, "symmetric"),
        ({"prior_cov": [[1.0, 2.0], [2.0, 1.0]]}, "eigenvalue -1"),
        ({"weights": [[0.5, 0.4, 0.0], [0.0, 0.0, 1.0]]}, "sum to 1"),
        ({"cuts": [0.5]}, r"cuts must have shape \(2\), got \(1,\)"),
        ({"courses": [0, 2]}, "course number"),
        ({"courses": [0]}, "course number"),
    ],
)
def test_wrong_arrays_are_refused_with_what_was_expected(change, message):
    with pytest.raises(ValueError, match=message):
        Model(**{**GOOD, **change})


def test_one_number_serves_all_questions():
    model = Model(**{**GOOD, "guess": 0.0, "slip": 0.05})
    assert model.slip.tolist() == [0.05] * 3


def test_share_right_among_entrants_is_the_facility():
    model = random_model(4)
    assert np.allclose(model.outlook(model.prior()).share, model.facility, atol=1e-9)


@pytest.mark.parametrize("facility", [0.0, 1.0, 0.2])
def test_extreme_facilities_are_clipped(facility):
    model = Model([[1.0]], [facility], [0.25], [0.03], [[1.0]], [[1.0]], [0.5])
    share = model.outlook(model.prior()).share[0]
    assert 0.25 < share < 0.97


def test_readiness_agrees_with_drawing_learners_from_the_belief():
    model = random_model(5)
    belief = after(model, [(3, 1.0, False), (8, 0.0, False), (11, 1.0, False)])
    rng = np.random.default_rng(0)
    theta = belief.mean + rng.normal(size=(100_000, belief.mean.size)) @ np.linalg.cholesky(belief.cov).T
    chance = model.guess + (1 - model.guess - model.slip) * stats.norm.cdf(theta @ model.loadings.T + model.offset)
    shares = chance @ model.weights.T
    outlook = model.outlook(belief)
    assert np.allclose(outlook.expected, shares.mean(axis=0), atol=0.003)
    assert np.allclose(np.sqrt(outlook.variance), shares.std(axis=0), rtol=0.06)
    assert np.allclose(model.readiness(belief), (shares >= model.cuts).mean(axis=0), atol=0.03)


@given(st.integers(0, 20), answer_lists(most=10), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_joint_probability_agrees_with_scipy_and_is_at_most_that_of_each_row(seed, answers, rows):
    base = random_model(seed)
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.full(QUESTIONS, 0.3), size=rows + 1)
    cuts = rng.uniform(0.4, 0.7, rows + 1)
    model = Model(
        base.loadings, base.facility, base.guess, base.slip, base.prior_cov, weights, cuts, courses=[0] * rows + [1]
    )
    belief = after(model, answers)
    joint, single = model.courses_met(belief), model.readiness(belief)
    outlook = model.outlook(belief)
    exact = stats.multivariate_normal(
        np.zeros(rows), outlook.covariance[:rows, :rows], allow_singular=True, seed=1
    ).cdf((outlook.expected - cuts)[:rows])
    assert joint[0] == pytest.approx(float(exact), abs=0.01)
    assert joint[0] <= single[:rows].min() + 0.005
    assert joint[1] == pytest.approx(single[-1], abs=1e-5)


def test_skills_are_the_mean_share_of_their_questions_with_exact_spread():
    model = random_model(6)
    belief = after(model, [(0, 1.0, False), (5, 0.0, False)])
    share, sd = model.skills(belief)
    rng = np.random.default_rng(0)
    theta = belief.mean + rng.normal(size=(50_000, belief.mean.size)) @ np.linalg.cholesky(belief.cov).T
    chance = model.guess + (1 - model.guess - model.slip) * stats.norm.cdf(theta @ model.loadings.T + model.offset)
    for skill in range(belief.mean.size):
        own = chance[:, model.loadings.argmax(axis=1) == skill]
        if own.size:
            assert share[skill] == pytest.approx(own.mean(), abs=0.005)
            assert sd[skill] == pytest.approx(own.mean(axis=1).std(), rel=0.15)


def test_skill_without_questions_follows_its_neighbours():
    model = Model([[1.0, 0.0], [1.0, 0.0]], [0.5, 0.5], 0.0, 0.0, [[1.0, 0.8], [0.8, 1.0]], [[0.5, 0.5]], [0.5])
    good = model.skills(after(model, [(0, 1.0, False), (1, 1.0, False)]))[0]
    bad = model.skills(after(model, [(0, 0.0, False), (1, 0.0, False)]))[0]
    assert bad[1] < 0.4 < 0.6 < good[1]


def test_worth_of_questions_agrees_with_full_look_ahead():
    model = random_model(7)
    belief = after(model, [(2, 1.0, False)])
    outlook = model.outlook(belief)
    gain = information(outlook, model.cuts, np.ones(3))
    exact = np.full(QUESTIONS, uncertainty(model.readiness(belief)))
    for question, chance in enumerate(outlook.share):
        for share, points in ((chance, 1.0), (1.0 - chance, 0.0)):
            exact[question] -= share * uncertainty(model.readiness(model.update(belief, question, points)))
    assert np.corrcoef(gain, exact)[0, 1] > 0.95
    assert exact[gain.argmax()] > 0.9 * exact.max()
    assert np.abs(gain - exact).max() < 0.15


def test_choice_excludes_asked_and_forbidden_questions():
    model = random_model(8)
    belief = model.prior()
    seen: list[int] = []
    allowed = np.arange(QUESTIONS) % 2 == 0
    while (question := model.choose(belief, seen, stop=False, allowed=allowed)) is not None:
        assert allowed[question]
        assert question not in seen
        seen.append(question)
    assert len(seen) == QUESTIONS // 2


def test_without_stopping_every_question_is_asked_once():
    model = random_model(9)
    belief, seen = model.prior(), []
    while (question := model.choose(belief, seen, stop=False)) is not None:
        seen.append(question)
        belief = model.update(belief, question, 1.0)
    assert sorted(seen) == list(range(QUESTIONS))


def test_same_seed_same_choice_and_seeds_differ():
    model = random_model(10)
    picks = [[model.choose(model.prior(), [], rng=np.random.default_rng(s)) for s in range(40)] for _ in (0, 1)]
    assert picks[0] == picks[1]
    assert len(set(picks[0])) > 1


def sitting(model: Model, seed: int, right: np.ndarray, length: int = 12) -> list[int]:
    belief, asked, rng = model.prior(), [], np.random.default_rng(seed)
    for _ in range(length):
        question = model.choose(belief, asked, stop=False, rng=rng)
        asked.append(question)
        belief = model.update(belief, question, float(right[question]))
    return asked


def test_same_seed_and_answers_give_the_same_sitting_and_two_learners_see_different_ones():
    model = random_model(12)
    right = np.random.default_rng(0).random(QUESTIONS) < 0.6
    assert sitting(model, 1, right) == sitting(model, 1, right)
    assert len({tuple(sitting(model, seed, right)) for seed in range(10)}) >= 9


def test_choice_serves_the_rows_asked_for():
    weights = [[1.0, 0.0], [0.0, 1.0]]
    model = Model([[1.0, 0.0], [0.0, 1.0]], [0.5, 0.5], 0.0, 0.0, np.eye(2), weights, [0.5, 0.5])
    assert [model.choose(model.prior(), [], rows=[row]) for row in (0, 1)] == [0, 1]


def clear_case(courses: list[int] | None = None) -> Model:
    """Forty good questions on two skills, one row each."""
    loadings = np.repeat(np.eye(2), 20, axis=0) * 2.0
    weights = np.repeat(np.eye(2), 20, axis=1) / 20
    return Model(loadings, np.full(40, 0.5), 0.0, 0.02, np.eye(2), weights, [0.5, 0.5], courses=courses)


def play(model: Model, right: tuple[float, float], **asked_for: object) -> tuple[list[int], np.ndarray]:
    belief, seen = model.prior(), []
    while (question := model.choose(belief, seen, **asked_for)) is not None:
        belief = model.update(belief, question, right[question // 20])
        seen.append(question)
    return seen, model.courses_met(belief)


def test_never_stops_before_ten_questions_and_soon_after_all_is_clear():
    seen, met = play(clear_case(), (1.0, 0.0))
    assert 10 <= len(seen) <= 14
    assert met[0] > 0.95
    assert met[1] < 0.05


def test_a_failed_row_decides_its_course_so_the_other_row_needs_no_more():
    seen, met = play(clear_case(courses=[0, 0]), (0.0, 1.0))
    assert len(seen) == 10
    assert met[0] < 0.05
    on_failed = sum(question < 20 for question in seen)
    assert on_failed >= 5


def test_course_met_only_when_both_rows_are():
    assert play(clear_case(courses=[0, 0]), (1.0, 1.0))[1][0] > 0.95


def test_stops_when_nothing_more_can_be_learned():
    weak = Model(np.full((60, 1), 0.02), np.full(60, 0.5), 0.0, 0.0, [[1.0]], np.full((1, 60), 1 / 60), [0.5])
    seen, met = play_weak(weak)
    assert seen == 10
    assert 0.2 < met < 0.8


def play_weak(model: Model) -> tuple[int, float]:
    belief, seen = model.prior(), []
    while (question := model.choose(belief, seen)) is not None:
        belief = model.update(belief, question, float(len(seen) % 2))
        seen.append(question)
    return len(seen), float(model.readiness(belief)[0])


@pytest.mark.parametrize(
    ("asked_for", "message"),
    [
        ({"rows": [3]}, "rows must hold whole numbers in 0…2"),
        ({"allowed": [True]}, r"allowed must have shape \(24,\)"),
    ],
)
def test_impossible_choices_are_refused(asked_for, message):
    model = random_model(0)
    with pytest.raises(ValueError, match=message):
        model.choose(model.prior(), [], **asked_for)
    with pytest.raises(ValueError, match="asked must hold"):
        model.choose(model.prior(), [99])


def test_many_slopes_give_the_same_outlook_as_few():
    """Questions with few slopes are gathered, others multiplied out; both ways must agree."""
    few = random_model(11)
    extra = np.zeros((1, few.loadings.shape[1])) + 0.1
    many = Model(
        np.vstack([few.loadings, extra]),
        np.append(few.facility, 0.5),
        np.append(few.guess, 0.0),
        0.03,
        few.prior_cov,
        np.hstack([few.weights, np.zeros((3, 1))]),
        few.cuts,
    )
    answers = [(0, 1.0, False), (7, 0.0, False)]
    assert np.allclose(few.readiness(after(few, answers)), many.readiness(after(many, answers)), atol=1e-9)


def test_no_requirements_still_gives_a_profile_and_questions():
    model = Model(**{**GOOD, "weights": np.zeros((0, 3)), "cuts": []})
    belief = model.update(model.prior(), model.choose(model.prior(), []), 1.0)
    assert model.readiness(belief).size == model.courses_met(belief).size == 0
    assert model.choose(belief, [0]) is not None

"""From a bank to a model, and from a belief back to the bank's words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from mmready.domain.bank import Bank
from mmready.domain.question import QuestionTemplate
from mmready.domain.response import Evidence
from mmready.domain.skill import Course, Need, Skill
from mmready.errors import LearnerInputError
from mmready.measuring import BankModel, Belief, estimate, expected_more, for_bank
from mmready.measuring.for_bank import SLIP, SLOPE, TYPICAL_OFFSET, borderline, prior_covariance

NEEDS = {"sets": "essential", "sums": "essential", "limits": "helpful", "loops": "essential", "bayes": "taught"}
SUBJECT = {"sets": "calculus", "sums": "calculus", "limits": "calculus", "loops": "python", "bayes": "probability"}
BEFORE = {"sums": ("sets",), "limits": ("sums",), "bayes": ("sets",)}


def question(name: str, skill: str, difficulty: int = 3, also: tuple[str, ...] = (), guess: float = 0.0):
    return QuestionTemplate(name, "number", skill, SUBJECT[skill], difficulty, 2.0, also, guess)


def make_bank(questions: list[QuestionTemplate], needs: dict[str, str] | None = None) -> Bank:
    skills = {s: Skill(s, SUBJECT[s], s, s, BEFORE.get(s, ()), (), (1.0, 2.0), "") for s in SUBJECT}
    wanted = {s: Need(s, n, "Unit 1") for s, n in (NEEDS if needs is None else needs).items()}
    courses = {
        "C": Course("C", "Course C", 1, True, "", wanted),
        "capstone": Course("capstone", "Capstone", 2, False, "", {}),
    }
    return Bank({q.id: q for q in questions}, skills, courses)


@pytest.fixture
def bank() -> Bank:
    listed = [
        question("sets-1", "sets", 1),
        question("sets-2", "sets", 5),
        question("sums-1", "sums", 3, ("sets",)),
        question("sums-2", "sums", 2, ("bayes",)),
        question("limits-1", "limits", 3, guess=0.25),
        question("loops-1", "loops", 3),
        question("loops-2", "loops", 4),
        question("bayes-1", "bayes", 3),
    ]
    return make_bank(listed)


def weights_by_question(measured: BankModel, row: int) -> dict[str, float]:
    return dict(zip(measured.questions, measured.model.weights[row].tolist(), strict=True))


def answered(measured: BankModel, points: dict[str, float]) -> Belief:
    belief = measured.model.prior()
    for name, value in points.items():
        belief = measured.model.update(belief, measured.number[name], value)
    return belief


def test_rows_are_the_whole_course_and_each_subject_that_carries_weight(bank):
    measured = for_bank(bank, ["C"])
    assert measured.rows == (("C", ""), ("C", "calculus"), ("C", "python"))
    assert measured.courses == ("C",)
    assert measured.questions == tuple(bank.questions)
    assert measured.rows_of("C") == (0, 1, 2)
    assert measured.rows_of("capstone") == ()


def test_skills_weigh_by_necessity_however_many_questions_they_have(bank):
    weight = weights_by_question(for_bank(bank, ["C"]), 0)
    assert weight["sets-1"] == pytest.approx(weight["sets-2"])
    assert weight["sets-1"] + weight["sets-2"] == pytest.approx(0.3)  # 3 of 3 + 3 + 1 + 3
    assert weight["sums-1"] == pytest.approx(0.3)
    assert weight["limits-1"] == pytest.approx(0.1)
    assert weight["loops-1"] + weight["loops-2"] == pytest.approx(0.3)


def test_what_the_course_teaches_has_no_weight_alone_or_as_second_skill(bank):
    weight = weights_by_question(for_bank(bank, ["C"]), 0)
    assert weight["bayes-1"] == weight["sums-2"] == 0.0


def test_subject_rows_hold_only_their_subject(bank):
    measured = for_bank(bank, ["C"])
    python = weights_by_question(measured, 2)
    assert {name for name, value in python.items() if value} == {"loops-1", "loops-2"}


def test_subject_under_a_tenth_of_the_weight_gets_no_row(bank):
    needs = {**NEEDS, "loops": "helpful"}
    extra = {f"s{i}": replace(bank.skills["sets"], id=f"s{i}") for i in range(4)}
    many = make_bank(list(bank.questions.values()), {**needs, **dict.fromkeys(extra, "essential")})
    listed = [replace(q) for q in bank.questions.values()]
    listed += [QuestionTemplate(f"{s}-q", "number", s, "calculus", 3, 2.0) for s in extra]
    grown = Bank({q.id: q for q in listed}, {**many.skills, **extra}, many.courses)
    assert ("C", "python") not in for_bank(grown, ["C"]).rows


def test_course_of_one_subject_has_one_row(bank):
    needs = {"sets": "essential", "sums": "essential"}
    assert for_bank(make_bank(list(bank.questions.values()), needs), ["C"]).rows == (("C", ""),)


def test_borderline_learner_gets_the_level_right_on_typical_open_questions():
    for level in (0.5, 0.65, 0.8):
        share = (1 - SLIP) * stats.norm.cdf(SLOPE * borderline(level) + TYPICAL_OFFSET)
        assert share == pytest.approx(level, abs=1e-9)


@pytest.mark.parametrize("difficulty", [1, 3, 5])
def test_borderline_learner_stands_on_the_cut_in_easy_and_hard_banks(difficulty):
    listed = [question(f"{s}-{i}", s, difficulty, guess=0.25 * i) for s in ("sets", "loops") for i in (0, 1)]
    measured = for_bank(make_bank(listed, {"sets": "essential", "loops": "essential"}), ["C"])
    model = measured.model
    course = Course("C", "", 1, True, "", {})
    for row, level in enumerate((course.level, course.floor, course.floor)):
        skill = np.full(len(measured.skills), borderline(level))
        shares = model.guess + (1 - model.guess - SLIP) * stats.norm.cdf(model.loadings @ skill + model.offset)
        assert model.weights[row] @ shares == pytest.approx(model.cuts[row], abs=1e-9)


def test_harder_bank_has_a_lower_cut():
    cuts = [for_bank(make_bank([question("sets-1", "sets", d)]), ["C"]).model.cuts[0] for d in (1, 3, 5)]
    assert cuts[0] > cuts[1] > cuts[2]


def test_difficulty_lowers_and_guessing_raises_the_share_of_entrants(bank):
    measured = for_bank(bank, ["C"])
    facility = dict(zip(measured.questions, measured.model.facility.tolist(), strict=True))
    assert facility["sets-1"] > facility["bayes-1"] > facility["loops-2"] > facility["sets-2"]
    assert facility["limits-1"] > facility["bayes-1"]
    assert facility["sets-1"] == pytest.approx(0.85 * (1 - SLIP))


def test_question_on_two_skills_bears_on_both(bank):
    measured = for_bank(bank, ["C"])
    place = measured.skills.index
    slopes = measured.model.loadings[measured.number["sums-1"]]
    assert slopes[place("sums")] > slopes[place("sets")] > 0
    assert np.count_nonzero(slopes) == 2


def test_prior_holds_skills_closer_that_rest_on_each_other(bank):
    cov = prior_covariance(tuple(bank.skills.values()))
    place = {skill: k for k, skill in enumerate(bank.skills)}
    assert np.allclose(cov.diagonal(), 1.0)
    assert np.linalg.eigvalsh(cov).min() > 0.1
    assert cov[place["sets"], place["sums"]] > cov[place["sets"], place["limits"]] > cov[place["sets"], place["loops"]]


def test_unknown_course_and_empty_bank_are_refused(bank):
    with pytest.raises(LearnerInputError, match="unknown course X; this bank has C, capstone"):
        for_bank(bank, ["X"])
    with pytest.raises(LearnerInputError, match="no question"):
        for_bank(make_bank([]), ["C"])


def test_course_whose_skills_have_no_questions_is_left_out_but_questions_remain(bank):
    measured = for_bank(make_bank([question("bayes-1", "bayes")]), ["C", "capstone"])
    assert measured.rows == measured.courses == ()
    assert measured.model.choose(measured.model.prior(), []) == 0
    said = estimate(measured, measured.model.prior(), [])
    assert said.courses == {}
    assert set(said.skills) == set(SUBJECT)


def test_partly_measured_course_rests_on_what_exists():
    measured = for_bank(make_bank([question("sets-1", "sets"), question("loops-1", "loops")]), ["C"])
    weight = weights_by_question(measured, 0)
    assert weight == {"sets-1": pytest.approx(0.5), "loops-1": pytest.approx(0.5)}


def test_estimate_says_requirements_courses_and_skills(bank):
    measured = for_bank(bank, ["C"])
    belief = answered(measured, {"sets-1": 1.0, "sums-1": 1.0, "loops-1": 0.0})
    evidence = [Evidence("sets-1", 1.0, number=1), Evidence("sums-1", 1.0, number=2), Evidence("loops-1", 0, number=3)]
    said = estimate(measured, belief, evidence)
    assert [(r.course, r.subject) for r in said.requirements] == list(measured.rows)
    for requirement in said.requirements:
        assert 0 < requirement.expected < 1
        assert 0 < requirement.sd < 0.5
        assert 0 < requirement.cut < 1
        assert 0 <= requirement.probability <= 1
    assert said.requirements[1].probability > 0.5 > said.requirements[2].probability
    assert said.courses["C"] <= min(r.probability for r in said.requirements) + 0.005
    assert said.skills["sets"].asked == (1, 2)
    assert said.skills["sums"].asked == (2,)
    assert said.skills["limits"].asked == ()
    assert said.skills["sums"].share > said.skills["loops"].share


def test_skill_shares_are_on_the_scale_of_the_course_level(bank):
    measured = for_bank(bank, ["C"])
    said = estimate(measured, measured.model.prior(), [])
    shares = {skill: estimate.share for skill, estimate in said.skills.items()}
    assert all(share == pytest.approx(0.58 * (1 - SLIP), abs=1e-6) for share in shares.values())
    theta = np.random.default_rng(0).normal(size=200_000)
    exact = (1 - SLIP) * stats.norm.cdf(SLOPE * theta + TYPICAL_OFFSET)
    assert said.skills["sets"].sd == pytest.approx(exact.std(), abs=0.002)


def test_skill_without_question_is_estimated_from_its_neighbours():
    measured = for_bank(make_bank([question("sets-1", "sets"), question("sets-2", "sets")]), ["C"])
    good = estimate(measured, answered(measured, {"sets-1": 1.0, "sets-2": 1.0}), []).skills
    bad = estimate(measured, answered(measured, {"sets-1": 0.0, "sets-2": 0.0}), []).skills
    for skill in ("sums", "limits", "loops"):
        assert good[skill].share > bad[skill].share
    assert good["sums"].share > good["loops"].share


def test_expected_more_falls_to_nothing_as_a_clear_case_is_settled():
    listed = [question(f"{s}-{i}", s) for s in ("sets", "sums", "loops") for i in range(12)]
    measured = for_bank(make_bank(listed), ["C"])
    model, rows = measured.model, measured.rows_of("C")
    belief, asked, told = model.prior(), [], []
    while True:
        told.append(expected_more(measured, belief, asked, rows))
        chosen = model.choose(belief, asked, rows=rows)
        if chosen is None:
            break
        belief = model.update(belief, chosen, 1.0)
        asked.append(chosen)
    assert told[0] >= 10
    assert told[-1] == 0
    assert all(more >= 10 - done for done, more in enumerate(told))
    assert told[len(told) // 2] < told[0]


def test_expected_more_never_promises_more_than_there_is(bank):
    measured = for_bank(bank, ["C"])
    every = list(range(len(measured.questions)))
    assert expected_more(measured, measured.model.prior(), every, measured.rows_of("C")) == 0
    assert expected_more(measured, measured.model.prior(), every[:-1], measured.rows_of("C")) == 1
    assert expected_more(measured, measured.model.prior(), [], ()) == len(every)


def test_strong_and_weak_learners_are_told_apart_and_python_alone_closes_the_course():
    listed = [question(f"{s}-{i}", s, 1 + i % 5) for s in ("sets", "sums", "limits", "loops") for i in range(10)]
    measured = for_bank(make_bank(listed), ["C"])
    model = measured.model

    def verdict(right: dict[str, float]) -> float:
        belief, asked = model.prior(), []
        while (chosen := model.choose(belief, asked)) is not None:
            belief = model.update(belief, chosen, right[measured.templates[measured.questions[chosen]].skill])
            asked.append(chosen)
        return float(model.courses_met(belief)[0])

    assert verdict(dict.fromkeys(SUBJECT, 1.0)) > 0.95
    assert verdict(dict.fromkeys(SUBJECT, 0.0)) < 0.05
    assert verdict({**dict.fromkeys(SUBJECT, 1.0), "loops": 0.0}) < 0.05

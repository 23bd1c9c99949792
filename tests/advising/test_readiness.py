"""Verdicts, their reasons, and states of skills."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.advising import readiness, skill_states
from mmready.advising.readiness import verdict_of
from mmready.domain.estimate import Estimate, SkillEstimate
from mmready.errors import LearnerInputError
from tests.advising.learners import COURSES, answers, catalogue_bank, estimate_from, shares

BANK = catalogue_bank()


def with_chance(course: str, chance: float) -> Estimate:
    estimate = estimate_from(shares(0.65))
    return replace(estimate, courses={**estimate.courses, course: chance})


@pytest.mark.parametrize(
    ("chance", "verdict", "leaning"),
    [
        (1.0, "ready", ""),
        (0.95, "ready", ""),
        (0.9499, "too close to call", "ready"),
        (0.5, "too close to call", "ready"),
        (0.4999, "too close to call", "not yet"),
        (0.0501, "too close to call", "not yet"),
        (0.05, "not yet", ""),
        (0.0, "not yet", ""),
    ],
)
def test_verdict_follows_the_probability(chance, verdict, leaning):
    found = readiness(BANK, ["6.431x"], with_chance("6.431x", chance), ())["6.431x"]
    assert (found.verdict, found.leaning, found.probability) == (verdict, leaning, chance)
    assert bool(found.settle) == (verdict == "too close to call")


@given(st.floats(0, 1))
def test_verdicts_mirror_each_other(chance):
    mirror = {"ready": "not yet", "not yet": "ready", "too close to call": "too close to call"}
    if 0.0501 < chance < 0.9499 or not 0.0499 < chance < 0.9501:
        assert verdict_of(1.0 - chance) == mirror[verdict_of(chance)]


def test_courses_come_in_the_order_asked_with_their_own_requirements():
    found = readiness(BANK, ["6.86x", "capstone", "6.431x"], estimate_from(shares(0.8)), ())
    assert list(found) == ["6.86x", "capstone", "6.431x"]
    assert {row.course for row in found["6.86x"].requirements} == {"6.86x"}
    assert found["6.86x"].requirements[0].subject == ""


def test_band_is_that_of_the_weakest_requirement_about_its_cut():
    estimate = estimate_from(shares(0.9, python=0.45), row_sd=0.1)
    found = readiness(BANK, ["6.86x"], estimate, ())["6.86x"]
    assert found.band == pytest.approx((-0.05 - 0.1645, -0.05, -0.05 + 0.1645))


def test_capstone_is_never_measured_and_tells_its_rules_and_the_four_certificates():
    found = readiness(BANK, ["capstone"], estimate_from(shares(1.0)), answers(chain_rule="1:right"))["capstone"]
    assert found.verdict == "not measured"
    text = " ".join(found.reasons)
    assert "certificates of 6.431x, 14.310x, 18.6501x and 6.86x" in text
    assert "60%" in text
    assert "government-issued photo ID" in text
    assert all(fact.text in text for fact in BANK.courses["capstone"].facts)


def test_course_that_no_question_measures_is_not_measured():
    estimate = estimate_from(shares(0.8))
    rows = tuple(row for row in estimate.requirements if row.course != "6.86x")
    found = readiness(BANK, ["6.86x"], replace(estimate, requirements=rows), ())["6.86x"]
    assert found.verdict == "not measured"
    assert found.reasons == ("No question of this bank measures 6.86x.",)


def test_unknown_course_is_refused_by_name():
    with pytest.raises(LearnerInputError, match=r"7\.00x"):
        readiness(BANK, ["7.00x"], estimate_from(shares(0.8)), ())


def test_reasons_name_gaps_by_their_answers_and_where_the_course_uses_them():
    estimate = estimate_from(shares(0.8, double_integrals=0.2, calculus=0.5, chain_rule=0.95))
    evidence = answers(double_integrals="14:wrong 21:wrong", chain_rule="2:right 3:right", gradient="5:wrong")
    reasons = readiness(BANK, ["6.431x"], estimate, evidence)["6.431x"].reasons
    assert (
        "Double integrals: both questions not right (14 and 21). 6.431x uses it for joint densities, Unit 5." in reasons
    )
    assert any(reason.startswith("Solid: Chain rule") and "2 of 2 answers right" in reason for reason in reasons)
    assert "All subjects together: we expect about 55% right on what 6.431x asks; it needs about 65%." in reasons
    assert "Gradient" not in " ".join(reasons)  # 6.431x does not use it


def test_skills_not_asked_about_are_called_likely_gaps_only():
    estimate = estimate_from(shares(0.9, python=0.05))
    reasons = readiness(BANK, ["6.86x"], estimate, answers(python_functions="7:wrong"))["6.86x"].reasons
    likely = next(reason for reason in reasons if reason.startswith("Not asked"))
    assert "Classes and inheritance" in likely or "more" in likely
    assert "Functions and scope" not in likely


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"6.431x": 7}, "About 7 more questions would settle it"),
        ({"6.431x": 1}, "About 1 more question would settle it"),
        ({"6.431x": 0}, "We have no more questions that would settle it"),
        (None, "A few more questions would settle it"),
    ],
)
def test_what_would_settle_it_is_the_number_that_measuring_expects(more, said):
    estimate = estimate_from(shares(0.70), row_sd=0.05)
    evidence = answers(chain_rule="1:right 2:wrong")
    found = readiness(BANK, ["6.431x"], estimate, evidence, more)["6.431x"]
    assert found.verdict == "too close to call"
    assert found.settle.startswith(said)


def test_what_would_settle_it_names_doubtful_skills():
    estimate = estimate_from(shares(0.72, double_integrals=0.6), row_sd=0.05)
    found = readiness(BANK, ["6.431x"], estimate, answers(chain_rule="1:right 2:wrong"))["6.431x"]
    assert "Double integrals" in found.settle


@pytest.mark.parametrize("course", COURSES)
def test_states_cover_what_is_needed_and_taught(course):
    states = skill_states(BANK, course, estimate_from(shares(0.9)), ())
    found = BANK.courses[course]
    assert set(states) == set(found.skills("essential", "helpful", "taught"))
    assert {skill for skill, state in states.items() if state == "taught"} == set(found.skills("taught"))


@pytest.mark.parametrize(
    ("share", "sd", "asked", "state"),
    [
        (0.9, 0.1, True, "solid"),
        (0.3, 0.1, True, "gap"),
        (0.6, 0.1, True, "not sure"),
        (0.75, 0.11, True, "solid"),
        (0.75, 0.11, False, "not sure"),  # nobody asked: more certainty is needed
        (0.55, 0.11, True, "gap"),
        (0.55, 0.11, False, "not sure"),
        (0.65, 0.0, True, "solid"),
        (0.64, 0.0, True, "gap"),
    ],
)
def test_state_of_a_skill_against_the_level(share, sd, asked, state):
    estimate = estimate_from(shares(0.9))
    found = SkillEstimate("double-integrals", share, sd)
    estimate = replace(estimate, skills={**estimate.skills, "double-integrals": found})
    evidence = answers(double_integrals="3:wrong") if asked else ()
    assert skill_states(BANK, "6.431x", estimate, evidence)["double-integrals"] == state


def test_skill_that_the_estimate_does_not_name_is_not_sure():
    estimate = replace(estimate_from(shares(0.9)), skills={})
    assert set(skill_states(BANK, "14.310x", estimate, ()).values()) == {"not sure", "taught"}

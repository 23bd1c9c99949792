"""What to study: the right things, in an order that can be followed, with their reasons."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.advising import readiness, recommendations, skill_states, study_notes
from mmready.advising.choosing import LEAST_RATE, in_order
from mmready.advising.lessons import hours_for
from mmready.advising.outlook import outlook_for
from mmready.domain.estimate import SkillEstimate
from mmready.errors import LearnerInputError
from tests.advising.learners import COURSES, answers, catalogue_bank, estimate_from, shares

BANK = catalogue_bank()
NO_PYTHON = estimate_from(shares(0.93, python=0.08))
random_shares = st.fixed_dictionaries({skill: st.floats(0.05, 0.98) for skill in BANK.skills})


def above(skill: str) -> set[str]:
    """All skills that ``skill`` rests on, directly or not."""
    found: set[str] = set()
    left = [skill]
    while left:
        new = set(BANK.skills[left.pop()].prerequisites) - found
        found |= new
        left.extend(new)
    return found


@pytest.mark.parametrize("course", COURSES)
def test_strong_learner_is_told_to_study_nothing(course):
    estimate = estimate_from(shares(0.92))
    assert readiness(BANK, [course], estimate, ())[course].verdict == "ready"
    assert recommendations(BANK, course, estimate, ()) == ()
    assert study_notes(BANK, course, estimate, ()) == ()


def test_nothing_is_recommended_for_a_course_that_is_ready_whatever_was_missed():
    estimate = estimate_from(shares(0.92, double_integrals=0.1))
    estimate = replace(estimate, courses={**estimate.courses, "6.431x": 0.96})
    assert recommendations(BANK, "6.431x", estimate, answers(double_integrals="1:wrong 2:wrong")) == ()


def test_lack_of_python_alone_starts_with_6_0001_in_its_order_and_leaves_6_431x_ready():
    found = recommendations(BANK, "6.86x", NO_PYTHON, ())
    assert {BANK.skills[item.skill].subject for item in found} == {"python"}
    lectures = [item for item in found if item.resource == "6.0001"]
    assert found[: len(lectures)] == tuple(lectures)
    assert lectures[0].sections == ("1",)
    first = [int(item.sections[0]) for item in lectures]
    assert first == sorted(first)
    assert readiness(BANK, ["6.431x"], NO_PYTHON, ())["6.431x"].verdict == "ready"
    assert recommendations(BANK, "6.431x", NO_PYTHON, ()) == ()


def test_capstone_has_nothing_to_study_and_an_unknown_course_is_refused():
    assert recommendations(BANK, "capstone", NO_PYTHON, ()) == ()
    with pytest.raises(LearnerInputError, match=r"6\.43x"):
        recommendations(BANK, "6.43x", NO_PYTHON, ())


def test_missed_skill_is_recommended_with_sections_use_and_answers():
    estimate = estimate_from(shares(0.72, double_integrals=0.2))
    found = recommendations(BANK, "6.431x", estimate, answers(double_integrals="14:wrong 21:wrong"))
    item = next(item for item in found if item.skill == "double-integrals")
    assert item.text == "18.02SC, sessions 47–49 and 51"
    assert item.sections == ("47", "48", "49", "51")
    assert item.why == "6.431x uses it for joint densities, Unit 5. You missed both questions on it (14 and 21)."
    assert item.address == BANK.resources["18.02SC"].sections["47"].address
    assert (item.state, item.evidence, item.likely) == ("gap", (14, 21), False)


@settings(max_examples=40, deadline=None)
@given(random_shares, st.sampled_from(COURSES), st.sampled_from([0.02, 0.1, 0.25]))
def test_every_list_can_be_followed_and_gives_its_reasons(share, course, sd):
    estimate = estimate_from(share, skill_sd=sd)
    evidence = answers(double_integrals="14:wrong 21:wrong", python_functions="3:dont_know", gradient="5:right")
    found = recommendations(BANK, course, estimate, evidence)
    states = skill_states(BANK, course, estimate, evidence)
    order = [item.skill for item in found]
    assert len(set(order)) == len(order)
    taught = BANK.courses[course].skills("taught")
    for place, item in enumerate(found):
        assert not above(item.skill) & set(order[place:]), "what it rests on comes first"
        assert item.skill not in taught
        assert item.state in ("gap", "not sure")
        assert states.get(item.skill, item.state) == item.state
        assert item.sections
        assert set(item.sections) <= set(BANK.resources[item.resource].sections)
        assert 0 < item.hours[0] <= item.hours[1] <= BANK.skills[item.skill].hours[1]
        assert item.text
        assert course in item.why
        need = BANK.courses[course].needs[item.skill]
        if need.use:
            assert need.use in item.why
        assert item.likely == (not item.evidence)
        for number in item.evidence:
            assert re.search(rf"\b{number}\b", item.why)
        assert ("Not asked" in item.why) == item.likely
        for lower in BANK.skills[item.skill].prerequisites:
            if states.get(lower) == "gap":
                assert lower in order[:place]


@settings(max_examples=25, deadline=None)
@given(random_shares, st.sampled_from(COURSES))
def test_the_list_plausibly_brings_readiness_or_holds_every_gap_that_helps(share, course):
    estimate = estimate_from(share)
    if estimate.courses[course] >= 0.95:
        return
    found = [item.skill for item in recommendations(BANK, course, estimate, ())]
    outlook = outlook_for(BANK, BANK.courses[course], estimate)
    if outlook.log_chance(found) < -0.10536:  # log .9
        states = skill_states(BANK, course, estimate, ())
        left = [skill for skill, state in states.items() if state == "gap" and skill not in found]
        now = outlook.log_chance(found)
        for skill in left:
            beneath = [states.get(lower) for lower in BANK.skills[skill].prerequisites if lower not in found]
            if not set(beneath) <= {"solid", "taught"}:
                continue  # its bundle holds more than itself
            low, high = hours_for(BANK.skills[skill], share[skill], BANK.courses[course].level, asked=False)
            assert (outlook.log_chance([*found, skill]) - now) / (low + high) * 2 <= LEAST_RATE


def test_doubts_outside_the_subject_that_falls_short_are_left_to_more_questions():
    estimate = estimate_from(shares(0.6, python=0.1, linear_algebra=0.9), skill_sd=0.25)
    found = recommendations(BANK, "6.86x", estimate, answers(python_functions="1:wrong", python_classes="2:wrong"))
    doubtful = [item.skill for item in found if item.state == "not sure"]
    assert {BANK.skills[skill].subject for skill in doubtful} <= {"python"}
    notes = study_notes(BANK, "6.86x", estimate, answers(python_functions="1:wrong", python_classes="2:wrong"))
    assert any((note.startswith("Not sure yet") and "Chain rule" in note) or "more" in note for note in notes)


@settings(max_examples=25, deadline=None)
@given(random_shares, st.sampled_from(COURSES))
def test_nothing_on_the_list_can_be_spared(share, course):
    estimate = estimate_from(share)
    found = [item.skill for item in recommendations(BANK, course, estimate, ())]
    outlook = outlook_for(BANK, BANK.courses[course], estimate)
    if outlook.log_chance(found) < -0.10536:
        return
    tops = [skill for skill in found if not any(skill in above(other) for other in found)]
    for skill in tops:
        assert outlook.log_chance([other for other in found if other != skill]) < -0.10536


@settings(max_examples=25, deadline=None)
@given(random_shares)
def test_what_an_earlier_course_teaches_is_left_to_it_and_said_so(share):
    estimate = estimate_from({**share, "bayes-rule": 0.1, "gradient": 0.1})
    found = recommendations(BANK, "18.6501x", estimate, (), after=["6.431x"])
    assert not {item.skill for item in found} & set(BANK.courses["6.431x"].skills("taught"))
    if estimate.courses["18.6501x"] < 0.95:
        notes = study_notes(BANK, "18.6501x", estimate, (), after=["6.431x"])
        assert any("13 skills that 6.431x teaches" in note for note in notes)


def test_without_the_earlier_course_its_free_lectures_are_recommended_and_the_course_is_named():
    estimate = estimate_from(shares(0.9, probability=0.15))
    found = recommendations(BANK, "18.6501x", estimate, ())
    lectures = [item for item in found if item.skill in BANK.courses["6.431x"].skills("taught")]
    assert lectures
    assert {item.resource for item in lectures} == {"RES.6-012"}
    assert all("6.431x teaches it too, in Unit" in item.why for item in lectures)
    notes = study_notes(BANK, "18.6501x", estimate, ())
    assert f"6.431x teaches {len(lectures)} of these as well; taking it first does instead." in notes


def test_what_is_already_on_another_list_is_not_repeated():
    estimate = estimate_from(shares(0.4))
    first = {item.skill for item in recommendations(BANK, "6.431x", estimate, ())}
    second = {item.skill for item in recommendations(BANK, "18.6501x", estimate, (), studied=first)}
    assert first
    assert second
    assert not first & second


def test_gaps_that_answers_show_come_before_those_only_inferred():
    estimate = estimate_from(shares(0.73, double_integrals=0.3, improper_integrals=0.3), skill_sd=0.05, row_sd=0.04)
    for skill, other in (("double_integrals", "improper-integrals"), ("improper_integrals", "double-integrals")):
        found = [
            item.skill for item in recommendations(BANK, "6.431x", estimate, answers(**{skill: "3:wrong 4:wrong"}))
        ]
        assert skill.replace("_", "-") in found
        assert other not in found


def test_sections_already_on_the_list_cost_only_a_refresher():
    estimate = estimate_from(shares(0.9, probability=0.1), skill_sd=0.02)
    found = {item.skill: item for item in recommendations(BANK, "18.6501x", estimate, ())}
    assert found["conditional-probability"].sections == found["bayes-rule"].sections
    assert found["bayes-rule"].hours[1] <= 0.5 * found["conditional-probability"].hours[1]


@pytest.mark.parametrize("asked", [True, False])
def test_hours_run_from_a_refresher_near_the_level_to_the_first_time_far_below(asked):
    skill = BANK.skills["definite-integrals"]
    near, far = hours_for(skill, 0.64, 0.65, asked), hours_for(skill, 0.0, 0.65, asked)
    assert near[0] == skill.hours[0]
    assert far[1] == skill.hours[1]
    assert near < far


def test_hours_are_wider_where_the_skill_was_not_asked():
    skill = BANK.skills["definite-integrals"]
    asked, guessed = hours_for(skill, 0.35, 0.65, True), hours_for(skill, 0.35, 0.65, False)
    assert guessed[0] < asked[0] < asked[1] < guessed[1]


def test_prerequisite_that_the_course_itself_does_not_use_is_explained_by_what_rests_on_it():
    share = shares(0.63, eigenvalues_eigenvectors=0.05, inverse_determinant=0.05, linear_independence_rank=0.9)
    estimate = estimate_from(share, skill_sd=0.05, row_sd=0.01)
    evidence = answers(eigenvalues_eigenvectors="1:wrong 2:wrong", inverse_determinant="3:wrong")
    found = {item.skill: item for item in recommendations(BANK, "6.431x", estimate, evidence)}
    assert BANK.courses["6.431x"].needs["inverse-determinant"].necessity == "not-used"
    assert "6.431x uses what rests on it: Eigenvalues and eigenvectors." in found["inverse-determinant"].why


def test_order_goes_through_skills_that_are_not_on_the_list():
    chosen = {"numpy-linear-algebra", "python-control-flow", "double-integrals", "derivative-rules"}
    order = in_order(BANK.skills, chosen, {"python": 0.1, "calculus": 0.9})
    assert order == ("python-control-flow", "numpy-linear-algebra", "derivative-rules", "double-integrals")


def test_unnamed_skills_do_not_break_the_list():
    estimate = estimate_from(shares(0.4))
    only = {"chain-rule": SkillEstimate("chain-rule", 0.2, 0.1)}
    assert recommendations(BANK, "6.431x", replace(estimate, skills=only), ())

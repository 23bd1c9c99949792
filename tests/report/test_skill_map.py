"""The map of skills: every skill once, in an order that holds, its lines, its states, its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

import mmready
from mmready.domain.estimate import Estimate, SkillEstimate
from mmready.domain.response import Evidence
from mmready.report.skill_map import skill_map
from mmready.report.skill_map_html import skill_map_html

BANK = mmready.load_bank()
COURSES = ("6.431x", "14.310x", "18.6501x", "6.86x")


def estimate(shares: Mapping[str, float] | None = None) -> Estimate:
    known = shares or {}
    skills = {name: SkillEstimate(name, known.get(name, 0.95), 0.02) for name in BANK.skills}
    return Estimate((), {}, skills)


@pytest.fixture(scope="module")
def view():
    return skill_map(BANK, COURSES, estimate({"double-integrals": 0.1, "gradient": 0.66}), ())


def test_every_skill_is_there_once_and_after_what_it_rests_on_in_its_subject(view):
    assert sorted(view.skills) == sorted(BANK.skills)
    numbers = [skill.number for skill in view.skills.values()]
    assert len(set(numbers)) == len(numbers)
    for column in view.columns:
        order = [skill.id for skill in column.skills]
        for skill in column.skills:
            assert all(order.index(parent) < order.index(skill.id) for parent in skill.parents if parent in order)


def test_states_follow_the_estimate_and_what_courses_teach(view):
    assert view.skills["double-integrals"].state == "gap"
    assert view.skills["derivative-rules"].state == "solid"
    assert view.skills["bayes-rule"].state == "taught"
    assert view.chosen == "double-integrals"
    assert view.heading.endswith("1 is a gap")


def test_what_no_asked_course_names_is_still_on_the_map():
    found = skill_map(BANK, ("6.431x",), estimate({"python-classes": 0.1}), ())
    assert found.skills["python-classes"].state == "gap"
    assert found.skills["bayes-rule"].state == "taught"


def test_a_skill_taught_by_a_later_course_is_held_against_the_earlier_one_that_needs_it():
    needs = dict(BANK.courses["6.431x"].needs)
    assert skill_map(BANK, ("6.431x",), estimate(), ()).skills["gradient"].state == "solid"
    assert needs["gradient"].necessity == "not-used"


def test_details_say_which_answers_led_to_it():
    asked = next(question for question in BANK.questions.values() if question.skills == ("chain-rule",))
    answers = (Evidence(asked.id, 0.0, number=3), Evidence(asked.id, 0.0, number=9))
    details = dict(skill_map(BANK, COURSES, estimate(), answers).skills["chain-rule"].details)
    assert details["Why we think so"] == "Both questions not right (3 and 9)."
    assert "Derivatives of standard functions" in details["Rests on"]
    assert "6.431x: " in details["Used in"]
    nothing = dict(skill_map(BANK, COURSES, estimate(), ()).skills["chain-rule"].details)
    assert nothing["Why we think so"].startswith("Not asked")


def test_every_line_is_drawn_once_and_the_chosen_chain_strong(view):
    page = skill_map_html(view)
    lines = re.findall(r'<path d="[^"]+" data-from="([^"]+)" data-to="([^"]+)"( class="on")?/>', page)
    expected = {(parent, skill.id) for skill in BANK.skills.values() for parent in skill.prerequisites}
    assert {(start, end) for start, end, _ in lines} == expected
    assert len(lines) == len(expected)
    chosen = view.skills["double-integrals"]
    down, up = chosen.beneath | {chosen.id}, chosen.above | {chosen.id}
    strong = {(start, end) for start, end, on in lines if on}
    assert strong == {pair for pair in expected if set(pair) <= down or set(pair) <= up}
    assert ("definite-integrals", "double-integrals") in strong


def test_one_skill_is_pressed_and_only_its_details_show(view):
    page = skill_map_html(view)
    assert page.count('aria-pressed="true"') == 1
    assert page.count('class="pick"') == len(BANK.skills)
    assert page.count(" hidden>") == len(BANK.skills) - 1
    assert page.count('tabindex="0"') == 1


def test_states_are_said_in_words_beside_their_shapes(view):
    page = skill_map_html(view)
    for word in (": solid.", ": gap.", ": a course teaches it."):
        assert f'<span class="vh">{word}</span>' in page


def test_names_from_a_file_are_escaped():
    skills = dict(BANK.skills)
    skills["chain-rule"] = replace(skills["chain-rule"], short="<b>x</b>", description="<script>1</script>")
    page = skill_map_html(skill_map(replace(BANK, skills=skills), COURSES, estimate(), ()))
    assert "<script>" not in page
    assert "<b>x" not in page


def test_map_is_small_enough_to_be_saved_with_a_notebook(view):
    assert len(skill_map_html(view).encode()) < 90_000

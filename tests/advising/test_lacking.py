"""Learners who lack one branch of the skill graph are told to study that branch, in order, and little else."""

from __future__ import annotations

import functools
from statistics import fmean

import pytest

from mmready.session import Setting
from mmready.session.state import measured_courses
from tests.advising.lacking import Told, found_hours, hours, learners, right_hours, told, whole_courses
from tests.advising.learners import catalogue_bank

BANK = catalogue_bank()
LEARNERS, FOLLOW_UP = 50, 10
ENOUGH = 0.85
SHORTER = 0.75  # of the hours of the whole courses, at most

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@functools.cache
def everybody() -> tuple[Told, ...]:
    """A standard check, then at most ten questions inside the branch that the learner names."""
    setting = Setting(BANK, measured_courses(BANK), 0, "standard", True)
    return tuple(told(setting, learner, FOLLOW_UP) for learner in learners(BANK, LEARNERS))


def test_planned_hours_are_needed_and_needed_hours_are_planned():
    assert fmean(right_hours(one) for one in everybody()) >= ENOUGH
    assert fmean(found_hours(BANK, one) for one in everybody()) >= ENOUGH
    assert max(one.follow_up for one in everybody()) <= FOLLOW_UP


def test_skills_never_asked_are_called_likely_and_others_are_not():
    items = [(one, item) for one in everybody() for item in one.study]
    assert any(item.likely for _, item in items)
    for one, item in items:
        assert item.likely == (item.skill not in one.asked)
        assert ("Not asked" in item.why) == item.likely


def test_no_section_stands_before_its_prerequisite():
    for one in everybody():
        order = [item.skill for item in one.study]
        for place, skill in enumerate(order):
            assert not beneath(skill) & set(order[place:])


def beneath(skill: str) -> set[str]:
    found: set[str] = set()
    left = [skill]
    while left:
        new = set(BANK.skills[left.pop()].prerequisites) - found
        found |= new
        left.extend(new)
    return found


def test_list_is_at_least_a_quarter_shorter_than_the_whole_courses_of_what_was_missed():
    planned = fmean(hours(one.study) for one in everybody())
    assert planned <= SHORTER * fmean(whole_courses(BANK, one) for one in everybody())
    assert planned > 0

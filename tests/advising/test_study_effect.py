"""What if only some of a list is studied: as the lists reckon it, never to one's harm, and only where it matters."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.advising import STUDIED, study_effects, study_lists
from mmready.errors import LearnerInputError
from mmready.report import study_path
from tests.advising.learners import COURSES, answers, catalogue_bank, estimate_from, shares

BANK = catalogue_bank()
WEAK = estimate_from(shares(0.5, python=0.2), row_sd=0.08)
MISSED = answers(double_integrals="1:wrong 2:wrong", python_functions="3:wrong")
LISTS = study_lists(BANK, COURSES, WEAK, MISSED)
EVERYTHING = sorted({item.skill for items in LISTS.values() for item in items})


def test_nothing_studied_leaves_every_chance_as_it_is():
    for effect in study_effects(BANK, COURSES, WEAK, ()):
        assert effect.after == effect.now == WEAK.courses[effect.course]


def test_a_whole_list_comes_to_the_chance_that_its_notes_name():
    lists, notes = study_path(BANK, COURSES, WEAK, MISSED)
    named = 0
    for place, course in enumerate(lists, 1):
        said = re.search(r"ready at (?:about (\d+)|over (99))%", " ".join(notes[course]))
        if not said or not lists[course]:
            continue
        studied = [item.skill for earlier in list(lists)[:place] for item in lists[earlier]]
        after = next(e.after for e in study_effects(BANK, list(lists)[:place], WEAK, studied) if e.course == course)
        assert round(100 * after) == pytest.approx(int(said[1] or said[2]), abs=1)
        named += 1
    assert named >= 2


def test_each_part_of_a_list_helps_and_more_of_it_helps_more():
    items = [item.skill for item in LISTS["6.86x"]]
    assert len(items) > 3
    chances = [
        next(e.after for e in study_effects(BANK, ["6.86x"], WEAK, items[:size]) if e.course == "6.86x")
        for size in range(len(items) + 1)
    ]
    assert chances[0] < chances[-1]
    assert all(after >= before - 0.02 for before, after in itertools.pairwise(chances))


@settings(max_examples=30)
@given(studied=st.sets(st.sampled_from(EVERYTHING)), share=st.floats(0.1, 0.95))
def test_study_never_lowers_a_chance(studied, share):
    estimate = estimate_from(shares(share))
    for effect in study_effects(BANK, COURSES, estimate, studied):
        assert 0.0 <= effect.now <= effect.after <= 1.0


def test_a_course_that_a_skill_does_nothing_for_stays_where_it_is():
    python = [skill.id for skill in BANK.skills.values() if skill.subject == "python"]
    effects = {effect.course: effect for effect in study_effects(BANK, ["6.431x", "6.86x"], WEAK, python)}
    assert effects["6.431x"].after == effects["6.431x"].now
    assert effects["6.86x"].after > effects["6.86x"].now


def test_what_is_known_already_is_not_learnt_again():
    strong = estimate_from(shares(STUDIED + 0.1))
    for effect in study_effects(BANK, COURSES, strong, EVERYTHING):
        assert effect.after == pytest.approx(effect.now, abs=0.05)


def test_unknown_course_is_refused():
    with pytest.raises(LearnerInputError):
        study_effects(BANK, ["6.999x"], WEAK, ())

"""Whoever the learner is: every recommendation says what, how long, why, and from which answers."""

from __future__ import annotations

import functools

from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.advising import study_lists
from mmready.domain.estimate import Recommendation
from mmready.domain.events import Answered, Extended
from mmready.session import Setting, State, begin, step
from mmready.session.next_question import estimate_of
from mmready.session.state import measured_courses
from tests.advising.learners import COURSES, catalogue_bank

BANK = catalogue_bank()


@functools.cache
def setting(courses: tuple[str, ...]) -> Setting:
    return Setting(BANK, courses, 0, "quick", True)


def played(courses: tuple[str, ...], share: dict[str, float], chance: object) -> State:
    """A quick check of somebody with these shares right by subject, and now and then a follow-up."""
    now = setting(courses)
    state = begin(now)
    for follow_up in (False, chance.choice([True, False])):
        if follow_up and state.evidence:
            skills = BANK.questions[state.evidence[-1].question].skills
            state, _ = step(now, state, Extended(skills, 3))
        while state.question is not None:
            right = chance.random() < share[BANK.questions[state.question].subject]
            outcome = "right" if right else chance.choice(["wrong", "dont_know"])
            number = len(state.evidence) + 1
            state, _ = step(now, state, Answered(number, state.question, 0, None, outcome, float(right)))
    return state


subject_shares = st.fixed_dictionaries(
    {name: st.sampled_from([0.05, 0.4, 0.7, 0.95]) for name in ("calculus", "linear-algebra", "probability", "python")}
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(COURSES), min_size=1, max_size=4, unique=True).map(tuple),
    subject_shares,
    st.randoms(use_true_random=False),
)
def test_names_sections_hours_course_unit_and_answers_and_nothing_that_a_course_teaches(courses, share, chance):
    state = played(courses, share, chance)
    lists = study_lists(BANK, courses, estimate_of(setting(courses), state), state.evidence)
    assert set(lists) == set(courses)
    numbers = {answer.number for answer in state.evidence}
    seen: set[str] = set()
    for course, items in lists.items():
        found = BANK.courses[course]
        taught = {s for other in courses if other in found.after for s in BANK.courses[other].skills("taught")}
        for item in items:
            check(item, course, numbers)
            assert item.skill not in taught | set(found.skills("taught")) | seen
        seen.update(item.skill for item in items)


def check(item: Recommendation, course: str, numbers: set[int]) -> None:
    resource = BANK.resources[item.resource]
    assert item.sections
    assert set(item.sections) <= set(resource.sections)
    assert 0 < item.hours[0] <= item.hours[1] <= BANK.skills[item.skill].hours[1]
    assert item.basis.startswith(BANK.skills[item.skill].hours_basis)
    assert item.use
    assert item.use in item.why
    assert item.use in {need.use for need in BANK.courses[course].needs.values()}
    behind = item.inferred_from if item.likely else item.evidence
    assert behind
    assert set(behind) <= numbers
    assert all(str(number) in item.why for number in behind)
    asked = {n for n in numbers if n in item.evidence}
    assert bool(asked) != item.likely


def test_every_course_that_can_be_measured_is_among_those_tried():
    assert set(measured_courses(BANK)) == set(COURSES)

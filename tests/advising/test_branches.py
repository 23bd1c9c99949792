"""A branch hangs together, holds what may be missing, and is asked about where an answer saves most hours."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.advising import branch, next_skill, recommendations
from mmready.advising.branches import MAYBE, MOST, levels
from mmready.advising.graph import around
from mmready.advising.states import chance_below, estimate_of
from mmready.errors import LearnerInputError
from tests.advising.learners import COURSES, answers, catalogue_bank, estimate_from, shares

BANK = catalogue_bank()
MISSED = answers(double_integrals="3:wrong", change_of_variables="5:dont_know")
INTEGRALS = {
    "definite_integrals": 0.2,
    "double_integrals": 0.2,
    "change_of_variables": 0.2,
    "integration_techniques": 0.2,
}
random_shares = st.fixed_dictionaries({skill: st.floats(0.05, 0.98) for skill in BANK.skills})


@settings(max_examples=40, deadline=None)
@given(random_shares, st.sampled_from(COURSES), st.one_of(st.none(), st.sampled_from(list(BANK.skills))))
def test_branch_hangs_together_and_holds_only_what_may_be_missing_and_is_needed(share, course, skill):
    estimate = estimate_from(share)
    found = branch(BANK, [course], estimate, MISSED, skill)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    if skill is not None:
        assert skill in found
    for name in found:
        assert len(found) == 1 or around(BANK, name) & set(found)
        if name not in (skill, "double-integrals", "change-of-variables"):
            assert chance_below(estimate_of(estimate, name), levels(BANK, [course])[name]) >= MAYBE
    for place, name in enumerate(found):
        assert not set(BANK.skills[name].prerequisites) & set(found[place:])


def test_branch_without_a_skill_is_around_what_was_missed():
    estimate = estimate_from(shares(0.95, **INTEGRALS))
    assert set(branch(BANK, ["6.431x"], estimate, MISSED)) == {name.replace("_", "-") for name in INTEGRALS}


@pytest.mark.parametrize("evidence", [(), answers(double_integrals="1:right", chain_rule="2:right")])
def test_there_is_no_branch_where_nothing_was_missed(evidence):
    assert branch(BANK, ["6.431x"], estimate_from(shares(0.95)), evidence) == ()


def test_unknown_skill_is_refused():
    with pytest.raises(LearnerInputError, match="no skill 'cooking'"):
        branch(BANK, ["6.431x"], estimate_from(shares(0.5)), (), "cooking")


def test_what_an_asked_for_earlier_course_teaches_is_not_needed_for_the_later_one():
    assert "bayes-rule" in levels(BANK, ["18.6501x"])
    assert "bayes-rule" not in levels(BANK, ["6.431x", "18.6501x"])


def ask(share: dict[str, float], evidence: tuple = (), left: tuple[str, ...] | None = None) -> str | None:
    skills = ("definite-integrals", "double-integrals")
    free = list(BANK.skills) if left is None else left
    return next_skill(BANK, ["6.431x"], skills, estimate_from(share), evidence, free)


def test_doubt_about_many_hours_is_asked_before_the_same_doubt_about_few():
    assert BANK.skills["definite-integrals"].hours > BANK.skills["double-integrals"].hours
    assert ask(shares(0.95, definite_integrals=0.65, double_integrals=0.65)) == "definite-integrals"


def test_settled_skill_is_not_asked_again_but_one_only_inferred_is():
    known = answers(definite_integrals="1:right 2:right", double_integrals="3:wrong 4:wrong")
    far = shares(0.95, double_integrals=0.05)
    assert ask(far, known) is None
    assert ask(far, known[:2]) == "double-integrals"


def test_skill_without_questions_left_is_passed_over():
    assert ask(shares(0.65), left=("double-integrals",)) == "double-integrals"
    assert ask(shares(0.65), left=()) is None


def test_what_the_branch_rests_on_is_asked_along_where_it_may_be_missing_too():
    assert ask(shares(0.95, derivative_rules=0.6), left=("derivative-rules",)) == "derivative-rules"
    assert ask(shares(0.95), left=("derivative-rules",)) is None


def test_gap_inside_the_branch_is_on_the_list_even_where_the_course_is_ready_without_it():
    estimate = estimate_from(shares(0.95, **INTEGRALS))
    assert estimate.courses["6.431x"] >= 0.95
    assert recommendations(BANK, "6.431x", estimate, MISSED) == ()
    looked_at = dataclasses.replace(estimate, branch=branch(BANK, ["6.431x"], estimate, MISSED))
    found = [item.skill for item in recommendations(BANK, "6.431x", looked_at, MISSED)]
    assert set(found) == {name.replace("_", "-") for name in INTEGRALS}
    assert found.index("definite-integrals") < found.index("double-integrals") < found.index("change-of-variables")

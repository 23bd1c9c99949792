"""Exposure: what a sitting leaves aside differs by its seed, so two learners see two tests."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter

import pytest

import mmready
from mmready.domain.events import Answered
from mmready.session import Setting, begin, step
from mmready.session.allowed import ASIDE, drawn_on, preferred
from tests.small_bank import small_bank

BANK = mmready.load_bank()
SMALL = small_bank(9)


def asked(courses: tuple[str, ...], seed: int) -> list[str]:
    """The questions of a learner who knows six of ten questions, the same ones as every other learner."""
    setting = Setting(BANK, courses, seed, "quick", can_run=True)
    state, found = begin(setting), []
    while state.question is not None:
        found.append(state.question)
        right = sum(map(ord, state.question)) % 10 < 6
        answer = Answered(len(found), state.question, 0, "", "right" if right else "wrong", float(right))
        state, _ = step(setting, state, answer)
    return found


@pytest.mark.parametrize("courses", [("6.86x",), ("6.431x",), tuple(BANK.courses)[:4]])
def test_learners_who_know_the_same_are_asked_different_questions(courses):
    tests = [asked(courses, seed) for seed in range(10)]
    shared = [len({*one} & {*other}) / min(len(one), len(other)) for one, other in itertools.combinations(tests, 2)]
    assert statistics.mean(shared) < 0.5
    assert len({tuple(test) for test in tests}) == len(tests)
    assert max(Counter(itertools.chain(*tests)).values()) <= 9, "a question that everybody is asked"
    assert len({test[0] for test in tests}) > 1


def test_every_skill_keeps_most_of_its_questions_and_each_question_is_drawn_on_by_most_seeds():
    skills = [question.skill for question in BANK.questions.values()]
    times: Counter[str] = Counter()
    for seed in range(60):
        mask = drawn_on(seed, BANK.questions)
        kept = Counter(skill for skill, is_kept in zip(skills, mask, strict=True) if is_kept)
        assert all(kept[skill] >= (1 - ASIDE) * count for skill, count in Counter(skills).items())
        times.update(name for name, is_kept in zip(BANK.questions, mask, strict=True) if is_kept)
    assert min(times[name] for name in BANK.questions) > 20
    assert drawn_on(3, BANK.questions) == drawn_on(3, BANK.questions) != drawn_on(4, BANK.questions)


def test_what_is_left_aside_comes_where_no_other_question_is_left():
    setting = Setting(SMALL, ("C1",), 1, "quick")
    aside = [not mask for mask in drawn_on(1, SMALL.questions)]
    assert any(aside)
    assert preferred(setting, aside) == tuple(aside)
    assert preferred(setting, [True] * len(aside)) == drawn_on(1, SMALL.questions)

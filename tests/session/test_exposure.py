"""Exposure: what a sitting leaves aside differs by its seed, so two learners see two tests."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter

import pytest

import mmready
from mmready.domain.events import Answered
from mmready.session import Setting, Sitting, begin, step
from mmready.session.allowed import ASIDE, drawn_from, drawn_on
from tests.session.test_sitting import respond
from tests.small_bank import small_bank

BANK = mmready.load_bank()


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


def test_what_is_left_aside_comes_where_the_others_are_worth_much_less():
    every, drawn = (True, True, True, False), (True, False, True, False)
    assert drawn_from(every, drawn, (0.3, 0.5, 0.1, 9.0)) == drawn
    assert drawn_from(every, drawn, (0.2, 0.5, 0.1, 9.0)) == every
    assert drawn_from(every, (False,) * 4, (0.2, 0.5, 0.1, 9.0)) == every


@pytest.mark.parametrize("seed", range(8))
def test_a_check_in_a_small_bank_asks_what_its_course_needs_beyond_what_it_draws_on(seed):
    bank = small_bank()
    needed = [question.subject == "calculus" for question in bank.questions.values()]
    drawn = [mask for mask, needs in zip(drawn_on(seed, bank.questions), needed, strict=True) if needs]
    assert sum(drawn) == 8
    sitting = Sitting(bank, ["C1"], seed, length="quick")
    for _ in range(10):
        assert 0.05 < sitting.readiness()["C1"].probability < 0.95
        assert bank.questions[sitting.variant.question].subject == "calculus"
        sitting.answer(respond(sitting, sitting.number % 2 == 0))

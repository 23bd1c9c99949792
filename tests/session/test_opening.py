"""Openings: the first question reckoned beforehand is the one that the model would have chosen."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

import mmready
from mmready.api import default_runner
from mmready.domain.bank import Bank, Opening
from mmready.loading import read_compiled, write_compiled
from mmready.progress import MemoryStore
from mmready.session import LENGTHS, Setting, Sitting, begin, openings, resume
from mmready.session.opening import MOST_COURSES
from mmready.session.state import measured_courses
from tests.session.test_background import ASKED
from tests.session.test_sitting import respond
from tests.small_bank import small_bank

BANK = small_bank()
OPEN = dataclasses.replace(BANK, openings=openings(BANK))
SENTINEL = "arrays-0"  # a question that no model would begin with, to see where openings are used


def sentinel_bank() -> Bank:
    opening = Opening(tuple(float(name == SENTINEL) for name in BANK.questions), 7)
    return dataclasses.replace(BANK, openings=dict.fromkeys(openings(BANK), opening))


def chosen_twice(bank: Bank, courses: tuple[str, ...], seed: int, length: str, can_run: bool) -> None:
    """The same first question, and as many more, with the openings and without them."""
    plain = Setting(dataclasses.replace(bank, openings={}), courses, seed, length, can_run)
    known = Setting(bank, courses, seed, length, can_run)
    assert "measured" not in vars(known)
    state = begin(known)
    assert "measured" not in vars(known), "the model was made"
    assert state.question == begin(plain).question
    runner = default_runner() if can_run else None
    more = [Sitting(each, courses, seed, None, length, runner=runner).about_more() for each in (bank, plain.bank)]
    assert more[0] == more[1]


@pytest.mark.parametrize("courses", [("C1",), ("C2",), ("C1", "C2"), ("C2", "C1")])
@pytest.mark.parametrize("length", LENGTHS)
def test_the_first_question_is_the_one_that_the_model_would_choose(courses, length):
    for seed in range(12):
        chosen_twice(OPEN, courses, seed, length, can_run=seed % 2 == 0)


def test_every_check_of_our_own_bank_begins_as_the_model_would_begin_it():
    bank = mmready.load_bank()
    bank = dataclasses.replace(bank, openings=openings(bank))
    measured = measured_courses(bank)
    wanted = [each for size in (1, 2, 3, 4) for each in itertools.combinations(measured, size)]
    assert len(bank.openings) == len(wanted)
    for seed, (courses, length) in enumerate(itertools.product(wanted, LENGTHS)):
        chosen_twice(bank, courses, seed, length, can_run=seed % 2 == 0)


def test_a_whole_sitting_goes_the_same_way_with_openings_and_without():
    with_them, without = Sitting(OPEN, seed=8), Sitting(BANK, seed=8)
    while not without.ended:
        assert with_them.variant == without.variant
        assert with_them.about_more() == without.about_more()
        for sitting in (with_them, without):
            sitting.answer(respond(sitting, sitting.number % 3 > 0))
    assert with_them.ended
    assert with_them.readiness() == without.readiness()


def test_an_opening_holds_only_where_nothing_is_known_of_the_learner():
    bank, store = dataclasses.replace(sentinel_bank(), background=ASKED), MemoryStore()
    fresh = Sitting(bank, ["C2"], 1, store)
    assert fresh.variant.question == SENTINEL
    assert fresh.about_more() == 7
    fresh.answer(respond(fresh, True))
    assert fresh.about_more() != 7
    again = Sitting(bank, ["C2"], 1, store, earlier=[fresh.id])
    assert again.variant.question != SENTINEL
    told = Sitting(bank, ["C2"], 1, background=["daily"])
    assert told.variant.question != SENTINEL


def test_a_check_that_was_closed_at_its_first_question_comes_back_with_it():
    store = MemoryStore()
    begun = Sitting(sentinel_bank(), ["C1"], 4, store)
    begun.note("flag")
    back = resume(store, begun.id, sentinel_bank())
    assert back.variant == begun.variant
    assert back.about_more() == 7


def test_a_check_that_is_ended_at_its_first_question_has_no_more():
    sitting = Sitting(sentinel_bank(), ["C1"], 4)
    sitting.end()
    assert sitting.ended
    assert sitting.about_more() == 0
    assert sitting.readiness()["C1"].verdict


def test_an_opening_of_other_questions_than_the_bank_has_is_passed_over():
    left = {name: card for name, card in BANK.questions.items() if name != SENTINEL}
    smaller = dataclasses.replace(sentinel_bank(), questions=left)
    assert begin(Setting(smaller, ("C1",), 0, "quick")).question in left


def test_openings_of_many_courses_are_those_of_each_and_of_all():
    more = {f"D{n}": dataclasses.replace(BANK.courses["C1"], id=f"D{n}") for n in range(MOST_COURSES)}
    bank = dataclasses.replace(BANK, courses={**BANK.courses, **more})
    assert {len(name.split()) for name in openings(bank)} == {1, MOST_COURSES + 2}


def test_a_compiled_bank_keeps_its_openings(tmp_path):
    write_compiled(OPEN, {}, tmp_path / "bank.json.gz")
    assert dict(read_compiled(tmp_path / "bank.json.gz").openings) == dict(OPEN.openings)

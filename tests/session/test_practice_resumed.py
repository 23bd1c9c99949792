"""Practice is saved event by event, and can be carried on like a check."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.errors import ProgressError
from mmready.progress import FileStore, MemoryStore
from mmready.session import Practice, Sitting, practices, resume_practice
from tests.session.test_practice import play, right, wrong
from tests.small_bank import CALCULUS, small_bank

BANK = small_bank()


def told(done):
    return done.variant, done.right, done.hints


def again(store, practice, bank=BANK):
    return resume_practice(store, practice.id, bank)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(0, 20), st.sampled_from([None, 6]))
def test_resumed_practice_stands_where_it_stood(answers, seed, count):
    store = MemoryStore()
    practice = Practice(BANK, ["calculus", "loops"], seed, store, count=count)
    play(practice, answers)
    resumed = again(store, practice)
    assert resumed.variant == practice.variant
    assert resumed.number == practice.number
    assert [told(done) for done in resumed.done] == [told(done) for done in practice.done]
    assert resumed.mastered == practice.mastered
    assert (resumed.about, resumed.count, resumed.ended) == (practice.about, practice.count, practice.ended)


def test_resumed_practice_goes_on_as_if_nothing_had_happened():
    store = MemoryStore()
    practice, straight = Practice(BANK, "limits", 4, store), Practice(BANK, "limits", 4)
    for good in (True, False, True, True):
        practice.answer(right(practice) if good else wrong(practice))
        straight.answer(right(straight) if good else wrong(straight))
        practice = again(store, practice)
    play(practice, [True] * 9)
    play(straight, [True] * 9)
    assert [done.variant for done in practice.done] == [done.variant for done in straight.done]
    assert practice.ended


def test_hints_taken_stay_taken(tmp_path):
    with_hints = dataclasses.replace(BANK, prepared={name: hinted(one) for name, one in BANK.prepared.items()})
    store = FileStore(tmp_path)
    practice = Practice(with_hints, "limits", 1, store)
    practice.hint()
    resumed = again(store, practice, with_hints)
    assert resumed.hints == practice.hints
    assert resumed.more_hints == 1
    resumed.answer(right(resumed))
    assert again(store, practice, with_hints).done[0].hints == 1
    assert again(store, practice, with_hints).hints == ()


def hinted(prepared):
    drawn = tuple((dataclasses.replace(shown, hints=("look", "think")), key) for shown, key in prepared.drawn)
    return dataclasses.replace(prepared, drawn=drawn)


def test_practice_that_was_ended_stays_ended_and_is_not_offered_again():
    store = MemoryStore()
    going, ended = Practice(BANK, "limits", 1, store, at="2026-11-22T09:00:00"), Practice(BANK, "loops", 1, store)
    for practice in (going, ended):
        practice.dont_know()
    ended.end()
    assert again(store, ended).ended
    assert list(practices(store)) == [going.id]


def test_question_that_has_left_the_bank_is_passed_over_and_numbers_go_on(tmp_path):
    store = FileStore(tmp_path)
    practice = Practice(BANK, CALCULUS, 1, store)
    play(practice, [True, False, True])
    gone = practice.done[0].variant.question
    smaller = dataclasses.replace(BANK, questions={k: q for k, q in BANK.questions.items() if k != gone})
    resumed = again(store, practice, smaller)
    assert resumed.number == 2
    resumed.dont_know()
    assert again(store, practice, smaller).number == 3


@pytest.mark.parametrize("name", ["never", "check"])
def test_what_is_no_practice_is_refused(tmp_path, name):
    store = FileStore(tmp_path)
    Sitting(BANK, ["C1"], store=store, sitting_id="check")
    with pytest.raises(ProgressError, match="no practice"):
        resume_practice(store, name, BANK)


def test_doubled_line_in_the_saved_file_changes_nothing(tmp_path):
    store = FileStore(tmp_path)
    practice = Practice(BANK, "limits", 1, store)
    play(practice, [True, False])
    path = tmp_path / f"{practice.id}.jsonl"
    path.write_text(path.read_text() + path.read_text().splitlines(keepends=True)[-1])
    assert again(store, practice).number == 2

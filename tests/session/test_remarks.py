"""Flags and comments: the latest word counts, they survive a resume, and `can_extend` tells what `extend` would do."""

from __future__ import annotations

import pytest

from mmready.domain.events import Noted, Remark
from mmready.errors import LearnerInputError
from mmready.progress import FileStore
from mmready.session import Practice, Sitting, resume, resume_practice
from mmready.session.remarks import remarks_in
from tests.small_bank import small_bank

BANK = small_bank()


def test_the_latest_flag_and_the_latest_comment_count():
    events = [
        Noted(2, "b", "flag"),
        Noted(1, "a", "comment", "first"),
        Noted(2, "b", "comment", "why?"),
        Noted(1, "a", "comment", "second"),
        Noted(2, "b", "unflag"),
        Noted(3, "c", "flag"),
        Noted(3, "c", "unflag"),
        Noted(4, "d", "hint", "1"),
        Noted(0, "", "practice", "limits"),
    ]
    assert remarks_in(events) == (Remark(1, "a", False, "second"), Remark(2, "b", False, "why?"))


def test_a_comment_that_is_taken_away_leaves_the_flag():
    events = [Noted(1, "a", "comment", "x"), Noted(1, "a", "flag"), Noted(1, "a", "comment", "")]
    assert remarks_in(events) == (Remark(1, "a", True, ""),)


def test_a_sitting_keeps_them_through_a_resume(tmp_path):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, ["C1"], 3, store)
    first = sitting.variant.question
    sitting.note("flag")
    sitting.dont_know()
    sitting.note("comment", "too easy", number=1)
    expected = (Remark(1, first, True, "too easy"),)
    assert sitting.remarks == resume(store, sitting.id, BANK).remarks == expected
    assert sitting.flagged == {1}


def test_a_practice_keeps_them_through_a_resume(tmp_path):
    store = FileStore(tmp_path)
    practice = Practice(BANK, "limits", 4, store)
    first = practice.variant.question
    practice.note("flag", number=1)
    practice.dont_know()
    practice.note("comment", "see page 3", number=1)
    second = practice.variant.question
    practice.note("comment", "now this", number=2)
    again = resume_practice(store, practice.id, BANK)
    expected = (Remark(1, first, True, "see page 3"), Remark(2, second, False, "now this"))
    assert practice.remarks == again.remarks == expected
    again.note("unflag", number=1)
    assert resume_practice(store, practice.id, BANK).remarks[0] == Remark(1, first, False, "see page 3")


def test_notes_on_a_question_that_has_left_the_bank_go_with_it(tmp_path):
    store = FileStore(tmp_path)
    practice = Practice(BANK, "limits", 4, store)
    gone = practice.variant.question
    practice.note("comment", "about the one that goes", number=1)
    practice.dont_know()
    smaller = type(BANK)(
        {name: card for name, card in BANK.questions.items() if name != gone},
        BANK.skills,
        BANK.courses,
        BANK.resources,
        prepared=BANK.prepared,
    )
    assert resume_practice(store, practice.id, smaller).remarks == ()


@pytest.mark.parametrize("right", [True, False])
def test_can_extend_says_what_extend_then_does(right):
    sitting = Sitting(BANK, ["C1"], 5, length="quick")
    assert not sitting.can_extend(), "before the end its own questions come first"
    while not sitting.ended:
        key = sitting._current()[1]
        sitting.answer((key.answer or key.right[0]) if right else "-987654")
    for skills in (None, *([skill] for skill in BANK.skills)):
        events = sitting.events
        found = sitting.can_extend(skills)
        assert sitting.events == events, "asking changes nothing"
        if found:
            continue
        with pytest.raises(LearnerInputError, match="nothing left to ask"):
            sitting.extend(skills)
    while sitting.can_extend():
        sitting.extend()
        assert not sitting.ended
        while not sitting.ended:
            sitting.dont_know()


def test_a_quiz_asks_every_question_once_before_any_comes_again():
    few, *_ = (name for name, card in BANK.questions.items() if card.skill == "limits")
    many = [name for name, card in BANK.questions.items() if card.skill == "derivatives"]
    assert len(many) == 3
    practice = Practice(BANK, [few, *many], 7, count=6)
    asked = []
    while practice.variant is not None:
        asked.append(practice.variant.question)
        practice.dont_know()
    distinct = 1 + len(many)
    assert len(asked) == 6
    assert len(set(asked[:distinct])) == distinct, "one skill has one question, the other three; none came twice before"

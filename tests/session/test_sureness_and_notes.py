"""What a learner adds to an answer, how sure they were, flags and comments: kept, told back, never evidence."""

from __future__ import annotations

import pytest

from mmready.domain.events import Noted
from mmready.errors import LearnerInputError
from mmready.progress import FileStore
from mmready.session import SURE, Sitting, resume
from tests.session.test_sitting import respond
from tests.small_bank import small_bank

BANK = small_bank()


@pytest.mark.parametrize("sure", [*SURE, "", None])
def test_sureness_is_kept_in_the_event_and_changes_no_belief(tmp_path, sure):
    said, silent = (Sitting(BANK, ["C1"], 3, FileStore(tmp_path / name)) for name in "ab")
    said.answer(respond(said, True), sure=sure)
    silent.answer(respond(silent, True))
    assert said.evidence[0].sure == (sure or "")
    assert said.readiness() == silent.readiness()
    assert resume(FileStore(tmp_path / "a"), said.id, BANK).evidence == said.evidence


def test_sureness_that_is_no_word_of_ours_is_refused_and_the_question_stands():
    sitting = Sitting(BANK, ["C1"], 3)
    with pytest.raises(LearnerInputError, match="sure, unsure, guess"):
        sitting.answer(respond(sitting, True), sure="very")
    assert sitting.number == 0


def test_flag_after_feedback_names_the_question_that_was_answered(tmp_path):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, ["C1"], 3, store)
    for _ in range(3):
        sitting.answer(respond(sitting, True))
    sitting.note("flag", number=2)
    sitting.note("comment", "The picture is too small.", number=3)
    notes = [event for event in store.read(sitting.id) if isinstance(event, Noted)]
    assert [(note.number, note.question) for note in notes] == [
        (2, sitting.evidence[1].question),
        (3, sitting.evidence[2].question),
    ]
    assert sitting.flagged == {2}
    assert resume(store, sitting.id, BANK).flagged == {2}
    sitting.note("unflag", number=2)
    assert sitting.flagged == frozenset()


def test_note_without_a_number_is_about_the_question_now_asked_and_after_the_end_about_the_last_one():
    sitting = Sitting(BANK, ["C1"], 3)
    sitting.note("flag")
    assert sitting.flagged == {1}
    sitting.answer(respond(sitting, True))
    sitting.note("flag")
    sitting.end()
    sitting.note("comment", "Thanks")
    last = sitting.events[-1]
    assert sitting.flagged == {1, 2}
    assert isinstance(last, Noted)
    assert (last.number, last.question) == (1, sitting.evidence[0].question)


@pytest.mark.parametrize("number", [0, -1, 3, 99])
def test_note_about_a_question_that_was_not_asked_yet_is_refused(number):
    sitting = Sitting(BANK, ["C1"], 3)
    sitting.answer(respond(sitting, True))
    before = sitting.events
    with pytest.raises(LearnerInputError, match="not been asked yet"):
        sitting.note("flag", number=number)
    assert sitting.events == before


def test_note_changes_neither_question_nor_belief():
    sitting = Sitting(BANK, ["C1"], 3)
    sitting.answer(respond(sitting, False))
    before = sitting.variant, sitting.readiness()
    sitting.note("flag", number=1)
    assert (sitting.variant, sitting.readiness()) == before

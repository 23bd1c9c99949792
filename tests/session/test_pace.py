"""Minutes: a sitting keeps to its time, in the learner's own minutes where these are known."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.question import QuestionTemplate
from mmready.progress import FileStore
from mmready.session import LENGTHS, MINUTES, Sitting, resume
from mmready.session.allowed import fitting
from mmready.session.pace import TYPICAL, Pace, minutes_between
from tests.session.test_sitting import respond
from tests.small_bank import small_bank

START = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)


def bank_with(minutes: float):
    bank = small_bank(9)
    cards = {name: dataclasses.replace(card, minutes=minutes) for name, card in bank.questions.items()}
    return dataclasses.replace(bank, questions=cards)


def unsure(sitting: Sitting, took: float | None) -> Sitting:
    """Answered right and wrong in turn, so that nothing is settled; ``took`` minutes each."""
    at = START
    while not sitting.ended:
        at += datetime.timedelta(minutes=took or 0)
        sitting.answer(respond(sitting, sitting.number % 2 == 0), at if took is not None else None)
    return sitting


def started(bank, length: str = "standard", **more) -> Sitting:
    return Sitting(bank, ["C2"], 5, length=length, at=START.isoformat(), **more)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("minutes", [1.0, 2.5, 6.0])
def test_sitting_without_times_keeps_to_typical_minutes_and_to_its_number(length, minutes):
    sitting = unsure(started(bank_with(minutes), length), None)
    expected = TYPICAL * minutes * sitting.number
    assert sitting.number <= LENGTHS[length]
    assert sitting.number == 10 or expected <= MINUTES[length]


def test_learner_who_takes_long_gets_fewer_questions_and_a_quick_one_more():
    bank = bank_with(3.0)
    slow, fast = unsure(started(bank), 2.8), unsure(started(bank), 0.5)
    assert slow.number < fast.number
    assert slow.number * 2.8 <= MINUTES["standard"] or slow.number == 10


def test_no_sitting_ends_for_its_time_before_ten_answers():
    assert unsure(started(bank_with(8.0), "quick"), 8.0).number == 10


def test_a_break_does_not_use_up_the_time():
    bank = bank_with(2.0)
    sitting = started(bank)
    sitting.answer(respond(sitting, True), START + datetime.timedelta(hours=9))
    assert sitting._state.pace.spent < 2.0


def test_resumed_sitting_keeps_the_pace(tmp_path):
    bank = bank_with(3.0)
    sitting = started(bank, store=FileStore(tmp_path))
    for count in range(1, 5):
        sitting.answer(respond(sitting, count % 2 == 0), START + datetime.timedelta(minutes=2 * count))
    again = resume(FileStore(tmp_path), sitting.id, bank)
    assert again._state.pace == sitting._state.pace
    assert again.variant == sitting.variant
    assert again.about_more() == sitting.about_more()


def test_about_how_many_more_is_bounded_by_the_time_left():
    sitting = started(bank_with(6.0))
    assert sitting.about_more() <= MINUTES["standard"] / (TYPICAL * 6.0)


def cards(*minutes: tuple[str, float]) -> list[QuestionTemplate]:
    return [QuestionTemplate(f"q{k}", "number", skill, "calculus", 3, long) for k, (skill, long) in enumerate(minutes)]


def test_long_questions_are_passed_over_but_every_skill_keeps_its_shortest():
    found = cards(("a", 1.0), ("a", 4.0), ("b", 5.0), ("b", 6.0), ("c", 2.0))
    free = [True] * 5
    assert fitting(found, free, 2.0) == (True, False, True, False, True)
    assert fitting(found, free, 5.0) == (True, True, True, False, True)
    free[2] = False
    assert fitting(found, free, 2.0) == (True, False, False, True, True)


@pytest.mark.parametrize(
    ("before", "after", "minutes"),
    [
        ("2026-11-22T09:00:00", "2026-11-22T09:01:30", 1.5),
        ("2026-11-22T09:00:00+00:00", "2026-11-22T10:30:00+01:00", 30.0),
        ("2026-11-22T09:00:00", "2026-11-22T09:01:30+00:00", None),  # with a zone and without
        ("2026-11-22T09:02:00", "2026-11-22T09:01:00", None),
        ("", "2026-11-22T09:01:00", None),
        ("yesterday", "2026-11-22T09:01:00", None),
    ],
)
def test_minutes_between_two_times(before, after, minutes):
    assert minutes_between(before, after) == minutes


@given(st.lists(st.tuples(st.floats(0.5, 10), st.one_of(st.none(), st.floats(0, 60))), max_size=30))
def test_time_spent_only_grows_and_the_pace_stays_possible(answers):
    pace = Pace()
    for minutes, took in answers:
        after = pace.after(minutes, took)
        assert after.spent >= pace.spent
        assert 0 < after.share <= 2.0
        pace = after

"""Answers of earlier sittings: they count when the learner wishes it, the less the older, and survive a resume."""

from __future__ import annotations

import datetime

import pytest

from mmready.errors import LearnerInputError
from mmready.progress import FileStore, MemoryStore
from mmready.session import Sitting, resume
from tests.small_bank import small_bank

BANK = small_bank()
COURSE = next(name for name, course in BANK.courses.items() if course.measured)
DAY = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


def at(days: float) -> str:
    return (DAY + datetime.timedelta(days=days)).isoformat()


def answered(store, right: bool, days: float = 0, number: int = 4) -> str:
    sitting = Sitting(BANK, [COURSE], 1, store, "quick", at=at(days), sitting_id=f"first-{days:g}")
    for place in range(number):
        key = sitting._current()[1]
        sitting.answer(key.answer if right else "-987654", at(days + place / 1440))
    return sitting.id


def chance(store, earlier, days: float) -> float:
    found = Sitting(BANK, [COURSE], 2, store, "quick", at=at(days), earlier=earlier).estimate().courses[COURSE]
    return float(found)


def test_earlier_answers_move_where_a_sitting_starts():
    store = MemoryStore()
    good = answered(store, right=True)
    bad = answered(store, right=False, days=0.5)
    plain = chance(store, (), 1)
    assert chance(store, (bad,), 1) < plain < chance(store, (good,), 1)


def test_they_count_less_with_time_and_hardly_at_all_after_years():
    store = MemoryStore()
    good = answered(store, right=True)
    plain = chance(store, (), 1)
    gains = [chance(store, (good,), days) - plain for days in (1, 180, 720, 7200)]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 2 * gains[2] > 0
    assert gains[-1] == pytest.approx(0, abs=0.01)


def test_their_questions_are_not_asked_again_while_others_remain():
    store = MemoryStore()
    first = answered(store, right=True)
    met = {event.question for event in store.read(first) if hasattr(event, "question")}
    sitting = Sitting(BANK, [COURSE], 1, store, "quick", at=at(1), earlier=(first,))
    fresh = len(BANK.questions) - len(met)
    asked = []
    while sitting.variant is not None and len(asked) < fresh:
        asked.append(sitting.variant.question)
        sitting.dont_know(at(1))
    assert not met & set(asked)


def test_sitting_resumes_with_the_same_earlier_answers_even_when_their_file_is_gone(tmp_path):
    store = FileStore(tmp_path)
    first = answered(store, right=True)
    sitting = Sitting(BANK, [COURSE], 2, store, "quick", at=at(30), earlier=(first,))
    sitting.dont_know(at(30))
    before = sitting.estimate()
    (tmp_path / f"{first}.jsonl").unlink()
    again = resume(store, sitting.id, BANK)
    assert again.estimate() == before
    assert again.answers_before == sitting.answers_before == 4
    assert again.variant == sitting.variant


def test_old_files_without_earlier_answers_still_open(tmp_path):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, [COURSE], 2, store, "quick", at=at(0))
    path = tmp_path / f"{sitting.id}.jsonl"
    path.write_text(path.read_text().replace(', "before": []', ""))
    assert resume(store, sitting.id, BANK).answers_before == 0


def test_earlier_sittings_need_a_store():
    with pytest.raises(LearnerInputError, match="store"):
        Sitting(BANK, [COURSE], 1, earlier=("x",))

"""A second check: what moved since the one before it, through the store."""

from __future__ import annotations

import pytest

from mmready.api import since_last
from mmready.domain.events import Started
from mmready.progress import MemoryStore
from mmready.session import Practice, Sitting, earlier_check
from tests.session.test_sitting import finish
from tests.small_bank import small_bank

BANK = small_bank()


def check(store: MemoryStore, day: int, right: bool, courses: tuple[str, ...] = ("C1",)) -> Sitting:
    return finish(Sitting(BANK, courses, day, store, at=f"2026-11-{day:02}T09:00:00"), right)


def test_readiness_then_and_now():
    store = MemoryStore()
    check(store, 2, False)
    now = check(store, 9, True)
    (change, *_) = since_last(store, now)
    assert change.course == "C1"
    assert change.before.verdict == "not yet"
    assert change.now.verdict == "ready"
    assert change.on == "2026-11-02T09:00:00"


def test_it_is_the_newest_check_before_this_one_that_counts():
    store = MemoryStore()
    first, second, third = (check(store, day, True) for day in (2, 9, 16))
    assert earlier_check(store, third.id) == second.id
    assert earlier_check(store, second.id) == first.id
    assert earlier_check(store, first.id) is None
    assert since_last(store, first) == ()


def test_checks_without_answers_of_other_courses_and_practice_do_not_count():
    store = MemoryStore()
    check(store, 2, True, ("C1",))
    Sitting(BANK, ["C2"], 3, store, at="2026-11-03T09:00:00")
    Practice(BANK, "limits", 4, store, at="2026-11-04T09:00:00").dont_know()
    assert earlier_check(store, check(store, 9, True, ("C2",)).id) is None


@pytest.mark.parametrize("name", ["never", "cut"])
def test_sitting_that_cannot_be_read_has_no_earlier_one(name):
    store = MemoryStore()
    check(store, 2, True)
    store.append("cut", Started("cut", (), 1, "standard"))
    assert earlier_check(store, name) is None

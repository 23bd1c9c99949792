"""When a practised skill is due again: from saved answers alone, the same each time."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.events import Answered, Noted, Started
from mmready.progress import due_dates

SKILLS = {"q": "chain-rule", "r": "series"}
R, W = "right", "wrong"


def day(number):
    return datetime.date(2026, 11, 22) + datetime.timedelta(days=number)


def practised(on, outcomes, question="q", hints=(), length="practice", zone="+01:00"):
    at = f"{day(on).isoformat()}T10:00:00{zone}"
    answers = [Answered(n, question, n, "x", said, float(said == R), at) for n, said in enumerate(outcomes, 1)]
    return (Started("a", (), 1, length, "", at), *(Noted(n, question, "hint", "1", at) for n in hints), *answers)


def due(*sittings):
    return {skill: (on - day(0)).days for skill, on in due_dates(sittings, SKILLS).items()}


def test_what_was_right_comes_again_later_and_later():
    waits, days = [], [0]
    for _ in range(4):
        next_on = due(*(practised(on, [R, R, R]) for on in days))["chain-rule"]
        waits.append(next_on - days[-1])
        days.append(next_on)
    assert waits == sorted(set(waits))
    assert waits[0] >= 2
    assert waits[-1] <= 180


@pytest.mark.parametrize(
    "worse",
    [practised(0, [W, R, R, R]), practised(0, [R, R, R], hints=(1,)), practised(0, [R, R, W]), practised(0, [W])],
    ids=["not at once", "with a hint", "last one wrong", "wrong"],
)
def test_what_was_hard_comes_again_sooner(worse):
    assert due(worse)["chain-rule"] == 1 < due(practised(0, [R, R, R]))["chain-rule"]


def test_what_is_forgotten_comes_again_soon():
    learned = [practised(on, [R, R, R]) for on in (0, 2, 13)]
    assert due(*learned)["chain-rule"] > 30
    assert due(*learned, practised(60, [W]))["chain-rule"] < 70


def test_answers_of_one_day_are_one_review():
    assert due(practised(0, [R]), practised(0, [R])) == due(practised(0, [R, R]))


def test_soonest_comes_first_and_checks_and_strange_questions_are_passed_over():
    found = due_dates(
        [
            practised(0, [R, R, R]),
            practised(0, [W], "r"),
            practised(0, [W], "gone"),
            practised(0, [W], length="standard"),
        ],
        SKILLS,
    )
    assert list(found) == ["series", "chain-rule"]


def test_nothing_practised_is_nothing_due_and_answers_without_a_time_do_not_count():
    assert due() == {}
    timeless = [event for event in practised(0, [R]) if isinstance(event, Started)]
    assert due((*timeless, Answered(1, "q", 0, "x", R, 1.0))) == {}


def test_days_are_those_of_the_learner():
    east = practised(0, [R, R, R], zone="+13:00")  # the day before, by universal time
    assert due(east) == due(practised(0, [R, R, R]))


@given(st.lists(st.tuples(st.integers(0, 400), st.lists(st.sampled_from([R, W, "partly", "dont_know"]), min_size=1))))
def test_due_day_is_after_the_last_practice_and_the_order_of_files_does_not_matter(history):
    sittings = [practised(on, outcomes) for on, outcomes in history]
    by_day = {on: practised(on, outcomes) for on, outcomes in history}
    found = due(*by_day.values())
    assert found == due(*reversed(by_day.values()))
    if sittings:
        last = max(by_day)
        assert last < found["chain-rule"] <= last + 180


def test_nothing_of_it_is_loaded_before_somebody_practised():
    code = "import sys, mmready.progress as p; p.due_dates([], {}); assert 'fsrs' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

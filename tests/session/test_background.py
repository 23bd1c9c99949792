"""What the learner told of what they know already: an event, a weak hint, and a sentence beside the verdict."""

from __future__ import annotations

import dataclasses
import json

import pytest

from mmready.domain.background import BackgroundAnswer, BackgroundQuestion
from mmready.errors import LearnerInputError
from mmready.progress import FileStore, MemoryStore
from mmready.session import Sitting, resume
from tests.small_bank import small_bank

ASKED = (
    BackgroundQuestion(
        "courses", "Which have you taken?", True,
        (
            BackgroundAnswer("calculus", "Calculus", "you took calculus", 0.3, subjects=("calculus",)),
            BackgroundAnswer("python", "Python", "you took Python", 0.3, resources=("python-course",)),
        ),
    ),
    BackgroundQuestion(
        "programs", "How often do you program?", False,
        (
            BackgroundAnswer("never", "Never", "you never program", -0.4, subjects=("python",)),
            BackgroundAnswer("daily", "Daily", "you program daily", 0.4, subjects=("python",)),
        ),
    ),
)  # fmt: skip
BANK = dataclasses.replace(small_bank(), background=ASKED)
COURSE = next(name for name, course in BANK.courses.items() if course.measured)


def chance(told=(), answers=0) -> float:
    sitting = Sitting(BANK, [COURSE], 2, background=told)
    for place in range(answers):
        key = sitting._current()[1]
        sitting.answer((key.answer or key.right[0]) if place % 2 else "-987654")
    return sitting.estimate().courses[COURSE]


def test_what_is_told_moves_where_the_sitting_starts_a_little():
    low, plain, high = chance(["never"]), chance(), chance(["calculus", "python"])
    assert low <= plain < high < 0.95
    assert high - plain < 0.35


def test_the_sitting_resumes_with_it_and_asks_the_same(tmp_path):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, [COURSE], 2, store, background=["calculus", "daily"])
    sitting.dont_know()
    again = resume(store, sitting.id, BANK)
    assert again.background == ("calculus", "daily")
    assert again.estimate() == sitting.estimate()
    assert again.variant == sitting.variant


def test_files_from_before_it_was_asked_still_open(tmp_path):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, [COURSE], 2, store)
    file = tmp_path / f"{sitting.id}.jsonl"
    first, *rest = file.read_text().splitlines(keepends=True)
    old = {name: value for name, value in json.loads(first).items() if name != "background"}
    file.write_text("".join([json.dumps(old) + "\n", *rest]))
    assert resume(store, sitting.id, BANK).background == ()


def test_an_answer_that_has_left_the_bank_is_passed_over_on_resuming():
    store = MemoryStore()
    sitting = Sitting(BANK, [COURSE], 2, store, background=["calculus"])
    again = resume(store, sitting.id, small_bank())
    assert again.estimate() == Sitting(small_bank(), [COURSE], 2).estimate()
    assert again.readiness()[COURSE].reasons == Sitting(small_bank(), [COURSE], 2).readiness()[COURSE].reasons


def test_every_measured_verdict_says_that_it_was_used_and_what_it_changed():
    sitting = Sitting(BANK, [COURSE], 2, background=["calculus", "daily"])
    sitting.dont_know()
    for found in sitting.readiness().values():
        said = [reason for reason in found.reasons if reason.startswith("At the start you told us")]
        assert len(said) == (found.verdict != "not measured")
    told = sitting.readiness()[COURSE].reasons[-1]
    assert "you took calculus and you program daily" in told
    assert "That only set where we began: without it, we would say" in told
    plain = Sitting(BANK, [COURSE], 2, background=[])
    assert not any("At the start" in reason for reason in plain.readiness()[COURSE].reasons)


def test_the_chance_that_it_names_is_the_one_without_it():
    sitting = Sitting(BANK, [COURSE], 2, background=["calculus"])
    plain = Sitting(BANK, [COURSE], 2)
    assert f"we would say {plain.estimate().courses[COURSE]:.0%}" in sitting.readiness()[COURSE].reasons[-1]


@pytest.mark.parametrize(
    ("told", "said"),
    [(["algebra"], "no answer on your background"), (["never", "daily"], "takes one answer, not never and daily")],
)
def test_what_cannot_be_told_is_refused(told, said):
    with pytest.raises(LearnerInputError, match=said):
        Sitting(BANK, [COURSE], 2, background=told)

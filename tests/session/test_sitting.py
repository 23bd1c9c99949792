"""A sitting: saved before it goes on, the same on replay, honest about what does not count."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.domain.events import Answered, Event
from mmready.errors import LearnerInputError, ProgressError
from mmready.progress import FileStore, MemoryStore
from mmready.session import LENGTHS, Sitting, begin, resume, step
from mmready.simulation import SimulatedLearner, play, shares
from tests.small_bank import CALCULUS, small_bank

BANK = small_bank()


def respond(sitting: Sitting, right: bool) -> str:
    """A right or wrong response to the present question of the small bank."""
    variant = sitting.variant
    assert variant is not None
    if variant.kind == "one-choice":
        return "b" if right else "a"
    return str((variant.seed % 4 + 2) ** 2 + (not right))


def finish(sitting: Sitting, right: bool) -> Sitting:
    while not sitting.ended:
        sitting.answer(respond(sitting, right))
    return sitting


def test_strong_learner_is_ready_and_weak_one_not_yet():
    strong = finish(Sitting(BANK, seed=1), True).readiness()
    weak = finish(Sitting(BANK, seed=1), False).readiness()
    for course in ("C1", "C2"):
        assert strong[course].verdict == "ready"
        assert weak[course].verdict == "not yet"
        assert strong[course].probability > 0.9 > 0.1 > weak[course].probability


def test_capstone_is_not_measured():
    assert Sitting(BANK).readiness()["capstone"].verdict == "not measured"


def test_lacking_one_subject_closes_only_the_course_that_needs_it():
    sitting = Sitting(BANK, seed=3)
    learner = SimulatedLearner(shares(["all=1", "python=0"], BANK.skills))
    readiness = play(BANK, learner, sitting).readiness()
    assert readiness["C2"].verdict == "not yet"
    assert readiness["C1"].verdict != "not yet"
    assert {r.skill for r in sitting.recommendations("C2")} & {"types", "loops", "functions", "arrays"}
    assert not {r.skill for r in sitting.recommendations("C2")} & set(CALCULUS)


@pytest.mark.parametrize("response", ["", "  ", "2 +", "((1"])
def test_unreadable_and_empty_leave_the_question_standing(response):
    store = MemoryStore()
    sitting = Sitting(BANK, seed=4, store=store)
    while sitting.variant.kind != "number":
        sitting.dont_know()
    before, saved = sitting.variant, len(store.read(sitting.id))
    judgement = sitting.answer(response)
    assert judgement.outcome in ("unreadable", "empty")
    assert sitting.variant == before
    assert len(store.read(sitting.id)) == saved


def test_answer_after_the_end_is_refused_and_changes_nothing():
    sitting = Sitting(BANK, seed=4)
    sitting.end()
    assert sitting.variant is None
    with pytest.raises(LearnerInputError, match="ended"):
        sitting.answer("1")
    with pytest.raises(LearnerInputError, match="ended"):
        sitting.dont_know()


@pytest.mark.parametrize("length", LENGTHS)
def test_sitting_ends_within_its_length(length):
    sitting = Sitting(BANK, seed=2, length=length)
    rng = np.random.default_rng(0)
    while not sitting.ended:
        sitting.answer(respond(sitting, bool(rng.random() < 0.6)))
    assert 10 <= sitting.number <= LENGTHS[length]
    assert sitting.about_more() == 0


def test_no_question_is_asked_twice():
    sitting = finish(Sitting(BANK, seed=5, length="thorough"), True)
    asked = [evidence.question for evidence in sitting.evidence]
    assert len(asked) == len(set(asked))


def asked_with(seed: int) -> list[str]:
    return [e.question for e in finish(Sitting(BANK, seed=seed), True).evidence]


def test_same_seed_and_answers_give_the_same_sitting_and_another_seed_another():
    assert asked_with(1) == asked_with(1)
    assert len({tuple(asked_with(seed)) for seed in range(4)}) > 1


class BrokenStore(MemoryStore):
    """A disk that is full after the start."""

    def append(self, sitting: str, event: Event) -> None:
        if isinstance(event, Answered):
            raise ProgressError("no space left")
        super().append(sitting, event)


def test_answer_that_cannot_be_saved_changes_nothing():
    sitting = Sitting(BANK, seed=1, store=BrokenStore())
    before = sitting.variant
    with pytest.raises(ProgressError):
        sitting.answer(respond(sitting, True))
    assert sitting.variant == before
    assert sitting.number == 0


class WatchedStore(MemoryStore):
    """Notes which question stood when each answer was saved."""

    def append(self, sitting: str, event: Event) -> None:
        super().append(sitting, event)
        if isinstance(event, Answered):
            assert self.watched.variant.question == event.question  # not yet gone on


def test_answer_is_saved_before_the_next_question_is_drawn():
    store = WatchedStore()
    sitting = Sitting(BANK, seed=1, store=store)
    store.watched = sitting
    finish(sitting, True)
    assert len(store.read(sitting.id)) == sitting.number + 1


@pytest.mark.parametrize("answers", [0, 1, 4, 9])
def test_resumed_sitting_stands_where_it_stood(tmp_path, answers):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, ["C2"], seed=8, store=store, at="2026-11-22T09:30:00")
    for count in range(answers):
        sitting.answer(
            respond(sitting, count % 3 != 0), at=datetime.datetime(2026, 11, 22, 9, 31, count, tzinfo=datetime.UTC)
        )
    again = resume(FileStore(tmp_path), sitting.id, BANK)
    assert again.variant == sitting.variant
    assert again.evidence == sitting.evidence
    assert again.readiness()["C2"].probability == pytest.approx(sitting.readiness()["C2"].probability, abs=1e-9)
    assert finish(again, True).number >= answers


def test_doubled_line_in_the_saved_file_changes_nothing(tmp_path):
    store = FileStore(tmp_path)
    sitting = Sitting(BANK, seed=8, store=store)
    for _ in range(3):
        sitting.answer(respond(sitting, True))
    path = tmp_path / f"{sitting.id}.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1], lines[2]]))
    assert resume(store, sitting.id, BANK).evidence == sitting.evidence


def test_unknown_sitting_is_said(tmp_path):
    with pytest.raises(ProgressError, match="no sitting 'never'"):
        resume(FileStore(tmp_path), "never", BANK)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"courses": ["C9"]}, "no course 'C9'"),
        ({"courses": ["capstone"]}, "nothing to measure"),
        ({"courses": []}, "nothing to measure"),
        ({"length": "endless"}, "length 'endless'"),
    ],
)
def test_wrong_call_is_said_in_words(arguments, message):
    with pytest.raises(LearnerInputError, match=message):
        Sitting(BANK, **arguments)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["right", "wrong", "dont_know"]), min_size=1, max_size=8), st.integers(0, 99))
def test_state_is_a_fold_over_the_events(outcomes, seed):
    sitting = Sitting(BANK, seed=seed)
    for outcome in outcomes:
        if sitting.ended:
            break
        sitting.dont_know() if outcome == "dont_know" else sitting.answer(respond(sitting, outcome == "right"))
    state = begin(sitting._setting)
    for event in sitting.events:
        state, evidence = step(sitting._setting, state, event)
        assert evidence is not None
    assert state.evidence == sitting.evidence
    assert state.question == (sitting.variant.question if sitting.variant else None)


def test_plan_needs_a_start_day():
    with pytest.raises(LearnerInputError, match="start"):
        Sitting(BANK).plan(hours_per_week=8)

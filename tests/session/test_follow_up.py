"""A follow-up: more questions inside a branch after the end, saved, replayed and resumed like the rest."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.domain.events import Extended
from mmready.errors import LearnerInputError, ProgressError
from mmready.progress import FileStore, MemoryStore
from mmready.session import MOST_FOLLOW_UP, Sitting, begin, resume, step
from tests.session.test_sitting import respond
from tests.small_bank import CALCULUS, PYTHON, small_bank

BANK = small_bank(6)


def ended(seed: int = 1, store: object = None, lacks: tuple[str, ...] = ("loops", "functions")) -> Sitting:
    """A check that has ended, of somebody who lacks these skills."""
    sitting = Sitting(BANK, ["C2"], seed, store, "quick")
    answer_all(sitting, lacks)
    return sitting


def answer_all(sitting: Sitting, lacks: tuple[str, ...], most: int = 100) -> list[str]:
    """The skills asked, until the end or so many answers."""
    asked = []
    while sitting.variant is not None and len(asked) < most:
        asked.append(sitting.variant.skill)
        sitting.answer(respond(sitting, sitting.variant.skill not in lacks))
    return asked


def test_follow_up_stays_inside_the_skills_that_were_named_and_within_its_number():
    sitting = ended()
    before = sitting.number
    assert sitting.extend(["loops", "functions"], 4) == ("loops", "functions")
    assert sitting.following_up
    assert sitting.about_more() == 4
    asked = answer_all(sitting, ("loops", "functions"))
    beneath = {lower for skill in ("loops", "functions") for lower in BANK.skills[skill].prerequisites}
    assert set(asked) <= {"loops", "functions"} | beneath
    assert 1 <= sitting.number - before <= 4
    assert sitting.ended
    assert not sitting.following_up
    assert sitting.about_more() == 0


def test_no_question_is_asked_twice_in_check_and_follow_ups():
    sitting = ended()
    for _ in range(2):
        sitting.extend(["loops", "functions", "types"], 3)
        answer_all(sitting, ("loops",))
    asked = [answer.question for answer in sitting.evidence]
    assert len(asked) == len(set(asked))


def test_what_is_asked_adapts_to_the_answers():
    def asked(lacks: tuple[str, ...]) -> list[str]:
        sitting = ended(lacks=("loops", "functions"))
        sitting.extend(["loops", "functions", "arrays", "types"], 6)
        return answer_all(sitting, lacks)

    assert asked(("loops", "functions", "arrays", "types")) != asked(())


def test_without_skills_it_is_around_what_was_missed():
    sitting = Sitting(BANK, ["C2"], 1)
    for _ in range(3):
        sitting.dont_know()
    sitting.end()
    missed = {BANK.questions[answer.question].skill for answer in sitting.evidence}
    branch = sitting.branch()
    assert set(branch) & missed
    assert sitting.extend() == branch
    assert sitting.variant is not None
    assert sitting.variant.skill in branch
    with pytest.raises(LearnerInputError, match="nothing left to ask there"):
        ended(lacks=()).extend()


def test_gap_found_in_a_follow_up_is_on_the_list_of_what_to_study():
    lacks = ("loops",)
    sitting = ended(seed=2, lacks=lacks)
    sitting.extend(["loops"], 4)
    answer_all(sitting, lacks)
    assert "loops" in [item.skill for item in sitting.study_lists()["C2"]]
    assert sitting.estimate().branch == ("loops",)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((["cooking"], 5), "no skill 'cooking'"),
        ((["loops"], 0), "1 to 20 questions"),
        ((["loops"], MOST_FOLLOW_UP + 1), "1 to 20 questions"),
        (([], 5), "nothing left to ask there"),
    ],
)
def test_follow_up_that_cannot_be_is_refused_and_changes_nothing(arguments, message):
    store = MemoryStore()
    sitting = ended(store=store)
    saved = store.read(sitting.id)
    with pytest.raises(LearnerInputError, match=message):
        sitting.extend(*arguments)
    assert sitting.ended
    assert store.read(sitting.id) == saved


def test_check_that_is_not_over_takes_no_follow_up():
    with pytest.raises(LearnerInputError, match="not ended yet"):
        Sitting(BANK, ["C2"]).extend(["loops"])


def test_check_ended_early_can_be_followed_up_and_the_follow_up_ended_early_too():
    sitting = Sitting(BANK, ["C2"], 3)
    sitting.answer(respond(sitting, False))
    sitting.end()
    sitting.extend(["arrays"], 5)
    assert sitting.variant is not None
    assert sitting.variant.skill in ("arrays", *BANK.skills["arrays"].prerequisites)
    sitting.end()
    assert sitting.ended
    assert sitting.number == 1


class FullDisk(MemoryStore):
    def append(self, sitting, event):
        if isinstance(event, Extended):
            raise ProgressError("no space left")
        super().append(sitting, event)


def test_follow_up_that_cannot_be_saved_does_not_begin():
    sitting = ended(store=FullDisk())
    with pytest.raises(ProgressError):
        sitting.extend(["loops"])
    assert sitting.ended


@pytest.mark.parametrize("answers", [0, 1, 3])
def test_resumed_follow_up_stands_where_it_stood(tmp_path, answers):
    sitting = ended(store=FileStore(tmp_path))
    sitting.extend(["loops", "functions", "types"], 5, at="2026-11-22T10:00:00")
    answer_all(sitting, ("loops",), answers)
    again = resume(FileStore(tmp_path), sitting.id, BANK)
    assert again.variant == sitting.variant
    assert again.evidence == sitting.evidence
    assert again.about_more() == sitting.about_more()
    assert again.estimate().branch == sitting.estimate().branch
    assert again.following_up == sitting.following_up


@settings(max_examples=15, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=10), st.integers(0, 50), st.sampled_from([*CALCULUS, *PYTHON]))
def test_state_with_a_follow_up_is_a_fold_over_its_events(outcomes, seed, skill):
    sitting = ended(seed)
    sitting.extend([skill, "limits", "types"], 6)
    for right in outcomes:
        if sitting.ended:
            break
        sitting.answer(respond(sitting, right))
    state = begin(sitting._setting)
    for event in sitting.events:
        state, _ = step(sitting._setting, state, event)
    assert state.evidence == sitting.evidence
    assert state.question == (sitting.variant.question if sitting.variant else None)
    assert (state.until, state.branch) == (sitting._state.until, sitting._state.branch)


def test_follow_up_on_skills_that_have_left_the_bank_asks_nothing(tmp_path):
    sitting = ended(store=FileStore(tmp_path))
    sitting.extend(["arrays"], 5)
    without = {name: skill for name, skill in BANK.skills.items() if name != "arrays"}
    questions = {name: card for name, card in BANK.questions.items() if card.skill != "arrays"}
    courses = {
        name: dataclasses.replace(course, needs={s: need for s, need in course.needs.items() if s != "arrays"})
        for name, course in BANK.courses.items()
    }
    smaller = dataclasses.replace(BANK, skills=without, questions=questions, courses=courses)
    assert resume(FileStore(tmp_path), sitting.id, smaller).ended

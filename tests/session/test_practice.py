"""Practice: what comes next, when a skill is mastered, hints and solutions, what is saved; and never evidence."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.api import load_bank
from mmready.domain.bank import Prepared
from mmready.domain.events import Answered, Event, Noted, Started
from mmready.errors import LearnerInputError, ProgressError
from mmready.progress import FileStore, MemoryStore
from mmready.sampling import draw
from mmready.session import Practice, Sitting, checks, is_practice, resume
from mmready.session.topics import topics_of
from tests.small_bank import CALCULUS, CANARY, small_bank

BANK = small_bank()


def right(practice):
    _, key = draw(practice.bank, practice.variant.question, practice.variant.seed)
    return key.right[0] if key.kind == "one-choice" else key.answer


def wrong(practice):
    return "a" if practice.variant.kind == "one-choice" else "-1"


def play(practice, answers):
    """Answer right or wrong in turn until there are no more answers or questions."""
    for good in answers:
        if practice.ended:
            return
        practice.answer(right(practice) if good else wrong(practice))


def test_three_right_in_a_row_master_a_skill_with_three_different_questions():
    practice = Practice(BANK, "limits", 1)
    play(practice, [True] * 9)
    assert practice.number == 3
    assert practice.mastered == ("limits",)
    assert len({done.variant.question for done in practice.done}) == 3


def test_wrong_answer_breaks_the_row_and_comes_again_with_other_numbers_after_another_question():
    practice = Practice(BANK, "limits", 1)
    missed = practice.variant
    play(practice, [True, True, False])
    practice = Practice(BANK, "limits", 1)
    play(practice, [False])
    assert practice.variant.question != missed.question
    play(practice, [True])
    assert practice.variant.question == missed.question
    assert practice.variant.seed != missed.seed
    assert practice.missing("limits") == 2
    play(practice, [True] * 2)
    assert practice.mastered == ("limits",)


def test_unknown_one_comes_again_too():
    practice = Practice(BANK, "limits", 1)
    missed = practice.variant
    assert practice.dont_know().outcome == "dont_know"
    play(practice, [True])
    assert practice.variant.question == missed.question


def test_skills_are_asked_in_turn_and_a_mastered_one_no_more():
    practice = Practice(BANK, ["limits", "loops"], 1)
    play(practice, [True] * 20)
    assert [done.skill for done in practice.done] == ["limits", "loops"] * 3
    assert practice.ended


def test_one_question_alone_is_practised_with_other_numbers_each_time():
    practice = Practice(BANK, "limits-1", 1)
    play(practice, [True] * 5)
    assert [done.variant.question for done in practice.done] == ["limits-1"] * 3
    assert len({done.variant.text for done in practice.done}) == 3


def test_question_with_a_single_variant_ends_once_it_was_right_twice():
    single = dict(BANK.prepared)
    single["limits-1"] = Prepared(BANK.prepared["limits-1"].drawn[:1], complete=True)
    practice = Practice(dataclasses.replace(BANK, prepared=single), "limits-1", 1)
    play(practice, [False, True, True, True])
    assert practice.ended
    assert practice.number == 3
    assert practice.row("limits") == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), max_size=25), st.integers(0, 50))
def test_progress_words_never_promise_less_than_there_is(answers, seed):
    practice = Practice(BANK, ["limits", "loops"], seed)
    for good in answers:
        if practice.ended:
            break
        assert practice.number + 1 <= practice.about
        assert practice.about - practice.number == practice.missing("limits") + practice.missing("loops")
        play(practice, [good])
    assert practice.ended == (len(practice.mastered) == 2)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), max_size=20), st.integers(0, 50))
def test_same_seed_and_answers_give_the_same_questions(answers, seed):
    one, other = Practice(BANK, "calculus", seed), Practice(BANK, "calculus", seed)
    play(one, answers)
    play(other, answers)
    assert [done.variant for done in one.done] == [done.variant for done in other.done]
    assert one.variant == other.variant


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), max_size=12), st.integers(0, 50))
def test_no_variant_comes_twice_while_there_are_others(answers, seed):
    practice = Practice(BANK, "limits", seed)
    play(practice, answers)
    shown = [(done.variant.question, done.variant.text) for done in practice.done if done.variant.kind == "number"]
    fresh = len(set(shown))
    assert fresh == len(shown) or fresh == 8  # two questions of numbers with four variants each


def test_quiz_asks_so_many_questions_whatever_the_answers():
    practice = Practice(BANK, "calculus/limits", 1, count=3)
    play(practice, [False] * 9)
    assert practice.number == practice.about == 3
    assert len({done.variant.question for done in practice.done}) == 3


@pytest.mark.parametrize(
    ("name", "skills"),
    [
        ("limits", {"limits"}),
        ("python", {"types", "loops", "functions", "arrays"}),
        ("limits-2", {"limits"}),
        ("calculus/limits", {"limits"}),
    ],
)
def test_names_of_skills_subjects_questions_and_paths_are_understood(name, skills):
    assert {topic.skill for topic in Practice(BANK, name, 1).topics} == skills


@pytest.mark.parametrize(
    ("wanted", "said"), [("limit", "did you mean limits"), ([], "say what to practise"), ("cooking", "neither a skill")]
)
def test_unknown_name_is_refused_with_what_there_is(wanted, said):
    with pytest.raises(LearnerInputError, match=said):
        Practice(BANK, wanted, 1)


def test_quiz_of_no_questions_is_refused():
    with pytest.raises(LearnerInputError, match="at least one"):
        Practice(BANK, "limits", 1, count=0)


def hinted():
    """The bank with two hints to every question."""

    def with_hints(prepared):
        return Prepared(
            tuple((dataclasses.replace(v, hints=("First.", "Second.")), k) for v, k in prepared.drawn), True
        )

    return dataclasses.replace(BANK, prepared={name: with_hints(each) for name, each in BANK.prepared.items()})


def test_hints_come_one_by_one_and_are_counted_for_the_question():
    practice = Practice(hinted(), "limits", 1)
    assert (practice.hints, practice.more_hints) == ((), 2)
    assert practice.hint() == "First."
    assert practice.hint() == "Second."
    assert practice.hint() is None
    assert practice.hints == ("First.", "Second.")
    practice.answer(right(practice))
    assert practice.done[-1].hints == 2
    assert practice.hints == ()


def test_solution_is_given_for_answered_questions_only():
    practice = Practice(BANK, "limits", 1)
    practice.answer(right(practice))
    assert practice.solution(practice.done[-1]) == f"{CANARY} solution"
    coming = dataclasses.replace(practice.done[-1], variant=practice.variant)
    with pytest.raises(LearnerInputError, match="once its question has been answered"):
        practice.solution(coming)


@pytest.mark.parametrize("response", ["", "3 +"])
def test_answer_that_does_not_count_leaves_the_question_standing(response):
    practice = Practice(BANK, "limits-1", 1)
    before = practice.variant
    assert not practice.answer(response).counts
    assert practice.variant == before
    assert practice.done == ()


def test_events_begin_with_what_it_is_and_nothing_is_saved_before_the_first_answer(tmp_path):
    store = FileStore(tmp_path)
    practice = Practice(BANK, "limits", 1, store, at="2026-11-22T10:00:00")
    assert list(store.sittings()) == []
    practice.answer(right(practice), "2026-11-22T10:01:00")
    started, noted, answered = store.read(practice.id)
    assert isinstance(started, Started)
    assert started.length == "practice"
    assert (noted.what, noted.text) == ("practice", "limits")
    assert isinstance(answered, Answered)
    assert answered.outcome == "right"


class FullStore(MemoryStore):
    """A disk that is full."""

    full = True

    def append(self, sitting: str, event: Event) -> None:
        if self.full and isinstance(event, Answered):
            raise ProgressError("no space left")
        super().append(sitting, event)


def test_answer_that_is_not_saved_changes_nothing_and_can_be_given_again():
    store = FullStore()
    practice = Practice(BANK, "limits", 1, store)
    before = practice.variant
    with pytest.raises(ProgressError):
        practice.answer(right(practice))
    assert (practice.variant, practice.number) == (before, 0)
    store.full = False
    practice.answer(right(practice))
    assert [type(event) for event in store.read(practice.id)] == [Started, Noted, Answered]


def test_after_the_end_nothing_more_is_answered():
    practice = Practice(BANK, "limits", 1)
    practice.end()
    assert practice.ended
    with pytest.raises(LearnerInputError, match="has ended"):
        practice.dont_know()


def test_practice_is_passed_over_where_checks_are_looked_for_and_is_never_evidence():
    store = MemoryStore()
    check = Sitting(BANK, ["C1"], 3, store, at="2026-11-22T09:00:00")
    check.dont_know()
    practice = Practice(BANK, "limits", 1, store, at="2026-11-22T10:00:00")
    practice.dont_know()
    assert list(checks(store)) == [check.id]
    assert is_practice(store.read(practice.id))
    again = resume(store, check.id, BANK)
    assert again.readiness() == check.readiness()
    assert [answer.question for answer in again.evidence] == [check.evidence[0].question]
    with pytest.raises(ProgressError, match="was practice"):
        resume(store, practice.id, BANK)


def test_questions_that_need_a_runner_are_left_out_without_one():
    cards = {
        name: dataclasses.replace(card, kind="function") if name == "limits-1" else card
        for name, card in BANK.questions.items()
    }
    bank = dataclasses.replace(BANK, questions=cards)
    assert Practice(bank, "limits", 1).topics[0].questions == ("limits-0", "limits-2")
    with pytest.raises(LearnerInputError, match="can be asked here"):
        Practice(bank, "limits-1", 1)


def test_all_skills_of_the_bank_can_be_practised_to_the_end():
    practice = Practice(BANK, CALCULUS, 5)
    play(practice, [True] * 40)
    assert practice.mastered == CALCULUS


@pytest.mark.parametrize("name", ["linear-algebra/eigenvalues", "eigenvalues", "eigenvectors"])
def test_words_of_a_skill_are_enough_where_no_other_skill_has_them(name):
    assert {topic.skill for topic in topics_of(load_bank(), [name], bool)} == {"eigenvalues-eigenvectors"}


def test_words_that_several_skills_have_are_not_guessed_at():
    with pytest.raises(LearnerInputError, match=r"may be .*write one of them in full"):
        topics_of(load_bank(), ["rule"], bool)

"""The packaged bank: it loads, is proved, and covers what the courses need."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import mmready
from mmready.domain.question import KINDS

ROOT = Path(__file__).parent.parent
COURSES = ("6.431x", "14.310x", "18.6501x", "6.86x")


@pytest.fixture(scope="module")
def bank() -> mmready.Bank:
    return mmready.load_bank()


def test_bank_has_the_programmes_courses_and_skills(bank):
    assert set(bank.courses) >= {*COURSES, "capstone"}
    assert len(bank.skills) >= 60
    assert {skill.subject for skill in bank.skills.values()} == {"calculus", "linear-algebra", "probability", "python"}


def test_every_kind_is_in_use(bank):
    assert {question.kind for question in bank.questions.values()} == set(KINDS)


@pytest.mark.parametrize("course", COURSES)
def test_every_essential_skill_has_two_questions_and_every_helpful_one_one(bank, course):
    count = Counter(skill for question in bank.questions.values() for skill in question.skills)
    needs = bank.courses[course]
    assert [skill for skill in needs.skills("essential") if count[skill] < 2] == []
    assert [skill for skill in needs.skills("helpful") if count[skill] < 1] == []


def test_at_most_a_third_is_multiple_choice(bank):
    choice = sum(question.kind.endswith("choice") for question in bank.questions.values())
    assert choice <= len(bank.questions) / 3


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_lint_finds_nothing_on_the_whole_bank():
    command = [sys.executable, "-m", "mmready", "lint", "--seeds", "5", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=880)
    report = json.loads(done.stdout)
    assert [fault for fault in report["faults"] if fault["severity"] == "error"] == []
    assert done.returncode == 0
    assert report["questions"] >= 360
    assert min(report["skills"].values()) >= 6
    assert min(min(bands) for bands in report["bands"].values()) >= 2
    assert [fault for fault in report["faults"] if fault["severity"] == "warning"] == []


def last_change() -> str:
    """The commit before the last one; HEAD in a clone that holds no other, or outside git."""
    found = subprocess.run(["git", "rev-parse", "--verify", "-q", "HEAD~1"], cwd=ROOT, capture_output=True, text=True)
    return found.stdout.strip() or "HEAD"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_lint_finds_nothing_on_twenty_seeds_of_what_changed_last():
    if not (ROOT / ".git").exists():
        return  # a copy without history: nothing is known to have changed
    command = [sys.executable, "-m", "mmready", "lint", "--seeds", "20", "--changed", last_change()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=880)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.fixture(scope="module")
def drawn(bank) -> list[tuple[mmready.Variant, mmready.AnswerKey]]:
    return [mmready.draw(bank, question, seed) for question in bank.questions for seed in (0, 1)]


def test_every_specimen_is_judged_as_it_says(drawn):
    missed = [
        (variant.question, variant.seed, response, outcome, mmready.grade(key, response).outcome)
        for variant, key in drawn
        for response, outcome in mmready.specimens(variant, key)
        if mmready.grade(key, response).outcome != outcome
    ]
    assert missed == []


def test_every_question_has_a_right_and_a_wrong_specimen(drawn):
    for variant, key in drawn:
        outcomes = {outcome for _, outcome in mmready.specimens(variant, key)}
        assert {"right", "wrong"} <= outcomes, variant.question


def test_no_variant_shows_an_open_placeholder(drawn):
    for variant, _ in drawn:
        for text in (variant.text, *variant.hints, *(option.text for option in variant.options)):
            assert "{{ " not in text, variant.question


def test_same_id_and_seed_give_the_same_variant(bank):
    for question in list(bank.questions)[::7]:
        assert mmready.draw(bank, question, 3) == mmready.draw(bank, question, 3)

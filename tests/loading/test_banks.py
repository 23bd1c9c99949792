"""Banks by name and by folder, alone and added to another: what is looked up where, and what is refused."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from mmready.errors import AuthorError, MMReadyError
from mmready.loading import bank_around, find_bank, installed_banks, load_bank
from mmready.loading.catalogue import load_catalogue

QUIZZES = Path(__file__).parent.parent.parent / "quizzes"
SKILLS = """\
skills:
  {name}:
    subject: calculus
    name: A skill
    description: Does something.
    prerequisites: [{below}]
    lessons:
      - {{resource: {resource}, sections: [{section}]}}
    hours: [1, 2]
    basis: estimate
"""
RESOURCES = """\
resources:
  book:
    title: A book
    address: https://example.org/
    hours: 1
    hours_basis: estimate
    source: https://example.org/
    date: 2026-11-22
    sections:
      - {ref: 1, title: One}
"""
COURSE = """\
title: A course
order: 1
measured: yes
starts_from: a skill
weeks: [1, 2]
hours_per_week: [1, 2]
fee: 0
after: [first]
needs:
  essential:
    higher: everywhere
    basic: at the start
"""


def question(root: Path, skill: str, name: str, kind: str = "number") -> None:
    folder = root / "questions" / "calculus" / skill
    folder.mkdir(parents=True, exist_ok=True)
    text = (QUIZZES / "templates" / f"{kind}.md").read_text(encoding="utf-8")
    (folder / f"{name}.md").write_text(text.replace("skill: SKILL ", f"skill: {skill} "), encoding="utf-8")


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A bank that stands alone: a skill, a course, a question."""
    root = tmp_path / "alone"
    (root / "courses").mkdir(parents=True)
    basic = SKILLS.format(name="basic", below="", resource="book", section=1)
    (root / "skills.yml").write_text(basic, encoding="utf-8")
    (root / "resources.yml").write_text(RESOURCES, encoding="utf-8")
    first = COURSE.replace("    higher: everywhere\n", "").replace("[first]", "[]")
    (root / "courses" / "first.yml").write_text(first, encoding="utf-8")
    question(root, "basic", "one")
    return root


@pytest.fixture
def added(alone: Path, tmp_path: Path) -> Path:
    """A bank that adds to it: a skill that rests on the other's, a course that needs both, a question of each."""
    root = tmp_path / "added"
    (root / "courses").mkdir(parents=True)
    (root / "bank.yml").write_text("adds_to: ../alone\n", encoding="utf-8")
    higher = SKILLS.format(name="higher", below="basic", resource="book", section=1)
    (root / "skills.yml").write_text(higher, encoding="utf-8")
    (root / "courses" / "second.yml").write_text(COURSE, encoding="utf-8")
    question(root, "higher", "two", "set")
    question(root, "basic", "three", "vector")
    return root


def codes(root: Path) -> list[str]:
    with pytest.raises(AuthorError) as error:
        load_bank(root)
    return [fault.code for fault in error.value.faults]


def test_bank_without_bank_file_stands_alone(alone):
    bank = load_bank(alone)
    assert (set(bank.questions), set(bank.skills), set(bank.courses)) == ({"one"}, {"basic"}, {"first"})


def test_added_bank_has_both_and_draws_from_both(added):
    from mmready.sampling import draw

    bank = load_bank(added)
    assert set(bank.questions) == {"one", "two", "three"}
    assert list(bank.skills) == ["basic", "higher"]
    assert [(course.id, course.order) for course in bank.courses.values()] == [("first", 1), ("second", 2)]
    assert set(bank.resources) == {"book"}
    assert {name: draw(bank, name, 0)[0].skill for name in bank.questions} == {
        "one": "basic",
        "two": "higher",
        "three": "basic",
    }


def test_digest_follows_changes_of_both_banks(alone, added):
    first = load_bank(added).digest
    question(alone, "basic", "four")
    second = load_bank(added).digest
    question(added, "higher", "five")
    assert len({first, second, load_bank(added).digest, load_bank(alone).digest}) == 4


def test_bank_that_only_has_questions_needs_no_skills_of_its_own(alone, added):
    (added / "skills.yml").unlink()
    shutil.rmtree(added / "courses")
    shutil.rmtree(added / "questions" / "calculus" / "higher")
    assert set(load_bank(added).questions) == {"one", "three"}


def test_names_that_are_taken_below_are_faults_and_replace_nothing(alone, added):
    question(added, "basic", "one")
    (added / "resources.yml").write_text(RESOURCES, encoding="utf-8")
    (added / "skills.yml").write_text(
        (added / "skills.yml").read_text(encoding="utf-8").replace("higher:", "basic:"), encoding="utf-8"
    )
    (added / "courses" / "first.yml").write_text(COURSE, encoding="utf-8")
    _, faults = load_catalogue(added)
    assert {Path(fault.file).name for fault in faults if fault.code == "taken-name"} == {
        "skills.yml",
        "resources.yml",
        "first.yml",
    }
    assert "taken-name" in codes(added)


def test_question_whose_name_is_taken_below_is_a_fault_with_its_file(added):
    question(added, "basic", "one")
    with pytest.raises(AuthorError) as error:
        load_bank(added)
    assert [(fault.code, Path(fault.file).name) for fault in error.value.faults] == [("taken-name", "one.md")]


@pytest.mark.parametrize(
    "text",
    ["adds_to: nowhere-at-all\n", "adds_to: ../added\n", "title: x\nadd_to: ../alone\n"],
    ids=["unknown", "itself", "misspelt"],
)
def test_bank_file_at_fault_is_told_with_its_line(added, text):
    (added / "bank.yml").write_text(text, encoding="utf-8")
    _, faults = load_catalogue(added)
    assert {"unknown-bank", "unknown-field"} & {fault.code for fault in faults if fault.file.endswith("bank.yml")}


def test_bank_that_is_added_to_has_to_stand_alone(added, tmp_path):
    third = tmp_path / "third"
    third.mkdir()
    (third / "bank.yml").write_text("adds_to: ../added\n", encoding="utf-8")
    _, faults = load_catalogue(third)
    assert "does not stand alone" in faults[0].message


def test_lint_asks_of_an_added_bank_only_what_is_its_own(added):
    from mmready.lint import Crew, lint_bank
    from mmready.running import ChildRunner, many_runner

    report = lint_bank(added, crew=Crew(1, many_runner, ChildRunner), seeds=2)
    assert report.errors == ()
    assert report.questions == 2
    assert not {"skill-without-questions", "need-without-questions"} & {fault.code for fault in report.faults}


def test_bank_is_found_by_folder_by_checkout_and_by_our_name(alone, tmp_path):
    checkout = tmp_path / "checkout"
    shutil.copytree(alone, checkout / "quizzes")
    assert find_bank(alone) == alone
    assert find_bank(checkout) == checkout / "quizzes"
    assert find_bank("mmready").resolve() == QUIZZES.resolve()
    with pytest.raises(MMReadyError, match="installed banks are mmready"):
        find_bank("no-such-bank")
    with pytest.raises(MMReadyError, match="expected a folder like quizzes"):
        find_bank(tmp_path / "checkout" / "quizzes" / "courses")


def test_installed_package_offers_a_bank_by_name_and_none_of_its_code_runs(alone, tmp_path, monkeypatch):
    site = tmp_path / "site"
    shutil.copytree(alone, site / "some_quizzes" / "quizzes")
    (site / "some_quizzes" / "__init__.py").write_text("raise SystemExit('run')", encoding="utf-8")
    about = site / "some_quizzes-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: some-quizzes\nVersion: 1\n", encoding="utf-8")
    entries = "[mmready.banks]\nsome = some_quizzes:quizzes\ngone = no_such_package:quizzes\n"
    (about / "entry_points.txt").write_text(entries, encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    importlib.invalidate_caches()
    monkeypatch.chdir(tmp_path)
    assert installed_banks()["some"] == site / "some_quizzes" / "quizzes"
    assert "gone" not in installed_banks()
    assert set(load_bank("some").questions) == {"one"}
    assert "some_quizzes" not in sys.modules
    with pytest.raises(MMReadyError, match="mmready, some"):
        find_bank("other")


def test_bank_around_a_file_is_the_one_it_lies_in(alone, tmp_path):
    assert bank_around(alone / "questions" / "calculus" / "basic" / "one.md") == alone.resolve()
    assert bank_around(alone / "questions" / "not-there-yet.md") == alone.resolve()
    (tmp_path / "repo").mkdir()
    shutil.copytree(alone, tmp_path / "repo" / "quizzes")
    assert bank_around(tmp_path / "repo") == (tmp_path / "repo" / "quizzes").resolve()

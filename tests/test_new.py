"""Starting points for authors: they pass lint as they are, and nothing of an author's is ever replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmready.cli import main
from mmready.domain.question import KINDS
from mmready.errors import MMReadyError
from mmready.lint import Crew, lint_bank
from mmready.loading import load_bank
from mmready.new import new_bank, new_course, new_question
from mmready.running import ChildRunner, many_runner

QUIZZES = Path(__file__).parent.parent / "quizzes"
CREW = Crew(1, many_runner, ChildRunner)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The packaged skills, courses and resources, without questions."""
    for name in ("skills.yml", "resources.yml", "programme.yml"):
        shutil.copy(QUIZZES / name, tmp_path / name)
    shutil.copytree(QUIZZES / "courses", tmp_path / "courses")
    return tmp_path


def test_there_is_a_starting_point_for_every_kind_and_it_passes_lint(catalogue):
    assert {path.stem for path in (QUIZZES / "templates").glob("*.md")} == set(KINDS)
    made = [
        new_question(catalogue, kind, "chain-rule", f"my-{kind}", templates=QUIZZES / "templates") for kind in KINDS
    ]
    report = lint_bank(catalogue, crew=CREW, seeds=5, paths=made)
    assert report.faults == ()
    assert report.kinds == dict.fromkeys(sorted(KINDS), 1)


def test_new_question_lies_with_its_skill_and_names_it(catalogue):
    path = new_question(catalogue, "number", "bayes-rule", "first-try", templates=QUIZZES / "templates")
    assert path == catalogue / "questions" / "probability" / "bayes-rule" / "first-try.md"
    assert load_bank(catalogue).questions["first-try"].skill == "bayes-rule"


@pytest.mark.parametrize(
    ("kind", "skill", "slug", "message"),
    [
        ("essay", "bayes-rule", "x", "no kind 'essay'"),
        ("number", "bayes", "x", "no skill 'bayes'"),
        ("number", "bayes-rule", "My Question", "no name for a question"),
        ("number", "bayes-rule", "../../x", "no name for a question"),
    ],
)
def test_what_is_not_known_is_told_and_nothing_is_written(catalogue, kind, skill, slug, message):
    with pytest.raises(MMReadyError, match=message):
        new_question(catalogue, kind, skill, slug, templates=QUIZZES / "templates")
    assert not (catalogue / "questions").exists()


def test_a_name_that_is_taken_is_refused_and_the_file_stays(catalogue):
    path = new_question(catalogue, "number", "bayes-rule", "mine", templates=QUIZZES / "templates")
    path.write_text("mine")
    with pytest.raises(MMReadyError, match="taken by"):
        new_question(catalogue, "set", "chain-rule", "mine", templates=QUIZZES / "templates")
    assert path.read_text() == "mine"


def test_new_course_names_every_skill_to_be_sorted(catalogue):
    path = new_course(catalogue, "my-course")
    course = load_bank(catalogue).courses["my-course"]
    assert set(course.skills("essential")) == set(load_bank(catalogue).skills)
    assert course.order > max(other.order for other in load_bank(catalogue).courses.values() if other != course)
    with pytest.raises(MMReadyError, match="is there already"):
        new_course(catalogue, "my-course")
    with pytest.raises(MMReadyError, match="no name for a course"):
        new_course(catalogue, "../x")
    assert path.is_file()


def test_new_bank_passes_lint_and_can_be_sat(tmp_path):
    root = tmp_path / "bank"
    files = new_bank(root, QUIZZES / "templates")
    assert all(path.is_file() for path in files)
    report = lint_bank(root, crew=CREW, seeds=5)
    assert report.errors == ()
    assert {fault.code for fault in report.warnings} <= {"always-alike"}
    bank = load_bank(root)
    assert (len(bank.questions), len(bank.skills), list(bank.courses)) == (3, 2, ["my-course"])
    with pytest.raises(MMReadyError, match="is there already"):
        new_bank(root, QUIZZES / "templates")
    new_question(root, "matrix", "adding", "one-more")
    assert len(load_bank(root).questions) == 4


def test_command_makes_a_bank_a_course_and_a_question(tmp_path, capsys):
    root = tmp_path / "bank"
    assert main(["new", "bank", str(root)]) == 0
    assert main(["new", "course", "second", "--bank", str(root)]) == 0
    assert main(["new", "question", "set", "adding", "one-more", "--bank", str(root)]) == 0
    assert "mmready preview" in capsys.readouterr().out
    assert set(load_bank(root).courses) == {"my-course", "second"}
    assert main(["new", "question", "set", "adding", "one-more", "--bank", str(root)]) == 2
    assert "is taken by" in capsys.readouterr().err

"""The author's preview: what learners see with the key beside, faults instead of a crash, and changes followed."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from mmready.cli import main
from mmready.domain.question import KINDS
from mmready.errors import MMReadyError
from mmready.lint import Crew
from mmready.new import new_question
from mmready.preview import Preview, find_question, preview_page
from mmready.running import ChildRunner, many_runner

QUIZZES = Path(__file__).parent.parent / "quizzes"
CREW = Crew(1, many_runner, ChildRunner)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    for name in ("skills.yml", "resources.yml", "programme.yml"):
        shutil.copy(QUIZZES / name, tmp_path / name)
    (tmp_path / "courses").mkdir()
    return tmp_path


def shown(bank: Path, path: Path, seeds: range = range(2)) -> str:
    return preview_page(bank, path, seeds, CREW, ChildRunner())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_each_variant_with_key_hints_solution_and_mistakes(bank, kind):
    page = shown(bank, new_question(bank, kind, "chain-rule", f"my-{kind}", templates=QUIZZES / "templates"))
    for word in ("Seed 0", "Seed 1", "<h4>Key</h4>", "<h4>Hints</h4>", "<h4>Solution</h4>", "<h4>Mistakes</h4>"):
        assert word in page
    assert "What lint says" not in page


def test_file_at_fault_shows_its_faults_with_their_lines(bank):
    path = new_question(bank, "number", "chain-rule", "mine", templates=QUIZZES / "templates")
    path.write_text(path.read_text().replace("answer: a*b + 1", "answer: a*b + 2"))
    assert "key-disproved" in shown(bank, path)
    path.write_text("---\nkind: number\n---\n")
    page = shown(bank, path)
    assert "mine.md:" in page
    assert "missing-field" in page


def test_question_is_found_by_name_or_file_and_else_told(bank):
    path = new_question(bank, "number", "chain-rule", "mine", templates=QUIZZES / "templates")
    assert find_question(bank, "mine") == find_question(bank, str(path)) == path
    with pytest.raises(MMReadyError, match="no question 'yours'"):
        find_question(bank, "yours")


def test_page_is_served_here_alone_and_its_stamp_follows_the_file(tmp_path):
    watched = tmp_path / "q.md"
    watched.write_text("one")
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return f"<p>page {len(made)}</p>"

    def get(address: str) -> str:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())

    with Preview(make, [watched]) as preview:
        assert preview.address.startswith("http://127.0.0.1:")
        assert get(preview.address) == "<p>page 1</p>"
        before = get(f"{preview.address}stamp")
        assert get(f"{preview.address}stamp") == before
        watched.unlink()
        assert get(f"{preview.address}stamp") != before
        with pytest.raises(urllib.error.HTTPError):
            get(f"{preview.address}../etc/passwd")


def test_command_writes_the_page(bank, tmp_path):
    new_question(bank, "number", "chain-rule", "mine", templates=QUIZZES / "templates")
    out = tmp_path / "page.html"
    assert main(["preview", "mine", "--bank", str(bank), "--variants", "2", "--html", str(out)]) == 0
    assert "Seed 1" in out.read_text()
    assert main(["preview", "mine", "--bank", str(bank), "--html", str(tmp_path / "no" / "page.html")]) == 2

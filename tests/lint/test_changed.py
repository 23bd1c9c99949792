"""Only what differs from a commit is proved, when asked."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from mmready.cli import main
from mmready.errors import MMReadyError
from mmready.lint import changed_files
from mmready.lint.example import BASES, merged


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def bank(write_bank: Any) -> Path:
    root: Path = write_bank({"kept": BASES["number"], "edited": BASES["expression"], "gone": BASES["output"]})
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "all")
    return root


def test_edited_and_new_questions_are_named_and_deleted_ones_are_not(bank: Path) -> None:
    folder = bank / "questions" / "calculus" / "sums"
    assert changed_files(bank, "HEAD") == []
    (folder / "edited.md").write_text(merged("kind: expression\nminutes: 2"))
    (folder / "new.md").write_text(BASES["one-choice"])
    (folder / "notes.txt").write_text("no question")
    (folder / "gone.md").unlink()
    assert [path.name for path in changed_files(bank, "HEAD")] == ["edited.md", "new.md"]
    git(bank, "add", "-A")
    git(bank, "commit", "-m", "more")
    assert changed_files(bank, "HEAD") == []
    assert [path.name for path in changed_files(bank, "HEAD~1")] == ["edited.md", "new.md"]


def test_command_proves_the_changed_ones_only(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--bank", str(bank), "--changed", "HEAD"]) == 0
    assert capsys.readouterr().out == "no question differs from HEAD\n"
    (bank / "questions" / "calculus" / "sums" / "kept.md").write_text(merged("answer: a*b + 2"))
    assert main(["lint", "--bank", str(bank), "--changed", "HEAD", "--seeds", "1"]) == 1
    out = capsys.readouterr().out
    assert "key-disproved" in out
    assert "1 question on 1 skill" in out


@pytest.mark.parametrize("since", ["nowhere", "--output=/tmp/x"])
def test_unknown_commit_is_told(bank: Path, since: str) -> None:
    with pytest.raises(MMReadyError, match=r"no commit|git diff failed"):
        changed_files(bank, since)


def test_folder_outside_git_is_told(write_bank: Any) -> None:
    with pytest.raises(MMReadyError, match="git diff failed"):
        changed_files(write_bank({"kept": BASES["number"]}), "HEAD")

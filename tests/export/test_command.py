"""The commands: what they write, what they refuse, what they say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import mmready
from mmready import exchange
from mmready.cli import main
from mmready.export import FORMATS

BANK = mmready.load_bank()
SKILL = next(card.skill for card in BANK.questions.values() if card.kind == "number")
NUMBER = next(name for name, card in BANK.questions.items() if card.kind == "number")
SET = next(name for name, card in BANK.questions.items() if card.kind == "set")


def test_the_help_names_every_format():
    assert set(exchange.FORMATS) == set(FORMATS) - {"print-solutions"}


@pytest.mark.parametrize("to", list(exchange.FORMATS))
def test_export_writes_one_file_and_says_what_is_lost(to: str, tmp_path: Path, capsys):
    out = tmp_path / "out"
    assert main(["export", "--to", to, str(out), "--select", SKILL]) == 0
    said = capsys.readouterr().out
    assert out.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert " questions written" in said
    assert ("shows the answers" in said) is (to != "print")


def test_export_never_writes_over_a_file_without_force(tmp_path: Path, capsys):
    out = tmp_path / "quiz.xml"
    out.write_text("mine")
    assert main(["export", "--to", "moodle", str(out), "--select", NUMBER]) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert main(["export", "--to", "moodle", str(out), "--select", NUMBER, "--force"]) == 0
    assert "<quiz>" in out.read_text()


def test_a_format_that_takes_none_of_the_questions_writes_nothing(tmp_path: Path, capsys):
    out = tmp_path / "quiz.xml"
    assert main(["export", "--to", "moodle", str(out), "--select", SET]) == 1
    assert not out.exists()
    assert "any order" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--select", "no-such-thing"], "nothing fits"),
        (["--variants", "0"], "1 to 100"),
        (["--select", ""], "is a folder"),
    ],
)
def test_a_wrong_call_says_what_was_expected(arguments: list[str], says: str, tmp_path: Path, capsys):
    arguments = arguments if arguments[1] else ["--select", NUMBER]
    assert main(["export", "--to", "html", str(tmp_path if says == "is a folder" else tmp_path / "x"), *arguments]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_print_has_solutions_only_where_they_are_asked_for(tmp_path: Path):
    bare, whole = tmp_path / "bare.html", tmp_path / "whole.html"
    assert main(["export", "--to", "print", str(bare), "--select", NUMBER]) == 0
    assert main(["export", "--to", "print", str(whole), "--select", NUMBER, "--solutions"]) == 0
    assert "Answers and solutions" not in bare.read_text()
    assert "Answers and solutions" in whole.read_text()


def test_the_reports_are_there_for_programs(tmp_path: Path, capsys):
    out = tmp_path / "quiz.xml"
    assert main(["export", "--to", "moodle", str(out), "--select", NUMBER, "--select", SET, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {outcome["question"]: bool(outcome["refused"]) for outcome in report["outcomes"]} == {
        NUMBER: False,
        SET: True,
    }
    assert main(["import", str(out), "--out", str(tmp_path / "drafts"), "--json"]) == 0
    (question,) = json.loads(capsys.readouterr().out)["questions"]
    assert (question["name"], question["file"]) == (NUMBER, f"{NUMBER}.md")
    assert (tmp_path / "drafts" / f"{NUMBER}.md").is_file()


def test_import_says_what_became_of_each_question(tmp_path: Path, capsys):
    source = tmp_path / "quiz.gift"
    source.write_text("What is 2 + 2? {#4}\n\nWho was it? {=nobody}\n")
    assert main(["import", str(source), "--out", str(tmp_path / "drafts"), "--skill", SKILL]) == 0
    said = capsys.readouterr().out
    assert "1 of 2 questions" in said
    assert "free text" in said
    assert f"skill: {SKILL}" in next((tmp_path / "drafts").iterdir()).read_text()
    assert main(["import", str(source), "--out", str(tmp_path / "drafts")]) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_broken_file_is_named_with_its_line(tmp_path: Path, capsys):
    source = tmp_path / "quiz.xml"
    source.write_text("<quiz>\n<question>\n</quiz>\n")
    assert main(["import", str(source), "--out", str(tmp_path / "drafts")]) == 1
    assert f"{source.as_posix()}:3: broken-xml" in capsys.readouterr().err
    assert not (tmp_path / "drafts").exists()


def test_an_imported_question_is_not_taken_for_proved(tmp_path: Path, capsys):
    source = tmp_path / "quiz.gift"
    source.write_text("What is 2 + 2? {#4}\n")
    folder = tmp_path / "drafts"
    assert main(["import", str(source), "--out", str(folder), "--skill", SKILL]) == 0
    capsys.readouterr()
    (draft,) = folder.iterdir()
    bank = tmp_path / "bank"
    shutil.copytree(BANK.root, bank, ignore=shutil.ignore_patterns("questions"))
    place = bank / "questions" / BANK.skills[SKILL].subject / SKILL
    place.mkdir(parents=True)
    draft.rename(place / draft.name)
    assert main(["lint", "--bank", str(bank), "--seeds", "1", "--jobs", "1"]) == 1
    assert "set expected by a road of its own" in capsys.readouterr().out

"""The bank is sound, its course can be sat, and its quiz can be shown and printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import mmready
from mmready.cli import main

ROOT = Path(__file__).parent.parent
OWN = {"savings-after-some-years", "balance-as-a-function", "ten-years-of-interest"}


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path))


def play(share: float, capsys) -> dict:
    """What a learner hears who gets so many right."""
    assert main(["play", "--bank", ".", "--course", "money", "--skill", f"all={share}", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_question_is_proved(capsys):
    assert main(["lint", "--seeds", "5", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["questions"] == len(OWN)
    assert found["faults"] == []


def test_bank_has_its_own_beside_ours():
    bank, ours = mmready.load_bank(ROOT), mmready.load_bank()
    assert set(bank.questions) - set(ours.questions) == OWN
    assert set(bank.courses) - set(ours.courses) == {"money"}


def test_whoever_knows_it_all_is_ready(capsys):
    assert play(1, capsys)["readiness"]["money"]["verdict"] == "ready"


def test_whoever_lacks_it_is_told_what_to_study(capsys):
    told = play(0, capsys)
    assert told["readiness"]["money"]["verdict"] == "not yet"
    assert "money-notes" in {each["resource"] for each in told["recommendations"]["money"]}


def test_quiz_of_the_week_prints_with_solutions(tmp_path: Path):
    out = tmp_path / "week-1.html"
    chosen = ["--select", "@week-1.txt", "--seed", "2027"]
    assert main(["export", "--bank", ".", "--to", "print", "--solutions", *chosen, str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    places = [page.index(f'id="{name}"') for name in ("savings-after-some-years", "balance-as-a-function")]
    assert places == sorted(places)
    assert "Answers and solutions" in page

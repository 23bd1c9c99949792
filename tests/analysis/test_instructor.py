"""The commands analyse and calibrate on the packaged bank, and a learner's own result file."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from mmready.analysis import checked, result_text, simulated_results
from mmready.api import Sitting, default_store, load_bank
from mmready.cli import main

LEARNERS = 120


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("results")
    bank = load_bank()
    found = simulated_results(bank, LEARNERS, 1)
    for number, each in enumerate(itertools.islice(found, 5)):
        (folder / f"{number}.json").write_text(result_text(each), encoding="utf-8")
    (folder / "rest.jsonl").write_text("".join(f"{result_text(each)}\n" for each in found), encoding="utf-8")
    (folder / "damaged.json").write_text("{", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """So that the work folder is nobody's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path / "home"))


def test_analyse_says_how_ready_the_group_is_and_what_was_left_out(results, tmp_path, capsys):
    assert main(["analyse", str(results), "--html", "out.html"]) == 0
    said = capsys.readouterr().out
    assert f"{LEARNERS} sittings" in said
    assert "6.431x" in said
    assert "damaged.json" in said
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count('role="img"') == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


def test_analyse_for_programs_is_the_same_by_two_processes(results, capsys):
    assert main(["analyse", str(results), "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert main(["analyse", str(results), "--json", "--workers", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == one
    assert one["sittings"] == LEARNERS
    assert one["left_out"][0]["named"] == [str(results / "damaged.json")]


def test_where_nothing_counts_the_exit_code_says_so(tmp_path, capsys):
    (tmp_path / "a.json").write_text("{}")
    assert main(["analyse", "a.json"]) == 1
    assert "left out: 1 result" in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["analyse", "calibrate"])
def test_path_without_results_is_a_wrong_call(verb, capsys):
    assert main([verb, "nowhere"]) == 2
    assert "no results at nowhere" in capsys.readouterr().err


def test_calibrate_gives_a_diff_beside_its_figures(tmp_path, capsys):
    bank = load_bank()
    harder = dict.fromkeys(list(bank.questions)[::9], 1.5)
    found = simulated_results(bank, 900, 2, harder=harder)
    (tmp_path / "all.jsonl").write_text("".join(f"{result_text(each)}\n" for each in found), encoding="utf-8")
    assert main(["calibrate", "all.jsonl"]) == 0
    done = capsys.readouterr()
    assert "to change" in done.err
    assert "too few answers to say" in done.err
    changed = {line.rpartition("/")[2].removesuffix(".md") for line in done.out.splitlines() if line.startswith("+++")}
    assert len(changed & set(harder)) > len(harder) / 3
    assert done.out.count("\n+difficulty: ") == len(changed)


def test_report_writes_a_result_that_analyse_takes(tmp_path, capsys):
    sitting = Sitting(load_bank(), ["6.431x"], 3, default_store(), "quick", at="2026-11-22T09:00:00")
    for minute in range(1, 6):
        sitting.dont_know(at=f"2026-11-22T09:{minute:02}:00")
    assert main(["report", "--result", "mine.json", "--name", "Ada"]) == 0
    result = checked((tmp_path / "mine.json").read_bytes())
    assert result["name"] == "Ada"
    assert [each["seconds"] for each in result["answers"]] == [60] * 5
    assert main(["analyse", "mine.json"]) == 0
    assert "1 sitting, 5 answers" in capsys.readouterr().out

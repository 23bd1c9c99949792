"""``mmready plan`` and ``mmready report`` on saved sittings: the newest check counts, practice is passed over."""

from __future__ import annotations

import json

import pytest

from mmready.cli import main
from mmready.progress import FileStore, home
from mmready.session import Practice, Sitting
from tests.small_bank import small_bank

BANK = small_bank()


@pytest.fixture
def saved(monkeypatch) -> Sitting:
    """A saved check in which everything was unknown, and practice after it."""
    monkeypatch.setattr("mmready.api.load_bank", lambda path=None: BANK)
    store = FileStore(home() / "sittings")
    sitting = Sitting(BANK, ["C1"], 3, store, "quick", at="2026-11-22T10:00:00")
    while not sitting.ended:
        sitting.dont_know()
    Practice(BANK, "limits", 1, store, at="2026-11-22T12:00:00").dont_know()
    return sitting


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["plan", "--help"])
    assert ended.value.code == 0
    assert "example:  mmready plan" in capsys.readouterr().out


def test_plan_of_the_newest_check_is_printed(saved, capsys):
    assert main(["plan", "--hours", "6", "--start", "2027-01-11", "--run", "C1=2027-09-06"]) == 0
    out = capsys.readouterr().out
    assert "at 6 hours a week" in out
    assert "11 Jan" in out
    assert "6 Sep – 26 Dec 2027" in out
    assert "(FAQ, read 22 November 2026)" in out


def test_plan_as_json_has_blocks_days_and_sources(saved, capsys):
    assert main(["plan", saved.id, "--start", "2027-01-11", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["start"] == "2027-01-11"
    assert {block["what"] for block in found["blocks"]} == {"study"}
    assert set(found["ready_by"]) == {"C1"}
    assert found["warning"].startswith("Course dates are not confirmed.")
    assert found["facts"][0]["source"]["read"] == "22 November 2026"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--start", "soon"], "a date is written as"),
        (["--run", "C1"], "write course=date"),
        (["--run", "C9=2027-01-11"], "there is no course 'C9'"),
        (["--hours", "0"], "above 0"),
        (["nothing"], "no sitting 'nothing'"),
    ],
)
def test_wrong_call_exits_with_2_and_says_what_was_expected(saved, capsys, arguments, message):
    assert main(["plan", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["plan", "report"])
def test_without_a_check_it_says_how_to_begin(verb, capsys):
    FileStore(home() / "sittings")
    assert main([verb]) == 2
    assert "start one with: mmready ask" in capsys.readouterr().err


def test_report_passes_practice_over(saved, capsys):
    assert main(["report", "--list"]) == 0
    assert capsys.readouterr().out.split() == [saved.id]
    assert main(["report", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["asked"]) == saved.number

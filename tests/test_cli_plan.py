"""``mmready plan`` and ``mmready report`` on saved sittings: the newest check counts, practice is passed over."""

from __future__ import annotations

import datetime
import json
import re

import icalendar
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
    assert re.search(r"\b11(–\d+)? Jan", out)  # a short study ends in the same month
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


RUN = ("--start", "2027-01-11", "--run", "C1=2027-09-06")


def test_plan_as_page_and_calendar_are_written_and_named(saved, tmp_path, capsys):
    page, calendar = tmp_path / "plan.html", tmp_path / "plan.ics"
    assert main(["plan", *RUN, "--html", str(page), "--ics", str(calendar)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"written: {calendar}", f"written: {page}"]
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    found = list(icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT"))
    assert datetime.date(2027, 9, 6) in [event["dtstart"].dt for event in found]


def test_report_writes_the_plan_as_a_calendar_and_its_page_along(saved, tmp_path, capsys):
    calendar, page = tmp_path / "plan.ics", tmp_path / "report.html"
    assert main(["report", "--ics", str(calendar), "--html", str(page)]) == 0
    assert capsys.readouterr().out.count("written:") == 2
    assert icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    assert "<h2" in page.read_text(encoding="utf-8")


def test_what_if_says_what_more_hours_change(saved, capsys):
    assert main(["plan", *RUN, "--what-if", "16"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("With 16 hours a week: Studied ")
    assert "sooner" in last


def test_json_of_the_plan_has_what_it_was_made_of_and_the_days_to_pay_by(saved, capsys):
    assert main(["plan", *RUN, "--json", "--what-if", "4"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["study"]) == {"C1"}
    assert found["study"]["C1"][0]["basis"]
    assert "later" in found["what_if"]


def test_json_of_the_report_has_what_moved_and_the_calibration(saved, capsys):
    store = FileStore(home() / "sittings")
    later = Sitting(BANK, ["C1"], 4, store, "quick", at="2026-11-23T10:00:00")
    while not later.ended:
        number = later.variant.kind == "number"
        later.answer(str((later.variant.seed % 4 + 2) ** 2) if number else "b", sure="sure")
    assert main(["report", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["calibration"]["sure"] == {"count": later.number, "right": later.number}
    before, now = found["changes"]["C1"]
    assert before < 0.05
    assert now > 0.95


def test_follow_up_in_the_terminal_begins_where_the_check_ended(saved, monkeypatch, capsys):
    taken = []
    monkeypatch.setattr("mmready.ask.ask", lambda sitting, *rest: taken.append(sitting))
    early = Sitting(BANK, ["C2"], 5, FileStore(home() / "sittings"), at="2026-11-24T10:00:00")
    early.dont_know()
    early.end()
    assert main(["ask", "--follow-up", early.id]) == 0
    assert taken[0].following_up
    assert main(["ask", "--follow-up", "nothing"]) == 2

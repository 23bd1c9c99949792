"""The plan on screen: the newest saved check, fields that redraw it, and a kind line where nothing is saved."""

from __future__ import annotations

import datetime
import json

import pytest

import mmready
from mmready.errors import LearnerInputError
from mmready.progress import MemoryStore
from mmready.session import Practice, Sitting
from mmready.ui.planning import Planning
from tests.small_bank import small_bank

BANK = small_bank()
TODAY = datetime.date(2026, 12, 1)


def missed(store=None, courses=("C1", "C2"), at="2026-11-22T10:00:00"):
    """A check in which everything is unknown."""
    sitting = Sitting(BANK, courses, 3, store, "quick", at=at)
    while not sitting.ended:
        sitting.dont_know()
    return sitting


def planning(**more):
    sitting = missed()
    return Planning(lambda: sitting, lambda: TODAY, **more)


def test_plan_starts_today_with_eight_hours_a_week():
    screen = planning().screen
    assert (screen["name"], screen["hours"], screen["start"]) == ("plan", "8", "2026-12-01")
    assert "All studied by about" in screen["html"]
    assert [run["id"] for run in screen["runs"]] == ["C1", "C2"]


def test_more_hours_a_week_bring_an_earlier_day():
    made = planning()
    before = made.screen["html"]
    after = made.obey({"do": "replan", "hours": "16", "start": "2026-12-01"})["screen"]
    assert after["hours"] == "16"
    assert "at 16 hours a week" in after["html"]
    assert after["html"] != before


def test_run_that_is_given_gets_dates_and_its_own_field_only():
    made = planning(runs={"C2": ["2028-01-10"]})
    screen = made.obey({"do": "replan", "hours": "8", "start": "2026-12-01", "runs": {"C1": "2027-09-06"}})["screen"]
    assert {run["id"]: run["value"] for run in screen["runs"]} == {"C1": "2027-09-06", "C2": "2028-01-10"}
    assert "6 Sep – 26 Dec 2027" in screen["html"]
    screen = made.obey({"do": "replan", "hours": "8", "start": "2026-12-01", "runs": {"C1": ""}})["screen"]
    assert {run["id"]: run["value"] for run in screen["runs"]} == {"C1": "", "C2": "2028-01-10"}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ({"hours": "many", "start": "2026-12-01"}, "should be a number such as 8"),
        ({"hours": "0", "start": "2026-12-01"}, "above 0"),
        ({"hours": "8", "start": "soon"}, "should be a date"),
        ({"hours": "8", "start": "2026-12-01", "runs": {"C1": "soon"}}, "should be a date"),
    ],
)
def test_what_cannot_be_planned_is_said_and_the_plan_stays(command, said):
    made = planning()
    before = made.screen
    assert said in made.obey({"do": "replan", **command})["error"]
    assert made.screen == before
    assert "error" not in made.obey({"do": "replan", "hours": "8", "start": "2026-12-01"})


def test_plan_can_be_saved_as_a_page():
    file = planning().obey({"do": "save"})["file"]
    assert file["name"] == "mmready-plan-2026-12-01.html"
    assert file["text"].startswith("<!doctype html>")


def test_without_a_check_it_says_how_to_begin_and_looks_again():
    kept = []
    made = Planning(lambda: kept[0] if kept else None, lambda: TODAY)
    assert "mmready.check()" in made.screen["html"]
    assert made.obey({"do": "look"})["error"] == "No check is saved yet."
    kept.append(missed())
    assert made.obey({"do": "look"})["screen"]["name"] == "plan"


def test_plan_is_of_the_newest_check_and_practice_is_passed_over():
    store = MemoryStore()
    missed(store, ("C1",), "2026-11-20T10:00:00")
    newest = missed(store, ("C2",), "2026-11-21T10:00:00")
    Practice(BANK, "limits", 1, store, at="2026-11-22T10:00:00").dont_know()
    made = mmready.plan(bank=BANK, store=store)
    screen = made.children[0].screen
    assert screen["sitting"] == newest.id
    assert [run["id"] for run in screen["runs"]] == ["C2"]
    assert screen["start"] == datetime.datetime.now().astimezone().date().isoformat()


def test_many_goes_at_practice_do_not_hide_a_check():
    store = MemoryStore()
    check = missed(store)
    for count in range(12):
        Practice(BANK, "limits", count, store, at=f"2026-11-23T10:{count:02}:00").dont_know()
    assert mmready.plan(bank=BANK, store=store).children[0].screen["sitting"] == check.id
    assert "unfinished" in mmready.check(bank=BANK, store=store).children[0].screen


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, "mmready.plan()"),
        ({"hours_per_week": 6, "start": "2027-01-11"}, "mmready.plan(hours_per_week=6, start='2027-01-11')"),
    ],
)
def test_name_is_the_call_that_made_it(named, said):
    assert repr(mmready.plan(**named, bank=BANK, store=MemoryStore())) == said


def test_start_that_is_no_date_is_refused():
    with pytest.raises(LearnerInputError, match="2027-01-11"):
        mmready.plan(start="soon", bank=BANK, store=MemoryStore())


def test_nothing_of_a_key_is_on_the_screen():
    assert "CANARY" not in json.dumps(planning().screen)

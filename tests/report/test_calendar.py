"""The calendar file: what a calendar program reads back is the plan, day by day."""

from __future__ import annotations

import datetime
import sys

import icalendar
import pytest

from mmready.advising import plan
from mmready.domain.estimate import Recommendation
from mmready.errors import MMReadyError
from mmready.report import plan_calendar, plan_entries, plan_json
from tests.advising.learners import COURSES, catalogue_bank

BANK = catalogue_bank()
START = datetime.date(2026, 12, 1)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 22, 10, 30, tzinfo=datetime.UTC)
RUNS = {
    "6.431x": ["2027-02-01"],
    "14.310x": ["2027-05-31"],
    "18.6501x": ["2027-05-31"],
    "6.86x": ["2027-09-27"],
    "capstone": ["2028-03-15"],
}
WANTED = {
    "6.431x": (Recommendation("double-integrals", "18.02SC", ("47",), (4, 6), "why", name="Double integrals"),),
    "6.86x": (Recommendation("python-recursion", "6.0001", ("6",), (2, 3), "why", name="Recursion, step by step"),),
}
PLAN = plan(BANK, COURSES, WANTED, hours_per_week=6, start=START, runs=RUNS)


def read(name: str = "mmready", found=PLAN) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(plan_calendar(BANK, found, NOW, name)).walk("VEVENT"))


def test_every_block_is_an_entry_of_whole_days_and_the_last_day_is_in_it():
    events = {str(event["summary"]): event for event in read()}
    for block in PLAN.blocks:
        event = events[block.title]
        assert event["dtstart"].dt == block.start
        assert event["dtend"].dt == block.end + DAY  # the format names the day after


def test_days_to_pay_and_days_to_be_ready_by_are_entries():
    events = {str(event["summary"]): event["dtstart"].dt for event in read()}
    assert events["Last day to pay and verify for 6.431x"] == datetime.date(2027, 2, 28)
    assert events["Studied for 6.431x"] == PLAN.ready_by["6.431x"][1]
    assert "Studied for 14.310x" not in events  # nothing to study there


def test_study_says_what_to_open():
    (event,) = (event for event in read() if "Double integrals" in str(event["summary"]))
    assert "4–6 hours, at 6 hours a week." in str(event["description"])
    assert "Double integrals: 18.02SC, sessions 47–49 and 51" in str(event["description"])


def test_nothing_rings_and_no_time_is_blocked():
    assert all(event["transp"] == "TRANSPARENT" for event in read())
    assert b"VALARM" not in plan_calendar(BANK, PLAN, NOW)


def test_same_plan_imported_again_replaces_itself_and_another_sitting_stands_beside_it():
    first, again, other = ({str(event["uid"]) for event in read(name)} for name in ("one", "one", "two"))
    assert first == again
    assert not first & other
    assert len(first) == len(plan_entries(BANK, PLAN))


def test_lines_follow_the_format():
    raw = plan_calendar(BANK, PLAN, NOW)
    lines = raw.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"DTSTAMP:20261122T103000Z" in raw
    assert b"Recursion\\, step by step" in raw.replace(b"\r\n ", b"")


def test_plan_without_anything_dated_is_an_empty_calendar():
    empty = plan(BANK, ["14.310x"], {}, hours_per_week=6, start=START)
    assert read(found=empty) == []


def test_json_holds_the_plan_its_payments_and_what_it_was_made_of():
    found = plan_json(BANK, PLAN, WANTED)
    assert found["start"] == "2026-12-01"
    assert len(found["blocks"]) == len(PLAN.blocks)
    assert found["pay_by"]["6.431x"] == "2027-02-28"
    assert found["ready_by"]["6.431x"] == [day.isoformat() for day in PLAN.ready_by["6.431x"]]
    assert found["study"]["6.431x"][0]["sections"] == ["47"]
    assert "study" not in plan_json(BANK, PLAN)


@pytest.mark.parametrize("value", ["blocks", "notes", "cost", "warning", "facts", "hours_per_week"])
def test_json_names_what_programs_rely_on(value):
    assert value in plan_json(BANK, PLAN)


def test_calendar_without_its_library_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MMReadyError, match="Try again in some seconds"):
        plan_calendar(BANK, PLAN, NOW)

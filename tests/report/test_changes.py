"""Then and now, and what if: what moved, in words."""

from __future__ import annotations

import datetime

import pytest

from mmready.advising import PlanChange, plan, plan_change, readiness_changes
from mmready.domain.estimate import Readiness, Recommendation
from mmready.report import plan_change_text, readiness_change_text
from mmready.report.view import verdict_view
from tests.advising.learners import COURSES, catalogue_bank
from tests.report.example import BANK as EXAMPLE
from tests.report.example import EVIDENCE, READINESS, RECOMMENDATIONS, reading

BANK = catalogue_bank()
START = datetime.date(2026, 12, 1)
RUNS = {
    "6.431x": ["2027-02-01", "2027-09-06"],
    "14.310x": ["2027-05-31", "2028-02-01"],
    "18.6501x": ["2027-05-31", "2028-02-01"],
}
WANTED = {"6.431x": (Recommendation("double-integrals", "18.02SC", ("47",), (60, 80), "why"),)}


def made(hours: float, *, runs=None, beside: bool = True):
    return plan(BANK, COURSES[:3], WANTED, hours_per_week=hours, start=START, runs=runs, beside=beside)


def test_more_hours_a_week_come_sooner_and_fewer_later():
    more = plan_change(made(8), made(12))
    assert more.studied < 0
    assert more.ready_by["6.431x"] == more.studied
    assert more.ends is None
    assert plan_change_text(more) == f"Studied {-more.studied} days sooner."
    assert plan_change(made(12), made(8)).studied == -more.studied


def test_a_run_that_can_be_caught_moves_the_end():
    change = plan_change(made(8, runs=RUNS), made(12, runs=RUNS))
    assert change.ends is not None
    assert change.ends < -200
    assert "months sooner, in September 2027." in plan_change_text(change)


def test_courses_one_by_one_take_longer_and_never_run_together():
    change = plan_change(made(12, runs=RUNS), made(12, runs=RUNS, beside=False))
    assert change.ends is not None
    assert change.ends > 0
    assert change.side_by_side == -16 * 7
    assert "later" in plan_change_text(change)
    assert "16 weeks less" in plan_change_text(change)
    assert not any("side by side" in note for note in made(12, runs=RUNS, beside=False).notes)
    assert not any("beside" in note for note in made(12, beside=False).notes)


def test_same_plan_changes_nothing():
    change = plan_change(made(8, runs=RUNS), made(8, runs=RUNS))
    assert change.nothing
    assert plan_change_text(change) == "The dates stay as they are."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (PlanChange({"a": 1}, 1, None, None, 0), "Studied 1 day later."),
        (PlanChange({"a": -3}, 0, None, None, 0), "Ready for a 3 days sooner."),
        (PlanChange({}, -61, -92, datetime.date(2028, 3, 1), 0), "Studied 2 months sooner; the end comes 3 months"),
    ],
)
def test_change_of_a_plan_in_words(change, said):
    assert plan_change_text(change).startswith(said)


def ready(**chances: float) -> dict[str, Readiness]:
    return {name: reading(name, chance, None) for name, chance in chances.items()}


def test_since_the_last_check_courses_that_moved_are_named():
    changes = readiness_changes(ready(a=0.31, b=0.5, c=0.2), ready(a=0.62, b=0.5, d=0.9), "2026-11-02T09:00:00")
    assert [change.course for change in changes] == ["a", "b"]
    assert readiness_change_text(changes) == "Since 2 November 2026, a went from 31% to 62%."
    assert readiness_change_text(changes[1:]) == "Since 2 November 2026, nothing has moved."
    assert readiness_change_text(()) == ""


def test_course_that_was_not_measured_is_not_compared():
    rules = {"capstone": Readiness("capstone", 0.0, "not measured")}
    assert readiness_changes(rules, rules) == ()


def test_lead_of_the_verdict_tells_what_moved_in_the_asked_for_courses():
    before = {name: reading(name, 0.31, None) for name in READINESS if name != "capstone"}
    changes = readiness_changes(before, READINESS, "2026-11-02")
    lead = verdict_view(EXAMPLE, READINESS, RECOMMENDATIONS, EVIDENCE, "2026-11-22", changes).lead
    assert "Since 2 November 2026, " in lead
    assert "6.431x went from 31% to 62%" in lead
    assert "18.6501x" not in lead

"""The plan as it is told: four facts, a line of months, a table with days to pay by, and sources."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.advising import plan
from mmready.report import page, plan_html, plan_text, plan_view
from mmready.report.words import short_span
from tests.advising.test_planning import BANK, COURSES, RUNS, START, study
from tests.report.test_pages import Balance
from tests.small_bank import small_bank

WANTED = study(c6_431x=(9, 13), c18_6501x=(16, 23), c6_86x=(16, 23))
DATED = plan_view(BANK, plan(BANK, COURSES, WANTED, hours_per_week=8, start=START, runs=RUNS))
UNDATED = plan_view(BANK, plan(BANK, COURSES, WANTED, hours_per_week=8, start=START))
FREE = plan_view(BANK, plan(BANK, COURSES, {}, hours_per_week=8, start=START))
DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (DATED, "Exam in March 2028, if you start in December"),
        (UNDATED, "All studied by about 23 January 2027"),
        (FREE, "Nothing has to be studied first"),
    ],
)
def test_heading_is_the_finding(view, said):
    assert view.heading == said


def test_four_facts_are_ready_by_hours_length_and_cost():
    figures = {figure.title: (figure.value, figure.note) for figure in UNDATED.figures}
    assert figures == {
        "Studied by": ("23 Jan 2027", "5 Jan 2027 at the low end of the hours"),
        "Study before courses": ("41–59 h", "at 8 hours a week"),
        "Weeks of study": ("6–8 weeks", "then 4 courses of 13–16 weeks"),
        "Cost": ("$1,500", "5 × $300"),
    }
    assert DATED.figures[2].title == "From first hour to exam"
    assert DATED.figures[2].value == "15 months"


def test_facts_of_the_programme_carry_source_and_day_in_figures_and_table():
    for view in (DATED, UNDATED):
        assert [(f.source.name, f.source.read) for f in view.figures if f.title == "Cost"] == [
            ("FAQ", "22 November 2026")
        ]
        assert [(source.name, source.read) for source in view.sources] == [("FAQ", "22 November 2026")]
        assert {fact.source.read for fact in view.facts} == {"22 November 2026"}
        assert all(fact.source.address.startswith("http") for fact in view.facts)


@pytest.mark.parametrize(
    "part",
    [
        "encouraged order",
        "at the same time",
        "13 to 16 weeks",
        "12 to 14 hours",
        "300 US dollars",
        "first four weeks",
        "60% passes",
    ],
)
def test_what_the_plan_rests_on_is_told(part):
    assert any(part in fact.text for fact in UNDATED.facts)


def test_days_to_pay_by_come_with_runs_only():
    remember = {row.what: row.remember for row in DATED.rows}
    assert remember["6.431x Probability – The Science of Uncertainty and Data"] == "Pay and verify by 28 Feb 2027"
    assert sum("by" in text for text in remember.values() if "Pay" in text) == 4
    undated = [row for row in UNDATED.rows if row.when == "No date yet"]
    assert len(undated) == 5
    assert all(re.search(r"\d{4}", row.remember) is None for row in undated)


def test_warning_names_the_courses_without_dates():
    assert DATED.warning == ""
    assert UNDATED.warning.startswith("Course dates are not confirmed. We have none for 6.431x, 14.310x")
    part = plan_view(BANK, plan(BANK, COURSES, WANTED, hours_per_week=8, start=START, runs={"6.431x": RUNS["6.431x"]}))
    assert "We have none for 14.310x, 18.6501x" in part.warning


def test_notes_have_no_machine_dates_and_payments_stand_in_the_table_alone():
    for view in (DATED, UNDATED):
        assert not any(re.search(r"\d{4}-\d{2}", note) or note.startswith("Pay ") for note in view.notes)
    assert any("side by side from 31 May 2027" in note for note in DATED.notes)


def test_every_dated_block_has_a_bar_and_a_line_of_the_table():
    bars = sum(len(row.bars) for row in DATED.timeline.rows)
    assert bars == sum(row.when != "No date yet" for row in DATED.rows) == 8
    assert [row.label for row in DATED.timeline.rows][-1] == "Capstone exam"
    assert {step.said for step in DATED.timeline.load} == {"8", "13", "26"}


@given(DATES, st.integers(1, 40), st.floats(0.5, 60), st.booleans())
def test_bars_stay_on_the_line_for_any_dates(start, hours, more, dated):
    wanted = study(c6_431x=(hours, hours + more))
    runs = {"6.431x": [start + datetime.timedelta(days=1000)]} if dated else None
    view = plan_view(BANK, plan(BANK, ["6.431x"], wanted, hours_per_week=5, start=start, runs=runs))
    for row in view.timeline.rows:
        for bar in row.bars:
            assert bar.left >= 0
            assert bar.width > 0
            assert bar.left + bar.width <= 100.02
    assert len(view.timeline.ticks) <= 24
    assert view.timeline.ticks[0].year == str(start.year)


@given(DATES, DATES)
def test_spans_name_first_and_last_day(one, other):
    first, last = sorted((one, other))
    said = short_span(first, last)
    assert said.endswith(str(last.year))
    assert said.startswith(f"{first.day}")


def test_plan_without_study_has_no_picture_and_says_so():
    assert FREE.timeline is None
    assert FREE.figures[0].note == "nothing to study first"
    assert "gantt" not in plan_html(FREE)


@pytest.mark.parametrize("view", [DATED, UNDATED, FREE])
def test_html_is_well_formed_and_says_in_the_table_what_the_picture_shows(view):
    checker = Balance()
    checker.feed(plan_html(view))
    assert checker.open == []
    table = plan_html(view).partition('<table class="dates">')[2]
    for row in view.rows:
        assert row.when in table
    assert "FAQ</a>, read 22 November 2026" in table


def test_page_of_a_plan_stands_alone():
    whole = page("plan", plan_html(DATED))
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", whole)


def test_text_has_the_same_lines_with_sources_within_the_width():
    text = plan_text(DATED)
    assert "Cost: $1,500 (5 × $300); FAQ, read 22 November 2026" in text
    assert "FAQ: https://micromasters.mit.edu/ds/faq/" in text
    assert all(row.when in text for row in DATED.rows)
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 88


def test_another_programme_tells_the_facts_it_has():
    bank = small_bank()
    view = plan_view(bank, plan(bank, ["C1"], {}, hours_per_week=8, start=START))
    assert [fact.text for fact in view.facts] == ["It runs for 13 to 16 weeks."]

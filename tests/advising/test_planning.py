"""The plan: dates that fit, orders that are allowed, and nothing dated that was not given."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.advising import plan, recommendations
from mmready.advising.days import fill
from mmready.domain.estimate import Recommendation
from mmready.errors import LearnerInputError
from tests.advising.learners import COURSES, catalogue_bank, estimate_from, shares

BANK = catalogue_bank()
START = datetime.date(2026, 12, 1)
DAY = datetime.timedelta(days=1)
RUNS = {
    "6.431x": ["2027-02-01", "2027-09-06"],
    "14.310x": [datetime.date(2027, 5, 31), datetime.date(2028, 1, 31)],
    "18.6501x": ["2027-05-31", "2028-01-31"],
    "6.86x": ["2027-09-27", "2028-02-14", "2028-05-29"],
    "capstone": ["2027-06-01", "2028-03-15", "2028-10-02"],
}


def item(skill: str, low: float, high: float) -> Recommendation:
    return Recommendation(skill, "18.02SC", ("47",), (low, high), "why", name=skill)


def study(**hours: tuple[float, float]) -> dict[str, tuple[Recommendation, ...]]:
    """Recommendations by course: ``c6_86x=(4, 8)`` is one skill of its own for 6.86x."""
    skills = dict(zip(COURSES, ("double-integrals", "limits-continuity", "gradient", "hyperplanes"), strict=True))
    named = {name.removeprefix("c").replace("_", "."): pair for name, pair in hours.items()}
    return {name: (item(skills[name], *pair),) for name, pair in named.items()}


def test_study_comes_in_course_order_and_takes_its_hours():
    wanted = study(c6_86x=(8, 16), c6_431x=(4, 8))
    found = plan(BANK, ["6.86x", "6.431x"], wanted, hours_per_week=8, start=START)
    assert [(block.what, block.course, block.start, block.end) for block in found.blocks] == [
        ("study", "6.431x", START, START + 6 * DAY),
        ("study", "6.86x", START + 7 * DAY, START + 20 * DAY),
    ]
    assert found.ready_by == {
        "6.431x": (START + 3 * DAY, START + 6 * DAY),
        "6.86x": (START + 10 * DAY, START + 20 * DAY),
    }
    assert found.blocks[0].hours == (4, 8)
    assert found.blocks[0].skills == ("double-integrals",)


def test_without_runs_no_course_is_dated_and_notes_keep_their_order():
    found = plan(BANK, COURSES, study(c6_431x=(4, 8)), hours_per_week=8, start=START)
    assert {block.what for block in found.blocks} == {"study"}
    assert [note.split(":")[0] for note in found.notes] == [*COURSES, "Capstone exam"]
    assert all("Course dates are not confirmed." in note for note in found.notes)
    assert "beside 18.6501x or 6.86x" in found.notes[1]
    assert "13–16 weeks of 12–14 hours, $300" in found.notes[0]


def test_cost_is_the_sum_of_fees_with_the_exam_once_all_four_courses_are_planned():
    assert plan(BANK, ["6.431x"], {}, hours_per_week=8, start=START).cost == 300
    assert plan(BANK, COURSES[:3], {}, hours_per_week=8, start=START).cost == 900
    assert plan(BANK, COURSES, {}, hours_per_week=8, start=START).cost == 1500
    assert plan(BANK, [*COURSES, "capstone"], {}, hours_per_week=8, start=START).cost == 1500


def test_course_that_needs_no_study_is_ready_on_the_first_day():
    found = plan(BANK, ["14.310x"], {"14.310x": ()}, hours_per_week=8, start=START)
    assert found.ready_by == {"14.310x": (START, START)}
    assert found.blocks == ()


def test_runs_are_taken_in_order_with_14_310x_beside_18_6501x():
    wanted = study(c6_431x=(9, 13), c18_6501x=(16, 23), c6_86x=(25, 36))
    found = plan(BANK, COURSES, wanted, hours_per_week=8, start=START, runs=RUNS)
    courses = {block.course: block for block in found.blocks if block.what != "study"}
    assert {name: block.start.isoformat() for name, block in courses.items()} == {
        "6.431x": "2027-02-01",
        "14.310x": "2027-05-31",
        "18.6501x": "2027-05-31",
        "6.86x": "2027-09-27",
        "capstone": "2028-03-15",
    }
    assert all(block.confirmed for block in courses.values())
    assert (courses["6.431x"].end - courses["6.431x"].start).days + 1 == 16 * 7
    assert courses["6.431x"].hours == (13 * 12, 16 * 14)
    assert courses["capstone"].what == "exam"
    text = " ".join(found.notes)
    assert "14.310x and 18.6501x run side by side from 2027-05-31 to 2027-09-19: 24–28 hours a week." in text
    assert "Pay $300 and verify for 6.431x by 2027-02-28." in text
    assert "not confirmed" not in text


def test_run_that_starts_before_the_studying_is_done_is_passed_over():
    late = plan(BANK, ["6.431x"], study(c6_431x=(40, 80)), hours_per_week=8, start=START, runs=RUNS)
    assert late.ready_by["6.431x"][1] == datetime.date(2027, 2, 8)
    assert late.blocks[-1].start == datetime.date(2027, 9, 6)


def test_course_whose_runs_are_all_too_early_gets_no_date_but_a_reason():
    found = plan(BANK, ["6.431x"], {}, hours_per_week=8, start=START, runs={"6.431x": "2026-11-30"})
    assert found.blocks == ()
    assert "None of its runs that you gave starts on 2026-12-01 or later." in found.notes[0]


def test_course_after_one_without_dates_waits_for_them():
    found = plan(BANK, ["6.431x", "18.6501x"], {}, hours_per_week=8, start=START, runs={"18.6501x": ["2027-05-31"]})
    assert found.blocks == ()
    assert "once the dates of 6.431x are known" in found.notes[1]


def test_a_skill_is_studied_once_and_never_where_an_earlier_course_teaches_it():
    wanted = {
        "6.431x": (item("double-integrals", 4, 6),),
        "18.6501x": (item("double-integrals", 4, 6), item("bayes-rule", 1, 3), item("gradient", 2, 4)),
    }
    found = plan(BANK, list(wanted), wanted, hours_per_week=8, start=START)
    assert [block.skills for block in found.blocks] == [("double-integrals",), ("gradient",)]
    alone = plan(BANK, ["18.6501x"], wanted, hours_per_week=8, start=START)
    assert alone.blocks[0].skills == ("double-integrals", "bayes-rule", "gradient")


def test_course_that_shares_all_its_study_is_ready_when_that_is_done():
    shared = (item("double-integrals", 4, 8),)
    found = plan(BANK, ["6.431x", "18.6501x"], {"6.431x": shared, "18.6501x": shared}, hours_per_week=8, start=START)
    assert found.ready_by["18.6501x"] == found.ready_by["6.431x"]


@pytest.mark.parametrize("hours", [0, -3, 169, float("nan")])
def test_impossible_hours_are_refused(hours):
    with pytest.raises(LearnerInputError, match="hours a week"):
        plan(BANK, ["6.431x"], {}, hours_per_week=hours, start=START)


@pytest.mark.parametrize("runs", [{"6.431x": ["soon"]}, {"6.431x": [5]}])
def test_a_run_that_is_no_date_is_refused(runs):
    with pytest.raises(LearnerInputError, match="2027-02-01"):
        plan(BANK, ["6.431x"], {}, hours_per_week=8, start=START, runs=runs)


def test_runs_of_an_unknown_course_are_refused():
    with pytest.raises(LearnerInputError, match=r"6\.00x"):
        plan(BANK, ["6.431x"], {}, hours_per_week=8, start=START, runs={"6.00x": ["2027-02-01"]})


courses_asked = st.lists(st.sampled_from(COURSES), min_size=1, unique=True)
days = st.dates(datetime.date(2026, 11, 1), datetime.date(2029, 12, 31))


@given(
    courses_asked,
    st.dictionaries(st.sampled_from((*COURSES, "capstone")), st.lists(days, max_size=6)),
    st.fixed_dictionaries({name: st.tuples(st.floats(0, 40), st.floats(0, 80)) for name in COURSES}),
    st.floats(1, 40),
)
def test_every_plan_keeps_its_promises(asked, runs, hours, per_week):
    wanted = {}
    for place, (name, (low, more)) in enumerate(hours.items()):
        wanted[name] = (item(f"skill-{place}", low, low + more),)
    found = plan(BANK, asked, wanted, hours_per_week=per_week, start=START, runs=runs)
    dated = {block.course: block for block in found.blocks if block.what != "study"}
    for name in asked:
        low, high = found.ready_by[name]
        assert START <= low <= high
    for block in found.blocks:
        assert START <= block.start <= block.end
        if block.what == "study":
            own = dated.get(block.course)
            assert own is None or block.end < own.start, "study never overlaps its course"
        else:
            assert block.start in runs[block.course]
            assert found.ready_by.get(block.course, (START, START))[1] <= block.start
    for name, block in dated.items():
        for other, its in dated.items():
            together = block.start <= its.end and its.start <= block.end
            if name != other and together:
                assert other in BANK.courses[name].beside or name in BANK.courses[other].beside
            if other in BANK.courses[name].after and other not in BANK.courses[name].beside:
                assert its.end < block.start


@given(
    days,
    st.integers(1, 200),
    st.lists(st.tuples(days, st.integers(0, 120)).map(lambda pair: (pair[0], pair[0] + pair[1] * DAY)), max_size=5),
)
def test_filling_takes_the_first_free_days(start, count, busy):
    found = fill(start, count, busy)
    taken = [first + step * DAY for first, last in found for step in range((last - first).days + 1)]
    assert len(taken) == len(set(taken)) == count
    free = [
        start + step * DAY
        for step in range((taken[-1] - start).days + 1)
        if not any(first <= start + step * DAY <= last for first, last in busy)
    ]
    assert taken == free


def test_a_whole_plan_from_an_estimate_names_real_skills():
    estimate = estimate_from(shares(0.5))
    wanted = {name: recommendations(BANK, name, estimate, ()) for name in COURSES}
    found = plan(BANK, COURSES, wanted, hours_per_week=10, start=START, runs=RUNS)
    assert next(block.course for block in found.blocks if block.what == "study") == "6.431x"
    assert all(skill in BANK.skills for block in found.blocks for skill in block.skills)

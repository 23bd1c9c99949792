"""What if: a plan follows from its inputs alone, and more hours never make it later."""

from __future__ import annotations

import datetime

from mmready.advising import plan, plan_change, study_lists
from tests.advising.learners import COURSES, answers, catalogue_bank, estimate_from, shares

BANK = catalogue_bank()
START = datetime.date(2026, 12, 1)
RUNS = {name: [START + datetime.timedelta(weeks=26 * k) for k in range(8)] for name in [*COURSES, "capstone"]}


def test_four_more_hours_a_week_never_make_anything_later():
    lists = study_lists(BANK, COURSES, estimate_from(shares(0.3)), answers(double_integrals="1:wrong"))
    assert sum(map(len, lists.values())) > 10
    for hours in range(4, 24):
        before = plan(BANK, COURSES, lists, hours_per_week=hours, start=START, runs=RUNS)
        after = plan(BANK, COURSES, lists, hours_per_week=hours + 4, start=START, runs=RUNS)
        change = plan_change(before, after)
        assert change.studied <= 0
        assert all(days <= 0 for days in change.ready_by.values())
        assert change.ends is not None
        assert change.ends <= 0


def test_same_inputs_same_plan():
    lists = study_lists(BANK, COURSES, estimate_from(shares(0.4)), ())
    one, other = (plan(BANK, COURSES, lists, hours_per_week=8, start=START, runs=RUNS) for _ in range(2))
    assert one == other

"""Is what people are told to study what they need? And how fast is a plan made?

    python benchmarks/advising.py [--learners 50] [--follow-up 10] [--bank quizzes]

Simulated learners who lack one connected branch of the skill graph (4 to 10 skills at .15, the rest at .95) and want a
course that the branch closes. They take a standard check, then at most ten more questions inside the branch, which they
name, or which the check proposes. "Needed" is all that they lack and the course needs at its start, with what that
rests on and they lack too; a planned hour counts as needed or not by its skill. Prints Markdown tables; some two
minutes for 50 learners.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from pathlib import Path
from statistics import fmean, median

sys.path.insert(0, str(Path(__file__).parent.parent))

from mmready.advising import plan, study_lists
from mmready.api import load_bank
from mmready.domain.bank import Bank
from mmready.session import Setting, begin
from mmready.session.next_question import estimate_of
from mmready.session.state import measured_courses
from tests.advising.lacking import found_hours, hours, learners, right_hours, told, whole_courses

START = datetime.date(2026, 12, 1)
WAYS = (("branch named by the learner", True), ("branch proposed by the check", False))


def advice(bank: Bank, count: int, follow_up: int) -> None:
    """How much of the planned is needed, and of the needed planned."""
    setting = Setting(bank, measured_courses(bank), 0, "standard", True)
    people = learners(bank, count)
    print(f"{count} learners, {len(bank.questions)} questions\n")
    print(
        "| follow-up | questions | planned hours that are needed | needed hours that are planned | hours "
        "| whole courses |"
    )
    print("|---|---|---|---|---|---|")
    for name, named, most in [(*way, follow_up) for way in WAYS] + [("none", True, 0)]:
        found = [told(setting, learner, most, named=named) for learner in people]
        asked = f"{fmean(one.check for one in found):.1f} + {fmean(one.follow_up for one in found):.1f}"
        right, all_ = fmean(map(right_hours, found)), fmean(found_hours(bank, one) for one in found)
        long, whole = fmean(hours(one.study) for one in found), fmean(whole_courses(bank, one) for one in found)
        print(f"| {name} | {asked} | {right:.3f} | {all_:.3f} | {long:.0f} | {whole:.0f} |")


def speed(bank: Bank) -> None:
    """Milliseconds for the lists of all courses, and for a plan from them."""
    courses = measured_courses(bank)
    setting = Setting(bank, courses, 0, "standard", True)
    estimate = estimate_of(setting, begin(setting))
    runs = {name: [START + datetime.timedelta(weeks=26 * k) for k in range(8)] for name in bank.courses}
    lists = study_lists(bank, courses, estimate, ())
    took: dict[str, list[float]] = {"study lists of all courses": [], "plan of the whole programme": []}
    for _ in range(30):
        begun = time.perf_counter()
        lists = study_lists(bank, courses, estimate, ())
        between = time.perf_counter()
        plan(bank, courses, lists, hours_per_week=8, start=START, runs=runs)
        took["study lists of all courses"].append(between - begun)
        took["plan of the whole programme"].append(time.perf_counter() - between)
    print("\n| what | ms, median |\n|---|---|")
    for name, times in took.items():
        print(f"| {name} | {1000 * median(times):.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--learners", type=int, default=50)
    parser.add_argument("--follow-up", type=int, default=10)
    parser.add_argument("--bank", type=Path, help="a folder like quizzes/ (default: the packaged one)")
    options = parser.parse_args()
    bank = load_bank(options.bank)
    advice(bank, options.learners, options.follow_up)
    speed(bank)


if __name__ == "__main__":
    main()

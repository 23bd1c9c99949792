"""Rules on all questions together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mmready.lint import lint_bank
from mmready.lint.example import BASES, merged
from mmready.running import WarmRunner


def codes(report: Any) -> set[str]:
    return {fault.code for fault in report.faults}


def line_of(text: str, marker: str) -> int:
    return 1 + [marker in line for line in text.splitlines()].index(True)


def choice(number: int, right: str, wrong: str, keep: str = "no") -> str:
    return merged(
        f"kind: one-choice\nkeep_order: {keep}\nparameters: {{a: 'integer(12, 31)'}}\noptions:\n"
        f"  - {{text: '{right}', right: yes}}\n  - {{text: '{wrong}'}}\n---\n"
        f"Row {number} of ${{{{ a }}}}$ trees: which holds?\n## Check\n~~~python\nexpected = [True, False]\n~~~"
    )


def test_a_place_on_the_screen_that_is_nearly_always_right_is_found(lint: Any) -> None:
    fixed = {f"q{n}": choice(n, f"Yes {n}.", f"No {n}.", keep="yes") for n in range(10)}
    assert "right-place" in codes(lint(fixed))


def test_shuffled_options_are_fine(lint: Any) -> None:
    mixed = {f"q{n}": choice(n, f"Yes {n}.", f"No {n}.") for n in range(12)}
    assert codes(lint(mixed)) == set()


def test_a_right_option_that_is_always_the_longest_is_found_in_each_question(lint: Any) -> None:
    long = {f"q{n:02}": choice(n, f"Yes {n}, because all of them were counted twice.", f"No {n}.") for n in range(20)}
    faults = [fault for fault in lint(long).faults if fault.code == "longest-right"]
    assert len(faults) == 20
    assert {fault.line for fault in faults} == {line_of(long["q00"], "options:")}


def test_the_same_question_twice_is_found_and_named(lint: Any) -> None:
    (fault,) = lint({"one": BASES["number"], "two": BASES["number"]}).faults
    assert (fault.code, Path(fault.file).name) == ("question-twice", "two.md")
    assert "'one'" in fault.message


def reviewed(number: int) -> str:
    text = f"Stone {number}: how many are ${{{{ a }}}}$ rows of ${{{{ b }}}}$, and one?"
    return merged(f"reviewed: [A. One 2026-01-02, B. Two 2026-01-03]\n---\n{text}")


def test_one_question_may_be_reviewed_by_two_people_instead(lint: Any) -> None:
    assert codes(lint({"one": reviewed(1)})) == set()
    (fault,) = lint({"one": reviewed(1), "two": reviewed(2)}).faults
    assert (fault.code, Path(fault.file).name) == ("reviewed-share", "two.md")
    assert fault.line == line_of(reviewed(2), "reviewed:")


MORE_SKILLS = """\
skills:
  sums: {subject: calculus, name: Sums, description: Adds whole numbers., prerequisites: [], lessons: [{resource: book, sections: [1]}], hours: [1, 2], basis: estimate}
  products: {subject: calculus, name: Products, description: Multiplies whole numbers., prerequisites: [sums], lessons: [{resource: book, sections: [1]}], hours: [1, 2], basis: estimate}
"""  # noqa: E501
COURSE = """\
title: A course
order: 1
measured: yes
starts_from: sums and products
level: 0.65
floor: 0.5
weeks: [4, 5]
hours_per_week: [3, 4]
fee: 0
language: none
after: []
beside: []
facts: []
units: [Unit 1]
needs:
  essential: {sums: Unit 1, products: Unit 1}
"""


def test_skills_and_needs_without_questions_are_told(write_bank: Any, warm: WarmRunner) -> None:
    root = write_bank({"one": BASES["number"]}, MORE_SKILLS, {"course": COURSE})
    report = lint_bank(root, seeds=2, runner=warm)
    told = {(fault.code, fault.severity, Path(fault.file).name) for fault in report.faults}
    assert told == {
        ("skill-without-questions", "warning", "skills.yml"),
        ("need-without-questions", "warning", "course.yml"),
    }
    assert report.skills == {"sums": 1, "products": 0}
    assert report.errors == ()

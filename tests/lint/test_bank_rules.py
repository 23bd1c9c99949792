"""Rules on all questions together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mmready.lint import Crew, lint_bank
from mmready.lint.example import BASES, merged


def codes(report: Any) -> set[str]:
    return {fault.code for fault in report.faults}


def told(code: str, report: Any) -> list[Any]:
    return sorted((fault for fault in report.faults if fault.code == code), key=str)


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
    assert "right-place" not in codes(lint(mixed))


def test_a_right_option_that_is_always_the_longest_is_found_in_each_question(lint: Any) -> None:
    long = {f"q{n:02}": choice(n, f"Yes {n}, because all of them were counted twice.", f"No {n}.") for n in range(20)}
    faults = [fault for fault in lint(long).faults if fault.code == "longest-right"]
    assert len(faults) == 20
    assert {fault.line for fault in faults} == {line_of(long["q00"], "options:")}


def test_the_same_question_twice_is_found_and_named(lint: Any) -> None:
    (fault,) = told("question-twice", lint({"one": BASES["number"], "two": BASES["number"]}))
    assert Path(fault.file).name == "two.md"
    assert "'one'" in fault.message


def test_nearly_the_same_question_is_found_and_another_one_on_the_same_things_is_not(lint: Any) -> None:
    near = merged(
        "answer: a*b + 2\n---\n"
        "A box holds ${{ a }}$ rows of ${{ b }}$ stones, and two more stones lie on top. How many stones are there?"
    )
    other = merged("---\nA wall of ${{ a }}$ by ${{ b }}$ tiles gets one tile more. How many tiles does it have then?")
    faults = told("nearly-twice", lint({"one": BASES["number"], "near": near, "other": other}))
    assert [Path(fault.file).name for fault in faults] == ["one.md"]
    assert "'near'" in faults[0].message


@pytest.mark.parametrize(("number", "found"), [(3, True), (4, False)])
def test_question_that_never_changes_needs_three_sisters(lint: Any, number: int, found: bool) -> None:
    fixed = merged("parameters: {}\ncases: []\nanswer: 85\n---\nWhat is 7 times 12, and one?")
    fixed = "\n".join(line for line in fixed.splitlines() if not line.startswith(("parameters", "cases")))
    rest = {f"q{n}": choice(n, f"Yes {n}.", f"No {n}.") for n in range(number - 1)}
    faults = told("always-alike", lint({"fixed": fixed, **rest}))
    assert [Path(fault.file).name for fault in faults] == (["fixed.md"] if found else [])


def test_skill_with_six_questions_has_all_difficulties_and_few_choices(lint: Any) -> None:
    even = [1, 2, 3, 3, 4, 5]
    mixed = {f"q{n}": merged(f"difficulty: {hard}   # so\n---\nHow many, {n}?") for n, hard in enumerate(even)}
    assert told("uneven-skill", lint(mixed)) == []
    alike = {f"q{n}": choice(n, f"Yes {n}.", f"No {n}.") for n in range(6)}
    messages = " ".join(fault.message for fault in told("uneven-skill", lint(alike)))
    assert [word for word in ("easy", "middle", "hard", "choices") if word in messages] == ["middle", "hard", "choices"]


def reviewed(number: int) -> str:
    text = f"Stone {number}: how many are ${{{{ a }}}}$ rows of ${{{{ b }}}}$, and one?"
    return merged(f"reviewed: [A. One 2026-01-02, B. Two 2026-01-03]\n---\n{text}")


def test_one_question_may_be_reviewed_by_two_people_instead(lint: Any) -> None:
    assert codes(lint({"one": reviewed(1)})) == set()
    (fault,) = told("reviewed-share", lint({"one": reviewed(1), "two": reviewed(2)}))
    assert Path(fault.file).name == "two.md"
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


def test_skills_and_needs_without_questions_are_told(write_bank: Any, crew: Crew) -> None:
    root = write_bank({"one": BASES["number"]}, MORE_SKILLS, {"course": COURSE})
    report = lint_bank(root, seeds=2, crew=crew)
    faults = {(fault.code, fault.severity, Path(fault.file).name) for fault in report.faults}
    assert faults == {
        ("skill-without-questions", "warning", "skills.yml"),
        ("need-without-questions", "warning", "course.yml"),
    }
    assert report.skills == {"sums": 1, "products": 0}
    assert report.errors == ()

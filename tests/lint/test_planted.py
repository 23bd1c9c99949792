"""Faults planted in a bank, all at once: each is found, in its file and at its line, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mmready.errors import Fault, MMReadyError
from mmready.lint import Crew, LintReport, lint_bank
from mmready.lint.example import BASES, merged

# slug: (piece of the file, code of the fault, text in the line where it is)
PLANTED: dict[str, tuple[str, str, str]] = {
    "wrong-key": ("answer: a*b + 2", "key-disproved", "answer: a*b + 2"),
    "check-raises": (
        "## Check\n~~~python\ntotal = 0\nfor row in range(a):\n    total += row / 0\nexpected = total\n~~~",
        "check-stops",
        "total += row / 0",
    ),
    "check-syntax": ("## Check\n~~~python\nx = 1\nexpected = (\n~~~", "check-stops", "expected = ("),
    "check-forgets": ("## Check\n~~~python\nresult = a\n~~~", "check-expected", "~~~python"),
    "check-repeats": ("## Check\n~~~python\nexpected = a*b + 1\n~~~", "check-copies", "~~~python"),
    "check-vague": ("## Check\n~~~python\nexpected = (a * b, 10**6)\n~~~", "check-loose", "~~~python"),
    "no-draw": ("require:\n  - a > b\n  - a < 3", "draw", "require:"),
    "mistake-twice": (
        "mistakes:\n  - answer: a*b\n    feedback: One more.\n  - answer: b*a + 0\n    feedback: One less.",
        "mistake-unreachable",
        "- answer: b*a + 0",
    ),
    "hint-with-key": ("---\n## Hint\nIt is ${{ answer | value }}$.", "hint-tells", "It is $"),
    "solution-without-key": ("---\n## Solution\nCount them.", "solution-end", "Count them."),
    "dollar-open": ("---\n## Hint\nMultiply ${{ a }} by {{ b }}.", "formula-open", "Multiply"),
    "factor-one": ("---\n## Hint\nWrite $1n$ for the rows.", "untidy-numbers", "Write $1n$"),
    "long-decimal": ("---\n## Hint\nA third is 0.333333333333.", "untidy-numbers", "A third is"),
    "few-draws": ("parameters:\n  a: integer(12, 13)\n  b: integer(3, 4)", "draws-alike", "parameters:"),
    "long-text": ("---\n" + "Rows of ${{ a }}$ and ${{ b }}$ stones lie here. " * 25, "reading-length", "Rows of"),
    "bad-link": ("---\n## Hint\nSee [this](page.html).", "link", "See [this]"),
    "foreign-link": ("---\n## Hint\nSee [this](https://other.org/x).", "link", "See [this]"),
    "one-mistake": ("mistakes:\n  - {answer: a*b, feedback: One more.}", "few-mistakes", "mistakes:"),
    "bare-difficulty": ("difficulty: 3", "no-reason", "difficulty: 3"),
    "unknown-field": ("colour: red", "unknown-field", "colour: red"),
    "unknown-skill": ("skill: summs", "unknown-skill", "skill: summs"),
    "options-twice": (
        "kind: one-choice\noptions:\n  - {text: Yes., right: yes}\n  - {text: No.}\n  - {text: no}\n---\n"
        "Is ${{ a }}$ more than 11?\n## Check\n~~~python\nexpected = [a > 11, False, False]\n~~~",
        "options-alike",
        "- {text: no}",
    ),
    "wrong-option": (
        "kind: one-choice\noptions:\n  - {text: Yes., right: yes}\n  - {text: No.}\n---\n"
        "Is ${{ a }}$ less than 12?\n## Check\n~~~python\nexpected = [a < 12, a >= 12]\n~~~",
        "key-disproved",
        "options:",
    ),
    "above": (
        "kind: one-choice\noptions:\n  - {text: Yes., right: yes}\n  - {text: All of the above.}\n---\n"
        "Is ${{ a }}$ more than 10?\n## Check\n~~~python\nexpected = [a > 10, False]\n~~~",
        "option-words",
        "All of the above",
    ),
    "wrong-derivative": ("kind: expression\nanswer: 2*a*x^2", "key-disproved", "answer: 2*a*x^2"),
    "wrong-output": (
        "kind: output\n---\n## Check\n~~~python\nexpected = f'[{a}]'\n~~~",
        "key-disproved",
        "program: |",
    ),
    "changing-output": (
        "kind: output\nprogram: |\n  print(hash('{{ a }}'))\n---\n## Check\n~~~python\nexpected = hash(str(a))\n~~~",
        "unstable",
        "program: |",
    ),
}


@pytest.fixture(scope="module")
def report(write_bank: Any, crew: Crew) -> LintReport:
    questions = {slug: merged(piece) for slug, (piece, _, _) in PLANTED.items()}
    sound = {f"a-sound-{kind}": text for kind, text in BASES.items()}
    return lint_bank(write_bank(questions | sound), seeds=3, crew=crew)


def found(report: LintReport, slug: str) -> list[Fault]:
    return [fault for fault in report.faults if Path(fault.file).stem == slug]


@pytest.mark.parametrize("slug", PLANTED)
def test_a_planted_fault_is_found_where_it_is(report: LintReport, slug: str) -> None:
    piece, code, marker = PLANTED[slug]
    line = 1 + [marker in text for text in merged(piece).splitlines()].index(True)
    if marker == "~~~python":
        line = merged(piece).splitlines().index("~~~python") + 1
    assert {(fault.code, fault.line) for fault in found(report, slug)} >= {(code, line)}


@pytest.mark.parametrize("kind", BASES)
def test_the_sound_questions_beside_them_stay_sound(report: LintReport, kind: str) -> None:
    assert found(report, f"a-sound-{kind}") == []


def test_planted_faults_are_of_many_kinds() -> None:
    assert len({code for _, code, _ in PLANTED.values()}) >= 12


def test_the_report_counts_and_is_json(report: LintReport) -> None:
    told = report.as_json()
    assert set(told) == {"questions", "skills", "kinds", "bands", "courses", "faults"}
    unread = sum(code in ("unknown-field", "unknown-skill") for _, code, _ in PLANTED.values())
    assert told["questions"] == len(PLANTED) + len(BASES) - unread
    assert told["skills"] == {"sums": told["questions"]}
    assert sum(told["bands"]["sums"]) == told["questions"]
    assert sum(told["kinds"].values()) == told["questions"]
    assert {frozenset(fault) for fault in told["faults"]} == {
        frozenset(("code", "severity", "file", "line", "message"))
    }
    assert list(report.faults) == sorted(report.faults)
    assert {fault.severity for fault in report.errors} == {"error"}
    assert {fault.severity for fault in report.warnings} == {"warning"}


def test_a_part_of_a_bank_can_be_linted_alone(write_bank: Any, crew: Crew) -> None:
    root = write_bank({"bad": merged("answer: a*b"), "good": BASES["number"], "worse": "nothing"})
    folder = root / "questions" / "calculus" / "sums"
    assert lint_bank(root, seeds=2, crew=crew, paths=[folder / "good.md"]).summary() == (
        "1 question on 1 skill: 0 errors, 0 warnings"
    )
    both = lint_bank(root, seeds=2, crew=crew, paths=[folder / "good.md", folder / "bad.md"])
    assert {Path(fault.file).name for fault in both.faults} == {"bad.md"}
    assert {Path(fault.file).name for fault in lint_bank(root, seeds=2, crew=crew, paths=[folder]).faults} == {
        "bad.md",
        "worse.md",
    }
    with pytest.raises(MMReadyError, match="no question"):
        lint_bank(root, seeds=2, crew=crew, paths=[root / "courses"])


def test_progress_is_told_question_by_question(write_bank: Any, crew: Crew) -> None:
    told: list[tuple[int, int, str]] = []
    root = write_bank({"one": BASES["number"], "two": BASES["output"]})
    lint_bank(root, seeds=1, crew=crew, progress=lambda *done: told.append(done))
    assert told == [(1, 2, "one"), (2, 2, "two")]

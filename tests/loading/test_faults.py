"""Every fault of a file is told at once, each with its file, its line, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmready.domain.skill import Skill
from mmready.errors import AuthorError
from mmready.loading import read_question

FIXTURES = Path(__file__).parents[1] / "fixtures" / "questions"
SKILLS = {
    name: Skill(name, "calculus", name, "", (), (), (1, 2), "")
    for name in ("fractions", "ratios", "slopes", "vectors", "programs")
}

# fixture, the line to change, what it becomes, the fault's code, a part of its message
PLANTED = [
    ("number", "kind: number", "kind: numbr", "wrong-value", "did you mean 'number'"),
    ("number", "answer: s*p", "program: print(1)", "field-not-of-kind", "has no 'program'"),
    ("number", "kind: number", "", "missing-field", "every question needs 'kind'"),
    ("number", "difficulty: 2   # one step", "difficulty: 6", "wrong-value", "from 1 to 5"),
    ("number", "minutes: 1.5", "minutes: 12", "wrong-value", "from 0.5 to 10"),
    ("number", "minutes: 1.5", "minuts: 1.5", "unknown-field", "did you mean 'minutes'"),
    ("number", "unit: kg", "unit: kg\nunit: m", "repeated-field", "'unit' is here twice"),
    ("number", "answer: s*p", "", "missing-field", "needs 'answer'"),
    ("number", "answer: s*p", "answer:", "empty-value", "got nothing"),
    ("number", "answer: s*p", "answer: {1, 2}", "wrong-value", "a set is written between quotes"),
    ("number", "skill: fractions", "skill: fraction", "unknown-skill", "did you mean 'fractions'"),
    ("number", "also: ratios", "also: fractions", "also-twice", "the main one already"),
    ("number", "mark: {significant: 3}", "mark: {signif: 3}", "unknown-field", "did you mean 'significant'"),
    (
        "number",
        "mark: {significant: 3}",
        "mark: {indent: asked}",
        "mark-not-of-kind",
        "'indent' marks questions of kind",
    ),
    ("number", "mark: {significant: 3}", "mark: {significant: 3, decimals: 1}", "mark-twice", "not both"),
    ("number", "mark: {significant: 3}", "mark: {tolerance: about 3}", "wrong-value", "0.01 or 1%"),
    ("number", "  s: a + m", "  a: a + m", "name-twice", "'a' is given twice"),
    ("number", "  s: a + m", "  lambda: a + m", "bad-name", "lam prints λ"),
    ("number", "  s: a + m", "  e: a + m", "bad-name", "'e' cannot be a name"),
    ("number", "  - {thing: apple, m: 2}", "  - {thing: apple}", "case-names", "every case has the same names"),
    ("number", "## Hint", "## Hints", "unknown-section", "did you mean 'Hint'"),
    ("number", "## Solution", "", "missing-section", "## Solution"),
    ("number", "~~~python", "~~~", "check-code", "~~~python"),
    ("output", "program: |", "programme: |", "missing-field", "needs 'program'"),
    ("order", "free: [[1, 2], [4, 5]]", "free: [[1, 2], [2, 9]]", "free", "there are 5 lines"),
    (
        "blanks",
        "  m: {kind: number, answer: a, points: 2",
        "  n: {kind: number, answer: a",
        "blank-place",
        "'n' 0 times",
    ),
    ("blanks", "  z: {kind: number, answer: h}", "  z: {kind: number}", "missing-field", "needs 'answer'"),
    ("blanks", "![curve](figure:curve)", "![curve](figure:curv)", "figure-unknown", "'curv'"),
    ("function", "function: scale(v)", "function: scale", "wrong-value", "expected name(…)"),
]


def _spoilt(name: str, line: str, becomes: str, folder: Path) -> tuple[Path, int]:
    """The fixture with one line changed, and where that line is."""
    lines = (FIXTURES / f"{name}.md").read_text(encoding="utf-8").split("\n")
    place = next(number for number, text in enumerate(lines) if text.startswith(line))
    lines[place] = becomes + lines[place][len(line) :]
    path = folder / f"{name}.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, place + 1


@pytest.mark.parametrize(
    ("name", "line", "becomes", "code", "message"),
    PLANTED,
    ids=lambda value: str(value)[:24],
)
def test_planted_fault_is_named_with_file_and_line(name, line, becomes, code, message, tmp_path):
    path, place = _spoilt(name, line, becomes, tmp_path)
    with pytest.raises(AuthorError) as error:
        read_question(path, SKILLS)
    found = [fault for fault in error.value.faults if fault.code == code and message in fault.message]
    assert found, error.value
    assert found[0].file == path.as_posix()
    if code not in ("missing-field", "missing-section", "repeated-field", "case-names", "figure-unknown"):
        assert found[0].line == place
    assert str(found[0]).startswith(f"{path.as_posix()}:{found[0].line}: {code}: ")


def test_all_faults_of_a_file_come_together_in_the_order_of_their_lines(tmp_path):
    path = tmp_path / "many.md"
    path.write_text(
        "---\nkind: number\nskill: fractions\ndifficulty: 9\nminutes: long\nanswr: 3\n---\n\n## Solution\nx\n",
        encoding="utf-8",
    )
    with pytest.raises(AuthorError) as error:
        read_question(path, SKILLS)
    faults = error.value.faults
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert {fault.code for fault in faults} >= {
        "wrong-value",
        "unknown-field",
        "missing-field",
        "missing-text",
        "hints",
        "missing-section",
    }


def test_two_right_options_of_a_one_choice_are_a_fault(tmp_path):
    path, place = _spoilt(
        "one-choice", "  - {text: 'It goes up.', right: a > 0}", "  - {text: 'Up.', right: yes}", tmp_path
    )
    text = path.read_text(encoding="utf-8").replace("right: a < 0", "right: yes")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthorError, match="exactly one right option; this has 2") as error:
        read_question(path)
    assert error.value.faults[0].line == place - 1


def test_no_right_option_of_a_one_choice_is_a_fault(tmp_path):
    path, _ = _spoilt("one-choice", "  - {text: 'It goes up.', right: a > 0}", "  - {text: 'Up.'}", tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("right: a < 0, ", ""), encoding="utf-8")
    with pytest.raises(AuthorError, match="this has 0"):
        read_question(path)


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ('answer: "\\frac{1}{2}"', "control-character"),
        ('answer: "\\d"', "yaml"),
        ("answer: [1, 2", "yaml"),
        ("answer: 'a: b", "yaml"),
        ("answer: a\x01b", "yaml"),
        ("- a\n- b", "no-fields"),
    ],
)
def test_yaml_that_misleads_is_a_fault(yaml, code, tmp_path):
    path = tmp_path / "question.md"
    path.write_text(f"---\n{yaml}\n---\nText\n", encoding="utf-8")
    with pytest.raises(AuthorError) as error:
        read_question(path)
    assert code in {fault.code for fault in error.value.faults}
    assert error.value.faults[0].line >= 1


@pytest.mark.parametrize("source", ["", "kind: number\n", "---\nkind: number\n"])
def test_a_file_without_front_matter_is_a_fault(source, tmp_path):
    path = tmp_path / "question.md"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(AuthorError, match="no-front-matter"):
        read_question(path)


@pytest.mark.parametrize(
    ("folder", "message"), [("python/slopes", "under 'python'"), ("calculus/limits", "folder 'limits'")]
)
def test_a_file_in_the_wrong_folder_is_a_fault(folder, message, tmp_path):
    place = tmp_path / "questions" / folder
    place.mkdir(parents=True)
    path = place / "expression.md"
    path.write_text((FIXTURES / "expression.md").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(AuthorError, match=message) as error:
        read_question(path, SKILLS)
    assert error.value.faults[0].code == "folder"


def test_a_file_name_that_is_no_id_is_a_fault(tmp_path):
    path = tmp_path / "My_Question.md"
    path.write_text((FIXTURES / "number.md").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(AuthorError, match="slug"):
        read_question(path)


def test_four_hints_are_too_many(tmp_path):
    path, _ = _spoilt("set", "## Hint", "## Hint\na\n## Hint\nb\n## Hint\nc\n## Hint", tmp_path)
    with pytest.raises(AuthorError, match="one to three sections ## Hint, got 4"):
        read_question(path)


def test_a_review_by_two_people_stands_in_for_check_code(tmp_path):
    path, _ = _spoilt("set", "kind: set", "reviewed: [A. One 2026-11-20, B. Two 2026-11-21]\nkind: set", tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("~~~python")] + "Read twice.\n", encoding="utf-8")
    assert read_question(path)[1].reviewed == ("A. One 2026-11-20", "B. Two 2026-11-21")

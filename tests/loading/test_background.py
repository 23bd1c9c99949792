"""background.yml: what is read, every fault with its line, and the compiled bank keeps it."""

from __future__ import annotations

import pytest

from mmready.loading.catalogue import load_catalogue
from mmready.loading.compiled import read_compiled, write_compiled
from tests.loading.test_catalogue import FILES
from tests.session.test_background import BANK

GOOD = """\
questions:
  taken:
    text: What have you taken?
    several: yes
    answers:
      slopes: {text: Slopes, said: you took slopes, shift: 0.3, resources: [book]}
      never: {text: Nothing, said: you took nothing, shift: -0.2, subjects: [calculus, python]}
"""


def load(folder, text):
    for name, content in {**FILES, "background.yml": text}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load_catalogue(folder)


def test_questions_and_answers_are_read_in_order(tmp_path):
    catalogue, _ = load(tmp_path, GOOD)
    (question,) = catalogue.background
    assert (question.id, question.text, question.several) == ("taken", "What have you taken?", True)
    assert [(one.id, one.shift, one.subjects, one.resources) for one in question.answers] == [
        ("slopes", 0.3, (), ("book",)),
        ("never", -0.2, ("calculus", "python"), ()),
    ]


def test_a_bank_without_the_file_asks_nothing(tmp_path):
    load(tmp_path, GOOD)
    (tmp_path / "background.yml").unlink()
    assert load_catalogue(tmp_path)[0].background == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("shift: 0.3", "shift: 0.5", "wrong-value", 6),
        ("resources: [book]", "resources: [boook]", "unknown-resource", 6),
        (", resources: [book]", "", "missing-field", 6),
        ("      never:", "      slopes:", "repeated-field", 7),
        ("several: yes", "several: maybe", "wrong-value", 4),
        ("[calculus, python]", "[calculus, cooking]", "wrong-value", 7),
        ("questions:", "question:", "unknown-field", 1),
        ("said: you took slopes, ", "", "missing-field", 6),
    ],
)
def test_every_fault_is_named_with_its_line(tmp_path, old, new, code, line):
    assert old in GOOD
    _, faults = load(tmp_path, GOOD.replace(old, new, 1))
    assert (code, line) in [(fault.code, fault.line) for fault in faults if fault.file.endswith("background.yml")]


def test_two_questions_cannot_share_the_name_of_an_answer(tmp_path):
    _, faults = load(tmp_path, GOOD + GOOD.split("\n", 1)[1].replace("taken:", "again:"))
    assert [fault.code for fault in faults if fault.file.endswith("background.yml")] == ["repeated-answer"] * 2


def test_the_compiled_bank_keeps_it(tmp_path):
    write_compiled(BANK, {}, tmp_path / "bank.json.gz")
    assert read_compiled(tmp_path / "bank.json.gz").background == BANK.background

"""The author's desk without a page: faults by line, variants to try, the proof, and what is written where."""

from __future__ import annotations

from pathlib import Path

import pytest

import mmready
from mmready.domain.question import KINDS
from mmready.errors import MMReadyError
from mmready.ui.write import write

HERE = {"seed": 0, "variants": 2}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "my-bank"


def desk_of(root: Path):
    return write(root)._desk


def test_desk_begins_with_a_sound_question_that_two_variants_show_and_a_proof_confirms(root):
    desk = desk_of(root)
    given = {"text": desk.screen["text"], "slug": "first"}
    shown = desk.obey({"do": "look", **given, **HERE})
    assert shown["faults"] == []
    assert [each["seed"] for each in shown["variants"]] == [0, 1]
    assert all("<h4>Key</h4>" in each["told"] for each in shown["variants"])
    assert desk.obey({"do": "prove", **given}) == {"faults": [], "said": "Proved on 5 draws."}
    assert not root.exists(), "nothing is written before it is saved"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_starting_point_that_can_be_looked_at(root, kind):
    desk = desk_of(root)
    begun = desk.obey({"do": "begin", "kind": kind, "skill": "bayes-rule"})
    shown = desk.obey({"do": "look", **begun, "seed": 0, "variants": 1})
    assert shown["faults"] == []
    assert shown["variants"][0]["screen"]["kind"] == kind


def test_learners_screen_holds_no_key_and_can_be_tried(root):
    desk = desk_of(root)
    (variant, _) = desk.obey({"do": "look", "text": desk.screen["text"], "slug": "first", **HERE})["variants"]
    key = variant["told"].partition("<code>")[2].partition("</code>")[0]
    assert f">{key}<" not in str(variant["screen"])
    command = {"do": "answer", "number": 1, "value": key, "id": "1"}
    told = desk.obey({"do": "try", "seed": variant["seed"], "command": command})["inner"]
    assert told["screen"]["feedback"]["outcome"] == "right"
    assert "error" in desk.obey({"do": "try", "seed": 99, "command": command})


def test_faults_come_with_their_lines_from_reading_drawing_and_proving(root):
    desk = desk_of(root)
    text = desk.screen["text"]
    line = 1 + [each.partition(":")[0] for each in text.splitlines()].index("answer")
    broken = desk.obey({"do": "look", "text": text.replace("\nanswer:", "\nanswr:"), "slug": "first", **HERE})
    assert (line, "unknown-field") in [(fault["line"], fault["code"]) for fault in broken["faults"]]
    assert broken["variants"] == []
    unnamed = desk.obey({"do": "look", "text": text, "slug": "My Question", **HERE})
    assert [fault["code"] for fault in unnamed["faults"]] == ["slug"]
    wrong = desk.obey({"do": "prove", "text": text.replace("answer: a*b + 1 ", "answer: a*b + 2 "), "slug": "first"})
    assert "key-disproved" in [fault["code"] for fault in wrong["faults"]]
    assert wrong["said"].endswith("fault.") or wrong["said"].endswith("faults.")


def test_first_question_saved_begins_a_bank_that_adds_to_ours_and_can_be_asked(root):
    desk = desk_of(root)
    saved = desk.obey({"do": "save", "text": desk.screen["text"], "slug": "first"})
    path = root / "questions" / "calculus" / "precalculus-algebra" / "first.md"
    assert path.read_text(encoding="utf-8") == desk.screen["text"]
    assert saved["said"].startswith(f"Saved: {path}. Proved on 5 draws")
    assert saved["there"] == ["first"]
    bank = mmready.load_bank(root)
    assert {"first", *mmready.load_bank().questions} == set(bank.questions)
    assert mmready.draw(bank, "first", 3)[0].seed == 3


def test_what_cannot_be_read_is_not_saved_and_what_is_another_question_is_not_replaced(root):
    desk = desk_of(root)
    text = desk.screen["text"]
    assert desk.obey({"do": "save", "text": "nothing", "slug": "first"})["said"].startswith("Not saved")
    assert not root.exists()
    desk.obey({"do": "save", "text": text, "slug": "first"})
    changed = text.replace("A box", "A chest")
    desk.obey({"do": "save", "text": changed, "slug": "first"})
    path = root / "questions" / "calculus" / "precalculus-algebra" / "first.md"
    assert path.read_text(encoding="utf-8") == changed, "one's own of this desk is written over"
    other = desk_of(root)
    assert "is taken by" in other.obey({"do": "save", "text": text, "slug": "first"})["error"]
    assert path.read_text(encoding="utf-8") == changed
    assert other.obey({"do": "open", "question": "first"})["text"] == changed
    moved = changed.replace("skill: precalculus-algebra", "skill: summation-notation")
    assert "Saved" in other.obey({"do": "save", "text": moved, "slug": "first"})["said"]
    assert [found.parent.name for found in root.rglob("first.md")] == ["summation-notation"]


def test_folder_that_is_no_bank_is_told(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(MMReadyError, match="no bank at"):
        write(tmp_path)


def test_question_of_a_hostile_text_is_never_run_here(root):
    desk = desk_of(root)
    text = desk.screen["text"].replace("a: integer(2, 9)", "a: __import__('os').system('touch owned')")
    assert desk.obey({"do": "look", "text": text, "slug": "first", **HERE})["faults"]

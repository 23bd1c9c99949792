"""What a learner hands in: whole or refused, with no typed answer and no name that was not typed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.analysis import checked, result_of, result_text
from mmready.errors import ProgressError
from mmready.sampling import draw
from mmready.session import Sitting
from tests.small_bank import small_bank

BANK = small_bank()
AT = "2026-11-22T09:00:00+00:00"


def sitting() -> Sitting:
    """Four answers, a minute apart: right, a known mistake, another wrong one, and none."""
    made = Sitting(BANK, ["C1"], seed=4, at=AT, sitting_id="one")
    turn = 0
    while made.number < 4:
        assert made.variant is not None
        at = f"2026-11-22T09:{turn + 1:02}:00+00:00"
        _, key = draw(BANK, made.variant.question, made.variant.seed)
        right, wrong = (key.answer, key.mistakes[0].answer) if key.kind == "number" else ("b", "c")
        if made.number == 3:
            made.dont_know(at=at)
        else:
            made.answer(right if made.number == 0 else wrong, at=at)
        turn += 1
    return made


def test_result_holds_what_was_asked_and_how_it_went():
    made = sitting()
    made.note("flag", number=2)
    made.note("comment", "The second line is cut off.", number=2)
    result = checked(result_text(result_of(made)))
    assert [each["outcome"] for each in result["answers"]] == [each.outcome for each in made.evidence]
    assert [each["question"] for each in result["answers"]] == [each.question for each in made.evidence]
    assert result["bank"] == BANK.digest
    assert result["readiness"] == {"C1": round(made.readiness()["C1"].probability, 4)}
    assert all(each["seconds"] == 60 for each in result["answers"])
    question = made.evidence[1].question
    assert result["notes"] == [
        {"question": question, "what": "flag"},
        {"question": question, "what": "comment", "text": "The second line is cut off."},
    ]


def test_wrong_answers_are_told_by_letter_or_by_the_known_mistake_and_typed_ones_not_at_all():
    made = sitting()
    for each, evidence in zip(result_of(made)["answers"], made.evidence, strict=True):
        kind = BANK.questions[evidence.question].kind
        if evidence.outcome == "wrong":
            assert each["chose"] == (["c"] if kind == "one-choice" else ["mistake-1"])
        elif kind == "number" or evidence.outcome == "dont_know":
            assert "chose" not in each
        assert not {"response", "text"} & set(each)


def test_name_is_there_only_when_it_was_typed():
    made = sitting()
    assert "name" not in result_of(made)
    assert "name" not in result_of(made, "   ")
    assert result_of(made, " Ada ")["name"] == "Ada"


def test_result_laid_out_anew_is_still_whole():
    text = result_text(result_of(sitting()))
    assert checked(json.dumps(json.loads(text), indent=4)) == checked(text)


@given(st.data())
def test_any_other_character_makes_a_result_refused(data):
    text = result_text({"mmready": 1, "file": "mmready-result", "sitting": "a", "answers": [{"points": 0.5}]})
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8"))
    changed = f"{text[:place]}{other}{text[place + 1 :]}"
    if changed == text or (other.isspace() and text[place].isspace()):
        return
    with pytest.raises(ProgressError):
        checked(changed)


@given(st.one_of(st.text(), st.binary()))
def test_anything_else_is_refused_in_words(text):
    with pytest.raises(ProgressError, match="not a result file"):
        checked(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "3", '{"file": 1}', "[" * 100_000, '{"a": NaN}'])
def test_no_text_crashes_it(text):
    with pytest.raises(ProgressError):
        checked(text)


def test_other_files_and_newer_formats_are_named_for_what_they_are():
    with pytest.raises(ProgressError, match="format 2"):
        checked('{"mmready": 2, "file": "mmready-result", "sum": ""}')
    with pytest.raises(ProgressError, match="a file 'mmready-sittings'"):
        checked('{"mmready": 1, "file": "mmready-sittings", "sum": ""}')

"""Blanks: parts marked one by one, points put together."""

from __future__ import annotations

from typing import Any

import pytest

from mmready.domain.response import Judgement, Reading
from mmready.domain.variant import AnswerKey, Blank, Variant
from mmready.grading import blanks, output

ANSWERS = {"z": "2", "m": "-2", "k": "7"}
KEY = AnswerKey(
    "q", 0, "blanks",
    blanks={
        name: AnswerKey("q", 0, "output", answer=answer, points=2 if name == "k" else 1)
        for name, answer in ANSWERS.items()
    },
)  # fmt: skip
VARIANT = Variant(
    "q", 0, "blanks", "skill", "python", "[[?z]] [[?m]] [[?k]]", blanks=tuple(Blank(name, "output") for name in ANSWERS)
)


@pytest.mark.parametrize(
    ("response", "outcome", "points", "told"),
    [
        (ANSWERS, "right", 1, ""),
        ({**ANSWERS, "z": "3"}, "partly", 0.75, "- Blank 1: Not right.\n- Blank 2: right.\n- Blank 3: right."),
        ({**ANSWERS, "k": "3"}, "partly", 0.5, "- Blank 3: Not right."),
        ({"z": "9", "m": "9", "k": "9"}, "wrong", 0, "- Blank 2: Not right."),
        ({**ANSWERS, "m": ""}, "empty", 0, "Not filled in yet: blank 2."),
        ({"k": "7"}, "empty", 0, "Not filled in yet: blank 1, blank 2."),
        ({**ANSWERS, "m": ["x"]}, "unreadable", 0, "Blank 2: We can’t read this yet: we expect text"),
        ({"m": ["x"]}, "unreadable", 0, "Blank 2:"),
        ({}, "empty", 0, "Nothing is filled in"),
        (None, "empty", 0, "Nothing is filled in"),
        ("2", "unreadable", 0, "each blank"),
        (["2", "-2"], "unreadable", 0, "each blank"),
        ({**ANSWERS, "q": "1"}, "unreadable", 0, "no blank called q"),
    ],
)
def test_blanks(response: Any, outcome: str, points: float, told: str) -> None:
    judgement = blanks.grade(KEY, response, output.grade)
    assert (judgement.outcome, judgement.points) == (outcome, points)
    assert told in judgement.feedback
    reading = blanks.check_form(VARIANT, response, output.check_form)
    assert reading.outcome == (outcome if outcome in ("empty", "unreadable") else "readable")
    if reading.outcome != "readable":
        assert reading.help == judgement.feedback


def test_parts_of_a_blank_s_points_count() -> None:
    judgement = blanks.grade(KEY, ANSWERS, lambda part, response: Judgement("partly", 0.5, "Half.", "half"))
    assert (judgement.outcome, judgement.points, judgement.code) == ("partly", 0.5, "half")


def test_a_blank_is_read_as_a_question_of_its_own_kind() -> None:
    seen: list[Variant] = []

    def check(variant: Variant, response: Any) -> Reading:
        seen.append(variant)
        return Reading("readable", latex=f"x_{len(seen)}")

    reading = blanks.check_form(VARIANT, ANSWERS, check)
    assert [variant.kind for variant in seen] == ["output"] * 3
    assert reading.latex == r"x_1,\quad x_2,\quad x_3"


def test_specimens_come_out_as_they_say() -> None:
    found = blanks.specimens(VARIANT, KEY, output.specimens)
    assert {outcome for _, outcome in found} == {"right", "partly", "wrong", "empty", "unreadable"}
    for response, outcome in found:
        assert blanks.grade(KEY, response, output.grade).outcome == outcome, response


def test_a_single_blank_is_wrong_and_not_partly_right() -> None:
    key = AnswerKey("q", 0, "blanks", blanks={"z": AnswerKey("q", 0, "output", answer="2")})
    variant = Variant("q", 0, "blanks", "skill", "python", "[[?z]]", blanks=(Blank("z", "output"),))
    for response, outcome in blanks.specimens(variant, key, output.specimens):
        assert blanks.grade(key, response, output.grade).outcome == outcome, response

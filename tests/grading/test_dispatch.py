"""What holds for every kind: no response raises, no feedback tells the key, blanks put kinds together."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.domain.question import KINDS
from mmready.domain.response import OUTCOMES
from mmready.domain.variant import AnswerKey, Blank, FunctionTest, Mistake, Option, ShownTest, Variant
from mmready.grading import check_form, grade, specimens
from mmready.grading.feedback import WORDS
from mmready.running import ChildRunner

RUNNER = ChildRunner()
LETTERS = ("a", "b", "c")
OPTIONS = tuple(Option(letter, f"Text {letter}") for letter in LETTERS)

# A key that no feedback may tell, one a kind; the canary is text that only the key holds.
CANARY = "48151623"
KEYS: dict[str, AnswerKey] = {
    "one-choice": AnswerKey("q", 0, "one-choice", right=("b",), shown=LETTERS, option_feedback={"a": "Look again."}),
    "many-choice": AnswerKey("q", 0, "many-choice", right=("a", "c"), shown=LETTERS),
    "number": AnswerKey("q", 0, "number", answer=CANARY, mistakes=(Mistake("7", "That is something else."),)),
    "expression": AnswerKey("q", 0, "expression", answer=f"{CANARY}*x^2", variables={"x": "real"}),
    "equation": AnswerKey("q", 0, "equation", answer=f"y = {CANARY}*x", variables={"x": "real", "y": "real"}),
    "inequality": AnswerKey("q", 0, "inequality", answer=f"x > {CANARY}", variables={"x": "real"}),
    "vector": AnswerKey("q", 0, "vector", answer=f"[1, {CANARY}]"),
    "matrix": AnswerKey("q", 0, "matrix", answer=f"[[1, 2], [3, {CANARY}]]"),
    "interval": AnswerKey("q", 0, "interval", answer=f"[0, {CANARY})"),
    "set": AnswerKey("q", 0, "set", answer=f"{{1, {CANARY}}}"),
    "order": AnswerKey("q", 0, "order", lines=("a = 1", "b = a", f"print({CANARY})"), extra=("c = 1",)),
    "output": AnswerKey("q", 0, "output", answer=f"[{CANARY}]\n"),
    "function": AnswerKey(
        "q", 0, "function", answer=f"def f(n):\n    return n * {CANARY}", function="f(n)",
        tests=(FunctionTest("f(0)", "0"), FunctionTest("f(1)", CANARY, hidden=True)),
    ),
}  # fmt: skip
KEYS["blanks"] = AnswerKey("q", 0, "blanks", blanks={"m": KEYS["output"], "n": KEYS["one-choice"]})


def variant_of(key: AnswerKey) -> Variant:
    fields: dict[str, Any] = {"variables": tuple(key.variables)}
    if key.kind.endswith("choice"):
        fields["options"] = OPTIONS
    if key.kind == "order":
        fields["lines"] = (*key.extra, *key.lines)
    if key.kind == "function":
        fields |= {
            "function": key.function,
            "tests": tuple(ShownTest(t.call, t.gives) for t in key.tests if not t.hidden),
        }
    if key.kind == "blanks":
        shown = {"one-choice": OPTIONS}
        fields["blanks"] = tuple(Blank(name, part.kind, shown.get(part.kind, ())) for name, part in key.blanks.items())
    return Variant("q", 0, key.kind, "skill", "calculus", "Text", **fields)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


def test_every_kind_has_a_key_here() -> None:
    assert set(KEYS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(response=json_values)
def test_no_json_value_raises_and_form_and_grade_agree(kind: str, response: Any) -> None:
    key = KEYS[kind]
    judgement = grade(key, response, _Never())
    reading = check_form(variant_of(key), response)
    assert judgement.outcome in OUTCOMES
    assert 0 <= judgement.points <= 1
    assert (judgement.points == 1) == (judgement.outcome == "right")
    if kind != "blanks":
        assert (reading.outcome == "empty") == (judgement.outcome == "empty")
    if reading.outcome == "unreadable":
        assert judgement.outcome == "unreadable"
    if not judgement.counts:
        assert judgement.feedback
        assert judgement.points == 0


class _Never:
    """No source that random text gives is a function called f, so nothing is ever run."""

    def run(self, task: object) -> Any:
        raise AssertionError("nothing should run")


@pytest.mark.parametrize("kind", KINDS)
def test_specimens_come_out_as_they_say_and_no_feedback_tells_the_key(kind: str) -> None:
    key = KEYS[kind]
    found = specimens(variant_of(key), key)
    outcomes = {outcome for _, outcome in found}
    assert outcomes >= {"right", "unreadable", "empty"}
    assert outcomes & {"wrong", "partly"}
    for response, outcome in found:
        judgement = grade(key, response, RUNNER)
        assert judgement.outcome == outcome, (response, judgement)
        if CANARY not in json.dumps(response):
            assert CANARY not in judgement.feedback + judgement.read_as


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("function", "blanks")])
@settings(max_examples=100, deadline=None)
@given(
    response=st.text(alphabet="0123456789xy+-*/()[]{},=<> ab", max_size=15)
    | st.lists(st.sampled_from([*LETTERS, 1, 2, 3]))
)
def test_feedback_never_tells_the_key(kind: str, response: Any) -> None:
    judgement = grade(KEYS[kind], response)
    if CANARY not in json.dumps(response):
        assert CANARY not in judgement.feedback + judgement.read_as


@pytest.mark.parametrize("code", sorted(WORDS))
def test_words_are_plain(code: str) -> None:
    text = WORDS[code]
    assert "!" not in text
    assert not any(word in text.lower().split() for word in ("simply", "just", "unfortunately", "invalid", "incorrect"))

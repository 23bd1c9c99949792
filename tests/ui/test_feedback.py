"""The heading of feedback names the outcome and the mistake."""

from __future__ import annotations

import pytest

from mmready.domain.response import Judgement
from mmready.ui.feedback import feedback_json
from tests.ui.all_kinds import VARIANTS, all_kinds_bank

BANK = all_kinds_bank()


def shown(judgement, change=None, last=False):
    return feedback_json(BANK, VARIANTS["expression"], judgement, ("6.431x", "6.86x"), change, last)


@pytest.mark.parametrize(
    ("outcome", "feedback", "heading", "body"),
    [
        ("right", "", "Right", ""),
        ("wrong", "Not right.", "Not right", ""),
        ("wrong", "The inside was not differentiated.", "Not right: the inside was not differentiated", ""),
        ("wrong", "The inside is left. Do it too.", "Not right: the inside is left", "<p>Do it too.</p>"),
        ("wrong", "Bayes’ rule goes the other way.", "Not right. Bayes’ rule goes the other way", ""),
        ("wrong", "Not right: look at the signs.", "Not right: look at the signs", ""),
        ("wrong", "Not right yet: this is close. Give more.", "Not right yet: this is close", "<p>Give more.</p>"),
        ("partly", "One end belongs.", "Partly right: one end belongs", ""),
        ("wrong", "`f(1)` gives `2`.", "Not right. <code>f(1)</code> gives <code>2</code>", ""),
    ],
)
def test_short_first_sentence_makes_the_heading(outcome, feedback, heading, body):
    found = shown(Judgement(outcome, 0.5, feedback))
    assert (found["heading"], found["body"]) == (heading, body)


@pytest.mark.parametrize(
    "feedback", ["Long " * 30 + "sentence.", "Stops:\n\n~~~text\nZeroDivisionError\n~~~", "It is $0.5. x$ here."]
)
def test_other_feedback_stays_below(feedback):
    found = shown(Judgement("wrong", 0.0, feedback))
    assert found["heading"] == "Not right"
    assert found["body"]


def test_answer_is_shown_as_it_was_read():
    assert "<msup" in shown(Judgement("wrong", 0.0, "", read_as="x^{2}"))["wrote"]


def test_change_of_belief_is_said_only_where_there_is_one():
    assert shown(Judgement("wrong"), ("solid", "not sure"))["changes"] == "Chain rule: from solid to not sure yet."
    assert shown(Judgement("wrong"), ("gap", "gap"))["changes"] == ""


def test_why_asked_names_skill_and_use():
    why = shown(Judgement("right"))["why"]
    assert "Chain rule" in why
    assert "6.431x for chain rule in homework, Unit 4" in why


def test_last_feedback_leads_to_the_verdict():
    assert shown(Judgement("right"), last=True)["next"] == "See the verdict"

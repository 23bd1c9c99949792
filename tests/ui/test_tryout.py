"""After the check: what moved since last time, what if only some of it is studied, flags and comments in the report."""

from __future__ import annotations

import dataclasses
import re

import pytest

from mmready.progress import MemoryStore
from tests.session.test_remarks import BANK
from tests.ui.test_controller import NOON, Controller, surroundings_of


def check(store, day, share, seed=3, courses=("C1", "C2")):
    """A controller whose check has ended, on this day of November; every answer is right from ``share`` on."""
    around = dataclasses.replace(surroundings_of(store, seed), clock=lambda: NOON.replace(day=day))
    made = Controller(BANK, courses, around)
    made.obey({"do": "start", "courses": list(courses), "length": "quick", "see": "end"})
    for number in range(1, 11):
        if made.screen["name"] != "question":
            break
        key = made._sitting._current()[1]
        variant = made._sitting.variant
        right = [option.letter for option in variant.options].index(key.right[0]) if variant.options else key.answer
        wrong = 0 if variant.options and right else "-98765" if not variant.options else 1
        made.obey({"do": "flag", "number": number, "on": number == 2})
        made.obey({"do": "comment", "number": number, "text": "<b>Is 0 a number here?</b>" if number == 3 else ""})
        made.obey({"do": "answer", "number": number, "value": right if share else wrong})
    if made.screen["name"] == "question":
        made.obey({"do": "end"})
    return made


def test_verdict_says_what_moved_since_the_check_before():
    store = MemoryStore()
    first = check(store, 2, share=0)
    assert "Since" not in first.screen["html"]
    second = check(store, 22, share=1, seed=4)
    assert re.search(r"Since 2 November 2026, .*C1 went from \S+.* to ", second.screen["html"])
    kept = second.obey({"do": "report"})["file"]["text"]
    assert "Since 2 November 2026" in kept


def test_a_store_that_cannot_be_read_costs_the_comparison_and_nothing_else():
    class Forgetful(MemoryStore):
        def read(self, sitting):
            raise OSError("gone")

    made = check(Forgetful(), 2, share=0)
    assert made.screen["name"] == "page"
    assert "Since" not in made.screen["html"]


def test_flags_and_comments_stand_in_verdict_and_report_as_they_were_written():
    made = check(MemoryStore(), 2, share=0)
    for text in (made.screen["html"], made.obey({"do": "report"})["file"]["text"]):
        assert "Your flags and comments" in text
        assert "Question 2, " in text
        assert "“&lt;b&gt;Is 0 a number here?&lt;/b&gt;”" in text


def test_what_to_study_can_be_tried_out():
    made = check(MemoryStore(), 2, share=0)
    page = made.obey({"do": "gaps"})["screen"]["html"]
    skills = re.findall(r'<input type="checkbox" value="([^"]+)"', page)
    assert len(skills) > 1
    assert "This is what we expect, and no promise" in page
    none = made.obey({"do": "what_if", "skills": []})
    some = made.obey({"do": "what_if", "skills": skills[:1]})
    whole = made.obey({"do": "what_if", "skills": skills})
    assert "After what you tick" in none["chances"]
    assert re.search(r"After .* of study", some["chances"])
    assert some["chances"] != whole["chances"]
    assert re.match(r"C1: now .*%, then ", whole["say"])
    assert made.screen["html"] == page, "trying out changes no screen"


@pytest.mark.parametrize("skills", [None, "limits", ["no-such-skill"], [3]])
def test_nonsense_to_try_out_is_said(skills):
    made = check(MemoryStore(), 2, share=0)
    assert "expected skills of the list" in made.obey({"do": "what_if", "skills": skills})["error"]


def test_look_closer_is_offered_only_where_something_is_left_to_ask():
    made = check(MemoryStore(), 2, share=0)

    def offered():
        return any(action["command"] == "extend" for action in made.obey({"do": "gaps"})["screen"]["actions"])

    rounds = 0
    while offered():
        rounds += 1
        assert rounds < 20
        assert "error" not in made.obey({"do": "extend"})
        while made.screen["name"] == "question":
            made.obey({"do": "dont_know", "number": made.screen["number"]})
    assert "nothing left to ask" in made.obey({"do": "extend"})["error"]

"""References of sections, lists, and what answers are said to show."""

from __future__ import annotations

import pytest

from mmready.advising.answers import answers_on, outcome_phrase, outcome_sentence
from mmready.advising.words import references
from mmready.domain.skill import Resource, Section
from tests.advising.learners import answers, catalogue_bank


def resource(word: str, *refs: str) -> Resource:
    sections = {ref: Section(ref, f"Title {ref}", "https://example.org/") for ref in refs}
    return Resource("r", "R", "https://example.org/", word, sections, "", "https://example.org/", "2026-11-22")


@pytest.mark.parametrize(
    ("word", "refs", "text"),
    [
        ("session", ["47"], "session 47"),
        ("session", ["47", "48"], "sessions 47 and 48"),
        ("session", ["47", "48", "49", "51"], "sessions 47–49 and 51"),
        ("session", ["1", "2", "3", "6", "9", "10", "12"], "sessions 1–3, 6, 9, 10 and 12"),
        ("section", ["1.1", "1.2", "1.5"], "sections 1.1, 1.2 and 1.5"),
        ("", ["S01.3", "S01.4", "S01.5", "L05"], "S01.3–S01.5 and L05"),
        ("", ["L07", "L10"], "L07 and L10"),
        ("title", ["a", "b"], "Title a; Title b"),
        ("appendix", ["C"], "appendix C"),
    ],
)
def test_sections_are_named_in_one_phrase(word, refs, text):
    assert references(resource(word, *refs), refs) == text


@pytest.mark.parametrize(
    ("given", "phrase", "sentence"),
    [
        ("14:wrong 21:wrong", "both questions not right (14 and 21)", "You missed both questions on it (14 and 21)."),
        ("14:wrong", "the one question not right (14)", "You missed the question on it (14)."),
        ("14:partly", "the one question partly right (14)", "You missed the question on it in part (14)."),
        (
            "4:right 9:wrong 12:wrong",
            "1 of 3 questions right (4, 9 and 12)",
            "You got 1 of 3 questions on it right (4, 9 and 12).",
        ),
        (
            "4:wrong 9:wrong 12:wrong",
            "all 3 questions not right (4, 9 and 12)",
            "You missed all 3 questions on it (4, 9 and 12).",
        ),
        ("5:dont_know", "“I don't know yet” (5)", "You answered “I don't know yet” to the question on it (5)."),
        (
            "4:right 9:right",
            "both questions right (4 and 9)",
            "You got both questions on it right (4 and 9), which is not yet enough to be sure.",
        ),
    ],
)
def test_answers_are_named_by_number(given, phrase, sentence):
    evidence = answers(double_integrals=given, chain_rule="1:right")
    found = answers_on(catalogue_bank(), "double-integrals", evidence)
    assert outcome_phrase(found) == phrase
    assert outcome_sentence(found) == sentence


def test_a_skill_without_answers_says_so():
    assert outcome_sentence(()) == "Not asked; estimated from your other answers."

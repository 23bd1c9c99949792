"""How well the learner knows what they know."""

from __future__ import annotations

import pytest

from mmready.domain.response import Evidence
from mmready.report.calibration import calibration_view
from mmready.report.html import verdict_html
from mmready.report.text import render_text
from mmready.report.view import verdict_view
from tests.report.example import BANK, READINESS, RECOMMENDATIONS


def said(**counts: tuple[int, int]) -> tuple[Evidence, ...]:
    """``sure=(8, 9)``: nine answers with that word, eight of them right."""
    found = []
    for word, (right, count) in counts.items():
        for place in range(count):
            outcome = "right" if place < right else "wrong"
            found.append(Evidence("q", float(place < right), False, len(found) + 1, outcome, word))
    return tuple(found)


def test_nothing_is_said_where_nothing_was_said():
    assert calibration_view(()) is None
    assert calibration_view((Evidence("q", 1.0, False, 1, "right"),)) is None


def test_rows_count_what_was_right_as_a_whole_in_their_order():
    partly = Evidence("q", 0.5, False, 99, "partly", "sure")
    found = calibration_view((*said(guess=(1, 4), sure=(8, 9)), partly))
    assert found is not None
    assert [(row.said, row.right, row.count) for row in found.rows] == [("sure", 8, 10), ("guess", 1, 4)]
    assert found.rows[0].text == "Sure: 8 of 10 right"
    assert found.rows[0].share == 0.8


@pytest.mark.parametrize(
    ("counts", "finding"),
    [
        ({"sure": (9, 10)}, "When you were sure, you were right 9 of 10 times: you can trust it."),
        ({"sure": (7, 10)}, "When you were sure, you were right 7 of 10 times."),
        ({"sure": (4, 10)}, "you were right 4 of 10 times: check what you feel sure of"),
        ({"sure": (9, 10), "guess": (4, 5)}, "and 4 of 5 times when you guessed: you know more than you think."),
        ({"sure": (2, 2), "guess": (1, 5)}, "You said how sure you were 7 times; that is too few"),
        ({"guess": (1, 1)}, "You said how sure you were 1 time; that is too few"),
    ],
)
def test_finding_says_what_sure_is_worth(counts, finding):
    found = calibration_view(said(**counts))
    assert found is not None
    assert finding in found.finding


def test_report_tells_it_on_the_page_and_as_text():
    evidence = said(sure=(9, 10))
    page = verdict_html(verdict_view(BANK, READINESS, RECOMMENDATIONS, evidence))
    assert "Sure: 9 of 10 right" in page
    assert "never moves a verdict" in page
    assert "Sure: 9 of 10 right" in render_text(BANK, READINESS, RECOMMENDATIONS, evidence)

"""Numbers and lists as people say them."""

from __future__ import annotations

import pytest

from mmready.report import words


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "under 1%"),
        (0.009, "under 1%"),
        (0.01, "1%"),
        (0.624, "62%"),
        (0.99, "99%"),
        (0.995, "over 99%"),
        (1, "over 99%"),
    ],
)
def test_chance_is_never_zero_or_certain(probability, said):
    assert words.chance(probability) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ((16, 23), "16–23 hours"),
        ((0.5, 1), "0.5–1 hour"),
        ((0.5, 0.5), "half an hour"),
        ((3, 3), "3 hours"),
        ((2.5, 4.4), "3–4 hours"),
        ((0.2, 0.3), "half an hour"),
    ],
)
def test_hours_are_a_range_in_whole_or_half_hours(span, said):
    assert words.hours(*span) == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(items, said):
    assert words.joined(items) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Double integrals", "double integrals"),
        ("Bayes’ rule", "Bayes’ rule"),
        ("Bayes' rule", "Bayes' rule"),
        ("NumPy arrays", "NumPy arrays"),
        ("Lagrange multipliers", "Lagrange multipliers"),
        ("Taylor approximation", "Taylor approximation"),
        ("Sums, products", "sums, products"),
    ],
)
def test_skill_names_inside_a_sentence(name, said):
    assert words.in_sentence(name) == said


@pytest.mark.parametrize(("text", "said"), [("2026-11-22T09:00:00+01:00", "22 November 2026"), ("", ""), ("soon", "")])
def test_days(text, said):
    assert words.day(text) == said


@pytest.mark.parametrize(("span", "said"), [((1, 2), "about a week"), ((9, 13), "about 2 weeks")])
def test_weeks_at_a_pace(span, said):
    assert words.weeks(*span, 8) == f"{said} at 8 hours a week"

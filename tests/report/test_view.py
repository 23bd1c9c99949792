"""What a report says: the finding first, never more certain than we are, each thing once."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.report.gaps import gaps_view
from mmready.report.view import MOST_SCALE, Band, verdict_view
from tests.report.example import BANK, EVIDENCE, READINESS, RECOMMENDATIONS, reading, study

VIEW = verdict_view(BANK, READINESS, RECOMMENDATIONS, EVIDENCE, "2026-11-22T09:00:00")


def test_asked_for_courses_come_ready_close_not_yet():
    assert [verdict.course for verdict in VIEW.courses] == ["14.310x", "6.431x", "6.86x"]
    assert [verdict.mark for verdict in VIEW.courses] == ["solid", "unsure", "gap"]


def test_courses_not_asked_for_and_rules_stand_apart():
    assert [verdict.course for verdict in VIEW.others] == ["18.6501x"]
    assert [verdict.course for verdict in VIEW.rules] == ["capstone"]


def heading(**probabilities: float) -> str:
    names = {"a": "6.431x", "b": "14.310x", "c": "18.6501x", "d": "6.86x"}
    found = {names[key]: reading(names[key], value, (-0.1, 0, 0.1)) for key, value in probabilities.items()}
    lists = {name: (study("series", (3, 4)),) if each.probability < 0.95 else () for name, each in found.items()}
    return verdict_view(BANK, found, lists, ()).heading


@pytest.mark.parametrize(
    ("probabilities", "said"),
    [
        ({"a": 0.97}, "You can start 6.431x now"),
        ({"a": 0.97, "b": 0.99}, "You can start all two courses now"),
        ({"a": 0.97, "b": 0.5}, "You can start 6.431x now. 14.310x is too close to call."),
        ({"a": 0.97, "b": 0.5, "c": 0.01}, "You can start 6.431x now. One course is too close to call."),
        ({"a": 0.97, "b": 0.01, "c": 0.01}, "You can start 6.431x now. Two courses need study first."),
        ({"a": 0.5}, "6.431x is too close to call"),
        ({"a": 0.5, "b": 0.5}, "Two courses are too close to call"),
        ({"a": 0.5, "b": 0.01}, "6.431x is too close to call. 14.310x needs study first."),
        ({"a": 0.01}, "Not yet: start with sequences and infinite series"),
        ({"a": 0.01, "b": 0.01}, "Not yet: start with sequences and infinite series"),
    ],
)
def test_heading_is_the_finding(probabilities, said):
    said = said.replace("all two courses", "both courses")
    assert heading(**probabilities) == said


def test_list_of_a_later_course_is_told_as_what_comes_besides_the_earlier_ones():
    names = ("6.431x", "14.310x", "18.6501x")
    found = {name: reading(name, 0.01, (-0.2, -0.1, 0.0)) for name in names}
    lists = {names[0]: (study("series", (3, 4)),), names[1]: (), names[2]: (study("chain-rule", (1, 2)),)}
    first, second, third = verdict_view(BANK, found, lists, ()).courses
    assert first.summary.startswith("1 gap to study, 3–4 hours")
    assert second.summary == "Nothing to study besides what stands before 6.431x."
    assert third.summary.startswith("Besides what stands before 6.431x, 1 gap to study, 1–2 hours")


def test_chance_band_and_what_would_settle_it_go_together():
    close = VIEW.courses[1]
    assert close.chance == "62%"
    assert close.band == Band(-7, 2, 11)
    assert close.settle == "About 7 more questions would settle it."
    assert close.band.said == (
        "Estimate 2 points above what the course needs; nine times in ten between 7 below and 11 above."
    )


@given(st.floats(-1, 1), st.floats(0, 1))
def test_scale_is_shared_and_bounded(middle, half):
    found = {"6.431x": reading("6.431x", 0.5, (middle - half, middle, middle + half))}
    scale = verdict_view(BANK, found, {"6.431x": ()}, ()).scale
    assert 25 <= scale <= MOST_SCALE
    assert scale % 5 == 0
    if max(abs(middle - half), abs(middle + half)) <= MOST_SCALE / 100:
        assert scale >= 100 * max(abs(middle - half), abs(middle + half)) - 0.51


def test_answers_can_be_looked_up_by_number():
    assert [row.number for row in VIEW.answers] == [answer.number for answer in EVIDENCE]
    assert VIEW.answers[0].skill == "Double integrals"
    assert VIEW.answers[3].outcome == "“I don’t know yet”"
    assert VIEW.answers[-1].skill == "A question that is no longer asked"


def test_few_answers_are_called_few():
    few = verdict_view(BANK, READINESS, RECOMMENDATIONS, EVIDENCE[:4])
    assert few.lead == "4 answers. That is few: with more of them the picture can still change."
    assert VIEW.lead == f"{len(EVIDENCE)} answers, 22 November 2026."


def test_list_is_grouped_by_the_course_it_opens_each_thing_once():
    view = gaps_view(BANK, RECOMMENDATIONS, {"6.86x": ("Left out: Bayes’ rule.",)})
    assert [group.course for group in view.groups] == ["6.431x", "6.86x"]
    assert [[gap.number for gap in group.gaps] for group in view.groups] == [[1, 2], [3, 4]]
    assert [gap.skill for gap in view.groups[1].gaps] == ["Functions", "NumPy arrays, shapes and indexing"]
    assert [group.hours for group in view.groups] == ["7–10 h", "11–16 h more"]
    assert view.groups[1].notes == ("Left out: Bayes’ rule.",)
    assert view.heading == "Start with double integrals"
    assert view.lead.startswith("2 things stand before 6.431x: 7 to 10 hours, about 2 weeks at 8 hours a week.")


def test_every_item_has_sections_with_addresses_and_a_reason():
    for group in gaps_view(BANK, RECOMMENDATIONS).groups:
        for gap in group.gaps:
            assert all(place.address.startswith("https://") for part in gap.study for place in part.places)
            assert gap.study
            assert gap.why


def test_guess_is_called_a_guess():
    guessed = gaps_view(BANK, {"6.431x": (study("series", (3, 4), "gap", likely=True),)})
    assert guessed.groups[0].gaps[0].state == "Likely a gap, not asked"


def test_nothing_to_study_is_said():
    assert gaps_view(BANK, {"6.431x": ()}).heading == "Nothing has to be studied first"
    assert gaps_view(BANK, {"6.431x": ()}).groups == ()


def test_unknown_resource_is_shown_by_its_name():
    lost = dataclasses.replace(study("series", (3, 4)), resource="a book", sections=("9",))
    assert gaps_view(BANK, {"6.431x": (lost,)}).groups[0].gaps[0].study[0].name == "a book"

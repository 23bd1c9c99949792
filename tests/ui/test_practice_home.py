"""The screen of practice where no name was given: what is due, what can be carried on, subjects."""

from __future__ import annotations

import datetime

import pytest

import mmready
from mmready.api import default_runner
from mmready.errors import ProgressError
from mmready.progress import MemoryStore
from mmready.ui.practice_home import PracticeHome
from mmready.ui.practising import begin_practice
from mmready.ui.reviewing import due_line, when
from mmready.ui.surroundings import Surroundings
from tests.ui.test_practising import BANK, answer

SUNDAY = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def around(store, days=0):
    now = SUNDAY + datetime.timedelta(days=days)
    return Surroundings(lambda: now, lambda: 3, store, default_runner(), "a folder")


def home(store, days=0):
    return PracticeHome(BANK, around(store, days))


def practised(store, *skills, days=0):
    """Each of these skills answered with "I don't know yet", and so due on the day after."""
    practice = begin_practice(BANK, skills, around(store, days), count=len(skills))
    for _ in skills:
        practice.dont_know((SUNDAY + datetime.timedelta(days=days)).isoformat())


def test_nothing_practised_offers_every_subject():
    made = home(MemoryStore())
    assert '<h2 tabindex="-1">Choose what to practise</h2>' in made.screen["html"]
    assert [action["text"] for action in made.screen["actions"]] == [
        "Practise calculus",
        "Practise linear algebra",
        "Practise probability",
        "Practise Python",
    ]
    assert made.screen["actions"][0]["look"] == "primary"


def test_skills_due_today_come_first_and_are_reviewed_at_once():
    store = MemoryStore()
    practised(store, "chain-rule", "series", "planes")
    made = home(store, days=1)
    assert "Three skills are due today" in made.screen["html"]
    first = made.screen["actions"][0]
    assert (first["text"], first["look"]) == ("Review these 3 skills", "primary")
    made.obey({"do": first["command"], **first["more"]})
    assert made.screen["mode"] == "Practice: 3 skills"
    for number in range(1, 4):
        made.obey({"do": "dont_know", "number": number})
        made.obey({"do": "next"})
    made.obey({"do": "pause"})
    made.obey({"do": "end"})
    assert "Nothing is due today: next tomorrow" in made.obey({"do": "leave"})["screen"]["html"]


def test_before_its_day_nothing_is_due_and_the_next_day_is_named():
    store = MemoryStore()
    practised(store, "chain-rule")
    assert "Nothing is due today: next tomorrow" in home(store).screen["html"]


def test_unfinished_practice_can_be_carried_on_where_it_was():
    store = MemoryStore()
    made = home(store)
    made.obey({"do": "begin", "wanted": ["calculus"]})
    answer(made)
    made.obey({"do": "next"})
    standing = made.screen
    again = home(store)
    offer = next(action for action in again.screen["actions"] if action["command"] == "resume")
    assert offer["text"].startswith("Carry on: ")
    assert offer["text"].endswith(", 1 answer")
    assert again.obey({"do": "resume", **offer["more"]})["screen"] == standing


def test_unknown_names_are_refused_in_words():
    made = home(MemoryStore())
    assert made.obey({"do": "begin", "wanted": ["nothing"]})["error"]
    assert made.obey({"do": "resume", "sitting": "never"})["error"]
    assert made.obey({"do": "begin"})["error"]


class Damaged(MemoryStore):
    """A store with a sitting that cannot be read."""

    def sittings(self):
        return ("damaged", *super().sittings())

    def read(self, sitting):
        if sitting == "damaged":
            raise ProgressError("cannot be read")
        return super().read(sitting)


def test_damaged_file_keeps_nothing_from_showing():
    store = Damaged()
    practised(store, "chain-rule")
    assert "Chain rule" in home(store, days=1).screen["html"]


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "tomorrow"), (2, "on Tuesday"), (6, "on Saturday"), (7, "on 29 November"), (60, "on 21 January 2027")],
)
def test_days_are_said_as_people_say_them(days, said):
    today = SUNDAY.date()
    assert when(today + datetime.timedelta(days=days), today) == said


def test_line_names_few_skills_and_counts_many():
    today = SUNDAY.date()
    tomorrow = today + datetime.timedelta(days=1)
    due = {"chain-rule": today, **dict.fromkeys(("series", "planes", "functions", "events"), tomorrow)}
    assert due_line(BANK, due, today) == (
        "Due today: 1 skill. Next tomorrow: sequences and infinite series, lines and planes and 2 more."
    )
    assert due_line(BANK, {}, today) == ""


def test_call_without_a_name_shows_it():
    made = mmready.practise(bank=BANK, store=MemoryStore())
    assert repr(made) == "mmready.practise()"
    assert made.children[0].screen["name"] == "page"

"""Practice and quiz on screen: hints on request, the solution with its own question only, nothing of a key before."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest

import mmready
from mmready.api import default_runner
from mmready.domain.bank import Prepared
from mmready.domain.events import Noted
from mmready.errors import LearnerInputError
from mmready.progress import MemoryStore
from mmready.ui.practising import Practising, begin_practice
from mmready.ui.surroundings import Surroundings
from tests.ui.all_kinds import KEY, RIGHT, SKILLS, SOLUTION, UNREADABLE, WRONG, all_kinds_bank
from tests.ui.test_controller import finished, started

NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
HINT = "Look at $u$ first."


def hinted():
    """The bank with a question of every kind, each with two hints."""
    bank = all_kinds_bank()

    def with_hints(prepared):
        return Prepared(
            tuple((dataclasses.replace(v, hints=(HINT, "Then at $v$.")), k) for v, k in prepared.drawn), True
        )

    return dataclasses.replace(bank, prepared={name: with_hints(each) for name, each in bank.prepared.items()})


BANK = hinted()


def practising(*wanted, count=None, store=None, back=""):
    around = Surroundings(lambda: NOON, lambda: 3, store or MemoryStore(), default_runner(), "a folder")
    return Practising(lambda: begin_practice(BANK, wanted or ("calculus",), around, count), around, back)


def answer(made, values=RIGHT):
    screen = made.screen
    return made.obey({"do": "answer", "number": screen["number"], "value": values[screen["kind"]]})


def test_head_names_the_skill_and_how_far_it_is():
    screen = practising("chain-rule").screen
    assert (screen["mode"], screen["about"], screen["done"]) == ("Practice: chain rule", "Question 1 of about 3", 0)
    assert practising("linear-algebra").screen["mode"] == "Practice: linear algebra"
    quiz = practising("chain-rule", "series", "planes", count=3).screen
    assert (quiz["mode"], quiz["about"]) == ("Quiz: 3 skills", "Question 1 of 3")


@pytest.mark.parametrize("kind", list(RIGHT))
@pytest.mark.parametrize("values", [RIGHT, WRONG], ids=["right", "wrong"])
def test_every_kind_is_answered_and_then_its_solution_is_shown(kind, values):
    made = practising(SKILLS[kind][0])
    assert SOLUTION not in json.dumps(made.screen)
    assert KEY not in json.dumps(made.screen)
    reply = answer(made, values)
    assert f"{SOLUTION} {kind}" in reply["screen"]["feedback"]["why"]
    assert reply["screen"]["given"] == values[kind]


def test_solution_is_gone_when_the_next_question_comes():
    made = practising("calculus")
    for _ in range(6):
        answer(made, WRONG)
        assert SOLUTION in json.dumps(made.screen)
        made.obey({"do": "next"})
        assert SOLUTION not in json.dumps(made.screen)
        assert KEY not in json.dumps(made.screen)


@pytest.mark.parametrize("kind", list(UNREADABLE))
def test_unreadable_does_not_count_and_shows_no_solution(kind):
    made = practising(SKILLS[kind][0])
    before = made.screen
    reply = answer(made, UNREADABLE)
    assert reply["unread"]["invalid"]
    assert made.screen == before


def test_unknown_one_shows_the_solution():
    made = practising("chain-rule")
    screen = made.obey({"do": "dont_know", "number": 1})["screen"]
    assert screen["feedback"]["outcome"] == "dont_know"
    assert SOLUTION in screen["feedback"]["why"]
    assert "given" not in screen


def test_hints_are_on_the_screen_only_once_asked_for_one_by_one():
    made = practising("chain-rule")
    assert (made.screen["hints"], made.screen["more_hints"]) == ([], 2)
    assert "Look at" not in json.dumps(made.screen)
    screen = made.obey({"do": "hint", "number": 1})["screen"]
    assert len(screen["hints"]) == 1
    assert "<math" in screen["hints"][0]
    assert screen["more_hints"] == 1
    made.obey({"do": "hint", "number": 1})
    made.obey({"do": "hint", "number": 1})
    assert len(made.screen["hints"]) == 2
    assert len(answer(made)["screen"]["hints"]) == 2
    assert made.obey({"do": "next"})["screen"]["hints"] == []


def test_answer_to_a_question_that_is_over_changes_nothing():
    made = practising("calculus")
    answer(made)
    before = made.screen
    assert made.obey({"do": "answer", "number": 1, "value": "1"})["screen"] == before
    assert made.obey({"do": "dont_know", "number": 1})["screen"] == before
    assert made.obey({"do": "hint", "number": 1})["screen"] == before
    assert made.obey({"do": "preview", "number": 1, "value": "1"}) == {"outcome": "empty"}


def test_quiz_ends_with_a_plain_summary():
    made = practising("calculus", count=3)
    outcomes = []
    while made.screen["name"] == "question":
        screen = answer(made, RIGHT if len(outcomes) else WRONG)["screen"]
        outcomes.append(screen["feedback"]["outcome"])
        made.obey({"do": "next"})
    assert len(outcomes) == 3
    assert '<h2 tabindex="-1">2 of 3 right</h2>' in made.screen["html"]
    assert SOLUTION not in json.dumps(made.screen)
    assert "!" not in made.screen["html"].replace("<!", "")


def test_practice_of_one_skill_ends_with_what_was_reached():
    made = practising("chain-rule")
    while made.screen["name"] == "question":
        answer(made)
        made.obey({"do": "next"})
    assert "Chain rule: all that we have was right in a row" in made.screen["html"]
    assert made.obey({"do": "again"})["screen"]["about"] == "Question 1 of about 3"


def test_what_was_missed_is_asked_again_and_only_that():
    made = practising("calculus", count=3)
    missed = []
    while made.screen["name"] == "question":
        values = WRONG if not missed else RIGHT
        missed += [made._practice.variant.question] if values is WRONG else []
        answer(made, values)
        made.obey({"do": "next"})
    assert [action["command"] for action in made.screen["actions"]] == ["retest", "again"]
    assert made.obey({"do": "retest"})["screen"]["about"] == "Question 1 of 1"
    assert made._practice.variant.question == missed[0]
    answer(made)
    made.obey({"do": "next"})
    assert [action["command"] for action in made.screen["actions"]] == ["again"]
    assert "nothing was missed" in made.obey({"do": "retest"})["error"]


def test_closing_page_says_when_to_look_again():
    store = MemoryStore()
    made = practising("chain-rule", store=store)
    answer(made)
    made.obey({"do": "pause"})
    assert "Due today: no skills. Next on Tuesday: chain rule." in made.obey({"do": "end"})["screen"]["html"]


def test_comment_is_kept_and_shown_again():
    store = MemoryStore()
    made = practising("calculus", store=store)
    made.obey({"do": "dont_know", "number": 1})
    assert made.obey({"do": "comment", "number": 1, "text": "too long"}) == {}
    assert made.obey({"do": "carry_on"})["screen"]["comment"] == "too long"
    assert made.obey({"do": "next"})["screen"]["comment"] == ""
    notes = [event for event in store.read(next(iter(store.sittings()))) if isinstance(event, Noted)]
    assert ("comment", "too long", 1) in [(note.what, note.text, note.number) for note in notes]


def test_pause_carry_on_and_finish():
    made = practising("calculus")
    answer(made)
    assert "Your 1 answer is saved." in made.obey({"do": "pause"})["screen"]["html"]
    assert "feedback" in made.obey({"do": "carry_on"})["screen"]
    made.obey({"do": "pause"})
    screen = made.obey({"do": "end"})["screen"]
    assert "1 of 1 right" in screen["html"]
    assert "Still to practise" in screen["html"]


def test_flag_is_kept_for_the_question_on_the_screen():
    store = MemoryStore()
    made = practising("calculus", store=store)
    asked = []
    for number in (1, 2):
        asked.append(made._practice.variant.question)
        made.obey({"do": "dont_know", "number": number})
        made.obey({"do": "flag", "number": number, "on": True})
        made.obey({"do": "next"})
    events = store.read(next(iter(store.sittings())))
    assert [(e.number, e.question) for e in events if isinstance(e, Noted) and e.what == "flag"] == [
        (1, asked[0]),
        (2, asked[1]),
    ]


def test_flag_and_run_and_unknown_commands():
    made = practising("functions")
    assert made.obey({"do": "flag", "number": 1, "on": True}) == {}
    tests = made.obey({"do": "run", "number": 1, "source": RIGHT["function"]})["tests"]
    assert tests["title"] == "2 of 2 visible tests pass"
    assert "no command" in made.obey({"do": "fly"})["error"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda **more: mmready.practise("chain-rule", **more), "mmready.practise('chain-rule')"),
        (lambda **more: mmready.practise("chain-rule", seed=3, **more), "mmready.practise('chain-rule', seed=3)"),
        (lambda **more: mmready.quiz("calculus/chain-rule", n=3, **more), "mmready.quiz('calculus/chain-rule', n=3)"),
    ],
)
def test_name_is_the_call_that_made_it(call, said):
    assert repr(call(bank=BANK, store=MemoryStore())) == said


def test_unknown_skill_is_refused_with_the_nearest():
    with pytest.raises(LearnerInputError, match="did you mean chain-rule"):
        mmready.practise("chain-rul", bank=BANK, store=MemoryStore())


def test_nothing_is_saved_by_opening_practice():
    store = MemoryStore()
    mmready.practise("chain-rule", bank=BANK, store=store)
    assert list(store.sittings()) == []


def test_no_key_or_solution_is_in_any_synced_trait_before_the_answer():
    made = mmready.practise("calculus", seed=3, bank=BANK, store=MemoryStore())
    (screen,) = made.children
    screen.send = lambda content, buffers=None: None

    def state():
        return json.dumps([made.get_state(), screen.get_state()], default=str)

    for _ in range(5):
        assert KEY not in state()
        assert SOLUTION not in state()
        shown = screen.screen
        screen._handle_custom_msg(
            {"id": "1", "do": "answer", "number": shown["number"], "value": WRONG[shown["kind"]]}, []
        )
        assert SOLUTION in state()
        screen._handle_custom_msg({"id": "2", "do": "next"}, [])


def test_what_to_study_leads_to_practice_and_to_the_plan_and_back():
    made = finished(started(), WRONG)
    gaps = made.obey({"do": "gaps"})["screen"]
    texts = [action["text"] for action in gaps["actions"]]
    assert texts[0].startswith("Practise ")
    assert "Put this on a calendar" in texts
    question = made.obey({"do": "practise"})["screen"]
    assert question["mode"].removeprefix("Practice: ") == texts[0].removeprefix("Practise ")
    made.obey({"do": "dont_know", "number": 1})
    made.obey({"do": "pause"})
    end = made.obey({"do": "end"})["screen"]
    assert end["actions"][-1] == {"text": "Back to what to study", "look": "", "command": "leave"}
    assert made.obey({"do": "leave"})["screen"] == gaps
    plan = made.obey({"do": "plan"})["screen"]
    assert (plan["name"], plan["start"]) == ("plan", "2026-11-22")
    assert made.obey({"do": "replan", "hours": "4", "start": "2026-12-01"})["screen"]["hours"] == "4"
    assert made.screen["hours"] == "4"
    assert made.obey({"do": "leave"})["screen"] == gaps

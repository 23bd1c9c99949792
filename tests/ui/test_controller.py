"""The controller: every command, what is saved, what the page gets to see, and what goes wrong."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest

from mmready.api import default_runner
from mmready.domain.events import Answered, Event, Noted
from mmready.errors import ProgressError
from mmready.progress import FileStore, MemoryStore, unpack
from mmready.report.result import checked
from mmready.session import checks
from mmready.ui.controller import Controller, Surroundings
from mmready.ui.edge import on_binder
from mmready.ui.practising import begin_practice
from tests.small_bank import small_bank
from tests.ui.all_kinds import KEY, RIGHT, SOLUTION, UNREADABLE, WRONG, all_kinds_bank, bank_of

BANK = all_kinds_bank()
NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def surroundings_of(store, seed=3):
    return Surroundings(lambda: NOON, lambda: seed, store, default_runner(), "a folder")


def controller(store=None, seed=3, bank=BANK):
    return Controller(bank, ("6.431x", "6.86x"), surroundings_of(store or MemoryStore(), seed))


def started(store=None, see="each", length="thorough", seed=3, bank=BANK):
    made = controller(store, seed, bank)
    made.obey({"do": "start", "courses": ["6.86x"], "length": length, "see": see})
    return made


def answer(made, values=RIGHT):
    screen = made.screen
    return made.obey({"do": "answer", "number": screen["number"], "value": values[screen["kind"]]})


def asking(kind, store=None):
    """A sitting that asks a question of this kind and no other."""
    return started(store, bank=bank_of(kind))


def screens(made, values=RIGHT):
    """The screens to the end of the sitting, each as it comes."""
    for _ in range(80):
        yield made.screen
        if made.screen["name"] != "question":
            return
        reply = made.obey({"do": "next"}) if "feedback" in made.screen else answer(made, values)
        assert "error" not in reply, reply
    raise AssertionError("the sitting does not end")


def finished(made, values=RIGHT):
    for _ in screens(made, values):
        pass
    return made


def test_first_screen_lists_the_measured_courses_only():
    screen = controller().screen
    assert [course["id"] for course in screen["courses"]] == ["6.431x", "6.86x"]
    assert all(course["starts"].startswith("starts from ") for course in screen["courses"])
    assert "unfinished" not in screen


@pytest.mark.parametrize("kind", list(RIGHT))
@pytest.mark.parametrize(
    ("values", "outcomes"), [(RIGHT, ["right"]), (WRONG, ["wrong", "partly"])], ids=["right", "wrong"]
)
def test_every_kind_is_answered_and_gets_feedback(kind, values, outcomes):
    made = asking(kind)
    reply = answer(made, values)
    assert reply["screen"]["feedback"]["outcome"] in outcomes
    assert reply["screen"]["given"] == values[kind]
    assert reply["screen"]["kind"] == kind


@pytest.mark.parametrize("kind", list(UNREADABLE))
def test_unreadable_does_not_count_and_leaves_the_question_standing(kind):
    made = asking(kind)
    before = made.screen
    reply = answer(made, UNREADABLE)
    assert reply["unread"]["invalid"]
    assert reply["unread"]["said"]
    assert "screen" not in reply
    assert made.screen == before


@pytest.mark.parametrize("value", ["", "  "])
def test_empty_does_not_count(value):
    made = asking("number")
    reply = made.obey({"do": "answer", "number": made.screen["number"], "value": value})
    assert reply["unread"] == {
        "html": "Nothing is filled in yet.",
        "said": "Nothing is filled in yet.",
        "place": None,
        "invalid": False,
    }


def test_at_the_end_no_feedback_is_shown_on_the_way():
    *asked, last = screens(started(see="end"), WRONG)
    assert asked
    assert not any("feedback" in screen for screen in asked)
    assert "Verdict" in last["html"]


def test_nothing_of_a_key_is_on_any_screen_and_no_solution_ever():
    made = started()
    shown = list(screens(made, WRONG))
    assert not any(KEY in json.dumps(screen) for screen in shown if "feedback" not in screen)
    shown += [made.obey({"do": command})["screen"] for command in ("verdict", "gaps")]
    everything = json.dumps([*shown, made.obey({"do": "report"})])
    assert SOLUTION not in everything
    assert not any(question in json.dumps(made.screen) for question in BANK.questions)


def test_answer_to_a_question_that_is_over_changes_nothing():
    made = started()
    number = made.screen["number"]
    answer(made)
    again = made.obey({"do": "answer", "number": number, "value": "1"})
    assert again["screen"] == made.screen
    made.obey({"do": "next"})
    assert made.obey({"do": "answer", "number": number, "value": "1"})["screen"]["number"] == number + 1


class BrokenStore(MemoryStore):
    """A disk that is full for answers."""

    broken = True

    def append(self, sitting: str, event: Event) -> None:
        if self.broken and isinstance(event, Answered):
            raise ProgressError("no space left on the disk")
        super().append(sitting, event)


def test_answer_that_is_not_saved_says_so_and_can_be_given_again():
    store = BrokenStore()
    made = started(store)
    before = made.screen
    reply = answer(made)
    assert reply["error"] == "Not saved: no space left on the disk."
    assert made.screen == before
    store.broken = False
    assert "feedback" in answer(made)["screen"]


def test_every_answer_is_on_disk_before_the_next_question(tmp_path):
    made = started(FileStore(tmp_path))
    for count in range(1, 4):
        answer(made)
        lines = next(tmp_path.glob("*.jsonl")).read_text().splitlines()
        assert sum('"answered"' in line for line in lines) == count
        made.obey({"do": "next"})


def test_unfinished_check_is_offered_and_carried_on(tmp_path):
    made = started(FileStore(tmp_path))
    answer(made)
    made.obey({"do": "next"})
    standing = made.screen
    again = controller(FileStore(tmp_path))
    offer = again.screen["unfinished"]
    assert offer["label"] == "Carry on"
    assert offer["text"] == "6.86x, 1 answer, 22 November 2026."
    again.obey({"do": "resume", "sitting": offer["sitting"]})
    assert {**again.screen, "said": ""} == {**standing, "said": ""}


def test_result_of_an_ended_check_can_be_seen_again(tmp_path):
    finished(started(FileStore(tmp_path)))
    offer = controller(FileStore(tmp_path)).screen["unfinished"]
    assert (offer["label"], offer["primary"]) == ("See its result", False)


def test_earlier_checks_are_listed_newest_first_and_can_be_opened(tmp_path):
    store = FileStore(tmp_path)
    for seed in (1, 2, 3):
        answer(started(store, seed=seed))
    started(store, seed=4)  # nothing answered: nothing to open
    again = controller(store)
    rows = again.screen["earlier"]["rows"]
    newest = again.screen["unfinished"]["sitting"]
    assert [row["sitting"] for row in rows] == [
        name for name in checks(store) if name != newest and store_has(store, name)
    ]
    assert len(rows) == 2
    assert {(row["when"], row["text"]) for row in rows} == {("22 November 2026", "6.86x, 1 answer")}
    opened = again.obey({"do": "resume", "sitting": rows[-1]["sitting"]})["screen"]
    assert (opened["sitting"], opened["number"]) == (rows[-1]["sitting"], 2)


def store_has(store, name):
    return any(isinstance(event, Answered) for event in store.read(name))


def test_damaged_file_is_named_in_the_list_and_cannot_be_opened(tmp_path):
    answer(started(FileStore(tmp_path)))
    (tmp_path / "20261101-broken.jsonl").write_text("no json\n")
    (row,) = controller(FileStore(tmp_path)).screen["earlier"]["rows"]
    assert (row["sitting"], row["readable"]) == ("20261101-broken", False)
    assert "kept as it is" in row["text"]


def test_broken_file_does_not_keep_the_first_screen_from_showing(tmp_path):
    (tmp_path / "20261122-broken.jsonl").write_text("no json\n")
    assert controller(FileStore(tmp_path)).screen["name"] == "start"


def test_pause_carry_on_and_finish_here():
    made = started()
    answer(made)
    paused = made.obey({"do": "pause"})["screen"]
    assert "Your 1 answer is saved." in paused["html"]
    assert "feedback" in made.obey({"do": "carry_on"})["screen"] or made.screen["name"] == "question"
    made.obey({"do": "pause"})
    assert "Verdict" in made.obey({"do": "end"})["screen"]["html"]


def test_flag_and_sureness_are_kept_beside_the_answer():
    store = MemoryStore()
    made = asking("one-choice", store)
    number = made.screen["number"]
    assert made.obey({"do": "flag", "number": number, "on": True}) == {}
    made.obey({"do": "answer", "number": number, "value": 1, "sure": "guess"})
    events = store.read(next(iter(store.sittings())))
    (note,) = [event for event in events if isinstance(event, Noted)]
    assert (note.number, note.what, note.question) == (number, "flag", "double-integrals-question")
    assert [event.sure for event in events if isinstance(event, Answered)] == ["guess"]


def test_feedback_can_still_be_flagged_and_commented_on_and_both_are_there_on_resuming():
    store = MemoryStore()
    made = started(store)
    assert (made.screen["flagged"], made.screen["comment"]) == (False, "")
    answer(made)
    made.obey({"do": "flag", "number": 1, "on": True})
    assert made.obey({"do": "comment", "number": 1, "text": "  The figure is too small. "}) == {}
    standing = made.obey({"do": "carry_on"})["screen"]
    assert standing["number"] == 2
    assert (standing["flagged"], standing["comment"]) == (False, "")
    made.obey({"do": "comment", "number": 2, "text": "What is T?"})
    notes = [event for event in store.read(next(iter(store.sittings()))) if isinstance(event, Noted)]
    assert [(note.number, note.what, note.text) for note in notes] == [
        (1, "flag", ""),
        (1, "comment", "The figure is too small."),
        (2, "comment", "What is T?"),
    ]
    again = controller(store)
    again.obey({"do": "resume", "sitting": next(iter(store.sittings()))})
    assert again.screen["comment"] == "What is T?"
    again.obey({"do": "comment", "number": 2, "text": ""})
    assert again.obey({"do": "carry_on"})["screen"]["comment"] == ""


@pytest.mark.parametrize(
    "command",
    [
        {"do": "comment", "number": 9, "text": "too early"},
        {"do": "comment", "number": 1, "text": "x" * 2001},
        {"do": "flag", "number": 9, "on": True},
    ],
)
def test_remark_that_cannot_be_kept_is_refused_in_words(command):
    store = MemoryStore()
    made = started(store)
    assert made.obey(command)["error"]
    assert not [event for event in store.read(next(iter(store.sittings()))) if isinstance(event, Noted)]


def test_what_to_study_offers_to_look_closer_and_to_retest_what_was_missed():
    made = finished(started(), WRONG)
    gaps = made.obey({"do": "gaps"})["screen"]
    offered = {action["command"]: action["text"] for action in gaps["actions"]}
    quiz = made.obey({"do": "retest"})["screen"]
    missed = sum(event.points < 1 for event in made._sitting.events if isinstance(event, Answered))
    assert offered["retest"] == "Retest what was missed"
    assert quiz["about"] == f"Question 1 of {missed}"
    assert quiz["mode"].startswith("Quiz")
    assert made.obey({"do": "leave"})["screen"] == gaps


def test_nothing_missed_leaves_nothing_to_retest():
    made = finished(started(), RIGHT)
    gaps = made.obey({"do": "gaps"})["screen"]
    assert "retest" not in {action["command"] for action in gaps["actions"]}
    assert "nothing was missed" in made.obey({"do": "retest"})["error"]


def test_looking_closer_asks_more_after_the_end_and_comes_back_to_a_verdict():
    bank = small_bank(6)
    made = controller(bank=bank)
    made.obey({"do": "start", "courses": ["C2"], "see": "end"})
    for _ in range(3):
        made.obey({"do": "dont_know", "number": made.screen["number"]})
    made.obey({"do": "end"})
    asked = made._sitting.number
    gaps = made.obey({"do": "gaps"})["screen"]
    assert "extend" in {action["command"] for action in gaps["actions"]}
    closer = made.obey({"do": "extend"})["screen"]
    assert (closer["mode"], closer["number"]) == ("Looking closer", asked + 1)
    while made.screen["name"] == "question":
        made.obey({"do": "dont_know", "number": made.screen["number"]})
    assert made._sitting.number > asked
    assert "Verdict" in made.screen["html"]


def test_sureness_is_not_kept_for_an_answer_that_does_not_count():
    store = MemoryStore()
    made = asking("one-choice", store)
    made.obey({"do": "answer", "number": made.screen["number"], "value": None, "sure": "guess"})
    assert not [event for event in store.read(next(iter(store.sittings()))) if isinstance(event, Noted)]


def test_running_the_tests_is_not_answering():
    made = asking("function")
    before = made.screen
    tests = made.obey({"do": "run", "number": before["number"], "source": WRONG["function"]})["tests"]
    assert tests["title"] == "1 of 2 visible tests passes"
    assert [row["said"] for row in tests["rows"]] == ["Differs", "Passes"]
    assert tests["note"].startswith("2 more tests run when you answer.")
    assert KEY not in json.dumps(tests)
    assert made.screen == before


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("def row_norms(X:", "We can’t read this yet"),
        ("def row_norms(X):\n    return X", "rows"),
        ("1/0\ndef row_norms(X): pass", "ZeroDivisionError"),
    ],
)
def test_code_that_fails_is_explained(source, part):
    made = asking("function")
    assert part in json.dumps(
        made.obey({"do": "run", "number": made.screen["number"], "source": source}), ensure_ascii=False
    )


@pytest.mark.parametrize(
    "command",
    [
        {"do": "start", "courses": []},
        {"do": "start", "courses": ["9.99x"]},
        {"do": "resume", "sitting": "../../etc/passwd"},
        {"do": "answer", "number": 1, "value": "1"},
        {"do": "next"},
        {"do": "verdict"},
        {"do": "fly"},
        {},
    ],
)
def test_command_that_cannot_be_done_is_answered_in_words(command):
    made = controller()
    reply = made.obey(command)
    assert reply["error"]
    assert made.screen["name"] == "start"


def test_fault_of_our_own_is_said_and_the_traceback_kept(capsys):
    made = started()
    made._sitting.answer = None  # type: ignore[union-attr]
    assert "Something went wrong in mmready itself (TypeError)" in answer(made)["error"]
    assert "Traceback" in capsys.readouterr().err


def test_strong_and_weak_learners_see_different_findings():
    strong, weak = finished(started(), RIGHT).screen["html"], finished(started(), WRONG).screen["html"]
    assert "You can start 6.86x now" in strong
    assert "Not yet" in weak
    assert strong != weak


def test_report_is_a_page_that_stands_alone():
    made = finished(started(), WRONG)
    file = made.obey({"do": "report"})["file"]
    assert file["name"] == "mmready-2026-11-22.html"
    assert file["text"].startswith("<!doctype html>")
    assert "Before 6.86x" in file["text"]


def test_result_for_an_instructor_is_whole_and_names_nobody_unless_a_name_was_typed():
    made = finished(started(), WRONG)
    assert made.screen["hand_in"]
    file = made.obey({"do": "hand_in"})["file"]
    result = checked(file["text"])
    assert file["name"] == f"mmready-result-{result['sitting']}.json"
    assert [each["outcome"] for each in result["answers"]] == [each.outcome for each in made._sitting.evidence]
    assert list(result["readiness"]) == ["6.86x"]
    assert "name" not in result
    assert checked(made.obey({"do": "hand_in", "name": "  Ada \n L "})["file"]["text"])["name"] == "Ada L"
    assert made.screen["hand_in"]  # the verdict still stands


def test_result_is_not_offered_where_nothing_was_answered_and_no_name_is_a_story():
    assert "hand_in" not in started().obey({"do": "end"})["screen"]
    assert controller().obey({"do": "hand_in"}) == {"error": "start a check first"}
    reply = finished(started()).obey({"do": "hand_in", "name": "x" * 101})
    assert reply == {"error": "a name or code has at most 100 characters, this one has 101"}


def test_last_feedback_leads_to_the_verdict():
    *_, last, verdict = screens(started(length="quick"))
    assert last["feedback"]["next"] == "See the verdict"
    assert last["about"] == "That was the last question"
    assert verdict["name"] == "page"


def test_place_that_forgets_is_said_before_anything_is_lost_and_the_file_is_offered():
    around = dataclasses.replace(surroundings_of(MemoryStore()), fleeting=True)
    made = Controller(BANK, ("6.86x",), around)
    assert "This page forgets." in made.screen["notice"]
    made.obey({"do": "start", "courses": ["6.86x"]})
    answer(made)
    for screen in (made.obey({"do": "pause"})["screen"], made.obey({"do": "end"})["screen"]):
        assert "This page forgets." in screen["html"]
        assert "download" in {action["command"] for action in screen["actions"]}
    file = made.obey({"do": "download"})["file"]
    assert file["name"] == "mmready-answers-2026-11-22.jsonl"
    assert list(unpack(file["text"])) == [made._sitting.id]
    assert "forgets" not in json.dumps(finished(started()).screen)
    assert controller().screen["notice"] == ""


@pytest.mark.parametrize(
    ("environment", "forgets"),
    [({}, False), ({"BINDER_LAUNCH_HOST": "https://example.org/"}, True), ({"BINDER_REQUEST": ""}, False)],
)
def test_binder_is_told_by_its_own_variables(environment, forgets):
    assert on_binder(environment) is forgets


def test_my_data_opens_from_the_start_and_leads_back_to_what_is_left():
    store = MemoryStore()
    answer(started(store))
    made = controller(store)
    assert made.screen["unfinished"]
    data = made.obey({"do": "data"})["screen"]
    assert (data["name"], len(data["rows"])) == ("data", 1)
    made.obey({"do": "delete"})
    made.obey({"do": "really"})
    assert "unfinished" not in made.obey({"do": "leave"})["screen"]


def test_start_says_what_is_due_for_review_and_leads_there():
    store = MemoryStore()
    around = surroundings_of(store)
    practice = begin_practice(BANK, ("chain-rule",), around)
    practice.dont_know((NOON - datetime.timedelta(days=3)).isoformat())
    made = controller(store)
    assert made.screen["review"] == {"text": "Due today: 1 skill.", "now": True}
    assert made.obey({"do": "review"})["screen"]["mode"] == "Practice: chain rule"
    made.obey({"do": "dont_know", "number": 1})
    made.obey({"do": "pause"})
    made.obey({"do": "end"})
    assert made.obey({"do": "leave"})["screen"]["review"] == {
        "text": "Due today: no skills. Next tomorrow: chain rule.",
        "now": False,
    }
    assert controller().screen["review"] is None


def test_earlier_answers_count_when_the_learner_wishes_it(tmp_path):
    store = FileStore(tmp_path)
    assert "before" not in controller(store).screen
    for _ in range(3):
        first = started(store)
        answer(first)
    (tmp_path / "20260101-damaged.jsonl").write_text("no json\n")
    again = controller(store)
    assert "half as much" in again.screen["before"]
    again.obey({"do": "start", "courses": ["6.86x"], "length": "quick", "before": True})
    assert again._sitting.answers_before == 3
    plain = controller(store)
    plain.obey({"do": "start", "courses": ["6.86x"], "length": "quick", "before": False})
    assert plain._sitting.answers_before == 0

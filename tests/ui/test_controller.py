"""The controller: every command, what is saved, what the page gets to see, and what goes wrong."""

from __future__ import annotations

import datetime
import json

import pytest

from mmready.api import default_runner
from mmready.domain.events import Answered, Event, Noted
from mmready.errors import ProgressError
from mmready.progress import FileStore, MemoryStore
from mmready.session import checks
from mmready.ui.controller import Controller, Surroundings
from tests.ui.all_kinds import KEY, RIGHT, SOLUTION, UNREADABLE, WRONG, all_kinds_bank, bank_of

BANK = all_kinds_bank()
NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def controller(store=None, seed=3, bank=BANK):
    around = Surroundings(lambda: NOON, lambda: seed, store or MemoryStore(), default_runner(), "a folder")
    return Controller(bank, ("6.431x", "6.86x"), around)


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
    notes = [event for event in store.read(next(iter(store.sittings()))) if isinstance(event, Noted)]
    assert [(note.number, note.what, note.text) for note in notes] == [(number, "flag", ""), (number, "sure", "guess")]
    assert {note.question for note in notes} == {"double-integrals-question"}


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


def test_last_feedback_leads_to_the_verdict():
    *_, last, verdict = screens(started(length="quick"))
    assert last["feedback"]["next"] == "See the verdict"
    assert last["about"] == "That was the last question"
    assert verdict["name"] == "page"

"""A store that a class shares: nothing is doubled, nothing is another's, and what is refused is refused in words."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from mmready.domain.events import Answered, Ended, Noted, Started
from mmready.errors import ProgressError
from mmready.progress import FileStore, chosen_store, load, pack, unpack
from mmready.progress import sql_reach as reach
from mmready.progress.sql import SqlStore
from mmready.progress.store import MemoryStore

STARTED = Started("a", ("6.86x",), 7, "standard", "digest", "2026-11-22T10:00:00")
ANSWERS = [Answered(n, f"question-{n}", n, "2x", "right", 1.0, f"2026-11-22T10:0{n}:00") for n in range(1, 5)]
HINT = Noted(1, "question-1", "hint", "1", "2026-11-22T10:00:30")


def test_event_sent_again_later_is_accepted_and_there_once(tabs):
    one, other = tabs
    for event in (STARTED, HINT, ANSWERS[0]):
        one.append("a", event)
        other.append("a", replace(event, at="2026-11-22T11:00:00"))
    assert one.read("a") == other.read("a") == (STARTED, HINT, ANSWERS[0])


def test_other_answer_to_the_same_question_is_refused_and_the_first_stays(tabs):
    one, other = tabs
    one.append("a", STARTED)
    assert other.read("a") == (STARTED,)
    one.append("a", ANSWERS[0])
    with pytest.raises(ProgressError, match=r"something else is saved .* Run this cell again"):
        other.append("a", replace(ANSWERS[0], response="3x"))
    assert other.read("a") == (STARTED, ANSWERS[0])
    with pytest.raises(ProgressError, match="something else is saved"):  # whatever was read in between
        other.append("a", replace(ANSWERS[0], response="3x"))
    other.append("a", ANSWERS[1])
    assert one.read("a") == (STARTED, *ANSWERS[:2])


def test_tab_that_fell_behind_cannot_end_a_sitting_that_went_on(tabs):
    one, other = tabs
    one.append("a", STARTED)
    other.read("a")
    one.append("a", ANSWERS[0])
    with pytest.raises(ProgressError, match="gone on"):
        other.append("a", Ended())
    assert one.read("a") == (STARTED, ANSWERS[0])


def test_notes_hinder_no_answer_and_no_answer_hinders_a_note(tabs):
    one, other = tabs
    one.append("a", STARTED)
    other.read("a")
    one.append("a", HINT)
    other.append("a", ANSWERS[0])
    one.append("a", Noted(1, "question-1", "flag"))
    assert one.read("a") == (STARTED, HINT, ANSWERS[0], Noted(1, "question-1", "flag"))


def test_two_tabs_that_write_at_once_leave_each_answer_once(tabs):
    refused = []

    def write(store, said):
        for answer in ANSWERS:
            try:
                store.append("a", replace(answer, response=said))
            except ProgressError:
                refused.append(said)
                return

    tabs[0].append("a", STARTED)
    threads = [threading.Thread(target=write, args=(store, said)) for store, said in zip(tabs, "xy", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = tabs[0].read("a")[1:]
    assert [event.number for event in kept] == list(range(1, len(kept) + 1))
    assert len(refused) <= 2
    assert kept


def test_learners_of_one_table_see_only_their_own(tabs, learner):
    mine = tabs[0]
    other = SqlStore(mine._reach.url.render_as_string(hide_password=False), f"{learner}-other")
    mine.append("a", STARTED)
    other.append("a", replace(STARTED, seed=8))
    other.append("b", STARTED)
    assert (mine.sittings(), other.sittings()) == (("a",), ("a", "b"))
    assert mine.read("a") == (STARTED,)
    mine.remove("b")
    mine.remove("a")
    assert mine.sittings() == ()
    assert other.read("a") == (replace(STARTED, seed=8),)
    other.close()


def test_everything_is_carried_from_files_to_the_class_and_back(tabs, tmp_path):
    files = FileStore(tmp_path / "files")
    twice = (STARTED, ANSWERS[0], replace(ANSWERS[0], response="from another tab"), HINT, ANSWERS[1])
    for name, events in {"a": twice, "b": (STARTED, *ANSWERS)}.items():
        for event in events:
            files.append(name, replace(event, sitting=name) if isinstance(event, Started) else event)
    shared = tabs[0]
    assert load(shared, unpack(pack(files)[0])).new == ("a", "b")
    assert load(shared, unpack(pack(files)[0])).same == ("a", "b")
    assert shared.read("a") == (STARTED, ANSWERS[0], HINT, ANSWERS[1])  # the second never counted
    back = MemoryStore()
    assert load(back, unpack(pack(shared)[0])).new == ("a", "b")
    assert [back.read(name) for name in "ab"] == [shared.read(name) for name in "ab"]
    assert load(files, unpack(pack(shared)[0])).same == ("a", "b")


def test_line_that_cannot_be_read_is_named_and_hides_no_other_sitting(tabs, learner):
    store = tabs[0]
    store.append("a", STARTED)
    store.append("b", STARTED)
    engine = create_engine(store._reach.url)
    with engine.begin() as connection:
        change = "UPDATE mmready_events SET event = 'no json' WHERE learner = :learner AND sitting = 'a'"
        connection.execute(text(change), {"learner": learner})
    engine.dispose()
    with pytest.raises(ProgressError, match="sitting a, event 0"):
        store.read("a")
    assert store.read("b") == (STARTED,)
    assert pack(store)[1] == ("a",)


@pytest.mark.parametrize("name", ["../x", "", "a/b", "x" * 200, "a'; DROP TABLE mmready_events; --"])
def test_a_name_is_the_same_as_in_a_folder(tabs, name):
    with pytest.raises(ProgressError, match="not a sitting's name"):
        tabs[0].append(name, STARTED)


@pytest.mark.parametrize("learner", ["O'Neill; DROP TABLE mmready_events; --", "Žofie Ω", "50%s :x"])
def test_any_learner_can_have_any_name_and_answer_anything(tabs, learner):
    store = SqlStore(tabs[0]._reach.url.render_as_string(hide_password=False), learner)
    said = replace(ANSWERS[0], response={"\0": ["'; --", "\u2028", "𝔘", None, 0.1]})
    store.append("a", said)
    assert store.read("a") == (said,)
    store.remove("a")
    store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no address", "not the address of a database"),
        ("mysql://ada:hush-hush@machine/db", "'mysql'"),
        ("sqlite://", "nothing would last"),
        ("sqlite:///:memory:", "nothing would last"),
    ],
)
def test_address_that_cannot_serve_is_refused_without_its_password(url, said):
    with pytest.raises(ProgressError, match=said) as refused:
        chosen_store({"MMREADY_STORE": url, "JUPYTERHUB_USER": "ada"})
    assert "postgresql://name:password@machine/database" in str(refused.value)
    assert "hush" not in str(refused.value)


def test_folder_of_the_file_that_is_not_there_is_refused_at_once(learner):
    with pytest.raises(ProgressError, match="permission denied"):
        SqlStore("sqlite:////not/here/class.db", learner).append("a", STARTED)


def test_place_names_everything_but_the_password(learner):
    place = SqlStore("postgresql://ada:hush@db.example.org:5433/class", "Ada").place
    assert place == "the store of your class (db.example.org:5433/class), under the name Ada"


def test_name_is_the_one_of_the_hub_else_of_the_platform(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path}/class.db"
    monkeypatch.setenv("LOGNAME", "platform-name")
    assert chosen_store({"MMREADY_STORE": url, "JUPYTERHUB_USER": "ada"}).learner == "ada"
    assert chosen_store({"MMREADY_STORE": url}).learner == "platform-name"

    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(ProgressError, match="set JUPYTERHUB_USER"):
        chosen_store({"MMREADY_STORE": url})


def test_without_the_address_answers_stay_in_a_folder():
    assert isinstance(chosen_store({"JUPYTERHUB_USER": "ada"}), FileStore)
    assert isinstance(chosen_store({"MMREADY_STORE": " "}), FileStore)


def test_missing_package_is_said_with_the_way_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    monkeypatch.delitem(sys.modules, "mmready.progress.sql")
    with pytest.raises(ProgressError, match=r"pip install 'mmready\[hub\]'"):
        chosen_store({"MMREADY_STORE": f"sqlite:///{tmp_path}/class.db", "JUPYTERHUB_USER": "ada"})


def test_package_of_databases_is_loaded_only_where_a_class_shares_one(tmp_path):
    program = "import sys, mmready.api as api; api.default_store().sittings(); print('sqlalchemy' in sys.modules)"
    said = []
    for shared in ({}, {"MMREADY_STORE": f"sqlite:///{tmp_path}/class.db", "JUPYTERHUB_USER": "ada"}):
        environment = {"MMREADY_HOME": str(tmp_path), **shared}
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
        said.append(done.stdout.strip() or done.stderr)
    assert said == ["False", "True"]


def test_connection_is_closed_when_nobody_uses_it(postgres, learner, monkeypatch):
    monkeypatch.setattr(reach, "IDLE", 0.01)
    store = SqlStore(postgres.url(), learner)
    store.append("a", STARTED)
    assert store._reach._closing is not None
    store._reach._closing.join()
    assert store._reach._engine.pool.checkedin() == 0
    assert store.read("a") == (STARTED,)

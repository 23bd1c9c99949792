"""A full disk, a wrong password, a lost network, a killed server: said in words, and nothing is lost or doubled."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from mmready.domain.events import Answered, Started
from mmready.errors import ProgressError
from mmready.progress import pack
from mmready.progress.sql import SqlStore
from mmready.progress.sql_reach import PATIENCE
from mmready.ui.mydata import MyData
from tests.network import Network
from tests.postgres import Server
from tests.ui.test_controller import answer, started, surroundings_of

ROOT = Path(__file__).parents[2]
STARTED = Started("a", ("6.86x",), 7, "standard", "digest", "2026-11-22T10:00:00")
ANSWERS = [Answered(n, f"question-{n}", n, "2x", "right", 1.0) for n in range(1, 5)]
NOTHING_LOST = "Nothing that was saved is lost, and what you typed stays here"
PROCESSES, THREADS, EACH, KILLS = 4, 5, 30, 2

# Several learners of one class, each with a connection of their own, who try again whatever was not saved.
WRITERS = """
import sys, threading, time
from mmready.domain.events import Answered
from mmready.errors import ProgressError
from mmready.progress.sql import SqlStore

url, first, threads, each = sys.argv[1], *map(int, sys.argv[2:])
guard = threading.Lock()

def tell(*words):
    with guard:
        print(*words, flush=True)

def write(name):
    store = SqlStore(url, name)
    for number in range(1, each + 1):
        for again in range(20):
            try:
                store.append("s", Answered(number, f"question-{number}", 0, "2x", "right", 1.0, f"try {again}"))
            except ProgressError:
                tell("refused", name, number)
                time.sleep(1)  # as long as a person takes at least
            else:
                tell("told", name, number)
                break
    store.close()

writers = [threading.Thread(target=write, args=(f"writer-{first + place}",)) for place in range(threads)]
tell("ready")
sys.stdin.readline()
for writer in writers:
    writer.start()
for writer in writers:
    writer.join()
"""


@contextlib.contextmanager
def database(server: Server, name: str) -> Iterator[Engine]:
    """A database of its own for a test that breaks it."""
    engine = create_engine(server.url().replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    engine = create_engine(server.url(name).replace("postgresql:", "postgresql+psycopg:"))
    yield engine
    engine.dispose()


def saved(url: str, learner: str) -> list[int]:
    """The numbers of the answers as they stand in the table."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        query = text("SELECT answer FROM mmready_events WHERE learner = :learner ORDER BY number")
        found = list(connection.scalars(query, {"learner": learner}))
    engine.dispose()
    return found


@contextlib.contextmanager
def impatient(store: SqlStore, seconds: float = 1.5) -> Iterator[None]:
    """While something is broken, a test waits less long than a learner."""
    store._reach._seconds = seconds
    yield
    store._reach._seconds = PATIENCE


def test_wrong_password_is_said_at_once(postgres, learner):
    store = SqlStore(postgres.url(password="not-the-password"), learner)
    begin = time.monotonic()
    with pytest.raises(ProgressError, match="refuses the name or the password") as refused:
        store.append("a", STARTED)
    assert time.monotonic() - begin < PATIENCE / 2
    assert NOTHING_LOST in str(refused.value)
    assert "not-the-password" not in str(refused.value)
    right = SqlStore(postgres.url(), learner)
    right.append("a", STARTED)
    assert right.read("a") == (STARTED,)
    right.close()


def test_full_disk_is_said_and_the_same_answer_is_taken_once_there_is_room(postgres, learner):
    with database(postgres, "without_room") as engine:
        store = SqlStore(postgres.url("without_room"), learner)
        store.append("a", STARTED)
        with engine.begin() as connection:  # what PostgreSQL says when it cannot extend a file
            refuse = (
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
                "'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
            )
            connection.execute(text(refuse))
            connection.execute(
                text("CREATE TRIGGER full_disk BEFORE INSERT ON mmready_events EXECUTE FUNCTION no_room()")
            )
        with pytest.raises(ProgressError, match="is full") as refused:
            store.append("a", ANSWERS[0])
        assert NOTHING_LOST in str(refused.value)
        assert store.read("a") == (STARTED,)
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER full_disk ON mmready_events"))
        store.append("a", ANSWERS[0])
        assert store.read("a") == (STARTED, ANSWERS[0])
        store.close()


def test_full_file_of_sqlite_is_said(tmp_path, learner):
    store = SqlStore(f"sqlite:///{tmp_path}/class.db", learner)
    store.append("a", STARTED)
    with store._reach._engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
    with pytest.raises(ProgressError, match="is full"):
        store.append("a", replace(ANSWERS[0], response="x" * 9000))
    store.close()
    assert store.read("a") == (STARTED,)
    store.append("a", ANSWERS[0])
    store.close()


def test_network_that_is_cut_is_said_in_time_and_the_answer_taken_after_its_return(far, network):
    far.append("a", STARTED)
    network.cut()
    begin = time.monotonic()
    with impatient(far), pytest.raises(ProgressError, match="does not reply") as refused:
        far.append("a", ANSWERS[0])
    assert time.monotonic() - begin < 10
    assert NOTHING_LOST in str(refused.value)
    network.mend()
    wait_out(far)
    far.append("a", ANSWERS[0])
    assert far.read("a") == (STARTED, ANSWERS[0])


def test_silent_network_is_given_up_and_a_list_does_not_wait_at_each_line(far, network):
    far.append("a", STARTED)
    network.fall_silent()
    begin = time.monotonic()
    for _ in range(20):
        with impatient(far), pytest.raises(ProgressError, match="does not reply"):
            far.read("a")
    assert time.monotonic() - begin < 10
    network.mend()
    wait_out(far)
    assert far.read("a") == (STARTED,)


def test_download_and_load_stop_when_the_store_goes_away_and_make_nothing_of_half_of_it(far, network):
    for name in ("a", "b"):
        for event in (replace(STARTED, sitting=name), *ANSWERS):
            far.append(name, event)
    text, _ = pack(far)
    around = replace(surroundings_of(far), store=GoesAway(far, network))
    page = MyData(around)
    around.store.reads = 1
    with impatient(far):
        reply = page.obey({"do": "download"})
    assert "file" not in reply
    assert "does not reply" in reply["error"]
    network.mend()
    wait_out(far)
    around.store.reads = 1
    with impatient(far):
        assert "does not reply" in page.obey({"do": "load", "text": text})["error"]
    network.mend()
    wait_out(far)
    assert (far.sittings(), pack(far)[0]) == (("a", "b"), text)


class GoesAway:
    """The same store, whose network is cut after so many readings."""

    def __init__(self, store: SqlStore, network: Network) -> None:
        self._store, self._network, self.reads = store, network, 100

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def read(self, sitting: str):
        self.reads -= 1
        if self.reads < 0:
            self._network.cut()
        return self._store.read(sitting)


def test_lost_reply_to_a_commit_is_made_good_unseen(far, network, learner, postgres):
    far.append("a", STARTED)
    network.lose_reply(b"INSERT 0 1")
    mending = threading.Timer(0.3, network.mend)
    mending.start()
    far.append("a", ANSWERS[0])
    mending.join()
    assert saved(postgres.url(), learner) == [0, 1]


def test_answer_that_arrived_though_it_was_called_lost_is_not_doubled_when_sent_again(far, network, learner, postgres):
    far.append("a", STARTED)
    network.lose_reply(b"INSERT 0 1")
    with impatient(far, 3), pytest.raises(ProgressError, match="does not reply"):
        far.append("a", ANSWERS[0])
    assert saved(postgres.url(), learner) == [0, 1]
    network.mend()
    wait_out(far)
    far.append("a", replace(ANSWERS[0], at="2026-11-22T10:09:00"))
    assert saved(postgres.url(), learner) == [0, 1]
    with pytest.raises(ProgressError, match="had arrived after all"):
        far.append("a", replace(ANSWERS[0], response="3x"))
    far.append("a", ANSWERS[1])
    assert far.read("a") == (STARTED, *ANSWERS[:2])


def wait_out(store: SqlStore) -> None:
    """Until the moment in which nothing is tried is over, as it is when a person tries again."""
    time.sleep(max(0.0, store._reach._silent_until - time.monotonic()))


def test_server_that_hangs_is_given_up_and_goes_on_where_it_was(postgres, learner):
    store = SqlStore(postgres.url(), learner)
    store.append("a", STARTED)
    postgres.pause()
    try:
        with impatient(store), pytest.raises(ProgressError, match="does not reply"):
            store.append("a", ANSWERS[0])
    finally:
        postgres.go_on()
    wait_out(store)
    store.append("a", replace(ANSWERS[0], at="later"))
    assert [event.number for event in store.read("a")[1:]] == [1]
    assert saved(postgres.url(), learner) == [0, 1]
    store.close()


def test_learner_reads_what_happened_keeps_the_text_and_answers_again(far, network):
    page = started(far)
    shown, number = page.screen, page.screen["number"]
    network.cut()
    with impatient(far):
        reply = answer(page)
    assert reply["error"].startswith("Not saved: the store of your class does not reply. ")
    assert NOTHING_LOST in reply["error"]
    assert "screen" not in reply  # the page goes on showing the question with what was typed
    assert page.screen == shown
    network.mend()
    wait_out(far)
    assert "error" not in answer(page)
    (name,) = far.sittings()
    assert [event.number for event in far.read(name) if isinstance(event, Answered)] == [number]


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_twenty_writers_and_a_killed_server_lose_nothing_and_double_nothing(postgres):
    with database(postgres, "writers"):
        url = postgres.url("writers")
        told, refused = told_by_writers(postgres, url)
        names = [f"writer-{number}" for number in range(PROCESSES * THREADS)]
        kept = {name: saved(url, name) for name in names}
    assert told == {(name, number) for name in names for number in range(1, EACH + 1)}
    assert all(numbers == list(range(1, EACH + 1)) for numbers in kept.values()), kept
    print(f"{len(told)} acknowledged, {refused} told that they were not saved and sent again, {KILLS} kills")


def told_by_writers(server: Server, url: str) -> tuple[set[tuple[str, int]], int]:
    """What the writers were told was saved, and how often they were told that it was not, with kills in between."""
    said: list[list[str]] = []
    guard = threading.Condition()
    ready = threading.Barrier(PROCESSES + 1)

    def hear(process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line == "ready\n":
                ready.wait(60)
                continue
            with guard:
                said.append(line.split())
                guard.notify()

    with contextlib.ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", WRITERS, url, str(place * THREADS), str(THREADS), str(EACH)],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for place in range(PROCESSES)
        ]
        hearing = [threading.Thread(target=hear, args=(process,)) for process in processes]
        for thread in hearing:
            thread.start()
        ready.wait(60)
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        for kill in range(1, KILLS + 1):
            enough = PROCESSES * THREADS * EACH * kill // (KILLS + 1)
            with guard:
                assert guard.wait_for(lambda: len(said) >= enough, 60)  # noqa: B023 - read at once
            server.kill()
            begin = time.monotonic()
            server.start()
            print(f"kill {kill}: away for {time.monotonic() - begin:.1f} s")
        for thread in hearing:
            thread.join(120)
    heard = Counter(words[0] for words in said)
    told = [(words[1], int(words[2])) for words in said if words[0] == "told"]
    assert len(told) == len(set(told))
    return set(told), heard["refused"]

"""Accounts for learners: PostgreSQL itself shows each their own rows alone, whatever is sent with their password."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from mmready.domain.events import Answered, Started
from mmready.errors import ProgressError
from mmready.progress.sql import SqlStore
from mmready.progress.sql_class import admit, prepare
from tests.postgres import server

SECRET = "a secret of this class"
STARTED = Started("a", ("6.86x",), 7, "standard", "digest", "2026-11-22T10:00:00")
ANSWER = Answered(1, "question-1", 1, "2x", "right", 1.0)


@pytest.fixture(scope="module")
def teacher() -> str:
    """Whoever runs a class, and no superuser."""
    sent(server().url(), "CREATE ROLE staff LOGIN CREATEROLE CREATEDB PASSWORD 'of-staff'")
    sent(server().url(), "CREATE DATABASE class OWNER staff")
    url = server().url("class", "staff", "of-staff")
    prepare(url)
    prepare(url)  # as each start of a hub does
    return url


def filled(teacher: str, learner: str) -> str:
    """The address of a learner who has answered."""
    url = admit(teacher, learner, SECRET)
    store = SqlStore(url, learner)
    store.append("a", STARTED)
    store.append("a", ANSWER)
    store.close()
    return url


def sent(url: str, *statements: str) -> list[tuple]:
    """What PostgreSQL gives for the last of some statements that a learner sends by hand."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for statement in statements[:-1]:
                connection.execute(text(statement))
            found = connection.execute(text(statements[-1]))
            return [tuple(row) for row in found] if found.returns_rows else [(found.rowcount,)]
    finally:
        engine.dispose()


def test_learner_saves_reads_and_deletes_with_an_account_of_their_own(teacher, learner):
    url = filled(teacher, learner)
    assert admit(teacher, learner, SECRET) == url
    store = SqlStore(url, learner)
    assert store.read("a") == (STARTED, ANSWER)
    store.remove("a")
    assert store.sittings() == ()
    store.close()


def test_password_of_one_learner_opens_no_row_of_another(teacher, learner):
    url, other = filled(teacher, learner), f"{learner}-other"
    filled(teacher, other)
    assert sent(url, "SELECT DISTINCT learner FROM mmready_events") == [(learner,)]
    assert sent(url, f"DELETE FROM mmready_events WHERE learner = '{other}'") == [(0,)]
    pretended = SqlStore(url, other)
    assert pretended.sittings() == ()
    with pytest.raises(ProgressError, match="permission denied"):
        pretended.append("b", STARTED)
    pretended.close()
    assert sent(teacher, f"SELECT count(*) FROM mmready_events WHERE learner = '{other}'") == [(2,)]


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE mmready_events SET event = ''",),
        ("TRUNCATE mmready_events",),
        ("DROP TABLE mmready_events",),
        ("ALTER TABLE mmready_events DISABLE ROW LEVEL SECURITY",),
        ("DROP POLICY mmready_own ON mmready_events",),
        ("SET row_security = off", "SELECT * FROM mmready_events"),
        ("SET ROLE staff",),
        ("SET ROLE mmready_learners", "INSERT INTO mmready_events VALUES ('x', 'a', 0, 0, '')"),
        ("SET SESSION AUTHORIZATION staff",),
        ("GRANT staff TO CURRENT_USER",),
        ("CREATE TABLE mine (a int)",),
        ("CREATE ROLE another SUPERUSER",),
    ],
    ids=" ".join,
)
def test_learner_cannot_take_the_lock_off(teacher, learner, statements):
    url = filled(teacher, learner)
    with pytest.raises(DBAPIError):
        sent(url, *statements)
    assert sent(teacher, f"SELECT count(*) FROM mmready_events WHERE learner = '{learner}'") == [(2,)]


@pytest.mark.parametrize(
    "name", ["staff", "teacher", "postgres", "mmready_learners", "a$$b'; DROP TABLE mmready_events; --", "Ž%s"]
)
def test_no_name_of_a_learner_is_more_than_a_name(teacher, name):
    url = filled(teacher, name)
    assert sent(url, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user") == [(False,)]
    assert sent(url, "SELECT DISTINCT learner FROM mmready_events") == [(name,)]
    assert sent(url, "DELETE FROM mmready_events") == [(2,)]


def test_notebooks_of_a_learner_that_start_at_once_get_one_account(teacher, learner):
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(admit(teacher, learner, SECRET))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1
    assert filled(teacher, learner) == found[0]


def test_password_is_each_learners_own_and_follows_from_the_secret(teacher, learner):
    pairs = [(name, secret) for name in (learner, f"{learner}-other") for secret in (SECRET, "x" * 16)]
    assert len({make_url(admit(teacher, *pair)).password for pair in pairs}) == 4
    with pytest.raises(ProgressError, match="at least 16"):
        admit(teacher, learner, "short")


@pytest.mark.parametrize("name", ["", " ", "x" * 56, "ž" * 28, "a\0b"])
def test_name_that_is_cut_off_in_silence_gets_no_account(teacher, name):
    with pytest.raises(ProgressError, match="cannot have an account"):
        admit(teacher, name, SECRET)


def test_account_without_a_table_says_what_is_missing(teacher, learner):
    sent(teacher, "CREATE DATABASE bare")
    url = make_url(admit(teacher, learner, SECRET)).set(database="bare").render_as_string(hide_password=False)
    store = SqlStore(url, learner)
    with pytest.raises(ProgressError, match="has no table for answers yet"):
        store.append("a", STARTED)
    store.close()


def test_file_of_sqlite_has_no_accounts(tmp_path):
    with pytest.raises(ProgressError, match="need PostgreSQL"):
        prepare(f"sqlite:///{tmp_path}/class.db")

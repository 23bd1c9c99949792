"""For whoever runs a class: the table, and an account for each learner that opens that learner's rows alone.

A learner can read whatever is in their notebook's environment, the database's password too. So each gets an account of
their own, and PostgreSQL itself (row-level security) shows it no other rows, whatever statements are sent with it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from mmready.errors import ProgressError
from mmready.progress.sql import EVENTS, TABLES
from mmready.progress.sql_reach import Reach, address
from mmready.progress.sql_words import is_done_already

__all__ = ["ACCOUNT", "GROUP", "admit", "prepare"]

GROUP = "mmready_learners"
ACCOUNT = "mmready:"  # before a learner's name, so that nobody who calls themselves postgres gets that account
LONGEST = 63  # bytes of an account's name in PostgreSQL, which cuts off the rest in silence
SHORTEST = 16  # characters of the secret

# The owner of the table, who prepares it, reads all rows; others only those that have their own name.
PREPARING = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{GROUP}') THEN CREATE ROLE {GROUP} NOLOGIN; END IF;
  ALTER TABLE {EVENTS.name} ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS mmready_own ON {EVENTS.name};
  CREATE POLICY mmready_own ON {EVENTS.name} TO {GROUP}
    USING ('{ACCOUNT}' || learner = current_user::text COLLATE "C")
    WITH CHECK ('{ACCOUNT}' || learner = current_user::text COLLATE "C");
  REVOKE ALL ON {EVENTS.name} FROM PUBLIC;
  GRANT SELECT, INSERT, DELETE ON {EVENTS.name} TO {GROUP};
END $$
"""
CREATING = "CREATE ROLE {name} IN ROLE {group}"
OPENING = "ALTER ROLE {name} LOGIN PASSWORD {verifier}"


def prepare(url: str) -> None:
    """Make the table, the group of learners, and the policy that opens to each the own rows only.

    ``url`` is the PostgreSQL account of whoever runs the class: it must be allowed to make tables and roles. Doing it
    again changes nothing. ProgressError in words where it cannot be done.
    """
    reach = _postgres(url)

    def work(connection: Connection) -> None:
        TABLES.create_all(connection)
        connection.exec_driver_sql(PREPARING)

    reach.run(work)
    reach.close()


def admit(url: str, learner: str, secret: str) -> str:
    """Let a learner in, and give the address for their ``MMREADY_STORE``: an account and a password of their own.

    The password follows from ``secret`` and the name, so that it is the same for each of the learner's notebooks. Only
    its verifier is sent to the server. ProgressError for a name that is too long for an account, and for a short
    secret.
    """
    account = ACCOUNT + learner
    if not learner.strip() or "\0" in learner or len(account.encode()) > LONGEST:
        raise ProgressError(
            f"{learner!r} cannot have an account: a name of 1 to {LONGEST - len(ACCOUNT)} bytes is needed"
        )
    if len(secret) < SHORTEST:
        raise ProgressError(f"the secret of a class has at least {SHORTEST} characters, this one has {len(secret)}")
    password = hmac.new(secret.encode(), account.encode(), hashlib.sha256).hexdigest()
    reach = _postgres(url)
    reach.run(lambda connection: _let_in(connection, account, password))
    reach.close()
    own = reach.url.set(drivername="postgresql", username=account, password=password)
    return own.render_as_string(hide_password=False)


def _let_in(connection: Connection, account: str, password: str) -> None:
    from psycopg import sql

    raw: Any = connection.connection.driver_connection
    verifier = raw.pgconn.encrypt_password(password.encode(), account.encode(), b"scram-sha-256").decode()
    names = {"name": sql.Identifier(account), "group": sql.Identifier(GROUP), "verifier": sql.Literal(verifier)}
    # a name may hold any sign, also one that stands for a parameter
    plain = connection.execution_options(no_parameters=True)
    known = connection.scalar(text("SELECT true FROM pg_roles WHERE rolname = :name"), {"name": account})
    for statement in (OPENING,) if known else (CREATING, OPENING):
        try:
            plain.exec_driver_sql(sql.SQL(statement).format(**names).as_string(raw))
        except DBAPIError as error:
            if not is_done_already(error):  # two notebooks of one learner may start at once
                raise


def _postgres(url: str) -> Reach:
    named = address(url)
    if named.get_backend_name() != "postgresql":
        raise ProgressError("accounts for learners need PostgreSQL; a file of SQLite is open to whoever can open it")
    return Reach(named, TABLES)

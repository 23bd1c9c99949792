"""Reaching a database within a learner's patience, whatever the server or the network does meanwhile.

Each piece of work is done in a thread of its own, which is given up when the time is over; what is worth trying again
is tried again until then. So work must be such that doing it twice does no harm.
"""

from __future__ import annotations

import queue
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from mmready.errors import ProgressError, UnreachableError
from mmready.progress.sql_words import NO_REPLY, is_done_already, is_missing_table, is_passing, words_for
from mmready.translation import t

__all__ = ["PATIENCE", "Reach", "address"]

PATIENCE = 9.0  # seconds for one piece of work; a page waits 15 s before it says that the notebook does not answer
IDLE = 30.0  # seconds after which an unused connection is closed: a class has more notebooks than a server has places
SILENT = 1.0  # seconds after a piece of work was given up in which no other begins: a list would wait at every line
PAUSES = (0.1, 0.2, 0.4, 0.8)  # seconds before trying again, the last one again and again

DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "sqlite": "sqlite+pysqlite"}
# PostgreSQL itself stops what the page no longer waits for, and answers only when an event is on disk
OPTIONS = "-c statement_timeout=4000 -c synchronous_commit=on"
CONNECTING: dict[str, Any] = {
    "connect_timeout": 3,  # seconds
    "tcp_user_timeout": 4000,  # milliseconds
    "options": OPTIONS,
    "application_name": "mmready",
    "prepare_threshold": None,  # short-lived connections gain nothing, and poolers between cannot follow
}
Found = TypeVar("Found")


def address(text: str) -> URL:
    """The database that ``MMREADY_STORE`` names, with its driver. ProgressError, without its password, for others."""
    expected = "expected postgresql://name:password@machine/database or sqlite:////folder/file.db"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ProgressError(f"MMREADY_STORE is not the address of a database: {expected}") from None
    backend = url.drivername.partition("+")[0]
    if backend not in DRIVERS:
        raise ProgressError(f"MMREADY_STORE names a database of the kind {backend!r}: {expected}")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise ProgressError(f"MMREADY_STORE names no file, so nothing would last: {expected}")
    return url.set(drivername=DRIVERS[backend])


class Reach:
    """One database and the tables that are made where they are missing."""

    def __init__(self, url: URL, tables: MetaData, seconds: float = PATIENCE) -> None:
        self.url, self._tables, self._seconds = url, tables, seconds
        self._engine = self._connected()
        self._silent_until = 0.0
        self._closing: threading.Timer | None = None

    def run(self, work: Callable[[Connection], Found]) -> Found:
        """What ``work`` finds. Each statement stands for itself: it is committed when its call returns.

        UnreachableError in words where the database refuses, or where it does not reply in time.
        """
        if time.monotonic() < self._silent_until:
            raise UnreachableError(t(NO_REPLY))
        found: queue.SimpleQueue[tuple[Found | None, Exception | None]] = queue.SimpleQueue()
        given_up = threading.Event()
        thread = threading.Thread(target=self._try, args=(work, found, given_up), daemon=True)
        thread.start()
        try:
            result, error = found.get(timeout=self._seconds)
        except queue.Empty:
            self._engine = self._connected()  # the old one may hang for as long as the network does
            self._silent_until = time.monotonic() + SILENT
            raise UnreachableError(t(NO_REPLY)) from None
        finally:
            given_up.set()  # nothing is begun any more that nobody waits for
        self._close_when_idle()
        if isinstance(error, DBAPIError):
            raise UnreachableError(words_for(error)) from error
        if error is not None:
            raise error
        return result  # type: ignore[return-value]

    def close(self) -> None:
        """Let go of the connection; the next piece of work makes another."""
        if self._closing is not None:
            self._closing.cancel()
        self._engine.dispose()

    def _connected(self) -> Engine:
        """An engine whose connections end with this object, or with the program."""
        engine = _engine(self.url)
        weakref.finalize(self, engine.dispose)
        return engine

    def _try(
        self,
        work: Callable[[Connection], Found],
        found: queue.SimpleQueue[tuple[Found | None, Exception | None]],
        given_up: threading.Event,
    ) -> None:
        engine = self._engine
        found.put(self._outcome(engine, work, given_up))
        if engine is not self._engine:
            engine.dispose()  # it was given up meanwhile, and nobody else would close it

    def _outcome(
        self, engine: Engine, work: Callable[[Connection], Found], given_up: threading.Event
    ) -> tuple[Found | None, Exception | None]:
        tries, made = 0, False
        while True:
            try:
                with engine.connect() as connection:
                    return work(connection), None
            except DBAPIError as error:
                if is_missing_table(error) and not made:
                    again = made = self._made(engine)
                else:
                    again = is_passing(error)
                if not again or given_up.wait(PAUSES[min(tries, len(PAUSES) - 1)]):
                    return None, error
            except Exception as error:  # what work itself raises belongs to the caller
                return None, error
            tries += 1

    def _made(self, engine: Engine) -> bool:
        """Make the missing tables; several learners may be the first at the same time."""
        try:
            with engine.connect() as connection:
                self._tables.create_all(connection)
        except DBAPIError as error:
            return is_done_already(error) or is_passing(error)
        return True

    def _close_when_idle(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
        self._closing = threading.Timer(IDLE, self._engine.dispose)
        self._closing.daemon = True
        self._closing.start()


def _engine(url: URL) -> Engine:
    postgres = url.get_backend_name() == "postgresql"
    settings = {key: value for key, value in CONNECTING.items() if key not in url.query} if postgres else {"timeout": 3}
    return create_engine(
        url,
        connect_args=settings,
        isolation_level="AUTOCOMMIT",  # a lost connection leaves no transaction open that others would wait for
        pool_size=1,
        pool_pre_ping=True,
        hide_parameters=True,
    )

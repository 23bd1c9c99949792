"""A store that a class shares: one table of events in PostgreSQL, or in a file of SQLite.

Every statement names its learner. The table itself keeps an event from being there twice: a place in a sitting is taken
once, and so is the answer to a question, so whatever is sent again after a lost reply changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    delete,
    false,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.exc import IntegrityError

from mmready.domain.events import Answered, Event, Noted, Started
from mmready.errors import ProgressError
from mmready.progress.codec import decode, encode
from mmready.progress.sql_reach import PATIENCE, Reach, address
from mmready.progress.sql_words import GONE_ON, OTHER
from mmready.progress.store import checked_name
from mmready.translation import t

__all__ = ["EVENTS", "TABLES", "SqlStore"]

TABLES = MetaData()
EVENTS = Table(
    "mmready_events",
    TABLES,
    Column("learner", Text, primary_key=True),
    Column("sitting", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # the event's place in its sitting, from 0
    Column("answer", Integer),  # which question it answers, from 1; 0 for the start; null for all else
    Column("event", Text, nullable=False),  # the line that a file would have
    UniqueConstraint("learner", "sitting", "answer", name="mmready_answered_once"),
)
_LINES = select(EVENTS.c.number, EVENTS.c.event).order_by(EVENTS.c.number)
RACES = 20  # other tabs of the same learner that may come in between


class SqlStore:
    """Keeps one learner's sittings in a database that others share; ``append`` returns only after the commit.

    ``url`` is ``postgresql://name:password@machine/database`` or ``sqlite:////folder/file.db``. The table is made where
    it is missing. Every call ends after ``seconds`` at the latest. Whoever holds the account of the database can read
    what the account can read: see docs/hub.md.
    """

    def __init__(self, url: str, learner: str, *, seconds: float = PATIENCE) -> None:
        if not learner.strip():
            raise ProgressError("a store that a class shares needs the learner's name")
        self.learner = learner
        self._reach = Reach(address(url), TABLES, seconds)
        self._next: dict[str, int] = {}  # the place after the last event that is known here

    @property
    def place(self) -> str:
        """Where it is, without the password."""
        url = self._reach.url
        where = url.database or ""
        if url.host:
            where = f"{url.host}{f':{url.port}' if url.port else ''}/{where}"
        return t("the store of your class ({where}), under the name {learner}", where=where, learner=self.learner)

    def append(self, sitting: str, event: Event) -> None:
        """Add an event; one that is there already is accepted. ProgressError: the learner is told that it is not saved.

        It may have arrived all the same, where only the reply was lost; then sending it again changes nothing, and
        another answer in its place is refused.
        """
        self._own(sitting)
        line = encode(event)

        def save(connection: Connection) -> int:
            number = self._next.get(sitting)
            if number is None:
                last = connection.scalar(select(func.max(EVENTS.c.number)).where(*self._own(sitting)))
                number = self._next[sitting] = 0 if last is None else last + 1
            for _ in range(RACES):
                values = {"learner": self.learner, "sitting": sitting, "number": number, "answer": _answer(event)}
                try:
                    connection.execute(insert(EVENTS).values(**values, event=line))
                except IntegrityError:
                    there = self._in_the_way(connection, sitting, number, _answer(event))
                    same = next((place for place, other in there if _is_same(other, line)), None)
                    if same is not None:
                        return max(number, same + 1)
                    number = _past(there, event, number)
                else:
                    return number + 1
            raise ProgressError(t(OTHER))

        self._next[sitting] = self._reach.run(save)

    def read(self, sitting: str) -> tuple[Event, ...]:
        """The events of a sitting in order; empty where there is none."""
        own = self._own(sitting)
        query = _LINES.where(*own)
        rows = self._reach.run(lambda connection: connection.execute(query).all())
        self._next[sitting] = rows[-1].number + 1 if rows else 0
        return tuple(decode(row.event, f"sitting {sitting}, event {row.number}") for row in rows)

    def remove(self, sitting: str) -> None:
        """Take a sitting away for good, readable or not; one that is not there is no error."""
        own = self._own(sitting)
        self._reach.run(lambda connection: connection.execute(delete(EVENTS).where(*own)).rowcount)
        self._next.pop(sitting, None)

    def sittings(self) -> Iterable[str]:
        """The ids of all sittings of this learner, oldest name first."""
        query = select(EVENTS.c.sitting).where(EVENTS.c.learner == self.learner).distinct()
        return tuple(sorted(self._reach.run(lambda connection: connection.scalars(query).all())))

    def is_kept_apart(self) -> bool:
        """Whether the database itself opens only this learner's rows to this account (docs/hub.md)."""
        if self._reach.url.get_backend_name() != "postgresql":
            return False
        query = select(func.row_security_active(EVENTS.name))
        return bool(self._reach.run(lambda connection: connection.scalar(query)))

    def close(self) -> None:
        """Let go of the connection; the next call makes another."""
        self._reach.close()

    def _own(self, sitting: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return EVENTS.c.learner == self.learner, EVENTS.c.sitting == checked_name(sitting)

    def _in_the_way(
        self, connection: Connection, sitting: str, number: int, answer: int | None
    ) -> list[tuple[int, str]]:
        """The places and lines of events that are not known here, and of one that answers the same question."""
        answered = false() if answer is None else EVENTS.c.answer == answer
        query = _LINES.where(*self._own(sitting), or_(EVENTS.c.number >= number, answered))
        return [(row.number, row.event) for row in connection.execute(query)]


def _answer(event: Event) -> int | None:
    if isinstance(event, Started):
        return 0
    return event.number if isinstance(event, Answered) else None


def _is_same(there: str, line: str) -> bool:
    """Whether two lines are one event: the time does not count, as who tries again does so later."""
    try:
        return replace(decode(there, ""), at="") == replace(decode(line, ""), at="")
    except ProgressError:
        return False


def _past(there: Sequence[tuple[int, str]], event: Event, number: int) -> int:
    """The place after what came in between: notes never hinder, and a note is never hindered."""
    for place, line in there:
        note = place >= number and isinstance(decode(line, f"event {place}"), Noted)
        if not (note or isinstance(event, Noted)):
            raise ProgressError(t(GONE_ON))
    return max((place + 1 for place, _ in there), default=number)

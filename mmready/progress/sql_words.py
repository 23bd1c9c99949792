"""What a database refused, in words for a learner, and whether it is worth trying again.

What PostgreSQL refuses once it is connected has a code (SQLSTATE); what it refuses at the door, and all that SQLite
says, has only a text.
"""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from mmready.translation import marked, t

__all__ = ["GONE_ON", "NO_REPLY", "is_done_already", "is_missing_table", "is_passing", "words_for"]

NO_REPLY = marked(
    "the store of your class does not reply. Nothing that was saved is lost, and what you typed stays here. Wait a "
    "minute and try again; if it goes on, tell whoever runs this hub"
)
FULL = marked(
    "the store of your class is full. Nothing that was saved is lost, and what you typed stays here. Please tell "
    "whoever runs this hub; once there is room, try again"
)
REFUSED = marked(
    "the store of your class refuses the name or the password in MMREADY_STORE. Nothing that was saved is lost, and "
    "what you typed stays here. Please tell whoever runs this hub; once it is mended, try again"
)
CLOSED = marked(
    "the store of your class does not let this account do that: permission denied. Nothing that was saved is lost, and "
    "what you typed stays here. Please tell whoever runs this hub; once it is mended, try again"
)
NO_TABLE = marked(
    "the store of your class has no table for answers yet, and this account may not make it. What you typed stays "
    "here. Please tell whoever runs this hub; once it is mended, try again"
)
GONE_ON = marked(
    "this sitting has gone on in another tab, or what you sent before had arrived after all: something else is saved "
    "at this place already, and that is what counts. Run this cell again and carry on from there"
)
OTHER = marked(
    "the store of your class could not do that. Nothing that was saved is lost, and what you typed stays here. Try "
    "again; if it goes on, tell whoever runs this hub"
)

# SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html
_WORDS = {"53100": FULL, "28P01": REFUSED, "28000": REFUSED, "42501": CLOSED, "42P01": NO_TABLE}
_AT_THE_DOOR = {
    "authentication failed": REFUSED,
    "no password supplied": REFUSED,
    "no pg_hba.conf entry": REFUSED,
    "not permitted to log in": REFUSED,
    "does not exist": REFUSED,
    "database or disk is full": FULL,
    "readonly database": CLOSED,
    "unable to open database file": CLOSED,
    "no such table": NO_TABLE,
}
# busy, shutting down, starting up, stopped for time, on its way from one machine to another
_PASSING = ("08", "40", "53300", "55P03", "57P01", "57P02", "57P03", "57014", "25006")
_PASSING_TEXTS = ("database is locked", "database table is locked")


def words_for(error: DBAPIError) -> str:
    """The sentence for a learner."""
    state, text = _state(error), str(error.orig)
    if state:
        return t(_WORDS.get(state, NO_REPLY if is_passing(error) else OTHER))
    found = next((words for part, words in _AT_THE_DOOR.items() if part in text), None)
    return t(found or (NO_REPLY if is_passing(error) else OTHER))


def is_passing(error: DBAPIError) -> bool:
    """Whether the same may go well a moment later: the server starts again, the network comes back, a lock ends."""
    state, text = _state(error), str(error.orig)
    if state:
        return state.startswith(_PASSING) or error.connection_invalidated
    if any(part in text for part in _AT_THE_DOOR):
        return False
    return _is_network(error) or any(part in text for part in _PASSING_TEXTS)


def is_missing_table(error: DBAPIError) -> bool:
    """Whether the table of answers is not there yet."""
    return _state(error) == "42P01" or "no such table" in str(error.orig)


def is_done_already(error: DBAPIError) -> bool:
    """Whether a table or an account could not be made or changed because somebody else was doing the same."""
    said = str(error.orig)
    return _state(error) in ("42P07", "42710", "23505") or "already exists" in said or "concurrently updated" in said


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _is_network(error: DBAPIError) -> bool:
    """A failure without a code that does not come from SQLite is one of the connection itself."""
    of_connecting = isinstance(error, OperationalError | InterfaceError)
    return of_connecting and not type(error.orig).__module__.startswith("sqlite3")

"""Events as JSON lines and back. The format has a number; lines of a newer one are refused, never guessed at."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from mmready.domain.events import Answered, Before, Ended, Event, Extended, Noted, Started
from mmready.errors import ProgressError
from mmready.translation import marked, t

__all__ = ["FORMAT", "decode", "encode"]

FORMAT = 1
_NAMES: dict[str, type[Any]] = {
    "started": Started,
    "answered": Answered,
    "extended": Extended,
    "noted": Noted,
    "ended": Ended,
}
_LISTS = ("courses", "skills", "background")  # JSON has no tuples
_TYPES = {kind: name for name, kind in _NAMES.items()}


def encode(event: Event) -> str:
    """One line, without its newline."""
    return json.dumps({"mmready": FORMAT, "event": _TYPES[type(event)], **asdict(event)}, ensure_ascii=False)


def decode(line: str, where: str) -> Event:
    """The event of one line. ``where`` names file and line for the message of the ProgressError."""
    try:
        data = json.loads(line)
        version = data["mmready"]
        kind = _NAMES[data["event"]] if version == FORMAT else None
    except (ValueError, KeyError, TypeError) as error:
        raise ProgressError(t("{where}: this line is not a saved event ({error})", where=where, error=error)) from None
    if kind is None:
        raise ProgressError(
            t(
                "{where}: saved in format {version}, this version of mmready reads format {format}; update mmready to "
                "open it (the file is left as it is)",
                where=where,
                version=version,
                format=FORMAT,
            )
        )
    known = {field.name for field in fields(kind)}
    try:
        return kind(**{k: _frozen(k, v) for k, v in data.items() if k in known})  # type: ignore[no-any-return]
    except TypeError as error:
        text = marked("{where}: a part of this saved event is missing ({error})")
        raise ProgressError(t(text, where=where, error=error)) from None


def _frozen(name: str, value: Any) -> Any:
    if name == "before":
        return tuple(Before(**each) for each in value)
    return tuple(value) if name in _LISTS else value

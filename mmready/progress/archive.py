"""All sittings as one file to keep elsewhere, and such a file put beside what is here. Nothing here is changed by it.

The file is text, one JSON object a line: a head, then for each sitting a line with its name and its events as they are
saved. So it can be read without mmready, and a file that was saved in part is noticed.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mmready.domain.events import Answered, Event, Started, Store
from mmready.errors import ProgressError, UnreachableError
from mmready.progress.codec import FORMAT, decode, encode
from mmready.progress.store import is_name
from mmready.translation import marked, t

__all__ = ["Loaded", "load", "pack", "unpack"]

HEAD = "mmready-sittings"
NO_FILE_OF_OURS = marked("this is not a file that mmready saved. Nothing was changed")

Sittings = Mapping[str, tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a file: names of sittings that are new here, that went on, and that were here already."""

    new: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def pack(store: Store) -> tuple[str, tuple[str, ...]]:
    """The text of the file, and the names of damaged sittings, which are not in it.

    UnreachableError where the store goes away meanwhile: no file is better than one where something is missing.
    """
    lines: list[str] = []
    left_out: list[str] = []
    for name in store.sittings():
        try:
            events = store.read(name)
        except UnreachableError:
            raise
        except ProgressError:
            left_out.append(name)
            continue
        lines += [json.dumps({"sitting": name, "events": len(events)}), *map(encode, events)]
    head = json.dumps({"mmready": FORMAT, "file": HEAD, "lines": len(lines)})
    return "\n".join([head, *lines, ""]), tuple(left_out)


def unpack(text: str) -> Sittings:
    """The sittings in such a file. ProgressError, in words, where it is another file, damaged, cut short or newer."""
    # a comment may hold signs that other ways of splitting take for the end of a line
    first, *lines = text.removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\n").split("\n")
    expected = _head(first)
    if len(lines) != expected:
        raise ProgressError(
            t(
                "this file is not whole: it should have {expected} lines after the first and has {n}. Nothing was "
                "changed",
                expected=expected,
                n=len(lines),
            )
        )
    sittings: dict[str, tuple[Event, ...]] = {}
    place = 0
    while place < len(lines):
        name, count = _name(lines[place], place + 2)
        own = enumerate(lines[place + 1 : place + 1 + count], place + 3)
        sittings[name] = tuple(decode(line, f"line {number}") for number, line in own)
        place += 1 + count
    return sittings


def load(store: Store, sittings: Sittings) -> Loaded:
    """Put sittings beside those of the store.

    One that went on elsewhere is continued here; one that differs from what is here comes in under another name, so
    that both stay. ProgressError where something cannot be saved; what was saved before it stays.
    """
    found: dict[str, list[str]] = {"new": [], "longer": [], "same": []}
    taken = set(store.sittings())
    for name, events in sittings.items():
        how, kept_as, more = _beside(store, taken, name, events)
        for event in more:
            store.append(kept_as, event)
        taken.add(kept_as)
        found[how].append(kept_as)
    return Loaded(tuple(found["new"]), tuple(found["longer"]), tuple(found["same"]))


def _beside(store: Store, taken: set[str], name: str, events: tuple[Event, ...]) -> tuple[str, str, tuple[Event, ...]]:
    """How a sitting comes in (``new``, ``longer``, ``same``), under which name, and the events to add there."""
    if name not in taken:
        return "new", name, _once(events)
    here, events = _readable(store, name), _once(events)
    if here is not None and here[: len(events)] == events:
        return "same", name, ()
    if here is not None and events[: len(here)] == here:
        return "longer", name, events[len(here) :]
    tried = (f"{name}-{count}" for count in itertools.count(2))
    other = next(each for each in tried if each not in taken or _readable(store, each) == _renamed(events, each))
    return ("same", other, ()) if other in taken else ("new", other, _renamed(events, other))


def _head(line: str) -> int:
    try:
        head = json.loads(line)
        mine = head["file"] == HEAD
        version, expected = head["mmready"], int(head["lines"])
    except (ValueError, KeyError, TypeError):
        raise ProgressError(t(NO_FILE_OF_OURS)) from None
    if not mine:
        raise ProgressError(t(NO_FILE_OF_OURS))
    if version != FORMAT:
        raise ProgressError(
            t(
                "this file is of format {version}, this version of mmready reads format {format}; update mmready to "
                "load it. Nothing was changed",
                version=version,
                format=FORMAT,
            )
        )
    return expected


def _name(line: str, number: int) -> tuple[str, int]:
    try:
        data = json.loads(line)
        name, count = str(data["sitting"]), int(data["events"])
        if not is_name(name) or count < 0:
            raise ValueError(name)
        return name, count
    except (ValueError, KeyError, TypeError):
        text = marked("line {n}: expected the name of a sitting. Nothing was changed")
        raise ProgressError(t(text, n=number)) from None


def _once(events: Sequence[Event]) -> tuple[Event, ...]:
    """Without what two tabs may have left in a file: a second answer to a question, which counts for nothing."""
    numbers: set[int] = set()
    kept: list[Event] = []
    for event in events:
        if not (isinstance(event, Answered) and event.number in numbers):
            kept.append(event)
        if isinstance(event, Answered):
            numbers.add(event.number)
    return tuple(kept)


def _readable(store: Store, name: str) -> tuple[Event, ...] | None:
    try:
        return _once(store.read(name))
    except UnreachableError:
        raise
    except ProgressError:
        return None


def _renamed(events: tuple[Event, ...], name: str) -> tuple[Event, ...]:
    return tuple(replace(event, sitting=name) if isinstance(event, Started) else event for event in events)

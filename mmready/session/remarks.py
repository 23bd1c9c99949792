"""What a learner remarked on questions: flags and comments, read off the events."""

from __future__ import annotations

from collections.abc import Iterable

from mmready.domain.events import Event, Noted, Remark

__all__ = ["remarks_in"]


def remarks_in(events: Iterable[Event]) -> tuple[Remark, ...]:
    """The questions that are flagged now or have a comment, by their number; the latest word counts."""
    found: dict[int, Remark] = {}
    for event in events:
        if isinstance(event, Noted) and event.number > 0:
            before = found.get(event.number, Remark(event.number, event.question))
            if event.what in ("flag", "unflag"):
                found[event.number] = Remark(event.number, event.question, event.what == "flag", before.comment)
            elif event.what == "comment":
                found[event.number] = Remark(event.number, event.question, before.flagged, event.text)
    return tuple(found[number] for number in sorted(found) if found[number].flagged or found[number].comment)

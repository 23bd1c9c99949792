"""What changed, in words: since the last check, and from one plan to another."""

from __future__ import annotations

from collections.abc import Sequence

from mmready.advising.changes import PlanChange, ReadinessChange
from mmready.report import words
from mmready.translation import marked, t

__all__ = ["plan_change_text", "readiness_change_text"]

MONTH = 30.44  # days


def readiness_change_text(changes: Sequence[ReadinessChange]) -> str:
    """``Since 2 November 2026, 6.431x went from 31% to 62%.``; empty where there is nothing to compare."""
    if not changes:
        return ""
    moved = [change for change in changes if _then(change) != _now(change)]
    day = words.day(changes[0].on)
    when = t("Since {day}", day=day) if day else t("Since your last check")
    if not moved:
        return t("{since}, nothing has moved.", since=when)
    one = marked("{course} went from {before} to {now}")
    parts = [t(one, course=change.course, before=_then(change), now=_now(change)) for change in moved]
    return f"{when}, {words.joined(parts)}."


def _then(change: ReadinessChange) -> str:
    return words.chance(change.before.probability)


def _now(change: ReadinessChange) -> str:
    return words.chance(change.now.probability)


def plan_change_text(change: PlanChange) -> str:
    """``Studied 12 days sooner; the end comes 4 months sooner, in March 2028.``"""
    if change.nothing:
        return t("The dates stay as they are.")
    parts = [t("studied {sooner_or_later}", sooner_or_later=_moved(change.studied))] if change.studied else []
    if change.ends and change.ends_on:
        told = {"sooner_or_later": _moved(change.ends), "month": words.month(change.ends_on)}
        parts.append(t("the end comes {sooner_or_later}, in {month}", **told))
    if change.side_by_side:
        weeks = words.count(max(1, round(abs(change.side_by_side) / 7)), "week")
        more, less = (
            marked("courses run side by side for {weeks} more"),
            marked("courses run side by side for {weeks} less"),
        )
        parts.append(t(more if change.side_by_side > 0 else less, weeks=weeks))
    one = marked("ready for {course} {sooner_or_later}")
    ready = [t(one, course=name, sooner_or_later=_moved(days)) for name, days in change.ready_by.items() if days]
    parts = parts or ready
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _moved(days: int) -> str:
    count = abs(days)
    long = words.count(round(count / MONTH), "month") if count >= 2 * MONTH else words.count(count, "day")
    return t("{time} later", time=long) if days > 0 else t("{time} sooner", time=long)

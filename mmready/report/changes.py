"""What changed, in words: since the last check, and from one plan to another."""

from __future__ import annotations

from collections.abc import Sequence

from mmready.advising.changes import PlanChange, ReadinessChange
from mmready.report import words

__all__ = ["plan_change_text", "readiness_change_text"]

MONTH = 30.44  # days


def readiness_change_text(changes: Sequence[ReadinessChange]) -> str:
    """``Since 2 November 2026, 6.431x went from 31% to 62%.``; empty where there is nothing to compare."""
    if not changes:
        return ""
    moved = [change for change in changes if _then(change) != _now(change)]
    when = f"Since {words.day(changes[0].on)}" if words.day(changes[0].on) else "Since your last check"
    if not moved:
        return f"{when}, nothing has moved."
    parts = [f"{change.course} went from {_then(change)} to {_now(change)}" for change in moved]
    return f"{when}, {words.joined(parts)}."


def _then(change: ReadinessChange) -> str:
    return words.chance(change.before.probability)


def _now(change: ReadinessChange) -> str:
    return words.chance(change.now.probability)


def plan_change_text(change: PlanChange) -> str:
    """``Studied 12 days sooner; the end comes 4 months sooner, in March 2028.``"""
    if change.nothing:
        return "The dates stay as they are."
    parts = [f"studied {_moved(change.studied)}"] if change.studied else []
    if change.ends and change.ends_on:
        parts.append(f"the end comes {_moved(change.ends)}, in {words.month(change.ends_on)}")
    if change.side_by_side:
        weeks = words.count(max(1, round(abs(change.side_by_side) / 7)), "week")
        parts.append(f"courses run side by side for {weeks} {'more' if change.side_by_side > 0 else 'less'}")
    parts = parts or [f"ready for {course} {_moved(days)}" for course, days in change.ready_by.items() if days]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _moved(days: int) -> str:
    side = "later" if days > 0 else "sooner"
    count = abs(days)
    long = words.count(round(count / MONTH), "month") if count >= 2 * MONTH else words.count(count, "day")
    return f"{long} {side}"

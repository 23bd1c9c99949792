"""The analysis in words: for a terminal, for a page's head, and as JSON values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from mmready.analysis.analysing import LeftOut
from mmready.analysis.calibrating import Calibration
from mmready.analysis.findings import Findings, Item

__all__ = [
    "analysis_json",
    "analysis_text",
    "calibration_json",
    "calibration_text",
    "count",
    "heading",
    "lead",
    "left_text",
]

_FIRST = 10


def count(number: int, thing: str) -> str:
    """``1 sitting``, ``1,200 sittings``, ``no sittings``."""
    return f"{f'{number:,}' if number else 'no'} {thing}{'' if number == 1 else 's'}"


def heading(found: Findings) -> str:
    """The finding, in one line."""
    asked = [row for row in found.courses if row.asked]
    if not asked:
        return "No sitting counts"
    ready = max(asked, key=lambda row: row.asked)
    mend = len(found.to_mend)
    first = f"{ready.verdicts[0]:,} of {ready.asked:,} are ready for {ready.course}"
    return f"{first}; {count(mend, 'question')} to look at" if mend else first


def lead(found: Findings, left: Sequence[LeftOut], digest: str) -> str:
    """On how much it rests."""
    gone = sum(each.count for each in left)
    parts = [
        f"{count(found.sittings, 'sitting')}, {count(found.answers, 'answer')}, bank version {digest[:8] or '?'}.",
        f"{count(found.not_asked, 'question')} of the bank {'was' if found.not_asked == 1 else 'were'} never asked."
        if found.not_asked
        else "",
        f"{count(gone, 'result')} left out; the reasons are at the end." if gone else "",
    ]
    return " ".join(part[:1].upper() + part[1:] for part in parts if part)


def left_text(left: Sequence[LeftOut]) -> list[str]:
    """What was left out and why, a line a reason and a line a place."""
    lines: list[str] = []
    for each in left:
        lines.append(f"left out: {count(each.count, 'result')}: {each.reason}")
        lines += [f"  {name}" for name in each.named]
        if each.count > len(each.named):
            lines.append(f"  and {each.count - len(each.named):,} more")
    return lines


def analysis_text(found: Findings, left: Sequence[LeftOut], digest: str) -> str:
    """The analysis for a terminal."""
    lines = [heading(found), lead(found, left, digest), ""]
    if any(row.asked for row in found.courses):
        lines.append(f"{'course':<12}{'asked':>9}{'ready':>9}{'close':>9}{'not yet':>9}   share ready")
    for row in found.courses:
        if row.asked:
            ready, close, later = row.verdicts
            span = f"{row.ready:.0%} ({row.interval[0]:.0%} to {row.interval[1]:.0%})"
            lines.append(f"{row.course:<12}{row.asked:>9,}{ready:>9,}{close:>9,}{later:>9,}   {span}")
    if found.to_mend:
        lines += ["", "questions to mend first"]
    for number, item in enumerate(found.to_mend[:_FIRST], 1):
        figures = f"{count(item.answers, 'answer')}, {item.right:.0%} right, tells {item.tells:.2f}"
        lines.append(f"{number:>3}. {item.question} ({figures})")
        lines += [f"     {reason.text}" for reason in item.reasons]
    return "\n".join([*lines, *([""] if left else []), *left_text(left)])


def analysis_json(found: Findings, left: Sequence[LeftOut], digest: str) -> dict[str, Any]:
    """All figures, for programs."""
    return {
        "bank": digest,
        "sittings": found.sittings,
        "answers": found.answers,
        "not_asked": found.not_asked,
        "courses": [asdict(row) for row in found.courses],
        "skills": [asdict(row) for row in found.skills],
        "questions": [_item_json(item) for item in found.items],
        "mend_first": [item.question for item in found.to_mend],
        "sure": found.sure,
        "left_out": [asdict(each) for each in left],
    }


def _item_json(item: Item) -> dict[str, Any]:
    return _plain(asdict(item))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    """The same with null where there is no number, which JSON cannot say otherwise."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 6)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def calibration_text(found: Calibration, *, every: bool = False) -> str:
    """The calibration for a terminal: the changes, or every question that can be told."""
    side = "above" if found.group >= 0 else "below"
    lines = [
        f"{count(found.learners, 'sitting')}, {found.passes} passes over the answers"
        f"{'' if found.converged else '; the fit has NOT come to rest'}. "
        f"The group stands {abs(found.group):.2f} (probit units) {side} the authors' entrants; this is taken out.",
        f"{count(len(found.changes), 'question')} to change, "
        f"{sum(each.says == 'stays' for each in found.proposals):,} stay, "
        f"{count(len(found.too_few), 'question')} with too few answers to say.",
    ]
    rows = [each for each in found.proposals if each.says == "change" or (every and each.says == "stays")]
    if rows:
        head = f"{'answers':>9} {'entrants who know it':>22} {'slope':>18}"
        lines += ["", f"{'question':<44}{'now':>4}{'new':>5}{head}"]
    for each in rows:
        share = f"{each.share:.0%} ({each.interval[0]:.0%} to {each.interval[1]:.0%})"
        slope = f"{each.slope:.2f} ({each.slope_interval[0]:.2f} to {each.slope_interval[1]:.2f})"
        lines.append(
            f"{each.question:<44}{each.present:>4}{each.proposed:>5}{each.answers:>9,} {share:>22} {slope:>18}"
        )
    return "\n".join(lines)


def calibration_json(found: Calibration, diff: str) -> dict[str, Any]:
    """All figures, for programs."""
    return {
        "sittings": found.learners,
        "group": round(found.group, 6),
        "passes": found.passes,
        "converged": found.converged,
        "way": found.way,
        "questions": [_plain(asdict(each)) for each in found.proposals],
        "diff": diff,
    }

"""The plan as plain text, for a terminal."""

from __future__ import annotations

import textwrap

from mmready.report.plan import Figure, PlanRow, PlanView
from mmready.report.sources import source_text, sources_text
from mmready.translation import t

__all__ = ["plan_text"]

WIDTH = 88
WHEN, WEEKLY, COST = 27, 9, 7


def plan_text(view: PlanView) -> str:
    """Heading, four facts, warning, the table, notes, and the facts with their sources."""
    lines = [view.heading, "=" * min(WIDTH, len(view.heading)), *_wrapped(view.lead), ""]
    lines += [line for figure in view.figures for line in _figure(figure)]
    if view.warning:
        lines += ["", *_wrapped(view.warning)]
    if view.rows:
        lines += ["", f"{t('When'):{WHEN}}{t('A week'):{WEEKLY}}{t('Cost'):>{COST}}  {t('What')}"]
    lines += [line for row in view.rows for line in _row(row)]
    if view.rows and view.sources:
        read = sources_text(view.sources)
        lines += ["", *_wrapped(f"{t('Weeks and hours of courses, fees and days to pay by')}: {read}.")]
    lines += ["", *(line for note in view.notes for line in _point(note))] if view.notes else []
    if view.facts:
        lines += ["", f"{t('What the programme says')}:"]
        lines += [line for fact in view.facts for line in _point(f"{fact.text} ({source_text(fact.source)})")]
        addresses = dict.fromkeys(f"{fact.source.name}: {fact.source.address}" for fact in view.facts)
        lines += ["", *addresses]
    return "\n".join(lines)


def _wrapped(text: str, indent: int = 0, first: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first or " " * indent, subsequent_indent=" " * indent)


def _point(text: str) -> list[str]:
    return _wrapped(text, 4, "  - ")


def _figure(figure: Figure) -> list[str]:
    note = f" ({figure.note})" if figure.note else ""
    source = f"; {source_text(figure.source)}" if figure.source else ""
    return _wrapped(f"{figure.title}: {figure.value}{note}{source}", 2, "  ")


def _row(row: PlanRow) -> list[str]:
    lead = f"{row.when:{WHEN}}{row.weekly:{WEEKLY}}{row.cost:>{COST}}  "
    lines = textwrap.wrap(row.what, WIDTH - len(lead), initial_indent="", subsequent_indent="") or [""]
    lines += textwrap.wrap(row.remember, WIDTH - len(lead)) if row.remember else []
    return [lead + lines[0], *(" " * len(lead) + line for line in lines[1:])]

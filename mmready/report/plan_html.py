"""The plan as a fragment of HTML. The timeline is a picture of the table: the table says everything that it shows."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from mmready.report.marks import mark
from mmready.report.plan import UNCONFIRMED, Figure, PlanFact, PlanRow, PlanView
from mmready.report.sources import Source, source_html, sources_html
from mmready.report.timeline import Bar, Load, Row, Tick, Timeline
from mmready.translation import english, t

__all__ = ["plan_html"]

WIDE = 16.0  # percent of the line that hold a few words
BEHIND = 84.0  # percent after which words no longer fit behind a bar
LINES = 64  # height of the hours a week, in pixels
DIAMOND = (
    '<svg class="exam" style="left:{}%" viewBox="0 0 16 16"><path d="M8 1 15 8 8 15 1 8z" fill="currentColor"/></svg>'
)


def plan_html(view: PlanView) -> str:
    """Heading, four facts, timeline, warning, a place for what can be changed, table, notes and sources."""
    parts = [
        f'<h2 tabindex="-1">{html.escape(view.heading)}</h2>',
        f'<p class="lead">{html.escape(view.lead)}</p>',
        f'<dl class="facts">{"".join(map(_figure, view.figures))}</dl>',
        _timeline(view.timeline) if view.timeline else "",
        _warning(view.warning) if view.warning else "",
        '<div data-place="whatif"></div>',
        _table(view.rows),
        _read(view.sources),
        _notes(view.notes),
        _facts(view.facts),
    ]
    return "\n".join(part for part in parts if part)


def _figure(figure: Figure) -> str:
    note = f"<small>{html.escape(figure.note)}</small>" if figure.note else ""
    source = source_html(figure.source) if figure.source else ""
    return f"<div><dt>{html.escape(figure.title)}</dt><dd>{html.escape(figure.value)}{note}{source}</dd></div>"


# -- the timeline ----------------------------------------------------------------------------------------------------


def _timeline(found: Timeline) -> str:
    years = "".join(f'<i class="yr" style="left:{tick.left}%"></i>' for tick in found.ticks if tick.year and tick.left)
    rows = "".join(_row(row, years) for row in found.rows)
    load = _load(found.load, years) if found.load else ""
    return (
        f'<div class="gantt" role="img" aria-label="{html.escape(found.said)}">{_ticks(found.ticks)}{rows}{load}</div>'
    )


def _ticks(ticks: Iterable[Tick]) -> str:
    months = "".join(f'<span style="left:{tick.left}%">{tick.month}</span>' for tick in ticks if tick.month)
    years = "".join(f'<b style="left:{tick.left}%">{tick.year}</b>' for tick in ticks if tick.year)
    return f'<div class="gr head"><div></div><div class="months">{months}{years}</div></div>'


def _row(row: Row, years: str) -> str:
    bars = "".join(map(_bar, row.bars))
    return f'<div class="gr"><div class="lb">{html.escape(row.label)}</div><div class="tr">{years}{bars}</div></div>'


def _bar(bar: Bar) -> str:
    if bar.what == "exam":
        return DIAMOND.format(bar.left)
    said = html.escape(bar.said)
    end = round(bar.left + bar.width, 2)
    inside, beside = said, ""
    if bar.width < WIDE:
        inside = ""
        place = (
            f'class="after" style="left:{end}%"' if end < BEHIND else f'class="before" style="right:{100 - bar.left}%"'
        )
        beside = f"<span {place}>{said}</span>"
    return f'<div class="bar {bar.what}" style="left:{bar.left}%;width:{bar.width}%">{inside}</div>{beside}'


def _load(load: Iterable[Load], years: str) -> str:
    steps = "".join(
        f'<div class="lv" style="left:{step.left}%;width:{step.width}%;'
        f'height:{round(step.height * LINES * 0.9 / 100)}px">{step.said}</div>'
        for step in load
    )
    label = t("Hours a week")
    return f'<div class="gr load"><div class="lb">{label}</div><div class="tr">{years}{steps}</div></div>'


# -- below it --------------------------------------------------------------------------------------------------------


def _warning(text: str) -> str:
    first = t(UNCONFIRMED)
    rest = html.escape(text.removeprefix(first).strip())
    return f'<div class="warn">{mark("unsure")}<p><b>{html.escape(first)}</b> {rest}</p></div>'


def _table(rows: Iterable[PlanRow]) -> str:
    head = "".join(
        f'<th scope="col"{look}>{title}</th>'
        for title, look in (
            (t("When"), ""),
            (t("What"), ""),
            (t("A week"), ""),
            (t("Remember"), ""),
            (t("Cost"), ' class="num"'),
        )
    )
    body = "".join(map(_line, rows))
    if not body:
        return ""
    caption = f"<caption>{t('Dates and payments')}</caption>"
    return f'<table class="dates">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _line(row: PlanRow) -> str:
    weekly = f'{html.escape(row.weekly)}<span class="cap"> {t("a week")}</span>' if row.weekly else ""
    cells = (("", weekly), ("", html.escape(row.remember)), (' class="num"', html.escape(row.cost)))
    return (
        f'<tr><td class="wide c-quiet">{html.escape(row.when)}</td>'
        f'<th class="wide" scope="row">{html.escape(row.what)}</th>'
        f"{''.join(f'<td{look}>{text}</td>' for look, text in cells)}</tr>"
    )


def _read(sources: Sequence[Source]) -> str:
    what = t("Weeks and hours of courses, fees and days to pay by")
    return f'<p class="note">{what}: {sources_html(sources)}.</p>' if sources else ""


def _notes(notes: Iterable[str]) -> str:
    items = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    return f'<h3>{t("Order of the courses")}</h3><ul class="plain-list">{items}</ul>' if items else ""


def _facts(facts: Iterable[PlanFact]) -> str:
    items = "".join(f"<li>{english(html.escape(fact.text))} {source_html(fact.source)}</li>" for fact in facts)
    if not items:
        return ""
    summary = f"<summary>{t('What the programme says')}</summary>"
    return f'<details class="more">{summary}<ul class="reasons">{items}</ul></details>'

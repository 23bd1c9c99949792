"""A plan on a line of months: where each bar stands, as shares of the whole, and how many hours a week take."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mmready.domain.bank import Bank
from mmready.domain.estimate import PlanBlock
from mmready.report import words
from mmready.translation import decimal, t

__all__ = ["Bar", "Load", "Row", "Tick", "Timeline", "timeline"]

DAY = datetime.timedelta(days=1)
SUBTITLE = re.compile(r" – |: ")
MOST_LABELS = 16  # names of months that fit side by side


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch; ``left`` and ``width`` in percent of the line, ``said`` stands in or beside it."""

    what: Literal["study", "course", "exam"]
    left: float
    width: float
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture with its label."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month; ``year`` only where a year begins or the line does."""

    left: float
    month: str
    year: str


@dataclass(frozen=True, slots=True)
class Load:
    """Hours a week over a stretch; ``height`` in percent of the busiest week."""

    left: float
    width: float
    height: float
    said: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, and what it shows in a few words. ``load`` is empty where every week takes the same."""

    said: str
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    load: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """Whole months from the first day to the last; gives the place of a day on it."""

    first: datetime.date
    last: datetime.date

    def at(self, day: datetime.date) -> float:
        return round(100 * (day - self.first).days / ((self.last - self.first).days + 1), 2)

    def width(self, start: datetime.date, end: datetime.date) -> float:
        return round(self.at(end + DAY) - self.at(start), 2)


def timeline(bank: Bank, blocks: Sequence[PlanBlock], hours_per_week: float) -> Timeline | None:
    """The picture of these blocks, or None where there are none."""
    if not blocks:
        return None
    line = _Line(min(b.start for b in blocks).replace(day=1), _month_after(max(b.end for b in blocks)) - DAY)
    said = t(
        "Timeline from {first} to {last}. The same dates are in the table below.",
        first=words.month(line.first),
        last=words.month(line.last),
    )
    return Timeline(said, _ticks(line), _rows(blocks, line), _load(bank, blocks, hours_per_week, line))


def _month_after(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + 32 * DAY).replace(day=1)


def _ticks(line: _Line) -> tuple[Tick, ...]:
    months = []
    month = line.first
    while month <= line.last:
        months.append(month)
        month = _month_after(month)
    step = -(-len(months) // MOST_LABELS)
    return tuple(
        Tick(
            line.at(month),
            words.short_month(month) if place % step == 0 else "",
            str(month.year) if place == 0 or month.month == 1 else "",
        )
        for place, month in enumerate(months)
        if place % step == 0 or month.month == 1
    )


def _rows(blocks: Sequence[PlanBlock], line: _Line) -> tuple[Row, ...]:
    """Study in the order in which it begins, a row a course; then courses and the exam."""
    labels: dict[str, list[Bar]] = {}
    for block in sorted(blocks, key=lambda each: (each.what != "study", each.start)):
        label = (
            t("Study for {course}", course=block.course) if block.what == "study" else SUBTITLE.split(block.title)[0]
        )
        labels.setdefault(label, []).append(_bar(block, line))
    return tuple(Row(label, tuple(bars)) for label, bars in labels.items())


def _bar(block: PlanBlock, line: _Line) -> Bar:
    weeks = round(((block.end - block.start).days + 1) / 7)
    said = {"study": words.hours(*block.hours, short=True), "course": words.count(weeks, "week"), "exam": ""}[
        block.what
    ]
    return Bar(block.what, line.at(block.start), line.width(block.start, block.end), said)


def _load(bank: Bank, blocks: Sequence[PlanBlock], hours_per_week: float, line: _Line) -> tuple[Load, ...]:
    """Stretches between which the hours a week change."""
    if all(block.what == "study" for block in blocks):
        return ()
    edges = sorted({block.start for block in blocks} | {block.end + DAY for block in blocks})
    found: list[tuple[datetime.date, datetime.date, float]] = []
    for start, end in itertools.pairwise(edges):
        running = [block for block in blocks if block.start <= start <= block.end]
        weekly = sum(_weekly(bank, block, hours_per_week) for block in running)
        if found and found[-1][1] == start and found[-1][2] == weekly:
            found[-1] = (found[-1][0], end, weekly)
        elif weekly:
            found.append((start, end, weekly))
    most = max((weekly for *_, weekly in found), default=1.0)
    return tuple(
        Load(line.at(start), line.width(start, end - DAY), round(100 * weekly / most, 1), decimal(weekly))
        for start, end, weekly in found
    )


def _weekly(bank: Bank, block: PlanBlock, hours_per_week: float) -> float:
    if block.what == "study":
        return hours_per_week
    return sum(bank.courses[block.course].hours_per_week) / 2

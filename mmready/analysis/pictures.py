"""The pictures of the analysis as SVG: a text says what each shows, and a table beside it has the same figures."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from mmready.analysis.findings import CourseRow, Item

__all__ = ["map_of_questions", "verdict_bars"]

_WIDTH = 796
_LABEL, _BAR, _ROW = 112, 26, 44
_MAP_HEIGHT, _LEFT, _BOTTOM, _TOP, _RIGHT = 380, 48, 44, 14, 10
_LOWEST, _HIGHEST = -0.3, 0.8  # correlations that the map shows; beyond them a mark stands on the edge
_ROOM, _DIGIT = 12.0, 13.0  # what a number takes in a bar, at the size of letters on a phone


def verdict_bars(rows: Sequence[CourseRow]) -> str:
    """One bar a course: ready, too close to call, not yet, as shares of those who asked for it."""
    asked = [row for row in rows if row.asked]
    said = "; ".join(
        f"{row.course}: {row.verdicts[0]} ready, {row.verdicts[1]} too close to call, {row.verdicts[2]} not yet"
        for row in asked
    )
    bars = "".join(_bar(row, number * _ROW) for number, row in enumerate(asked))
    return _svg("ia-bars", _WIDTH, max(_ROW * len(asked), 1), f"Readiness of the group. {said}.", bars)


def _bar(row: CourseRow, top: int) -> str:
    parts = [f'<text x="0" y="{top + 18}">{html.escape(row.course)}</text>']
    at, whole = float(_LABEL), _WIDTH - _LABEL
    for kind, count in zip("rcn", row.verdicts, strict=True):
        width = whole * count / row.asked
        if count:
            parts.append(
                f'<rect class="{kind}" x="{at:.1f}" y="{top}" width="{max(width - 2, 1):.1f}" height="{_BAR}"/>'
            )
        if width >= _ROOM + _DIGIT * len(f"{count:,}"):
            ink = ' class="on"' if kind == "r" else ""
            parts.append(f'<text{ink} x="{at + 8:.1f}" y="{top + 17}">{count:,}</text>')
        at += width
    return "".join(parts)


def map_of_questions(items: Sequence[Item]) -> str:
    """Every question by its share right (across) and by how well it tells who can do it (up); squares are to mend."""
    shown = [item for item in items if not math.isnan(item.tells)]
    mend = [item for item in shown if item.reasons]
    said = (
        f"{len(shown)} questions by share right and correlation with the rest. {len(mend)} squares are questions with "
        "a reason to look at them; the table below has every figure."
    )
    parts = [_axes()]
    parts += [f'<circle class="well" cx="{_x(i):.1f}" cy="{_y(i):.1f}" r="3.5"/>' for i in shown if not i.reasons]
    parts += [
        f'<rect class="mend" x="{_x(i) - 4:.1f}" y="{_y(i) - 4:.1f}" width="8" height="8">'
        f"<title>{html.escape(i.question)}</title></rect>"
        for i in mend
    ]
    return _svg("ia-map", _WIDTH, _MAP_HEIGHT, said, "".join(parts))


def _axes() -> str:
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _across(share)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_MAP_HEIGHT - _BOTTOM}"/>')
        end = "end" if share == 1.0 else "middle"
        parts.append(
            f'<text class="q" x="{x:.1f}" y="{_MAP_HEIGHT - _BOTTOM + 18}" text-anchor="{end}">{share:.0%}</text>'
        )
    for tells in (0.0, 0.2, 0.4, 0.6, 0.8):
        y = _up(tells)
        kind = "edge" if tells == 0.0 else "grid"
        parts.append(f'<line class="{kind}" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="q" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tells:.1f}</text>')
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{_MAP_HEIGHT - 6}" text-anchor="middle">share right</text>')
    half = (_TOP + _MAP_HEIGHT - _BOTTOM) / 2
    parts.append(
        f'<text x="12" y="{half}" text-anchor="middle" transform="rotate(-90 12 {half})">tells who can do it</text>'
    )
    return "".join(parts)


def _x(item: Item) -> float:
    return _across(item.right)


def _y(item: Item) -> float:
    return _up(item.tells)


def _across(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _up(tells: float) -> float:
    held = min(max(tells, _LOWEST), _HIGHEST)
    return _TOP + (_HIGHEST - held) / (_HIGHEST - _LOWEST) * (_MAP_HEIGHT - _BOTTOM - _TOP)


def _svg(name: str, width: int, height: int, said: str, inside: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{html.escape(said)}">{inside}</svg>'
    )

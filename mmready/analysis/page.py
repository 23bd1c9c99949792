"""The analysis as one page that stands alone, in the look of the reports."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from mmready.analysis.analysing import LeftOut
from mmready.analysis.findings import CourseRow, Findings, Item, SkillRow
from mmready.analysis.pictures import map_of_questions, verdict_bars
from mmready.analysis.words import count, heading, lead
from mmready.report.style import stylesheet

__all__ = ["MENDED_FIRST", "analysis_page"]

MENDED_FIRST = 15
_SKILLS = 8
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_KEY = (
    "<b>Tells who can do it</b> is the correlation of a question's points with how the same people do on their other "
    "questions. <b>Expected</b> is the share right that their other answers and the difficulty in the file lead us to "
    "expect. In brackets: 95% intervals. Sittings ask good learners harder questions, so a low share right is no fault "
    "by itself."
)


def analysis_page(found: Findings, left: Iterable[LeftOut], bank_digest: str) -> str:
    """The whole page: readiness, what to mend first, the map, every question, what was left out."""
    left = tuple(left)
    title = heading(found)
    parts = [
        f"<h1>{html.escape(title)}</h1>",
        f'<p class="lead">{html.escape(lead(found, left, bank_digest))}</p>',
        _readiness(found.courses),
        _skills(found.skills),
        _mend(found),
        "<h2>All questions</h2>",
        map_of_questions(found.items),
        f'<p class="note">{_KEY}</p>',
        _items(found.items),
        _left_out(left),
    ]
    body = "\n".join(part for part in parts if part)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>\n:root {{ color-scheme: light dark; }}\nbody {{ margin: 0; }}\n{stylesheet()}\n{_sheet()}</style>"
        f'</head>\n<body><main class="mmr sheet ia"><div class="in">\n{body}\n</div></main></body></html>\n'
    )


@cache
def _sheet() -> str:
    text = (resources.files("mmready.analysis") / "static" / "analysis.css").read_text(encoding="utf-8")
    return _COMMENT.sub("", text)


def _readiness(rows: Iterable[CourseRow]) -> str:
    asked = [row for row in rows if row.asked]
    if not asked:
        return ""
    cells = "".join(
        f'<tr><th scope="row">{html.escape(row.course)}</th><td class="num">{row.asked:,}</td>'
        f'<td class="num">{row.verdicts[0]:,}</td><td class="num">{row.verdicts[1]:,}</td>'
        f'<td class="num">{row.verdicts[2]:,}</td><td class="num">{_span(row.ready, row.interval)}</td></tr>'
        for row in asked
    )
    return (
        f'<h2>Readiness of the group</h2>{verdict_bars(asked)}<div class="ia-scroll" tabindex="0" role="region" '
        'aria-label="Readiness in figures"><table class="ia-group"><thead><tr><th scope="col">Course</th>'
        + "".join(
            f'<th scope="col" class="num">{name}</th>'
            for name in ("Asked", f"{_swatch('r')}Ready", f"{_swatch('c')}Too close to call", f"{_swatch('n')}Not yet")
        )
        + f'<th scope="col" class="num">Share ready</th></tr></thead><tbody>{cells}</tbody></table></div>'
    )


def _swatch(kind: str) -> str:
    """The look of a bar's part, beside its name."""
    return f'<i class="ia-key {kind}" aria-hidden="true"></i>'


def _skills(rows: Iterable[SkillRow]) -> str:
    """Where the group falls behind entrants most."""
    behind = sorted((row for row in rows if row.answers >= 20), key=lambda row: row.right - row.entrants)[:_SKILLS]
    if not behind:
        return ""
    cells = "".join(
        f'<tr><th scope="row">{html.escape(row.name)}</th><td class="num">{row.right:.0%}</td>'
        f'<td class="num">{row.entrants:.0%}</td><td class="num">{row.answers:,}</td></tr>'
        for row in behind
    )
    head = "".join(f'<th scope="col" class="num">{name}</th>' for name in ("Right here", "Entrants", "Answers"))
    return (
        '<h2>Skills where the group stands lowest</h2><p class="note">Beside what the difficulties in the files say of '
        'entrants on the same questions.</p><table class="ia-group"><thead><tr><th scope="col">Skill</th>'
        f"{head}</tr></thead><tbody>{cells}</tbody></table>"
    )


def _mend(found: Findings) -> str:
    first = found.to_mend[:MENDED_FIRST]
    if not first:
        return "<h2>Questions to mend first</h2><p>No question stands out so far.</p>"
    more = len(found.to_mend) - len(first)
    rest = f'<p class="note">{count(more, "more question")} in the table below with a reason.</p>' if more else ""
    return f'<h2>Questions to mend first</h2><ol class="ia-mend">{"".join(map(_to_mend, first))}</ol>{rest}'


def _to_mend(item: Item) -> str:
    reasons = "".join(f"<li>{html.escape(reason.text)}</li>" for reason in item.reasons)
    return (
        f'<li><h3>{html.escape(item.question)}</h3><p class="fig">{html.escape(item.skill)}, {html.escape(item.kind)}'
        f"<br>{count(item.answers, 'answer')}, {item.right:.0%} right<br>tells {_number(item.tells)}</p>"
        f"<ul>{reasons}</ul></li>"
    )


def _items(items: Iterable[Item]) -> str:
    names = ("Answers", "Right", "Expected", "Tells", "Don’t know", "Minutes", "Flags")
    head = "".join(f'<th scope="col" class="num">{name}</th>' for name in names)
    rows = "".join(map(_item, items))
    return (
        '<details class="more"><summary>Every question in figures</summary><div class="ia-scroll" tabindex="0" '
        'role="region" aria-label="Every question in figures"><table class="ia-items"><thead><tr>'
        f'<th scope="col">Question</th>{head}<th scope="col">Answers given</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _item(item: Item) -> str:
    minutes = "" if item.seconds is None else f"{item.seconds / 60.0:.1f} of {item.minutes:g}"
    given = ", ".join(
        f"{html.escape(each.answer)}{' (right)' if each.right else ''} {each.share:.0%}" for each in item.chosen[:6]
    )
    low, high = item.tells_interval
    tells = "" if math.isnan(item.tells) else f"{item.tells:.2f} ({low:.2f} to {high:.2f})"
    return (
        f'<tr><th scope="row">{html.escape(item.question)}</th><td class="num">{item.answers:,}</td>'
        f'<td class="num">{_span(item.right, item.right_interval)}</td><td class="num">{item.expected:.0%}</td>'
        f'<td class="num">{tells}</td><td class="num">{item.dont_know:.0%}</td><td class="num">{minutes}</td>'
        f'<td class="num">{item.flags or ""}</td><td class="wrap">{given}</td></tr>'
    )


def _left_out(left: Iterable[LeftOut]) -> str:
    items = "".join(
        f"<li>{html.escape(each.reason)}: {each.count:,}. {html.escape('; '.join(each.named[:10]))}"
        f"{' …' if each.count > 10 else ''}</li>"
        for each in left
    )
    return f'<h2>Left out</h2><ul class="reasons">{items}</ul>' if items else ""


def _span(share: float, interval: tuple[float, float]) -> str:
    return f"{share:.0%} ({interval[0]:.0%} to {interval[1]:.0%})"


def _number(value: float) -> str:
    return "not known" if math.isnan(value) else f"{value:.2f}"

"""The map of skills as HTML: a column a subject, arcs to what a skill rests on, the chosen skill's chain drawn strong.

Each arc and each skill names its ends, so that a page with a script can draw another chain without asking anybody.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from mmready.report.marks import mark, symbols
from mmready.report.skill_map import STATE_WORDS, MapColumn, MapSkill, SkillMap, is_content
from mmready.report.words import subject_name
from mmready.translation import english, marked, t

__all__ = ["skill_map_html"]

MARKS: Mapping[str, str] = {"solid": "solid", "not sure": "unsure", "gap": "gap", "taught": "later"}
CLASSES: Mapping[str, str] = {"solid": "is-solid", "not sure": "is-unsure", "gap": "is-gap", "taught": "is-later"}
LEAD = marked(
    "A line joins a skill to the ones it rests on. Choose a skill to see what it needs and what needs it, in every "
    "subject."
)
ROW = 38.0  # pixels a skill; the sheet says the same in rem
COLUMN, BETWEEN = 190.0, 12.0  # how wide a column is drawn, and the space to the next; the page stretches both
DISC = 32.5  # the middle of the marks, in a column
BEND = (0.0, 15.2, 20.7, 26.3, 31.9, 37.2)  # how far an arc over so many rows goes to the left

Place = tuple[int, int]  # column and row


def skill_map_html(view: SkillMap) -> str:
    """The map with heading and legend; the details of every skill, all but the chosen one hidden."""
    places = {
        skill.id: (column, row) for column, found in enumerate(view.columns) for row, skill in enumerate(found.skills)
    }
    chosen = view.skills.get(view.chosen)
    columns = "".join(_column(view, number, places, chosen) for number in range(len(view.columns)))
    picks = "".join(_pick(skill, places[skill.id][0], hidden=skill.id != view.chosen) for skill in view.skills.values())
    return (
        f'<h2 tabindex="-1">{html.escape(view.heading)}</h2><p>{t(LEAD)}</p>{_legend(view)}'
        f'{symbols(MARKS.values())}<div class="map" style="--columns:{len(view.columns)}">{columns}{picks}</div>'
    )


def _legend(view: SkillMap) -> str:
    items = "".join(
        f"<li>{mark(MARKS[state])} {_capital(t(STATE_WORDS[state]))} ({number})</li>"
        for state, number in view.count.items()
        if number
    )
    related = t("Rests on the chosen skill, or the chosen skill on it")
    shade = f'<li><i class="shade"></i> {related}</li>'
    return f'<ul class="legend" aria-label="{t("Marks")}">{items}{shade}</ul>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _column(view: SkillMap, number: int, places: Mapping[str, Place], chosen: MapSkill | None) -> str:
    column = view.columns[number]
    title = html.escape(subject_name(column.subject))
    title = title[0].upper() + title[1:]
    height = ROW * len(column.skills)
    arcs = "".join(_arcs(column, number, places, chosen))
    crossing = _crossings(view, places, chosen) if number == 0 else ""
    rows = "".join(_row(skill, view, places, number, chosen) for skill in column.skills)
    return (
        f'<section style="order:{2 * number + 1};--at:{number}" aria-label="{title}"><h3>{title}</h3>'
        f'<p class="note">{html.escape(column.summary)}</p><div class="arcs">'
        f'<svg class="own" style="height:{height / 16:g}rem" viewBox="0 0 40 {height:g}" fill="none" '
        f'aria-hidden="true">{arcs}</svg>'
        f"{crossing}<ol>{rows}</ol></div></section>"
    )


def _crossings(view: SkillMap, places: Mapping[str, Place], chosen: MapSkill | None) -> str:
    total = _left(len(view.columns)) - BETWEEN
    tallest = ROW * max(len(each.skills) for each in view.columns)
    return (
        f'<svg class="cross" style="height:{tallest / 16:g}rem" viewBox="0 0 {total:g} {tallest:g}" '
        f'preserveAspectRatio="none" fill="none" aria-hidden="true">{"".join(_crossing(view, places, chosen))}</svg>'
    )


def _row(skill: MapSkill, view: SkillMap, places: Mapping[str, Place], column: int, chosen: MapSkill | None) -> str:
    needs = [view.skills[name].number for name in skill.parents if places[name][0] != column]
    needed = f'<span class="x">{t("needs {skills}", skills=", ".join(needs))}</span>' if needs else ""
    related = chosen is not None and (skill.id in chosen.beneath or skill.id in chosen.above)
    pressed = chosen is not None and skill.id == chosen.id
    title = "" if skill.name == skill.full_name else f' title="{html.escape(skill.full_name)}"'
    return (
        f'<li class="{CLASSES[skill.state]}{" rel" if related else ""}">'
        f'<button type="button" aria-pressed="{"true" if pressed else "false"}" data-skill="{skill.id}" '
        f'tabindex="{0 if pressed else -1}"{title}>{_mark(skill)}'
        f'<span class="tx"><span class="n">{skill.number}</span> <span class="nm">{html.escape(skill.name)}</span>'
        f'<span class="vh">: {skill.said}.</span>{needed}</span></button></li>'
    )


def _mark(skill: MapSkill) -> str:
    """A mark by its symbol: there are two for each of many skills."""
    return f'<svg class="sym" aria-hidden="true"><use href="#mm-{MARKS[skill.state]}"/></svg>'


def _pick(skill: MapSkill, column: int, *, hidden: bool) -> str:
    lines = "".join(
        f"<dt>{html.escape(heading)}</dt><dd>{_detail(heading, text)}</dd>" for heading, text in skill.details
    )
    return (
        f'<div class="pick" data-about="{skill.id}" style="--at:{2 * column + 2}"{" hidden" if hidden else ""}>'
        f"<h3>{_mark(skill)} {skill.number} {html.escape(skill.full_name)}: {skill.said}</h3>"
        f'<dl class="kv">{lines}</dl></div>'
    )


def _detail(heading: str, text: str) -> str:
    return english(html.escape(text)) if is_content(heading) else html.escape(text)


# -- lines -----------------------------------------------------------------------------------------------------------


def _arcs(column: MapColumn, number: int, places: Mapping[str, Place], chosen: MapSkill | None) -> Iterator[str]:
    """Lines within a subject: straight to the next row, else a bow to the left, wider the further it goes."""
    for skill in column.skills:
        for parent in skill.parents:
            if places[parent][0] == number:
                low, high = sorted((_middle(places[parent][1]), _middle(places[skill.id][1])))
                rows = round((high - low) / ROW)
                bend = DISC - BEND[min(rows - 1, len(BEND) - 1)]
                bow = f"C{bend:g} {low + 4:g} {bend:g} {high - 4:g} {DISC} {high:g}"
                yield _line(parent, skill.id, f"M{DISC} {low:g}{f'V{high:g}' if rows == 1 else bow}", chosen)


def _crossing(view: SkillMap, places: Mapping[str, Place], chosen: MapSkill | None) -> Iterator[str]:
    """Lines between subjects: along the rows' edges and down between columns. They show for the chosen chain only."""
    for skill in view.skills.values():
        for parent in skill.parents:
            (here, row), (there, down) = places[parent], places[skill.id]
            if here == there:
                continue
            start, end = _middle(row), _middle(down)
            edge = end + (ROW / 2 if start > end else -ROW / 2)
            left, right = _left(here), _left(there)
            if here < there:
                out, turn, last = left + COLUMN - 2, left + COLUMN + 6, (right, right + 24)
            else:
                out, turn, last = left + 22, left - 6, (right + COLUMN + 4, right + COLUMN - 2)
            path = f"M{out:g} {start:g}H{turn:g}V{edge:g}H{last[0]:g}V{end:g}H{last[1]:g}"
            yield _line(parent, skill.id, path, chosen)


def _left(column: int) -> float:
    return column * (COLUMN + BETWEEN)


def _line(parent: str, child: str, path: str, chosen: MapSkill | None) -> str:
    on = ' class="on"' if chosen is not None and _in_chain(parent, child, chosen) else ""
    return f'<path d="{path}" data-from="{parent}" data-to="{child}"{on}/>'


def _in_chain(parent: str, child: str, chosen: MapSkill) -> bool:
    """Whether this line is part of what leads to the chosen skill, or of what leads from it."""
    down, up = chosen.beneath | {chosen.id}, chosen.above | {chosen.id}
    return (parent in down and child in down) or (parent in up and child in up)


def _middle(row: int) -> float:
    return ROW * (row + 0.5)

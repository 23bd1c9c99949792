"""The views as fragments of HTML, and whole pages that stand alone.

Everything that comes from a file or a person is escaped, or goes through ``markdown.to_html``, which is safe.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from mmready.advising.words import with_word
from mmready.report.calibration import Calibration
from mmready.report.gaps import Gap as GapItem
from mmready.report.gaps import GapGroup, GapsView, Place, Study
from mmready.report.markdown import to_html
from mmready.report.marks import mark
from mmready.report.sources import source_html, sources_html
from mmready.report.style import stylesheet
from mmready.report.view import AnswerRow, Band, CourseVerdict, RemarkRow, VerdictView
from mmready.report.words import joined
from mmready.translation import english, language, marked, t

__all__ = ["gaps_html", "page", "verdict_html"]

THRESHOLDS = marked(
    "We say “ready” from 95% and “not yet” up to 5%. In between, more answers could change the verdict. What a course "
    "needs is our judgement from its own outline and exercises; no data on how learners fared stand behind it."
)


def _text(markdown: str) -> str:
    return to_html(markdown, inline=True)


# -- the verdict ---------------------------------------------------------------------------------------------------


def verdict_html(view: VerdictView) -> str:
    """The verdict: heading, one strip a course on a shared scale, how to read them, rules and answers."""
    parts = [f'<h2 tabindex="-1">{_text(view.heading)}</h2>', f'<p class="lead">{html.escape(view.lead)}</p>']
    if view.courses:
        parts += [_strip_head(), _verdicts(view.courses, view.scale), _key_line()]
    if view.others:
        names = html.escape(joined([verdict.course for verdict in view.others]))
        along = t("Estimated along: {courses}", courses=names)
        note = t("You did not ask about these. Questions were not chosen for them.")
        parts.append(
            f'<details class="more"><summary>{along}</summary><p class="note">{note}</p>'
            f"{_verdicts(view.others, view.scale)}</details>"
        )
    parts += [_rules(rule) for rule in view.rules]
    if view.answers:
        parts.append(_answers(view.answers))
    if view.remarks:
        parts.append(_remarks(view.remarks))
    if view.calibration:
        parts.append(_calibration(view.calibration))
    parts.append(f'<p class="note">{t(THRESHOLDS)}</p>')
    return "\n".join(parts)


def _strip_head() -> str:
    return (
        f'<div class="vhead" aria-hidden="true"><span>{t("Verdict")}</span><span>{t("Chance you are ready")}</span>'
        f'<div class="strip-scale"><span class="lo">{t("below")}</span>'
        f'<span class="mid">{t("what the course needs")}</span><span class="hi">{t("above")}</span></div></div>'
    )


def _verdicts(verdicts: Iterable[CourseVerdict], scale: int) -> str:
    return f'<ol class="vd">{"".join(_verdict(verdict, scale) for verdict in verdicts)}</ol>'


def _verdict(found: CourseVerdict, scale: int) -> str:
    strip = _strip(found.band, scale) if found.band else ""
    settle = f'<div class="settle"><p>{_text(found.settle)}</p></div>' if found.settle else ""
    summary = f'<p class="why">{_text(found.summary)}</p>' if found.summary else ""
    return (
        f'<li><div><p class="v">{mark(found.mark, big=True)} {html.escape(found.heading)}</p>'
        f'<p class="c">{html.escape(found.course)}</p><p class="t">{english(html.escape(found.title))}</p></div>'
        f'<p class="p">{_short(found)}<span>{t("chance you are ready")}</span></p>'
        f'<div class="rest">{strip}{settle}{summary}{_reasons(found)}</div></li>'
    )


def _short(found: CourseVerdict) -> str:
    if found.chance[0].isdigit():
        return html.escape(found.chance)
    word, _, number = found.chance.rpartition(" ")
    return f"<small>{word}</small> {number}"


def _reasons(found: CourseVerdict) -> str:
    if not found.reasons:
        return ""
    items = _facts(found)
    about = f'<span class="vh"> {t("About {course}", course=html.escape(found.course))}</span>'
    summary = f"<summary><span>{t('Why do you say that?')}{about}</span></summary>"
    return f'<details>{summary}<ul class="reasons">{items}</ul></details>'


def _strip(band: Band, scale: int) -> str:
    """Left, across or right of the dashed line can be read without a number."""
    low, middle, high = (_place(value, scale) for value in (band.low, band.middle, band.high))
    return (
        f'<div class="strip" role="img" aria-label="{html.escape(band.said)}"><i class="axis"></i>'
        f'<i class="band" style="left:{low:.4g}%;width:{high - low:.4g}%"></i><i class="cut"></i>'
        f'<i class="dot" style="left:{middle:.4g}%"></i></div>'
    )


def _place(points: int, scale: int) -> float:
    return 50.0 + 50.0 * max(-1.0, min(1.0, points / scale))


def _key_line() -> str:
    return (
        f'<ul class="keyline" aria-label="{t("How to read the strips")}">'
        f'<li><i class="k-dot"></i> {t("our best estimate of you")}</li>'
        f'<li><i class="k-band"></i> {t("you are in here nine times in ten")}</li>'
        f'<li><i class="k-cut"></i> {t("what the course needs")}</li></ul>'
    )


def _rules(rule: CourseVerdict) -> str:
    items = _facts(rule)
    title = t("{course}: not measured", course=english(html.escape(rule.title)))
    summary = f"<summary><span>{title}</span></summary>"
    return f'<details class="more">{summary}<ul class="reasons">{items}</ul></details>'


def _facts(found: CourseVerdict) -> str:
    """The reasons as items of a list, each fact with its source."""
    items = (
        (_fact(reason), f" {source_html(source)}") if source else (_text(reason), "")
        for reason, source in found.sourced
    )
    return "".join(f"<li>{reason}{source}</li>" for reason, source in items)


def _fact(reason: str) -> str:
    """A fact of the catalogue, which is English, and what we say before it."""
    later = t("A later official page says: {fact}", fact="")
    begins = later if reason.startswith(later) else ""
    return html.escape(begins) + english(_text(reason.removeprefix(begins)))


def _answers(answers: Iterable[AnswerRow]) -> str:
    rows = "".join(
        f'<tr><td class="c-quiet">{row.number}</td><th scope="row">{html.escape(row.skill)}</th>'
        f"<td>{mark(row.mark)} {html.escape(row.outcome)}</td></tr>"
        for row in answers
    )
    heads = "".join(f'<th scope="col">{title}</th>' for title in (t("Question"), t("Skill"), t("Outcome")))
    head = f'<caption class="vh">{t("Your answers")}</caption><thead><tr>{heads}</tr></thead>'
    table = f'<table class="answers">{head}<tbody>{rows}</tbody></table>'
    return f'<details class="more"><summary>{t("Your answers by number")}</summary>{table}</details>'


def _remarks(remarks: Iterable[RemarkRow]) -> str:
    """The questions that the learner flagged or commented on."""
    items = "".join(f"<li>{html.escape(row.line)}</li>" for row in remarks)
    title = t("Your flags and comments")
    return f'<details class="more"><summary>{title}</summary><ul class="reasons">{items}</ul></details>'


def _calibration(found: Calibration) -> str:
    """How often the learner was right when sure, unsure, guessing."""
    rows = "; ".join(row.text for row in found.rows)
    never = t("This never moves a verdict.")
    return f'<p class="note">{_text(found.finding)} {html.escape(rows)}. {never}</p>'


# -- what to study ---------------------------------------------------------------------------------------------------


def gaps_html(view: GapsView) -> str:
    """What to study, in order: the first course's list at length, the others short."""
    parts = [f'<h2 tabindex="-1">{_text(view.heading)}</h2>', f'<p class="lead">{html.escape(view.lead)}</p>']
    parts += [_group(group, at_length=place == 0) for place, group in enumerate(view.groups)]
    if view.groups:
        read = f" {t('Sessions: {sources}.', sources=sources_html(view.sources))}" if view.sources else ""
        parts.append(f'<p class="note">{html.escape(view.basis)}{read}</p>')
        parts.append(_bases(gap for group in view.groups for gap in group.gaps))
    return "\n".join(parts)


def _bases(gaps: Iterable[GapItem]) -> str:
    """How the hours of each thing were reckoned, on request."""
    items = "".join(f"<li>{html.escape(gap.skill)}: {_text(gap.basis)}</li>" for gap in gaps if gap.basis)
    if not items:
        return ""
    summary = f"<summary>{t('How the hours were reckoned')}</summary>"
    return f'<details class="more">{summary}<ul class="reasons">{items}</ul></details>'


def _group(group: GapGroup, at_length: bool) -> str:
    head = f'<div class="ghead"><h3>{_before(group)}</h3><p>{html.escape(group.hours)}</p></div>'
    start = group.gaps[0].number if group.gaps else 1
    inner = "".join((_gap if at_length else _brief)(gap) for gap in group.gaps)
    items = f'<ol class="{"gaps" if at_length else "brief"}" start="{start}">{inner}</ol>' if inner else ""
    return f'<section class="group">{head}{items}{_notes(group)}</section>'


def _before(group: GapGroup) -> str:
    course = f"{html.escape(group.course)} {english(html.escape(group.title))}"
    return t("Before {course}", course=course)


def _notes(group: GapGroup) -> str:
    """What is not on the list and why: the first note for all to see, more of them on request."""
    notes = [f'<p class="note">{_text(note)}</p>' for note in group.notes]
    if len(notes) < 3:
        return "".join(notes)
    about = f'<span class="vh"> {t("before {course}", course=html.escape(group.course))}</span>'
    summary = f"<summary><span>{t('What else is not on this list')}{about}</span></summary>"
    return f'{notes[0]}<details class="rest">{summary}{"".join(notes[1:])}</details>'


def _gap(gap: GapItem) -> str:
    return (
        f'<li><span class="i" aria-hidden="true">{gap.number}</span><h4>{html.escape(gap.skill)}</h4>'
        f'<span class="h">{html.escape(gap.hours)}</span><div class="body"><p class="st">{mark(gap.mark)} '
        f'{html.escape(gap.state)}</p><dl class="kv"><dt>{t("Study")}</dt><dd>{_studies(gap.study)}</dd>'
        f"<dt>{t('Why')}</dt><dd>{_text(gap.why)}</dd></dl></div></li>"
    )


def _brief(gap: GapItem) -> str:
    return (
        f'<li><span class="i" aria-hidden="true">{gap.number}</span><h4>{html.escape(gap.skill)}</h4>'
        f'<span class="st">{mark(gap.mark)} {html.escape(gap.state)}</span>'
        f'<span class="h">{html.escape(gap.hours)}</span>'
        f'<div class="sec"><p>{_studies(gap.study)}</p><p class="note">{_text(gap.why)}</p></div></li>'
    )


def _studies(studies: Iterable[Study]) -> str:
    return "; ".join(_study(study) for study in studies)


def _study(study: Study) -> str:
    """``18.02SC, sessions 47, 48 and 51``, each a link; titles follow where there is room for them."""
    name = _link(study.address, study.name)
    if not study.places:
        return name
    if study.word == "title":
        return f"{name}: {'; '.join(_titled(place) for place in study.places)}"
    links = [
        _link(place.address, place.ref, f"{with_word(study.word, place.ref, 1)}: {place.title}" if place.title else "")
        for place in study.places
    ]
    titles = ", ".join(place.title for place in study.places)
    said = f": {english(html.escape(titles))}" if titles.strip(", ") and len(titles) <= 120 else ""
    return f"{name}, {with_word(html.escape(study.word), joined(links), len(links))}{said}"


def _titled(place: Place) -> str:
    return english(_link(place.address, place.title or place.ref))


def _link(address: str, text: str, said: str = "") -> str:
    shown = html.escape(text)
    if not address.startswith(("https://", "http://")):
        return shown
    label = f' aria-label="{html.escape(said)}" title="{html.escape(said)}"' if said else ""
    return f'<a href="{html.escape(address)}" target="_blank" rel="noopener"{label}>{shown}</a>'


# -- a page that stands alone ----------------------------------------------------------------------------------------


def page(title: str, *fragments: str) -> str:
    """A whole page with its style inside: nothing is loaded from anywhere, so it can be kept, sent or printed."""
    body = '<hr class="split">'.join(fragments)
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>\n:root {{ color-scheme: light dark; }}\nbody {{ margin: 0; }}\n{stylesheet()}</style></head>\n"
        f'<body><main class="mmr sheet"><div class="in">\n{body}\n</div></main></body></html>\n'
    )

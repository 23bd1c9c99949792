"""The report as plain text, for a terminal. Strips are drawn with signs that every terminal has."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from mmready.advising.changes import ReadinessChange
from mmready.advising.words import with_word
from mmready.domain.bank import Bank
from mmready.domain.estimate import Readiness, Recommendation
from mmready.domain.events import Remark
from mmready.domain.response import Evidence
from mmready.report.gaps import Gap, GapsView, Study, gaps_view
from mmready.report.markdown import to_plain
from mmready.report.sources import Source, source_text, sources_text
from mmready.report.view import Band, CourseVerdict, RemarkRow, VerdictView, verdict_view
from mmready.report.words import joined
from mmready.translation import t

__all__ = ["render_text"]

WIDTH = 88
STRIP = 41  # signs in a strip; an odd number, so that what the course needs stands in the middle


def render_text(
    bank: Bank,
    readiness: Mapping[str, Readiness],
    recommendations: Mapping[str, Sequence[Recommendation]],
    evidence: Sequence[Evidence],
    on: str = "",
    *,
    notes: Mapping[str, Sequence[str]] | None = None,
    changes: Sequence[ReadinessChange] = (),
    remarks: Sequence[Remark] = (),
) -> str:
    """Verdict, then what to study. The courses of ``recommendations`` are the ones asked for; ``on`` is an ISO time.

    ``notes`` say what each list leaves out, ``changes`` what moved since an earlier check, ``remarks`` what the learner
    flagged and commented on.
    """
    verdict = verdict_view(bank, readiness, recommendations, evidence, on, changes, remarks)
    return "\n".join([*_verdict(verdict), "", *_gaps(gaps_view(bank, recommendations, notes))])


def _wrapped(text: str, indent: int = 0, first: str = "") -> list[str]:
    lead = first or " " * indent
    return textwrap.wrap(to_plain(text), WIDTH, initial_indent=lead, subsequent_indent=" " * indent)


def _title(text: str) -> list[str]:
    return [text, "=" * min(WIDTH, len(text))]


def _verdict(view: VerdictView) -> list[str]:
    lines = [*_title(view.heading), *_wrapped(view.lead), ""]
    for verdict in view.courses:
        lines += [*_course(verdict, view.scale), ""]
    if view.courses:
        band = t("you are in here nine times in ten, {sign} is our best estimate", sign="o")
        lines += [f"[---o---]  {band}", f"|  {t('what the course needs')}"]
    for verdict in view.others:
        lines += ["", t("Estimated along, not asked for:"), *_course(verdict, view.scale)]
    if view.calibration:
        lines += ["", *_wrapped(view.calibration.finding), *(f"  {row.text}" for row in view.calibration.rows)]
    if view.remarks:
        lines += ["", t("Your flags and comments"), *map(_remark, view.remarks)]
    for rule in view.rules:
        lines += ["", t("{course}: not measured", course=rule.title), *_points(_facts(rule))]
    return lines


def _remark(row: RemarkRow) -> str:
    """The learner's own words, which are no Markdown."""
    return textwrap.fill(row.line, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _course(found: CourseVerdict, scale: int) -> list[str]:
    told = t("{verdict}, {chance} chance that you are ready", verdict=found.heading, chance=found.chance)
    lines = [f"{found.course} {found.title}", f"  {told}"]
    if found.band:
        lines.append(f"  {_strip(found.band, scale)}")
    lines += _wrapped(found.summary, 2) + _wrapped(found.settle, 2)
    return lines + _points(_facts(found))


def _facts(found: CourseVerdict) -> list[str]:
    """The reasons, each fact with its source."""
    return [f"{reason} ({_source(source)})" if source else reason for reason, source in found.sourced]


def _source(source: Source) -> str:
    return f"{source_text(source)}, {source.address}"


def _points(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in _wrapped(text, 4, "  - ")]


def _strip(band: Band, scale: int) -> str:
    """The band on a line whose middle is what the course needs."""
    signs = ["-"] * STRIP
    low, middle, high = (_place(value, scale) for value in (band.low, band.middle, band.high))
    for place in range(low, high + 1):
        signs[place] = "="
    signs[STRIP // 2] = "|"
    signs[low], signs[high], signs[middle] = "[", "]", "o"
    return "".join(signs)


def _place(points: int, scale: int) -> int:
    half = STRIP // 2
    return half + round(half * max(-1.0, min(1.0, points / scale)))


def _gaps(view: GapsView) -> list[str]:
    lines = [*_title(view.heading), *_wrapped(view.lead)]
    for group in view.groups:
        lines += ["", f"{t('Before {course}', course=f'{group.course} {group.title}')}: {group.hours}"]
        lines += [line for gap in group.gaps for line in _gap(gap)]
        lines += [line for note in group.notes for line in _wrapped(note, 2)]
    read = f" {t('Sessions: {sources}.', sources=sources_text(view.sources))}" if view.sources else ""
    return lines + (["", *_wrapped(view.basis + read)] if view.groups else [])


def _gap(gap: Gap) -> list[str]:
    head = f"{gap.number:>3}. {gap.skill} ({gap.state.lower()}), {gap.hours}"
    study = "; ".join(map(_study, gap.study))
    basis = _wrapped(t("Hours: {basis}", basis=gap.basis), 5) if gap.basis else []
    return [head, *_wrapped(f"{t('Study')}: {study}", 5), *_wrapped(f"{t('Why')}: {gap.why}", 5), *basis]


def _study(study: Study) -> str:
    if study.word == "title":
        return f"{study.name}: {'; '.join(place.title or place.ref for place in study.places)}"
    if not study.places:
        return study.name
    listed = joined([place.ref for place in study.places])
    return f"{study.name}, {with_word(study.word, listed, len(study.places))}"

"""The verbs on saved sittings, ``report`` and ``plan``: as text, HTML, a calendar file or JSON."""

from __future__ import annotations

import argparse
import datetime
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mmready import api
from mmready.advising import plan_change
from mmready.domain.estimate import StudyPlan
from mmready.errors import MMReadyError
from mmready.progress import LearnersStore
from mmready.report import (
    calibration_view,
    page,
    plan_calendar,
    plan_change_text,
    plan_html,
    plan_json,
    plan_text,
    plan_view,
    render_page,
    render_text,
    study_path,
)
from mmready.report.result import result_of, result_text
from mmready.session import Sitting, checks
from mmready.translation import decimal, marked, t

__all__ = ["plan", "report", "sitting_json"]


def report(options: argparse.Namespace, now: str) -> int:
    """Show the report of a saved sitting, or write it to files; ``now`` is the time of the call (ISO)."""
    store = api.default_store()
    if options.list:
        print("\n".join(list(checks(store))[::-1]) or t("no sitting is saved yet"))
        return 0
    sitting = _saved(store, options.sitting, options.bank)
    if options.result:
        _write(options.result, f"{result_text(result_of(sitting, options.name))}\n")
    changes = api.since_last(store, sitting)
    if options.json:
        own = {"calibration": _calibration_json(sitting)} | {
            "changes": {c.course: [round(c.before.probability, 4), round(c.now.probability, 4)] for c in changes},
            "remarks": [asdict(remark) for remark in sitting.remarks],
        }
        print(json.dumps(sitting_json(sitting) | own, ensure_ascii=False, indent=1))
        return 0
    if options.ics:
        _write_calendar(sitting, sitting.plan(start=_date(now[:10], "today")), options.ics, now)
    lists, notes = study_path(sitting.bank, sitting.courses, sitting.estimate(), sitting.evidence)
    told = (sitting.bank, sitting.readiness(), lists, sitting.evidence, sitting.started_at)
    if options.html:
        _write(options.html, render_page(*told, notes=notes, changes=changes, remarks=sitting.remarks))
    if not (options.html or options.ics or options.result):
        print(render_text(*told, notes=notes, changes=changes, remarks=sitting.remarks))
    return 0


def plan(options: argparse.Namespace, now: str) -> int:
    """Show the plan that follows from a saved sitting, or write it to files; ``now`` as for ``report``."""
    runs: dict[str, list[datetime.date]] = {}
    for text in options.runs:
        course, _, day = text.partition("=")
        runs.setdefault(course, []).append(_date(day, f"--run {text}: write course=date"))
    start = _date(options.start or now[:10], f"--start {options.start}")
    sitting = _saved(api.default_store(), options.sitting, options.bank)
    unknown = [course for course in runs if course not in sitting.bank.courses]
    if unknown:
        raise MMReadyError(f"--run: there is no course {unknown[0]!r}; choose from {', '.join(sitting.bank.courses)}")
    beside = not options.one_by_one
    made = sitting.plan(options.hours, start, runs, beside=beside)
    what_if = ""
    if options.what_if is not None:
        change = plan_change(made, sitting.plan(options.what_if, start, runs, beside=beside))
        hours = decimal(options.what_if)
        what_if = t("With {hours} hours a week: {change}", hours=hours, change=plan_change_text(change))
    if options.json:
        found = plan_json(sitting.bank, made, sitting.study_lists()) | ({"what_if": what_if} if what_if else {})
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    view = plan_view(sitting.bank, made)
    if options.ics:
        _write_calendar(sitting, made, options.ics, now)
    if options.html:
        _write(options.html, page(view.heading, plan_html(view)))
    if not (options.html or options.ics):
        print(plan_text(view))
    if what_if:
        print(what_if)
    return 0


def sitting_json(sitting: Sitting) -> dict[str, Any]:
    """What was asked, how ready the learner is, and what to study, for programs."""
    questions = sitting.bank.questions
    asked = [
        {
            "id": e.question,
            "skill": questions[e.question].skill,
            "kind": questions[e.question].kind,
            "outcome": e.outcome,
        }
        for e in sitting.evidence
        if e.question in questions
    ]
    readiness = {
        course: {"probability": round(r.probability, 4), "verdict": r.verdict, "reasons": list(r.reasons)}
        for course, r in sitting.readiness().items()
    }
    recommendations = {
        course: [
            {
                "skill": r.skill,
                "resource": r.resource,
                "sections": list(r.sections),
                "hours": list(r.hours),
                "why": r.why,
            }
            for r in sitting.recommendations(course)
        ]
        for course in sitting.readiness()
    }
    return {"asked": asked, "readiness": readiness, "recommendations": recommendations}


def _calibration_json(sitting: Sitting) -> dict[str, dict[str, int]]:
    found = calibration_view(sitting.evidence)
    return {row.said: {"count": row.count, "right": row.right} for row in found.rows} if found else {}


def _saved(store: LearnersStore, name: str | None, bank: str | None) -> Sitting:
    """The saved check of this name, or the newest one; practice is passed over."""
    found = name or next(checks(store), None)
    if found is None:
        text = marked("no sitting is saved yet in {place}; start one with: {command}")
        raise MMReadyError(t(text, place=store.place, command="mmready ask"))
    return api.resume(store, found, api.bank_of(bank))


def _write_calendar(sitting: Sitting, made: StudyPlan, path: Path, now: str) -> None:
    path.write_bytes(plan_calendar(sitting.bank, made, datetime.datetime.fromisoformat(now), sitting.id))
    print(t("written: {path}", path=path))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    print(t("written: {path}", path=path))


def _date(text: str, where: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise MMReadyError(t("{where}; a date is written as 2027-01-11", where=where)) from None

"""Screens that are read: pause, verdict, what to study; and the report as a file to keep."""

from __future__ import annotations

import html
from typing import Any

from mmready.advising import skill_states
from mmready.domain.estimate import State
from mmready.report.gaps import GapsView, gaps_view
from mmready.report.html import gaps_html, page, verdict_html
from mmready.report.path import study_path
from mmready.report.skill_map import SkillMap, skill_map
from mmready.report.skill_map_html import skill_map_html
from mmready.report.view import VerdictView, verdict_view
from mmready.report.words import count, in_sentence
from mmready.session import Sitting
from mmready.ui.mydata import notice

__all__ = ["first_to_study", "gaps_json", "map_json", "pause_json", "report_file", "state_of_skill", "verdict_json"]


def state_of_skill(sitting: Sitting, skill: str) -> State | None:
    """The state of a skill for the first asked-for course that needs it at its start; None where none does."""
    for course in sitting.courses:
        states = skill_states(sitting.bank, course, sitting.estimate(), sitting.evidence)
        if states.get(skill, "taught") != "taught":
            return states[skill]
    return None


def _views(sitting: Sitting, at: str) -> tuple[VerdictView, GapsView]:
    lists, notes = study_path(sitting.bank, sitting.courses, sitting.estimate(), sitting.evidence)
    verdict = verdict_view(sitting.bank, sitting.readiness(), lists, sitting.evidence, at)
    return verdict, gaps_view(sitting.bank, lists, notes)


CLOSER = {"text": "Look closer: up to 10 more questions", "look": "", "command": "extend"}
RETEST = {"text": "Retest what was missed", "look": "", "command": "retest"}
KEEP = {"text": "Download your answers", "look": "", "command": "download"}


def verdict_json(sitting: Sitting, at: str, fleeting: bool = False) -> dict[str, Any]:
    """The verdict, with the way on to what to study; where the place forgets, with a warning and the file to keep."""
    verdict, gaps = _views(sitting, at)
    study = [{"text": "See what to study", "look": "primary", "command": "gaps"}] if gaps.groups else []
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": verdict_html(verdict) + _warning(fleeting),
        "say": f"Verdict. {verdict.heading}",
        "actions": [
            *study,
            {"text": "Skill map", "look": "", "command": "map"},
            {"text": "Save the report", "look": "" if study else "primary", "command": "report"},
            *([KEEP] if fleeting else []),
            {"text": "Back to the start", "look": "plain", "command": "restart", "push": True},
        ],
    }


def _warning(fleeting: bool) -> str:
    return f'<div class="warn">{notice()}</div>' if fleeting else ""


def gaps_json(sitting: Sitting) -> dict[str, Any]:
    """What to study, in order."""
    _, gaps = _views(sitting, "")
    skill = first_to_study(sitting)
    first = in_sentence(sitting.bank.skills[skill].name) if skill else ""
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": gaps_html(gaps),
        "say": f"What to study. {gaps.heading}",
        "actions": [
            *([{"text": f"Practise {first}", "look": "primary", "command": "practise"}] if first else []),
            {"text": "Put this on a calendar", "look": "" if first else "primary", "command": "plan"},
            *([CLOSER] if sitting.ended and sitting.branch() else []),
            *([RETEST] if any(answer.points < 1 for answer in sitting.evidence) else []),
            {"text": "Save the report", "look": "", "command": "report"},
            {"text": "Back to the verdict", "look": "plain", "command": "verdict", "push": True},
        ],
    }


def map_json(sitting: Sitting) -> dict[str, Any]:
    """All skills, and what rests on what."""
    view = _map(sitting)
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": skill_map_html(view),
        "say": f"Skill map. {view.heading}",
        "actions": [
            {"text": "See what to study", "look": "primary", "command": "gaps"},
            {"text": "Back to the verdict", "look": "plain", "command": "verdict", "push": True},
        ],
    }


def _map(sitting: Sitting) -> SkillMap:
    return skill_map(sitting.bank, sitting.courses, sitting.estimate(), sitting.evidence)


def first_to_study(sitting: Sitting) -> str | None:
    """The first skill on the list that has questions to practise with; None where there is none."""
    lists, _ = study_path(sitting.bank, sitting.courses, sitting.estimate(), sitting.evidence)
    asked = {card.skill for card in sitting.bank.questions.values()}
    return next((item.skill for items in lists.values() for item in items if item.skill in asked), None)


def pause_json(sitting: Sitting, fleeting: bool = False) -> dict[str, Any]:
    """Everything is saved; carry on, or see what can be said now."""
    answers = count(sitting.number, "answer")
    text = (
        f"Your {answers} {'is' if sitting.number == 1 else 'are'} saved."
        if sitting.number
        else "Nothing is answered yet."
    )
    more = (
        ""
        if fleeting
        else " You can close this page and carry on another day: run the cell again and choose “Carry on”."
    )
    now = {"text": "Finish here and see the verdict", "look": "", "command": "end"}
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": f'<h2 tabindex="-1">Paused</h2><p>{html.escape(text + more)}</p>{_warning(fleeting)}',
        "say": f"Paused. {text}",
        "actions": [
            {"text": "Carry on", "look": "primary", "command": "carry_on"},
            *([now] if sitting.number else []),
            *([KEEP] if fleeting else []),
            {"text": "Back to the start", "look": "plain", "command": "restart", "push": True},
        ],
    }


def report_file(sitting: Sitting, at: str) -> dict[str, str]:
    """The whole report as a page that stands alone."""
    verdict, gaps = _views(sitting, at)
    parts = (verdict_html(verdict), gaps_html(gaps), skill_map_html(_map(sitting)))
    text = page(f"mmready: {', '.join(sitting.courses)}", *parts)
    return {"name": f"mmready-{at[:10] or 'report'}.html", "type": "text/html", "text": text}

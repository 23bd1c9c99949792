"""Screens that are read: pause, verdict, what to study; and the report as a file to keep."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from mmready.advising import ReadinessChange, skill_states
from mmready.domain.estimate import State
from mmready.errors import LearnerInputError
from mmready.report.gaps import GapsView, gaps_view
from mmready.report.html import gaps_html, page, verdict_html
from mmready.report.path import study_path
from mmready.report.result import result_of, result_text
from mmready.report.skill_map import SkillMap, skill_map
from mmready.report.skill_map_html import skill_map_html
from mmready.report.view import VerdictView, verdict_view
from mmready.report.words import in_sentence
from mmready.session import Sitting
from mmready.translation import marked, t, tn
from mmready.ui.mydata import notice
from mmready.ui.tryout import tryout_html

__all__ = [
    "first_to_study", "gaps_json", "map_json", "pause_json", "report_file", "result_file", "state_of_skill",
    "verdict_json",
]  # fmt: skip

LONGEST_NAME = 100  # characters

Changes = Sequence[ReadinessChange]


def state_of_skill(sitting: Sitting, skill: str) -> State | None:
    """The state of a skill for the first asked-for course that needs it at its start; None where none does."""
    for course in sitting.courses:
        states = skill_states(sitting.bank, course, sitting.estimate(), sitting.evidence)
        if states.get(skill, "taught") != "taught":
            return states[skill]
    return None


def _views(sitting: Sitting, at: str, changes: Changes = ()) -> tuple[VerdictView, GapsView]:
    lists, notes = study_path(sitting.bank, sitting.courses, sitting.estimate(), sitting.evidence)
    found = sitting.readiness()
    verdict = verdict_view(sitting.bank, found, lists, sitting.evidence, at, changes, sitting.remarks)
    return verdict, gaps_view(sitting.bank, lists, notes)


CLOSER = {"text": marked("Look closer: up to 10 more questions"), "look": "", "command": "extend"}
RETEST = {"text": marked("Retest what was missed"), "look": "", "command": "retest"}
KEEP = {"text": marked("Download your answers"), "look": "", "command": "download"}


def _said(action: dict[str, str]) -> dict[str, str]:
    return {**action, "text": t(action["text"])}


def verdict_json(sitting: Sitting, at: str, fleeting: bool = False, changes: Changes = ()) -> dict[str, Any]:
    """The verdict, with the way on to what to study; where the place forgets, with a warning and the file to keep.

    ``changes`` since an earlier check stand in its lead.
    """
    verdict, gaps = _views(sitting, at, changes)
    study = [{"text": t("See what to study"), "look": "primary", "command": "gaps"}] if gaps.groups else []
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": verdict_html(verdict) + _warning(fleeting),
        "say": t("Verdict. {heading}", heading=verdict.heading),
        "actions": [
            *study,
            {"text": t("Skill map"), "look": "", "command": "map"},
            {"text": t("Save the report"), "look": "" if study else "primary", "command": "report"},
            *([_said(KEEP)] if fleeting else []),
            {"text": t("Back to the start"), "look": "plain", "command": "restart", "push": True},
        ],
        **({"hand_in": {"longest": LONGEST_NAME}} if sitting.number else {}),
    }


def _warning(fleeting: bool) -> str:
    return f'<div class="warn">{notice()}</div>' if fleeting else ""


def gaps_json(sitting: Sitting) -> dict[str, Any]:
    """What to study, in order."""
    lists, notes = study_path(sitting.bank, sitting.courses, sitting.estimate(), sitting.evidence)
    gaps = gaps_view(sitting.bank, lists, notes)
    skill = first_to_study(sitting)
    first = in_sentence(sitting.bank.skills[skill].name) if skill else ""
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": gaps_html(gaps) + tryout_html(sitting, lists),
        "say": t("What to study. {heading}", heading=gaps.heading),
        "actions": [
            *([{"text": t("Practise {what}", what=first), "look": "primary", "command": "practise"}] if first else []),
            {"text": t("Put this on a calendar"), "look": "" if first else "primary", "command": "plan"},
            *([_said(CLOSER)] if sitting.can_extend() else []),
            *([_said(RETEST)] if any(answer.points < 1 for answer in sitting.evidence) else []),
            {"text": t("Save the report"), "look": "", "command": "report"},
            {"text": t("Back to the verdict"), "look": "plain", "command": "verdict", "push": True},
        ],
    }


def map_json(sitting: Sitting) -> dict[str, Any]:
    """All skills, and what rests on what."""
    view = _map(sitting)
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": skill_map_html(view),
        "say": t("Skill map. {heading}", heading=view.heading),
        "actions": [
            {"text": t("See what to study"), "look": "primary", "command": "gaps"},
            {"text": t("Back to the verdict"), "look": "plain", "command": "verdict", "push": True},
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
    saved = tn("Your {n} answer is saved.", "Your {n} answers are saved.", sitting.number)
    text = saved if sitting.number else t("Nothing is answered yet.")
    later = t("You can close this page and carry on another day: run the cell again and choose “Carry on”.")
    more = "" if fleeting else f" {later}"
    now = {"text": t("Finish here and see the verdict"), "look": "", "command": "end"}
    return {
        "name": "page",
        "sitting": sitting.id,
        "html": f'<h2 tabindex="-1">{t("Paused")}</h2><p>{html.escape(text + more)}</p>{_warning(fleeting)}',
        "say": t("Paused. {text}", text=text),
        "actions": [
            {"text": t("Carry on"), "look": "primary", "command": "carry_on"},
            *([now] if sitting.number else []),
            *([_said(KEEP)] if fleeting else []),
            {"text": t("Back to the start"), "look": "plain", "command": "restart", "push": True},
        ],
    }


def report_file(sitting: Sitting, at: str, changes: Changes = ()) -> dict[str, str]:
    """The whole report as a page that stands alone."""
    verdict, gaps = _views(sitting, at, changes)
    parts = (verdict_html(verdict), gaps_html(gaps), skill_map_html(_map(sitting)))
    text = page(f"mmready: {', '.join(sitting.courses)}", *parts)
    return {"name": f"mmready-{at[:10] or 'report'}.html", "type": "text/html", "text": text}


def result_file(sitting: Sitting, name: str = "") -> dict[str, str]:
    """What an instructor needs of a check, as a file to hand in; ``name`` is what the learner typed, if anything.

    Raises LearnerInputError where that is longer than a name or a code.
    """
    typed = " ".join(name.split())
    if len(typed) > LONGEST_NAME:
        told = {"most": LONGEST_NAME, "n": f"{len(typed):,}"}
        raise LearnerInputError(t("a name or code has at most {most} characters, this one has {n}", **told))
    text = result_text(result_of(sitting, typed))
    return {"name": f"mmready-result-{sitting.id}.json", "type": "application/json", "text": f"{text}\n"}

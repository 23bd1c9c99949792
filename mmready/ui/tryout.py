"""What if you studied only some of it: the list to tick, and the chance of being ready beside each course."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from mmready.advising import STUDIED, STUDIED_SD, study_effects
from mmready.domain.estimate import Recommendation
from mmready.errors import LearnerInputError
from mmready.report import words
from mmready.report.view import total
from mmready.session import Sitting
from mmready.translation import english, t

__all__ = ["tried", "tryout_html"]


def tryout_html(sitting: Sitting, lists: Mapping[str, Sequence[Recommendation]]) -> str:
    """Everything on the lists as boxes to tick, with the chances as they are now; empty where nothing is to study."""
    items = {item.skill: item for wanted in lists.values() for item in wanted}
    if not items:
        return ""
    boxes = "".join(_box(item) for item in items.values())
    basis = t(
        "This is what we expect, and no promise: after its sessions we count on {share}% right on a skill, give or "
        "take {points} points. For a later course we take it that you have taken the earlier ones first.",
        share=round(100 * STUDIED),
        points=round(100 * STUDIED_SD),
    )
    return (
        f'<details class="tryout"><summary>{t("What if you studied only some of it?")}</summary>'
        f"<fieldset data-tryout><legend>{t('Tick what you would study')}</legend>{boxes}</fieldset>"
        f'<div data-place="chances">{_chances(sitting, lists, ())}</div><p class="note">{basis}</p></details>'
    )


def _box(item: Recommendation) -> str:
    hours = words.hours(*item.hours, short=True)
    return (
        f'<label class="way"><input type="checkbox" value="{html.escape(item.skill)}">'
        f"<span>{english(html.escape(item.name or item.skill))} "
        f'<span class="h">{html.escape(hours)}</span></span></label>'
    )


def tried(sitting: Sitting, lists: Mapping[str, Sequence[Recommendation]], skills: Any) -> dict[str, Any]:
    """The chances once these skills are studied: as a table, and as it is said aloud. LearnerInputError: not a list."""
    if not isinstance(skills, list | tuple) or any(skill not in sitting.bank.skills for skill in skills):
        raise LearnerInputError(t("expected skills of the list"))
    effects = study_effects(sitting.bank, tuple(lists), sitting.estimate(), skills)
    said = [
        t("{course}: now {now}, then {after}", course=one.course, now=words.chance(one.now), after=_after(one.after))
        for one in effects
    ]
    return {"chances": _chances(sitting, lists, skills), "say": "; ".join(said)}


def _chances(sitting: Sitting, lists: Mapping[str, Sequence[Recommendation]], skills: Sequence[str]) -> str:
    """One row a course: the chance now, and after what is ticked."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(one.course)}</th><td>{html.escape(words.chance(one.now))}</td>'
        f"<td>{html.escape(_after(one.after) if skills else '–')}</td></tr>"
        for one in study_effects(sitting.bank, tuple(lists), sitting.estimate(), skills)
    )
    chosen = {item.skill: item for wanted in lists.values() for item in wanted if item.skill in skills}
    hours = words.hours(*total(chosen.values()))
    after = t("After {hours} of study", hours=hours) if chosen else t("After what you tick")
    heads = "".join(f'<th scope="col">{html.escape(title)}</th>' for title in (t("Course"), t("Now"), after))
    title = t("Chance you are ready")
    return f"<table><caption>{title}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _after(chance: float) -> str:
    """``about 62%``: an expectation is never said to the point."""
    found = words.chance(chance)
    return t("about {chance}", chance=found) if found[:1].isdigit() else found

"""What is said after an answer: the outcome with the mistake in the heading, what was read, what to change."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from mmready.domain.bank import Bank
from mmready.domain.estimate import State
from mmready.domain.response import Judgement
from mmready.domain.variant import Variant
from mmready.report.markdown import to_html, to_plain
from mmready.report.mathml import formula
from mmready.report.words import joined

__all__ = ["feedback_json", "unread_json"]

HEADINGS = {"right": "Right", "partly": "Partly right", "wrong": "Not right", "dont_know": "Noted: not yet known"}
SAID = {"solid": "solid", "not sure": "not sure yet", "gap": "a gap", "taught": "taught by the course"}
LONGEST = 90  # characters of a sentence that still makes a heading
FIRST = re.compile(r"(?s)(.+?[.!?])(?:\s+|$)(.*)")
# words that begin a sentence of ours with a capital for that reason alone
LOWERED = frozenset(
    "a add all also an and ask at both by change check choose compare count divide do each every find for from give "
    "five four how if in integrate it its keep leave line look multiply no none not of on one only part put read "
    "remember replace some six subtract swap take that the then there these they think this those three to try turn "
    "two under use what when where which with write you your".split()
)


def feedback_json(
    bank: Bank,
    variant: Variant,
    judgement: Judgement,
    courses: Sequence[str],
    change: tuple[State, State] | None,
    last: bool,
) -> dict[str, Any]:
    """What the page shows of a judgement. ``change`` is the skill's state before and after the answer."""
    heading, rest = _heading(judgement)
    return {
        "outcome": judgement.outcome,
        "heading": heading,
        "wrote": formula(judgement.read_as) if judgement.read_as else "",
        "body": to_html(rest) if rest else "",
        "changes": _change(bank, variant, change),
        "why": _why_asked(bank, variant, courses),
        "next": "See the verdict" if last else "Next question",
    }


def unread_json(judgement: Judgement) -> dict[str, Any]:
    """What the page shows of an answer that does not count: as HTML, as said aloud, and where it breaks."""
    return {
        "html": to_html(judgement.feedback, inline=True),
        "said": to_plain(judgement.feedback),
        "place": judgement.place,
        "invalid": judgement.outcome == "unreadable",
    }


def _heading(judgement: Judgement) -> tuple[str, str]:
    """The heading as HTML, with a short first sentence of the feedback in it, and the rest as Markdown."""
    said, feedback = HEADINGS[judgement.outcome], judgement.feedback.strip()
    if feedback.rstrip(".") == said:
        return said, ""
    found = FIRST.fullmatch(feedback)
    if judgement.outcome == "right" or not found or len(found[1]) > LONGEST or "\n\n" in feedback or "$$" in feedback:
        return said, feedback
    sentence, rest = found[1].rstrip("."), found[2].strip()
    if sentence.count("$") % 2 or sentence.count("`") % 2:  # the full stop was inside a formula
        return said, feedback
    first = sentence.split(" ", 1)[0]
    if first.lower().strip(",:") in LOWERED:
        return f"{said}: {to_html(sentence[0].lower() + sentence[1:], inline=True)}", rest
    return f"{said}. {to_html(sentence, inline=True)}", rest


def _change(bank: Bank, variant: Variant, change: tuple[State, State] | None) -> str:
    """What this answer changes in what we believe of the skill; empty where nothing changes."""
    if change is None or change[0] == change[1] or variant.skill not in bank.skills:
        return ""
    return f"{bank.skills[variant.skill].name}: from {SAID[change[0]]} to {SAID[change[1]]}."


def _why_asked(bank: Bank, variant: Variant, courses: Sequence[str]) -> str:
    """Why this question: the skill behind it and where the courses use it; told only afterwards."""
    skill = bank.skills.get(variant.skill)
    if skill is None:
        return ""
    uses: Mapping[str, str] = {
        name: bank.courses[name].needs[skill.id].use
        for name in courses
        if name in bank.courses and skill.id in bank.courses[name].needs and bank.courses[name].needs[skill.id].use
    }
    needed = joined([f"{course} for {use}" for course, use in uses.items()])
    text = f"It tells about “{skill.name}”." + (f" Used in {needed}." if needed else "")
    return f"<details><summary>Why this question?</summary><p>{html.escape(text)}</p></details>"

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
from mmready.grading.feedback import WORDS, words
from mmready.report.markdown import to_html, to_plain
from mmready.report.mathml import formula
from mmready.report.words import joined
from mmready.translation import english, marked, t

__all__ = ["feedback_json", "unread_json"]

HEADINGS = {
    "right": marked("Right"),
    "partly": marked("Partly right"),
    "wrong": marked("Not right"),
    "dont_know": marked("Noted: not yet known"),
}
SAID = {
    "solid": marked("solid"),
    "not sure": marked("not sure yet"),
    "gap": marked("a gap"),
    "taught": marked("taught by the course"),
}
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
        "content": _is_content(judgement),
        "changes": _change(bank, variant, change),
        "why": _why_asked(bank, variant, courses),
        "next": t("See the verdict") if last else t("Next question"),
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
    said, feedback = t(HEADINGS[judgement.outcome]), judgement.feedback.strip()
    if feedback.rstrip(".") == said:
        return said, ""
    found = FIRST.fullmatch(feedback)
    if judgement.outcome == "right" or not found or len(found[1]) > LONGEST or "\n\n" in feedback or "$$" in feedback:
        return said, feedback
    sentence, rest = found[1].rstrip("."), found[2].strip()
    if sentence.count("$") % 2 or sentence.count("`") % 2:  # the full stop was inside a formula
        return said, feedback
    if said.lower() in sentence.partition(":")[0].lower():
        return to_html(sentence, inline=True), rest  # it says so itself: "Not right yet: this is close"
    first = sentence.split(" ", 1)[0]
    lower = first.lower().strip(",:") in LOWERED
    shown = to_html(sentence[0].lower() + sentence[1:] if lower else sentence, inline=True)
    told = english(shown) if _is_content(judgement) else shown
    return f"{said}{':' if lower else '.'} {told}", rest


def _is_content(judgement: Judgement) -> bool:
    """Whether the feedback is the question's own, in its language; else it is one of our sentences."""
    named = judgement.code.startswith("mistake-")
    own = judgement.code in ("right", "wrong", "ticked-wrong", "hidden", "hidden-error")
    return named or (own and judgement.feedback not in ("", words(judgement.code) if judgement.code in WORDS else ""))


def _change(bank: Bank, variant: Variant, change: tuple[State, State] | None) -> str:
    """What this answer changes in what we believe of the skill; empty where nothing changes."""
    if change is None or change[0] == change[1] or variant.skill not in bank.skills:
        return ""
    before, after = (t(SAID[state]) for state in change)
    return t("{skill}: from {before} to {after}.", skill=bank.skills[variant.skill].name, before=before, after=after)


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
    needed = joined([t("{course} for {use}", course=course, use=use) for course, use in uses.items()])
    used = f" {t('Used in {places}.', places=needed)}" if needed else ""
    text = f"{t('It tells about “{skill}”.', skill=skill.name)}{used}"
    return f"<details><summary>{t('Why this question?')}</summary><p>{html.escape(text)}</p></details>"

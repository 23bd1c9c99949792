"""The first screen: courses, length, when to see results, what is kept, and an unfinished check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mmready.domain.bank import Bank
from mmready.domain.question import SUBJECTS
from mmready.report.words import joined, subject_name
from mmready.session import LENGTHS, MINUTES
from mmready.translation import decimal, marked, t
from mmready.ui.kept import Earlier, Kept

__all__ = ["start_json"]

TITLE = marked("Are you ready to start?")
LEAD = marked(
    "Answer some questions in {subjects}. You will see how likely you are to be ready for each course, and what to "
    "study first. It is not an exam: “I don’t know yet” is a useful answer."
)
LENGTH_WORDS = {
    "quick": (marked("Quick"), marked("A first idea. Some courses will stay too close to call.")),
    "standard": (marked("Standard"), marked("At most {most} questions. Enough to decide most courses.")),
    "thorough": (marked("Thorough"), marked("At most {most} questions. More of them where it is close.")),
}
BEFORE = marked("Count my earlier answers too. They count less with time, half as much after half a year.")
SEE = (("each", marked("After each question")), ("end", marked("At the end")))
KEPT = marked(
    "Your answers, in {where}. Nothing is sent anywhere else. Every answer is saved as you give it, so you can close "
    "this page and carry on later."
)


def start_json(
    bank: Bank, chosen: Sequence[str], kept: Kept | None, where: str, earlier: Sequence[Earlier] = ()
) -> dict[str, Any]:
    """The screen as JSON. ``chosen`` are the courses ticked at first, ``where`` says in HTML where answers are kept."""
    measured = [course for course in bank.courses.values() if course.measured]
    screen: dict[str, Any] = {
        "name": "start",
        "sitting": "",
        "title": t(TITLE),
        "lead": t(LEAD, subjects=_subjects(bank)),
        "courses": [
            {
                "id": course.id,
                "title": course.title,
                "starts": t("starts from {what}", what=course.starts_from),
                "chosen": course.id in chosen,
            }
            for course in measured
        ],
        "lengths": [_length(name) for name in LENGTHS],
        "see": [{"id": name, "title": t(title), "chosen": name == "each"} for name, title in SEE],
        "kept": t(KEPT, where=where),
    }
    if kept is not None:
        screen["unfinished"] = {
            "sitting": kept.sitting,
            "title": t("Your last check:") if kept.ended else t("You have an unfinished check:"),
            "text": kept.text,
            "label": t("See its result") if kept.ended else t("Carry on"),
            "primary": not kept.ended,
        }
    if earlier:
        screen["earlier"] = {
            "title": t("Earlier checks ({n})", n=len(earlier)),
            "rows": [
                {"sitting": one.sitting, "when": one.when, "text": one.text, "readable": one.readable}
                for one in earlier
            ],
        }
    if kept is not None or any(one.readable for one in earlier):
        screen["before"] = t(BEFORE)
    return screen


def _length(name: str) -> dict[str, Any]:
    title, what = LENGTH_WORDS.get(name, (name.capitalize(), marked("At most {most} questions.")))
    return {
        "id": name,
        "title": t(title),
        "what": t(what, most=LENGTHS[name]),
        "time": t("about {n} minutes", n=decimal(MINUTES[name])),
        "chosen": name == "standard",
    }


def _subjects(bank: Bank) -> str:
    names = dict.fromkeys(question.subject for question in bank.questions.values())
    known = [name for name in SUBJECTS if name in names] + [name for name in names if name not in SUBJECTS]
    return joined([subject_name(name) for name in known]) or t("mathematics")

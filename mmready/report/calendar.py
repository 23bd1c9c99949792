"""The plan as a calendar file (RFC 5545), for any calendar program: whole days, nothing that rings or blocks time."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from mmready.advising.lessons import lesson_text, way
from mmready.advising.planning import pay_by
from mmready.domain.bank import Bank
from mmready.domain.estimate import PlanBlock, StudyPlan
from mmready.errors import MMReadyError
from mmready.report import words
from mmready.translation import decimal, marked, t

__all__ = ["Entry", "plan_calendar", "plan_entries"]

DAY = datetime.timedelta(days=1)
NOT_THERE = marked(
    "The part that makes calendar files is not loaded yet. Try again in some seconds; on a computer of your own, run: "
    "pip install icalendar"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: whole days from ``start`` to ``end``, both included. ``kind`` names it within a plan."""

    kind: str
    title: str
    start: datetime.date
    end: datetime.date
    text: str = ""
    address: str = ""


def plan_entries(bank: Bank, plan: StudyPlan) -> tuple[Entry, ...]:
    """What a calendar shows of a plan, in the order of time: blocks, days to be ready by, days to pay by."""
    found = [_block(bank, plan, place, block) for place, block in enumerate(plan.blocks)]
    found += _ready(plan)
    found += _payments(bank, plan)
    return tuple(sorted(found, key=lambda entry: (entry.start, entry.end, entry.kind)))


def _block(bank: Bank, plan: StudyPlan, place: int, block: PlanBlock) -> Entry:
    if block.what == "study":
        pace = f"{words.hours(*block.hours)}, {t('at {hours} hours a week', hours=decimal(plan.hours_per_week))}."
        study = [
            f"{bank.skills[skill].name}: {_sections(bank, skill)}" for skill in block.skills if skill in bank.skills
        ]
        return Entry(f"study-{place}", block.title, block.start, block.end, "\n".join([pace, *study]))
    course = bank.courses[block.course]
    if block.what == "exam":
        return Entry(
            f"exam-{course.id}", block.title, block.start, block.end, t("Fee {money}.", money=words.money(course.fee))
        )
    low, high = course.hours_per_week
    weekly = decimal(low) if low == high else f"{decimal(low)}–{decimal(high)}"
    length = t("We count the longer length of the course, {weeks} weeks.", weeks=course.weeks[1])
    told = t("{hours} hours a week; fee {money}.", hours=weekly, money=words.money(course.fee))
    text = f"{told} {length}"
    return Entry(f"course-{course.id}", block.title, block.start, block.end, text)


def _sections(bank: Bank, skill: str) -> str:
    return "; ".join(lesson_text(bank, lesson) for lesson in way(bank.skills[skill]))


def _ready(plan: StudyPlan) -> Iterator[Entry]:
    studied = {block.course for block in plan.blocks if block.what == "study"}
    for course, (early, late) in plan.ready_by.items():
        if course in studied:
            soonest = t("At the low end of the hours: {day}.", day=words.day(early)) if early < late else ""
            yield Entry(f"ready-{course}", t("Studied for {course}", course=course), late, late, soonest)


def _payments(bank: Bank, plan: StudyPlan) -> Iterator[Entry]:
    for block in plan.blocks:
        last = pay_by(bank.courses[block.course], block.start) if block.what == "course" else None
        if last is not None:
            title = t("Last day to pay and verify for {course}", course=block.course)
            money = words.money(bank.courses[block.course].fee)
            fee = t("{money}. Look at the course’s own page before you pay.", money=money)
            yield Entry(f"pay-{block.course}", title, last, last, fee)


def plan_calendar(bank: Bank, plan: StudyPlan, now: datetime.datetime, name: str = "mmready") -> bytes:
    """The plan as the content of an ``.ics`` file.

    ``now`` is the time of writing, with a time zone; ``name`` is the sitting's, so that a plan imported again replaces
    the older one instead of standing beside it. Raises MMReadyError where icalendar is not there (a page may still be
    loading it).
    """
    try:
        import icalendar  # a tenth of a second, for this alone
    except ModuleNotFoundError:
        raise MMReadyError(t(NOT_THERE)) from None

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//mmready//study plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", t("Study plan (mmready)"))
    for entry in plan_entries(bank, plan):
        event = icalendar.Event()
        event.add("uid", f"{hashlib.sha256(f'{name}:{entry.kind}'.encode()).hexdigest()[:24]}@mmready")
        event.add("dtstamp", now.astimezone(datetime.UTC))
        event.add("summary", entry.title)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + DAY)  # the day after the last one, as the format wants it
        event.add("transp", "TRANSPARENT")
        if entry.text:
            event.add("description", entry.text)
        calendar.add_component(event)
    return bytes(calendar.to_ical())

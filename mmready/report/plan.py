"""The plan as frozen values: four facts, a timeline, a table with dates and payments, and what it rests on."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mmready.advising.planning import pay_by, payment_note, weeks_to_pay
from mmready.domain.bank import Bank
from mmready.domain.estimate import PlanBlock, StudyPlan
from mmready.domain.skill import Course, Fact
from mmready.report import words
from mmready.report.sources import Source, each_once, source_of
from mmready.report.timeline import Timeline, timeline
from mmready.translation import decimal, marked, t, tn

__all__ = ["Figure", "PlanFact", "PlanRow", "PlanView", "plan_view"]

# what a plan rests on, in the order in which it is told; of other facts those of the exam are told
PLAN_FACTS = (
    "recommended-order",
    "concurrency",
    "course-length-weeks",
    "hours-per-week",
    "cost",
    "verification-deadline",
    "see-schedule-before-paying",
)
FIGURES = ("course-length-weeks", "hours-per-week", "cost", "verification-deadline")  # what the table is made of
UNCONFIRMED = marked("Course dates are not confirmed.")
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four facts: what it is, its value, a small line under it, and where it comes from (None: from you)."""

    title: str
    value: str
    note: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the table. ``when`` of a course without a date says so."""

    when: str
    what: str
    weekly: str
    remember: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A fact about the programme with its source."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole plan, before anybody decides how it looks.

    ``warning`` is empty where every course has a date; ``timeline`` is None where nothing has; ``sources`` are those of
    weeks, hours, fees and days to pay by in the table; ``hours_per_week`` and ``start`` are what the plan was made for.
    """

    heading: str
    lead: str
    figures: tuple[Figure, ...]
    timeline: Timeline | None
    warning: str
    rows: tuple[PlanRow, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    facts: tuple[PlanFact, ...]
    hours_per_week: float
    start: datetime.date
    courses: tuple[str, ...] = ()


def plan_view(bank: Bank, plan: StudyPlan) -> PlanView:
    """A plan as it is told. Its courses are those of ``plan.ready_by``, with the exam that they open."""
    courses = _courses(bank, plan)
    facts = each_once(fact for course in courses for fact in course.facts)
    placed = {block.course for block in plan.blocks if block.what != "study"}
    undated = [course for course in courses if course.id not in placed]
    payments = {payment_note(bank.courses[b.course], b.start) for b in plan.blocks if b.what != "study"}  # in the table
    return PlanView(
        heading=_heading(plan),
        lead=_lead(plan, courses),
        figures=_figures(plan, courses, {fact.id: fact for fact in facts}),
        timeline=timeline(bank, plan.blocks, plan.hours_per_week),
        warning=_warning(undated),
        rows=(*(_row(bank, plan, block) for block in plan.blocks), *map(_undated_row, undated)),
        sources=tuple(dict.fromkeys(source_of(fact) for fact in facts if fact.id in FIGURES)),
        notes=tuple(_note(note) for note in plan.notes if note not in payments),
        facts=tuple(PlanFact(fact.text, source_of(fact)) for fact in _told(courses, facts)),
        hours_per_week=plan.hours_per_week,
        start=plan.start,
        courses=tuple(course.id for course in courses),
    )


def _courses(bank: Bank, plan: StudyPlan) -> list[Course]:
    exams = {block.course for block in plan.blocks if block.what == "exam"}
    opened = {
        name for name, course in bank.courses.items() if course.after and set(course.after) <= set(plan.ready_by)
    } - {name for name, course in bank.courses.items() if course.measured}
    names = {*plan.ready_by, *exams, *opened}
    return sorted((bank.courses[name] for name in names), key=lambda course: course.order)


def _told(courses: Sequence[Course], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """What the plan rests on; all facts of its courses where the programme names its facts otherwise."""
    known = {fact.id: fact for fact in facts}
    first = [known[name] for name in PLAN_FACTS if name in known]
    exams = [fact for course in courses if not course.measured for fact in course.facts]
    return each_once([*first, *exams]) if first else tuple(facts)


# -- in words --------------------------------------------------------------------------------------------------------


def _heading(plan: StudyPlan) -> str:
    begins = words.month(plan.start, year=False)
    exam = next((block for block in plan.blocks if block.what == "exam"), None)
    if exam is not None:
        return t("Exam in {month}, if you start in {first}", month=words.month(exam.start), first=begins)
    courses = [block for block in plan.blocks if block.what == "course"]
    if courses:
        last = max(courses, key=lambda block: block.end)
        told = {"course": last.course, "month": words.month(last.end), "first": begins}
        return t("{course} ends in {month}, if you start in {first}", **told)
    if not plan.blocks:
        return t("Nothing has to be studied first")
    return t("All studied by about {day}", day=words.day(_studied(plan)[1]))


def _lead(plan: StudyPlan, courses: Sequence[Course]) -> str:
    if not plan.blocks:
        return t("Your answers name no gap before these courses.")
    pace = t("This plan has {hours} hours of study a week before the courses", hours=decimal(plan.hours_per_week))
    weekly = {_span(*course.hours_per_week) for course in courses if course.measured}
    then = [t("each course then takes about {hours} hours a week", hours=weekly.pop())] if len(weekly) == 1 else []
    free = [name for name, days in plan.ready_by.items() if days == (plan.start, plan.start)]
    nothing = t("Your answers name nothing to study before {courses}.", courses=words.joined(free))
    return f"{'; '.join([pace, *then])}.{f' {nothing}' if free else ''}"


def _figures(plan: StudyPlan, courses: Sequence[Course], facts: dict[str, Fact]) -> tuple[Figure, ...]:
    early, late = _studied(plan)
    studies = [block for block in plan.blocks if block.what == "study"]
    hours = (sum(block.hours[0] for block in studies), sum(block.hours[1] for block in studies))
    earliest = t("{day} at the low end of the hours", day=words.short_day(early)) if early != late else ""
    fees = sorted({course.fee for course in courses})
    each = f"{len(courses)} × {words.money(fees[0])}" if len(fees) == 1 else t("all fees together")
    return (
        Figure(t("Studied by"), words.short_day(late), earliest)
        if studies
        else Figure(t("You can start"), words.short_day(plan.start), t("nothing to study first")),
        Figure(
            t("Study before courses"),
            words.hours(*hours, short=True) if studies else t("{span} h", span="0"),
            t("at {hours} hours a week", hours=decimal(plan.hours_per_week)) if studies else "",
        ),
        _length(plan, courses, facts),
        Figure(t("Cost"), words.money(plan.cost), each, _from(facts, "cost")),
    )


def _length(plan: StudyPlan, courses: Sequence[Course], facts: dict[str, Fact]) -> Figure:
    """From the first hour to the end where courses have dates; else the weeks of study, and of the courses."""
    dated = [block for block in plan.blocks if block.what != "study"]
    if dated:
        last = max(dated, key=lambda block: block.end)
        months = max(1, round((last.end - plan.start).days / 30.44))
        exam = last.what == "exam"
        title = (
            t("From first hour to exam") if exam else t("From first hour to the end of {course}", course=last.course)
        )
        return Figure(title, words.count(months, "month"), t("to {day}", day=words.short_day(last.end)))
    measured = [course for course in courses if course.measured]
    spans = {_span(*course.weeks) for course in measured}
    number = words.count(len(measured), "course")
    then = t("then {courses} of {weeks} weeks", courses=number, weeks=spans.pop()) if len(spans) == 1 else ""
    early, late = (math.ceil(((day - plan.start).days + 1) / 7) for day in _studied(plan))
    weeks = _weeks(_span(early, late), late) if plan.blocks else _weeks("0", 0)
    return Figure(t("Weeks of study"), weeks, then, _from(facts, "course-length-weeks") if then else None)


def _from(facts: dict[str, Fact], name: str) -> Source | None:
    return source_of(facts[name]) if name in facts else None


def _studied(plan: StudyPlan) -> tuple[datetime.date, datetime.date]:
    """The days on which the last course's study is done, at the low and the high end of the hours."""
    return max(plan.ready_by.values(), key=lambda days: days[1], default=(plan.start, plan.start))


def _span(low: float, high: float) -> str:
    return decimal(low) if low == high else f"{decimal(low)}–{decimal(high)}"


def _weeks(span: str, most: int) -> str:
    return tn("{span} week", "{span} weeks", most, span=span)


def _warning(undated: Sequence[Course]) -> str:
    if not undated:
        return ""
    called = [
        course.id if course.measured else t("the {exam}", exam=words.in_sentence(course.title)) for course in undated
    ]
    rest = t(
        "We have none for {courses}. Look at each course’s own page before you pay, and give us the days on which runs "
        "start: the plan moves with them.",
        courses=words.joined(called),
    )
    return f"{t(UNCONFIRMED)} {rest}"


def _note(note: str) -> str:
    """A note of the plan with its dates in words; that dates are missing is said once, in the warning."""
    text = note.replace(f" {t(UNCONFIRMED)}", "")
    return DATE.sub(lambda found: words.day(found[0]), text)


# -- the table -------------------------------------------------------------------------------------------------------


def _row(bank: Bank, plan: StudyPlan, block: PlanBlock) -> PlanRow:
    when = words.short_span(block.start, block.end)
    if block.what == "study":
        early, late = plan.ready_by[block.course]
        done = t("Done {day} at the earliest", day=words.short_day(early)) if block.end == late and early < late else ""
        return PlanRow(when, block.title, t("{span} h", span=decimal(plan.hours_per_week)), done)
    course = bank.courses[block.course]
    last = pay_by(course, block.start)
    pay = t("Pay and verify by {day}", day=words.short_day(last)) if last else ""
    weekly = t("{span} h", span=_span(*course.hours_per_week)) if course.measured else ""
    return PlanRow(when, block.title, weekly, pay, words.money(course.fee))


def _undated_row(course: Course) -> PlanRow:
    if not course.measured:
        return PlanRow(t("No date yet"), course.title, "", "", words.money(course.fee))
    pay = weeks_to_pay(course)
    within = t("; pay and verify in the first {weeks}", weeks=pay) if pay else ""
    return PlanRow(
        t("No date yet"),
        f"{course.id} {course.title}",
        t("{span} h", span=_span(*course.hours_per_week)),
        f"{_weeks(_span(*course.weeks), course.weeks[1])}{within}",
        words.money(course.fee),
    )

"""The dated whole: study first, then the courses in their order, at last the exam."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mmready.advising.days import DAY, Run, Stretch, days_for, fill, first_run, read_dates
from mmready.advising.states import course_named
from mmready.advising.words import enumeration, some_names
from mmready.domain.bank import Bank
from mmready.domain.estimate import PlanBlock, Recommendation, StudyPlan
from mmready.domain.skill import Course
from mmready.errors import LearnerInputError
from mmready.translation import decimal, marked, t

__all__ = ["pay_by", "payment_note", "plan", "weeks_to_pay"]

_PAY_FACT = "verification-deadline"  # its first figure is the number of weeks in which to pay
_MOST_WEEKLY_HOURS = 168.0

Runs = Mapping[str, Run | Iterable[Run]]


def plan(
    bank: Bank,
    courses: Sequence[str],
    recommendations_by_course: Mapping[str, Sequence[Recommendation]],
    *,
    hours_per_week: float,
    start: datetime.date,
    runs: Runs | None = None,
    beside: bool = True,
) -> StudyPlan:
    """What to do when, for these courses: blocks in the order of time, and the day each one's studying is done.

    Study comes in the order of the courses, at ``hours_per_week``, from ``start`` on: a skill once, and none that an
    earlier one of these courses teaches. It pauses while a course runs that its own could not run beside. ``ready_by``
    takes the low and the high end of the hours; blocks take the high end.

    A course gets dates only from ``runs`` (course → start dates, as dates or ISO text): the first run after its
    studying, after the courses recommended before it have ended, beside those that the programme allows. It is planned
    with its longer length. Courses without dates are told of in ``notes``, in order. ``hours`` of a block are for the
    whole of it; ``cost`` adds up the fees. An exam that the courses open is planned with them. With ``beside=False`` no
    course runs beside another one.

    A pure function that takes well under a millisecond a course, so that hours, dates and runs can be tried as fast as
    a slider moves; ``plan_change`` compares two plans.
    Raises LearnerInputError for an unknown course, and for hours or dates that cannot be.
    """
    if not 0 < hours_per_week <= _MOST_WEEKLY_HOURS:
        raise LearnerInputError(t("hours a week should be above 0 and at most 168, not {hours}", hours=hours_per_week))
    chosen = _with_exam(bank, {name: course_named(bank, name) for name in courses})
    dates = {name: read_dates(course_named(bank, name).id, run) for name, run in (runs or {}).items()}
    maker = _Maker(hours_per_week, start, dates, chosen, start, start, beside)
    for course in chosen:
        maker.study(course, tuple(recommendations_by_course.get(course.id, ())))
        maker.place(course)
    maker.blocks.sort(key=lambda block: (block.start, block.end))
    notes = (*maker.notes, *_together(maker.placed))
    cost = sum(course.fee for course in chosen)
    return StudyPlan(start, hours_per_week, tuple(maker.blocks), maker.ready_by, cost, notes)


def _with_exam(bank: Bank, chosen: Mapping[str, Course]) -> list[Course]:
    """The courses in their order, with the exam that they open where all that it asks for are there."""
    opened = [
        course
        for course in bank.courses.values()
        if not course.measured and course.after and set(course.after) <= set(chosen)
    ]
    return sorted({**chosen, **{course.id: course for course in opened}}.values(), key=lambda course: course.order)


@dataclass
class _Maker:
    """A plan in the making. ``low`` and ``high`` are the first days free for study at either end of the hours."""

    hours_per_week: float
    start: datetime.date
    dates: Mapping[str, tuple[datetime.date, ...]]
    chosen: Sequence[Course]
    low: datetime.date
    high: datetime.date
    beside: bool
    blocks: list[PlanBlock] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    placed: dict[str, tuple[Course, Stretch]] = field(default_factory=dict)
    ready_by: dict[str, Stretch] = field(default_factory=dict)
    skills: set[str] = field(default_factory=set)

    def study(self, course: Course, found: Sequence[Recommendation]) -> None:
        """Blocks of study for what an earlier course has not already brought."""
        if not course.measured:
            return
        taught = {skill for other in self.chosen if other.id in course.after for skill in other.skills("taught")}
        new = [item for item in found if item.skill not in self.skills | taught]
        self.skills.update(item.skill for item in new)
        if not new:
            self.ready_by[course.id] = (self.start, self.start)
            if any(item.skill in self.skills for item in found):
                self.ready_by[course.id] = max(self.ready_by.values(), key=lambda day: day[1])
            return
        low, high = sum(item.hours[0] for item in new), sum(item.hours[1] for item in new)
        busy = [days for other, days in self.placed.values() if not self._may_run_beside(course, other)]
        fast = fill(self.low, days_for(low, self.hours_per_week), busy)
        slow = fill(self.high, days_for(high, self.hours_per_week), busy)
        self.ready_by[course.id] = (fast[-1][1], slow[-1][1])
        self.low, self.high = fast[-1][1] + DAY, slow[-1][1] + DAY
        total = sum(_length(days) for days in slow)
        names = some_names([item.name or item.skill for item in new], 4)
        for days in slow:
            part = _length(days) / total
            self.blocks.append(
                PlanBlock(
                    what="study",
                    title=t("Study for {course}: {skills}", course=course.id, skills=names),
                    start=days[0],
                    end=days[1],
                    hours=(round(low * part, 1), round(high * part, 1)),
                    course=course.id,
                    skills=tuple(item.skill for item in new),
                )
            )

    def place(self, course: Course) -> None:
        """The course's own block, where a run is known; else a note that keeps its place in the order."""
        before = [
            other for other in self.chosen if other.id in course.after and not self._may_run_beside(course, other)
        ]
        undated = [other.id for other in before if other.id not in self.placed]
        run = None
        if course.id not in self.dates:
            reason = t("Course dates are not confirmed.")
        elif undated:
            reason = t("Its run is chosen once the dates of {courses} are known.", courses=enumeration(undated))
        else:
            run = first_run(self.dates[course.id], self._earliest(course))
            day = self._earliest(course).isoformat()
            reason = t("None of its runs that you gave starts on {day} or later.", day=day)
        if run is None:
            self.notes.append(f"{self._undated(course, before)} {reason}")
            return
        last = run + max(course.weeks[1] * 7, 1) * DAY - DAY
        self.placed[course.id] = (course, (run, last))
        self.blocks.append(
            PlanBlock(
                what="course" if course.measured else "exam",
                title=f"{course.id} {course.title}" if course.measured else course.title,
                start=run,
                end=last,
                hours=_course_hours(course),
                course=course.id,
                confirmed=True,
            )
        )
        self._payment(course, run)

    def _earliest(self, course: Course) -> datetime.date:
        """The first day on which the course may start: studied for it, and no course runs that it may not join."""
        ended = [days[1] + DAY for other, days in self.placed.values() if not self._may_run_beside(course, other)]
        studied = [block.end + DAY for block in self.blocks if block.what == "study" and block.course == course.id]
        ready = self.ready_by.get(course.id, (self.start, self.start))[1]
        return max([ready, *studied, *ended])

    def _undated(self, course: Course, before: Sequence[Course]) -> str:
        after = t(" after {courses}", courses=enumeration([other.id for other in before])) if before else ""
        others = [other for other in self.chosen if other.id != course.id] if self.beside else []
        beside = [other.id for other in others if other.id in course.beside]
        together = t(", beside {courses} if you like", courses=t(" or ").join(beside)) if beside else ""
        if not course.measured:
            return t("{course}: take it{after}, ${fee}.", course=course.title, after=after, fee=course.fee)
        (first, last), (low, high) = course.weeks, course.hours_per_week
        length = t(
            "{weeks} weeks of {hours} hours, ${fee}",
            weeks=f"{first}–{last}",
            hours=f"{decimal(low)}–{decimal(high)}",
            fee=course.fee,
        )
        when = f"{after}{together}"
        return t("{course}: take it{when}; {length}.", course=course.id, when=when, length=length)

    def _may_run_beside(self, one: Course, other: Course) -> bool:
        return self.beside and (other.id in one.beside or one.id in other.beside)

    def _payment(self, course: Course, run: datetime.date) -> None:
        note = payment_note(course, run)
        if note:
            self.notes.append(note)


def weeks_to_pay(course: Course) -> int | None:
    """Within how many weeks of its start a course is to be paid and the learner verified; None where no fact says."""
    for fact in course.facts:
        if fact.id == _PAY_FACT and fact.values and fact.values[0].isdigit():
            return int(fact.values[0])
    return None


def pay_by(course: Course, run: datetime.date) -> datetime.date | None:
    """The last day on which to pay and verify for a run that starts on this day; None where no fact says."""
    weeks = weeks_to_pay(course)
    return None if weeks is None else run + weeks * 7 * DAY - DAY


def payment_note(course: Course, run: datetime.date) -> str:
    """By when to pay for a run that starts on this day; empty where no fact says."""
    last = pay_by(course, run)
    told = {"fee": course.fee, "course": course.id, "day": last.isoformat() if last else ""}
    return t("Pay ${fee} and verify for {course} by {day}.", **told) if last else ""


def _length(days: Stretch) -> int:
    return (days[1] - days[0]).days + 1


def _course_hours(course: Course) -> tuple[float, float]:
    return course.weeks[0] * course.hours_per_week[0], course.weeks[1] * course.hours_per_week[1]


def _together(placed: Mapping[str, tuple[Course, Stretch]]) -> list[str]:
    """What a week takes while two courses run at the same time."""
    notes = []
    courses = list(placed.values())
    for place, (one, days) in enumerate(courses):
        for other, its in courses[place + 1 :]:
            first, last = max(days[0], its[0]), min(days[1], its[1])
            if first <= last:
                low = one.hours_per_week[0] + other.hours_per_week[0]
                high = one.hours_per_week[1] + other.hours_per_week[1]
                told = {"one": one.id, "other": other.id, "first": first.isoformat(), "last": last.isoformat()}
                text = marked("{one} and {other} run side by side from {first} to {last}: {hours} hours a week.")
                notes.append(t(text, **told, hours=f"{decimal(low)}–{decimal(high)}"))
    return notes

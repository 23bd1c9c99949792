"""What a report says, as frozen values, before anybody decides how it looks: on a page, in a terminal, on paper."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mmready.advising.changes import ReadinessChange
from mmready.domain.bank import Bank
from mmready.domain.estimate import Readiness, Recommendation
from mmready.domain.events import Remark
from mmready.domain.response import Evidence
from mmready.domain.skill import Course
from mmready.report import words
from mmready.report.calibration import Calibration, calibration_view
from mmready.report.changes import readiness_change_text
from mmready.report.sources import Source, source_of
from mmready.translation import marked, t, tn

__all__ = ["AnswerRow", "Band", "CourseVerdict", "RemarkRow", "VerdictView", "verdict_view"]

Mark = Literal["solid", "unsure", "gap", "later", "tick", "cross", "part", "what"]

LEAST_SCALE = 25  # points either side of what a course needs that a strip shows at least
MOST_SCALE = 60
RANK = {"ready": 0, "too close to call": 1, "not yet": 2, "not measured": 3}
MARKS: Mapping[str, Mark] = {"ready": "solid", "too close to call": "unsure", "not yet": "gap", "not measured": "later"}
OUTCOMES: Mapping[str, tuple[str, Mark]] = {
    "right": (marked("Right"), "tick"),
    "partly": (marked("Partly right"), "part"),
    "wrong": (marked("Not right"), "cross"),
    "dont_know": (marked("“I don’t know yet”"), "unsure"),
}
VERDICTS: Mapping[str, str] = {
    "ready": marked("Ready"),
    "too close to call": marked("Too close to call"),
    "not yet": marked("Not yet"),
    "not measured": marked("Not measured"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """Where a learner is nine times in ten, and our best estimate, in whole points from what the course needs."""

    low: int
    middle: int
    high: int

    @property
    def said(self) -> str:
        """The same in words, for somebody who does not see the strip."""
        told = {"low": words.points(self.low), "high": words.points(self.high)}
        often = t("nine times in ten between {low} and {high}", **told)
        if self.middle == 0:
            return t("Estimate level with what the course needs; {nine_times_in_ten}.", nine_times_in_ten=often)
        told = {"points": words.count(abs(self.middle), "point"), "nine_times_in_ten": often}
        if self.middle > 0:
            return t("Estimate {points} above what the course needs; {nine_times_in_ten}.", **told)
        return t("Estimate {points} below what the course needs; {nine_times_in_ten}.", **told)


@dataclass(frozen=True, slots=True)
class CourseVerdict:
    """The verdict on one course. ``summary`` is one line, ``settle`` what would settle a close one.

    ``sources`` says of each reason that is a fact where it was read; None for reasons that follow from answers.
    """

    course: str
    title: str
    verdict: str
    mark: Mark
    probability: float
    chance: str
    band: Band | None
    summary: str
    settle: str
    reasons: tuple[str, ...]
    sources: tuple[Source | None, ...] = ()

    @property
    def sourced(self) -> tuple[tuple[str, Source | None], ...]:
        """Each reason with its source."""
        return tuple(itertools.zip_longest(self.reasons, self.sources))

    @property
    def heading(self) -> str:
        """``Too close to call``."""
        return t(VERDICTS[self.verdict])


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, so that numbers in reasons can be looked up."""

    number: int
    skill: str
    outcome: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What the learner remarked on one question: a flag, a comment, or both."""

    number: int
    skill: str
    flagged: bool
    comment: str

    @property
    def line(self) -> str:
        """``Question 4, chain rule: flagged. “Is this in metres?”``"""
        place = {"number": self.number, "skill": words.in_sentence(self.skill)}
        if not self.comment:
            return t("Question {number}, {skill}: flagged.", **place)
        if not self.flagged:
            return t("Question {number}, {skill}: “{comment}”", comment=self.comment, **place)
        return t("Question {number}, {skill}: flagged. “{comment}”", comment=self.comment, **place)


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The whole verdict: asked-for courses sorted ready, too close, not yet; then others, rules and answers.

    ``scale`` is how many points a strip shows to either side of what the course needs, the same on all strips;
    ``calibration`` what the learner's own "sure" is worth (None: they never said how sure they were).
    """

    heading: str
    lead: str
    courses: tuple[CourseVerdict, ...]
    others: tuple[CourseVerdict, ...]
    rules: tuple[CourseVerdict, ...]
    answers: tuple[AnswerRow, ...]
    scale: int
    calibration: Calibration | None = None
    remarks: tuple[RemarkRow, ...] = ()


def verdict_view(
    bank: Bank,
    readiness: Mapping[str, Readiness],
    recommendations: Mapping[str, Sequence[Recommendation]],
    evidence: Sequence[Evidence],
    on: str = "",
    changes: Sequence[ReadinessChange] = (),
    remarks: Sequence[Remark] = (),
) -> VerdictView:
    """The verdict as a value. The courses of ``recommendations`` are the ones asked for; ``on`` is an ISO time.

    ``changes`` since an earlier check are told in the lead, those of the asked-for courses; ``remarks`` are what the
    learner flagged and commented on.
    """
    earlier = _earlier(recommendations)
    verdicts = [
        _course(bank, found, recommendations.get(name, ()), earlier.get(name, ())) for name, found in readiness.items()
    ]
    measured = sorted((v for v in verdicts if v.verdict != "not measured"), key=lambda v: RANK[v.verdict])
    asked = tuple(verdict for verdict in measured if verdict.course in recommendations)
    others = tuple(verdict for verdict in measured if verdict.course not in recommendations)
    return VerdictView(
        heading=_heading(asked, recommendations),
        lead=_lead(evidence, on, [change for change in changes if change.course in recommendations]),
        courses=asked,
        others=others,
        rules=tuple(verdict for verdict in verdicts if verdict.verdict == "not measured"),
        answers=tuple(_answer(bank, answer) for answer in evidence),
        scale=_scale(verdict.band for verdict in (*asked, *others)),
        calibration=calibration_view(evidence),
        remarks=tuple(
            RemarkRow(one.number, _skill_name(bank, one.question), one.flagged, one.comment) for one in remarks
        ),
    )


def _earlier(recommendations: Mapping[str, Sequence[Recommendation]]) -> dict[str, tuple[str, ...]]:
    """The courses before each in which there is something to study: a thing stands with the first that needs it."""
    told = [course for course, study in recommendations.items() if study]
    order = list(recommendations)
    return {name: tuple(course for course in told if order.index(course) < order.index(name)) for name in order}


def _course(bank: Bank, found: Readiness, study: Sequence[Recommendation], earlier: Sequence[str]) -> CourseVerdict:
    course: Course = bank.courses[found.course]
    band = None if found.band is None else Band(*(round(100 * part) for part in found.band))
    return CourseVerdict(
        course.id,
        course.title,
        found.verdict,
        MARKS[found.verdict],
        found.probability,
        words.chance(found.probability),
        band,
        _summary(found, study, earlier),
        found.settle,
        found.reasons,
        tuple(_source(course, reason) for reason in found.reasons),
    )


def _source(course: Course, reason: str) -> Source | None:
    """Where a reason was read that tells one of the course's facts."""
    return next((source_of(fact) for fact in course.facts if reason.endswith(fact.text)), None)


def _summary(found: Readiness, study: Sequence[Recommendation], earlier: Sequence[str]) -> str:
    """One line under the strip; empty where ``settle`` says it. ``earlier`` courses have a list of their own."""
    if found.verdict == "ready" and not study:
        return t("Nothing has to be studied first.")
    if not study and found.verdict == "not yet" and earlier:
        return t("Nothing to study besides what stands before {courses}.", courses=words.joined(earlier))
    if not study:
        return "" if found.verdict == "too close to call" else t("See below what the verdict rests on.")
    gaps = [item for item in study if item.state == "gap"]
    things = words.count(len(gaps), "gap") if len(gaps) == len(study) else words.count(len(study), "thing")
    low, high = total(study)
    names = [words.in_sentence(item.name or item.skill) for item in study[:3]]
    more = [t("{n} more", n=len(study) - 3)] if len(study) > 3 else []
    told = {"things": things, "hours": words.hours(low, high), "skills": words.listed([*names, *more])}
    if found.verdict == "ready":
        return t("You can start. Worth closing all the same: {things} to study, {hours}: {skills}.", **told)
    if earlier:
        told["courses"] = words.joined(earlier)
        return t("Besides what stands before {courses}, {things} to study, {hours}: {skills}.", **told)
    return t("{things} to study, {hours}: {skills}.", **told)


def total(study: Iterable[Recommendation]) -> tuple[float, float]:
    """The hours of a list, low and high ends added up."""
    items = tuple(study)
    return sum(item.hours[0] for item in items), sum(item.hours[1] for item in items)


def _heading(asked: Sequence[CourseVerdict], recommendations: Mapping[str, Sequence[Recommendation]]) -> str:
    """The finding, in one or two short sentences."""
    if not asked:
        return t("There is nothing to measure here")
    sides = {side: [v.course for v in asked if v.verdict == side] for side in RANK}
    ready, close, later = sides["ready"], sides["too close to call"], sides["not yet"]
    sentences = []
    if ready:
        whole = len(ready) == len(asked) > 1
        every = t("both courses") if len(ready) == 2 else t("all {number} courses", number=words.small(len(ready)))
        sentences.append(t("You can start {courses} now", courses=every if whole else words.joined(ready)))
    if close:
        one = close[0] if not sentences or len(asked) == 2 else t("One course")
        several = tn("{course} is too close to call", "{course} are too close to call", len(close), course="{course}")
        sentences.append(several.format(course=one if len(close) == 1 else _several(len(close))))
    if later and not (ready and close):
        sentences.append(_later(asked, later, recommendations))
    return sentences[0] if len(sentences) == 1 else " ".join(f"{sentence}." for sentence in sentences)


def _later(
    asked: Sequence[CourseVerdict], later: Sequence[str], recommendations: Mapping[str, Sequence[Recommendation]]
) -> str:
    if len(later) < len(asked):
        said = later[0] if len(later) == 1 else _several(len(later))
        return tn("{course} needs study first", "{course} need study first", len(later), course=said)
    first = next((study[0] for course in later if (study := recommendations[course])), None)
    if first is None:
        return t("Not yet")
    return t("Not yet: start with {skill}", skill=words.in_sentence(first.name or first.skill))


def _several(number: int) -> str:
    return t("{number} courses", number=words.small(number).capitalize())


def _lead(evidence: Sequence[Evidence], on: str, changes: Sequence[ReadinessChange]) -> str:
    parts = [words.count(len(evidence), "answer"), words.day(on)]
    text = ", ".join(part for part in parts if part)
    few = f" {t('That is few: with more of them the picture can still change.')}" if 0 < len(evidence) < 10 else ""
    since = readiness_change_text(changes)
    return f"{text[:1].upper()}{text[1:]}.{few}{f' {since}' if since else ''}"


def _answer(bank: Bank, answer: Evidence) -> AnswerRow:
    said, mark = OUTCOMES.get(answer.outcome, OUTCOMES["wrong"])
    return AnswerRow(answer.number, _skill_name(bank, answer.question), t(said), mark)


def _skill_name(bank: Bank, question: str) -> str:
    """The name of the skill that a question is about."""
    card = bank.questions.get(question)
    skill = bank.skills.get(card.skill) if card else None
    return skill.name if skill else t("A question that is no longer asked")


def _scale(bands: Iterable[Band | None]) -> int:
    """Points to either side of the cut that hold every band, in steps of five, within limits."""
    reach = max((max(-band.low, band.high) for band in bands if band is not None), default=LEAST_SCALE)
    return min(MOST_SCALE, max(LEAST_SCALE, 5 * math.ceil(reach / 5)))

"""The verdict on each course, the answers behind it, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mmready.advising.answers import answers_on, outcome_phrase
from mmready.advising.outlook import WEIGHTS, rows_of
from mmready.advising.states import chance_below, course_named, estimate_of, skill_states
from mmready.advising.words import enumeration, some_names
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, Readiness, RequirementEstimate, State, Verdict
from mmready.domain.response import Evidence
from mmready.domain.skill import Course
from mmready.translation import marked, marked_n, t, tn

__all__ = ["READY", "readiness", "verdict_of"]

READY = 0.95  # "ready" from here, "not yet" up to one minus this
BAND = 1.645  # standard deviations: nine times in ten inside
_SUBJECTS = {
    "": marked("All subjects together"),
    "calculus": marked("Calculus"),
    "linear-algebra": marked("Linear algebra"),
    "probability": marked("Probability"),
    "python": "Python",
}
_MOST_REASONS = 6  # skills named one by one

Answers = Sequence[Evidence]


def verdict_of(probability: float) -> Verdict:
    """``ready`` from .95, ``not yet`` up to .05, else ``too close to call``."""
    if probability >= READY:
        return "ready"
    return "not yet" if probability <= 1.0 - READY else "too close to call"


def readiness(
    bank: Bank,
    courses: Sequence[str],
    estimate: Estimate,
    evidence: Answers,
    more: Mapping[str, int] | None = None,
) -> Mapping[str, Readiness]:
    """The verdict on each of these courses, in their order.

    ``more`` says about how many more questions would settle a course that is too close to call (measuring expects
    them; without it ``settle`` names no number). ``band`` is in shares of questions, relative to the cut (−.07 is 7
    points below). A course that is not measured, or that no question of the bank measures, is ``not measured`` and has
    probability 0. Raises LearnerInputError for an unknown course.
    """
    expected = more or {}
    return {
        name: _readiness(bank, course_named(bank, name), estimate, evidence, expected.get(name)) for name in courses
    }


def _readiness(bank: Bank, course: Course, estimate: Estimate, evidence: Answers, more: int | None) -> Readiness:
    if not course.measured:
        return Readiness(course.id, 0.0, "not measured", reasons=_rules(course))
    rows = rows_of(course.id, estimate)
    if course.id not in estimate.courses or not rows:
        return Readiness(
            course.id,
            0.0,
            "not measured",
            reasons=(t("No question of this bank measures {course}.", course=course.id),),
        )
    probability = estimate.courses[course.id]
    verdict = verdict_of(probability)
    open_ = verdict == "too close to call"
    weakest = min(rows, key=lambda row: (row.probability, row.expected - row.cut))
    middle, half = weakest.expected - weakest.cut, BAND * weakest.sd
    return Readiness(
        course=course.id,
        probability=probability,
        verdict=verdict,
        leaning=("ready" if probability >= 0.5 else "not yet") if open_ else "",
        requirements=rows,
        reasons=_reasons(bank, course, weakest, verdict, estimate, evidence),
        band=(middle - half, middle, middle + half),
        settle=_settle(bank, course, weakest, estimate, evidence, more) if open_ else "",
    )


def _rules(course: Course) -> tuple[str, ...]:
    """Why a course that is not measured is not: the certificates it asks for, and its rules."""
    asked = t("It asks for the certificates of {courses}.", courses=enumeration(course.after))
    certificates = [asked] if course.after else []
    rules = [fact.text for fact in course.facts if fact.series == "faq"]
    later = [t("A later official page says: {fact}", fact=fact.text) for fact in course.facts if fact.series != "faq"]
    return (t("We do not measure readiness for it; its rules decide."), *certificates, *rules, *later)


def _reasons(
    bank: Bank, course: Course, weakest: RequirementEstimate, verdict: str, estimate: Estimate, evidence: Answers
) -> tuple[str, ...]:
    """Sentences that lead from answers to the verdict: what is solid, the weakest requirement, the gaps one by one."""
    states = skill_states(bank, course.id, estimate, evidence)
    answers = {skill: answers_on(bank, skill, evidence) for skill in states}
    if not evidence:
        start = [t("There are no answers yet: this is what we expect of a typical entrant.")]
    else:
        start = _solid(bank, states, answers)
    if verdict == "ready":
        return (*start, _weakest(course, weakest))
    missing = [skill for skill, state in states.items() if state in ("gap", "not sure") and _missed(answers[skill])]
    missing.sort(key=lambda skill: (states[skill] != "gap", -WEIGHTS[course.needs[skill].necessity]))
    named = [_missing(bank, course, skill, answers[skill]) for skill in missing[:_MOST_REASONS]]
    more = missing[_MOST_REASONS:]
    if more:
        names = some_names([bank.skills[skill].name for skill in more], _MOST_REASONS)
        named.append(t("Also with answers not right: {skills}.", skills=names))
    guessed = [bank.skills[s].name for s, state in states.items() if state == "gap" and not answers[s]]
    if guessed:
        names = some_names(guessed, _MOST_REASONS)
        named.append(t("Not asked, but likely gaps by your other answers: {skills}.", skills=names))
    return (*start, _weakest(course, weakest), *named)


def _missed(answers: Answers) -> bool:
    return any(answer.points < 1.0 for answer in answers)


def _missing(bank: Bank, course: Course, skill: str, answers: Answers) -> str:
    said = {"skill": bank.skills[skill].name, "outcome": outcome_phrase(answers)}
    use = {"course": course.id, "use": course.needs[skill].use}
    return t("{skill}: {outcome}. {course} uses it for {use}.", **said, **use)


def _solid(bank: Bank, states: Mapping[str, State], answers: Mapping[str, tuple[Evidence, ...]]) -> list[str]:
    solid = [skill for skill, state in states.items() if state == "solid"]
    if not solid:
        return []
    given = {answer.number: answer for skill in solid for answer in answers[skill]}
    right = sum(answer.points >= 1.0 for answer in given.values())
    asked_first = sorted(solid, key=lambda skill: -len(answers[skill]))
    names = some_names([bank.skills[skill].name for skill in asked_first], 5)
    if not given:
        return [t("Solid: {skills}.", skills=names)]
    one, many = marked_n(
        "Solid: {skills} ({right} of {n} answer right).", "Solid: {skills} ({right} of {n} answers right)."
    )
    return [tn(one, many, len(given), skills=names, right=right)]


def _weakest(course: Course, row: RequirementEstimate) -> str:
    what = t(_SUBJECTS[row.subject]) if row.subject in _SUBJECTS else row.subject.replace("-", " ").capitalize()
    return t(
        "{subject}: we expect about {expected}% right on what {course} asks; it needs about {cut}%.",
        subject=what,
        expected=round(100 * row.expected),
        course=course.id,
        cut=round(100 * row.cut),
    )


def _settle(
    bank: Bank, course: Course, row: RequirementEstimate, estimate: Estimate, evidence: Answers, more: int | None
) -> str:
    """About how many more questions would settle the verdict, and on what."""
    states = skill_states(bank, course.id, estimate, evidence)
    doubts = {}  # skills of the weakest requirement by the chance that we are wrong about them, and its weight
    for skill, state in states.items():
        if state == "not sure" and row.subject in ("", bank.skills[skill].subject):
            below = chance_below(estimate_of(estimate, skill), course.level)
            doubts[skill] = WEIGHTS[course.needs[skill].necessity] * min(below, 1.0 - below)
    largest = sorted(doubts, key=lambda skill: -doubts[skill])[:3]
    if more == 0:
        said = marked("We have no more questions that would settle it: you are close to what {course} needs.")
        return t(said, course=course.id)
    settle = (
        t("A few more questions would settle it")
        if more is None
        else tn("About {n} more question would settle it", "About {n} more questions would settle it", more)
    )
    if not largest:
        return f"{settle}."
    names = "; ".join(bank.skills[skill].name for skill in largest)
    return t("{questions_would_settle_it}, most of them on: {skills}.", questions_would_settle_it=settle, skills=names)

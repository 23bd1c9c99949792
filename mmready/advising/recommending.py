"""What to study before a course: sections, hours, and the answers that led there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mmready.advising.answers import answers_on, outcome_sentence
from mmready.advising.choosing import cheapest_set, in_order
from mmready.advising.outlook import outlook_for, rows_of
from mmready.advising.readiness import verdict_of
from mmready.advising.states import chance_below, course_named, estimate_of, skill_states, state_of
from mmready.advising.words import references, some_names
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, Recommendation, State
from mmready.domain.response import Evidence
from mmready.domain.skill import Course, Lesson, Skill

__all__ = ["hours_for", "recommendations", "study_notes"]

ASKED_BAND = 0.20  # half the width of the hours, as a part of the way from refresher to first time …
GUESSED_BAND = 0.35  # … and where the skill was not asked about
_SLUG = re.compile(r"[a-z][a-z0-9-]*")
LIKELY = 2.0 / 3.0  # a doubt beneath another skill is studied too where it is a gap at this chance or above
REPEATED = 0.35  # of its hours for a section that is already on the list, as for a refresher


def recommendations(
    bank: Bank,
    course: str,
    estimate: Estimate,
    evidence: Sequence[Evidence],
    after: Iterable[str] = (),
    studied: Iterable[str] = (),
) -> tuple[Recommendation, ...]:
    """What to study before ``course``, in order; nothing for a course that is ready or not measured.

    ``after`` are courses that the learner will have taken by then: what they teach is not on the list. Without them,
    what an earlier course teaches is recommended as the free lectures of that skill's lessons, and ``why`` names the
    course that teaches it too. ``studied`` are skills on the list of an earlier course already.
    Raises LearnerInputError for an unknown course.
    """
    return _Adviser(bank, course_named(bank, course), estimate, evidence, tuple(after), tuple(studied)).recommend()


def study_notes(
    bank: Bank,
    course: str,
    estimate: Estimate,
    evidence: Sequence[Evidence],
    after: Iterable[str] = (),
    studied: Iterable[str] = (),
) -> tuple[str, ...]:
    """What the list of recommendations leaves out and why, in sentences; arguments as for ``recommendations``."""
    return _Adviser(bank, course_named(bank, course), estimate, evidence, tuple(after), tuple(studied)).notes()


def hours_for(skill: Skill, share: float, level: float, asked: bool) -> tuple[float, float]:
    """Hours of study (low, high), between refresher and first time: near the level a refresher is enough.

    Rounded to half hours, never under half an hour; wider where the skill was not asked about.
    """
    refresher, first = skill.hours
    middle = min(max(1.0 - share / level, 0.0), 1.0)
    half = ASKED_BAND if asked else GUESSED_BAND
    low = refresher + (first - refresher) * max(middle - half, 0.0)
    high = refresher + (first - refresher) * min(middle + half, 1.0)
    return _half_hours(low), _half_hours(high)


def _half_hours(hours: float) -> float:
    return max(round(hours * 2.0) / 2.0, 0.5)


@dataclass(frozen=True)
class _Adviser:
    """One course, one learner: what they share while a list is made."""

    bank: Bank
    course: Course
    estimate: Estimate
    evidence: Sequence[Evidence]
    after: tuple[str, ...]
    studied: tuple[str, ...]

    def recommend(self) -> tuple[Recommendation, ...]:
        chosen = self._chosen()
        listed: set[tuple[str, str]] = set()
        found = []
        for skill in chosen:
            found.append(self._recommendation(self.bank.skills[skill], chosen, listed))
            listed.update(_sections(self.bank.skills[skill]))
        return tuple(found)

    def notes(self) -> tuple[str, ...]:
        if not self._open():
            return ()
        chosen, states = self._chosen(), self._states()
        named = self._names
        notes = []
        for course in self.after:
            left = [skill for skill in self.course.needs if skill in states and skill in self._teaches(course)]
            if left:
                count = "1 skill" if len(left) == 1 else f"{len(left)} skills"
                text = f"{self.course.id} also needs {count} that {course} teaches"
                notes.append(f"{text}, so they are not on this list: {named(left)}.")
        counted: set[str] = set()
        for course in self.course.after:
            there = {skill for skill in chosen if course not in self.after and skill in self._teaches(course)} - counted
            counted |= there
            if there:
                notes.append(f"{course} teaches {len(there)} of these as well; taking it first does instead.")
        rest = {s: state for s, state in states.items() if s not in (*chosen, *self._given())}
        later = [skill for skill, state in rest.items() if state == "gap"]
        if later:
            notes.append(f"Left for later, because they do less for each hour: {named(later)}.")
        unsure = [skill for skill, state in rest.items() if state == "not sure"]
        if unsure:
            notes.append(f"Not sure yet, and more questions would tell: {named(unsure)}.")
        return tuple(notes)

    def _names(self, skills: Sequence[str]) -> str:
        return some_names([self.bank.skills[skill].name for skill in skills], 5)

    def _open(self) -> bool:
        """Whether the course is measured and not yet ready."""
        chance = self.estimate.courses.get(self.course.id)
        return self.course.measured and chance is not None and verdict_of(chance) != "ready"

    def _states(self) -> dict[str, State]:
        """States of the skills needed at the start."""
        states = skill_states(self.bank, self.course.id, self.estimate, self.evidence)
        return {skill: state for skill, state in states.items() if state != "taught"}

    def _teaches(self, course: str) -> tuple[str, ...]:
        return course_named(self.bank, course).skills("taught")

    def _given(self) -> tuple[str, ...]:
        """Skills that will have been learnt anyway: taught by the course or an earlier one, or already on a list."""
        earlier = [skill for course in self.after for skill in self._teaches(course)]
        return tuple(dict.fromkeys((*self.course.skills("taught"), *earlier, *self.studied)))

    def _chosen(self) -> tuple[str, ...]:
        if not self._open():
            return ()
        given = self._given()
        states = {skill: state for skill, state in self._states().items() if skill not in given}
        gaps = [skill for skill, state in states.items() if state == "gap"]
        shown = [skill for skill in gaps if answers_on(self.bank, skill, self.evidence)]
        inferred = [skill for skill in gaps if skill not in shown]
        unsure = [skill for skill, state in states.items() if state == "not sure"]
        tiers = (shown, inferred, [skill for skill in unsure if self._matters(skill)])
        bundles = {skill: self._bundle(skill, given) for tier in tiers for skill in tier}
        parts = {part for bundle in bundles.values() for part in bundle}
        bundles.update({part: self._bundle(part, given) for part in parts if part not in bundles})
        hours = {skill: sum(self._hours(self.bank.skills[skill])) / 2.0 for skill in bundles}
        outlook = outlook_for(self.bank, self.course, self.estimate)
        chosen = cheapest_set(outlook, tiers, bundles.__getitem__, hours.__getitem__, given)
        urgency = {row.subject: row.probability for row in rows_of(self.course.id, self.estimate) if row.subject}
        return in_order(self.bank.skills, chosen, urgency)

    def _bundle(self, skill: str, given: Sequence[str]) -> tuple[str, ...]:
        """The skill, and all beneath it that need studying first: gaps, and doubts that are likely gaps."""
        found: dict[str, None] = {}
        left = [skill]
        while left:
            name = left.pop()
            found[name] = None
            beneath = (lower for lower in self.bank.skills[name].prerequisites if lower not in (*found, *given))
            left.extend(lower for lower in beneath if self._needs_study(lower))
        return tuple(found)

    def _needs_study(self, skill: str) -> bool:
        state = state_of(self.bank, skill, self.course.level, self.estimate, self.evidence)
        return state == "gap" or (state == "not sure" and self._below(skill) >= LIKELY)

    def _matters(self, skill: str) -> bool:
        """Whether an unsure skill belongs to what is not met: where subjects fall short, only theirs do.

        It must be more likely under the level than not, too.
        """
        rows = rows_of(self.course.id, self.estimate)
        short = {row.subject for row in rows if row.subject and row.probability < 0.5}
        return self._below(skill) >= 0.5 and (not short or self.bank.skills[skill].subject in short)

    def _below(self, skill: str) -> float:
        """The chance that the skill is under the course's level."""
        return chance_below(estimate_of(self.estimate, skill), self.course.level)

    def _hours(self, skill: Skill) -> tuple[float, float]:
        asked = bool(answers_on(self.bank, skill.id, self.evidence))
        return hours_for(skill, estimate_of(self.estimate, skill.id).share, self.course.level, asked)

    def _recommendation(self, skill: Skill, chosen: Sequence[str], listed: set[tuple[str, str]]) -> Recommendation:
        answers = answers_on(self.bank, skill.id, self.evidence)
        lesson = skill.lessons[0]
        share = _share_new(self.bank, skill, listed)
        low, high = self._hours(skill)
        resource = self.bank.resources[lesson.resource]
        return Recommendation(
            skill=skill.id,
            resource=lesson.resource,
            sections=lesson.sections,
            hours=(_half_hours(low * share), _half_hours(high * share)),
            why=f"{self._use(skill, chosen)} {outcome_sentence(answers)}",
            name=skill.name,
            text="; ".join(_lesson_text(self.bank, part) for part in _way(skill)),
            address=resource.sections[lesson.sections[0]].address,
            course=self.course.id,
            state=state_of(self.bank, skill.id, self.course.level, self.estimate, self.evidence),
            evidence=tuple(answer.number for answer in answers),
            likely=not answers,
        )

    def _use(self, skill: Skill, chosen: Sequence[str]) -> str:
        """Where the course uses the skill, or what on the list rests on it; and who else teaches it."""
        need = self.course.needs.get(skill.id)
        if need is not None and need.use:
            text = f"{self.course.id} uses it for {need.use}."
        else:
            above = [self.bank.skills[s].name for s in chosen if skill.id in self.bank.skills[s].prerequisites]
            text = f"{self.course.id} uses what rests on it: {'; '.join(above)}."
        taught = [
            f"{course} teaches it too, in {self.bank.courses[course].needs[skill.id].use}."
            for course in self.course.after
            if course in self.bank.courses and skill.id in self._teaches(course)
        ]
        return " ".join([text, *taught[:1]])


def _way(skill: Skill) -> tuple[Lesson, ...]:
    """The lessons that belong together: the first, and those after it that carry no note."""
    return (skill.lessons[0], *(lesson for lesson in skill.lessons[1:] if not lesson.note))


def _sections(skill: Skill) -> list[tuple[str, str]]:
    return [(lesson.resource, ref) for lesson in _way(skill) for ref in lesson.sections]


def _lesson_text(bank: Bank, lesson: Lesson) -> str:
    return f"{_short_name(bank, lesson.resource)}, {references(bank.resources[lesson.resource], lesson.sections)}"


def _short_name(bank: Bank, resource: str) -> str:
    """A book, whose id is a plain slug, goes by its title; a course by its number, which is its id."""
    return bank.resources[resource].title if _SLUG.fullmatch(resource) else resource


def _share_new(bank: Bank, skill: Skill, listed: set[tuple[str, str]]) -> float:
    """How much of the skill's hours is still to be spent: sections already on the list count as a refresher."""
    hours: Mapping[tuple[str, str], float] = {
        (name, ref): bank.resources[name].sections[ref].hours for name, ref in _sections(skill)
    }
    total = sum(hours.values())
    if total <= 0.0:
        return 1.0
    return sum(h * (REPEATED if key in listed else 1.0) for key, h in hours.items()) / total

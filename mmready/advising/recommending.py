"""What to study before a course: sections, hours, and the answers that led there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mmready.advising.answers import answers_on, nearest_answers, outcome_sentence
from mmready.advising.choosing import cheapest_set, in_order
from mmready.advising.lessons import Place, hours_basis, hours_for, lesson_text, places, share_new, way
from mmready.advising.outlook import outlook_for, rows_of
from mmready.advising.readiness import verdict_of
from mmready.advising.states import chance_below, course_named, estimate_of, skill_states, state_of
from mmready.advising.words import some_names
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, Recommendation, State
from mmready.domain.response import Evidence
from mmready.domain.skill import Course, Skill
from mmready.translation import marked, marked_n, t, tn

__all__ = ["recommendations", "study_lists", "study_notes"]

DOUBTFUL = 0.6  # where gaps are not enough, doubts are studied from this chance of being under the level on
LIKELY = 0.8  # a doubt beneath another skill is studied too where it is a gap at this chance or above
MISSING = 0.6  # a skill that the learner had looked at more closely is studied at this chance of being under the level


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


def study_lists(
    bank: Bank, courses: Sequence[str], estimate: Estimate, evidence: Sequence[Evidence]
) -> Mapping[str, tuple[Recommendation, ...]]:
    """The lists of several courses in the programme's order, each building on the ones before it.

    What an earlier one of these courses teaches is left out, and so is what stands on an earlier list already.
    """
    found: dict[str, tuple[Recommendation, ...]] = {}
    for course in sorted(courses, key=lambda name: course_named(bank, name).order):
        after = tuple(other for other in found if other in bank.courses[course].after)
        studied = [item.skill for items in found.values() for item in items]
        found[course] = recommendations(bank, course, estimate, evidence, after, studied)
    return found


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
        listed: set[Place] = set()
        found = []
        for skill in chosen:
            found.append(self._recommendation(self.bank.skills[skill], chosen, listed))
            listed.update(places(self.bank.skills[skill]))
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
                one, many = marked_n(
                    "{course} also needs {n} skill that {other} teaches, so they are not on this list: {skills}.",
                    "{course} also needs {n} skills that {other} teaches, so they are not on this list: {skills}.",
                )
                notes.append(tn(one, many, len(left), course=self.course.id, other=course, skills=named(left)))
        counted: set[str] = set()
        for course in self.course.after:
            there = {skill for skill in chosen if course not in self.after and skill in self._teaches(course)} - counted
            counted |= there
            if there:
                text = marked("{course} teaches {n} of these as well; taking it first does instead.")
                notes.append(t(text, course=course, n=len(there)))
        rest = {s: state for s, state in states.items() if s not in (*chosen, *self._given())}
        later = [skill for skill, state in rest.items() if state == "gap"]
        if later:
            notes.append(t("Left for later, because they do less for each hour: {skills}.", skills=named(later)))
        unsure = [skill for skill, state in rest.items() if state == "not sure"]
        if unsure:
            notes.append(t("Not sure yet, and more questions would tell: {skills}.", skills=named(unsure)))
        if chosen:
            outlook = outlook_for(self.bank, self.course, self.estimate)
            after = math.exp(outlook.log_chance((*self._given(), *chosen)))
            share = max(round(100 * after), 1)
            number = t("over 99%") if after > 0.99 else t("about {n}%", n=share)
            notes.append(
                t("With all of it studied, we would put your chance of being ready at {chance}.", chance=number)
            )
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
        """The skills to study, in order: gaps of the branch that was looked at, then the cheapest set beside them."""
        if not self.course.measured:
            return ()
        given = self._given()
        states = {skill: state for skill, state in self._states().items() if skill not in given}
        inside = [s for s in states if s in self.estimate.branch and self._below(s) >= MISSING]
        branch = tuple(dict.fromkeys(part for skill in inside for part in self._bundle(skill, given)))
        cheapest = self._cheapest(states, given, branch) if self._open() else ()
        urgency = {row.subject: row.probability for row in rows_of(self.course.id, self.estimate) if row.subject}
        return in_order(self.bank.skills, (*branch, *cheapest), urgency)

    def _cheapest(self, states: Mapping[str, State], given: Sequence[str], branch: Sequence[str]) -> tuple[str, ...]:
        """What else plausibly makes the course ready, cheap things first; ``branch`` is on the list already."""
        gaps = [skill for skill, state in states.items() if state == "gap" and skill not in branch]
        shown = [skill for skill in gaps if answers_on(self.bank, skill, self.evidence)]
        inferred = [skill for skill in gaps if skill not in shown]
        unsure = [skill for skill, state in states.items() if state == "not sure" and skill not in branch]
        tiers = (shown, inferred, [skill for skill in unsure if self._matters(skill)])
        known = (*given, *branch)
        bundles = {skill: self._bundle(skill, known) for tier in tiers for skill in tier}
        parts = {part for bundle in bundles.values() for part in bundle}
        bundles.update({part: self._bundle(part, known) for part in parts if part not in bundles})
        hours = {skill: sum(self._hours(self.bank.skills[skill])) / 2.0 for skill in bundles}
        outlook = outlook_for(self.bank, self.course, self.estimate)
        return cheapest_set(outlook, tiers, bundles.__getitem__, hours.__getitem__, known)

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

        It must be rather under the level than not, too.
        """
        rows = rows_of(self.course.id, self.estimate)
        short = {row.subject for row in rows if row.subject and row.probability < 0.5}
        return self._below(skill) >= DOUBTFUL and (not short or self.bank.skills[skill].subject in short)

    def _below(self, skill: str) -> float:
        """The chance that the skill is under the course's level."""
        return chance_below(estimate_of(self.estimate, skill), self.course.level)

    def _hours(self, skill: Skill, new: float = 1.0) -> tuple[float, float]:
        asked = bool(answers_on(self.bank, skill.id, self.evidence))
        return hours_for(skill, estimate_of(self.estimate, skill.id).share, self.course.level, asked, new)

    def _recommendation(self, skill: Skill, chosen: Sequence[str], listed: set[Place]) -> Recommendation:
        answers = answers_on(self.bank, skill.id, self.evidence)
        nearest = () if answers else nearest_answers(self.bank, skill.id, self.evidence)
        lesson = skill.lessons[0]
        new = share_new(self.bank, skill, listed)
        use, said = self._use(skill, chosen)
        return Recommendation(
            skill=skill.id,
            resource=lesson.resource,
            sections=lesson.sections,
            hours=self._hours(skill, new),
            why=f"{said} {outcome_sentence(answers, nearest)}",
            name=skill.name,
            text="; ".join(lesson_text(self.bank, part) for part in way(skill)),
            address=self.bank.resources[lesson.resource].sections[lesson.sections[0]].address,
            course=self.course.id,
            state=state_of(self.bank, skill.id, self.course.level, self.estimate, self.evidence),
            evidence=tuple(answer.number for answer in answers),
            likely=not answers,
            use=use,
            basis=hours_basis(skill, bool(answers), new),
            inferred_from=tuple(answer.number for answer in nearest),
        )

    def _use(self, skill: Skill, chosen: Sequence[str]) -> tuple[str, str]:
        """The part of the course that needs the skill, or what on the list rests on it; and the sentence about it.

        The sentence also names who else teaches it.
        """
        need = self.course.needs.get(skill.id)
        if need is not None and need.use:
            use, text = need.use, t("{course} uses it for {use}.", course=self.course.id, use=need.use)
        else:
            above = [s for s in chosen if skill.id in self.bank.skills[s].prerequisites]
            names = "; ".join(self.bank.skills[s].name for s in above)
            use = self._use(self.bank.skills[above[0]], chosen)[0]
            said = {"course": self.course.id, "skills": names, "use": use}
            text = t("{course} uses what rests on it: {skills}. That is for {use}.", **said)
        taught = [
            t("{course} teaches it too, in {use}.", course=course, use=self.bank.courses[course].needs[skill.id].use)
            for course in self.course.after
            if course in self.bank.courses and skill.id in self._teaches(course)
        ]
        return use, " ".join([text, *taught[:1]])

"""The map of all skills: what each rests on, where the learner stands on it, and why we think so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mmready.advising import outcome_phrase, skill_state
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, State
from mmready.domain.question import SUBJECTS
from mmready.domain.response import Evidence
from mmready.domain.skill import Course, Skill
from mmready.report import words
from mmready.translation import marked, t, tn

__all__ = ["MapColumn", "MapSkill", "SkillMap", "is_content", "skill_map"]

STATE_WORDS: Mapping[State, str] = {
    "solid": marked("solid"),
    "not sure": marked("not sure yet"),
    "gap": marked("gap"),
    "taught": marked("a course teaches it"),
}


@dataclass(frozen=True, slots=True)
class MapSkill:
    """One skill on the map. ``number`` is its place (``C12``); ``related`` are all it rests on and all that rest on it.

    ``details`` are pairs of a heading and a sentence: what it means, why we think so, what it rests on, what needs it.
    """

    id: str
    number: str
    name: str
    full_name: str
    state: State
    parents: tuple[str, ...]
    beneath: frozenset[str]
    above: frozenset[str]
    details: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        """The state in words."""
        return t(STATE_WORDS[self.state])


def is_content(heading: str) -> bool:
    """Whether what stands under this heading of ``details`` comes from the bank, in the bank's language."""
    return heading in (t("What it means"), t("Used in"))


@dataclass(frozen=True, slots=True)
class MapColumn:
    """A subject and its skills, those that others rest on first."""

    subject: str
    skills: tuple[MapSkill, ...]

    @property
    def summary(self) -> str:
        """How many are solid, not sure and gaps."""
        count = Counter(skill.state for skill in self.skills)
        parts = [
            tn("{n} solid", "{n} solid", count["solid"]) if count["solid"] else "",
            t("{n} not sure", n=count["not sure"]) if count["not sure"] else "",
            words.count(count["gap"], "gap") if count["gap"] else "",
        ]
        return ", ".join(filter(None, parts)) or t("{n} taught by a course", n=count["taught"])


@dataclass(frozen=True, slots=True)
class SkillMap:
    """The whole map; ``chosen`` is the skill whose chain is drawn first."""

    columns: tuple[MapColumn, ...]
    chosen: str

    @property
    def skills(self) -> Mapping[str, MapSkill]:
        """All skills by id, column by column."""
        return {skill.id: skill for column in self.columns for skill in column.skills}

    @property
    def count(self) -> Mapping[State, int]:
        """How many skills there are in each state."""
        found = Counter(skill.state for skill in self.skills.values())
        return {state: found[state] for state in STATE_WORDS}

    @property
    def heading(self) -> str:
        """The finding: ``24 skills are solid, 8 are gaps``."""
        solid, gaps = self.count["solid"], self.count["gap"]
        first = tn("{n} skill is solid", "{n} skills are solid", solid) if solid else t("No skill is certain yet")
        return f"{first}, {tn('{n} is a gap', '{n} are gaps', gaps)}" if gaps else first


def skill_map(
    bank: Bank, courses: Sequence[str], estimate: Estimate, evidence: Sequence[Evidence], chosen: str = ""
) -> SkillMap:
    """The map for the courses asked for. Without ``chosen`` the first gap is, else the first skill that is not sure."""
    asked = [bank.courses[name] for name in courses if name in bank.courses]
    places = _numbered(bank.skills)
    children = _children(bank.skills)
    columns: dict[str, list[MapSkill]] = {}
    for name, (number, _) in places.items():
        skill = bank.skills[name]
        state = skill_state(bank, name, asked, estimate, evidence)
        columns.setdefault(skill.subject, []).append(
            MapSkill(
                name,
                number,
                skill.short or skill.name,
                skill.name,
                state,
                skill.prerequisites,
                _closure(name, lambda each: bank.skills[each].prerequisites),
                _closure(name, lambda each: children.get(each, ())),
                _details(bank, name, places, children, evidence, bank.courses.values()),
            )
        )
    found = tuple(MapColumn(subject, tuple(skills)) for subject, skills in columns.items())
    everything = [skill for column in found for skill in column.skills]
    first = chosen or next(
        (skill.id for state in ("gap", "not sure", "solid") for skill in everything if skill.state == state), ""
    )
    return SkillMap(found, first)


Places = Mapping[str, tuple[str, str]]  # skill → its number on the map and its name


def _numbered(skills: Mapping[str, Skill]) -> Places:
    """``C12`` and the like, subject by subject; what others rest on stands above them."""
    letters: dict[str, str] = {}
    known = [name for name in SUBJECTS if any(skill.subject == name for skill in skills.values())]
    subjects = [*known, *dict.fromkeys(skill.subject for skill in skills.values() if skill.subject not in known)]
    places: dict[str, tuple[str, str]] = {}
    for subject in subjects:
        letters[subject] = next(
            (letter for letter in subject.upper() if letter.isalpha() and letter not in letters.values()), "X"
        )
        own = [skill for skill in skills.values() if skill.subject == subject]
        for place, skill in enumerate(_beneath_first(own), 1):
            places[skill.id] = (f"{letters[subject]}{place}", skill.name)
    return places


def _beneath_first(own: Sequence[Skill]) -> list[Skill]:
    """The file's order, with every skill after those that it rests on."""
    names = {skill.id for skill in own}
    placed: list[Skill] = []
    waiting = list(own)
    while waiting:
        done = {skill.id for skill in placed}
        ready = next((skill for skill in waiting if set(skill.prerequisites) & names <= done), waiting[0])
        placed.append(ready)
        waiting.remove(ready)
    return placed


def _children(skills: Mapping[str, Skill]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for skill in skills.values():
        for parent in skill.prerequisites:
            found.setdefault(parent, []).append(skill.id)
    return {name: tuple(children) for name, children in found.items()}


def _closure(name: str, step: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for near in step(waiting.pop()):
            if near not in found:
                found.add(near)
                waiting.append(near)
    return frozenset(found)


def _details(
    bank: Bank,
    name: str,
    places: Places,
    children: Mapping[str, tuple[str, ...]],
    evidence: Sequence[Evidence],
    courses: Iterable[Course],
) -> tuple[tuple[str, str], ...]:
    skill = bank.skills[name]
    own = [one for one in evidence if one.question in bank.questions and name in bank.questions[one.question].skills]
    told = outcome_phrase(own) if own else t("not asked; estimated from your other answers")
    near = children.get(name, ())
    further = len(_closure(name, lambda each: children.get(each, ()))) - len(near)
    leads = words.joined([_called(each, places) for each in near])
    if further:
        through = marked("; through it {n} more") if len(near) == 1 else marked("; through them {n} more")
        leads += t(through, n=further)
    uses = [
        f"{course.id}: {course.needs[name].use}"
        for course in courses
        if name in course.needs and course.needs[name].necessity != "not-used"
    ]
    found = (
        (t("What it means"), skill.description),
        (t("Why we think so"), f"{told[0].upper()}{told[1:].rstrip('.')}."),
        (
            t("Rests on"),
            words.joined([_called(each, places) for each in skill.prerequisites]) or t("nothing on this map"),
        ),
        (t("Needed for"), leads or t("no other skill on this map")),
        (t("Used in"), "; ".join(uses)),
    )
    return tuple((heading, text) for heading, text in found if text)


def _called(name: str, places: Places) -> str:
    number, called = places[name]
    return f"{number} {called}"

"""The catalogue around the questions: skills, courses, resources and facts, read from the files of a bank.

::

    skills.yml            what a person can do, what it rests on, what teaches it
    resources.yml         free courses and books with their sections (optional)
    programme.yml         facts about the programme with their sources (optional)
    background.yml        what learners may tell of what they know already (optional)
    courses/<course>.yml  what a course needs, teaches and does not use
    bank.yml              its title, and the bank that this one adds to (optional)

Nothing about any programme is fixed in code: another one needs files only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mmready.domain.background import BackgroundQuestion
from mmready.domain.skill import Course, Fact, Resource, Skill
from mmready.errors import Fault
from mmready.loading.background import read_background
from mmready.loading.bank_file import check_names, read_bank_file
from mmready.loading.catalogue_checks import check_courses, check_skills
from mmready.loading.catalogue_records import (
    read_course,
    read_facts,
    read_resources,
    read_skills,
    written_entries,
)
from mmready.loading.fault_log import FaultLog
from mmready.loading.text_yaml import Node, read_yaml

__all__ = ["Catalogue", "load_catalogue"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What stands around the questions. Courses come in their recommended order, the rest in the files' order.

    ``base`` is what is in here of the bank that this one adds to, ``below`` that bank's folder.
    """

    skills: Mapping[str, Skill] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    background: tuple[BackgroundQuestion, ...] = ()
    base: Catalogue | None = None
    below: Path | None = None


def load_catalogue(root: Path) -> tuple[Catalogue, list[Fault]]:
    """The catalogue in the folder ``root`` and every fault in its files, each with file and line.

    Where there are faults, the catalogue holds what could still be read, so that questions can be checked against it;
    it is fit for use only without any.
    """
    below, bank_log = read_bank_file(root)
    base = load_catalogue(below)[0] if below else None
    skill_tree, skill_log = _read(root / "skills.yml", needed=below is None)
    resource_tree, resource_log = _read(root / "resources.yml")
    fact_tree, fact_log = _read(root / "programme.yml")
    told_tree, told_log = _read(root / "background.yml")
    skills = read_skills(skill_tree, skill_log) if skill_tree else {}
    resources = read_resources(resource_tree, resource_log) if resource_tree else {}
    facts = read_facts(fact_tree, fact_log) if fact_tree else {}
    if base is not None:
        check_names(skill_tree, skill_log, "skills", "skill", skills, base.skills)
        check_names(resource_tree, resource_log, "resources", "resource", resources, base.resources)
        check_names(fact_tree, fact_log, "facts", "fact", facts, {fact.id: fact for fact in base.facts})
        resources, facts = {**base.resources, **resources}, {**{fact.id: fact for fact in base.facts}, **facts}
    if skill_tree:
        check_skills(skill_tree, skill_log, skills, resources, base.skills if base else {})
    background = read_background(told_tree, told_log, resources) if told_tree else ()
    courses, course_logs = _courses(root, skills, facts, skill_tree, base)
    skills = {**base.skills, **skills} if base else skills
    logs = (bank_log, skill_log, resource_log, fact_log, told_log, *course_logs)
    faults = [fault for log in logs for fault in sorted(log.faults)]
    background = (*base.background, *background) if base else background
    return Catalogue(skills, courses, resources, tuple(facts.values()), background, base, below), faults


def _courses(
    root: Path,
    skills: Mapping[str, Skill],
    facts: Mapping[str, Fact],
    skill_tree: Node | None,
    base: Catalogue | None,
) -> tuple[dict[str, Course], list[FaultLog]]:
    """The courses in their order, those of ``base`` first, and the logs of all course files."""
    logs: list[FaultLog] = []
    read: dict[str, tuple[Node, FaultLog]] = {}
    found: dict[str, Course] = {}
    for path in sorted((root / "courses").glob("*.yml")):
        tree, log = _read(path)
        logs.append(log)
        if tree is None:
            continue
        read[path.stem] = (tree, log)
        course = read_course(path.stem, tree, log, facts)
        if course is not None:
            found[course.id] = course
        if base is not None:
            check_names(None, log, "", "course", [path.stem], base.courses)
    written = written_entries(skill_tree, "skills") if skill_tree else None
    around = base or Catalogue()
    known = (*around.skills, *(written or {}))
    check_courses(read, found, {**around.skills, **skills}, known, around.courses)
    last = max((course.order for course in around.courses.values()), default=0)
    own = {name: replace(course, order=last + course.order) for name, course in found.items()}
    return {**around.courses, **dict(sorted(own.items(), key=lambda item: item[1].order))}, logs


def _read(path: Path, needed: bool = False) -> tuple[Node | None, FaultLog]:
    """The tree of a file; none where it is missing or cannot be read."""
    log = FaultLog(path.as_posix())
    if not path.exists():
        if needed:
            log.add(0, "missing-file", f"expected the file {path.name} in {path.parent}; a bank needs its skills")
        return None, log
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        log.add(0, "unreadable-file", f"expected a text file in UTF-8: {error}")
        return None, log
    tree, faults = read_yaml(source, log.file)
    log.faults.extend(faults)
    return tree, log

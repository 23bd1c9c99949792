"""The catalogue around the questions: skills, courses, resources and facts, read from the files of a bank.

::

    skills.yml            what a person can do, what it rests on, what teaches it
    resources.yml         free courses and books with their sections (optional)
    programme.yml         facts about the programme with their sources (optional)
    courses/<course>.yml  what a course needs, teaches and does not use

Nothing about any programme is fixed in code: another one needs files only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mmready.domain.skill import Course, Fact, Resource, Skill
from mmready.errors import Fault
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
    """What stands around the questions. Courses come in their recommended order, the rest in the files' order."""

    skills: Mapping[str, Skill] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


def load_catalogue(root: Path) -> tuple[Catalogue, list[Fault]]:
    """The catalogue in the folder ``root`` and every fault in its files, each with file and line.

    Where there are faults, the catalogue holds what could still be read, so that questions can be checked against it;
    it is fit for use only without any.
    """
    skill_tree, skill_log = _read(root / "skills.yml", needed=True)
    resource_tree, resource_log = _read(root / "resources.yml")
    fact_tree, fact_log = _read(root / "programme.yml")
    skills = read_skills(skill_tree, skill_log) if skill_tree else {}
    resources = read_resources(resource_tree, resource_log) if resource_tree else {}
    facts = read_facts(fact_tree, fact_log) if fact_tree else {}
    if skill_tree:
        check_skills(skill_tree, skill_log, skills, resources)
    courses, course_logs = _courses(root, skills, facts, skill_tree)
    faults = [fault for log in (skill_log, resource_log, fact_log, *course_logs) for fault in sorted(log.faults)]
    return Catalogue(skills, courses, resources, tuple(facts.values())), faults


def _courses(
    root: Path, skills: Mapping[str, Skill], facts: Mapping[str, Fact], skill_tree: Node | None
) -> tuple[dict[str, Course], list[FaultLog]]:
    """The courses in their order, and the logs of all course files."""
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
    written = written_entries(skill_tree, "skills") if skill_tree else None
    check_courses(read, found, skills, written or {})
    return dict(sorted(found.items(), key=lambda item: item[1].order)), logs


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

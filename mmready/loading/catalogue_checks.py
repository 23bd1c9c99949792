"""Checks across the catalogue's files: every name that one uses is known, and the graph makes sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mmready.domain.skill import Course, Resource, Skill
from mmready.loading.catalogue_records import line_of, written_entries
from mmready.loading.fault_log import FaultLog, nearest
from mmready.loading.text_yaml import Node

__all__ = ["check_courses", "check_skills"]


def check_skills(
    tree: Node,
    log: FaultLog,
    skills: Mapping[str, Skill],
    resources: Mapping[str, Resource],
    below: Mapping[str, Skill] | None = None,
) -> None:
    """Prerequisites and lessons are known, and the graph of prerequisites has no circle.

    ``below`` are the skills of the bank that this one adds to, on which its own may rest.
    """
    written = {**(below or {}), **(written_entries(tree, "skills") or {})}
    for skill in skills.values():
        for place, lower in enumerate(skill.prerequisites):
            if lower not in written:
                line = line_of(tree, "skills", skill.id, "prerequisites", place)
                message = f"{skill.id} rests on {lower!r}, which is no skill{nearest(lower, written)}"
                log.add(line, "unknown-skill", message)
        for place, lesson in enumerate(skill.lessons):
            line = line_of(tree, "skills", skill.id, "lessons", place)
            _check_lesson(lesson.resource, lesson.sections, line, log, resources)
    for circle in _circles(skills):
        line = line_of(tree, "skills", circle[0], "prerequisites")
        log.add(line, "circle", f"these skills rest on one another in a circle: {' → '.join(circle)}; drop one link")


def _check_lesson(
    name: str, sections: Iterable[str], line: int, log: FaultLog, resources: Mapping[str, Resource]
) -> None:
    resource = resources.get(name)
    if resource is None:
        log.add(line, "unknown-resource", f"resources.yml has no {name!r}{nearest(name, resources)}")
        return
    for ref in sections:
        if ref not in resource.sections:
            log.add(line, "unknown-section", f"{name} has no section {ref!r}{nearest(ref, resource.sections)}")


def _circles(skills: Mapping[str, Skill]) -> list[tuple[str, ...]]:
    """Circles in the graph, each once, as a path that ends where it begins."""
    done: set[str] = set()
    circles: list[tuple[str, ...]] = []
    for start in skills:
        # a walk in depth without recursion: the path so far, and what is still to visit under each step
        path, left = [start], [list(skills[start].prerequisites)]
        while path:
            if not left[-1]:
                done.add(path.pop())
                left.pop()
                continue
            lower = left[-1].pop(0)
            if lower in path:
                circles.append((*path[path.index(lower) :], lower))
            elif lower in skills and lower not in done:
                path.append(lower)
                left.append(list(skills[lower].prerequisites))
    return circles


def check_courses(
    read: Mapping[str, tuple[Node, FaultLog]],
    courses: Mapping[str, Course],
    skills: Mapping[str, Skill],
    known_skills: Iterable[str],
    below: Mapping[str, Course] | None = None,
) -> None:
    """Skills and courses named are known; what a course needs is closed downwards; the order is one order.

    ``below`` are the courses of the bank that this one adds to; these may be named, and were checked there.
    """
    names = tuple(known_skills)
    places: dict[int, str] = {}
    for name, course in courses.items():
        tree, log = read[name]
        _check_needs(course, tree, log, skills, names)
        _check_neighbours(course, tree, log, (*(below or {}), *read), courses)
        if course.order in places:
            message = f"{places[course.order]} already has place {course.order}; give each its own"
            log.add(line_of(tree, "order"), "repeated-order", message)
        places.setdefault(course.order, name)
        if course.floor > course.level:
            line = line_of(tree, "floor")
            log.add(line, "bad-range", f"the floor {course.floor:g} is above the level {course.level:g}")
        if course.measured and not course.skills("essential"):
            message = "a course that is measured needs at least one essential skill; or write measured: no"
            log.add(line_of(tree, "needs"), "no-essential-skill", message)


def _check_needs(
    course: Course, tree: Node, log: FaultLog, skills: Mapping[str, Skill], names: tuple[str, ...]
) -> None:
    for skill, need in course.needs.items():
        line = line_of(tree, "needs", need.necessity, skill)
        if skill not in names:
            log.add(line, "unknown-skill", f"skills.yml has no skill {skill!r}{nearest(skill, names)}")
        if skill not in skills or need.necessity != "essential":
            continue
        for lower in skills[skill].prerequisites:
            found = course.needs.get(lower)
            if lower in names and (found is None or found.necessity not in ("essential", "taught")):
                state = found.necessity if found else "not listed"
                message = f"{skill} is essential and rests on {lower}, which is {state}; make it essential or taught"
                log.add(line, "prerequisite-not-needed", message)


def _check_neighbours(
    course: Course, tree: Node, log: FaultLog, known: tuple[str, ...], courses: Mapping[str, Course]
) -> None:
    for field in ("after", "beside"):
        for place, other in enumerate(getattr(course, field)):
            line = line_of(tree, field, place)
            if other not in known:
                log.add(line, "unknown-course", f"courses/ has no {other!r}{nearest(other, known)}")
            elif field == "after" and other in courses and courses[other].order >= course.order:
                message = f"{course.id} comes after {other}, but its place {course.order} is not behind it"
                log.add(line, "order", message)

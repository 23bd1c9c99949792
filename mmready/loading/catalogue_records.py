"""The fields of the catalogue's files: skills.yml, resources.yml, programme.yml and courses/<course>.yml.

One table a kind of record; a record that has faults is left out of what is read, with its faults written down.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, get_args

from mmready.domain.question import SUBJECTS
from mmready.domain.skill import Course, Fact, Lesson, Necessity, Need, Resource, Section, Skill
from mmready.loading.fault_log import FaultLog, nearest
from mmready.loading.readers import (
    Part,
    Reader,
    came,
    list_of,
    number,
    one_of_words,
    pattern,
    read_record,
    record,
    text,
    yes_no,
)
from mmready.loading.text_yaml import ListNode, MapNode, Node, TextNode

__all__ = [
    "NECESSITIES",
    "entries",
    "identifier",
    "line_of",
    "only",
    "read_course",
    "read_facts",
    "read_resources",
    "read_skills",
    "written_entries",
]

NECESSITIES: tuple[Necessity, ...] = get_args(Necessity)
SERIES = ("faq", "newer")
ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"


def _range(high: float, whole: bool = False) -> Reader:
    """A pair [low, high] of numbers from 0, the first not above the second."""
    single = number(0, high, whole=whole)

    def read(node: Node, log: FaultLog) -> tuple[Any, ...] | None:
        before = len(log.faults)
        found: tuple[Any, ...] | None = list_of(single, 2, 2).read(node, log)
        if found is None or len(log.faults) > before:
            return None
        if found[0] > found[1]:
            log.add(node.line, "bad-range", f"expected [low, high] with low ≤ high, got [{found[0]:g}, {found[1]:g}]")
            return None
        return found

    return Reader(read, {"type": "array", "items": single.schema, "minItems": 2, "maxItems": 2})


def _date(node: Node, log: FaultLog) -> str | None:
    if isinstance(node, TextNode):
        try:
            return datetime.date.fromisoformat(node.text.strip()).isoformat()
        except ValueError:
            pass
    log.add(node.line, "wrong-value", f"expected a date such as 2026-11-22, got {came(node)}")
    return None


def _needs(node: Node, log: FaultLog) -> dict[str, Need] | None:
    if not isinstance(node, MapNode):
        log.add(node.line, "wrong-value", f"expected a map with {', '.join(NECESSITIES)}; got {came(node)}")
        return None
    needs: dict[str, Need] = {}
    for necessity, group in node:
        if necessity not in NECESSITIES:
            hint = nearest(necessity, NECESSITIES)
            message = f"expected one of {', '.join(NECESSITIES)}; got {necessity!r}{hint}"
            log.add(node.keys_at[necessity], "unknown-necessity", message)
            continue
        for skill, use, line in _group(necessity, group, log):
            if skill in needs:
                message = f"{skill!r} is already listed as {needs[skill].necessity}; keep one of the two"
                log.add(line, "repeated-skill", message)
                continue
            needs[skill] = Need(skill, necessity, use)
    return needs


def _group(necessity: str, group: Node, log: FaultLog) -> list[tuple[str, str, int]]:
    """The skills of one necessity as (skill, use, line): a map skill → use, or for ``not-used`` a list of skills."""
    if isinstance(group, MapNode):
        uses = {skill: text.read(use, log) for skill, use in group}
        return [(skill, use, group.keys_at[skill]) for skill, use in uses.items() if use is not None]
    if isinstance(group, ListNode) and necessity == "not-used":
        skills = [(text.read(item, log), item.line) for item in group]
        return [(skill, "", line) for skill, line in skills if skill is not None]
    wanted = "a list of skills" if necessity == "not-used" else "a map (skill: where the course uses it)"
    log.add(group.line, "wrong-value", f"under {necessity}, expected {wanted}; got {came(group)}")
    return []


identifier = pattern(ID, "a name of letters, digits, dot and hyphen")
address = pattern(r"https?://\S+", "an address that begins with http:// or https://")
date = Reader(_date, {"type": "string", "format": "date"})
names = list_of(identifier, low=0)
texts = list_of(text, low=0)
share = number(0.05, 0.95)

LESSON = (
    Part("resource", "a resource of resources.yml", identifier, required=True),
    Part("sections", "references of its sections", list_of(text), required=True),
    Part("note", "what this lesson adds; without it, the lesson is part of the recommended way", text),
)
SKILL = (
    Part("subject", "one of the four subjects", one_of_words(*SUBJECTS), required=True),
    Part("name", "what it is called on the screen", text, required=True),
    Part("description", "what a person with this skill does", text, required=True),
    Part("prerequisites", "the skills directly beneath it", names, required=True),
    Part("lessons", "what teaches it, best first", list_of(record(Lesson, LESSON, "a lesson")), required=True),
    Part("hours", "[refresher, first time]", _range(200), required=True),
    Part("basis", "how the hours were reckoned", text, required=True),
    Part("short", "its name where there is little room, such as the map", text),
)
SECTION = (
    Part("ref", "the number or short name by which it is called", text, required=True),
    Part("title", "its title", text, required=True),
    Part("path", "its address, or the end of it behind the resource's address", text),
    Part("hours", "its hours where they differ from the resource's", number(0, 100)),
)
RESOURCE = (
    Part("title", "its title", text, required=True),
    Part("address", "where it begins", address, required=True),
    Part("section_word", "session, lecture, chapter …; title where titles are shown instead of references", text),
    Part("hours", "hours a section takes somebody who meets it first", number(0, 100), required=True),
    Part("hours_basis", "how these hours were reckoned", text, required=True),
    Part("source", "where its sections and hours were read", address, required=True),
    Part("date", "when that was read", date, required=True),
    Part("sections", "its sections", list_of(record(dict, SECTION, "a section")), required=True),
)
SOURCE = (
    Part("title", "what it is", text, required=True),
    Part("address", "its public address", address, required=True),
    Part("date", "when it was read", date, required=True),
    Part("series", "faq, or newer for later official pages", one_of_words(*SERIES), required=True),
)
FACT = (
    Part("text", "the fact, in a sentence", text, required=True),
    Part("from", "a source of this file", identifier, required=True),
    Part("where", "the question or paragraph of the source", text, required=True),
    Part("says", "the words of the source that carry it, in short quotes", texts),
    Part("values", "the bare figures", texts),
)
COURSE = (
    Part("title", "its title", text, required=True),
    Part("order", "its place in the recommended order", number(1, 99, whole=True), required=True),
    Part("measured", "whether readiness for it is measured", yes_no, required=True),
    Part("starts_from", "what it starts from, in a few words", text, required=True),
    Part("needs", "the skills by necessity", Reader(_needs, {"type": "object"}), required=True),
    Part("level", "share of middling questions a borderline learner gets right", share),
    Part("floor", "the same in each subject", share),
    Part("weeks", "[low, high]", _range(60, whole=True), required=True),
    Part("hours_per_week", "[low, high]", _range(80), required=True),
    Part("fee", "in US dollars", number(0, 100_000, whole=True), required=True),
    Part("language", "the programming language it uses", text),
    Part("after", "courses recommended before it", names),
    Part("beside", "courses that may run at the same time", names),
    Part("units", "its units in order", texts),
    Part("facts", "facts of programme.yml behind the figures", names),
)


def entries(tree: Node, key: str, parts: tuple[Part, ...], what: str, log: FaultLog) -> dict[str, dict[str, Any]]:
    """The faultless records under ``key``, by id."""
    written = written_entries(tree, key)
    if written is None:
        log.add(tree.line, "missing-field", f"expected {key!r} with a map (id: {what}) at the top of the file")
        return {}
    found = {}
    for name, node in written.items():
        before = len(log.faults)
        identifier.read(TextNode(name, line_of(tree, key, name)), log)
        fields = read_record(node, log, parts, f"{what} {name!r}")
        if fields is not None and len(log.faults) == before:
            found[name] = fields
    return found


def written_entries(tree: Node, key: str) -> dict[str, Node] | None:
    """What is written under ``key`` at the top of a file, by id, faulty or not; ``None`` where there is no map."""
    group = tree.items.get(key) if isinstance(tree, MapNode) else None
    return group.items if isinstance(group, MapNode) else None


def only(tree: Node, keys: tuple[str, ...], log: FaultLog) -> None:
    """Other keys than these at the top of a file are faults."""
    for key in tree.items if isinstance(tree, MapNode) else ():
        if key not in keys:
            message = f"the file has no field {key!r}; it has {', '.join(keys)}{nearest(key, keys)}"
            log.add(line_of(tree, key), "unknown-field", message)


def read_skills(tree: Node, log: FaultLog) -> dict[str, Skill]:
    """The skills of skills.yml, in the file's order."""
    only(tree, ("skills",), log)
    found = entries(tree, "skills", SKILL, "skill", log)
    return {name: Skill(id=name, hours_basis=fields.pop("basis"), **fields) for name, fields in found.items()}


def read_resources(tree: Node, log: FaultLog) -> dict[str, Resource]:
    """The resources of resources.yml; a section's address is the resource's with its path, unless it has its own."""
    only(tree, ("resources",), log)
    found = entries(tree, "resources", RESOURCE, "resource", log)
    return {name: _resource(name, fields, log, tree) for name, fields in found.items()}


def _resource(name: str, fields: dict[str, Any], log: FaultLog, tree: Node) -> Resource:
    hours = fields.pop("hours")
    sections: dict[str, Section] = {}
    for place, part in enumerate(fields.pop("sections")):
        if part["ref"] in sections:
            line = line_of(tree, "resources", name, "sections", place)
            log.add(line, "repeated-section", f"{name} has two sections {part['ref']!r}; give each its own reference")
        path = part.get("path", "")
        whole = path if path.startswith("http") else fields["address"] + path
        sections[part["ref"]] = Section(part["ref"], part["title"], whole, part.get("hours", hours))
    return Resource(id=name, sections=sections, **{"section_word": "", **fields})


def read_facts(tree: Node, log: FaultLog) -> dict[str, Fact]:
    """The facts of programme.yml, each with the address, date and series of its source."""
    only(tree, ("sources", "facts"), log)
    sources = entries(tree, "sources", SOURCE, "source", log)
    facts = {}
    for name, fields in entries(tree, "facts", FACT, "fact", log).items():
        source = sources.get(fields.pop("from"))
        if source is None:
            line = line_of(tree, "facts", name, "from")
            message = f"fact {name!r} needs a source of this file with an address and a date"
            log.add(line, "unknown-source", f"{message}; sources: {', '.join(sources) or 'none'}")
            continue
        facts[name] = Fact(id=name, source=source["address"], date=source["date"], series=source["series"], **fields)
    return facts


def read_course(name: str, tree: Node, log: FaultLog, facts: Mapping[str, Fact]) -> Course | None:
    """The course in the file ``courses/<name>.yml``."""
    before = len(log.faults)
    fields = read_record(tree, log, COURSE, f"course {name!r}")
    if fields is None or len(log.faults) > before:
        return None
    known = []
    for place, fact in enumerate(fields.pop("facts", ())):
        if fact in facts:
            known.append(facts[fact])
        else:
            line = line_of(tree, "facts", place)
            log.add(line, "unknown-fact", f"programme.yml has no fact {fact!r}{nearest(fact, facts)}")
    return Course(id=name, facts=tuple(known), **fields)


def line_of(node: Node, *path: str | int) -> int:
    """The line of what lies at ``path`` in a tree, or of the last step that exists.

    A step is a key of a map, or the place or the text of an entry of a list.
    """
    line = node.line
    for step in path:
        below: Node | None = None
        if isinstance(node, MapNode) and isinstance(step, str):
            below, line = node.items.get(step), node.keys_at.get(step, line)
        elif isinstance(node, ListNode):
            below = next((item for place, item in enumerate(node) if step in (place, _word(item))), None)
            line = below.line if below else line
        if below is None:
            break
        node = below
    return line


def _word(node: Node) -> str | None:
    return node.text if isinstance(node, TextNode) else None

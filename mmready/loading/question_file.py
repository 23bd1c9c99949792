"""One question file → its card (QuestionTemplate) and its body (QuestionBody), or every fault in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from mmready.domain.question import KINDS, QuestionBody, QuestionTemplate
from mmready.domain.skill import Skill
from mmready.errors import AuthorError
from mmready.loading.fault_log import FaultLog, nearest
from mmready.loading.fields import FIELDS, field_named
from mmready.loading.form import check_form
from mmready.loading.sections import Pieces, has_code, split_file
from mmready.loading.text_yaml import ListNode, MapNode, Node, read_yaml

__all__ = ["parse_question", "read_question"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
BODY_FIELDS = frozenset(field.name for field in fields_of(QuestionBody))


def read_question(path: str | Path, skills: Mapping[str, Skill] | None = None) -> tuple[QuestionTemplate, QuestionBody]:
    """The card and the body of the question in the file ``path``.

    ``skills`` is the list of skills to hold ``skill`` and ``also`` against; without it any id is taken. The folders
    ``questions/<subject>/<skill>/`` are held against the file where it lies in such folders.

    Raises AuthorError with all the file's faults at once, each with its line.
    """
    path = Path(path)
    log = FaultLog(path.as_posix())
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        log.add(0, "unreadable-file", f"expected a text file in UTF-8: {error}")
        raise AuthorError(log.faults) from None
    question = parse_question(source, path, skills, log)
    if question is None:
        raise AuthorError(sorted(log.faults, key=lambda fault: fault.line))
    return question


def parse_question(
    source: str, path: Path, skills: Mapping[str, Skill] | None, log: FaultLog
) -> tuple[QuestionTemplate, QuestionBody] | None:
    """The card and the body in the text of a file; ``None`` where faults were written to ``log``."""
    pieces = split_file(source, log)
    if pieces is None:
        return None
    node, faults = read_yaml(pieces.yaml, log.file, pieces.yaml_line)
    log.faults.extend(faults)
    if not isinstance(node, MapNode):
        if node is not None:
            log.add(pieces.yaml_line, "no-fields", "expected fields (kind: …, skill: …) between the --- lines")
        return None
    at = {**dict(_lines_of(node)), **_section_lines(pieces)}
    found = _read_fields(node, log)
    kind = found.get("kind", "")
    if kind:
        _check_kind(kind, node, log)
        _check_sections(pieces, "reviewed" in found, log)
        check_form(kind, found, tuple(section.text for section in pieces.sections), at, log)
    _check_place(path, found, node, skills, log)
    return None if log.faults else (_template(path, found, skills), _body(log.file, found, pieces, at))


def _lines_of(node: Node, path: str = "") -> Iterator[tuple[str, int]]:
    """The dotted path of everything in the front matter, with its line."""
    items: list[tuple[str, Node, int]] = []
    if isinstance(node, MapNode):
        items = [(key, item, node.keys_at[key]) for key, item in node]
    elif isinstance(node, ListNode):
        items = [(str(number), item, item.line) for number, item in enumerate(node)]
    for key, item, line in items:
        here = f"{path}.{key}" if path else key
        yield here, line
        yield from _lines_of(item, here)


def _section_lines(pieces: Pieces) -> dict[str, int]:
    lines = {section.heading.lower(): section.line for section in pieces.sections}
    lines["text"] = lines.pop("question")
    lines.pop("hint", None)
    hints = {f"hints.{number}": hint.line for number, hint in enumerate(pieces.all("Hint"))}
    return {**lines, **hints}


def _read_fields(node: MapNode, log: FaultLog) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, item in node:
        field = field_named(name)
        if field is None:
            names = [field.name for field in FIELDS]
            log.add(node.keys_at[name], "unknown-field", f"no field is called {name!r}{nearest(name, names)}")
            continue
        read = field.reader.read(item, log)
        if read is not None:
            found[field.to or name] = read
    if "kind" not in node.items:
        log.add(1, "missing-field", f"every question needs 'kind': one of {', '.join(KINDS)}")
    return found


def _check_kind(kind: str, node: MapNode, log: FaultLog) -> None:
    """Fields that this kind does not have, and those it cannot be without."""
    for field in FIELDS:
        if field.name in node.items and kind not in field.kinds:
            message = f"a question of kind {kind} has no {field.name!r}; that is for {', '.join(field.kinds)}"
            log.add(node.keys_at[field.name], "field-not-of-kind", message)
        if kind in field.needed and field.name not in node.items:
            log.add(1, "missing-field", f"a question of kind {kind} needs {field.name!r}: {field.meaning}")


def _check_sections(pieces: Pieces, reviewed: bool, log: FaultLog) -> None:
    text, hints = pieces.sections[0], pieces.all("Hint")
    last = pieces.sections[-1].line
    if not text.text.strip():
        log.add(text.line, "missing-text", "expected the question's text after the second ---, got nothing")
    if not 1 <= len(hints) <= 3:
        line = hints[3].line if len(hints) > 3 else last
        log.add(line, "hints", f"expected one to three sections ## Hint, got {len(hints)}")
    for heading in ("Solution", "Check"):
        found = pieces.all(heading)
        if not found:
            log.add(last, "missing-section", f"expected a section ## {heading}, got none")
        if len(found) > 1:
            log.add(found[1].line, "repeated-section", f"the section ## {heading} is here twice; keep one of them")
    for section in pieces.sections[1:]:
        if not section.text.strip():
            log.add(section.line, "empty-section", f"the section ## {section.heading} is empty; write its text")
    check = pieces.all("Check")
    if check and check[0].text.strip() and not reviewed and not has_code(check[0].text):
        message = "expected a block ~~~python … ~~~ that sets `expected`, or the field 'reviewed' with two names"
        log.add(check[0].line, "check-code", message)


def _check_place(
    path: Path, found: Mapping[str, Any], node: MapNode, skills: Mapping[str, Skill] | None, log: FaultLog
) -> None:
    """The slug, the skills against the list, the folders against the skill."""
    if not SLUG.match(path.stem):
        log.add(1, "slug", f"a file is named by small letters, digits and -; got {path.stem!r}")
    line = node.keys_at.get("skill", 1)
    skill = found.get("skill", "")
    for name, where in ((skill, line), *((other, node.keys_at["also"]) for other in found.get("also", ()))):
        if skills is not None and name and name not in skills:
            log.add(where, "unknown-skill", f"the skill list has no {name!r}{nearest(name, skills)}")
    if skill in found.get("also", ()):
        log.add(node.keys_at["also"], "also-twice", f"'also' names a second skill; {skill!r} is the main one already")
    if not _in_bank(path) or not skill:
        return
    if path.parent.name != skill:
        log.add(line, "folder", f"the file lies in the folder {path.parent.name!r}, but its skill is {skill!r}")
    if skills is not None and skill in skills and path.parent.parent.name != skills[skill].subject:
        lies = path.parent.parent.name
        log.add(line, "folder", f"the file lies under {lies!r}, but {skill!r} is a skill of {skills[skill].subject!r}")


def _in_bank(path: Path) -> bool:
    return len(path.parents) > 3 and path.parents[2].name == "questions"


def _template(path: Path, found: Mapping[str, Any], skills: Mapping[str, Skill] | None) -> QuestionTemplate:
    skill = found["skill"]
    subject = path.parents[1].name if _in_bank(path) else ""
    if skills is not None:
        subject = skills[skill].subject
    shown = int(found.get("pick") or len(found.get("options", ())))
    return QuestionTemplate(
        id=path.stem,
        kind=found["kind"],
        skill=skill,
        subject=subject,
        difficulty=found["difficulty"],
        minutes=float(found["minutes"]),
        also=found.get("also", ()),
        guess=1 / shown if found["kind"] == "one-choice" else 0.0,
    )


def _body(file: str, found: Mapping[str, Any], pieces: Pieces, at: Mapping[str, int]) -> QuestionBody:
    parts = {name: value for name, value in found.items() if name in BODY_FIELDS}
    return QuestionBody(
        path=file,
        text=pieces.sections[0].text,
        hints=tuple(hint.text for hint in pieces.all("Hint")),
        solution=pieces.all("Solution")[0].text,
        check=pieces.all("Check")[0].text,
        at=at,
        **parts,
    )

"""jupyterquiz's JSON → drafts: multiple and many choice, numbers, and words that are numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from mmready.export.importers.draft import Found, Refused, broken
from mmready.export.importers.html_text import markdown_of
from mmready.export.importers.numbers import as_number
from mmready.export.importers.parts import FREE_TEXT, Shared, Weighed, choice, number

__all__ = ["read_jupyterquiz"]

MOST_BYTES = 20_000_000
KINDS = ("multiple_choice", "many_choice", "numeric", "string")


def read_jupyterquiz(source: bytes, file: str) -> list[Found]:
    """The questions of a file: a list of them, or one."""
    if len(source) > MOST_BYTES:
        raise broken(file, 0, "too-large", f"expected at most {MOST_BYTES // 1_000_000} MB, got {len(source)} bytes")
    try:
        text = source.decode("utf-8-sig")
        data = json.loads(text)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise broken(file, line, "encoding", f"expected a text in UTF-8: {error.reason}") from None
    except json.JSONDecodeError as error:
        raise broken(file, error.lineno, "broken-json", f"this is no JSON: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise broken(file, 1, "broken-json", f"this JSON cannot be read: {str(error)[:80]}") from None
    questions = data if isinstance(data, list) else [data]
    lines = _lines(text, len(questions))
    return [_question(each, place, line) for place, (each, line) in enumerate(zip(questions, lines, strict=True), 1)]


def _lines(text: str, count: int) -> list[int]:
    """The lines on which ``"question"`` stands, one a question where there are as many as that."""
    found = [number for number, line in enumerate(text.splitlines(), 1) if '"question"' in line]
    return found if len(found) == count else [1] * count


def _question(data: Any, place: int, line: int) -> Found:
    name = f"question {place}"
    if not isinstance(data, Mapping):
        return Refused(name, line, "it is no object with question, type and answers")
    asked = markdown_of(_html(data.get("question", "")) + _code(data), dollars=True)
    kind, answers = data.get("type"), data.get("answers")
    shared = Shared(" ".join(asked.markdown.split()[:8]) or name, line, asked.markdown, notes=asked.notes)
    if kind not in KINDS:
        return shared.refused(f"mmready does not know jupyterquiz's type {str(kind)[:40]!r}")
    if not isinstance(answers, list) or not all(isinstance(each, Mapping) for each in answers):
        return shared.refused("its answers are no list of objects")
    if kind in ("multiple_choice", "many_choice"):
        return _choices(shared, answers, kind == "many_choice")
    return _numeric(shared, data, answers) if kind == "numeric" else _words(shared, answers)


def _html(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _code(data: Mapping[str, Any]) -> str:
    code = data.get("code")
    return f"<pre>{escape(code, quote=False)}</pre>" if isinstance(code, str) else ""


def _said(answer: Mapping[str, Any]) -> str:
    return markdown_of(_html(answer.get("feedback", "")), dollars=True).markdown


def _choices(shared: Shared, answers: list[Mapping[str, Any]], many: bool) -> Found:
    found = [
        Weighed(
            markdown_of(_html(each.get("answer", "")) + _code(each), dollars=True).markdown,
            1.0 if each.get("correct") is True else 0.0,
            _said(each),
        )
        for each in answers
    ]
    return choice(shared, found, many or sum(each.share > 0 for each in found) > 1)


def _numeric(shared: Shared, data: Mapping[str, Any], answers: list[Mapping[str, Any]]) -> Found:
    found, notes = [], list(shared.notes)
    precision = data.get("precision")
    for each in answers:
        if each.get("type") == "default":
            notes.append("what is said to any other answer")
            continue
        value = _ends(each)
        if value is None:
            return shared.refused("an answer of it is neither a value nor a range")
        found.append(Weighed("", 1.0 if each.get("correct") is True else 0.0, _said(each), *value))
    drafted = number(Shared(shared.name, shared.line, shared.text, notes=tuple(notes)), found)
    if isinstance(drafted, Refused) or not isinstance(precision, int) or isinstance(precision, bool):
        return drafted
    return replace(drafted, mark={"significant": str(precision)}) if 1 <= precision <= 15 else drafted


def _ends(answer: Mapping[str, Any]) -> tuple[float, float] | None:
    """The middle of an answer and how far off is still right."""
    value, ends = answer.get("value"), answer.get("range")
    if _real(value):
        return float(value), 0.0  # type: ignore[arg-type]
    if isinstance(ends, list) and len(ends) == 2 and all(map(_real, ends)):
        return (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
    return None


def _real(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def _words(shared: Shared, answers: list[Mapping[str, Any]]) -> Found:
    found = []
    for each in answers:
        if each.get("type") == "default":
            continue
        value = as_number(_html(each.get("answer", "")))
        if value is None:
            return shared.refused(FREE_TEXT)
        found.append(Weighed("", 1.0 if each.get("correct") is True else 0.0, _said(each), value))
    return number(shared, found)

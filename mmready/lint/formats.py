"""Faults as other programs read them: an editor's list of problems, and the annotations of GitHub."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from mmready.errors import Fault

__all__ = ["FORMATS", "written"]

PROPERTY = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def written(faults: Iterable[Fault], form: str, folder: Path) -> list[str]:
    """A line for each fault in one of the ``FORMATS``; files that lie in ``folder`` are named from there."""
    files: dict[str, list[str]] = {}
    found = []
    for fault in faults:
        path = Path(fault.file).resolve()
        if fault.file not in files:
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            files[fault.file] = text.splitlines()
        lines = files[fault.file]
        if path.is_relative_to(folder.resolve()):
            fault = replace(fault, file=path.relative_to(folder.resolve()).as_posix())
        found.append(FORMATS[form](fault, lines))
    return found


def _text(fault: Fault, lines: list[str]) -> str:
    return str(fault)


def _editor(fault: Fault, lines: list[str]) -> str:
    """``file:line:column: code message``, as linters write it and editors follow it."""
    line, column = _place(fault, lines)
    message = " ".join(fault.message.split())
    return f"{fault.file}:{line}:{column}: {fault.code} {message}{' (warning)' if fault.severity == 'warning' else ''}"


def _github(fault: Fault, lines: list[str]) -> str:
    """A line that GitHub shows beside the code of a change."""
    line, column = _place(fault, lines)
    file, code = _escaped(fault.file, PROPERTY), _escaped(fault.code, PROPERTY)
    place = f"file={file},line={line},col={column},title={code}"
    return f"::{fault.severity} {place}::{_escaped(fault.message, MESSAGE)}"


def _place(fault: Fault, lines: list[str]) -> tuple[int, int]:
    """Line and column from 1: where what is written in the line begins; the first line where none is known."""
    line = max(1, fault.line)
    written = lines[line - 1] if line <= len(lines) else ""
    return line, 1 + len(written) - len(written.lstrip())


def _escaped(text: str, signs: dict[str, str]) -> str:
    return re.sub("[" + "".join(signs) + "]", lambda found: signs[found[0]], text)


FORMATS: dict[str, Callable[[Fault, list[str]], str]] = {"text": _text, "editor": _editor, "github": _github}

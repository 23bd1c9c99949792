"""A question file in pieces: the front matter between two ``---`` lines, then the Markdown sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mmready.loading.fault_log import FaultLog, nearest

__all__ = ["Pieces", "Section", "has_code", "split_file"]

HEADINGS = ("Hint", "Solution", "Check")
FENCE = re.compile(r" {0,3}(~{3,}|`{3,})(.*)")
HEADING = re.compile(r"##\s+(.*?)\s*#*\s*$")


@dataclass(frozen=True, slots=True)
class Section:
    """The text under a heading (``Question`` for what comes before the first), and the line where it begins."""

    heading: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The YAML text with the line where it begins, and the sections in order."""

    yaml: str
    yaml_line: int
    sections: tuple[Section, ...]

    def all(self, heading: str) -> tuple[Section, ...]:
        """Every section under this heading."""
        return tuple(section for section in self.sections if section.heading == heading)


def split_file(source: str, log: FaultLog) -> Pieces | None:
    """The pieces of a question file; ``None``, with a fault, where there is no front matter."""
    lines = source.splitlines()
    if not lines or lines[0].rstrip() != "---":
        log.add(1, "no-front-matter", "expected a line --- as the first line, then the fields, then a line ---")
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        log.add(1, "no-front-matter", "the front matter does not end: expected a second line ---")
        return None
    return Pieces("\n".join(lines[1:end]) + "\n", 2, tuple(_sections(lines[end + 1 :], end + 2, log)))


def _sections(lines: list[str], first: int, log: FaultLog) -> list[Section]:
    found: list[Section] = []
    heading, start, body, fence = "Question", first, [], ""
    for number, line in enumerate(lines, first):
        fence = _fence_after(fence, line)
        match = None if fence else HEADING.match(line)
        if match is None:
            body.append(line)
            continue
        found.append(_section(heading, body, start))
        heading, start, body = match.group(1), number + 1, []
        if heading not in HEADINGS:
            message = f"unknown section {heading!r}; the sections are ## Hint, ## Solution, ## Check"
            log.add(number, "unknown-section", message + nearest(heading, HEADINGS))
    if fence:
        log.add(start, "open-fence", f"the block that {fence} opens in this section is never closed")
    found.append(_section(heading, body, start))
    return found


def _section(heading: str, body: list[str], start: int) -> Section:
    blank = next((number for number, line in enumerate(body) if line.strip()), 0)
    return Section(heading, "\n".join(body).strip("\n").rstrip(), start + blank)


def _fence_after(fence: str, line: str) -> str:
    """The fence that is open after this line (empty: none), given the one open before it."""
    match = FENCE.match(line)
    if match is None:
        return fence
    mark, rest = match.groups()
    if not fence:
        return mark
    closes = mark[0] == fence[0] and len(mark) >= len(fence) and not rest.strip()
    return "" if closes else fence


def has_code(text: str) -> bool:
    """Whether a section holds a block of Python, between ``~~~python`` and ``~~~``."""
    return re.search(r"^ {0,3}(~{3,}|`{3,})\s*(python|py)\b", text, re.MULTILINE) is not None

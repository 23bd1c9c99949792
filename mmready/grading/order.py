"""Lines of a program in an order that works; a response is a list of ``[line, indent]``, lines left out are left out.

``line`` is the line's text (blanks in front do not matter) or its place, from 1, among the lines as shown. ``indent``
is a level (0, 1, 2 …) or a number of spaces (0, 4, 8 …): where all of them are multiples of 4 and one is not 0, they
are spaces, for no program goes from level 0 to level 4. It is judged only where the question asks for it; elsewhere a
line is told from one with the same words by its own indentation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading import feedback

__all__ = ["check_form", "grade", "levels", "specimens"]

_ORDER_ALONE = 0.5  # points for the right order with wrong indentation, where it is asked
_UNIT = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a response or a key: its words, and its level."""

    words: str
    level: int


def check_form(variant: Variant, response: Response) -> Reading:
    """Whether every entry is a line that was shown, none more often than it was."""
    shown = _pool(variant.lines)
    lines = _read(response, variant.lines)
    if not isinstance(lines, Judgement):
        lines = _known(lines, [line.words for line in shown])
    if isinstance(lines, Judgement):
        return feedback.reading_of(lines)
    return Reading("readable")


def grade(key: AnswerKey, response: Response) -> Judgement:
    """Right order with nothing missing or over, free groups in any order; else which of these fails."""
    pool = _pool((*key.lines, *key.extra))
    lines = _read(response, key.shown)
    if not isinstance(lines, Judgement):
        lines = _known(lines, [line.words for line in pool])
    if isinstance(lines, Judgement):
        return lines
    asked = key.mark.indent == "asked"
    wanted = pool[: len(key.lines)]
    given = _told_apart(lines, pool, asked)
    if _fits(given, wanted, key.free, with_level=True):
        return feedback.right()
    for number, mistake in enumerate(key.mistakes, 1):
        if _fits(given, _pool(mistake.answer.strip("\n").split("\n")), (), with_level=True):
            return feedback.partly(mistake.points, f"mistake-{number}", mistake.feedback)
    if asked and _fits(given, wanted, key.free, with_level=False):
        return feedback.partly(_ORDER_ALONE, "indent")
    return feedback.wrong(_fault(given, wanted))


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """The order of the key, with levels and with spaces; two lines swapped, one left out, one over; no lines."""
    lines = _pool((*key.lines, *key.extra))[: len(key.lines)]
    pairs: list[Response] = [[line.words, line.level] for line in lines]
    spaced: list[Response] = [[line.words, _UNIT * (line.level)] for line in lines]
    found: list[tuple[Response, Outcome]] = [
        (pairs, "right"), (spaced, "right"), ([], "empty"), (None, "empty"), ([["no such line", 0]], "unreadable"),
        ([*pairs, pairs[0]] if not key.extra else "no such line", "unreadable"), ([[[]]], "unreadable"),
    ]  # fmt: skip
    if len(pairs) > 1:
        found.append((pairs[:-1], "wrong"))
    together = [set(group) for group in key.free]
    for place in range(1, len(pairs)):
        free = any({place, place + 1} <= group for group in together)
        if not free and lines[place - 1].words != lines[place].words:
            found.append(([*pairs[: place - 1], pairs[place], pairs[place - 1], *pairs[place + 1 :]], "wrong"))
            break
    if key.extra:
        found.append(([*pairs, [key.extra[0].strip(), levels((*key.lines, *key.extra))[len(pairs)]]], "wrong"))
    if key.mark.indent == "asked" and any(line.level for line in lines):
        found.append(([[line.words, 0] for line in lines], "partly"))
    for mistake in key.mistakes:
        wrong = _pool(mistake.answer.strip("\n").split("\n"))
        found.append(([[line.words, line.level] for line in wrong], "partly" if mistake.points else "wrong"))
    return found


def levels(lines: Sequence[str]) -> list[int]:
    """The level of each line of a program, by the smallest indentation that is in it (at most 4 spaces)."""
    widths = [len(line) - len(line.lstrip()) for line in (line.expandtabs(_UNIT) for line in lines)]
    unit = min([width for width in widths if width] + [_UNIT])
    return [width // unit for width in widths]


def _pool(lines: Sequence[str]) -> list[_Line]:
    return [_Line(_words(line), level) for line, level in zip(lines, levels(lines), strict=True)]


def _words(line: str) -> str:
    return line.replace("\xa0", " ").strip()


def _read(response: Response, shown: Sequence[str]) -> list[_Line] | Judgement:
    """The response as lines; text stands for the whole program."""
    if response is None or response in ([], ()):
        return feedback.empty()
    if isinstance(response, str):
        if not response.strip():
            return feedback.empty()
        response = [line for line in response.split("\n") if line.strip()]
    if not isinstance(response, list | tuple):
        return feedback.unreadable("not-lines")
    entries = [_entry(item, shown) for item in response]
    faults = [entry for entry in entries if isinstance(entry, Judgement)]
    if faults:
        return faults[0]
    read = [entry for entry in entries if isinstance(entry, _Line)]
    indents = [line.level for line in read if line.level]
    if indents and all(indent % _UNIT == 0 for indent in indents):
        return [_Line(line.words, line.level // _UNIT) for line in read]
    return read


def _entry(item: Response, shown: Sequence[str]) -> _Line | Judgement:
    """One entry: ``[line, indent]``, ``[line]`` or the line alone, whose own blanks then say the indentation."""
    parts = list(item) if isinstance(item, list | tuple) else [item]
    if not 1 <= len(parts) <= 2:
        return feedback.unreadable("not-lines")
    line, indent = parts[0], parts[1] if len(parts) == 2 else None
    if isinstance(line, int) and not isinstance(line, bool):
        if not 1 <= line <= len(shown):
            return feedback.unreadable("line-place", number=line)
        line = shown[line - 1]
    if not isinstance(line, str) or not line.strip():
        return feedback.unreadable("not-lines")
    own = line.expandtabs(_UNIT)
    indent = len(own) - len(own.lstrip()) or indent or 0
    if isinstance(indent, float) and indent.is_integer():
        indent = int(indent)
    if isinstance(indent, bool) or not isinstance(indent, int) or not 0 <= indent <= 400:
        return feedback.unreadable("not-lines")
    return _Line(_words(line), indent)


def _known(lines: list[_Line], known: list[str]) -> list[_Line] | Judgement:
    """The lines, if each was given and none is used more often than it was."""
    left = Counter(known)
    for line in lines:
        if line.words not in left:
            return feedback.unreadable("line-unknown", line=f"`{feedback.quoted(line.words, 60)}`")
        left[line.words] -= 1
        if left[line.words] < 0:
            return feedback.unreadable("line-twice", line=f"`{feedback.quoted(line.words, 60)}`")
    return lines


def _told_apart(lines: list[_Line], pool: list[_Line], asked: bool) -> list[_Line]:
    """Lines of a given indentation take it from the pool: the line with the same words and, of several, that level."""
    if asked:
        return _blocks(lines)
    left = list(pool)
    found = []
    for line in lines:
        same = [each for each in left if each.words == line.words]
        best = next((each for each in same if each.level == line.level), same[0])
        left.remove(best)
        found.append(best)
    return found


def _blocks(lines: list[_Line]) -> list[_Line]:
    """The lines with levels as Python counts them: a block is as deep as it is nested, however far it is indented.

    Lines that Python would refuse keep their levels.
    """
    found, open_blocks, opens = [], [0], False
    for line in lines:
        if line.level > open_blocks[-1]:
            if not opens:
                return lines
            open_blocks.append(line.level)
        while line.level < open_blocks[-1]:
            open_blocks.pop()
        if line.level != open_blocks[-1]:
            return lines
        found.append(_Line(line.words, len(open_blocks) - 1))
        opens = line.words.endswith(":")
    return found


def _fits(given: Sequence[_Line], wanted: Sequence[_Line], free: Sequence[Sequence[int]], *, with_level: bool) -> bool:
    """Whether line for line they are the same, those at the places of a free group in any order."""
    if len(given) != len(wanted):
        return False
    group_of = {place: number for number, group in enumerate(free) for place in group}
    groups: dict[int, tuple[list[object], list[object]]] = {}
    for place, (one, two) in enumerate(zip(given, wanted, strict=True), 1):
        ours, theirs = (one, two) if with_level else (one.words, two.words)
        group = groups.setdefault(group_of.get(place, -place), ([], []))
        group[0].append(ours)
        group[1].append(theirs)
    return all(Counter(ours) == Counter(theirs) for ours, theirs in groups.values())


def _fault(given: Sequence[_Line], wanted: Sequence[_Line]) -> str:
    have, need = Counter(line.words for line in given), Counter(line.words for line in wanted)
    over, missing = have - need, need - have
    if over and missing:
        return "extra-and-missing"
    return "extra-line" if over else "missing-line" if missing else "order"

"""Moodle's embedded answers, ``{1:NUMERICAL:=4.5:0.01#feedback}``, → blanks."""

from __future__ import annotations

import re
from dataclasses import replace

from mmready.export.importers.draft import Draft, DraftMistake, DraftOption, Found
from mmready.export.importers.html_text import markdown_of
from mmready.export.importers.numbers import as_number, shown, tolerance_mark
from mmready.export.importers.parts import FREE_TEXT, Shared

__all__ = ["read_cloze"]

FIELD = re.compile(r"\{(?P<points>\d*):(?P<kind>[A-Z_]+):(?P<answers>(?:\\.|[^}\\]|\\(?=\})){0,3000})\}", re.DOTALL)
NUMERICAL = frozenset({"NUMERICAL", "NM"})
CHOICE = re.compile(r"(MULTICHOICE|MC)(_?[HV])?(_?S)?\Z")
WORDS = re.compile(r"SHORTANSWER(_C)?\Z|SAC?\Z|MWC?\Z")
SHARE = re.compile(r"(?:=|%(-?\d+(?:[.,]\d*)?)%)")
LONGEST = 20_000
PLACE = "mmreadyblank{}mmready"
PLACED = re.compile(r"mmreadyblank(\d+)mmready")


def read_cloze(shared: Shared, html: str) -> Found:
    """The text with a blank for each field, or why one of them cannot be kept."""
    blanks: dict[str, Draft] = {}
    notes = list(shared.notes)
    reasons: list[str] = []

    def put(found: re.Match[str]) -> str:
        blank = _blank(found, shared.line, notes)
        if isinstance(blank, str):
            reasons.append(blank)
            return ""
        blanks[f"b{len(blanks) + 1}"] = blank
        return PLACE.format(len(blanks))

    if len(html) > LONGEST:
        return shared.refused(f"its text is longer than {LONGEST} characters")
    marked = FIELD.sub(put, html)
    if reasons or not blanks:
        return shared.refused(reasons[0] if reasons else "it holds no field that could be read")
    text = markdown_of(marked)
    draft = shared.draft("blanks", [*notes, *text.notes], blanks=blanks)
    return replace(
        draft, text=PLACED.sub(r"[[?b\1]]", text.markdown), notes=tuple(dict.fromkeys([*notes, *text.notes]))
    )


def _blank(found: re.Match[str], line: int, notes: list[str]) -> Draft | str:
    answers = [_answer(part) for part in re.split(r"(?<!\\)~", found["answers"]) if part.strip()]
    points = float(found["points"] or 1) or 1.0
    if CHOICE.match(found["kind"]):
        options = tuple(DraftOption(text, share >= 1, feedback) for share, text, feedback in _in_markdown(answers))
        if len(options) < 2 or sum(option.right for option in options) != 1:
            return "a list in its text has not exactly one right option"
        if len({option.text for option in options}) < len(options):
            return "a list in its text has two options alike"
        return Draft("", line, "one-choice", options=options, points=points)
    if found["kind"] in NUMERICAL:
        return _number(answers, line, points, notes)
    if WORDS.match(found["kind"]):
        return _number([each for each in answers if each[1] != "*"], line, points, notes)
    return f"a field in its text is of the kind {found['kind'][:30]}, which mmready does not have"


def _answer(part: str) -> tuple[float, str, str]:
    """Share, text and feedback of one answer, with backslashes still before signs."""
    part = part.strip()
    share, mark = 0.0, SHARE.match(part)
    if mark:
        share = 1.0 if mark[1] is None else (as_number(mark[1].rstrip(".,")) or 0.0) / 100
        part = part[mark.end() :]
    pieces = re.split(r"(?<![\\&])#", part, maxsplit=1)
    texts = [re.sub(r"\\([~#}])", r"\1", piece) for piece in pieces]
    return share, texts[0].strip(), texts[1].strip() if len(texts) > 1 else ""


def _in_markdown(answers: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    return [(share, markdown_of(text).markdown, markdown_of(feedback).markdown) for share, text, feedback in answers]


def _number(answers: list[tuple[float, str, str]], line: int, points: float, notes: list[str]) -> Draft | str:
    key: tuple[float, float] | None = None
    others: list[tuple[float, float, float, str]] = []
    for share, text, feedback in answers:
        value_text, _, room_text = text.partition(":")
        value, room = as_number(value_text), as_number(room_text or "0")
        if value is None:
            return FREE_TEXT
        if room is None:
            return f"how far off a number in its text may be cannot be read: {room_text[:40]}"
        if share >= 1 and key is None:
            key = (value, abs(room))
        elif share >= 1:
            notes.append("a second right answer of a blank")
        else:
            others.append((value, abs(room), share, feedback))
    if key is None:
        return "a number in its text has no answer with all the points"
    mistakes = []
    for value, room, share, feedback in others:
        if abs(value - key[0]) <= max(key[1], room):
            notes.append("points for a number that is nearly right")
        elif room > key[1]:
            notes.append("what is said to a whole range of wrong answers")
        elif feedback:
            words = markdown_of(feedback).markdown
            mistakes.append(DraftMistake(shown(value), words, min(0.9, max(0.0, share))))
    return Draft(
        "", line, "number", answer=shown(key[0]), mark=tolerance_mark(*key), mistakes=tuple(mistakes), points=points
    )

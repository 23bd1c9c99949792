"""What a program prints, as text.

Blanks at the end of a line and the last line break do not count; nor does it inside brackets how many spaces stand
where, and which quotation marks: ``[1,2]`` is the list that Python prints as ``[1, 2]``.
"""

from __future__ import annotations

import re

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.grading import feedback
from mmready.translation import t

__all__ = ["check_form", "grade", "specimens"]

_SPACES_ALONE = 0.5  # points where all but the spaces inside a line is right
_LONGEST = 20_000
_PARTS = re.compile(r"""'[^'\n]*'|"[^"\n]*"|[\[(\{]|[\])}]|\s+|[^\s\[\](){}'"]+|.""")
_SPACE = "\0"  # a space inside brackets, until it is known what stands beside it
_NO_SPACE = re.compile(f"{_SPACE}?([\\[({{\\])}},:\n]){_SPACE}?")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d*)?(?:e[-+]?\d+)?(?![\w.])", re.IGNORECASE)


def check_form(variant: Variant, response: Response) -> Reading:
    """Any text can be read."""
    text = _text(response)
    if isinstance(text, Judgement):
        return feedback.reading_of(text)
    return Reading("readable")


def grade(key: AnswerKey, response: Response) -> Judgement:
    """The same lines, or the mistake or slip that the text shows."""
    text = _text(response)
    if isinstance(text, Judgement):
        return text
    given, expected = _lines(text), _lines(key.answer)
    printed = _respaced(given)
    if printed == _respaced(expected):
        return feedback.right()
    for number, mistake in enumerate(key.mistakes, 1):
        if printed == _respaced(_lines(mistake.answer)):
            return feedback.partly(mistake.points, f"mistake-{number}", mistake.feedback)
    code = _slip(given, expected)
    return feedback.partly(_SPACES_ALONE, code) if code == "spaces" else feedback.wrong(code)


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """The text as it is and with blanks at the ends, the mistakes, other text, none, and what is no text."""
    loose = "\n".join(line + "  " for line in _lines(key.answer)) + "\n\n"
    found: list[tuple[Response, Outcome]] = [
        (key.answer, "right"), (loose, "right"), (key.answer.rstrip("\n") + "x", "wrong"),
        ("", "empty"), ("  \n", "empty"), (None, "empty"), ([key.answer], "unreadable"), ({}, "unreadable"),
    ]  # fmt: skip
    return found + [(mistake.answer, "partly" if mistake.points else "wrong") for mistake in key.mistakes]


def _text(response: Response) -> str | Judgement:
    if isinstance(response, int | float) and not isinstance(response, bool):
        response = str(response)
    if response is None:
        return feedback.empty()
    if not isinstance(response, str):
        return feedback.unreadable("not-text", what=t("something else"))
    if len(response) > _LONGEST:
        return feedback.unreadable("too-long", count=_LONGEST)
    return response if response.strip() else feedback.empty()


def _lines(text: str) -> list[str]:
    """The lines without blanks at their ends; empty ones at the end are dropped."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _respaced(lines: list[str]) -> str:
    """The lines with one spacing and one kind of quotation mark inside brackets."""
    found, depth = [], 0
    for part in _PARTS.findall("\n".join(lines)):
        if part[0] in "[({":
            depth += 1
        elif part[0] in "])}":
            depth -= 1
        found.append(_inside_brackets(part) if depth > 0 else part)
    return _NO_SPACE.sub(r"\1", "".join(found))


def _inside_brackets(part: str) -> str:
    if part[0] == '"' and "'" not in part:
        return f"'{part[1:-1]}'"
    if part.isspace():
        return "\n" if "\n" in part else _SPACE
    return part


def _slip(given: list[str], expected: list[str]) -> str:
    """The code of the first usual slip that alone explains the difference, else ``wrong``."""
    one, two = "\n".join(given), "\n".join(expected)
    slips = (
        ("spaces", r"[ \t]+", ""),
        ("line-breaks", r"\s+", ""),
        ("quotes", r"[\"'\s]", ""),
        ("brackets", r"[\[\](){},\s]", ""),
    )
    for code, pattern, put in slips:
        if re.sub(pattern, put, one) == re.sub(pattern, put, two):
            return code
    if one.casefold() == two.casefold():
        return "case"
    if _NUMBER.sub(_plain_number, one) == _NUMBER.sub(_plain_number, two):
        return "number-form"
    if len(given) != len(expected):
        return "fewer-lines" if len(given) < len(expected) else "more-lines"
    return "wrong"


def _plain_number(found: re.Match[str]) -> str:
    return repr(float(found.group()))

"""The texts of a question: where each stands, which parts of them are formulas, and whether one tells the key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mmready.domain.variant import AnswerKey
from mmready.lint.sample import Draw, Sample

__all__ = ["Text", "drawn_texts", "formulas", "prose", "tells", "without_code", "written_texts"]

_FENCE = re.compile(r"^( {0,3})(~{3,}|`{3,})[^\n]*\n.*?(?:^\1\2[~`]*\s*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_FORMULA = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a question's text and the dotted path of where it stands in the file."""

    at: str
    text: str


def drawn_texts(draw: Draw) -> Iterator[Text]:
    """Every text of a draw that a learner may see, before answering or after, with the numbers put in."""
    variant, key = draw.variant, draw.key
    yield Text("text", variant.text)
    for number, hint in enumerate(variant.hints):
        yield Text(f"hints.{number}", hint)
    for option in variant.options:
        yield Text(f"options.{_place(option.letter)}.text", option.text)
    for figure in variant.figures:
        yield Text(f"figures.{figure.name}.alt", figure.alt)
    yield from _key_texts(key, "")
    for name, part in key.blanks.items():
        yield from _key_texts(part, f"blanks.{name}.")
    yield Text("solution", key.solution)


def _key_texts(key: AnswerKey, prefix: str) -> Iterator[Text]:
    for letter, feedback in key.option_feedback.items():
        yield Text(f"{prefix}options.{_place(letter)}.feedback", feedback)
    for mistake in key.mistakes:
        yield Text(f"{prefix}mistakes", mistake.feedback)


def _place(letter: str) -> int:
    """Options are named a, b, … in the order of the file."""
    return ord(letter[:1] or "a") - ord("a")


def written_texts(sample: Sample) -> Iterator[Text]:
    """The texts as the author wrote them, placeholders and all."""
    body = sample.body
    yield Text("text", body.text)
    for number, hint in enumerate(body.hints):
        yield Text(f"hints.{number}", hint)
    for number, option in enumerate(body.options):
        yield Text(f"options.{number}.text", option.text)
        yield Text(f"options.{number}.feedback", option.feedback)
    for number, mistake in enumerate(body.mistakes):
        yield Text(f"mistakes.{number}.feedback", mistake.feedback)
    yield Text("solution", body.solution)


def without_code(text: str) -> str:
    """The text with blocks and spans of code taken out."""
    return _CODE.sub(" ", _FENCE.sub("\n", text))


def formulas(text: str) -> list[str]:
    """The insides of ``$…$`` and ``$$…$$``, outside code."""
    return [found[0] or found[1] for found in _FORMULA.findall(without_code(text))]


def prose(text: str) -> str:
    """The text without code and formulas."""
    return _FORMULA.sub(" ", without_code(text))


def tells(text: str, key: AnswerKey) -> bool:
    """Whether a text holds the key itself.

    Small whole numbers stand everywhere, so that only longer keys are looked for: five signs or more, or three for a
    number with a point or a fraction bar. A key of one of the choice kinds is the text of its option, which a draw
    knows and a key does not.
    """
    answer = _squeezed(key.answer)
    if key.kind in ("one-choice", "many-choice", "function", "order", "blanks") or not answer:
        return any(tells(text, part) for part in key.blanks.values())
    least = 3 if re.search(r"\d[./]\d", answer) else 5
    if len(answer) < least:
        return False
    return re.search(rf"(?<![\w.]){re.escape(answer)}(?![\w.])", _squeezed(text)) is not None


def _squeezed(text: str) -> str:
    """Blanks and signs of multiplication away, fractions in one line: LaTeX and typed text look alike."""
    text = re.sub(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", text)
    text = re.sub(r"\\(cdot|,|;|left|right|displaystyle)(?![a-zA-Z])|\*|\s", "", text)
    return text.replace("{", "").replace("}", "").replace("\\", "")

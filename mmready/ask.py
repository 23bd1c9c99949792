"""A sitting in the terminal: the same questions, marking and report, with lines typed instead of widgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mmready.domain.response import Judgement, Response
from mmready.domain.variant import Blank, Option, Variant
from mmready.errors import LearnerInputError, ProgressError
from mmready.report import render_text
from mmready.sampling.markdown import pieces
from mmready.session import Sitting
from mmready.translation import marked, t

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["DONT_KNOW", "PAUSE", "ask", "response_from"]

DONT_KNOW, PAUSE, HELP = ":d", ":p", ":h"
KEYS = marked("{dont_know} I don't know yet   {pause} pause   {help} help")
LONG = ("output", "function")  # answers of several lines, ended by a line with a dot
HOW = {
    "one-choice": marked("Type the number of your choice."),
    "many-choice": marked("Type the numbers of your choices, for example 1 3."),
    "order": marked(
        "Type the numbers of the lines in their order, for example 2 1 4. A line that is not needed is left out."
    ),
    "matrix": marked("Type the matrix row by row, for example [[1, 2], [3, 4]]."),
    "vector": marked("Type the vector, for example (1, 2)."),
    "interval": marked("Type the interval, for example [0, 1)."),
    "set": marked("Type the set, for example {1, 2}."),
    "output": marked("Type what it prints. A line with only a dot ends your answer."),
    "function": marked("Type your program. A line with only a dot ends your answer."),
    "blanks": marked("You are asked for one blank after the other."),
}
OUTCOMES = {
    "right": marked("Right"),
    "partly": marked("Partly right"),
    "wrong": marked("Not right"),
    "dont_know": marked("Noted: not known yet"),
}


def _keys() -> str:
    return t(KEYS, dont_know=DONT_KNOW, pause=PAUSE, help=HELP)


def as_code(markdown: str, figures: Mapping[str, str] | None = None) -> str:
    """Markdown for a terminal: formulas as code, pictures as the text that stands for them, blanks by name."""
    parts = []
    for where, piece in pieces(markdown):
        if where == "formula":
            piece = f"`{piece.strip('$').strip()}`"
        elif where == "plain":
            for name, alt in (figures or {}).items():
                piece = re.sub(rf"!\[[^\]]*\]\(figure:{name}\)", t("(Picture: {text})", text=alt), piece)
            piece = re.sub(r"\[\[\?(\w+)\]\]", r"`[\1]`", piece)
        parts.append(piece)
    return "".join(parts)


class _Paused(Exception):  # noqa: N818 - no fault: the learner pauses
    """The learner wants to stop here."""


class _DontKnow(Exception):  # noqa: N818 - no fault: a real answer
    """The learner says "I don't know yet"."""


def ask(sitting: Sitting, console: Console, read: Callable[[str], str], now: Callable[[], str]) -> bool:
    """Ask until the sitting ends (True) or the learner pauses (False).

    ``read`` shows a prompt and gives the typed line, ``now`` gives the time as text.
    """
    console.print(f"[dim]{_keys()}[/dim]")
    while (variant := sitting.variant) is not None:
        _show(console, sitting, variant)
        try:
            judgement = _one_answer(sitting, variant, console, read, now)
        except _Paused:
            console.print(t("Saved. Carry on with: {command}", command=f"mmready ask --resume {sitting.id}"))
            return False
        _say(console, judgement)
    recommendations = {course: sitting.recommendations(course) for course in sitting.courses}
    text = render_text(sitting.bank, sitting.readiness(), recommendations, sitting.evidence, sitting.started_at)
    console.print(text, markup=False, highlight=False, soft_wrap=True)
    return True


def _show(console: Console, sitting: Sitting, variant: Variant) -> None:
    from rich.markdown import Markdown
    from rich.rule import Rule

    told = t("Question {n}, about {more} more", n=sitting.number + 1, more=sitting.about_more())
    console.print(Rule(told, align="left"))
    figures = {figure.name: figure.alt for figure in variant.figures}
    console.print(Markdown(as_code(variant.text, figures)))
    for number, option in enumerate(variant.options, start=1):
        console.print(Markdown(f"{number}. {as_code(option.text)}"))
    for number, line in enumerate(variant.lines, start=1):
        console.print(f"{number:3}  {line}", markup=False, highlight=False)
    if variant.indent_asked:
        console.print(t("Give the indentation after a colon, in steps: 2:0 1:1 4:2"))
    for test in variant.tests:
        console.print(f"     {test.call}  {t('gives')}  {test.gives}", markup=False)
    if how := HOW.get(variant.kind):
        console.print(f"[dim]{t(how)}[/dim]")


def _one_answer(
    sitting: Sitting, variant: Variant, console: Console, read: Callable[[str], str], now: Callable[[], str]
) -> Judgement:
    """Read until an answer counts and is saved."""
    while True:
        try:
            response = _typed(variant, console, read)
            judgement = sitting.answer(response, at=now())
        except _DontKnow:
            return sitting.dont_know(at=now())
        except (LearnerInputError, ProgressError) as error:
            console.print(f"? {error}", markup=False)
            continue
        if judgement.counts:
            return judgement
        mend = judgement.feedback or t("Nothing is filled in yet.")
        console.print(f"? {mend} {t('It does not count as an answer.')}", markup=False)


def _typed(variant: Variant, console: Console, read: Callable[[str], str]) -> Response:
    if variant.kind == "blanks":
        return {blank.name: _blank(blank, console, read) for blank in variant.blanks}
    if variant.kind in LONG:
        return _long(console, read)
    return response_from(variant, _line(console, read, f"{t('Your answer')}{_unit(variant)}: "))


def _unit(variant: Variant) -> str:
    return t(" (in {unit})", unit=variant.unit) if variant.unit else ""


def _blank(blank: Blank, console: Console, read: Callable[[str], str]) -> Response:
    for number, option in enumerate(blank.options, start=1):
        console.print(f"   {number}. {as_code(option.text)}", markup=False)
    text = _line(console, read, f"{blank.name}: ")
    return _chosen(blank.options, text, blank.kind == "many-choice") if blank.options else text


def _line(console: Console, read: Callable[[str], str], prompt: str) -> str:
    while _is_key(text := read(prompt).strip(), console):
        pass
    return text


def _is_key(text: str, console: Console) -> bool:
    """Whether the line asked for help, which is then shown; the other keys leave the question."""
    if text == DONT_KNOW:
        raise _DontKnow
    if text == PAUSE:
        raise _Paused
    if text == HELP:
        console.print(_keys(), markup=False)
    return text == HELP


def _long(console: Console, read: Callable[[str], str]) -> str:
    lines: list[str] = []
    while (text := read("| ")).strip() != ".":
        if not _is_key(text.strip(), console):
            lines.append(text.rstrip("\n"))
    return "\n".join(lines)


def response_from(variant: Variant, text: str) -> Response:
    """The response that a typed line stands for. Raises LearnerInputError, in words, where it stands for none."""
    if not text:
        return ""
    if variant.options:
        return _chosen(variant.options, text, variant.kind == "many-choice")
    if variant.kind == "order":
        return [_placed(variant, word) for word in text.replace(",", " ").split()]
    return text


def _chosen(options: tuple[Option, ...], text: str, many: bool) -> Response:
    if not text:
        return ""
    words = text.replace(",", " ").split()
    letters: list[Response] = [options[_number(word, len(options)) - 1].letter for word in words]
    if not many and len(letters) != 1:
        raise LearnerInputError(t("choose one number only"))
    return letters if many else letters[0]


def _placed(variant: Variant, word: str) -> Response:
    place, _, indent = word.partition(":")
    line = variant.lines[_number(place, len(variant.lines)) - 1]
    return [line, _number(indent, 20, low=0) if indent else 0]


def _number(word: str, high: int, low: int = 1) -> int:
    if not word.isdecimal() or not low <= int(word) <= high:
        raise LearnerInputError(t("{text} is not a number from {low} to {high}", text=repr(word), low=low, high=high))
    return int(word)


def _say(console: Console, judgement: Judgement) -> None:
    from rich.markdown import Markdown

    marks = {"right": "green", "partly": "yellow", "wrong": "red"}
    style = marks.get(judgement.outcome, "default")
    console.print(f"[bold {style}]{t(OUTCOMES[judgement.outcome])}[/bold {style}]")
    if judgement.feedback:
        console.print(Markdown(as_code(judgement.feedback)))

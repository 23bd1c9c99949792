"""One self-contained page: to be read on a screen, with hints and solutions folded away, or to be printed."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from mmready.domain.variant import AnswerKey, Blank, Variant
from mmready.errors import MMReadyError
from mmready.export.content import Content, mathml
from mmready.export.fields import node_of
from mmready.export.item import Group, Item, Loss, Outcome, Piece
from mmready.maths import latex
from mmready.report import page
from mmready.report.markdown import figure_html

__all__ = ["write_page", "write_print"]

LOST_MARKING = Loss("marking", "marking: a page shows the answer, the reader compares")
LOST_FEEDBACK = Loss("mistakes", "feedback on wrong answers that people give")
LOST_HINTS = Loss("hints", "hints, which are not printed")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
STYLE = """<style>
.mmr .question { margin: 0 0 var(--mm-s6); break-inside: avoid; }
.mmr .question > h3 { break-after: avoid; }
.mmr .hole { display: inline-block; min-width: 5em; border-bottom: 1px solid currentColor; }

.mmr .options { list-style: none; padding-left: 0; }
.mmr .options > li { display: flex; gap: var(--mm-s2); margin-bottom: var(--mm-s2); }
.mmr .options p { margin: 0; }
.mmr .figure svg { max-width: 100%; height: auto; }
.mmr table { border-collapse: collapse; } .mmr td, .mmr th { border: 1px solid var(--mm-hair); padding: 2px 8px; }
.mmr details { margin: var(--mm-s2) 0; }
@media print { .mmr .room { height: 3.5em; } .mmr > .in { padding: 0; } .mmr .answers { break-before: page; } }
</style>"""


def write_page(groups: Sequence[Group]) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """A page to read: each question with its hints, its answer and its solution folded away."""
    return _written("Questions", groups, lambda number, item: _question(number, item, folded=True), ())


def write_print(groups: Sequence[Group], solutions: bool = False) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """A page to print; with ``solutions`` the answers and solutions follow on pages of their own."""
    answers = _answers if solutions else None
    return _written(
        "Questions", groups, lambda number, item: _question(number, item, folded=False), (LOST_HINTS,), answers
    )


def _written(
    title: str,
    groups: Sequence[Group],
    show: Callable[[int, Item], str],
    lost: tuple[Loss, ...],
    answers: Callable[[list[Item]], str] | None = None,
) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    items = [item for group in groups for item in group.items]
    body = "\n".join(show(number, item) for number, item in enumerate(items, 1))
    shown = f"{STYLE}<h2>{title}</h2>\n{body}" + (answers(items) if answers else "")
    outcomes = []
    for group in groups:
        told = bool(group.items[0].key.mistakes)
        losses = (LOST_MARKING, *((LOST_FEEDBACK,) if told else ()), *lost)
        outcomes.append(Outcome(group.question, len(group.items), losses))
    return (Piece("", page(title, shown).encode()),), tuple(outcomes)


def _content(item: Item) -> Content:
    return Content(mathml, figure_html, {figure.name: figure for figure in item.variant.figures})


def _question(number: int, item: Item, *, folded: bool) -> str:
    variant, content = item.variant, _content(item)
    holes = {blank.name: _hole(blank, content) for blank in variant.blanks}
    parts = [
        f"<h3>{number}. {html.escape(item.title)}</h3>",
        content.html(variant.text, holes),
        _below(variant, content),
    ]
    if folded:
        for place, hint in enumerate(variant.hints, 1):
            parts.append(_folded(f"Hint {place}", content.html(hint)))
        parts.append(_folded("Answer and solution", _answer(item, content)))
    return f'<section class="question" id="{html.escape(item.name)}">{"".join(parts)}</section>'


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary>{inside}</details>"


def _hole(blank: Blank, content: Content) -> str:
    if not blank.options:
        return '<span class="hole" role="img" aria-label="blank">&nbsp;</span>'
    return "(" + " / ".join(content.short(option.text) for option in blank.options) + ")"


def _below(variant: Variant, content: Content) -> str:
    """Options, lines or room for the answer."""
    if variant.options:
        box = "☐" if variant.kind == "many-choice" else "○"
        options = "".join(
            f"<li><span>{box} {letter}</span><div>{content.html(option.text)}</div></li>"
            for letter, option in zip(LETTERS, variant.options, strict=False)
        )
        return f'<ul class="options">{options}</ul>'
    if variant.lines:
        lines = "".join(
            f"<li><span>{letter}</span><code>{html.escape(line)}</code></li>"
            for letter, line in zip(LETTERS, variant.lines, strict=False)
        )
        return f'<p>Put the lines in order. Not every line need be used.</p><ul class="options">{lines}</ul>'
    if variant.kind == "function":
        tests = "".join(f"<li><code>{html.escape(f'{test.call} → {test.gives}')}</code></li>" for test in variant.tests)
        start = f"<pre><code>{html.escape(variant.starter or variant.function)}</code></pre>"
        return start + (f"<p>Examples:</p><ul>{tests}</ul>" if tests else "")
    if variant.blanks:
        return ""
    unit = f" {html.escape(variant.unit)}" if variant.unit else ""
    return (
        f'<p>Answer: <span class="hole" role="img" aria-label="blank">&nbsp;</span>{unit}</p><div class="room"></div>'
    )


def _answers(items: list[Item]) -> str:
    parts = [
        f"<h3>{number}. {html.escape(item.title)}</h3>{_answer(item, _content(item))}"
        for number, item in enumerate(items, 1)
    ]
    return '<div class="answers"><h2>Answers and solutions</h2>' + "\n".join(parts) + "</div>"


def _answer(item: Item, content: Content) -> str:
    return f"<p>Answer: {_key(item.variant, item.key, content)}</p>{content.html(item.key.solution)}"


def _key(variant: Variant, key: AnswerKey, content: Content) -> str:
    """The answer as HTML."""
    if key.kind in ("one-choice", "many-choice"):
        letters = dict(zip((option.letter for option in variant.options), LETTERS, strict=False))
        return ", ".join(letters[letter] for letter in letters if letter in key.right) or "none of them"
    if key.kind == "order":
        return "<pre><code>" + html.escape("\n".join(key.lines)) + "</code></pre>"
    if key.kind in ("output", "function"):
        return f"<pre><code>{html.escape(key.answer.strip())}</code></pre>"
    if key.kind == "blanks":
        return "; ".join(_blank_key(blank, key.blanks[blank.name], content) for blank in variant.blanks)
    return _maths(key.answer)


def _blank_key(blank: Blank, key: AnswerKey, content: Content) -> str:
    if blank.options:
        return ", ".join(content.short(option.text) for option in blank.options if option.letter in key.right)
    return f"<code>{html.escape(key.answer)}</code>" if key.kind == "output" else _maths(key.answer)


def _maths(answer: str) -> str:
    node = node_of(answer)
    try:
        return mathml(latex(node), False) if node is not None else f"<code>{html.escape(answer)}</code>"
    except (MMReadyError, ValueError):
        return f"<code>{html.escape(answer)}</code>"

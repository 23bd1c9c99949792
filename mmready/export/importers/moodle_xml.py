"""Moodle XML → drafts: multichoice, truefalse, numerical, shortanswer with a number, matching, cloze, ordering."""

from __future__ import annotations

import re

from mmready.export.importers.cloze_text import read_cloze
from mmready.export.importers.draft import Found, Refused, broken
from mmready.export.importers.html_text import Text, markdown_of, plain_markdown
from mmready.export.importers.numbers import as_number
from mmready.export.importers.parts import FREE_TEXT, Shared, Weighed, choice, matching, number
from mmready.export.importers.xml_tree import Element

__all__ = ["read_moodle"]

REASONS = {
    "essay": "it is marked by a person",
    "description": "it asks nothing",
    "stack": "its answer is marked by a CAS script, which is not read",
    "calculated": "its numbers are drawn from a data set; write it as a question with parameters",
    "calculatedsimple": "its numbers are drawn from a data set; write it as a question with parameters",
    "calculatedmulti": "its numbers are drawn from a data set; write it as a question with parameters",
    "random": "it stands for a question drawn from a category",
}
TAG = re.compile(r"(skill|difficulty|minutes):(\S+)")
LONGEST = 20_000  # characters of a text in Markdown
PREFORMATTED = re.compile(r"\s*<pre>(.*?)</pre>\s*", re.DOTALL)


def read_moodle(root: Element, file: str) -> list[Found]:
    """The questions under ``<quiz>``; categories are passed over."""
    if root.tag == "question":
        return [_question(root)]
    if root.tag != "quiz":
        raise broken(file, root.line, "not-moodle", f"expected <quiz>, as Moodle exports it, got <{root.tag}>")
    return [_question(each) for each in root.elements("question") if each.attributes.get("type") != "category"]


def _question(element: Element) -> Found:
    kind = element.attributes.get("type", "").strip()
    shared = _shared(element)
    if kind == "truefalse":
        return _true_false(element, shared)
    if kind == "multichoice":
        many = _value(element, "single").strip().lower() in ("false", "0")
        return choice(shared, _answers(element), many)
    if kind == "numerical":
        return _numerical(element, shared)
    if kind == "shortanswer":
        return _short(element, shared)
    if kind in ("matching", "match"):
        pairs = [
            (_text(each).markdown, plain_markdown(_text_in(each.first("answer"))))
            for each in element.elements("subquestion")
        ]
        return matching(shared, pairs)
    if kind in ("cloze", "multianswer"):
        return read_cloze(shared, _raw(element.first("questiontext")))
    if kind == "ordering":
        return _ordering(element, shared)
    return Refused(
        shared.name, shared.line, REASONS.get(kind, f"mmready has no kind like Moodle's {kind or 'empty'!r}")
    )


def _shared(element: Element) -> Shared:
    text, solution = _text(element.first("questiontext")), _text(element.first("generalfeedback"))
    hints = tuple(hint.markdown for hint in map(_text, element.elements("hint")) if hint.markdown)
    tags: dict[str, str] = {}
    for tag in element.first("tags").elements("tag") if element.first("tags") else ():  # type: ignore[union-attr]
        found = TAG.fullmatch(_text_in(tag).strip())
        if found:
            tags[found[1]] = found[2]
    name = _value(element, "idnumber").strip() or _text_in(element.first("name")).strip() or "question"
    picture = ("left out: a picture",) if _value(element, "image").strip() else ()  # as Moodle 1.9 wrote them
    notes = (*text.notes, *solution.notes, *picture, *(("hints after the third",) if len(hints) > 3 else ()))
    return Shared(name, element.line, text.markdown, hints[:3], solution.markdown, tuple(tags.items()), notes)


def _value(element: Element, tag: str) -> str:
    found = element.first(tag)
    return found.text() if found is not None else ""


def _text_in(element: Element | None) -> str:
    """What stands in the element ``text`` of an element."""
    if element is None:
        return ""
    inside = element.first("text")
    return (inside if inside is not None else element).text()


def _raw(element: Element | None) -> str:
    return _text_in(element)


def _text(element: Element | None) -> Text:
    """A text with its format, as Markdown."""
    if element is None:
        return Text("")
    words, form = _text_in(element), element.attributes.get("format", "html")
    if form == "markdown":
        return Text(words.strip()[:LONGEST])
    if form == "plain_text" or (form == "moodle_auto_format" and "<" not in words):
        return markdown_of(words.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "<p>"))
    return markdown_of(words)


def _answers(element: Element) -> list[Weighed]:
    found = []
    for answer in element.elements("answer"):
        share = as_number(answer.attributes.get("fraction", "0")) or 0.0
        feedback = answer.first("feedback")
        found.append(Weighed(_text(answer).markdown, share / 100, _text(feedback).markdown))
    return found


def _true_false(element: Element, shared: Shared) -> Found:
    answers = [
        Weighed(each.text.capitalize(), each.share, each.feedback)
        for each in _answers(element)
        if each.text.lower() in ("true", "false")
    ]
    return choice(shared, answers, many=False)


def _numerical(element: Element, shared: Shared) -> Found:
    found, notes = [], list(shared.notes)
    for answer in element.elements("answer"):
        text = _text_in(answer).strip()
        value = as_number(text)
        if value is None:
            notes.append(
                "what is said to any other answer" if text == "*" else f"an answer that is no number: {text[:40]}"
            )
            continue
        share = (as_number(answer.attributes.get("fraction", "100")) or 0.0) / 100
        room = as_number(_value(answer, "tolerance")) or 0.0
        found.append(Weighed(text, share, _text(answer.first("feedback")).markdown, value, abs(room)))
    units = element.first("units")
    if units is not None and any(True for _ in units.elements("unit")):
        notes.append("units that may be typed with the number")
    told = Shared(shared.name, shared.line, shared.text, shared.hints, shared.solution, shared.tags, tuple(notes))
    return number(told, found)


def _short(element: Element, shared: Shared) -> Found:
    """An answer in words, taken over where all that is right is a number."""
    found = []
    for answer, element_answer in zip(_answers(element), element.elements("answer"), strict=True):
        value = as_number(_text_in(element_answer))
        if value is None:
            return shared.refused(FREE_TEXT)
        found.append(Weighed(answer.text, answer.share, answer.feedback, value, 0.0))
    return number(shared, found)


def _ordering(element: Element, shared: Shared) -> Found:
    placed = []
    for answer in element.elements("answer"):
        words = _text_in(answer)
        code = PREFORMATTED.fullmatch(words)
        line = markdown_of(f"<pre>{code[1]}</pre>").markdown.split("\n")[1] if code else " ".join(words.split())
        placed.append((as_number(answer.attributes.get("fraction", "0")) or 0.0, line))
    lines = tuple(line for _, line in sorted(placed, key=lambda each: each[0]))
    if len(lines) < 2:
        return shared.refused("it has fewer than two lines to order")
    if _value(element, "selecttype").strip() not in ("", "0", "ALL"):
        return shared.refused("only some of its lines are shown each time")
    return shared.draft("order", lines=lines)

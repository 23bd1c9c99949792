"""Moodle XML: multichoice, numerical, shortanswer, ordering, and cloze for blanks, vectors and matrices.

A question with several variants becomes a category of its own, from which a quiz draws one at random.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from mmready.domain.variant import Figure
from mmready.export.cloze import cloze_field
from mmready.export.content import Content, picture_source, tex
from mmready.export.fields import ChoiceField, FormulaField, NumberField, OrderField, TextField, decimal
from mmready.export.item import Group, Item, Loss, Outcome, Piece
from mmready.export.moodle_grades import grade_of
from mmready.export.shape import Shape, Unfit, shape
from mmready.export.xml_text import add, document, with_text

__all__ = ["write_moodle"]

LOST_TYPING = Loss("typing", "answers typed as mathematics (1/3, sqrt(2)): Moodle takes decimals only")
LOST_EXPRESSIONS = "Moodle's own question types compare numbers and words, not expressions"
LOST_LINES = "Moodle's ordering uses every line shown; this question has lines that do not belong, or several orders"


def write_moodle(groups: Sequence[Group]) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """One XML file of all questions that Moodle can ask, and how each fared."""
    quiz = ElementTree.Element("quiz")
    outcomes = []
    for group in groups:
        try:
            made = [_question(item, shape(item)) for item in group.items]
        except Unfit as reason:
            outcomes.append(Outcome(group.question, refused=str(reason)))
            continue
        quiz.append(_category(group))
        quiz.extend(question for question, _ in made)
        losses = dict.fromkeys(loss for _, found in made for loss in found)
        outcomes.append(Outcome(group.question, len(made), tuple(losses)))
    return (Piece("", document(quiz)),), tuple(outcomes)


def _category(group: Group) -> ElementTree.Element:
    """Where the questions after it go: subject, skill, and the question itself where it has variants."""
    card = group.items[0].card
    path = ["$course$", "top", "mmready", card.subject or "questions", card.skill]
    if len(group.items) > 1:
        path.append(group.question)
    question = ElementTree.Element("question", {"type": "category"})
    with_text(question, "category", "/".join(path))
    with_text(question, "info", "", format="html")
    return question


def _question(item: Item, shaped: Shape) -> tuple[ElementTree.Element, tuple[Loss, ...]]:
    single = shaped.single
    if isinstance(single, FormulaField) or any(isinstance(each, FormulaField) for each in shaped.fields.values()):
        raise Unfit(LOST_EXPRESSIONS)
    if isinstance(single, OrderField) and (len(single.right) > 1 or not single.all_used):
        raise Unfit(LOST_LINES)
    types: Mapping[type, str] = {
        ChoiceField: "multichoice", NumberField: "numerical", TextField: "shortanswer", OrderField: "ordering",
    }  # fmt: skip
    content = Content(tex, _placed, {figure.name: figure for figure in item.variant.figures})
    question = ElementTree.Element("question", {"type": types[type(single)] if single is not None else "cloze"})
    _headers(question, item, shaped, content)
    if isinstance(single, ChoiceField):
        _choices(question, single, content, item.shuffle)
    elif isinstance(single, NumberField):
        _numbers(question, single, content)
    elif isinstance(single, TextField):
        _texts(question, single, content)
    elif isinstance(single, OrderField):
        _ordering(question, single)
    for hint in item.variant.hints:
        with_text(question, "hint", content.html(hint), format="html")
    tags = add(question, "tags")
    for tag in (f"skill:{item.card.skill}", f"difficulty:{item.card.difficulty}", f"minutes:{item.card.minutes:g}"):
        with_text(tags, "tag", tag)
    numbers = any(isinstance(each, NumberField) for each in shaped.fields.values())
    return question, (*shaped.losses, *((LOST_TYPING,) if numbers else ()))


def _headers(question: ElementTree.Element, item: Item, shaped: Shape, content: Content) -> None:
    """Name, text, general feedback and grades, in Moodle's own order."""
    with_text(question, "name", item.title)
    marks = {name: cloze_field(field, content) for name, field in shaped.fields.items()} if not shaped.single else {}
    text = with_text(question, "questiontext", content.html(shaped.text, marks), format="html")
    solution = with_text(question, "generalfeedback", content.html(item.key.solution), format="html")
    for where, markdown in ((text, shaped.text), (solution, item.key.solution)):
        for figure in item.variant.figures:
            if f"(figure:{figure.name})" in markdown:
                coded = base64.b64encode(picture_source(figure).encode()).decode()
                add(where, "file", coded, name=f"{figure.name}.svg", path="/", encoding="base64")
    if shaped.single:
        add(question, "defaultgrade", "1")
    add(question, "penalty", "0.3333333")
    add(question, "hidden", "0")
    add(question, "idnumber", item.name)


def _placed(figure: Figure) -> str:
    return f'<img src="@@PLUGINFILE@@/{figure.name}.svg" alt="{html.escape(figure.alt)}" />'


def _answer(question: ElementTree.Element, grade: str, text: str, feedback: str, **form: str) -> ElementTree.Element:
    answer = add(question, "answer", fraction=grade, **form)
    add(answer, "text", text)
    with_text(answer, "feedback", feedback, format="html")
    return answer


def _choices(question: ElementTree.Element, field: ChoiceField, content: Content, shuffle: bool) -> None:
    right = sum(choice.right for choice in field.choices)
    for name, value in (
        ("single", "false" if field.many else "true"), ("shuffleanswers", "true" if shuffle else "false"),
        ("answernumbering", "none"), ("showstandardinstruction", "1" if field.many else "0"),
    ):  # fmt: skip
        add(question, name, value)
    _combined(question)
    share = 1 / right if field.many and right else 1.0
    for choice in field.choices:
        points = share if choice.right else (-share if field.many else 0.0)
        text, feedback = content.html(choice.text), content.html(choice.feedback)
        _answer(question, grade_of(points), text, feedback, format="html")


def _combined(question: ElementTree.Element) -> None:
    for name, words in (
        ("correctfeedback", "Right."),
        ("partiallycorrectfeedback", "Partly right."),
        ("incorrectfeedback", "Not right."),
    ):
        with_text(question, name, words, format="html")


def _numbers(question: ElementTree.Element, field: NumberField, content: Content) -> None:
    answers = [(field.value, "", 1.0), *((wrong.value, wrong.feedback, wrong.points) for wrong in field.wrong)]
    for value, feedback, points in answers:
        answer = _answer(
            question, grade_of(points), decimal(value), content.html(feedback), format="moodle_auto_format"
        )
        add(answer, "tolerance", decimal(field.room))
    for name, setting in (("unitgradingtype", "0"), ("unitpenalty", "0.1"), ("showunits", "3"), ("unitsleft", "0")):
        add(question, name, setting)


def _texts(question: ElementTree.Element, field: TextField, content: Content) -> None:
    add(question, "usecase", "1")
    answers = [
        (field.answer, "", 1.0),
        *((wrong.text.strip("\n"), wrong.feedback, wrong.points) for wrong in field.wrong),
    ]
    for text, feedback, points in answers:
        starless = text.replace("*", "\\*")  # a star alone stands for any text in Moodle
        _answer(question, grade_of(points), starless, content.html(feedback), format="moodle_auto_format")


def _ordering(question: ElementTree.Element, field: OrderField) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"), ("gradingtype", "ALL_OR_NOTHING"),
        ("showgrading", "SHOW"), ("numberingstyle", "none"),
    ):  # fmt: skip
        add(question, name, value)
    _combined(question)
    for place, line in enumerate(field.right[0], 1):
        shown = f"<pre>{html.escape(field.lines[line], quote=False)}</pre>"
        _answer(question, f"{place}.0000000", shown, "", format="html")

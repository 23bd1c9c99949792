"""GIFT, Moodle's text format: choices, numbers and words."""

from __future__ import annotations

from collections.abc import Sequence

from mmready.export.content import Content, data_picture, tex
from mmready.export.fields import ChoiceField, Field, NumberField, TextField, decimal
from mmready.export.item import Group, Item, Loss, Outcome, Piece
from mmready.export.moodle_grades import grade_of
from mmready.export.shape import Shape, Unfit, shape

__all__ = ["write_gift"]

NO_FIELD = "GIFT has no ordering and no comparison of expressions"
ONE_FIELD = "GIFT has one field a question, so blanks, vectors and matrices do not fit"
LOST_HINTS = Loss("hints", "hints: GIFT has none")
LOST_TAGS = Loss("tags", "skill, difficulty and minutes")
LOST_TYPING = Loss("typing", "answers typed as mathematics (1/3, sqrt(2)): Moodle takes decimals only")


def write_gift(groups: Sequence[Group]) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """One text file of all questions that GIFT can say, and how each fared."""
    blocks: list[str] = []
    outcomes = []
    for group in groups:
        try:
            made = [_question(item, shape(item)) for item in group.items]
        except Unfit as reason:
            outcomes.append(Outcome(group.question, refused=str(reason)))
            continue
        path = ["$course$", "top", "mmready", group.items[0].card.subject or "questions", group.items[0].card.skill]
        if len(group.items) > 1:
            path.append(group.question)
        blocks += [f"$CATEGORY: {'/'.join(path)}", *(text for text, _ in made)]
        losses = dict.fromkeys(loss for _, lost in made for loss in lost)
        outcomes.append(Outcome(group.question, len(made), tuple(losses)))
    return (Piece("", "\n\n".join(blocks).encode() + b"\n"),), tuple(outcomes)


def _question(item: Item, shaped: Shape) -> tuple[str, tuple[Loss, ...]]:
    field = shaped.single
    if field is None:
        raise Unfit(ONE_FIELD)
    content = Content(tex, data_picture, {figure.name: figure for figure in item.variant.figures})
    lines = _answers(field, content)
    if item.key.solution.strip():
        lines.append(f"####{_text(content.html(item.key.solution))}")
    text = f"::{_escaped(item.title)}::[html]{_text(content.html(shaped.text))}"
    hash_mark = "#" if isinstance(field, NumberField) else ""
    losses = [*shaped.losses, LOST_TAGS]
    losses += [LOST_HINTS] if item.variant.hints else []
    losses += [LOST_TYPING] if isinstance(field, NumberField) else []
    return "\n".join([f"{text}{{{hash_mark}", *(f"\t{line}" for line in lines), "}"]), tuple(losses)


def _answers(field: Field, content: Content) -> list[str]:
    if isinstance(field, ChoiceField):
        return _choices(field, content)
    if isinstance(field, NumberField):
        room = f":{decimal(field.room)}"
        wrong = (
            f"=%{grade_of(each.points)}%{decimal(each.value)}{room}{_feedback(each.feedback, content)}"
            for each in field.wrong
        )
        return [f"={decimal(field.value)}{room}", *wrong]
    if isinstance(field, TextField):
        others = (
            f"=%{grade_of(each.points)}%{_starless(each.text)}{_feedback(each.feedback, content)}"
            for each in field.wrong
        )
        return [f"={_starless(field.answer)}", *others]
    raise Unfit(NO_FIELD)


def _choices(field: ChoiceField, content: Content) -> list[str]:
    right = sum(choice.right for choice in field.choices) or 1
    lines = []
    for choice in field.choices:
        if not field.many:
            mark = "=" if choice.right else "~"
        else:
            mark = f"~%{grade_of((1 if choice.right else -1) / right)}%"
        lines.append(f"{mark}{_text(content.html(choice.text))}{_feedback(choice.feedback, content)}")
    return lines


def _feedback(markdown: str, content: Content) -> str:
    return f"#{_text(content.html(markdown))}" if markdown.strip() else ""


def _starless(text: str) -> str:
    return _escaped(text.strip("\n").replace("*", "\\*"))


def _text(shown: str) -> str:
    return _escaped(shown.strip())


def _escaped(text: str) -> str:
    """A text of one line in which nothing is read as a sign of GIFT."""
    text = text.replace("\\", "\\\\")
    for sign in "~=#{}:":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")

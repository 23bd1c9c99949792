"""One question as an edX problem: choices, numbers, formulas and words, alone or as fields inside the text."""

from __future__ import annotations

import html
from xml.etree import ElementTree

from mmready.domain.variant import Figure
from mmready.export.content import Content, tex
from mmready.export.fields import ChoiceField, Field, FormulaField, NumberField, TextField, decimal
from mmready.export.item import Item, Loss
from mmready.export.olx_formula import edx_samples
from mmready.export.shape import Shape, Unfit
from mmready.export.xml_text import add, clean
from mmready.report import to_plain

__all__ = ["picture_path", "problem_tree"]

LOST_ORDER = "edX's own problems have no ordering of lines"
LOST_MISTAKES = Loss(
    "mistakes-numbers", "feedback on wrong numbers and formulas: edX has it for choices and words only"
)
LOST_WEIGHTS = Loss("weights", "the weights of the blanks: edX counts each of them once")
LOST_TAGS = Loss("tags", "skill, difficulty and minutes, which a problem of edX does not hold")
LOST_LIST = Loss("list-words", "formulas in the options of a blank stand as plain words")
TOLERANCE = "0.01%"


def problem_tree(item: Item, shaped: Shape) -> tuple[ElementTree.Element, tuple[Loss, ...]]:
    """The problem and what it loses. Raises Unfit where edX has nothing like it."""
    content = Content(tex, lambda figure: _picture(item, figure), {each.name: each for each in item.variant.figures})
    root = ElementTree.Element("problem", {"display_name": item.title, "showanswer": "finished"})
    if shaped.single is not None:
        root.extend(flow(content.html(shaped.text)))
        root.append(_response(shaped.single, content, inline=False, shuffle=item.shuffle))
    else:
        marks = {name: f'<span data-field="{name}"></span>' for name in shaped.fields}
        root.extend(flow(content.html(shaped.text, marks)))
        _place(root, shaped, content, item.shuffle)
    if item.key.solution.strip():
        inside = add(add(root, "solution"), "div", **{"class": "detailed-solution"})
        inside.extend(flow(content.html(item.key.solution)))
    if item.variant.hints:
        hints = add(root, "demandhint")
        for hint in item.variant.hints:
            wrapped = ElementTree.fromstring(f"<hint>{clean(content.short(hint))}</hint>")
            hints.append(wrapped)
    return root, (*shaped.losses, *_losses(shaped))


def picture_path(item: Item, figure: Figure) -> str:
    """Where a picture lies among the static files."""
    return f"{item.name}-{figure.name}.svg"


def _picture(item: Item, figure: Figure) -> str:
    return f'<img src="/static/{picture_path(item, figure)}" alt="{html.escape(figure.alt)}" />'


def flow(shown: str) -> list[ElementTree.Element]:
    """HTML as elements; text that stands bare is set into a paragraph."""
    wrapped = ElementTree.fromstring(f"<p>{clean(shown)}</p>")
    bare = (wrapped.text or "").strip() or any((child.tail or "").strip() for child in wrapped)
    return [wrapped] if bare else list(wrapped)


def _losses(shaped: Shape) -> tuple[Loss, ...]:
    fields = list(shaped.fields.values())
    losses = [LOST_TAGS]
    if any(isinstance(each, NumberField | FormulaField) and each.wrong for each in fields):
        losses.append(LOST_MISTAKES)
    if shaped.single is None:
        if len({getattr(each, "points", 1.0) for each in fields}) > 1:
            losses.append(LOST_WEIGHTS)
        if any(isinstance(each, ChoiceField) and any("$" in one.text for one in each.choices) for each in fields):
            losses.append(LOST_LIST)
    return tuple(losses)


def _place(root: ElementTree.Element, shaped: Shape, content: Content, shuffle: bool) -> None:
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            name = child.get("data-field")
            if name is not None:
                response = _response(shaped.fields[name], content, inline=True, shuffle=shuffle)
                response.tail = child.tail
                parent[place] = response


def _response(field: Field, content: Content, *, inline: bool, shuffle: bool) -> ElementTree.Element:
    if isinstance(field, ChoiceField):
        if inline:
            return _list(field)
        return _ticks(field, content) if field.many else _choices(field, content, shuffle)
    if isinstance(field, NumberField):
        response = _number(field)
    elif isinstance(field, FormulaField):
        formula, samples = edx_samples(field)
        response = ElementTree.Element("formularesponse", {"type": "cs", "samples": samples, "answer": formula})
        add(response, "responseparam", type="tolerance", default=TOLERANCE)
        add(response, "formulaequationinput", size="20")
    elif isinstance(field, TextField):
        response = _text(field, content)
    else:
        raise Unfit(LOST_ORDER)
    if inline:
        response.set("inline", "1")
        for entry in response:
            if entry.tag in ("formulaequationinput", "textline"):
                entry.set("inline", "1")
    return response


def _choices(field: ChoiceField, content: Content, shuffle: bool) -> ElementTree.Element:
    response = ElementTree.Element("multiplechoiceresponse")
    group = add(response, "choicegroup", type="MultipleChoice", shuffle=str(shuffle).lower())
    for choice in field.choices:
        option = _option(group, "choice", choice.right, content.short(choice.text))
        if choice.feedback:
            _inside(option, "choicehint", content.short(choice.feedback))
    return response


def _ticks(field: ChoiceField, content: Content) -> ElementTree.Element:
    response = ElementTree.Element("choiceresponse", {"partial_credit": "EDC"})
    group = add(response, "checkboxgroup")
    for choice in field.choices:
        option = _option(group, "choice", choice.right, content.short(choice.text))
        if choice.feedback:
            _inside(option, "choicehint", content.short(choice.feedback), selected=str(not choice.right).lower())
    return response


def _list(field: ChoiceField) -> ElementTree.Element:
    if field.many:
        raise Unfit("edX has no list inside a text from which several options may be taken")
    response = ElementTree.Element("optionresponse", {"inline": "1"})
    menu = add(response, "optioninput", inline="1")
    for choice in field.choices:
        option = add(menu, "option", to_plain(choice.text), correct=str(choice.right))
        if choice.feedback:
            add(option, "optionhint", to_plain(choice.feedback))
    return response


def _number(field: NumberField) -> ElementTree.Element:
    response = ElementTree.Element("numericalresponse", {"answer": decimal(field.value)})
    if field.room:
        add(response, "responseparam", type="tolerance", default=decimal(field.room))
    add(response, "formulaequationinput")
    return response


def _text(field: TextField, content: Content) -> ElementTree.Element:
    response = ElementTree.Element("stringresponse", {"answer": field.answer, "type": "cs"})
    for wrong in field.wrong:
        if wrong.feedback:
            _inside(response, "stringequalhint", content.short(wrong.feedback), answer=wrong.text.strip("\n"))
    add(response, "textline", size=str(max(12, len(field.answer) + 2)))
    return response


def _option(parent: ElementTree.Element, tag: str, right: bool, shown: str) -> ElementTree.Element:
    return _inside(parent, tag, shown, correct=str(right).lower())


def _inside(parent: ElementTree.Element, tag: str, shown: str, **attributes: str) -> ElementTree.Element:
    """A new child that holds HTML."""
    element = ElementTree.fromstring(f"<{tag}>{clean(shown)}</{tag}>")
    for name, value in attributes.items():
        element.set(name, clean(value))
    parent.append(element)
    return element

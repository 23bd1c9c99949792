"""One question as a QTI item: what is shown, what is right, how it is scored, what is said afterwards.

Built with the names of QTI 2.1; ``qti_names`` turns them into those of 3.0.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from xml.etree import ElementTree

from mmready.domain.variant import Figure
from mmready.export.content import Content, mathml
from mmready.export.fields import ChoiceField, Field, FormulaField, NumberField, OrderField, TextField
from mmready.export.item import Item, Loss
from mmready.export.qti_names import HTML
from mmready.export.qti_scoring import Feedback, declare, score
from mmready.export.shape import ANSWER, Shape, Unfit
from mmready.export.xml_text import add, clean

__all__ = ["LOST_FORMULA", "item_tree"]

LOST_FORMULA = "QTI compares numbers, words and choices; for expressions it has no comparison that every system knows"
LOST_TYPING = Loss("typing", "answers typed as mathematics (1/3, sqrt(2)): QTI's fields take decimals only")
LOST_HINTS = Loss("hints", "hints: QTI shows feedback only after an answer")
KEPT_ATTRIBUTES = frozenset({"alt", "src", "href", "start", "colspan", "rowspan"})
MATH = "{http://www.w3.org/1998/Math/MathML}"
BOX = 12  # characters that a field has room for


def item_tree(item: Item, shaped: Shape) -> tuple[ElementTree.Element, tuple[Loss, ...]]:
    """The item and what it loses. Raises Unfit where QTI has no field for an answer."""
    if any(isinstance(field, FormulaField) for field in shaped.fields.values()):
        raise Unfit(LOST_FORMULA)
    content = Content(mathml, _picture, {figure.name: figure for figure in item.variant.figures})
    root = ElementTree.Element(
        "assessmentItem",
        {"identifier": _identifier(item.name), "title": item.title, "adaptive": "false", "timeDependent": "false"},
    )
    for name, field in shaped.fields.items():
        declare(root, response_id(name), field)
    scoring = score({response_id(name): field for name, field in shaped.fields.items()}, item.key.solution)
    for name, kind in scoring.outcomes.items():
        most = {"normalMaximum": "1"} if name == "SCORE" else {}
        add(root, "outcomeDeclaration", identifier=name, cardinality="single", baseType=kind, **most)
    _body(root, shaped, content, item.shuffle)
    root.append(scoring.rules)
    _feedback(root, scoring.feedback, content)
    losses = [*shaped.losses]
    if any(isinstance(field, NumberField) for field in shaped.fields.values()):
        losses.append(LOST_TYPING)
    if item.variant.hints:
        losses.append(LOST_HINTS)
    return root, tuple(losses)


def response_id(name: str) -> str:
    """The identifier of a field's response."""
    return "RESPONSE" if name == ANSWER else f"RESPONSE_{name}"


def _identifier(name: str) -> str:
    return name if name[:1].isalpha() else f"q-{name}"


def _picture(figure: Figure) -> str:
    return f'<img src="images/{figure.name}.svg" alt="{html.escape(figure.alt)}" />'


def _body(root: ElementTree.Element, shaped: Shape, content: Content, shuffle: bool) -> None:
    body = add(root, "itemBody")
    marks = {name: f'<span data-field="{name}"></span>' for name in shaped.fields}
    body.extend(flow(content.html(shaped.text, marks)))
    if shaped.single is not None:
        _single(body, shaped.single, content, shuffle)
        return
    for parent in list(body.iter()):
        for place, child in enumerate(list(parent)):
            name = child.get("data-field")
            if name is not None:
                field = _inside(name, shaped.fields[name], content, shuffle)
                field.tail = child.tail
                parent[place] = field


def flow(shown: str) -> list[ElementTree.Element]:
    """HTML as elements that QTI knows; text that stands bare is set into a paragraph."""
    wrapped = ElementTree.fromstring(f"<div>{clean(shown)}</div>")
    _known(wrapped)
    if (wrapped.text or "").strip() or any(child.tag in INLINE for child in wrapped):
        wrapped.tag = "p"
        return [wrapped]
    return list(wrapped)


INLINE = frozenset({"a", "b", "br", "code", "em", "i", "img", "span", "strong", "sub", "sup", f"{MATH}math"})


def _known(element: ElementTree.Element) -> None:
    """Leave out what QTI does not know: attributes of style, and elements that are not HTML's plain ones."""
    for child in element:
        if not child.tag.startswith(MATH):
            if child.tag not in HTML:
                child.tag = "span"
            for name in [name for name in child.attrib if name not in KEPT_ATTRIBUTES and name != "data-field"]:
                del child.attrib[name]
        _known(child)


def _single(body: ElementTree.Element, field: Field, content: Content, shuffle: bool) -> None:
    """The interaction below the text."""
    if isinstance(field, ChoiceField):
        body.append(_choices(ANSWER, field, content, shuffle))
    elif isinstance(field, OrderField):
        body.append(_order(field))
    else:
        add(body, "p").append(_entry(ANSWER, field))


def _inside(name: str, field: Field, content: Content, shuffle: bool) -> ElementTree.Element:
    """The interaction inside the text."""
    if isinstance(field, NumberField | TextField):
        return _entry(name, field)
    if isinstance(field, ChoiceField) and not field.many:
        inline = ElementTree.Element("inlineChoiceInteraction", _attributes(name, shuffle=shuffle))
        for choice in field.choices:
            option = add(inline, "inlineChoice", identifier=f"choice_{choice.letter}")
            shown = ElementTree.fromstring(f"<span>{clean(content.short(choice.text))}</span>")
            _known(shown)
            option.text, option[:] = shown.text, list(shown)
            _only_text(option)
        return inline
    raise Unfit("QTI has no field like one of its blanks")


def _only_text(option: ElementTree.Element) -> None:
    """An option of a list to choose from holds words; formulas in it are said in their LaTeX."""
    if len(option):
        words = "".join(part if isinstance(part, str) else "".join(part.itertext()) for part in _parts(option))
        option[:] = []
        option.text = " ".join(words.split())


def _parts(element: ElementTree.Element) -> list[str | ElementTree.Element]:
    parts: list[str | ElementTree.Element] = [element.text or ""]
    for child in element:
        notes = child.find(f".//{MATH}annotation") if child.tag == f"{MATH}math" else None
        parts += [child if notes is None else notes.text or "", child.tail or ""]
    return parts


def _attributes(name: str, **more: bool) -> dict[str, str]:
    return {"responseIdentifier": response_id(name), **{key: str(value).lower() for key, value in more.items()}}


def _entry(name: str, field: Field) -> ElementTree.Element:
    length = max(BOX, len(field.answer) + 2) if isinstance(field, TextField) else BOX
    return ElementTree.Element("textEntryInteraction", {**_attributes(name), "expectedLength": str(length)})


def _choices(name: str, field: ChoiceField, content: Content, shuffle: bool) -> ElementTree.Element:
    interaction = ElementTree.Element("choiceInteraction", _attributes(name, shuffle=shuffle))
    interaction.set("maxChoices", "0" if field.many else "1")
    for choice in field.choices:
        option = add(interaction, "simpleChoice", identifier=f"choice_{choice.letter}")
        option.extend(flow(content.html(choice.text)))
    return interaction


def _order(field: OrderField) -> ElementTree.Element:
    interaction = ElementTree.Element(
        "orderInteraction", {**_attributes(ANSWER, shuffle=True), "orientation": "vertical"}
    )
    if not field.all_used:
        interaction.set("minChoices", "1")
        interaction.set("maxChoices", str(len(field.lines)))
    for place, line in enumerate(field.lines):
        option = add(interaction, "simpleChoice", identifier=f"line_{place}")
        add(add(option, "pre"), "code", line)
    return interaction


def _feedback(root: ElementTree.Element, told: Iterable[Feedback], content: Content) -> None:
    for each in told:
        shown = add(root, "modalFeedback", outcomeIdentifier=each.outcome, identifier=each.identifier, showHide="show")
        shown.extend(flow(content.html(each.text)))

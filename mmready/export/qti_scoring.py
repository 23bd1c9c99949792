"""What QTI is told of the key: declarations of responses, and rules that give points and feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from mmready.export.fields import ChoiceField, Field, NumberField, OrderField, TextField, decimal
from mmready.export.xml_text import add

__all__ = ["Feedback", "declare", "score"]

XmlElement = ElementTree.Element


@dataclass(frozen=True, slots=True)
class Feedback:
    """Markdown that is shown when its identifier is in the outcome FEEDBACK."""

    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that a learner may have answered: how to test it, its share of the points, what is said."""

    test: XmlElement
    points: float
    feedback: str = ""


def declare(root: XmlElement, identifier: str, field: Field) -> None:
    """A response with its type and its key."""
    kinds = {ChoiceField: "identifier", OrderField: "identifier", NumberField: "float", TextField: "string"}
    cardinality = "ordered" if isinstance(field, OrderField) else "single"
    if isinstance(field, ChoiceField) and field.many:
        cardinality = "multiple"
    declared = add(
        root, "responseDeclaration", identifier=identifier, cardinality=cardinality, baseType=kinds[type(field)]
    )
    right = add(declared, "correctResponse")
    if isinstance(field, ChoiceField):
        values = [f"choice_{choice.letter}" for choice in field.choices if choice.right]
    elif isinstance(field, OrderField):
        values = [f"line_{place}" for place in field.right[0]]
    elif isinstance(field, NumberField):
        values = [decimal(field.value)]
    else:
        values = [field.answer] if isinstance(field, TextField) else []
    for value in values:
        add(right, "value", value)


def score(root: XmlElement, fields: Mapping[str, Field]) -> dict[str, Feedback]:
    """The rules: every field adds its share to SCORE (0 to 1) and its feedback to FEEDBACK; gives the feedback."""
    rules = add(root, "responseProcessing")
    told: dict[str, Feedback] = {}
    total = sum(_points(field) for field in fields.values()) or 1.0
    _set_value(rules, "SCORE", _base("float", "0"))
    for identifier, field in fields.items():
        share = _points(field) / total
        if isinstance(field, ChoiceField) and field.many:
            _many(rules, identifier, field, share, told)
        else:
            _cases(rules, identifier, _tests(identifier, field), share, told)
    _tell(rules, "solution")
    return told


def _points(field: Field) -> float:
    return 1.0 if isinstance(field, OrderField) else field.points


def _tests(identifier: str, field: Field) -> list[Case]:
    if isinstance(field, ChoiceField):
        return [
            Case(_match(identifier, f"choice_{choice.letter}"), float(choice.right), choice.feedback)
            for choice in field.choices
        ]
    if isinstance(field, OrderField):
        return [Case(_any([_ordered(identifier, order) for order in field.right]), 1.0)]
    if isinstance(field, NumberField):
        right = Case(_between(identifier, field.low, field.high), 1.0)
        wrong = (
            Case(_between(identifier, each.value - field.room, each.value + field.room), each.points, each.feedback)
            for each in field.wrong
        )
        return [right, *wrong]
    if isinstance(field, TextField):
        others = (Case(_same_text(identifier, each.text.strip()), each.points, each.feedback) for each in field.wrong)
        return [Case(_same_text(identifier, field.answer), 1.0), *others]
    return []


def _cases(rules: XmlElement, identifier: str, cases: list[Case], share: float, told: dict[str, Feedback]) -> None:
    """The first case that holds counts."""
    condition = add(rules, "responseCondition")
    for number, case in enumerate(cases):
        branch = add(condition, "responseIf" if number == 0 else "responseElseIf")
        branch.append(case.test)
        if case.points:
            _add_score(branch, share * case.points)
        if case.feedback.strip():
            name = f"{identifier}_{number}"
            told[name] = Feedback(case.feedback)
            _tell(branch, name)
        if len(branch) == 1:  # a branch has to do something
            _add_score(branch, 0.0)


def _many(rules: XmlElement, identifier: str, field: ChoiceField, share: float, told: dict[str, Feedback]) -> None:
    """Right ticks less wrong ones over the number of right ones, never below 0; feedback on wrong ticks."""
    right = sum(choice.right for choice in field.choices) or 1
    for choice in field.choices:
        branch = add(add(rules, "responseCondition"), "responseIf")
        member = add(branch, "member")
        member.append(_base("identifier", f"choice_{choice.letter}"))
        add(member, "variable", identifier=identifier)
        _add_score(branch, share * (1 if choice.right else -1) / right)
        if choice.feedback.strip() and not choice.right:
            name = f"{identifier}_{choice.letter}"
            told[name] = Feedback(choice.feedback)
            _tell(branch, name)
    floor = add(add(rules, "responseCondition"), "responseIf")
    below = add(floor, "lt")
    add(below, "variable", identifier="SCORE")
    below.append(_base("float", "0"))
    _set_value(floor, "SCORE", _base("float", "0"))


def _base(kind: str, value: str) -> XmlElement:
    element = ElementTree.Element("baseValue", {"baseType": kind})
    element.text = value
    return element


def _match(identifier: str, value: str) -> XmlElement:
    test = ElementTree.Element("match")
    add(test, "variable", identifier=identifier)
    test.append(_base("identifier", value))
    return test


def _same_text(identifier: str, value: str) -> XmlElement:
    test = ElementTree.Element("stringMatch", {"caseSensitive": "true"})
    add(test, "variable", identifier=identifier)
    test.append(_base("string", value))
    return test


def _between(identifier: str, low: float, high: float) -> XmlElement:
    test = ElementTree.Element("and")
    for relation, bound in (("gte", low), ("lte", high)):
        part = add(test, relation)
        add(part, "variable", identifier=identifier)
        part.append(_base("float", decimal(bound)))
    return test


def _ordered(identifier: str, order: tuple[int, ...]) -> XmlElement:
    test = ElementTree.Element("match")
    add(test, "variable", identifier=identifier)
    lines = add(test, "ordered")
    for place in order:
        lines.append(_base("identifier", f"line_{place}"))
    return test


def _any(tests: list[XmlElement]) -> XmlElement:
    if len(tests) == 1:
        return tests[0]
    either = ElementTree.Element("or")
    either.extend(tests)
    return either


def _set_value(parent: XmlElement, outcome: str, value: XmlElement) -> None:
    add(parent, "setOutcomeValue", identifier=outcome).append(value)


def _add_score(parent: XmlElement, points: float) -> None:
    total = ElementTree.Element("sum")
    add(total, "variable", identifier="SCORE")
    total.append(_base("float", decimal(points)))
    _set_value(parent, "SCORE", total)


def _tell(parent: XmlElement, identifier: str) -> None:
    together = ElementTree.Element("multiple")
    add(together, "variable", identifier="FEEDBACK")
    together.append(_base("identifier", identifier))
    _set_value(parent, "FEEDBACK", together)

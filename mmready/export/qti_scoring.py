"""What QTI is told of the key: declarations of responses, and rules that give points and feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from mmready.export.fields import ChoiceField, Field, NumberField, OrderField, TextField, decimal
from mmready.export.xml_text import add

__all__ = ["Feedback", "Scoring", "declare", "score"]

XmlElement = ElementTree.Element


@dataclass(frozen=True, slots=True)
class Feedback:
    """Markdown that is shown when the outcome ``outcome`` has the value ``identifier``."""

    outcome: str
    identifier: str
    text: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """The rules, the outcomes that they set (each with its type), and what can be said to an answer."""

    rules: XmlElement
    outcomes: Mapping[str, str]
    feedback: tuple[Feedback, ...]


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


def score(fields: Mapping[str, Field], solution: str = "") -> Scoring:
    """The rules that give SCORE (0 to 1) and feedback.

    Whole points are added up and divided at the end, so that thirds make a whole. Each feedback has an outcome of its
    own with a single value, as many systems do not add to a list.
    """
    rules = ElementTree.Element("responseProcessing")
    worth = _worth(fields)
    total = sum(worth.values())
    counted = "SCORE" if total == 1 else "POINTS"
    _set_value(rules, counted, _base("float", "0"))
    told: list[Feedback] = []
    for identifier, field in fields.items():
        if isinstance(field, ChoiceField) and field.many:
            told += _many(rules, counted, identifier, field)
        else:
            told += _cases(rules, counted, identifier, _tests(identifier, field), worth[identifier])
    if counted != "SCORE":
        _set_value(rules, "SCORE", _share(counted, total))
    if solution.strip():
        told.append(Feedback("SOLUTION", "solution", solution))
        _tell(rules, told[-1])
    outcomes = {counted: "float", "SCORE": "float", **{each.outcome: "identifier" for each in told}}
    return Scoring(rules, outcomes, tuple(told))


def _worth(fields: Mapping[str, Field]) -> dict[str, float]:
    """The points of each field, in units of the least; of many choices as many as are right."""
    points = {name: _points(field) for name, field in fields.items()}
    least = min((each for each in points.values() if each > 0), default=1.0)
    return {name: _ticks(field) or float(decimal(points[name] / least)) for name, field in fields.items()}


def _ticks(field: Field) -> int:
    """How many options are right, where any number of them may be; else 0."""
    if isinstance(field, ChoiceField) and field.many:
        return sum(choice.right for choice in field.choices)
    return 0


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


def _cases(rules: XmlElement, counted: str, identifier: str, cases: list[Case], worth: float) -> list[Feedback]:
    """The first case that holds counts."""
    told = []
    condition = add(rules, "responseCondition")
    for number, case in enumerate(cases):
        branch = add(condition, "responseIf" if number == 0 else "responseElseIf")
        branch.append(case.test)
        if case.points:
            _add_points(branch, counted, worth * case.points)
        if case.feedback.strip():
            told.append(Feedback(_outcome(identifier), f"{identifier}_{number}", case.feedback))
            _tell(branch, told[-1])
        if len(branch) == 1:  # a branch has to do something
            _add_points(branch, counted, 0.0)
    return told


def _many(rules: XmlElement, counted: str, identifier: str, field: ChoiceField) -> list[Feedback]:
    """Right ticks less wrong ones, never below 0; feedback on wrong ticks."""
    told = []
    for choice in field.choices:
        branch = add(add(rules, "responseCondition"), "responseIf")
        member = add(branch, "member")
        member.append(_base("identifier", f"choice_{choice.letter}"))
        add(member, "variable", identifier=identifier)
        _add_points(branch, counted, 1.0 if choice.right else -1.0)
        if choice.feedback.strip() and not choice.right:
            name = f"{identifier}_{choice.letter}"
            told.append(Feedback(_outcome(name), name, choice.feedback))
            _tell(branch, told[-1])
    floor = add(add(rules, "responseCondition"), "responseIf")
    below = add(floor, "lt")
    add(below, "variable", identifier=counted)
    below.append(_base("float", "0"))
    _set_value(floor, counted, _base("float", "0"))
    return told


def _outcome(response: str) -> str:
    """The outcome that says which feedback an answer gets."""
    return response.replace("RESPONSE", "FEEDBACK", 1)


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
    """Whether something was typed and lies between; some systems take nothing for 0."""
    test = ElementTree.Element("and")
    add(add(add(test, "not"), "isNull"), "variable", identifier=identifier)
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


def _add_points(parent: XmlElement, counted: str, points: float) -> None:
    total = ElementTree.Element("sum")
    add(total, "variable", identifier=counted)
    total.append(_base("float", decimal(points)))
    _set_value(parent, counted, total)


def _share(counted: str, total: float) -> XmlElement:
    share = ElementTree.Element("divide")
    add(share, "variable", identifier=counted)
    share.append(_base("float", decimal(total)))
    return share


def _tell(parent: XmlElement, feedback: Feedback) -> None:
    _set_value(parent, feedback.outcome, _base("identifier", feedback.identifier))

"""QTI packages played by a system of a few lines: the rules in them give the points and the words that they should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import partial
from typing import Any
from xml.etree import ElementTree

import pytest

from mmready.domain.question import CHOICE_KINDS
from mmready.export import Group, draw_groups, export_questions
from mmready.export.qti_names import EDITIONS
from mmready.grading import grade
from mmready.sampling import draw
from tests.export.conftest import Exports
from tests.ui.all_kinds import all_kinds_bank

Given = Mapping[str, Any]


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


class Played:
    """One item of QTI 2.1. ``careless`` systems take an empty field for 0."""

    def __init__(self, source: bytes) -> None:
        self.root = ElementTree.fromstring(source)
        parts = list(self.root.iter())
        self.responses = [each for each in parts if local(each) == "responseDeclaration"]
        self.outcomes = {each.get("identifier"): each for each in parts if local(each) == "outcomeDeclaration"}
        self.texts = [each for each in parts if local(each) == "modalFeedback"]
        self.rules = next(each for each in parts if local(each) == "responseProcessing")

    @property
    def right(self) -> dict[str, Any]:
        found = {}
        for declared in self.responses:
            values = [each.text for each in declared.iter() if local(each) == "value"]
            number = declared.get("baseType") == "float"
            found[declared.get("identifier")] = (
                values if declared.get("cardinality") != "single" else float(values[0]) if number else values[0]
            )
        return found

    def answer(self, given: Given, careless: bool = False) -> dict[str, Any]:
        self.known = {**dict.fromkeys(each.get("identifier") for each in self.responses), **given}
        self.careless = careless
        for rule in self.rules:
            self._obey(rule)
        return self.known

    def told(self) -> list[tuple[str | None, str | None]]:
        shown = [(each.get("outcomeIdentifier"), each.get("identifier")) for each in self.texts]
        return [each for each in shown if self.known.get(each[0]) == each[1]]

    def _obey(self, rule: ElementTree.Element) -> None:
        if local(rule) == "setOutcomeValue":
            assert rule.get("identifier") in self.outcomes
            self.known[rule.get("identifier")] = self._value(rule[0])
            return
        assert local(rule) == "responseCondition"
        branch = next((each for each in rule if self._value(each[0])), None)
        for inside in () if branch is None else branch[1:]:
            self._obey(inside)

    def _value(self, part: ElementTree.Element) -> Any:
        name, inside = local(part), [self._value(each) for each in part]
        if name == "variable":
            return self.known.get(part.get("identifier"))
        if name == "baseValue":
            return float(part.text or "") if part.get("baseType") == "float" else part.text
        if name in ("gte", "lte", "lt"):
            first, second = (0.0 if each is None and self.careless else each for each in inside)
            return first is not None and {"gte": first >= second, "lte": first <= second, "lt": first < second}[name]
        return {
            "sum": lambda: sum(inside),
            "divide": lambda: inside[0] / inside[1],
            "and": lambda: all(inside),
            "or": lambda: any(inside),
            "not": lambda: not inside[0],
            "isNull": lambda: inside[0] is None,
            "match": lambda: inside[0] == inside[1],
            "stringMatch": lambda: inside[0] == inside[1],
            "ordered": lambda: inside,
            "member": lambda: inside[1] is not None and inside[0] in inside[1],
        }[name]()


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def items_of(content: bytes) -> dict[str, Played]:
    found = {name: source for name, source in files_of(content).items() if name.startswith("items/")}
    return {
        name.removeprefix("items/").removesuffix(".xml"): Played(source)
        for name, source in found.items()
        if name.endswith(".xml")
    }


@pytest.fixture(scope="module")
def items(exported: Exports) -> dict[str, Played]:
    found = items_of(exported("qti21")[0])
    assert len(found) == len(exported("qti21")[1].written)
    return found


def test_right_answer_is_worth_exactly_one(items: dict[str, Played]):
    assert {name: item.answer(item.right)["SCORE"] for name, item in items.items()} == dict.fromkeys(items, 1.0)
    assert all(item.outcomes["SCORE"].get("normalMaximum") == "1" for item in items.values())


@pytest.mark.parametrize("careless", [False, True])
def test_nothing_typed_is_worth_nothing(items: dict[str, Played], careless: bool):
    assert {name: item.answer({}, careless)["SCORE"] for name, item in items.items()} == dict.fromkeys(items, 0.0)


def test_one_part_left_out_costs_its_share(items: dict[str, Played]):
    parts = {name: item for name, item in items.items() if len(item.responses) > 1}
    assert parts
    for name, item in parts.items():
        lost = [1 - item.answer({**item.right, left: None})["SCORE"] for left in item.right]
        assert sum(lost) == pytest.approx(1), name


def test_choices_get_the_points_that_mmready_gives(items: dict[str, Played], groups: list[Group]):
    asked = [group.items[0] for group in groups if group.items[0].card.kind in CHOICE_KINDS]
    assert asked
    for drawn in asked:
        for option in drawn.variant.options:
            many = drawn.card.kind == "many-choice"
            given = [f"choice_{option.letter}"] if many else f"choice_{option.letter}"
            ours = grade(drawn.key, [option.letter] if many else option.letter).points
            assert items[drawn.name].answer({"RESPONSE": given})["SCORE"] == pytest.approx(ours), drawn.name


def test_wrong_option_is_told_its_own_feedback_beside_the_solution(groups: list[Group], items: dict[str, Played]):
    said = 0
    for drawn in (group.items[0] for group in groups if group.items[0].card.kind in CHOICE_KINDS):
        item, letters = items[drawn.name], [option.letter for option in drawn.variant.options]
        wrong = [each for each in letters if each not in drawn.key.right and drawn.key.option_feedback.get(each)]
        for letter in wrong:
            many = drawn.card.kind == "many-choice"
            item.answer({"RESPONSE": [f"choice_{letter}"] if many else f"choice_{letter}"})
            told = item.told()
            assert len(told) == 2
            assert told[-1] == ("SOLUTION", "solution")
            said += 1
        if drawn.card.kind == "many-choice" and len(wrong) > 1:
            item.answer({"RESPONSE": [f"choice_{letter}" for letter in letters]})
            assert len(item.told()) == len(wrong) + 1
    assert said > 50


def test_each_feedback_has_an_outcome_with_a_single_value_and_is_told_by_some_rule(items: dict[str, Played]):
    for name, item in items.items():
        assert {each.get("cardinality") for each in item.outcomes.values()} == {"single"}
        rules = [each for each in item.rules.iter() if local(each) == "setOutcomeValue"]
        told = {(each.get("identifier"), each[0].text) for each in rules if each[0].get("baseType") == "identifier"}
        assert told == {(each.get("outcomeIdentifier"), each.get("identifier")) for each in item.texts}, name


@pytest.mark.parametrize(
    ("to", "schema", "version"), [("qti21", "QTIv2.1 Package", "1.0.0"), ("qti", "QTI Package", "3.0.0")]
)
def test_manifest_names_the_package_as_its_schema_demands(to: str, schema: str, version: str, exported: Exports):
    files = files_of(exported(to)[0])
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    found = {local(each): each.text for each in manifest.iter()}
    assert (found["schema"], found["schemaversion"]) == (schema, version)


@pytest.mark.parametrize("to", ["qti21", "qti"])
def test_formulas_and_elements_have_their_namespace_without_a_prefix(to: str, exported: Exports):
    files = files_of(exported(to)[0])
    formulas = 0
    edition = EDITIONS["2.1" if to == "qti21" else "3.0"].namespace
    for source in (source for name, source in files.items() if name.startswith("items/") and name.endswith(".xml")):
        text = source.decode()
        assert "<m:" not in text
        assert "<ns0:" not in text
        formulas += text.count('<math xmlns="http://www.w3.org/1998/Math/MathML"')
        spaces = {each.tag.rpartition("}")[0].strip("{") for each in ElementTree.fromstring(source).iter()}
        assert spaces <= {edition, "http://www.w3.org/1998/Math/MathML"}
    assert formulas > 1000


def test_lines_to_order_stand_below_each_other():
    bank = all_kinds_bank()
    made = draw_groups(bank, ["control-flow-question"], partial(draw, bank))
    (item,) = items_of(export_questions(made, "qti21")[0]).values()
    asked = [each for each in item.root.iter() if local(each) == "orderInteraction"]
    assert [each.get("orientation") for each in asked] == ["vertical"]

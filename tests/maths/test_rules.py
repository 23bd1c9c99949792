"""House rules: each is a switch with a documented default, and does what the page says."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from mmready.domain.variant import Domain
from mmready.grading.judge import judge
from mmready.maths.rules import DEFAULT, Rules, read_rules

PAGE = (Path(__file__).parent.parent.parent / "docs" / "marking.md").read_text(encoding="utf-8")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return " ".join(value) if isinstance(value, tuple) else str(value)


def test_the_page_lists_every_rule_with_its_default_and_no_other() -> None:
    section = PAGE.split("## Rules of the house")[1].split("\n## ")[0]
    table = re.findall(r"^\| `(\w+)` \| ([^|`]+) \|", section, re.MULTILINE)
    assert table == [(field.name, _shown(field.default)) for field in fields(Rules)]


def test_every_rule_is_explained_where_it_is_defined() -> None:
    assert re.findall(r"- ``(\w+)``:", Rules.__doc__ or "") == [field.name for field in fields(Rules)]


def test_every_rule_is_tried_below() -> None:
    assert {name for rule, *_ in CASES for name in rule} == {field.name for field in fields(Rules)}


CASES: list[tuple[dict[str, object], str, str, str, str, str]] = [
    ({"decimal_comma": True}, "number", "12,25", "49/4", "unreadable", "right"),
    ({"decimal_comma": True}, "vector", "(2,5; 3)", "(5/2, 3)", "unreadable", "right"),
    ({"decimal_comma": True}, "interval", "[0,5; 1,5)", "[1/2, 3/2)", "unreadable", "right"),
    ({"thousands": False}, "number", "7,250", "7250", "right", "unreadable"),
    ({"mixed_numbers": False}, "number", "4 1/5", "21/5", "right", "wrong"),
    ({"log_base": "10"}, "number", "log 1000", "3", "wrong", "right"),
    ({"angles": "degrees"}, "number", "cos(60)", "1/2", "wrong", "right"),
    ({"angles": "degrees"}, "number", "atan 1", "45", "wrong", "right"),
    ({"imaginary_units": ("i", "j")}, "expression", "4 - 5j", "4 - 5i", "wrong", "right"),
    ({"undeclared_j": False}, "number", "4 - 5j", "4 - 5i", "right", "unreadable"),
    ({"bare_functions": False}, "expression", "cos 3t", "cos(3t)", "right", "unreadable"),
    ({"letter_brackets": False}, "expression", "g(t)", "g t", "right", "unreadable"),
    ({"juxtaposition_first": True}, "expression", "1/4t", "1/(4t)", "wrong", "right"),
    ({"letter_numbers": False}, "expression", "3w2", "3w_2", "right", "right"),
    ({"letter_numbers": False}, "expression", "w2", "2w", "wrong", "unreadable"),
    ({"any_case": True}, "expression", "3T", "3t", "wrong", "right"),
    ({"plus_joins_sets": True}, "set", "{4} + {5, 6}", "{4, 5, 6}", "unreadable", "right"),
    ({"real_roots": False}, "number", "(-27)^(1/3)", "-3", "right", "wrong"),
    ({"positive_bases": True}, "expression", "(t^m)^n", "t^(m n)", "wrong", "right"),
    ({"same_domain": True}, "expression", "sqrt(t)^2", "|t|", "right", "wrong"),
    ({"rounded_decimals": 8}, "number", "1.7320508", "sqrt 3", "wrong", "right"),
    ({"rounded_decimals": 8}, "number", "1.7320509", "sqrt 3", "wrong", "wrong"),
    ({"rounded_decimals": 9}, "number", "1.7320508", "sqrt 3", "wrong", "wrong"),
    ({"rounded_decimals": 3}, "expression", "0.667t", "2t/3", "wrong", "right"),
    ({"rounded_decimals": 2}, "interval", "(0.43, 1]", "(3/7, 1]", "wrong", "right"),
    ({"any_bracket": False}, "vector", "[4, 5]", "(4, 5)", "right", "wrong"),
    ({"any_bracket": False}, "vector", "(4, 5)", "(4, 5)", "right", "right"),
    ({"array_products": True}, "matrix", "[[2, 0], [0, 2]]*[[1, 1]]^T", "[[2], [2]]", "unreadable", "right"),
    ({"count_roots": True}, "equation", "t = 4", "(t - 4)^2 = 0", "right", "wrong"),
    ({"count_roots": True}, "equation", "t^2 = 9", "t = 3 or t = -3", "right", "right"),
    ({"cancel_letters": True}, "equation", "s t = 3s t^2", "1 = 3t", "wrong", "wrong"),
    ({"cancel_letters": True}, "equation", "s w = 3t w - 4w", "s = 3t - 4", "wrong", "right"),
    ({"cancel_letters": True}, "equation", "s w = 3t w + 4w", "s = 3t - 4", "wrong", "wrong"),
    ({"bare_values": True}, "equation", "6", "m = 6", "unreadable", "right"),
    ({"bare_values": True}, "equation", "7", "m = 6", "unreadable", "wrong"),
    ({"bare_values": True}, "inequality", "(4, 6]", "4 < m <= 6", "unreadable", "right"),
    ({"bare_values": True}, "inequality", "[4, inf)", "m > 4", "unreadable", "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "response", "key", "usual", "changed"), CASES)
def test_a_rule_decides(rule: dict[str, object], kind: str, response: str, key: str, usual: str, changed: str) -> None:
    variables: dict[str, Domain] | None = {"t": "real"} if "any_case" in rule and response == "3T" else None
    usual = "unreadable" if variables else usual
    assert judge(response, key, kind=kind, variables=variables).outcome == usual
    rules = Rules(**rule)  # type: ignore[arg-type]
    assert judge(response, key, kind=kind, variables=variables, rules=rules).outcome == changed


def test_rules_are_read_from_a_question() -> None:
    assert read_rules("") == DEFAULT
    found = read_rules("decimal_comma on, log_base 10, rounded_decimals 6, imaginary_units i j, thousands no")
    assert found == Rules(
        decimal_comma=True, log_base="10", rounded_decimals=6, imaginary_units=("i", "j"), thousands=False
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("decimal_point on", "there is no rule 'decimal_point'"),
        ("thousands maybe", "thousands is on or off"),
        ("log_base 2", "log_base is e or 10"),
        ("rounded_decimals many", "rounded_decimals is a whole number"),
    ],
)
def test_a_rule_that_cannot_be_read_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_rules(text)

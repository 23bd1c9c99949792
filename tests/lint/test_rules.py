"""Every rule against its own examples: the bad one breaks it, the good one breaks nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mmready.lint import BANK_RULES, QUESTION_RULES, QuestionRule, Rule, rules
from mmready.lint.example import BASES, merged

BY_CODE = pytest.mark.parametrize("rule", QUESTION_RULES, ids=lambda rule: rule.code)


@pytest.mark.parametrize("kind", BASES)
def test_the_bases_of_the_examples_are_sound(lint: Any, kind: str) -> None:
    assert lint({"base": BASES[kind]}).faults == ()


@BY_CODE
def test_the_bad_example_breaks_the_rule(lint: Any, rule: QuestionRule) -> None:
    faults = lint({"bad": merged(rule.bad)}).faults
    assert rule.code in {fault.code for fault in faults}, faults
    assert {fault.severity for fault in faults if fault.code == rule.code} == {rule.severity}


@BY_CODE
def test_the_good_example_breaks_nothing(lint: Any, rule: QuestionRule) -> None:
    report = lint({"good": merged(rule.good)})
    assert report.errors == ()
    assert {fault.code for fault in report.warnings} <= {"few-mistakes"} - {rule.code}  # examples are short


@pytest.mark.parametrize("rule", [*QUESTION_RULES, *BANK_RULES], ids=lambda rule: rule.code)
def test_a_rule_says_what_holds_and_how_to_mend_it(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    for sentence in (rule.says, rule.fix):
        assert sentence.endswith(".")
        assert len(sentence.split()) >= 4
    assert rule.severity in ("error", "warning")


def test_codes_are_distinct_and_every_module_is_listed() -> None:
    codes = [rule.code for rule in (*QUESTION_RULES, *BANK_RULES)]
    assert len(set(codes)) == len(codes)
    modules = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert {code.replace("-", "_") for code in codes} == modules


def test_an_example_replaces_fields_and_sections_of_its_base() -> None:
    text = merged("minutes: 3\n---\n## Hint\nLook.\n")
    assert "minutes: 3\n" in text
    assert "minutes: 1\n" not in text
    assert "## Hint\nLook.\n" in text
    assert "Count a row" not in text
    assert text.count("---\n") == 2
    assert merged("---\nHow many?").split("---\n")[2].startswith("How many?\n## Hint")
    assert merged("kind: output") == BASES["output"].replace("\n\n## Hint", "\n## Hint")

"""Wrong keys planted in the packaged questions: the Check of each question finds them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmready.domain.question import QuestionBody, QuestionTemplate, Value
from mmready.domain.variant import AnswerKey
from mmready.errors import AuthorError
from mmready.lint.crew import Work, prove_one
from mmready.loading import read_sources
from mmready.running import ChildRunner, WarmRunner
from mmready.sampling import draw_body

QUIZZES = Path(__file__).parents[2] / "quizzes"
WANTED = 200
CAUGHT = {"key-disproved", "draw", "check-stops", "solution-end", "right-options", "mistake-right", "options-alike"}
Planted = tuple[str, QuestionBody]


def wrong_values(answer: Value) -> Iterator[tuple[str, Value]]:
    """Keys that are wrong by one slip: a sign, a factor, one too many; an entry of a vector or a matrix has one."""
    if isinstance(answer, str):
        yield "sign", f"-({answer})"
        yield "factor", f"2*({answer})"
        yield "off by one", f"({answer}) + 1"
        return
    for at, entry in enumerate(answer):
        for what, changed in wrong_values(entry):
            yield what, (*answer[:at], changed, *answer[at + 1 :])


def swapped(options: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The options with the mark of a right one given to a wrong one."""
    for right in (n for n, option in enumerate(options) if option.right == "yes"):
        for wrong in (n for n, option in enumerate(options) if option.right == "no"):
            marks = {right: "no", wrong: "yes"}
            yield tuple(replace(option, right=marks.get(n, option.right)) for n, option in enumerate(options))


def wrong_key(body: QuestionBody) -> Iterator[Planted]:
    for what, answer in wrong_values(body.answer):
        yield what, replace(body, answer=answer, mistakes=())


def wrong_option(body: QuestionBody) -> Iterator[Planted]:
    for options in swapped(body.options):
        yield "swapped option", replace(body, options=options)


def wrong_order(body: QuestionBody) -> Iterator[Planted]:
    lines = body.order_lines
    for at in range(len(lines) - 1):
        free = any({at + 1, at + 2} <= set(group) for group in body.free)
        if not free and lines[at].strip() != lines[at + 1].strip():
            changed = (*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :])
            yield "swapped lines", replace(body, order_lines=changed, mistakes=())


def wrong_blank(body: QuestionBody) -> Iterator[Planted]:
    for name, blank in body.blanks.items():
        for what, answer in wrong_values(blank.answer) if blank.kind in ("number", "expression") else ():
            part = replace(blank, answer=answer, mistakes=())
            yield what, replace(body, blanks={**body.blanks, name: part})


def wrong_text(field: str, what: str, changes: Mapping[str, str]) -> Callable[[QuestionBody], Iterator[Planted]]:
    def plant(body: QuestionBody) -> Iterator[Planted]:
        text = str(getattr(body, field))
        for old, new in changes.items():
            if old in text:
                yield what, replace(body, **{field: text.replace(old, new, 1)}, mistakes=())

    return plant


SIDES = {" = ": " = 1 + ", " < ": " > ", " > ": " < ", " <= ": " >= ", " >= ": " <= "}
SIGNS = {" + ": " - ", " < ": " > ", "[0]": "[-1]", "range(": "range(1 + ", " += ": " -= "}
PLANTING: Mapping[str, Callable[[QuestionBody], Iterator[Planted]]] = {
    "number": wrong_key,
    "expression": wrong_key,
    "vector": wrong_key,
    "matrix": wrong_key,
    "one-choice": wrong_option,
    "many-choice": wrong_option,
    "order": wrong_order,
    "blanks": wrong_blank,
    "equation": wrong_text("answer", "changed side", SIDES),
    "inequality": wrong_text("answer", "changed side", SIDES),
    "output": wrong_text("program", "changed program", SIGNS),
}


def shows_nowhere(template: QuestionTemplate, changed: QuestionBody, body: QuestionBody) -> bool:
    """Whether the key is on no draw another than before (twice 0, a program that prints the same): then it is right."""
    both = (changed, replace(body, mistakes=()))
    try:
        first, second = (
            [told(draw_body(template, each, seed, ChildRunner())[1]) for seed in range(3)] for each in both
        )
    except AuthorError:
        return False  # the changed program stops; that is found when it is drawn
    return first == second


def told(key: AnswerKey) -> list[str]:
    return [key.answer, *(blank.answer for blank in key.blanks.values())]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_hundred_planted_wrong_keys_are_all_caught() -> None:
    bank = read_sources(QUIZZES)
    chance = random.Random(20261122)
    names = sorted(bank.questions)
    chance.shuffle(names)
    found, missed, kinds = 0, [], Counter[str]()
    with WarmRunner() as runner:
        for name in names:
            template = bank.questions[name]
            choices = list(PLANTING[template.kind](bank.bodies[name])) if template.kind in PLANTING else []
            if not choices or found == WANTED:
                continue
            what, body = chance.choice(choices)
            if not what.startswith("swapped") and shows_nowhere(template, body, bank.bodies[name]):
                continue
            kinds[what] += 1
            found += 1
            _, faults = prove_one(Work(template, body, range(3), frozenset()), runner, ChildRunner())
            if CAUGHT.isdisjoint(fault.code for fault in faults):
                missed.append((name, what))
    print(dict(kinds))
    assert missed == []
    assert found >= min(WANTED, len(names) // 2)
    assert len(kinds) >= 5

"""Ordering lines, with and without indentation asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.variant import AnswerKey, Mark, Mistake, Variant
from mmready.grading import order

LINES = ("t = 0", "n = 0", "for v in values:", "    t += v", "    n += 1", "print(t / n)")
EXTRA = ("    t = v", "print(t)")
SHOWN = ("print(t)", "n = 0", "    t += v", "for v in values:", "    t = v", "t = 0", "print(t / n)", "    n += 1")
FREE = ((1, 2), (4, 5))


def key(**changes: Any) -> AnswerKey:
    fields = {"lines": LINES, "extra": EXTRA, "free": FREE, "shown": SHOWN, **changes}
    return AnswerKey("q", 0, "order", **fields)


def variant(lines: tuple[str, ...] = SHOWN, asked: bool = False) -> Variant:
    shown = tuple(line.strip() for line in lines) if asked else lines
    return Variant("q", 0, "order", "skill", "python", "Order.", lines=shown, indent_asked=asked)


RIGHT: list[Any] = [
    ["t = 0", 0],
    ["n = 0", 0],
    ["for v in values:", 0],
    ["t += v", 1],
    ["n += 1", 1],
    ["print(t / n)", 0],
]


@pytest.mark.parametrize(
    ("response", "outcome", "code"),
    [
        (RIGHT, "right", "right"),
        ([line for line, _ in RIGHT], "right", "right"),
        ("\n".join(LINES) + "\n", "right", "right"),
        ([[6, 0], [2, 0], [4, 0], [3, 1], [8, 1], [7, 0]], "right", "right"),
        ([6, 2, 4, 3, 8, 7], "right", "right"),
        ([RIGHT[1], RIGHT[0], *RIGHT[2:]], "right", "right"),
        ([*RIGHT[:3], RIGHT[4], RIGHT[3], RIGHT[5]], "right", "right"),
        ([RIGHT[0], RIGHT[2], RIGHT[1], *RIGHT[3:]], "wrong", "order"),
        (RIGHT[::-1], "wrong", "order"),
        (RIGHT[:-1], "wrong", "missing-line"),
        ([*RIGHT, ["print(t)", 0]], "wrong", "extra-line"),
        ([*RIGHT[:-1], ["print(t)", 0]], "wrong", "extra-and-missing"),
        ([], "empty", "empty"),
        (None, "empty", "empty"),
        ("  ", "empty", "empty"),
        ([["t = 1", 0]], "unreadable", "line-unknown"),
        ([RIGHT[0], RIGHT[0]], "unreadable", "line-twice"),
        ([0], "unreadable", "line-place"),
        ([9], "unreadable", "line-place"),
        ([True], "unreadable", "not-lines"),
        ([["t = 0", "0"]], "unreadable", "not-lines"),
        ([["t = 0", -1]], "unreadable", "not-lines"),
        ([["t = 0", 0, 0]], "unreadable", "not-lines"),
        ([[]], "unreadable", "not-lines"),
        ([None], "unreadable", "not-lines"),
        ({"a": 1}, "unreadable", "not-lines"),
        (7, "unreadable", "not-lines"),
    ],
)
def test_order_with_the_indentation_given(response: Any, outcome: str, code: str) -> None:
    judgement = order.grade(key(), response)
    assert (judgement.outcome, judgement.code) == (outcome, code)
    if outcome in ("empty", "unreadable"):
        reading = order.check_form(variant(), response)
        assert (reading.outcome, reading.help) == (outcome, judgement.feedback)
    else:
        assert order.check_form(variant(), response).outcome == "readable"


@pytest.mark.parametrize(
    ("indents", "outcome", "points"),
    [
        ([0, 0, 0, 1, 1, 0], "right", 1),
        ([0, 0, 0, 4, 4, 0], "right", 1),
        ([0, 0, 0, 4.0, 4.0, 0], "right", 1),
        ([0, 0, 0, 1, 0, 0], "partly", 0.5),
        ([0, 0, 0, 0, 0, 0], "partly", 0.5),
        ([0, 0, 0, 4, 8, 0], "partly", 0.5),
    ],
)
def test_order_with_the_indentation_asked(indents: list[float], outcome: str, points: float) -> None:
    asked = key(mark=Mark(indent="asked"))
    response = [[line, indent] for (line, _), indent in zip(RIGHT, indents, strict=True)]
    judgement = order.grade(asked, response)
    assert (judgement.outcome, judgement.points) == (outcome, points)


def test_lines_that_differ_by_indentation_alone_are_told_apart() -> None:
    its_key = key(lines=("for v in w:", "    t = v", "print(t)"), extra=("t = v",), free=(), shown=())
    assert order.grade(its_key, ["for v in w:", "    t = v", "print(t)"]).outcome == "right"
    assert order.grade(its_key, [["for v in w:", 0], ["    t = v", 0], ["print(t)", 0]]).outcome == "right"
    assert order.grade(its_key, [["for v in w:", 0], ["t = v", 1], ["print(t)", 0]]).outcome == "right"
    assert order.grade(its_key, ["for v in w:", "t = v", "print(t)"]).outcome == "wrong"


def test_a_mistake_is_named() -> None:
    wrong = Mistake("t = 0\nn = 0\nfor v in values:\n    t = v\n    n += 1\nprint(t / n)", "The total is thrown away.")
    response = [["t = v", 1] if line == "t += v" else [line, indent] for line, indent in RIGHT]
    judgement = order.grade(key(mistakes=(wrong,)), response)
    assert (judgement.outcome, judgement.code, judgement.feedback) == (
        "wrong",
        "mistake-1",
        "The total is thrown away.",
    )


@pytest.mark.parametrize("indent", ["given", "asked"])
@pytest.mark.parametrize("extra", [EXTRA, ()])
def test_specimens_come_out_as_they_say(indent: str, extra: tuple[str, ...]) -> None:
    its_key = key(mark=Mark(indent=indent), extra=extra)
    found = order.specimens(variant(), its_key)
    assert {outcome for _, outcome in found} >= {"right", "wrong", "empty", "unreadable"}
    for response, outcome in found:
        assert order.grade(its_key, response).outcome == outcome, response


@given(st.permutations(range(6)))
def test_only_swaps_within_a_free_group_are_right(places: list[int]) -> None:
    judgement = order.grade(key(), [RIGHT[place] for place in places])
    free = {frozenset((0, 1)): (0, 1), frozenset((3, 4)): (3, 4)}
    expected = (
        places[2] == 2
        and places[5] == 5
        and all(set(places[group[0] : group[1] + 1]) == set(group) for group in free.values())
    )
    assert (judgement.outcome == "right") == expected


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (("a:", "    b:", "        c"), [0, 1, 2]),
        (("a:", "  b:", "    c"), [0, 1, 2]),
        (("a:", "\tb"), [0, 1]),
        (("a",), [0]),
        ((), []),
    ],
)
def test_levels_follow_the_program_s_own_indentation(lines: tuple[str, ...], levels: list[int]) -> None:
    assert order.levels(lines) == levels


DEEP: list[Any] = [*RIGHT[:3], ["t += v", 2], ["n += 1", 2], RIGHT[5]]
CROOKED: list[Any] = [*RIGHT[:3], ["t += v", 2], ["n += 1", 1], RIGHT[5]]


@pytest.mark.parametrize(
    ("response", "outcome"),
    [(DEEP, "right"), (CROOKED, "partly"), ([[words, level + 1] for words, level in RIGHT], "partly")],
)
def test_a_block_may_be_indented_as_far_as_one_likes_where_python_takes_it(response: Any, outcome: str) -> None:
    asked = key(mark=Mark(indent="asked"), shown=tuple(line.strip() for line in SHOWN))
    assert order.grade(asked, response).outcome == outcome


def test_a_named_mistake_of_indentation_comes_before_partial_credit() -> None:
    early = "t = 0\nn = 0\nfor v in values:\n    t += v\n    n += 1\n    print(t / n)"
    asked = key(mark=Mark(indent="asked"), mistakes=(Mistake(early, "This prints for each value."),))
    judgement = order.grade(asked, [*RIGHT[:5], ["print(t / n)", 1]])
    assert (judgement.outcome, judgement.feedback) == ("wrong", "This prints for each value.")

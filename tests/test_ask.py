"""A sitting in the terminal: typed lines become responses, nothing unreadable counts, a pause loses nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pytest
from rich.console import Console

from mmready.ask import DONT_KNOW, PAUSE, as_code, ask, response_from
from mmready.domain.variant import Option, Variant
from mmready.errors import LearnerInputError
from mmready.progress import MemoryStore
from mmready.session import Sitting, resume
from tests.small_bank import CANARY, small_bank

BANK = small_bank()
CHOICE = Variant("q", 0, "one-choice", "s", "python", "?", options=tuple(Option(letter, letter) for letter in "cab"))
MANY = Variant("q", 0, "many-choice", "s", "python", "?", options=tuple(Option(letter, letter) for letter in "cab"))
ORDER = Variant("q", 0, "order", "s", "python", "?", lines=("b = 1", "a = 1", "print(a)"))
NUMBER = Variant("q", 0, "number", "s", "calculus", "?")


@pytest.mark.parametrize(
    ("variant", "text", "response"),
    [
        (CHOICE, "1", "c"),
        (CHOICE, "3", "b"),
        (MANY, "1 2", ["c", "a"]),
        (MANY, "2,3", ["a", "b"]),
        (ORDER, "2 1 3", [["a = 1", 0], ["b = 1", 0], ["print(a)", 0]]),
        (ORDER, "2:0 3:1", [["a = 1", 0], ["print(a)", 1]]),
        (NUMBER, "1/2", "1/2"),
        (CHOICE, "", ""),
    ],
)
def test_typed_line_becomes_a_response_by_positions_on_screen(variant, text, response):
    assert response_from(variant, text) == response


@pytest.mark.parametrize(
    ("variant", "text"), [(CHOICE, "4"), (CHOICE, "0"), (CHOICE, "a"), (CHOICE, "1 2"), (MANY, "1 9"), (ORDER, "4")]
)
def test_line_that_stands_for_nothing_is_said_in_words(variant, text):
    with pytest.raises(LearnerInputError):
        response_from(variant, text)


def test_formulas_pictures_and_blanks_are_readable_without_a_screen():
    text = "Find $x^2$ in ![p](figure:p) as [[?a]] with `$5`."
    assert as_code(text, {"p": "A line."}) == "Find `x^2` in (Picture: A line.) as `[a]` with `$5`."


def typing(lines: Iterable[str]) -> Callable[[str], str]:
    given = iter(lines)
    return lambda prompt: next(given)


def asked(sitting: Sitting, lines: Iterable[str]) -> tuple[bool, str]:
    console = Console(file=io.StringIO(), width=100)
    ended = ask(sitting, console, typing(lines), lambda: "2026-11-22T10:00:00")
    return ended, console.file.getvalue()


def test_saying_dont_know_to_everything_ends_in_a_report():
    ended, shown = asked(Sitting(BANK, seed=1), [DONT_KNOW] * 45)
    assert ended
    assert "C1" in shown
    assert "Not yet" in shown
    assert CANARY not in shown


def test_unreadable_lines_do_not_count_and_a_pause_keeps_the_answers():
    store = MemoryStore()
    sitting = Sitting(BANK, seed=1, store=store)
    ended, shown = asked(sitting, [DONT_KNOW, "((", "", "99999", ":h", PAUSE])
    assert not ended
    assert f"--resume {sitting.id}" in shown
    assert resume(store, sitting.id, BANK).number == sitting.number <= 2

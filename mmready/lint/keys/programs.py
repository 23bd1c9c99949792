"""Choices and programs: the key against truths, a text, a second implementation or a test of the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mmready.domain.variant import AnswerKey
from mmready.grading import grade
from mmready.grading.values import read_tolerance, read_value, same
from mmready.lint.keys.verdict import PROVED, Status, shown

__all__ = ["choice", "function", "order", "output", "programs"]


def choice(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    value = answers["value"]
    if not isinstance(value, list | tuple) or not all(isinstance(truth, bool | int) for truth in value):
        return (
            "unset",
            f"`expected` has to be a list with one truth an option, in the order of the file; got {shown(value)}",
        )
    for letter in sorted(key.shown):
        place = ord(letter) - ord("a")
        if place >= len(value):
            return "unset", f"`expected` has {len(value)} truths, fewer than there are options"
        if bool(value[place]) != (letter in key.right):
            says = "right" if value[place] else "wrong"
            return "disproved", f"it finds option {letter} (number {place + 1} in the file) {says}, the key does not"
    return PROVED


def output(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    value = answers["value"]
    text = value if isinstance(value, str) else str(value)
    if not text.strip():
        return "unset", "`expected` has to be the text that is printed"
    if grade(key, text).outcome == "right":
        return PROVED
    return "disproved", f"it expects {text!r}, the program prints {key.answer!r}"


def function(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    tolerance = read_tolerance(key.mark.tolerance)
    gives = {test.call: test.gives for test in key.tests}
    for call, solution, expected in answers["pairs"]:
        if not same(read_value(solution), read_value(expected), tolerance):
            return "disproved", f"{call}: the Solution gives {solution[:80]}, the Check {expected[:80]}"
        if call in gives and not same(read_value(gives[call]), read_value(expected), tolerance):
            return "disproved", f"{call}: the test says {gives[call][:80]}, the Check {expected[:80]}"
    return PROVED


def _free_orders(key: AnswerKey) -> list[str]:
    """The programs in which each free group stands the other way round; they have to work."""
    orders = []
    for group in key.free:
        lines = list(key.lines)
        for place, other in zip(group, reversed(group), strict=True):
            lines[place - 1] = key.lines[other - 1]
        orders.append("\n".join(lines))
    return orders


def _other_orders(key: AnswerKey) -> list[str]:
    """Programs that must not work: neighbours swapped, a line left out, a line replaced by one that is not needed."""
    lines, found = list(key.lines), []
    together = [set(group) for group in key.free]
    for place in range(len(lines) - 1):
        free = any({place + 1, place + 2} <= group for group in together)
        if not free and lines[place] != lines[place + 1]:
            found.append([*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]])
    found += [[*lines[:place], *lines[place + 1 :]] for place in range(len(lines))]
    for extra in key.extra:
        width = len(extra) - len(extra.lstrip())
        alike = [place for place, line in enumerate(lines) if len(line) - len(line.lstrip()) == width]
        found += [[*lines[:place], extra, *lines[place + 1 :]] for place in alike]
    return ["\n".join(program) for program in found]


def order(key: AnswerKey, answers: Mapping[str, Any]) -> Status:
    tried = programs(key)
    must_work = 1 + len(key.free)
    for place, (taken, error) in enumerate(answers["taken"]):
        if not taken and place == 0:
            return "disproved", f"the key's order does not pass: {error or 'expected(program) is not true'}"
        if not taken and place < must_work:
            return "disproved", f"with a free group the other way round the program does not pass: {error}"
        if taken and place >= must_work:
            return "disproved", f"another program passes too; mend the lines or name them in `free`:\n{tried[place]}"
    return PROVED


def programs(key: AnswerKey, *, wrong: bool = True) -> list[str]:
    """The programs that are tried: the key's, those of its free groups, and (``wrong``) others that must not work."""
    return ["\n".join(key.lines), *_free_orders(key), *(_other_orders(key) if wrong else ())]

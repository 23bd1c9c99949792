"""One table from codes to words for learners, and the judgements that are made of them.

No entry tells a key: an entry says what kind of thing is amiss, and its ``{…}`` are filled with what the learner wrote
or may see anyway.
"""

from __future__ import annotations

from typing import Literal

from mmready.domain.response import Judgement, Outcome, Reading

__all__ = ["WORDS", "cannot_read", "empty", "partly", "quoted", "reading_of", "right", "unreadable", "words", "wrong"]

WORDS: dict[str, str] = {
    # any kind
    "empty": "Nothing is filled in yet.",
    "not-text": "we expect text here, and got {what}",
    "too-long": "this is longer than we can read: at most {count} characters",
    "wrong": "Not right.",
    # choices
    "not-an-option": "choose one of the options shown",
    "one-only": "choose one option",
    "not-ticks": "tick the options that you mean, as a list",
    "missed": "All that you ticked is right, but something is missing.",
    "ticked-wrong": "Some of what you ticked does not belong.",
    # order
    "not-lines": "we expect the lines in your order, each with its indentation",
    "line-unknown": "this line is not among those given: {line}",
    "line-place": "there is no line number {number}",
    "line-twice": "this line is there more often than it was given: {line}",
    "order": "These are the lines that are needed, but not in an order that works.",
    "extra-line": "One of the lines you used is not needed.",
    "missing-line": "A line that is needed is still left out.",
    "extra-and-missing": "One of the lines you used is not needed, and one that is needed is left out.",
    "indent": "The order is right. The indentation is not: look at which lines belong inside which.",
    # output
    "spaces": "All but the spaces is right. Look at where Python puts them.",
    "case": "Look at capital and small letters.",
    "quotes": "Look at the quotation marks: `print` shows a string without them, but inside a list it keeps them.",
    "brackets": "Look at the brackets and commas: they show what kind of value is printed.",
    "number-form": "The values are right. Look at how Python writes them: whole numbers and decimals look different.",
    "line-breaks": "The text is right, but it stands on different lines: each `print` ends its line.",
    "fewer-lines": "The program prints more lines than this.",
    "more-lines": "The program prints fewer lines than this.",
    # function
    "syntax": "line {line} is not Python: {problem}",
    "no-function": "your code has to define `{function}`",
    "import": "`{module}` cannot be imported here; {offered}",
    "import-none": "this one is answered without imports",
    "import-some": "you can import {modules}",
    "failed": "Your code stops with an error before any test:\n\n{error}",
    "timeout": "Your code did not end within {seconds} seconds. Look for a loop that never stops.",
    "timeout-call": "`{call}` did not end in time. Look for a loop that never stops.",
    "memory": "Your code asked for more memory than we allow. Look for a list that grows without end.",
    "killed": "Your code ended the program while the tests were running.",
    "test-error": "`{call}` stops with an error:\n\n{error}",
    "test-differs": "`{call}` should give `{expected}` and gives `{got}`.",
    "test-prints": "`{call}` gives nothing back. Your function prints its result; it has to `return` it.",
    "test-none": "`{call}` gives `None`. Is there a `return` on every way through your function?",
    "test-type": "`{call}` should give {expected_type} and gives {got_type}.",
    "hidden": "The tests you can see pass. One that you cannot see does not. {hint}",
    "hidden-error": "The tests you can see pass. One that you cannot see stops with {error}. {hint}",
    "hidden-hint": "Think of short, empty and unusual inputs.",
    # blanks
    "not-blanks": "we expect an answer for each blank",
    "blank-unknown": "there is no blank called {name}",
    "blanks-empty": "Not filled in yet: {blanks}.",
    "blank-line": "Blank {number}: {feedback}",
    "blank-right": "right.",
}


def words(code: str, **details: object) -> str:
    """The words for a code, with ``details`` filled in."""
    return WORDS[code].format(**details)


def cannot_read(help: str) -> str:
    """The sentence around the reason why something cannot be read."""
    return f"We can’t read this yet: {help.rstrip('.')}. It does not count as an answer."


def right(feedback: str = "", read_as: str = "") -> Judgement:
    """Full points."""
    return Judgement("right", 1.0, feedback, "right", read_as)


def wrong(code: str = "wrong", feedback: str | None = None, read_as: str = "") -> Judgement:
    """No points; without ``feedback`` the table's words."""
    return Judgement("wrong", 0.0, words(code) if feedback is None else feedback, code, read_as)


def partly(points: float, code: str, feedback: str | None = None, read_as: str = "") -> Judgement:
    """Some points, between 0 and 1; none at all is wrong."""
    outcome: Outcome = "partly" if points > 0 else "wrong"
    return Judgement(outcome, points, words(code) if feedback is None else feedback, code, read_as)


def empty(code: str = "empty", **details: object) -> Judgement:
    """Nothing was given; it does not count."""
    return Judgement("empty", 0.0, words(code, **details), code)


def unreadable(code: str, **details: object) -> Judgement:
    """What was given cannot be read; it does not count."""
    return Judgement("unreadable", 0.0, cannot_read(words(code, **details)), code)


def reading_of(judgement: Judgement) -> Reading:
    """An empty or unreadable judgement, told while the learner is still typing."""
    outcome: Literal["unreadable", "empty"] = "empty" if judgement.outcome == "empty" else "unreadable"
    return Reading(outcome, help=judgement.feedback, place=judgement.place)


def quoted(text: str, longest: int = 200) -> str:
    """A piece of the learner's text for a code span: one line, cut, without what would end the span."""
    flat = " ".join(text.replace("`", "'").split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"

"""One table from codes to words for learners, and the judgements that are made of them.

No entry tells a key: an entry says what kind of thing is amiss, and its ``{…}`` are filled with what the learner wrote
or may see anyway.
"""

from __future__ import annotations

from typing import Literal

from mmready.domain.response import Judgement, Outcome, Reading
from mmready.translation import marked, t

__all__ = ["WORDS", "cannot_read", "empty", "partly", "quoted", "reading_of", "right", "unreadable", "words", "wrong"]

WORDS: dict[str, str] = {
    # any kind
    "empty": marked("Nothing is filled in yet."),
    "not-text": marked("we expect text here, and got {what}"),
    "too-long": marked("this is longer than we can read: at most {count} characters"),
    "wrong": marked("Not right."),
    # choices
    "not-an-option": marked("choose one of the options shown"),
    "one-only": marked("choose one option"),
    "not-ticks": marked("tick the options that you mean, as a list"),
    "missed": marked("All that you ticked is right, but something is missing."),
    "ticked-wrong": marked("Some of what you ticked does not belong."),
    # order
    "not-lines": marked("we expect the lines in your order, each with its indentation"),
    "line-unknown": marked("this line is not among those given: {line}"),
    "line-place": marked("there is no line number {number}"),
    "line-twice": marked("this line is there more often than it was given: {line}"),
    "order": marked("These are the lines that are needed, but not in an order that works."),
    "extra-line": marked("One of the lines you used is not needed."),
    "missing-line": marked("A line that is needed is still left out."),
    "extra-and-missing": marked("One of the lines you used is not needed, and one that is needed is left out."),
    "indent": marked("The order is right. The indentation is not: look at which lines belong inside which."),
    # output
    "spaces": marked("All but the spaces is right. Look at where Python puts them."),
    "case": marked("Look at capital and small letters."),
    "quotes": marked(
        "Look at the quotation marks: `print` shows a string without them, but inside a list it keeps them."
    ),
    "brackets": marked("Look at the brackets and commas: they show what kind of value is printed."),
    "number-form": marked(
        "The values are right. Look at how Python writes them: whole numbers and decimals look different."
    ),
    "line-breaks": marked("The text is right, but it stands on different lines: each `print` ends its line."),
    "fewer-lines": marked("The program prints more lines than this."),
    "more-lines": marked("The program prints fewer lines than this."),
    # function
    "syntax": marked("line {line} is not Python: {problem}"),
    "no-function": marked("your code has to define `{function}`"),
    "import": marked("`{module}` cannot be imported here; {offered}"),
    "import-none": marked("this one is answered without imports"),
    "import-some": marked("you can import {modules}"),
    "failed": marked("Your code stops with an error before any test:\n\n{error}"),
    "timeout": marked("Your code did not end within {seconds} seconds. Look for a loop that never stops."),
    "timeout-call": marked("`{call}` did not end in time. Look for a loop that never stops."),
    "memory": marked("Your code asked for more memory than we allow. Look for a list that grows without end."),
    "killed": marked("Your code ended the program while the tests were running."),
    "test-error": marked("`{call}` stops with an error:\n\n{error}"),
    "test-differs": marked("`{call}` should give `{expected}` and gives `{got}`."),
    "test-prints": marked("`{call}` gives nothing back. Your function prints its result; it has to `return` it."),
    "test-none": marked("`{call}` gives `None`. Is there a `return` on every way through your function?"),
    "test-type": marked("`{call}` should give {expected_type} and gives {got_type}."),
    "hidden": marked("The tests you can see pass. One that you cannot see does not. {hint}"),
    "hidden-error": marked("The tests you can see pass. One that you cannot see stops with {error}. {hint}"),
    "hidden-hint": marked("Think of short, empty and unusual inputs."),
    # blanks
    "not-blanks": marked("we expect an answer for each blank"),
    "blank-unknown": marked("there is no blank called {name}"),
    "blanks-empty": marked("Not filled in yet: {blanks}."),
    "blank-line": marked("Blank {number}: {feedback}"),
    "blank-right": marked("right."),
}


def words(code: str, **details: object) -> str:
    """The words for a code, with ``details`` filled in."""
    return t(WORDS[code], **details)


def cannot_read(help: str) -> str:
    """The sentence around the reason why something cannot be read."""
    return t("We can’t read this yet: {why}. It does not count as an answer.", why=help.rstrip("."))


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

"""A question with its numbers drawn: what the learner may see, and apart from it the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from mmready.values import dataclass

# Where an answer is compared: "real", "positive", "integer", "complex", or an open interval (lo, hi).
Domain = str | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Option:
    """An option as shown. ``letter`` follows the file, not the screen; screens send positions, never letters."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn picture: SVG source that uses ``currentColor``, and a text that stands for it (never the key)."""

    name: str
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class ShownTest:
    """A test that the learner may see before answering: the call and what it should give (as ``repr`` text)."""

    call: str
    gives: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A field inside the text, where the text says ``[[?name]]``."""

    name: str
    kind: str
    options: tuple[Option, ...] = ()
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """What a learner may see of a drawn question; no field tells the key.

    ``text`` and ``hints`` are Markdown with ``$…$``; a figure stands as ``![name](figure:name)``, a blank as
    ``[[?name]]``. ``options`` and ``lines`` (of an order question, without indentation unless it is given) come in
    the order of the screen. ``variables`` are the names that an answer may use,
    ``rules`` the house rules of reading that differ (as in ``Mark``). ``shown`` are its texts as a page shows them,
    where they were made beforehand (``report/shown.py``); they say nothing more.
    """

    question: str
    seed: int
    kind: str
    skill: str
    subject: str
    text: str
    minutes: float = 1.0
    options: tuple[Option, ...] = ()
    lines: tuple[str, ...] = ()
    indent_asked: bool = False
    variables: tuple[str, ...] = ()
    unit: str = ""
    function: str = ""
    starter: str = ""
    tests: tuple[ShownTest, ...] = ()
    hidden_tests: int = 0
    imports: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    figures: tuple[Figure, ...] = ()
    hints: tuple[str, ...] = ()
    rules: str = ""
    shown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """How an answer is compared; the default is exactly, and for a ``number`` also right to three significant figures.

    ``tolerance`` is text (``"0.01"`` absolute, ``"1%"`` relative); ``up_to`` is constant, factor, sign, span or order;
    ``eigenvector_of`` holds the matrix and the eigenvalue as text; ``form`` is expanded, factored, fraction or
    no-integral; ``indent`` is ``given`` or ``asked`` (order); ``rules`` are the house rules that differ, as text
    (``"log_base 10"``).
    """

    tolerance: str = ""
    significant: int | None = None
    decimals: int | None = None
    up_to: str = ""
    eigenvector_of: tuple[str, str] | None = None
    form: str = ""
    indent: str = "given"
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that people really give (mathematics, output or source as text), with its feedback."""

    answer: str
    feedback: str
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class FunctionTest:
    """One call that a submitted function must answer; ``gives`` is the ``repr`` of what is expected."""

    call: str
    gives: str
    hidden: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What only the grader may see.

    ``answer``: for the typed kinds text in the mathematical language, for ``output`` the text printed, for
    ``function`` the source of a right solution. ``right``: the letters of the right options; ``shown``: the letters
    on the screen; ``option_feedback``: letter → Markdown. ``lines``: the right order, with indentation; ``extra``:
    lines that do not belong; ``free``: groups of places (from 1) whose lines may swap. ``blanks``: name → key.
    ``unit`` is what stands behind the field.
    """

    question: str
    seed: int
    kind: str
    answer: str = ""
    variables: Mapping[str, Domain] = field(default_factory=dict)
    mark: Mark = field(default_factory=Mark)
    mistakes: tuple[Mistake, ...] = ()
    right: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    option_feedback: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    free: tuple[tuple[int, ...], ...] = ()
    function: str = ""
    tests: tuple[FunctionTest, ...] = ()
    imports: tuple[str, ...] = ()
    blanks: Mapping[str, AnswerKey] = field(default_factory=dict)
    points: float = 1.0
    solution: str = ""
    unit: str = ""

"""What the eight kinds of typed mathematics share: reading a response, marking it, and making specimens.

A kind says three things: how a tree is taken for it (``Kind.shape``), how it is compared, and what is said of a wrong
one (``Kind.explain``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mmready.domain.response import Judgement, Reading, Response
from mmready.domain.variant import AnswerKey, Variant
from mmready.errors import UnreadableError
from mmready.grading.bare import completed
from mmready.grading.cells import read_cells
from mmready.grading.feedback import cannot_read, empty, partly, right, wrong
from mmready.grading.marking import Marking, marking_of
from mmready.grading.maths_words import maths_words
from mmready.maths.arrays import spread
from mmready.maths.display import latex, plain
from mmready.maths.equivalence import Verdict
from mmready.maths.exact import UndefinedError
from mmready.maths.form import has_form
from mmready.maths.parse import parse
from mmready.maths.rules import DEFAULT, Rules, read_rules
from mmready.maths.speech import spoken
from mmready.maths.tree import Node

FORM_POINTS = 0.5
"""What a right value in another form than the one asked for is worth."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What can be said of an answer that is not right; ``points`` above 0 make it partly right."""

    code: str
    points: float = 0.0
    words: str = ""


_LONGEST_PHRASE, _LONGEST_RESPELT = 40, 300
Shape = Callable[[Node], Node]
Compare = Callable[[Node, Node, Marking], Verdict]
Explain = Callable[[Node, Marking], Finding | None]


def by_marking(answer: Node, key: Node, marking: Marking) -> Verdict:
    """The comparison of most kinds."""
    return marking.compare(answer, key)


def nothing(answer: Node, marking: Marking) -> Finding | None:
    """No words beyond "not right"."""
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of typed answer. ``shape`` raises UnreadableError for a tree that cannot be of this kind.

    ``rows``: several lines are a matrix. ``cells``: how deep lists of cells may be nested (0: text only).
    ``named``: ``x = 3`` may be read as 3; ``unnamed`` makes the kind of a tree that speaks of a name otherwise.
    ``letters`` may stand in an answer whatever is declared. ``phrases`` are words that stand for an answer ("empty
    set"), in small letters; ``respelt`` changes a spelling of this kind only to the usual one, sign by sign.
    """

    name: str
    shape: Shape
    compare: Compare = by_marking
    explain: Explain = nothing
    rows: bool = False
    cells: int = 0
    named: bool = True
    letters: frozenset[str] = frozenset()
    phrases: Mapping[str, str] = field(default_factory=dict)
    respelt: Callable[[str], str] | None = None
    unnamed: Callable[[Node], Node] | None = None


def unfit(code: str) -> UnreadableError:
    """The error for a tree of another kind."""
    return UnreadableError(code, maths_words(code))


def read(
    kind: Kind,
    response: Response,
    names: frozenset[str],
    marking: Marking | None = None,
    rules: Rules = DEFAULT,
) -> Node:
    """The tree of a response, in the shape of its kind. Raises UnreadableError, with code ``empty`` for nothing."""
    if kind.cells and isinstance(response, Sequence) and not isinstance(response, str):
        return kind.shape(read_cells(response, kind.cells, lambda text: _parsed(text, kind, names, marking, rules)))
    if isinstance(response, int | float) and not isinstance(response, bool):
        response = repr(response)
    if response is None:
        response = ""
    if not isinstance(response, str):
        raise unfit("not-text")
    tree = _parsed(response, kind, names, marking, rules)
    if marking is not None and marking.setting.rules.array_products:
        try:
            tree = spread(tree)
        except UndefinedError:
            raise unfit("work-out") from None
    if kind.unnamed is not None and _may_name(kind, marking):
        tree = kind.unnamed(tree)
    return kind.shape(tree)


def _may_name(kind: Kind, marking: Marking | None) -> bool:
    return kind.named and (marking is None or marking.name_equals)


def _parsed(text: str, kind: Kind, names: frozenset[str], marking: Marking | None, rules: Rules = DEFAULT) -> Node:
    if kind.phrases and len(text) < _LONGEST_PHRASE:
        text = kind.phrases.get(" ".join(text.lower().split()).removeprefix("the "), text)
    return parse(
        kind.respelt(text) if kind.respelt is not None and len(text) < _LONGEST_RESPELT else text,
        variables=names | kind.letters,
        functions=marking.setting.functions if marking is not None else (),
        others=marking.others if marking is not None else False,
        rows=kind.rows,
        name_equals=_may_name(kind, marking),
        rules=marking.setting.rules if marking is not None else rules,
    )


def unread(error: UnreadableError) -> Judgement:
    """The judgement of a response that is empty or cannot be read."""
    if error.code in ("empty", "cell-empty"):
        judgement = empty()
        return judgement if error.code == "empty" else Judgement("empty", 0.0, error.help, error.code)
    return Judgement("unreadable", 0.0, cannot_read(error.help), error.code, place=(error.start, error.end))


def without_unit(response: Response, unit: str) -> Response:
    """A typed answer without the unit that stands behind the field already: ``-6%`` is -6 where the unit is %."""
    plain = unit.replace("$", "").strip()
    if not plain or not isinstance(response, str):
        return response
    typed = response.strip()
    cut = typed.removesuffix(plain).rstrip()
    return cut if cut and cut != typed else response


def check(kind: Kind, variant: Variant, response: Response) -> Reading:
    """How a response is read, told without the key."""
    response = without_unit(response, variant.unit)
    try:
        tree = read(kind, response, frozenset(variant.variables), rules=read_rules(variant.rules))
    except UnreadableError as error:
        nothing_yet = error.code in ("empty", "cell-empty")
        return Reading("empty" if nothing_yet else "unreadable", help=error.help, place=(error.start, error.end))
    return Reading("readable", latex(tree), spoken(tree), plain=plain(tree))


def mark(
    kind: Kind,
    marking: Marking,
    response: Response,
    feedback: Sequence[tuple[str, float]] = (),
    show: Callable[[Node], str] = latex,
) -> Judgement:
    """The judgement of a response; ``feedback`` is what is said of each mistake, with its points.

    ``show`` gives the text of how the answer was read.
    """
    try:
        return _marked(kind, marking, response, feedback, show)
    except OverflowError:  # a number on the way that is beyond double precision
        return Judgement("unreadable", 0.0, cannot_read(maths_words("cannot-tell")), "cannot-tell")


def _marked(
    kind: Kind, marking: Marking, response: Response, feedback: Sequence[tuple[str, float]], show: Callable[[Node], str]
) -> Judgement:
    try:
        answer = read(kind, response, marking.declared, marking)
    except UnreadableError as error:
        bare = _bare(kind, response, marking, error)
        if bare is None:
            return unread(error)
        answer = bare
    shown = show(answer)
    verdict = kind.compare(answer, marking.key, marking)
    if verdict == "same":
        return _right(answer, marking, shown)
    for number, (mistake, (said, points)) in enumerate(zip(marking.mistakes, feedback, strict=True), start=1):
        if kind.compare(answer, mistake, marking) == "same":
            return partly(points, f"mistake-{number}", said, shown)
    if verdict == "cannot-tell":
        return Judgement("unreadable", 0.0, cannot_read(maths_words("cannot-tell")), "cannot-tell", shown)
    if verdict == "undefined":
        return wrong("undefined", maths_words("undefined"), shown)
    try:
        finding = kind.explain(answer, marking)
    except UnreadableError:  # parts that do not fit together: no more is said than that it is wrong
        finding = None
    if finding is None:
        return wrong(read_as=shown)
    said = finding.words or maths_words(finding.code)
    return partly(finding.points, finding.code, said, shown)


def _bare(kind: Kind, response: Response, marking: Marking, error: UnreadableError) -> Node | None:
    """The relation meant by a bare value, where the rules allow one."""
    asked = error.code in ("equation-asked", "inequality-asked")
    if not (asked and marking.setting.rules.bare_values and isinstance(response, str)):
        return None
    return completed(_parsed(response, kind, marking.declared, marking), marking.key)


def _right(answer: Node, marking: Marking, shown: str) -> Judgement:
    form = marking.mark.form
    if form and not has_form(answer, form, marking.key):
        return partly(FORM_POINTS, f"form-{form}", maths_words(f"form-{form}"), shown)
    return right(read_as=shown)


def grade_typed(kind: Kind, key: AnswerKey, response: Response) -> Judgement:
    """Mark a response to a drawn question."""
    marking = shaped(kind, marking_of(key))
    response = without_unit(response, key.unit)
    return mark(kind, marking, response, [(mistake.feedback, mistake.points) for mistake in key.mistakes])


def shaped(kind: Kind, marking: Marking) -> Marking:
    """The marking with its key and mistakes in the shape of the kind; products of matrices are worked out."""
    mistakes = tuple(kind.shape(spread(mistake)) for mistake in marking.mistakes)
    return replace(marking, key=kind.shape(spread(marking.key)), mistakes=mistakes)

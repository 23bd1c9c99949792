"""Marking without a bank: a typed answer against a key in the same language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mmready.domain.response import Judgement
from mmready.domain.variant import Domain, Mark
from mmready.errors import LearnerInputError, UnreadableError
from mmready.grading import equation, expression, inequality, interval, matrix, number, vector
from mmready.grading import set as set_kind
from mmready.grading.feedback import cannot_read
from mmready.grading.marking import Marking, read_key, setting_of
from mmready.grading.typed import Kind, mark
from mmready.maths.arrays import spread
from mmready.maths.display import latex
from mmready.maths.exact import UndefinedError
from mmready.maths.parse import parse
from mmready.maths.relations import is_relation
from mmready.maths.rules import DEFAULT, Rules
from mmready.maths.tolerance import Tolerance
from mmready.maths.tree import (
    Comparison,
    Interval,
    Logic,
    Matrix,
    Node,
    SetOf,
    SetOperation,
    Vector,
    names,
    walk,
)

__all__ = ["judge"]

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (number, expression, equation, inequality, interval, set_kind, vector, matrix)
}


def kind_of(key: Node, kind: str) -> str:
    """The kind to mark by: that of the key itself where an expression was said, a set for ``6, 8`` and ``6 and 8``."""
    if kind not in ("expression", "number"):
        return kind
    listed = isinstance(key, Logic) and key.operator != "not" and not any(map(is_relation, key.operands))
    if listed or (isinstance(key, Vector) and key.bracket == ""):
        return "set"
    if kind == "number":
        return kind
    if isinstance(key, Comparison | Logic):
        equations = all(set(part.operators) == {"="} for part in walk(key) if isinstance(part, Comparison))
        return "equation" if equations else "inequality"
    if isinstance(key, SetOf):
        return "set"
    if isinstance(key, Interval | SetOperation):
        return "interval"
    if isinstance(key, Vector | Matrix):
        return "vector" if isinstance(key, Vector) else "matrix"
    return kind


def _nothing(answer: Node) -> str:
    return ""


def judge(
    response: str,
    key: str,
    *,
    kind: str = "expression",
    variables: Mapping[str, Domain] | None = None,
    functions: Iterable[str] = (),
    rtol: float = 0.0,
    atol: float = 0.0,
    up_to_constant: bool = False,
    name_equals: bool = False,
    rules: Rules = DEFAULT,
    read_as: bool = False,
) -> Judgement:
    """Mark a typed answer.

    ``kind`` is number, expression, equation, inequality, interval, set, vector or matrix; with "expression" a key that
    is plainly of another kind (``x = 3``, ``{1, 2}``) is taken for one of that. ``variables`` maps names to domains
    ("real", "positive", "integer", "complex" or an open interval (lo, hi)); with None every letter is a real variable.
    ``functions`` are names to read as f(…). An answer is right when it is exactly the same, or within
    ``atol + rtol·|key|``; with ``up_to_constant`` when it differs by a constant. ``name_equals`` takes ``x = 3`` for 3.
    ``rules`` are the house rules. With ``read_as`` the judgement says in LaTeX how the answer was read.

    Never raises for any text, never runs it, and always answers; where the key cannot be read, with "unreadable" and
    the code ``key``. Raises LearnerInputError for an unknown kind.

    >>> judge("2(x+1)", "2x + 2").outcome, judge("2x+", "2x + 2").outcome
    ('right', 'unreadable')
    """
    if kind not in KINDS:
        raise LearnerInputError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
    declared = dict(variables or {})
    open_names = variables is None
    usable = frozenset(functions)
    try:
        tree = spread(read_key(key, frozenset(declared), usable, author=False))
        if kind == "number" and set(names(tree)) <= {"j"}:
            open_names = False  # no letters in a number but i and j
            if names(tree) and not declared:
                tree = spread(parse(key, variables=(), functions=usable, rules=rules))
        kind = kind_of(tree, kind)
        tree = KINDS[kind].shape(tree)
    except UnreadableError as error:
        return Judgement("unreadable", 0.0, cannot_read(f"the key: {error.help}"), "key")
    except UndefinedError:
        return Judgement("unreadable", 0.0, cannot_read("the key has no value"), "key")
    marking = Marking(
        kind=kind,
        key=tree,
        setting=setting_of(declared, rules, usable),
        tolerance=Tolerance(rtol, atol),
        mark=Mark(up_to="constant" if up_to_constant else ""),
        name_equals=name_equals,
        others=open_names or up_to_constant,
        declared=frozenset(declared) | frozenset(names(tree)),
    )
    try:
        return mark(KINDS[kind], marking, response, show=latex if read_as else _nothing)
    except RecursionError:
        return Judgement("unreadable", 0.0, cannot_read("that is nested too deeply"), "too-deep")

"""From SymPy back to a tree, so that a worked-out value is printed, and marked, like anything else."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from mmready.maths import tree
from mmready.maths.tree import Node
from mmready.sampling.exact import SAME_NAME, Phi
from mmready.sampling.rational import NoValue, fraction_tree

__all__ = ["to_tree"]

FUNCTIONS: dict[Any, str] = {
    getattr(sympy, name): name for name in SAME_NAME if name not in ("exp", "sqrt", "root")
} | {
    sympy.log: "ln",
    sympy.Abs: "abs",
    sympy.ceiling: "ceil",
    sympy.Min: "min",
    sympy.Max: "max",
    sympy.gamma: "Gamma",
    sympy.conjugate: "conj",
    sympy.Mod: "mod",
    Phi: "Phi",
}
RELATIONS: dict[Any, str] = {
    sympy.Eq: "=",
    sympy.Ne: "!=",
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: ">=",
}
LOGIC: dict[Any, str] = {sympy.And: "and", sympy.Or: "or", sympy.Not: "not"}


def to_tree(value: Any) -> Node:
    """The tree of a SymPy expression, condition or matrix. Raises ValueError for what has no value in the language."""
    if isinstance(value, sympy.MatrixBase):
        return _matrix(value)
    if isinstance(value, bool | BooleanTrue | BooleanFalse):
        raise ValueError(f"a value was expected, got the condition {value}, which is always {bool(value)}")
    if value.has(sympy.nan, sympy.zoo):
        raise NoValue(f"there is no value: {value}")
    return _expression(value)


def _matrix(value: Any) -> Node:
    rows = tuple(tuple(to_tree(entry) for entry in row) for row in value.tolist())
    if value.shape[1] == 1:
        return tree.Vector(tuple(row[0] for row in rows))
    return tree.Matrix(rows)


def _expression(value: Any) -> Node:
    if value.is_Rational:
        return fraction_tree(Fraction(int(value.p), int(value.q)))
    if value.is_Float:
        return _expression(sympy.nsimplify(value, rational=True))
    if value.is_Symbol:
        return tree.Name(value.name)
    if value.is_Add:
        return _sum(value)
    if value.is_Mul:
        return _product(value)
    if value.is_Pow or isinstance(value, sympy.exp):
        return _power(value)
    if isinstance(value, sympy.Piecewise):
        return _piecewise(value)
    return _special(value)


def _special(value: Any) -> Node:
    constants = {sympy.E: "e", sympy.pi: "pi", sympy.I: "i", sympy.oo: "inf"}
    if value in constants:
        return tree.Constant(constants[value])
    if value == -sympy.oo:
        return tree.Negation(tree.Constant("inf"))
    if type(value) in RELATIONS:
        return tree.Comparison((RELATIONS[type(value)],), (to_tree(value.lhs), to_tree(value.rhs)))
    if type(value) in LOGIC:
        return tree.Logic(LOGIC[type(value)], tuple(to_tree(part) for part in value.args))
    if value.func in FUNCTIONS:
        return tree.Call(FUNCTIONS[value.func], tuple(to_tree(part) for part in value.args))
    if isinstance(value, AppliedUndef):
        return tree.Call(value.func.__name__, tuple(to_tree(part) for part in value.args))
    raise ValueError(f"the result {value} cannot be written in the language of answers")


def _sum(value: Any) -> Node:
    terms = [_expression(term) for term in value.as_ordered_terms()]
    if [isinstance(term, tree.Negation) for term in terms] == [True, False] and not tree.names(terms[1]):
        terms.reverse()  # 1 - x rather than -x + 1
    found = terms[0]
    for term in terms[1:]:
        minus = isinstance(term, tree.Negation)
        found = tree.Binary("-" if minus else "+", found, term.body if isinstance(term, tree.Negation) else term)
    return found


def _product(value: Any) -> Node:
    if value.could_extract_minus_sign() and value.as_coeff_Mul()[0].is_negative:
        return tree.Negation(_expression(-value))
    top, bottom = sympy.fraction(value, exact=True)
    if bottom == 1:
        return _times(top)
    return tree.Binary("/", _times(top), _times(bottom))


def _times(value: Any) -> Node:
    factors = [_expression(factor) for factor in value.as_ordered_factors()] if value.is_Mul else [_expression(value)]
    found = factors[0]
    for factor in factors[1:]:
        found = tree.Binary("*", found, factor)
    return found


def _power(value: Any) -> Node:
    base, exponent = value.as_base_exp()
    if exponent.is_Rational and exponent.is_negative:
        return tree.Binary("/", tree.ONE, _expression(base**-exponent))
    if exponent == sympy.Rational(1, 2):
        return tree.Call("sqrt", (_expression(base),))
    if exponent == 1:
        return _special(base)
    return tree.Binary("^", _expression(base), _expression(exponent))


def _piecewise(value: Any) -> Node:
    pieces: list[tuple[Node, Node]] = []
    otherwise = None
    for piece, condition in value.args:
        if condition in (True, sympy.true):
            otherwise = to_tree(piece)
            break
        pieces.append((to_tree(piece), to_tree(condition)))
    return tree.Piecewise(tuple(pieces), otherwise)

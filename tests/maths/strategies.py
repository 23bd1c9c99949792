"""Random trees of the mathematical language, for properties that hold for all of them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from mmready.maths.tree import (
    Binary,
    Call,
    Comparison,
    Constant,
    Interval,
    Logic,
    Matrix,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
    SetOf,
    SetOperation,
    Vector,
)

LETTERS = ("a", "x", "y", "z", "theta", "x_1")
_FUNCTIONS = ("sin", "cos", "tan", "atan", "exp", "ln", "sqrt", "abs", "cbrt", "sinh")


def _decimal(whole: int, part: int) -> Number:
    return Number(Fraction(whole * 100 + part, 100), f"{whole}.{part:02d}")


numbers = st.one_of(
    st.integers(0, 12).map(lambda value: Number(Fraction(value), str(value))),
    st.builds(_decimal, st.integers(0, 9), st.integers(0, 99)),
    st.fractions(0, 5, max_denominator=9).map(Number),
)
leaves = st.one_of(numbers, st.sampled_from(LETTERS).map(Name), st.sampled_from(("pi", "e")).map(Constant))


def _wider(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(Binary, st.sampled_from("+-*/^"), inner, inner, st.just(False)),
        st.builds(Binary, st.just("*"), inner, inner, st.just(True)),
        st.builds(Negation, inner),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(_FUNCTIONS), inner),
        st.builds(lambda one, two: Call("log", (one, two)), inner, inner),
        st.builds(Postfix, st.sampled_from(("!", "%")), inner),
    )


expressions = st.recursive(leaves, _wider, max_leaves=12)

polynomials = st.recursive(
    st.one_of(
        st.integers(1, 9).map(lambda value: Number(Fraction(value), str(value))), st.sampled_from("xyz").map(Name)
    ),
    lambda inner: st.builds(Binary, st.sampled_from("+-*"), inner, inner, st.just(False)),
    max_leaves=8,
)

smooth = st.recursive(
    st.one_of(
        st.integers(1, 5).map(lambda value: Number(Fraction(value), str(value))), st.sampled_from("xy").map(Name)
    ),
    lambda inner: st.one_of(
        st.builds(Binary, st.sampled_from("+-*"), inner, inner, st.just(False)),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(("sin", "cos", "atan")), inner),
    ),
    max_leaves=6,
)

_comparisons = st.builds(
    lambda sign, left, right: Comparison((sign,), (left, right)),
    st.sampled_from(("=", "!=", "<", "<=", ">", ">=")),
    expressions,
    expressions,
)
_intervals = st.builds(Interval, expressions, expressions, st.booleans(), st.booleans()).filter(
    lambda node: node.low_closed != node.high_closed
)
statements = st.one_of(
    expressions,
    _comparisons,
    st.builds(lambda one, two: Logic("and", (one, two)), _comparisons, _comparisons),
    st.builds(lambda one: Logic("not", (one,)), _comparisons),
    st.builds(
        lambda items, bracket: Vector(tuple(items), bracket),
        st.lists(expressions, min_size=2, max_size=4),
        st.sampled_from("(["),
    ),
    st.builds(lambda a, b, c, d: Matrix(((a, b), (c, d))), expressions, expressions, expressions, expressions),
    st.builds(lambda items: SetOf(tuple(items)), st.lists(expressions, max_size=3)),
    _intervals,
    st.builds(lambda one, two: SetOperation("union", (one, two)), _intervals, _intervals),
    st.builds(lambda v, c, w: Piecewise(((v, c),), w), expressions, _comparisons, expressions),
)

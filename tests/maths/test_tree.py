"""Trees keep what was written, and can be walked, rebuilt and filled in at any depth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from mmready.maths.parse import parse
from mmready.maths.tree import (
    Binary,
    Call,
    Constant,
    Name,
    Negation,
    Node,
    Number,
    children,
    depth,
    has_constant,
    map_tree,
    names,
    number,
    rebuild,
    substitute,
    walk,
)
from tests.maths import strategies


def test_numbers_are_exact_and_remember_how_they_were_typed() -> None:
    assert parse("0.050") == Number(Fraction(1, 20), "0.050")


def test_order_is_kept_as_written() -> None:
    assert parse("3 + x + 1") == Binary("+", Binary("+", parse("3"), Name("x")), parse("1"))


def test_a_product_without_sign_is_marked() -> None:
    assert parse("2x") == Binary("*", parse("2"), Name("x"), implicit=True)


def test_negative_numbers_are_negations() -> None:
    assert number(-3) == Negation(Number(Fraction(3)))


def test_substitution_is_done_at_once() -> None:
    swapped = substitute(parse("x - y"), {"x": Name("y"), "y": Name("x")})
    assert swapped == parse("y - x")


def test_names_come_once_in_the_order_in_which_they_stand() -> None:
    assert names(parse("b*a + b^2 + c")) == ("b", "a", "c")


def test_constants_are_no_names() -> None:
    tree = parse("e^(i*pi)")
    assert names(tree) == ()
    assert has_constant(tree, "pi")
    assert not has_constant(tree, "inf")


def test_a_node_can_be_a_key() -> None:
    assert {parse("x+1"): "kept"}[parse("x+1")] == "kept"


def test_nodes_are_frozen() -> None:
    with pytest.raises(AttributeError):
        parse("x").name = "y"  # type: ignore[attr-defined]


def test_map_tree_changes_parts_before_the_whole() -> None:
    def double(node: Node) -> Node:
        return Call("abs", (node,)) if isinstance(node, Name) else node

    assert map_tree(parse("x + 1"), double) == parse("|x| + 1")


def test_depth_needs_no_recursion() -> None:
    tree: Node = Constant("pi")
    for _ in range(5000):
        tree = Negation(tree)
    assert depth(tree) == 5001
    assert sum(1 for _ in walk(tree)) == 5001


@given(strategies.statements)
def test_rebuilding_without_change_gives_the_same_tree(tree: Node) -> None:
    assert rebuild(tree, lambda part: part) == tree
    assert all(part in set(walk(tree)) for part in children(tree))

"""One draw of a question: what every name means in it, and what expressions come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mmready.maths import tree
from mmready.maths.tree import Node, substitute
from mmready.sampling.rational import NotRational, Worth, work_out, worth_tree
from mmready.sampling.recipe import Recipe
from mmready.sampling.space import Draw
from mmready.sampling.tidy import decimal_number, has_decimals, tidy

if TYPE_CHECKING:
    from mmready.sampling.exact import FunctionOf

__all__ = ["World"]

STRUCTURES = (tree.SetOf, tree.Interval, tree.SetOperation, tree.Comparison, tree.Logic)


class World:
    """The names of one draw. What cannot be worked out raises ValueError; the caller knows the place in the file."""

    def __init__(self, recipe: Recipe, drawn: Draw) -> None:
        self.recipe = recipe
        self.drawn = drawn
        trees = {name: recipe.drawn_tree(value) for name, value in drawn.items()}
        self.stories = {name: str(getattr(drawn[name], "text", "")) for name, node in trees.items() if node is None}
        self.trees: dict[str, Node] = {name: node for name, node in trees.items() if node is not None}
        for name, node in self.trees.items():  # a case may hold an expression in drawn names
            if tree.names(node):
                self.trees[name] = substitute(node, {other: self.trees[other] for other in self.trees if other != name})
        self.worths = _Worths(self)

    @cached_property
    def expressions(self) -> dict[str, Node]:
        """Every drawn and defined name with its tree, drawn numbers put in."""
        found = dict(self.trees)
        for name, node in self.recipe.defined.items():
            found[name] = substitute(node, found)
        return found

    @cached_property
    def scope(self) -> Mapping[str, Any]:
        """Every name with its exact meaning, for SymPy."""
        return _Scope(self)

    def put_in(self, node: Node) -> Node:
        """The tree with drawn numbers and defined expressions put in, and tidied; nothing is worked out."""
        return tidy(substitute(node, self.expressions))

    def exact(self, node: Node) -> Any:
        """What a tree comes to, as a SymPy value."""
        from mmready.sampling.exact import evaluate

        return evaluate(node, self.scope)

    def settle(self, node: Node) -> Node:
        """The tree of what ``node`` comes to; sets, intervals and comparisons keep their form."""
        if isinstance(node, STRUCTURES):
            return tree.rebuild(node, self.settle)
        if isinstance(node, tree.Name) and isinstance(self._meaning(node), STRUCTURES):
            return self.settle(self._meaning(node))
        try:
            return worth_tree(work_out(node, self.worths))
        except NotRational:
            from mmready.sampling.back import to_tree

            return to_tree(self.exact(node))

    def shown_value(self, node: Node) -> Node:
        """As ``settle``; what was written in decimals shows as a decimal where that ends soon."""
        settled = self.settle(node)
        if not has_decimals(self.put_in(node)):
            return settled
        return tree.map_tree(settled, _as_decimal)

    def number(self, node: Node) -> Fraction | Any:
        """The number that a tree comes to: a Fraction where it is rational, else a SymPy number."""
        try:
            found = work_out(node, self.worths)
        except NotRational:
            return self.exact(node)
        if not isinstance(found, Fraction):
            raise ValueError("expected a number")
        return found

    def truth(self, node: Node) -> bool:
        """Whether a condition holds on this draw."""
        try:
            found: Any = work_out(node, self.worths)
        except NotRational:
            found = self.exact(node)
        if found in (True, False):
            return bool(found)
        raise ValueError(f"expected a condition on drawn numbers, got {found}")

    def _meaning(self, node: tree.Name) -> Node:
        return self.recipe.defined.get(node.name, node)


def _as_decimal(node: Node) -> Node:
    match node:
        case tree.Binary("/", tree.Number(top), tree.Number(bottom)) if bottom:
            return decimal_number(top / bottom, places=6) or node
    return node


@contextmanager
def _once(name: str, opened: set[str]) -> Iterator[None]:
    """Refuses a name that is worked out from itself."""
    if name in opened:
        raise SelfReferenceError(f"{name!r} is defined by itself")
    opened.add(name)
    try:
        yield
    finally:
        opened.discard(name)


class SelfReferenceError(ValueError):
    """A name that needs its own value."""


class _Worths(Mapping[str, Worth]):
    """Names worked out with fractions, when they are asked for; NotRational for those that need more."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._found: dict[str, Worth] = {}
        self._open: set[str] = set()

    def _node(self, name: str) -> Node:
        trees = self._world.trees
        return trees[name] if name in trees else self._world.recipe.defined[name]

    def __getitem__(self, name: str) -> Worth:
        if name not in self._found:
            with _once(name, self._open):
                self._found[name] = work_out(self._node(name), self)
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in self._world.trees or name in self._world.recipe.defined

    def __iter__(self) -> Iterator[str]:
        return iter((*self._world.trees, *self._world.recipe.defined))

    def __len__(self) -> int:
        return len(self._world.trees) + len(self._world.recipe.defined)


class _Scope(Mapping[str, Any]):
    """Names with their SymPy values, when they are asked for."""

    def __init__(self, world: World) -> None:
        from mmready.sampling.exact import symbol

        self._world = world
        self._found: dict[str, Any] = dict(world.stories)
        self._open: set[str] = set()
        self._symbols = {}
        for variable in world.recipe.variables:
            self._symbols[variable.name] = symbol(variable.name, variable.domain)
        self._found.update(self._symbols)

    def __getitem__(self, name: str) -> Any:
        if name not in self._found:
            with _once(name, self._open):
                self._found[name] = self._worked_out(name)
        return self._found[name]

    def _worked_out(self, name: str) -> Any:
        from mmready.sampling.exact import evaluate

        if name in self._world.trees:
            return evaluate(self._world.trees[name], self._symbols)
        value = evaluate(self._world.recipe.defined[name], self)
        return self._function_of(value) if name in self._world.recipe.functions else value

    def _function_of(self, value: Any) -> FunctionOf | Any:
        from mmready.sampling.exact import FunctionOf

        free = value.free_symbols
        inside = tuple(symbol for symbol in self._symbols.values() if symbol in free)
        return FunctionOf(inside, value) if inside else value

    def __contains__(self, name: object) -> bool:
        world = self._world
        return name in self._found or name in world.trees or name in world.recipe.defined

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._found, *self._world.trees, *self._world.recipe.defined)))

    def __len__(self) -> int:
        return len(list(iter(self)))

"""A question file, read for drawing: its names, its trees, and the numbered space of its draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mmready.domain.question import QuestionBody, QuestionTemplate, Value
from mmready.errors import AuthorError, Fault, UnreadableError
from mmready.maths import tree
from mmready.maths.parse import parse
from mmready.maths.tree import Node
from mmready.sampling.parameters import Decimal, Drawn, Parameter, Story, Written, parse_parameter, split_arguments
from mmready.sampling.rational import NotRational, Worth, work_out
from mmready.sampling.space import Draw, Space
from mmready.sampling.tidy import decimal_number

__all__ = ["Recipe", "Variable", "value_text"]

DOMAINS = ("real", "positive", "integer", "complex")
# a time, a date or two numbers side by side in a case are words, not a quotient, a difference or a product
NO_MATHS = re.compile(r".*:.*|\d{4}-\d{2}-\d{2}|.*\d\s+\d.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared variable: its domain, and the bounds as trees where it has some."""

    name: str
    domain: str
    bounds: tuple[Node, ...] = ()


def value_text(value: Value) -> str:
    """A value of a field as one text: a list is a vector, a list of lists a matrix."""
    return value if isinstance(value, str) else f"[{', '.join(map(value_text, value))}]"


class Recipe:
    """What is the same for all draws of a question. Faults are AuthorErrors with the file and the line."""

    def __init__(self, template: QuestionTemplate, body: QuestionBody) -> None:
        self.template = template
        self.body = body
        case_names = tuple(body.cases[0]) if body.cases else ()
        self.known = frozenset((*case_names, *body.parameters, *body.define, *body.variables))
        self.functions: frozenset[str] = frozenset()
        self.defined: dict[str, Node] = {}
        for name, value in body.define.items():
            self.defined[name] = self.tree(value, f"define.{name}")
            if self._holds_variables(self.defined[name]):
                self.functions |= {name}
        self.variables = tuple(self._variable(name, text) for name, text in body.variables.items())
        self.require = tuple((f"require.{place}", self._required(place)) for place in range(len(body.require)))
        self.parameters = tuple(self._parameter(name, text) for name, text in body.parameters.items())
        self.cases = tuple(self._case(place, case) for place, case in enumerate(body.cases))

    def fault(self, path: str, message: str, code: str = "draw") -> AuthorError:
        """The error that ``message`` is wrong at the dotted ``path`` of the file."""
        where = path
        while where and where not in self.body.at:
            where = where.rpartition(".")[0]
        return AuthorError([Fault(self.body.path, self.body.at.get(where, 1), code, f"{path}: {message}")])

    @contextmanager
    def at(self, path: str, draw: Draw | None = None) -> Iterator[None]:
        """Whatever cannot be worked out inside is a fault at ``path``; ``draw`` is told along with it."""
        try:
            yield
        except ValueError as error:
            drawn = ", ".join(f"{name} = {shown(value)}" for name, value in (draw or {}).items())
            raise self.fault(path, f"{error}{f' (drawn: {drawn})' if drawn else ''}") from None

    def tree(self, value: Value, path: str) -> Node:
        """The tree of a value of the file; what cannot be read is a fault at ``path``."""
        text = value_text(value)
        try:
            return parse(text, variables=self.known, functions=self.functions, author=True)
        except UnreadableError as error:
            raise self.fault(path, f"{text!r} cannot be read: {error.help}", "unreadable") from None

    @cached_property
    def space(self) -> Space:
        """All draws, numbered."""
        return Space(self.cases, self.parameters, self._bound)

    def drawn_tree(self, value: Drawn) -> Node | None:
        """The drawn value as a tree; ``None`` for a story."""
        match value:
            case Story():
                return None
            case Written(text):
                return self.tree(text, "parameters")
            case Decimal(digits, places):
                fraction = Fraction(digits, 10**places)
                return decimal_number(fraction) or tree.number(fraction)
            case int():
                return tree.number(value)
        rows = tuple(tuple(map(tree.number, row)) if isinstance(row, tuple) else tree.number(row) for row in value)
        if isinstance(rows[0], tuple):
            return tree.Matrix(tuple(row for row in rows if isinstance(row, tuple)))
        return tree.Vector(tuple(row for row in rows if isinstance(row, Node)))

    def _holds_variables(self, node: Node) -> bool:
        inside = {part.name for part in tree.walk(node) if isinstance(part, tree.Name)}
        inside |= {part.function for part in tree.walk(node) if isinstance(part, tree.Call)}
        return bool(inside & (set(self.body.variables) | self.functions))

    def _required(self, place: int) -> Node:
        return self.tree(self.body.require[place], f"require.{place}")

    def _variable(self, name: str, text: str) -> Variable:
        path = f"variables.{name}"
        match = re.fullmatch(r"\s*(\w+)\s*(?:\((.*)\))?\s*", text, re.DOTALL)
        bounds = split_arguments(match.group(2)) if match and match.group(2) else ()
        if match is None or match.group(1) not in DOMAINS or len(bounds) not in (0, 2):
            raise self.fault(path, f"expected {', '.join(DOMAINS)} or real(lo, hi); got {text!r}", "variable")
        return Variable(name, match.group(1), tuple(self.tree(bound, path) for bound in bounds))

    def _parameter(self, name: str, text: str) -> Parameter:
        try:
            found = parse_parameter(name, text)
        except ValueError as error:
            raise self.fault(f"parameters.{name}", str(error), "parameter") from None
        if found.way == "one_of":
            words = tuple(self._word_or_maths(text) for text in found.arguments)
            if all(isinstance(word, Story) for word in words):
                return Parameter(name, "text_of", found.arguments)
        return found

    def _case(self, place: int, case: Mapping[str, Value]) -> dict[str, Drawn]:
        return {name: self._word_or_maths(value_text(value)) for name, value in case.items()}

    def _word_or_maths(self, text: str) -> Drawn:
        """Mathematics where it reads as such and names nothing unknown, else a word of a story."""
        if len(text) > 1 and text[0] == text[-1] == '"':
            return Story(text[1:-1])
        if "$" in text or (NO_MATHS.fullmatch(text) and not text.startswith("[")):
            return Story(text)  # what stands in dollars is meant to be shown, not worked with
        try:
            node = parse(text, variables=self.known, functions=self.functions, author=True)
        except UnreadableError:
            return Story(text)
        inside = set(tree.names(node))
        if isinstance(node, tree.Name):
            return Written(text) if node.name in self.body.variables else Story(text)
        if any(isinstance(part, tree.Comparison | tree.Logic) for part in tree.walk(node)):
            return Story(text)
        return Written(text) if inside <= self.known else Story(text)

    def _bound(self, text: str, drawn: Draw) -> Fraction:
        known: dict[str, Worth] = {}
        for name, value in drawn.items():
            node = self.drawn_tree(value)
            if node is not None:
                try:
                    known[name] = work_out(node, known)
                except NotRational:
                    continue
        try:
            found = work_out(self.tree(text, "parameters"), known)
        except NotRational:
            found = False
        if not isinstance(found, Fraction):
            raise self.fault("parameters", f"the bound {text!r} is no number; it may hold earlier names", "parameter")
        return found


def shown(value: Drawn) -> str:
    """A drawn value in a message."""
    match value:
        case Story(text) | Written(text):
            return text
        case Decimal(digits, places):
            return str(float(Fraction(digits, 10**places)))
    return str(value)

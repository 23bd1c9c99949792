"""How one key is to be compared: its tree, domains and tolerance, made ready once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from mmready.domain.variant import AnswerKey, Domain, Mark
from mmready.maths.equivalence import Verdict
from mmready.maths.families import (
    compare_eigenvector,
    compare_up_to_constant,
    compare_up_to_factor,
    compare_up_to_order,
    compare_up_to_sign,
    compare_up_to_span,
    integration_variable,
)
from mmready.maths.parse import parse
from mmready.maths.rules import DEFAULT, Rules, read_rules
from mmready.maths.setting import Setting
from mmready.maths.tolerance import Tolerance, is_whole, tolerance_of, within_decimals, within_figures
from mmready.maths.tree import Node, names

USUAL_FIGURES = 3
"""A number is also right to so many significant figures, unless the question says otherwise."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What a response is compared with, and how.

    ``figures``: a number that is no whole one is also right to so many significant figures (0: never). ``others``:
    letters that are not declared may stand in the response (as constants).
    """

    kind: str
    key: Node
    setting: Setting
    tolerance: Tolerance = field(default_factory=Tolerance)
    mark: Mark = field(default_factory=Mark)
    figures: int = 0
    name_equals: bool = False
    others: bool = False
    declared: frozenset[str] = frozenset()
    mistakes: tuple[Node, ...] = ()

    def compare(self, answer: Node, key: Node | None = None) -> Verdict:
        """How a number, an expression, a vector or a matrix relates to the key (or to a mistake)."""
        key = self.key if key is None else key
        up_to = self.mark.up_to
        if self.mark.eigenvector_of is not None and key is self.key:
            matrix, value = (read_key(text, self.declared) for text in self.mark.eigenvector_of)
            return compare_eigenvector(answer, matrix, value, self.setting)
        if up_to == "constant":
            return compare_up_to_constant(answer, key, self.integrated(key), self.setting)
        if up_to == "factor":
            return compare_up_to_factor(answer, key, self.setting)
        if up_to == "sign":
            return compare_up_to_sign(answer, key, self.setting)
        if up_to == "span":
            return compare_up_to_span(answer, key)
        if up_to == "order":
            return compare_up_to_order(answer, key, self.setting)
        return self.near(answer, key)

    def near(self, answer: Node, key: Node) -> Verdict:
        """Exactly the same, or near enough for the mark."""
        verdict = self.tolerance.compare(answer, key, self.setting)
        if verdict == "same":
            return verdict
        if self.mark.significant is not None and within_figures(answer, key, self.mark.significant):
            return "same"
        if self.mark.decimals is not None and within_decimals(answer, key, self.mark.decimals):
            return "same"
        if self.figures and not is_whole(key) and within_figures(answer, key, self.figures):
            return "same"
        return verdict

    def integrated(self, key: Node) -> tuple[str, ...]:
        """The names that an antiderivative depends on."""
        declared = [name for name in self.setting.domains if name in names(key)]
        return tuple(declared) if declared else (integration_variable(key),)


@lru_cache(maxsize=4096)
def read_key(text: str, declared: frozenset[str], functions: frozenset[str] = frozenset(), author: bool = True) -> Node:
    """The tree of an author's text; names that are not declared stay names. Raises UnreadableError."""
    return parse(text, variables=declared, functions=functions, author=author, others=not author, rows=True)


def marking_of(key: AnswerKey) -> Marking:
    """How a drawn key is compared.

    Raises UnreadableError where the key itself cannot be read, ValueError for a tolerance or rules that cannot be.
    """
    declared = frozenset(key.variables)
    exact_only = key.mark.tolerance or key.mark.significant is not None or key.mark.decimals is not None
    return Marking(
        kind=key.kind,
        key=read_key(key.answer, declared),
        setting=setting_of(key.variables, read_rules(key.mark.rules)),
        tolerance=tolerance_of(key.mark.tolerance),
        mark=key.mark,
        figures=USUAL_FIGURES if key.kind == "number" and not exact_only and not key.mark.form else 0,
        name_equals=True,
        others=key.mark.up_to == "constant",
        declared=declared | frozenset(names(read_key(key.answer, declared))),
        mistakes=tuple(read_key(mistake.answer, declared) for mistake in key.mistakes),
    )


def setting_of(variables: Mapping[str, Domain], rules: Rules = DEFAULT, functions: Iterable[str] = ()) -> Setting:
    """The setting for declared variables; one that does not say "real" with complex ones keeps principal roots."""
    return Setting(variables, rules, frozenset(functions))

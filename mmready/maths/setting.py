"""Where and how expressions are compared."""

from __future__ import annotations

from collections.abc import Mapping

from mmready.maths.points import Domain
from mmready.maths.rules import DEFAULT, Rules


class Setting:
    """Where and how expressions are compared: domains, house rules, declared functions."""

    __slots__ = ("_hash", "_key", "domains", "functions", "rules")

    def __init__(
        self,
        domains: Mapping[str, Domain] | None = None,
        rules: Rules = DEFAULT,
        functions: frozenset[str] = frozenset(),
    ) -> None:
        self.domains = dict(domains or {})
        self.rules = rules
        self.functions = functions
        self._key = (tuple(sorted(self.domains.items())), rules, functions)
        self._hash = hash(self._key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Setting) and self._key == other._key


PLAIN = Setting()

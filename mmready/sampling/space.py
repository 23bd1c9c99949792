"""All draws of a question, numbered: which one a number means, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from mmready.sampling.parameters import Drawn, Parameter, Spread, spread

__all__ = ["Draw", "Space"]

Draw = Mapping[str, Drawn]
Bound = Callable[[str, Draw], Fraction]
MOST_VALUES = 20_000


class Space:
    """The draws of a question: one of its cases, then its parameters in order.

    ``bound`` reads a bound of a parameter, given what was drawn before it. Where later bounds depend on a name, its
    values are counted one by one; else the counts multiply.
    """

    def __init__(self, cases: tuple[Draw, ...], parameters: tuple[Parameter, ...], bound: Bound) -> None:
        self._cases = cases or ({},)
        self._parameters = parameters
        self._bound = bound
        self._counts: dict[tuple[object, ...], int] = {}
        words = [set(re.findall(r"\w+", " ".join(parameter.bounds))) for parameter in parameters]
        # for each place, the names that bounds from there on look at
        self._looked_at = [set().union(*words[place:]) for place in range(len(words) + 1)]
        self.size = sum(self._count(0, case) for case in self._cases)

    def draw(self, index: int) -> dict[str, Drawn]:
        """Draw number ``index``, 0 ≤ index < size: a value for every name."""
        for case in self._cases:
            count = self._count(0, case)
            if index < count:
                return self._draw_from(dict(case), index)
            index -= count
        raise IndexError(f"there are {self.size} draws")

    def _draw_from(self, drawn: dict[str, Drawn], index: int) -> dict[str, Drawn]:
        for place, parameter in enumerate(self._parameters):
            values = self._spread(place, drawn)
            if parameter.name in self._looked_at[place + 1]:
                for number in range(values.size):
                    drawn[parameter.name] = values.value(number)
                    count = self._count(place + 1, drawn)
                    if index < count:
                        break
                    index -= count
            else:
                number, index = divmod(index, self._count(place + 1, drawn))
                drawn[parameter.name] = values.value(number)
        return drawn

    def _count(self, place: int, drawn: Draw) -> int:
        """How many ways there are to go on from the parameter at ``place``, given what was drawn before."""
        if place == len(self._parameters):
            return 1
        known = tuple((name, drawn[name]) for name in sorted(self._looked_at[place]) if name in drawn)
        if (place, known) not in self._counts:
            self._counts[place, known] = self._counted(place, drawn)
        return self._counts[place, known]

    def _counted(self, place: int, drawn: Draw) -> int:
        values = self._spread(place, drawn)
        name = self._parameters[place].name
        if name not in self._looked_at[place + 1]:
            return values.size * self._count(place + 1, drawn)
        if values.size > MOST_VALUES:
            raise ValueError(f"{name} has {values.size} values, too many for other bounds to depend on it")
        return sum(self._count(place + 1, {**drawn, name: values.value(number)}) for number in range(values.size))

    def _spread(self, place: int, drawn: Draw) -> Spread:
        return spread(self._parameters[place], lambda text: self._bound(text, drawn))

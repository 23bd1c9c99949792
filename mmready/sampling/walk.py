"""From a seed to a draw: a walk through all draws in a shuffled order, past those that are refused."""

from __future__ import annotations

from collections.abc import Callable

from mmready.sampling.chance import number_below, place_in_walk
from mmready.sampling.parameters import Drawn
from mmready.sampling.space import Space

__all__ = ["Walk"]

MOST_TRIES = 200
SMALL = 1_500
FAR = 600
ORDERS = 24


class Walk:
    """The draws of one question in the order of its seeds.

    Seed n is the nth draw that ``accepts`` lets pass; after the last the first comes again. In spaces too large to
    count out, seeds from ``FAR`` on draw on their own, so that none of them takes long.
    """

    def __init__(
        self, name: str, space: Space, accepts: Callable[[dict[str, Drawn]], bool] = lambda drawn: True
    ) -> None:
        self.accepts = accepts
        self._name = name
        self._space = space
        self._found: list[dict[str, Drawn]] = []
        self._step = 0

    def draw(self, seed: int, orders: bool = False) -> tuple[dict[str, Drawn], int] | None:
        """The draw of a seed, and the earlier seed that it stands for; ``None`` where 200 tries in a row gave none.

        ``orders``: parts of a variant are shuffled too, so one draw has several variants.
        """
        if seed >= FAR and self._space.size > SMALL:
            return self._far(seed)
        self._go_to(seed)
        if not self._found or (seed >= len(self._found) and not self.at_end):
            return None
        count = len(self._found)
        if self.at_end:
            seed %= self._period(orders)
        return self._found[seed % count], seed

    @property
    def at_end(self) -> bool:
        """Whether every draw of the space was looked at."""
        return self._step >= self._space.size

    def variants(self, limit: int, orders: bool = False) -> int | None:
        """After how many seeds variants come again, if no more than ``limit``; else ``None``."""
        self._go_to(limit)
        if not self.at_end or not self._found:
            return None
        period = self._period(orders)
        return period if period <= limit else None

    def _far(self, seed: int) -> tuple[dict[str, Drawn], int] | None:
        for attempt in range(MOST_TRIES):
            drawn = self._space.draw(number_below(self._space.size, self._name, seed, attempt))
            if self.accepts(drawn):
                return drawn, seed
        return None

    def _period(self, orders: bool) -> int:
        count = len(self._found)
        return count * -(-ORDERS // count) if orders else count

    def _go_to(self, seed: int) -> None:
        refused = 0
        while len(self._found) <= seed and not self.at_end:
            place = place_in_walk(self._step, self._space.size, self._name, "draw")
            self._step += 1
            drawn = self._space.draw(place)
            if self.accepts(drawn):
                self._found.append(drawn)
                refused = 0
                continue
            refused += 1
            if refused >= MOST_TRIES and not (self._found and self._space.size <= SMALL):
                self._step -= refused  # the next seed looks at the same places again, and says the same
                return

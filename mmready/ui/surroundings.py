"""What screens need from outside. The values come from ``edge``; tests give their own."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from mmready.values import dataclass

if TYPE_CHECKING:
    from mmready.domain.events import Store
    from mmready.domain.runner import Runner


__all__ = ["Surroundings"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Time, chance, disk, child processes, words for where answers are kept, and whether that place forgets."""

    clock: Callable[[], datetime.datetime]
    seed: Callable[[], int]
    store: Store
    runner: Runner | None
    where: str
    fleeting: bool = False

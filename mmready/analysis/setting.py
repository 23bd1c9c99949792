"""What every pass needs to know of the bank, small enough to be sent to any worker: ids, and what was to be expected.

For the group's sake a learner is described here by one number only: θ, how they do in general, N(0, 1) among entrants.
By the bank's own model a learner at θ gets question j right with P = g + (1 − g − s) Φ((t + λ θ)/√(1 − λ²)), where t
gives the authors' share of entrants and λ is the correlation of what the question asks with the mean of all skills.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mmready.domain.bank import Bank
from mmready.measuring import for_bank
from mmready.measuring.normal import cdf

__all__ = ["NODES", "Setting", "setting_of"]

Array = npt.NDArray[np.float64]
NODES: Array = np.linspace(-4.0, 4.0, 33)
_FORM = "1"  # of the pieces; another form makes older work folders stale


@dataclass(frozen=True, eq=False)
class Setting:
    """The bank's digest, questions (J) and measured courses (C); ``chance`` and ``knows`` (J,Q) at each of ``NODES``.

    ``chance`` is that of a right answer, ``knows`` the same without guesses and slips; ``entrants`` (J,) are the shares
    right among entrants. With ``any_version`` results of
    other versions of the bank count too, as far as their questions are still in it.
    """

    digest: str
    questions: tuple[str, ...]
    courses: tuple[str, ...]
    chance: Array
    knows: Array
    entrants: tuple[float, ...] = ()
    any_version: bool = False

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Question id → its number."""
        return {name: number for number, name in enumerate(self.questions)}

    @property
    def stamp(self) -> tuple[str, ...]:
        """What pieces depend on beside the results themselves."""
        return (_FORM, self.digest, str(self.any_version), *self.questions, *self.courses)


def setting_of(bank: Bank, *, any_version: bool = False) -> Setting:
    """The setting of a bank."""
    courses = tuple(name for name, course in bank.courses.items() if course.measured)
    model = for_bank(bank, courses).model
    every = model.prior_cov.sum(axis=1)
    spread = ((model.loadings @ model.prior_cov) * model.loadings).sum(axis=1)
    tie = (model.loadings @ every) / np.sqrt(every.sum() * (1.0 + spread))
    left = np.sqrt(1.0 - tie**2)
    knows = cdf((model.offset / np.sqrt(1.0 + spread) / left)[:, None] + (tie / left)[:, None] * NODES)
    span = 1.0 - model.guess - model.slip
    chance = model.guess[:, None] + span[:, None] * knows
    entrants = tuple(model.facility.tolist())
    return Setting(bank.digest, tuple(bank.questions), courses, chance, knows, entrants, any_version)

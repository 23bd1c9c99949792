"""How hard the questions turned out to be, set against the difficulty that their authors gave them.

The group is taken out first: a stronger group does not make the questions easier. All shares are moved along the probit
scale by one amount, the median over the questions, so that half of them come out harder than their authors said and
half easier. What is proposed are the questions that stand apart from the others.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mmready.analysis.analysing import Collected, Progress, quiet
from mmready.analysis.streamed import Streamed, points_of
from mmready.analysis.sums import Sums
from mmready.analysis.two_parameter import Fit, fit_answers
from mmready.analysis.workers import Workers
from mmready.domain.bank import Bank
from mmready.errors import MMReadyError
from mmready.measuring import Model, for_bank
from mmready.measuring.fitting import MOST_LEARNERS
from mmready.measuring.for_bank import SHARE_BY_DIFFICULTY
from mmready.measuring.normal import cdf, quantile
from mmready.report.result import OUTCOMES

__all__ = ["WAYS", "Calibration", "Proposal", "calibrate", "difficulty_of", "fitted_model"]

Array = npt.NDArray[np.float64]
WAYS = ("2pl", "model")
FEWEST = 50  # answers to a question, and of these
FEWEST_EACH = 5  # right and not right ones, before anything is fitted
_Z = 1.96
_VAGUE = 0.12  # half an interval that is as wide as a step of difficulty says nothing
_LOW, _HIGH = 0.02, 0.98
_GRID: Array = np.linspace(-6.0, 6.0, 121)
_WEIGHTS: Array = np.exp(-0.5 * _GRID**2) / np.exp(-0.5 * _GRID**2).sum()
_BOUNDS = tuple((above + below) / 2 for above, below in itertools.pairwise(SHARE_BY_DIFFICULTY))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question: what its difficulty is and what it should be, by the share of entrants who know it.

    ``share`` (guessing taken out) has its 95% interval; ``slope`` is the 2PL's, with its interval. ``says`` is
    ``"change"`` where no part of the interval fits the present difficulty, else ``"stays"``, or ``"too few answers"``
    where the interval is as wide as a step of difficulty.
    """

    question: str
    answers: int
    present: int
    proposed: int
    says: str
    share: float = float("nan")
    interval: tuple[float, float] = (float("nan"), float("nan"))
    slope: float = float("nan")
    slope_interval: tuple[float, float] = (float("nan"), float("nan"))


@dataclass(frozen=True, slots=True)
class Calibration:
    """All proposals; ``group`` is how far the group's shares were moved (probit units, above 0 for a strong group).

    ``passes`` is how often all answers were gone over, ``converged`` whether the fit came to rest.
    """

    proposals: tuple[Proposal, ...]
    learners: int
    group: float
    passes: int
    converged: bool
    way: str

    @property
    def changes(self) -> tuple[Proposal, ...]:
        """The questions whose difficulty should be another."""
        return tuple(each for each in self.proposals if each.says == "change")

    @property
    def too_few(self) -> tuple[Proposal, ...]:
        """The questions with too few answers to say."""
        return tuple(each for each in self.proposals if each.says == "too few answers")


def calibrate(
    bank: Bank,
    collected: Collected,
    sums: Sums,
    workers: Workers,
    *,
    way: str = "2pl",
    progress: Progress = quiet,
) -> Calibration:
    """Fit the questions and say which difficulties to change.

    ``way`` is ``"2pl"`` (one ability, all answers) or ``"model"`` (the model that measures, with all its skills, on at
    most 4,000 sittings; the intervals are the 2PL's all the same). Sittings ask different questions of different
    people, but which ones follows from the answers alone; so what was not asked can be left out of account (Rubin
    1976). Raises MMReadyError where no question has enough answers.
    """
    answered = sums.outcomes.sum(axis=1)
    right = sums.outcomes[:, OUTCOMES.index("right")]
    columns = np.flatnonzero((answered >= FEWEST) & (np.minimum(right, answered - right) >= FEWEST_EACH))
    if columns.size < 2:
        raise MMReadyError(
            f"too few answers to calibrate: at least two questions need {FEWEST} answers, {FEWEST_EACH} of them right "
            f"and {FEWEST_EACH} not"
        )
    data = Streamed(collected, columns, len(bank.questions), workers, progress)
    fit = fit_answers(data)
    model = for_bank(bank, [name for name, course in bank.courses.items() if course.measured]).model
    span = (1.0 - model.guess - model.slip)[columns]
    share = (_marginal(fit.a, fit.b) - model.guess[columns]) / span
    error = _error(fit) / span
    if way == "model":
        found = fitted_model(model, collected, workers)
        share = (found.facility - found.guess)[columns] / span
    present = _probit((model.facility - model.guess)[columns] / span)
    group = float(np.median(_probit(share) - present))
    moved = cdf(_probit(share) - group)
    known = {
        int(number): (moved[k], _Z * error[k], fit.a[k], _Z * fit.se_a[k]) for k, number in enumerate(columns.tolist())
    }
    return Calibration(
        tuple(_proposals(bank, answered.tolist(), known)), data.count, group, data.passes, fit.converged, way
    )


def fitted_model(model: Model, collected: Collected, workers: Workers) -> Model:
    """``Model.fit`` on the answers in pieces. It uses an even sample of 4,000 learners at most; only these are read."""
    return model.fit(points_of(collected, model.facility.size, MOST_LEARNERS, workers))


def difficulty_of(share: float) -> int:
    """The difficulty, 1 to 5, whose share of entrants is nearest."""
    return 1 + sum(bool(share < bound) for bound in _BOUNDS)


def _proposals(
    bank: Bank, answered: list[int], known: dict[int, tuple[float, float, float, float]]
) -> Iterator[Proposal]:
    for number, (name, card) in enumerate(bank.questions.items()):
        if number not in known:
            yield Proposal(name, answered[number], card.difficulty, card.difficulty, "too few answers")
            continue
        share, half, slope, half_slope = known[number]
        low, high = max(0.0, share - half), min(1.0, share + half)
        proposed, says = card.difficulty, "stays"
        if math.isnan(half):
            says = "too few answers"
        elif not difficulty_of(high) <= card.difficulty <= difficulty_of(low):
            proposed, says = difficulty_of(share), "change"
        elif half >= _VAGUE:
            says = "too few answers"
        slopes = (float(max(0.0, slope - half_slope)), float(slope + half_slope))
        yield Proposal(
            name,
            answered[number],
            card.difficulty,
            proposed,
            says,
            float(share),
            (float(low), float(high)),
            float(slope),
            slopes,
        )


def _probit(share: Array) -> Array:
    return quantile(share.clip(_LOW, _HIGH))


def _marginal(a: Array, b: Array) -> Array:
    """Share right over the group, with θ ~ N(0, 1)."""
    out: Array = (_WEIGHTS / (1.0 + np.exp(-a[:, None] * (_GRID - b[:, None])))).sum(axis=1)
    return out


def _error(fit: Fit) -> Array:
    """(J,) standard errors of the shares right over the group, by the covariance of slope and offset."""
    share = 1.0 / (1.0 + np.exp(-fit.a[:, None] * (_GRID - fit.b[:, None])))
    weight = _WEIGHTS * share * (1.0 - share)
    slope = np.stack([weight @ _GRID, weight.sum(axis=1)], axis=1)
    out: Array = np.sqrt(np.einsum("ji,jik,jk->j", slope, fit.cov, slope))
    return out

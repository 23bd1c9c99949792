"""Ways of measuring that ``benchmarks/measuring.py`` sets side by side: this model, fixed quizzes, other libraries.

Every way gets a case (a world with learners to measure and learners to calibrate on) and gives probabilities of being
ready, learner by learner and course by course, after some numbers of questions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from mmready.analysis import fit_2pl
from mmready.measuring import Model
from mmready.measuring.normal import Array, cdf
from tests.measuring.worlds import SUBJECTS, World, world

LENGTHS, LONGEST, CALIBRATED = (20, 30), 30, 500
LEAST, SURE = 10, 0.95  # a decision is settled the first time it is so sure after so many questions
GRID = np.linspace(-4.0, 4.0, 81)


@dataclass(frozen=True, eq=False)
class Played:
    """What a way of measuring said: length → (n,C) probabilities; what else is known of it is for this model alone.

    ``length`` (n,) is how long the sittings would have been; ``skills`` (n,S) shares expected; ``asked`` (n,LONGEST);
    ``settled_at`` (n,C) probability when the decision was first settled, nan where it never was; ``at_end`` (n,C)
    where the sitting would have ended.
    """

    met: dict[int, Array]
    length: Array | None = None
    skills: Array | None = None
    asked: npt.NDArray[np.intp] | None = None
    settled_at: Array | None = None
    at_end: Array | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """A world with learners to measure and learners to calibrate on."""

    world: World
    chance: Array
    right: npt.NDArray[np.bool_]
    calibration: Array
    calibration_chance: Array

    def first(self, learners: int) -> Case:
        """The same with only so many learners to measure."""
        return Case(
            self.world, self.chance[:learners], self.right[:learners], self.calibration, self.calibration_chance
        )


def make_case(kind: str, learners: int, seed: int) -> Case:
    """A world of this kind and its learners."""
    place, rng = world(kind, seed), np.random.default_rng(seed)
    chance, others = place.law(learners, rng), place.law(CALIBRATED, rng)
    return Case(place, chance, rng.random(chance.shape) < chance, (rng.random(others.shape) < others) * 1.0, others)


def adaptive(case: Case, model: Model) -> Played:
    """Sittings of 30 questions; the stopping rule is asked where it would have ended."""
    learners, rows = len(case.right), model.cuts.size
    met = {length: np.empty((learners, rows)) for length in LENGTHS}
    own, skills = np.full(learners, float(LONGEST)), np.empty((learners, model.loadings.shape[1]))
    asked_by, settled_at = np.empty((learners, LONGEST), dtype=np.intp), np.full((learners, rows), np.nan)
    at_end = np.empty((learners, rows))
    for learner, right in enumerate(case.right):
        belief, asked, stopped = model.prior(), [], False
        for turn in range(LONGEST):
            question = None if stopped else model.choose(belief, asked)
            if question is None:
                if not stopped:
                    own[learner], stopped, at_end[learner] = turn, True, model.readiness(belief)
                question = model.choose(belief, asked, stop=False)
            belief = model.update(belief, question, float(right[question]))
            asked.append(question)
            now = model.readiness(belief)
            if turn + 1 in met:
                met[turn + 1][learner] = now
            fresh = np.isnan(settled_at[learner]) & (np.abs(now - 0.5) >= SURE - 0.5) & (turn + 1 >= LEAST)
            settled_at[learner, fresh] = now[fresh]
        if not stopped:
            at_end[learner] = now
        skills[learner], asked_by[learner] = model.skills(belief)[0], asked
    return Played(met, own, skills, asked_by, settled_at, at_end)


def fixed_form(model: Model, length: int) -> list[int]:
    """The questions that together tell most about all requirements at the prior, chosen one after the other."""
    cov, chosen = model.prior_cov.copy(), []
    start = model.outlook(model.prior())
    strength = start.rate**2 / (start.share * (1.0 - start.share))
    gradient = (model.weights * start.rate) @ model.loadings
    for _ in range(length):
        reach = model.loadings @ cov
        spread = (reach * model.loadings).sum(axis=1)
        variance = ((gradient @ cov) * gradient).sum(axis=1)
        fall = ((reach @ gradient.T) ** 2 / variance).sum(axis=1) * strength / (1.0 + strength * spread)
        fall[chosen] = -1.0
        best = int(fall.argmax())
        cov = cov - np.outer(reach[best], reach[best]) * strength[best] / (1.0 + strength[best] * spread[best])
        chosen.append(best)
    return chosen


def on_form(case: Case, model: Model) -> Played:
    """A fixed form scored by the model."""
    form = fixed_form(model, LONGEST)
    met = {length: np.empty((len(case.right), model.cuts.size)) for length in LENGTHS}
    skills = np.empty((len(case.right), model.loadings.shape[1]))
    for learner, right in enumerate(case.right):
        belief = model.prior()
        for turn, question in enumerate(form):
            belief = model.update(belief, question, float(right[question]))
            if turn + 1 in met:
                met[turn + 1][learner] = model.readiness(belief)
        skills[learner] = model.skills(belief)[0]
    return Played(met, skills=skills)


def percent_correct(case: Case, model: Model) -> Played:
    """A fixed quiz spread over the courses' questions; a logistic curve from percent to ready, learned per course."""
    rng = np.random.default_rng(5)
    pool = np.flatnonzero(case.world.weights.sum(axis=0) > 0)
    order = rng.permutation(pool)
    truth = case.world.readiness(case.calibration_chance)
    met = {}
    for length in (*LENGTHS, 60):
        form = order[:length]
        learned, percent = case.calibration[:, form].mean(axis=1), case.right[:, form].mean(axis=1)
        met[length] = np.column_stack([_logistic_curve(learned, ready, percent) for ready in truth.T])
    return Played(met)


def _logistic_curve(x: Array, y: Array, new: Array) -> Array:
    design, coefficients = np.column_stack([np.ones_like(x), x - x.mean()]), np.zeros(2)
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-design @ coefficients))
        information = design.T @ (design * (p * (1.0 - p))[:, None]) + 1e-6 * np.eye(2)
        coefficients = coefficients + np.linalg.solve(information, design.T @ (y - p))
    return 1.0 / (1.0 + np.exp(-np.column_stack([np.ones_like(new), new - x.mean()]) @ coefficients))


class SubjectTest(Protocol):
    """An adaptive test of one ability; items are counted within the subject."""

    def choose(self) -> int: ...
    def answer(self, item: int, right: bool) -> None: ...
    def ability(self) -> tuple[float, float]: ...


def by_subject(case: Case, make: Callable[[Array, Array], Callable[[], SubjectTest]]) -> Played:
    """One ability a subject, calibrated by two-parameter fits, asked in turn; the course follows from all four."""
    subject = case.world.subject[case.world.main]
    items = [np.flatnonzero(subject == s) for s in range(SUBJECTS)]
    items = [i for i in items if i.size]
    fits = [fit_2pl(case.calibration[:, i]) for i in items]
    a, b = [np.nan_to_num(f.a, nan=0.5).clip(0.05, 4.0) for f in fits], [np.nan_to_num(f.b).clip(-5, 5) for f in fits]
    starts = [make(*pair) for pair in zip(a, b, strict=True)]
    met = {length: np.empty((len(case.right), case.world.cuts.size)) for length in LENGTHS}
    for learner, right in enumerate(case.right):
        tests = [start() for start in starts]
        for turn in range(LONGEST):
            now = turn % len(tests)
            item = tests[now].choose()
            tests[now].answer(item, bool(right[items[now][item]]))
            if turn + 1 in met:
                found = [test.ability() for test in tests]
                met[turn + 1][learner] = _met_by_abilities(case.world, items, a, b, found)
    return Played(met)


def _met_by_abilities(place: World, items: Any, a: Any, b: Any, found: list[tuple[float, float]]) -> Array:
    expected, variance = np.zeros(place.cuts.size), np.zeros(place.cuts.size)
    for own, slope, hard, (ability, sd) in zip(items, a, b, found, strict=True):
        nodes = ability + sd * GRID
        mass = np.exp(-0.5 * GRID**2)
        share = 1.0 / (1.0 + np.exp(-slope * (nodes[:, None] - hard))) @ place.weights[:, own].T
        mean = mass @ share / mass.sum()
        expected += mean
        variance += mass @ (share - mean) ** 2 / mass.sum()
    return cdf((expected - place.cuts) / np.sqrt(np.maximum(variance, 1e-9)))


class GridTest:
    """Maximum information at the posterior mean, on a grid."""

    def __init__(self, a: Array, b: Array) -> None:
        self.a, self.b = a, b
        self.share = 1.0 / (1.0 + np.exp(-a * (GRID[:, None] - b)))
        self.weight = np.exp(-0.5 * GRID**2)
        self.free = np.ones(a.size, dtype=bool)

    def choose(self) -> int:
        p = 1.0 / (1.0 + np.exp(-self.a * (self.ability()[0] - self.b)))
        return int(np.where(self.free, self.a**2 * p * (1 - p), -1.0).argmax())

    def answer(self, item: int, right: bool) -> None:
        self.free[item] = False
        self.weight = self.weight * (self.share[:, item] if right else 1.0 - self.share[:, item])

    def ability(self) -> tuple[float, float]:
        weight = self.weight / self.weight.sum()
        mean = float(weight @ GRID)
        return mean, float(np.sqrt(weight @ (GRID - mean) ** 2))


class CatsimTest:
    """catsim's own selector and estimator."""

    def __init__(self, bank: Any, selector: Any, estimator: Any) -> None:
        self.bank, self.selector, self.estimator = bank, selector, estimator
        self.asked: list[int] = []
        self.right: list[bool] = []
        self.theta = 0.0

    def choose(self) -> int:
        return int(self.selector.select(item_bank=self.bank, administered_items=self.asked, est_theta=self.theta))

    def answer(self, item: int, right: bool) -> None:
        self.asked.append(item)
        self.right.append(right)
        self.theta = self.estimator.estimate(
            item_bank=self.bank, administered_items=self.asked, response_vector=self.right, est_theta=self.theta
        )

    def ability(self) -> tuple[float, float]:
        from catsim import irt

        if not self.asked:
            return 0.0, 1.0
        return self.theta, min(float(irt.see(self.theta, self.bank.items[self.asked])), 3.0)


def catsim_tests(a: Array, b: Array) -> Callable[[], SubjectTest]:
    from catsim.estimation import NumericalSearchEstimator
    from catsim.item_bank import ItemBank
    from catsim.selection import MaxInfoSelector

    bank = ItemBank(np.column_stack([a, b, np.zeros_like(a), np.ones_like(a)]), validate=False)
    return lambda: CatsimTest(bank, MaxInfoSelector(), NumericalSearchEstimator())


class MirtTest:
    """mirt's adaptive engine."""

    def __init__(self, model: Any) -> None:
        from mirt.cat import CATEngine

        self.engine = CATEngine(model, se_threshold=0.01, max_items=model.n_items)

    def choose(self) -> int:
        return int(self.engine.select_next_item())

    def answer(self, item: int, right: bool) -> None:
        self.engine.administer_item(int(right))

    def ability(self) -> tuple[float, float]:
        state = self.engine.get_current_state()
        return float(state.theta), min(float(state.standard_error), 1.0)


def mirt_tests(a: Array, b: Array) -> Callable[[], SubjectTest]:
    from mirt.models import TwoParameterLogistic

    model = TwoParameterLogistic(n_items=a.size)
    model.set_parameters(discrimination=a, difficulty=b)
    model._is_fitted = True  # with the same parameters as the others get
    return lambda: MirtTest(model)

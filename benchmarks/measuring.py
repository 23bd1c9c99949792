"""How often are readiness decisions right, beside other ways of measuring?

    python benchmarks/measuring.py [--learners 2000] [--others 200] [--worlds gated faded abilities tailed]

Simulated worlds that none of the ways is built on (``tests/measuring/worlds.py``); cuts at the hardest place; every way
gets the same questions and, where it calibrates, the same 500 learners. catsim and the PyPI package mirt take part when
they can be imported. Prints Markdown tables. 200 learners take some six minutes
on two cores, 2,000 about an hour.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Protocol

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from mmready.analysis import fit_2pl
from mmready.measuring import Model
from mmready.measuring.normal import Array, cdf, density
from tests.measuring.worlds import KINDS, SUBJECTS, World, world

LENGTHS, LONGEST, CALIBRATED = (20, 30, 40), 40, 500
MASTERED = 0.6  # a skill is solid when this share of its questions is right
GRID = np.linspace(-4.0, 4.0, 81)


@dataclass(frozen=True, eq=False)
class Played:
    """What a way of measuring said: length → (n,C) probabilities; (n,) lengths of its own; (n,S) skill shares."""

    met: dict[int, Array]
    length: Array | None = None
    skills: Array | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """A world with learners to measure and learners to calibrate on."""

    world: World
    chance: Array
    right: Array
    calibration: Array
    calibration_chance: Array

    def first(self, learners: int) -> Case:
        return Case(
            self.world, self.chance[:learners], self.right[:learners], self.calibration, self.calibration_chance
        )


def make_case(kind: str, learners: int, seed: int = 17) -> Case:
    place, rng = world(kind, seed), np.random.default_rng(seed)
    chance, others = place.law(learners, rng), place.law(CALIBRATED, rng)
    return Case(place, chance, rng.random(chance.shape) < chance, (rng.random(others.shape) < others) * 1.0, others)


# -- this model ----------------------------------------------------------------------------------------------------


def adaptive(case: Case, model: Model) -> Played:
    """Sittings of 40 questions; the stopping rule is asked where it would have ended."""
    learners = len(case.right)
    met = {length: np.empty((learners, model.cuts.size)) for length in LENGTHS}
    own, skills = np.full(learners, float(LONGEST)), np.empty((learners, model.loadings.shape[1]))
    for learner, right in enumerate(case.right):
        belief, asked, stopped = model.prior(), [], False
        for turn in range(LONGEST):
            question = None if stopped else model.choose(belief, asked)
            if question is None:
                own[learner], stopped = (own[learner], True) if stopped else (turn, True)
                question = model.choose(belief, asked, stop=False)
            belief = model.update(belief, question, float(right[question]))
            asked.append(question)
            if turn + 1 in met:
                met[turn + 1][learner] = model.readiness(belief)
            if turn + 1 == 30:
                skills[learner] = model.skills(belief)[0]
    return Played(met, own, skills)


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
            if turn + 1 == 30:
                skills[learner] = model.skills(belief)[0]
    return Played(met, skills=skills)


# -- other ways ----------------------------------------------------------------------------------------------------


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


# -- figures -------------------------------------------------------------------------------------------------------


def calibration_error(met: Array, ready: Array, bins: int = 10) -> float:
    place = np.minimum((met * bins).astype(int), bins - 1)
    inside = [place == k for k in range(bins)]
    return float(sum(abs(met[i].sum() - ready[i].sum()) for i in inside) / met.size)


def figures(case: Case, played: Played) -> dict[str, float]:
    place, shares = case.world, case.chance @ case.world.weights.T
    ready, away = shares >= place.cuts, np.abs(shares - place.cuts) > 0.05
    out: dict[str, float] = {}
    for length, met in played.met.items():
        out[f"correct {length}"] = float(((met >= 0.5) == ready).mean())
    met = played.met[30]
    right, settled = (met >= 0.5) == ready, np.abs(met - 0.5) >= 0.45
    out |= {"off the cut": float(right[away].mean()), "Brier": float(((met - ready) ** 2).mean())}
    out |= {"ECE": calibration_error(met, ready), "settled": float(settled.mean())}
    out["right when settled"] = float(right[settled].mean()) if settled.any() else np.nan
    out["length"] = float(played.length.mean()) if played.length is not None else np.nan
    if played.skills is not None:
        on_skill = place.main == np.arange(len(place.parents))[:, None]
        truth = case.chance @ (on_skill / on_skill.sum(axis=1, keepdims=True)).T
        out["profile"] = float(((played.skills >= MASTERED) == (truth >= MASTERED)).mean())
    return out


def everything(case: Case, model: Model) -> float:
    """Share right when all questions are answered: what no sitting can beat by much.

    By scoring to the mode, which with so many answers is as good as the belief's own way and far quicker.
    """
    prior, empty = np.linalg.inv(model.prior_cov), model.prior()
    span, right_calls = 1.0 - model.guess - model.slip, 0
    for chance, right in zip(case.chance, case.right, strict=True):
        skill = np.zeros(len(prior))
        for _ in range(25):
            x = model.loadings @ skill + model.offset
            share, rate = model.guess + span * cdf(x), span * density(x)
            weight = rate**2 / (share * (1.0 - share))
            information = prior + model.loadings.T @ (weight[:, None] * model.loadings)
            score = model.loadings.T @ (rate * (right - share) / (share * (1.0 - share))) - prior @ skill
            skill = skill + 0.7 * np.linalg.solve(information, score)
        belief = replace(empty, mean=skill, cov=np.linalg.inv(information))
        right_calls += int(((model.readiness(belief) >= 0.5) == case.world.readiness(chance)).sum())
    return right_calls / (len(case.right) * model.cuts.size)


def one_world(arguments: tuple[str, int, int]) -> dict[str, dict[str, float]]:
    kind, learners, others = arguments
    case = make_case(kind, learners)
    small = case.first(others)
    author = case.world.authored()
    fitted, few = author.fit(case.calibration), author.fit(case.calibration[:100])
    out = {
        "this model, fitted to 500 learners": figures(case, adaptive(case, fitted)),
        "this model, fitted to 100 learners": figures(case, adaptive(case, few)),
        "this model, the author's values": figures(case, adaptive(case, author)),
        "fixed form, scored by this model (500)": figures(small, on_form(small, fitted)),
        "fixed quiz, percent correct": figures(case, percent_correct(case, fitted)),
        "one ability a subject, 2PL adaptive": figures(small, by_subject(small, lambda a, b: lambda: GridTest(a, b))),
    }
    for library, tests in (("catsim", catsim_tests), ("mirt", mirt_tests)):
        if importlib.util.find_spec(library):
            out[f"{library}, one test a subject"] = figures(small, by_subject(small, tests))
    out["every question answered, this model (500)"] = {"correct 30": everything(case, fitted)}
    return out


COLUMNS = (
    *(f"correct {length}" for length in LENGTHS),
    *("off the cut", "Brier", "ECE", "settled", "right when settled", "length", "profile"),
)


def print_table(rows: dict[str, dict[str, float]]) -> None:
    print("| way | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for name, values in rows.items():
        cells = [values.get(column, np.nan) for column in COLUMNS]
        texts = ["" if np.isnan(v) else f"{v:.1f}" if v > 1.5 else f"{v:.3f}" for v in cells]
        print(f"| {name} | " + " | ".join(texts) + " |")


def speed() -> None:
    """Milliseconds to choose from 300 questions × 60 skills × 5 courses; seconds to fit 100,000 × 40 answers."""
    place = world("tailed", 1, skills=60, questions=300)
    model, rng, chose, updated = place.authored(), np.random.default_rng(0), [], []
    for _ in range(10):
        belief, asked = model.prior(), []
        for _ in range(30):
            begin = time.perf_counter()
            question = model.choose(belief, asked, stop=False)
            between = time.perf_counter()
            belief = model.update(belief, question, float(rng.random() < 0.6))
            chose.append(between - begin)
            updated.append(time.perf_counter() - between)
            asked.append(question)
    print(f"choose: {1e3 * np.median(chose):.2f} ms median; update: {1e3 * np.median(updated):.2f} ms median")
    slope, hard = rng.lognormal(0.0, 0.3, 300), rng.normal(size=300)
    for library, tests in (("catsim", catsim_tests), ("mirt", mirt_tests)):
        if importlib.util.find_spec(library):
            test, took = tests(slope, hard)(), []
            for _ in range(30):  # both at once, since mirt chooses while it takes the answer
                begin = time.perf_counter()
                test.answer(test.choose(), bool(rng.random() < 0.5))
                took.append(time.perf_counter() - begin)
            print(f"choose and update, {library}, one ability only: {1e3 * np.median(took):.2f} ms median")
    a, b = rng.lognormal(0.0, 0.3, 40), rng.normal(size=40)
    answers = (rng.random((100_000, 40)) < 1 / (1 + np.exp(-a * (rng.normal(size=(100_000, 1)) - b)))) * 1.0
    begin = time.perf_counter()
    fit = fit_2pl(answers)
    error = np.sqrt(((fit.a - a) ** 2).mean())
    print(f"fit_2pl, 100,000 × 40: {time.perf_counter() - begin:.2f} s, RMSE(a) {error:.4f}, {fit.converged=}")
    if importlib.util.find_spec("mirt"):
        from mirt import fit_mirt

        begin = time.perf_counter()
        fit_mirt(answers.astype(int), model="2PL")
        print(f"fit_mirt, the same: {time.perf_counter() - begin:.2f} s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learners", type=int, default=2000)
    options.add_argument("--others", type=int, default=200, help="learners for the slower ways")
    options.add_argument("--worlds", nargs="+", default=list(KINDS), choices=KINDS)
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    speed()
    with Pool(given.processes) as pool:
        found = pool.map(one_world, [(kind, given.learners, given.others) for kind in given.worlds], chunksize=1)
    for kind, rows in zip(given.worlds, found, strict=True):
        print(f"\n## {kind}\n")
        print_table(rows)
    print(f"\n## Mean of {len(found)} worlds\n")
    print_table(
        {name: {c: float(np.mean([f[name].get(c, np.nan) for f in found])) for c in COLUMNS} for name in found[0]}
    )


if __name__ == "__main__":
    main()

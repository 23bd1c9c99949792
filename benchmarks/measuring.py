"""How often are readiness decisions right, beside other ways of measuring?

    python benchmarks/measuring.py [--learners 2000] [--others 300] [--worlds gated faded abilities tailed]
                                   [--seed 17] [--picture docs/pictures/calibration.svg] [--only speed|worlds]

Simulated worlds that none of the ways is built on (``tests/measuring/worlds.py``); cuts at the hardest place; every way
gets the same questions and, where it calibrates, the same 500 learners. Slow ways, and the world's own posterior, are
tried on the first ``--others`` learners (0 leaves them out); a row of this model on the same learners stands beside
them. catsim and the PyPI package mirt take part when they can be imported. Prints Markdown tables. 200 learners take
some three minutes on two free cores, 2,000 some ten.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: more threads only get into each other's way
sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from benchmarks.measuring_ways import (
    LENGTHS,
    Case,
    GridTest,
    Played,
    SubjectTest,
    adaptive,
    by_subject,
    catsim_tests,
    make_case,
    mirt_tests,
    on_form,
    percent_correct,
)
from mmready.analysis import fit_2pl
from mmready.measuring import Model
from mmready.measuring.normal import Array, cdf, density
from tests.measuring.worlds import KINDS, world, world_posterior

MASTERED = 0.6  # a skill is solid when this share of its questions is right
LIBRARIES = (("catsim", catsim_tests), ("mirt", mirt_tests))
Figures = dict[str, float]

# -- decisions -----------------------------------------------------------------------------------------------------


def calibration_error(met: Array, ready: Array, bins: int = 10) -> float:
    """Mean distance between the probability told and the share that it came true, over ten bins."""
    place = np.minimum((met * bins).astype(int), bins - 1)
    inside = [place == k for k in range(bins)]
    return float(sum(abs(met[i].sum() - ready[i].sum()) for i in inside) / met.size)


def figures(case: Case, played: Played) -> Figures:
    """What the table says of one way in one world."""
    place, shares = case.world, case.chance @ case.world.weights.T
    ready, away = shares >= place.cuts, np.abs(shares - place.cuts) > 0.05
    out = {f"correct {length}": float(((met >= 0.5) == ready).mean()) for length, met in played.met.items()}
    if 30 not in played.met:
        return out
    met = played.met[30]
    out |= {"off the cut": float(((met >= 0.5) == ready)[away].mean()), "Brier": float(((met - ready) ** 2).mean())}
    out |= {"ECE": calibration_error(met, ready)} | _settled("at 30", met, ready)
    if played.settled_at is not None and played.at_end is not None and played.length is not None:
        out |= _settled("by 30", played.settled_at, ready)
        out |= {
            "length": float(played.length.mean()),
            "correct at end": float(((played.at_end >= 0.5) == ready).mean()),
        }
    if played.skills is not None:
        on_skill = place.main == np.arange(len(place.parents))[:, None]
        truth = case.chance @ (on_skill / on_skill.sum(axis=1, keepdims=True)).T
        out["profile"] = float(((played.skills >= MASTERED) == (truth >= MASTERED)).mean())
    return out


def _settled(when: str, met: Array, ready: Array) -> Figures:
    """Share of decisions with a probability of at least .95 either way, and how many of those are right."""
    settled = np.abs(met - 0.5) >= 0.45  # false for nan
    right = float(((met >= 0.5) == ready)[settled].mean()) if settled.any() else np.nan
    return {f"settled {when}": float(settled.mean()), f"right, settled {when}": right}


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


def of_the_world(case: Case, played: Played) -> Played:
    """The world's own posterior on the questions that this model chose."""
    if played.asked is None:
        raise ValueError("this needs to know which questions were asked")
    asked = played.asked[: len(case.right)]
    right = np.take_along_axis(case.right, asked, axis=1)
    return Played({30: world_posterior(case.world, asked, right, np.random.default_rng(1))})


def _some(played: Played, learners: int) -> Played:
    """The same for the first learners only."""
    each = (played.length, played.skills, played.asked, played.settled_at, played.at_end)
    rest = [None if array is None else array[:learners] for array in each]
    return Played({length: met[:learners] for length, met in played.met.items()}, *rest)


def one_world(arguments: tuple[str, int, int, int]) -> tuple[dict[str, Figures], Array, Array]:
    """All ways in one world; then the probabilities that this model told (500), and whether they came true."""
    kind, learners, others, seed = arguments
    case, author = make_case(kind, learners, seed), world(kind, seed).authored()
    fitted, small = author.fit(case.calibration), case.first(others)
    played = adaptive(case, fitted)
    rows = {
        "this model, fitted to 500 learners": figures(case, played),
        "fixed quiz, percent correct": figures(case, percent_correct(case, fitted)),
        "one ability a subject, 2PL adaptive": figures(case, by_subject(case, lambda a, b: lambda: GridTest(a, b))),
    }
    told = rows, played.met[30], case.world.readiness(case.chance)
    if not others:
        return told
    some = f" ({others} learners)"
    rows |= {
        "this model (500)" + some: figures(small, _some(played, others)),
        "the world itself, on the same questions" + some: figures(small, of_the_world(small, played)),
        "this model, fitted to 100" + some: figures(small, adaptive(small, author.fit(case.calibration[:100]))),
        "this model, the author's values" + some: figures(small, adaptive(small, author)),
        "fixed form, scored by this model (500)" + some: figures(small, on_form(small, fitted)),
    }
    for library, tests in LIBRARIES:
        if importlib.util.find_spec(library):
            rows[f"{library}, one test a subject" + some] = figures(small, by_subject(small, tests))
    rows["every question answered, this model (500)" + some] = {"correct 30": everything(small, fitted)}
    return told


COLUMNS = (
    *(f"correct {length}" for length in (*LENGTHS, 60)),
    *("off the cut", "Brier", "ECE", "settled at 30", "right, settled at 30", "settled by 30", "right, settled by 30"),
    *("length", "correct at end", "profile"),
)


def print_table(rows: dict[str, Figures]) -> None:
    print("| way | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for name, values in rows.items():
        cells = [values.get(column, np.nan) for column in COLUMNS]
        texts = ["" if np.isnan(v) else f"{v:.1f}" if v > 1.5 else f"{v:.3f}" for v in cells]
        print(f"| {name} | " + " | ".join(texts) + " |")


def picture(met: Array, ready: Array) -> str:
    """The share that came true against the probability told, as SVG: a dot for each tenth, as large as it is full."""
    size, edge = 360, 48
    step = size - 2 * edge

    def at(share: float) -> float:
        return edge + step * share

    place = np.minimum((met * 10).astype(int), 9)
    dots = []
    for k in range(10):
        inside = place == k
        if inside.any():
            told, true, full = met[inside].mean(), ready[inside].mean(), np.sqrt(inside.mean())
            label = f"told {told:.2f}, came true {true:.2f}, {int(inside.sum())} decisions"
            where = f'cx="{at(told):.1f}" cy="{size - at(true):.1f}" r="{3 + 12 * full:.1f}"'
            dots.append(f"<circle {where}><title>{label}</title></circle>")
    ticks = "".join(
        f'<text x="{at(t):.0f}" y="{size - edge + 18}" text-anchor="middle">{t:g}</text>'
        f'<text x="{edge - 8}" y="{size - at(t) + 4:.0f}" text-anchor="end">{t:g}</text>'
        for t in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" font-family="sans-serif"'
        f' font-size="12" fill="#333"><title>Probability told and share that came true</title>'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="M{edge} {edge}V{size - edge}H{size - edge}" fill="none" stroke="#333"/>'
        f'<path d="M{edge} {size - edge}L{size - edge} {edge}" stroke="#888" stroke-dasharray="4 4"/>{ticks}'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">probability of “ready” that we told</text>'
        f'<text transform="translate(14 {size / 2}) rotate(-90)" text-anchor="middle">share that was ready</text>'
        f'<g fill="#1f6f8b" fill-opacity="0.8">{"".join(dots)}</g></svg>\n'
    )


# -- speed ---------------------------------------------------------------------------------------------------------


def speed_of_choosing() -> None:
    """Milliseconds to choose, this model and the libraries in turn, so that all meet the same machine."""
    rng = np.random.default_rng(0)
    models = {n: world("tailed", 1, skills=60, questions=n).authored() for n in (300, 1000)}
    slope, hard = rng.lognormal(0.0, 0.3, 300), rng.normal(size=300)
    makers = {name: tests(slope, hard) for name, tests in LIBRARIES if importlib.util.find_spec(name)}
    took: dict[str, list[float]] = {}

    def timed(name: str, call: Callable[..., Any], *arguments: object, **more: object) -> Any:
        begin = time.perf_counter()
        out = call(*arguments, **more)
        took.setdefault(name, []).append(time.perf_counter() - begin)
        return out

    def item(test: SubjectTest, right: bool) -> None:  # both at once: mirt chooses while it takes the answer
        test.answer(test.choose(), right)

    for _ in range(10):
        beliefs = {n: model.prior() for n, model in models.items()}
        asked: dict[int, list[int]] = {n: [] for n in models}
        tests = {name: make() for name, make in makers.items()}
        for _ in range(30):
            right = bool(rng.random() < 0.6)
            for n, model in models.items():
                question = timed(f"choose, {n:,} questions", model.choose, beliefs[n], asked[n], stop=False)
                asked[n].append(question)
                beliefs[n] = timed(f"update, {n:,} questions", model.update, beliefs[n], question, float(right))
            for name, test in tests.items():
                timed(f"{name}, choose and update, 300 questions, one ability", item, test, right)
    print("\n".join(f"{name}: {1e3 * np.median(times):.2f} ms median" for name, times in took.items()))


def speed_of_fitting() -> None:
    """Seconds, error and memory of a two-parameter fit to 100,000 × 40 answers, beside mirt."""
    rng = np.random.default_rng(0)
    a, b = rng.lognormal(0.0, 0.3, 40), rng.normal(size=40)
    answers = (rng.random((100_000, 40)) < 1 / (1 + np.exp(-a * (rng.normal(size=(100_000, 1)) - b)))) * 1.0

    def error(found: Array) -> float:
        return float(np.sqrt(((found - a) ** 2).mean()))

    begin = time.perf_counter()
    fit = fit_2pl(answers)
    print(f"fit_2pl, 100,000 × 40: {time.perf_counter() - begin:.2f} s, RMSE(a) {error(fit.a):.4f}, {fit.converged=}")
    if importlib.util.find_spec("mirt"):
        from mirt import fit_mirt

        whole = answers.astype(int)
        for errors in (True, False):
            begin = time.perf_counter()
            found = fit_mirt(whole, model="2PL", compute_standard_errors=errors)
            slope = np.asarray(found.model.parameters["discrimination"]).ravel()
            said = "with" if errors else "without"
            print(f"fit_mirt, {said} errors: {time.perf_counter() - begin:.2f} s, RMSE(a) {error(slope):.4f}")
    for learners in (50_000, 100_000):
        tracemalloc.start()
        fit_2pl(answers[:learners])
        peak = tracemalloc.get_traced_memory()[1] / answers[:learners].nbytes
        tracemalloc.stop()
        print(f"fit_2pl, {learners:,} × 40: at most {peak:.1f} times the data's own memory")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learners", type=int, default=2000)
    options.add_argument("--others", type=int, default=300, help="learners for the slower ways, 0 for none of them")
    options.add_argument("--worlds", nargs="+", default=list(KINDS), choices=KINDS)
    options.add_argument("--seed", type=int, default=17)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--picture", type=Path, help="where to draw probabilities told and shares that came true")
    options.add_argument("--only", choices=("speed", "worlds"))
    given = options.parse_args()
    if given.only != "worlds":
        speed_of_choosing()
        speed_of_fitting()
    if given.only == "speed":
        return
    every: list[tuple[dict[str, Figures], Array, Array]] = []
    with Pool(given.processes) as pool:
        work = [(kind, given.learners, min(given.others, given.learners), given.seed) for kind in given.worlds]
        for kind, found in zip(given.worlds, pool.imap(one_world, work), strict=True):
            every.append(found)
            print(f"\n## {kind}\n", flush=True)
            print_table(found[0])
    print(f"\n## Mean of {len(every)} worlds\n")
    tables = [rows for rows, _, _ in every]
    mean = {name: {c: float(np.mean([t[name].get(c, np.nan) for t in tables])) for c in COLUMNS} for name in tables[0]}
    told, true = (np.concatenate([found[part].ravel() for found in every]) for part in (1, 2))
    mean["this model, fitted to 500 learners"]["ECE"] = calibration_error(told, true)
    print_table(mean)
    print("\nECE in the first row is that of all worlds' decisions together.")
    if given.picture:
        given.picture.write_text(picture(told, true), encoding="utf-8")


if __name__ == "__main__":
    main()

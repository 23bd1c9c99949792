"""How long drawing and proving take: ``python benchmarks/bank.py [--seeds 20] [--draws 2000]``.

Prints the median and slowest draw after warm-up, from the sources and from the compiled bank where there is one, and
the time for proving the whole bank on so many seeds with as many processes as there are processors. Beside it stands
the time that SymPy alone takes to parse and simplify one expression: a ratio that holds on other machines.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

import numpy as np

import mmready
from mmready.lint import Crew, lint_bank
from mmready.loading import packaged_folder, read_sources
from mmready.running import ChildRunner, many_runner
from mmready.sampling import draw


def draws(bank: mmready.Bank, number: int) -> list[float]:
    """Milliseconds of each of so many draws, of random questions and seeds."""
    chance = np.random.default_rng(1)
    names = sorted(bank.questions)
    taken = []
    with many_runner() as runner:
        for name in names:
            draw(bank, name, 0, runner)
        for _ in range(number):
            name, seed = names[chance.integers(len(names))], int(chance.integers(1000))
            begun = time.perf_counter()
            draw(bank, name, seed, runner)
            taken.append(1000 * (time.perf_counter() - begun))
    return taken


def sympy_simplify() -> float:
    """Milliseconds of one ``simplify(parse_expr(…))``."""
    from sympy import simplify
    from sympy.parsing.sympy_parser import parse_expr

    times = []
    for k in range(2, 12):
        begun = time.perf_counter()
        simplify(parse_expr(f"sin(x)**2*{k} + {k}*cos(x)**2 + exp({k}*x)/x"))
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--draws", type=int, default=2000)
    options = parser.parse_args()
    root = packaged_folder()
    if root is None:
        raise SystemExit("this installation has no folder quizzes/")
    taken = draws(read_sources(root), options.draws)
    print(f"{options.draws} draws: median {statistics.median(taken):.1f} ms, slowest {max(taken):.0f} ms")
    print(f"one simplify(parse_expr(…)) of SymPy: {sympy_simplify():.1f} ms")
    if options.seeds:
        begun = time.perf_counter()
        crew = Crew(os.cpu_count() or 1, many_runner, ChildRunner)
        report = lint_bank(root, crew=crew, seeds=options.seeds)
        print(
            f"{report.summary()}; {options.seeds} seeds in {time.perf_counter() - begun:.0f} s on {crew.size} processes"
        )


if __name__ == "__main__":
    main()

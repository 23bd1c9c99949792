"""Throw random and mutated texts at ``mmready.judge``: no error may come out, and no answer may take long.

    python benchmarks/fuzz_judge.py --minutes 10

Texts are grown from a grammar of what people type, then cut, doubled, swapped and sprinkled with foreign signs. Each is
marked against another one under every kind, and against itself: a text that can be read and has a value is right then.
Prints what was tried, the slowest answer in CPU time, and every failure; exits with 1 if there was one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from mmready import judge
from mmready.domain.response import OUTCOMES

T = TypeVar("T")
KINDS = ("number", "expression", "equation", "inequality", "interval", "set", "vector", "matrix")
SLOW = 0.1
_ATOMS = (
    *("0 1 2 3 7 10 .5 0.25 1e3 1e-3 1,000 2.50 ½ 12345678901234567890 1/3 50% 5! 2 1/3".split()),
    *("x y z t n a b x_1 x_{12} x1 θ alpha λ π pi e i j inf ∞ C k f g".split()),
    *(r"\frac{1}{2} \sqrt{2} \pi \theta \infty \sqrt[3]{x} \binom{5}{2} x² x₁ √2 ∛8 30°".split()),
)
_UNARY = (
    "-{0}", "({0})", "|{0}|", "sqrt({0})", "√({0})", "sin {0}", "cos({0})", "sin^2({0})", "ln({0})", "log_2({0})",
    "exp({0})", "e^({0})", "({0})!", "{0}%", "tan^-1({0})", "asin({0})", "floor({0})", "abs({0})", "({0})^2",
    r"\frac{{{0}}}{{3}}", r"\left({0}\right)", "f({0})", "[{0}]", "±{0}", "{0}'", "root({0},3)", "Gamma({0})",
)  # fmt: skip
_BINARY = (
    "{0}+{1}", "{0} - {1}", "{0}*{1}", "{0}/{1}", "{0}^{1}", "{0}{1}", "{0} {1}", "({0})({1})", "({0})/({1})",
    "({0})^({1})", "{0}**{1}", "{0} × {1}", "{0}:{1}", r"\frac{{{0}}}{{{1}}}", "C({0},{1})", "max({0},{1})",
    "{0} mod {1}", "atan2({0},{1})", "log({0},{1})", "piecewise({0} if x > 0, {1})",
)  # fmt: skip
_WHOLE = (
    "{0}", "{0} = {1}", "{0} < {1}", "{0} <= {1} < {0}", "{0} > {1} or {1} = {0}", "({0}, {1})", "[{0}, {1})",
    "({0}, {1}] U [{1}, inf)", "{{{0}, {1}}}", "{0}, {1}", "[[{0}, {1}], [{1}, {0}]]", "{0} {1}\n{1} {0}",
    "<{0}, {1}>", "x = {0}", "{0} != {1}", "not ({0} < {1})", "{{{0}}} ∪ {{{1}}}", "({0}; {1})", "[{0} {1}; {1} {0}]",
    r"\begin{{pmatrix}}{0}&{1}\\{1}&{0}\end{{pmatrix}}", "{0} and {1}", "({0}, {1})^T", "2i - {0}j",
)  # fmt: skip
_STRANGE = "\x00\u202e\u200b\ud800\n\t;:,.!'\"`´~@#$&?\\{}[]()<>|_^°%=+-*/ºаео０ⅳ𝟘∑∫∂∇′″‘„…¬∧∨∩⊂∈∅ℝℂ√∛"


@dataclass
class Outcome:
    """What a run has met with."""

    tried: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def pick(chance: np.random.Generator, among: Sequence[T]) -> T:
    """One of these."""
    return among[int(chance.integers(len(among)))]


def grown(chance: np.random.Generator, depth: int) -> str:
    """An expression as people type it, often a little wrong."""
    if depth <= 0 or chance.random() < 0.3:
        return pick(chance, _ATOMS)
    if chance.random() < 0.45:
        return pick(chance, _UNARY).format(grown(chance, depth - 1))
    return pick(chance, _BINARY).format(grown(chance, depth - 1), grown(chance, depth - 1))


def whole(chance: np.random.Generator) -> str:
    """An answer of any kind."""
    depth = pick(chance, (1, 2, 2, 3, 4))
    return pick(chance, _WHOLE).format(grown(chance, depth), grown(chance, pick(chance, (0, 1, 2))))


def mutated(chance: np.random.Generator, text: str) -> str:
    """The text with pieces cut out, doubled, swapped or put in."""
    for _ in range(pick(chance, (0, 0, 1, 1, 2, 4))):
        if not text:
            return text
        first, last = sorted(int(chance.integers(len(text) + 1)) for _ in range(2))
        piece = text[first:last]
        text = pick(
            chance,
            (
                text[:first] + text[last:],
                text[:last] + piece * pick(chance, (1, 2, 20)) + text[last:],
                text[:first] + piece[::-1] + text[last:],
                text[:first] + pick(chance, _STRANGE) + text[first:],
                text[:first] + pick(chance, "+-*/^=<>()[]{}|,;!%'") + text[first:],
                text[:first] + pick(chance, _ATOMS) + text[last:],
            ),
        )
    return text[:20_000]


def options(chance: np.random.Generator) -> Iterator[tuple[str, object]]:
    """Some of the arguments of judge."""
    if chance.random() < 0.3:
        yield "variables", {"x": pick(chance, ("real", "positive", "integer", "complex", (0.0, 1.0))), "y": "real"}
    if chance.random() < 0.2:
        yield "functions", ("f",)
    if chance.random() < 0.2:
        yield "rtol", pick(chance, (1e-6, 0.01, 0.5))
    if chance.random() < 0.1:
        yield "up_to_constant", True
    if chance.random() < 0.2:
        yield "name_equals", True


def run(seconds: float, seed: int, most: int | None = None) -> Outcome:
    """Fuzz for so long, or until ``most`` answers were marked."""
    chance, outcome = np.random.default_rng(seed), Outcome()
    judge("9^9^9", "1")  # loads what is loaded late
    end = time.monotonic() + seconds
    while time.monotonic() < end and (most is None or sum(outcome.tried.values()) < most):
        key = mutated(chance, whole(chance))
        text = pick(chance, (key, mutated(chance, key), mutated(chance, whole(chance))))
        call = dict(options(chance))
        kind = pick(chance, KINDS)
        start = time.thread_time()
        try:
            found = judge(text, key, kind=kind, **call).outcome  # type: ignore[arg-type]
        except Exception as error:
            outcome.failures.append(f"{type(error).__name__}: {error}: judge({text!r}, {key!r}, {kind=}, {call})")
            continue
        spent = time.thread_time() - start
        outcome.tried[found] += 1
        described = f"judge({text!r}, {key!r}, {kind=}, {call})"
        if spent > outcome.slowest[0]:
            outcome.slowest = spent, described
        if found not in OUTCOMES:
            outcome.failures.append(f"{found}: {described}")
        if text == key and found in ("wrong", "partly") and "undefined" not in judge(text, key, kind=kind, **call).code:  # type: ignore[arg-type]
            outcome.odd.append(described)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20, help="so many failures are printed")
    asked = parser.parse_args()
    outcome = run(60 * asked.minutes, asked.seed)
    print(f"{sum(outcome.tried.values())} answers marked:", dict(outcome.tried.most_common()))
    print(f"slowest {1000 * outcome.slowest[0]:.1f} ms of CPU: {outcome.slowest[1][:300]}")
    print(f"{len(outcome.odd)} texts that are not right against themselves (values that are not known, mostly)")
    print(f"{len(outcome.failures)} failures")
    for failure in outcome.failures[: asked.show]:
        print(" ", failure[:400])
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())

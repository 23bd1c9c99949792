"""What is believed of one learner, and how answers change it.

The belief is a Gaussian over all skills. Every answer is kept as a *site*: a Gaussian factor on x = aⱼ·θ with a
precision τ and a pull ν, such that the belief has the moments which the exact answer would give it (expectation
propagation: Minka 2001; Rasmussen and Williams 2006, section 3.6). A new answer first gets its site in closed form;
then all sites are swept over until they agree, so that the order in which the answers came does not matter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mmready.measuring.normal import Array

_SWEEPS = 20  # at most; one or two are usual
_TOLERANCE = 0.005  # of the largest move of a site, in sd of the belief
_WIDENING = 0.9  # see _allowed
_ROOT_2 = math.sqrt(2.0)
_DENSITY_AT_0 = 1.0 / math.sqrt(2.0 * math.pi)
_FAR = 30.0  # sd from the centre: no answer is taken as more surprising than that


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """A learner's skills as a Gaussian, with the answers it rests on.

    ``mean`` (S,) and ``cov`` (S,S) are over all skills, in units of the prior's sd among entrants. ``questions``,
    ``points`` and ``dont_know`` (n,) are the answers as they came, ``precision`` and ``pull`` (n,) their sites.
    """

    mean: Array
    cov: Array
    questions: npt.NDArray[np.intp]
    points: Array
    dont_know: npt.NDArray[np.bool_]
    precision: Array
    pull: Array

    def __post_init__(self) -> None:
        for name in self.__slots__:
            getattr(self, name).setflags(write=False)

    def __len__(self) -> int:
        return int(self.questions.size)

    def __repr__(self) -> str:
        return f"Belief({self.mean.size} skills after {len(self)} answers)"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answered questions as their sites see them: ``gram`` (n,n) is A Σ₀ Aᵀ, the other arrays are (n,)."""

    gram: Array
    offset: Array
    guess: Array
    span: Array
    points: Array


def push(centre: float, spread: float, guess: float, span: float, points: float) -> tuple[float, float]:
    """How hard an answer pushes: the slope α and the bend β of the log of its expected likelihood.

    With x ~ N(centre, spread) and P(right | x) = guess + span Φ(x), the answer moves the mean of x by spread·α and
    its variance by −spread²·β. Points between 0 and 1 mix the pushes of the two answers.
    """
    sd = math.sqrt(1.0 + spread)
    u = min(max(centre / sd, -_FAR), _FAR)
    bend = u / sd
    rate = span * _DENSITY_AT_0 * math.exp(-0.5 * u * u) / sd
    right = rate / (guess + 0.5 * span * math.erfc(-u / _ROOT_2))
    wrong = rate / (1.0 - guess - span + 0.5 * span * math.erfc(u / _ROOT_2))
    slope = points * right - (1.0 - points) * wrong
    return slope, points * right * (right + bend) + (1.0 - points) * wrong * (wrong - bend)


def refresh(answers: Answers, precision: Array, pull: Array) -> tuple[Array, Array]:
    """Sites that agree with each other, starting from those given; the last one is taken as new. Both are (n,)."""
    gram = answers.gram
    size = precision.size
    cov = gram @ inverse(gram, precision)
    mean = cov @ pull
    tau, nu = precision.tolist(), pull.tolist()
    terms = list(
        zip(
            answers.offset.tolist(), answers.guess.tolist(), answers.span.tolist(), answers.points.tolist(), strict=True
        )
    )
    sites: range = range(size - 1, size)
    for sweep in range(_SWEEPS):
        largest = 0.0
        for i in sites:
            column = cov[i]
            spread, centre = float(column[i]), float(mean[i])
            if spread <= 0.0:
                continue  # the question has no slope, so its answer says nothing
            offset, guess, span, points = terms[i]
            outside = 1.0 / (1.0 / spread - tau[i])  # variance of x without this answer
            middle = (centre / spread - nu[i]) * outside
            slope, bend = push(middle + offset, outside, guess, span, points)
            left = 1.0 - outside * bend
            stiffer = bend / left - tau[i]
            if bend < 0.0:
                stiffer = _allowed(bend / left, tau, i, gram) - tau[i]
            farther = (slope + middle * bend) / left - nu[i]
            shrink = 1.0 / (1.0 + stiffer * spread)
            move = (farther - stiffer * centre) * shrink
            mean += move * column
            cov -= (stiffer * shrink * column)[:, None] * column
            tau[i] += stiffer
            nu[i] += farther
            largest = max(largest, abs(move) * math.sqrt(spread), abs(stiffer) * shrink * spread)
        if sweep > 0 and largest < _TOLERANCE:
            break
        sites = range(size)
    return np.array(tau), np.array(nu)


def inverse(gram: Array, precision: Array) -> Array:
    """(I + T·gram)⁻¹ with the precisions on the diagonal of T; (n,n)."""
    system = precision[:, None] * gram
    system.flat[:: precision.size + 1] += 1.0
    return np.linalg.inv(system).astype(np.float64, copy=False)


def _allowed(precision: float, others: list[float], site: int, gram: Array) -> float:
    """The negative precision that a site may take without the belief losing its positive definiteness.

    A right answer that looks like a lucky guess widens the belief. Together such sites may not outweigh the prior:
    Σ |τ⁻| aᵀΣ₀a < 1 is enough for that, since the trace bounds the largest eigenvalue.
    """
    used = sum(-t * float(gram[i, i]) for i, t in enumerate(others) if t < 0.0 and i != site)
    return max(precision, -max(_WIDENING - used, 0.0) / float(gram[site, site]))

"""What is believed of one learner, and how answers change it.

The belief is a Gaussian over all skills. Every answer is kept as a *site*: a Gaussian factor on x = aⱼ·θ with a
precision τ and a pull ν, such that the belief has the moments which the exact answer would give it (expectation
propagation: Minka 2001; Rasmussen and Williams 2006, section 3.6). A new answer first gets its site in closed form;
then all sites are swept over until they agree, so that the order in which the answers came does not matter.

Skills drift between sittings: a skill now and the same skill t half-lives ago are taken to correlate by 2^(−t/2), so
an answer of one half-life ago explains half as much of the skill now. The answers are then values of a Gaussian
process over skill and time (Rasmussen and Williams 2006, section 4.2), and the same sites serve for all times.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from mmready.measuring.normal import Array
from mmready.values import dataclass

_SWEEPS = 20  # at most; one or two are usual
_TOLERANCE = 0.005  # of the largest move of a site, in sd of the belief
_LEAST = 1e-6
_AMBIGUOUS = -1.0  # sum of the negative precisions, each times the prior variance of its x
_ROOT_2 = math.sqrt(2.0)
_DENSITY_AT_0 = 1.0 / math.sqrt(2.0 * math.pi)
_FAR = 30.0  # sd from the centre: no answer is taken as more surprising than that

HALF_LIFE = 180.0  # days after which an answer says half as much; a choice, for no data of our own stand behind it
FAMILIAR = 0.15  # of those who could not do a question, the share who can when it comes again with other numbers


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """A learner's skills as a Gaussian, with the answers it rests on.

    ``mean`` (S,) and ``cov`` (S,S) are over all skills, in units of the prior's sd among entrants. ``questions``,
    ``points`` and ``dont_know`` (n,) are the answers as they came, ``precision`` and ``pull`` (n,) their sites.
    ``ages`` (n,) tell how many half-lives ago each was given, ``again`` (n,) whether the question had been met before.
    ``start`` (S,) is the mean before any answer: 0 for an entrant of whom nothing is known.
    """

    mean: Array
    cov: Array
    questions: npt.NDArray[np.intp]
    points: Array
    dont_know: npt.NDArray[np.bool_]
    precision: Array
    pull: Array
    ages: Array
    again: npt.NDArray[np.bool_]
    start: Array

    def __post_init__(self) -> None:
        for name in self.__slots__:
            getattr(self, name).setflags(write=False)

    def __len__(self) -> int:
        return int(self.questions.size)

    def __repr__(self) -> str:
        return f"Belief({self.mean.size} skills after {len(self)} answers)"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answered questions as their sites see them: ``gram`` (n,n) is the prior covariance of what they ask for,
    A Σ₀ Aᵀ where all were answered at one time; the other arrays are (n,).
    """

    question: npt.NDArray[np.intp]
    gram: Array
    offset: Array
    guess: Array
    span: Array
    points: Array


def remembered(ages: Array) -> Array:
    """The correlation of a skill with itself so many half-lives apart, in (0, 1]."""
    out: Array = np.exp2(-0.5 * np.abs(ages))
    return out


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
    """Sites that agree with each other, starting from those given; the last one is taken as new. Both are (n,).

    A right answer that looks like a lucky guess widens the belief, so precisions may be negative. The belief stays
    positive definite all the same: each site is fitted to the exact moments of a proper distribution. Where sites are
    strongly negative there may be two states in which all agree; then the sites are found afresh, in an order that
    does not depend on how the answers came.
    """
    every = list(range(precision.size))
    found = _settle(answers, precision, pull, every[-1:], every)
    if float(np.minimum(found[0], 0.0) @ answers.gram.diagonal()) < _AMBIGUOUS:
        every = np.lexsort((answers.span, answers.points, answers.question)).tolist()
        found = _settle(answers, np.zeros_like(precision), np.zeros_like(pull), every, every)
    return found


def _settle(answers: Answers, precision: Array, pull: Array, sites: list[int], every: list[int]) -> tuple[Array, Array]:
    """Sweep over ``sites``, then over ``every`` one until none moves."""
    cov = answers.gram @ inverse(answers.gram, precision)
    mean = cov @ pull
    tau, nu = precision.tolist(), pull.tolist()
    columns = (answers.offset, answers.guess, answers.span, answers.points)
    terms = list(zip(*(column.tolist() for column in columns), strict=True))
    for sweep in range(_SWEEPS):
        largest = 0.0
        for i in sites:
            column = cov[i]
            spread, centre = float(column[i]), float(mean[i])
            alone = 1.0 - tau[i] * spread  # of the precision of x, the part that the other answers give
            if spread <= 0.0 or alone < _LEAST:
                continue  # no slope, so nothing is said; or the others leave nothing definite, and move first
            offset, guess, span, points = terms[i]
            outside = spread / alone
            middle = (centre / spread - nu[i]) * outside
            slope, bend = push(middle + offset, outside, guess, span, points)
            left = 1.0 - outside * bend
            stiffer = bend / left - tau[i]
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
        sites = every
    return np.array(tau), np.array(nu)


def inverse(gram: Array, precision: Array) -> Array:
    """(I + T·gram)⁻¹ with the precisions on the diagonal of T; (n,n)."""
    system = precision[:, None] * gram
    system.flat[:: precision.size + 1] += 1.0
    return np.linalg.inv(system).astype(np.float64, copy=False)

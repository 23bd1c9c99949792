"""The measuring model on plain arrays: any bank, any skills, any requirements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt

from mmready.measuring import choosing
from mmready.measuring.arrays import check_covariance, checked, course_numbers, indices, rows_by_course, shape_of
from mmready.measuring.belief import FAMILIAR, HALF_LIFE, Answers, Belief, inverse, refresh, remembered
from mmready.measuring.normal import Array, cdf, density, quantile
from mmready.measuring.outlook import Outlook, Questions, gathered, look, met, together

_SMALLEST, _LARGEST = 0.02, 0.98  # of a facility: no question is taken as known by nobody or by everybody
_SUM_ERROR, _ROUNDING = 1e-6, 1e-8


class Model:
    """Questions, skills and requirements as arrays, and all that follows from answers.

    P(right | θ) = guess + (1 − guess − slip) Φ(aⱼ·θ + dⱼ) with θ ~ N(0, prior_cov) among entrants; d is set so that
    among entrants the share right is the facility. A model is a value: nothing that it does changes it.

    Parameters
    ----------
    loadings
        (J,S) slopes a ≥ 0 of J questions on S skills.
    facility
        (J,) share of entrants who get each question right, guessing included; clipped to [.02, .98].
    guess, slip
        (J,) chance of being right without knowing, and wrong though knowing; guess + slip < 1. A number stands for all.
    prior_cov
        (S,S) covariance of the skills among entrants; variances of 1 by convention.
    weights, cuts
        (C,J) weights ≥ 0 of the questions in each requirement, rows summing to 1; (C,) share in (0, 1) that meets it.
    courses
        (C,) course number of each requirement, when several rows make one decision; by default each is its own.
    intercept
        The calibration intercept: by how many sd learners turn out better, in each requirement, than their answers say
        under the normal prior. 0, unless ``fit`` found it.

    Raises
    ------
    ValueError
        An array has another shape or values out of range; the message says what was expected and what came.
    """

    def __init__(
        self,
        loadings: npt.ArrayLike,
        facility: npt.ArrayLike,
        guess: npt.ArrayLike,
        slip: npt.ArrayLike,
        prior_cov: npt.ArrayLike,
        weights: npt.ArrayLike,
        cuts: npt.ArrayLike,
        *,
        courses: Sequence[int] | None = None,
        intercept: float = 0.0,
    ) -> None:
        self.loadings = checked("loadings", loadings, ("J", "S"), {}, low=0.0)
        sizes = {"J": self.loadings.shape[0], "S": self.loadings.shape[1]}
        self.facility = checked("facility", facility, ("J",), sizes, low=0.0, high=1.0)
        self.guess = checked("guess", np.broadcast_to(guess, shape_of(guess, sizes)), ("J",), sizes, low=0.0, high=1.0)
        self.slip = checked("slip", np.broadcast_to(slip, shape_of(slip, sizes)), ("J",), sizes, low=0.0, high=1.0)
        if np.any(self.guess + self.slip >= 1.0):
            raise ValueError("guess + slip must be under 1 for every question")
        self.prior_cov = checked("prior_cov", prior_cov, ("S", "S"), sizes)
        check_covariance(self.prior_cov)
        self.weights = checked("weights", weights, ("C", "J"), sizes, low=0.0)
        sizes["C"] = self.weights.shape[0]
        if np.any(np.abs(self.weights.sum(axis=1) - 1.0) > _SUM_ERROR):
            raise ValueError(f"each row of weights must sum to 1, got sums {self.weights.sum(axis=1)}")
        self.cuts = checked("cuts", cuts, ("C",), sizes, low=0.0, high=1.0)
        self.courses = course_numbers(courses, sizes["C"])
        self.intercept = float(checked("intercept", intercept, (), {}))
        self._prepare()

    def _prepare(self) -> None:
        """Products that every call needs."""
        span = 1.0 - self.guess - self.slip
        self.offset = offsets(self.loadings, self.prior_cov, self.facility, self.guess, self.slip)
        self._questions = Questions(self.loadings, self.offset, self.guess, span)
        self._prior_reach = gathered(self.loadings, self.prior_cov)
        self._rows = rows_by_course(self.courses)
        skills = np.arange(self.loadings.shape[1])
        main = (self.loadings.argmax(axis=1) == skills[:, None]) & self.loadings.any(axis=1)
        self._of_skill = main / np.maximum(main.sum(axis=1, keepdims=True), 1)
        self._notional = _middle(self.loadings.max(axis=1)), _middle(self.offset)
        self._last: tuple[Belief, Outlook] | None = None

    def __repr__(self) -> str:
        (questions, skills), rows = self.loadings.shape, self.cuts.size
        return f"Model({questions} questions, {skills} skills, {rows} requirements)"

    def prior(self, start: npt.ArrayLike | None = None) -> Belief:
        """The belief about an entrant before the first answer.

        ``start`` (S,) moves its mean, for somebody of whom a little is known beforehand; answers then count as ever.
        """
        none = np.empty(0)
        sizes = {"S": self.prior_cov.shape[0]}
        moved = np.zeros(sizes["S"]) if start is None else checked("start", start, ("S",), sizes).copy()
        return Belief(
            mean=moved,
            cov=self.prior_cov.copy(),
            questions=np.empty(0, dtype=np.intp),
            points=none.copy(),
            dont_know=np.empty(0, dtype=np.bool_),
            precision=none.copy(),
            pull=none.copy(),
            ages=none.copy(),
            again=np.empty(0, dtype=np.bool_),
            start=moved.copy(),
        )

    def update(
        self, belief: Belief, question: int, points: float, dont_know: bool = False, *, again: bool = False
    ) -> Belief:
        """The belief after one more answer; the order of answers does not matter.

        ``points`` in [0, 1] (0 or 1 for right or wrong). ``dont_know`` is "I don't know yet": it cannot be a slip, so
        its likelihood is 1 − Φ(a·θ + d), and points must be 0. ``again`` says that the learner has met the question
        before, with other numbers: some then get it right who could not, so a right answer counts for less.
        """
        if not 0 <= question < self.offset.size:
            raise ValueError(f"question must be in 0…{self.offset.size - 1}, got {question}")
        if not 0.0 <= points <= 1.0:
            raise ValueError(f"points must be in [0, 1], got {points}")
        if dont_know and points:
            raise ValueError(f"an answer 'I don't know yet' has no points, got {points}")
        given = replace(
            belief,
            questions=np.append(belief.questions, question),
            points=np.append(belief.points, float(points)),
            dont_know=np.append(belief.dont_know, bool(dont_know)),
            again=np.append(belief.again, bool(again)),
            ages=np.append(belief.ages, 0.0),
            precision=np.append(belief.precision, 0.0),
            pull=np.append(belief.pull, 0.0),
        )
        return self._settled(given)

    def restarted(self, belief: Belief, start: npt.ArrayLike | None = None) -> Belief:
        """What the same answers would have led to from another ``start`` (S,); None: that of an entrant."""
        begun = self.prior(start)
        return self._settled(replace(belief, start=begun.start)) if len(belief) else begun

    def _settled(self, belief: Belief) -> Belief:
        """The belief in which all its sites agree; the last one is taken as new.

        The sites are about how far the skills are from ``start``, so what was expected there goes to the offsets.
        """
        questions, start = belief.questions, belief.start
        reach, gram = self._reach(questions, belief.ages)
        span = self._questions.span[questions] * np.where(belief.again, 1.0 - FAMILIAR, 1.0)
        guess = 1.0 - self.slip[questions] - span
        answers = Answers(
            questions,
            gram,
            self.offset[questions] + self.loadings[questions] @ start,
            np.where(belief.dont_know, 0.0, guess),
            np.where(belief.dont_know, 1.0, span),
            belief.points,
        )
        precision, pull = refresh(answers, belief.precision, belief.pull)
        mean, cov = self._moments(reach, gram, precision, pull)
        return replace(belief, mean=mean + start, cov=cov, precision=precision, pull=pull)

    def later(self, belief: Belief, days: float, *, half_life: float = HALF_LIFE) -> Belief:
        """The same evidence ``days`` later: what was learnt or forgotten since is not known, so it says less.

        After one ``half_life`` (days) the answers explain half as much of the skills now; long after, the belief is
        that about an entrant. Two steps are one: ``later`` by 30 and by 60 days is ``later`` by 90.
        """
        if not days >= 0.0 or not half_life > 0.0:
            raise ValueError(f"days must be 0 or more and half_life above 0, got {days} and {half_life}")
        ages = belief.ages + days / half_life
        reach, gram = self._reach(belief.questions, ages)
        mean, cov = self._moments(reach, gram, belief.precision, belief.pull)
        return replace(belief, mean=mean + belief.start, cov=cov, ages=ages)

    def _reach(self, questions: npt.NDArray[np.intp], ages: Array) -> tuple[Array, Array]:
        """(n,S) prior covariance of what each answer was about with the skills now, and (n,n) with each other."""
        reach = self._prior_reach[questions]
        gram: Array = reach @ self.loadings[questions].T
        if ages.any():
            reach, gram = reach * remembered(ages)[:, None], gram * remembered(ages[:, None] - ages)
        return reach, gram

    def _moments(self, reach: Array, gram: Array, precision: Array, pull: Array) -> tuple[Array, Array]:
        """Mean and covariance of the skills now, given the sites."""
        back = inverse(gram, precision)
        cov = self.prior_cov - reach.T @ (back * precision) @ reach
        return reach.T @ (back @ pull), 0.5 * (cov + cov.T)

    def outlook(self, belief: Belief) -> Outlook:
        """What the belief says about every question and requirement; kept for the belief last asked about."""
        if self._last is None or self._last[0] is not belief:
            seen = look(self._questions, self.weights, belief.mean, belief.cov, self.intercept)
            self._last = (belief, seen)
        return self._last[1]

    def readiness(self, belief: Belief) -> Array:
        """(C,) probability that the learner meets each requirement."""
        return met(self.outlook(belief), self.cuts)

    def courses_met(self, belief: Belief) -> Array:
        """Probability that all requirements of a course are met, one a course number."""
        return together(self.outlook(belief), self.cuts, self._rows)

    def skills(self, belief: Belief) -> tuple[Array, Array]:
        """(S,) expected share right on the questions of each skill, and (S,) its standard deviation.

        The questions of a skill are those whose largest slope is on it. A skill without any is judged by a notional
        question of the bank's middle slope and facility, so that its neighbours still speak for it.
        """
        outlook = self.outlook(belief)
        of_skill = self._of_skill
        gradient = (of_skill * outlook.rate) @ self.loadings
        share = of_skill @ outlook.share
        for skill in np.flatnonzero(~of_skill.any(axis=1)):
            slope, offset = self._notional
            sd = np.sqrt(1.0 + slope * slope * belief.cov[skill, skill])
            u = np.atleast_1d((slope * belief.mean[skill] + offset) / sd)
            share[skill] = cdf(u)[0]
            gradient[skill, skill] = slope * density(u)[0] / sd
        variance = ((gradient @ belief.cov) * gradient).sum(axis=1)
        return share, np.sqrt(np.maximum(variance, 0.0))

    def choose(
        self,
        belief: Belief,
        asked: Collection[int],
        *,
        rows: Sequence[int] | None = None,
        stop: bool = True,
        rng: choosing.Chance | None = None,
        allowed: npt.ArrayLike | None = None,
    ) -> int | None:
        """The question to ask next, or None when asking should end.

        ``asked`` are not asked again. ``rows`` are the requirements still asked for (all). With ``stop`` asking ends,
        after ten questions, when every course asked for is settled (probability at least .95 or at most .05) or no
        question promises a 200th of the bits still open; without it only when no question is left. ``rng`` draws among
        the nearly best questions; ``allowed`` (J,) masks.
        """
        free = self._free(asked, allowed)
        if not free.any():
            return None
        bits, whole, unsettled = self._bits(belief, rows)
        if stop and len(asked) >= choosing.SHORTEST:
            if not unsettled.any():
                return None
            if bits[free].max() < choosing.WORTHWHILE * self._bits_open(whole, unsettled):
                return None
        return choosing.pick(bits + choosing.PROFILE * choosing.profile(self.outlook(belief)), free, rng)

    def worth(self, belief: Belief, *, rows: Sequence[int] | None = None) -> Array:
        """(J,) what an answer to each question is worth: bits about what is open, and a little for the profile.

        ``rows`` are the requirements asked for (all). This is what ``choose`` chooses by.
        """
        return self._bits(belief, rows)[0] + choosing.PROFILE * choosing.profile(self.outlook(belief))

    def _bits(self, belief: Belief, rows: Sequence[int] | None) -> tuple[Array, Array, npt.NDArray[np.bool_]]:
        """(J,) bits that each answer promises, (C,) P(course met) for each row, and which rows are not settled yet."""
        outlook, wanted = self.outlook(belief), self._wanted(rows)
        row_met = whole = met(outlook, self.cuts)
        matter = wanted.astype(np.float64)
        if self._rows.shape[1] > 1:
            whole = self.courses_met(belief)[self.courses]
            matter *= choosing.relevance(row_met, whole)
        unsettled = wanted & (np.abs(whole - 0.5) < choosing.SETTLED - 0.5)
        if unsettled.any():
            matter *= unsettled
        return choosing.information(outlook, self.cuts, matter), whole, unsettled

    def _bits_open(self, course_met: Array, rows: npt.NDArray[np.bool_]) -> float:
        """Uncertainty about the courses of these rows, each counted once; ``course_met`` is given for every row."""
        _, first = np.unique(self.courses[rows], return_index=True)
        return choosing.uncertainty(course_met[rows][first])

    def fit(self, answers: npt.ArrayLike) -> Model:
        """A model with slopes, facilities and prior tuned to ``answers`` (N,J): points in [0, 1], nan where not asked.

        The calibration intercept is found by replaying sittings on these answers (``replaying``). Guess, slip, weights
        and cuts stay. A hundred learners are enough to begin; the fewer there are, the nearer the
        result stays to the present values, and where it would predict other learners no better it is these values.
        """
        from mmready.measuring.fitting import Author, tuned  # here: no sitting tunes
        from mmready.measuring.replaying import calibration_intercept

        data = np.array(answers, dtype=np.float64)
        if data.ndim != 2 or data.shape[1] != self.offset.size:
            raise ValueError(f"answers must have shape (N, {self.offset.size}), got {data.shape}")
        known = data[~np.isnan(data)]
        if known.size == 0 or known.min() < 0.0 or known.max() > 1.0:
            raise ValueError("answers must hold points in [0, 1] (nan where not asked), and at least one")
        spread = (self._prior_reach * self.loadings).sum(axis=1)
        author = Author(
            self.loadings,
            self.offset / np.sqrt(1.0 + spread),
            self.guess,
            self._questions.span,
            self.prior_cov + _ROUNDING * np.eye(len(self.prior_cov)),  # may be singular, which tuning cannot use
        )
        found = tuned(author, data)
        sd = np.sqrt(found.cov.diagonal())
        fitted = partial(
            Model,
            self.loadings * np.exp(found.log_slope)[:, None] * sd,
            self.guess + self._questions.span * cdf(found.threshold),
            self.guess,
            self.slip,
            found.cov / np.outer(sd, sd),
            self.weights,
            self.cuts,
            courses=self.courses.tolist(),
        )
        return fitted(intercept=calibration_intercept(fitted(), data))

    def _free(self, asked: Collection[int], allowed: npt.ArrayLike | None) -> npt.NDArray[np.bool_]:
        free = np.ones(self.offset.size, dtype=np.bool_)
        if allowed is not None:
            mask = np.asarray(allowed, dtype=np.bool_)
            if mask.shape != free.shape:
                raise ValueError(f"allowed must have shape {free.shape}, got {mask.shape}")
            free &= mask
        free[indices("asked", list(asked), free.size)] = False
        return free

    def _wanted(self, rows: Sequence[int] | None) -> npt.NDArray[np.bool_]:
        wanted = np.full(self.cuts.size, rows is None)
        if rows is not None:
            wanted[indices("rows", rows, wanted.size)] = True
        return wanted


def offsets(loadings: Array, prior_cov: Array, facility: Array, guess: Array, slip: float | Array) -> Array:
    """(J,) the d with which the share of entrants right, over the prior, is the facility."""
    spread = (gathered(loadings, prior_cov) * loadings).sum(axis=1)
    known = (facility.clip(_SMALLEST, _LARGEST) - guess) / (1.0 - guess - slip)
    out: Array = np.sqrt(1.0 + spread) * quantile(known.clip(_SMALLEST, _LARGEST))
    return out


def _middle(values: Array) -> float:
    """The median. (That of numpy loads all of its masked arrays first.)"""
    ordered = np.sort(values)
    return float(ordered[(ordered.size - 1) // 2] + ordered[ordered.size // 2]) / 2.0

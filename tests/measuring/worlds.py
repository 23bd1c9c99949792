"""Simulated worlds to measure in. None of them is built on the measuring model.

A world has skills with prerequisites, questions, five courses, and a law by which learners get questions right:

- ``gated``: a skill is had or not, and hardly without its prerequisites;
- ``faded``: eight kinds of people, whose knowledge has faded since they last used it, the deeper the more;
- ``abilities``: four abilities, one a subject, nothing else;
- ``tailed``: skills grow out of their prerequisites with heavy-tailed luck.

Authors know which skills a question needs, and its share right up to .6 logit. All that makes a learner is drawn from
independent standard normals (``draws`` of them), so that what a world's own posterior says after some answers can be
found by one sampler for all worlds (``world_posterior``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mmready.measuring import Model
from mmready.measuring.normal import Array, cdf

SUBJECTS, COURSES, SLIP = 4, 5, 0.03
KINDS = ("gated", "faded", "abilities", "tailed")


@dataclass(frozen=True, eq=False)
class Law:
    """How learners come to be right: ``state(noise)`` (n,draws) → (n,S), ``share(state, questions)`` → chances.

    ``questions`` are (m,) for all learners alike or (n,m), each learner's own; the shares are (n,m).
    """

    draws: int
    state: Callable[[Array], Any]
    share: Callable[[Any, Any], Array]


@dataclass(frozen=True, eq=False)
class World:
    """Skills, questions, courses and the law of the learners; the arrays describe the questions."""

    kind: str
    subject: Any
    parents: tuple[tuple[int, ...], ...]
    main: Any
    second: Any  # −1 where a question needs one skill
    guess: Array
    weights: Array
    cuts: Array
    facility: Array
    own: Law

    def law(self, learners: int, rng: np.random.Generator) -> Array:
        """(n,J) chances of being right of ``learners`` new learners."""
        return self.chance(rng.normal(size=(learners, self.own.draws)))

    def chance(self, noise: Array, questions: Any = None) -> Array:
        """(n,m) chances of the learners made of this noise, on all questions or on these."""
        which = np.arange(self.main.size) if questions is None else questions
        return self.own.share(self.own.state(noise), which)

    def authored(self, slope: float = 1.0) -> Model:
        """The model that a bank of these questions would start from, with the slopes of ``for_bank``."""
        questions, skills = self.main.size, len(self.parents)
        loadings = np.zeros((questions, skills))
        two = self.second >= 0
        loadings[np.arange(questions), self.main] = np.where(two, 0.75, 1.0) * slope
        loadings[two, self.second[two]] = 0.5 * slope
        cov = prior_covariance(self.subject, self.parents)
        return Model(loadings, self.facility, self.guess, SLIP, cov, self.weights, self.cuts)

    def answers(self, learners: int, rng: np.random.Generator, share: float = 1.0) -> Array:
        """(n,J) answers of other learners to fit on; each question is asked with chance ``share``, else nan."""
        chance = self.law(learners, rng)
        right = (rng.random(chance.shape) < chance).astype(float)
        return np.where(rng.random(chance.shape) < share, right, np.nan)

    def readiness(self, chance: Array) -> Array:
        """(n,C) whether learners with these chances are ready."""
        return chance @ self.weights.T >= self.cuts


def world_posterior(
    place: World, asked: Any, right: Any, rng: np.random.Generator, steps: int = 4000, every: int = 10
) -> Array:
    """(n,C) chance of being ready by the world's own law, given (n,m) answers to each learner's (n,m) questions.

    Markov chains on the noise, one a learner: some of the normals are moved at a time (Neal 1999, with the prior kept
    exactly), from all of them a little to one of them anew. The first quarter is thrown away. Each chain starts from
    the likeliest of many learners drawn from the world.
    """
    learners = len(asked)
    crowd = rng.normal(size=(4000, place.own.draws))
    state = place.own.state(crowd)
    noise = np.empty((learners, place.own.draws))
    everything = place.own.share(state, np.arange(place.main.size))
    log_right, log_wrong = np.log(everything), np.log1p(-everything)
    for i in range(learners):
        fit = np.where(right[i], log_right[:, asked[i]], log_wrong[:, asked[i]]).sum(axis=1)
        noise[i] = crowd[(fit + rng.gumbel(size=fit.size)).argmax()]

    def likelihood(at: Array) -> Array:
        chance = place.chance(at, asked)
        return np.log(np.where(right, chance, 1.0 - chance)).sum(axis=1)

    now = likelihood(noise)
    ready, kept = np.zeros((learners, place.cuts.size)), 0
    for step in range(steps):
        few = rng.random((learners, 1)) < 0.6
        moved = rng.random(noise.shape) < np.where(few, 1.5 / place.own.draws, 0.3)
        size = np.where(few, 1.0, rng.choice([0.1, 0.25, 0.5], size=(learners, 1))) * moved
        there = np.sqrt(1.0 - size**2) * noise + size * rng.normal(size=noise.shape)
        new = likelihood(there)
        taken = np.log(rng.random(learners)) < new - now
        noise[taken], now[taken] = there[taken], new[taken]
        if step >= steps // 4 and step % every == 0:
            ready += place.readiness(place.chance(noise))
            kept += 1
    return ready / kept


def prior_covariance(subject: Any, parents: tuple[tuple[int, ...], ...]) -> Array:
    """The same recipe as for a bank, on plain arrays."""
    skills = len(parents)
    passing = np.zeros((skills, skills))
    for skill, before in enumerate(parents):
        passing[skill, list(before)] = 0.6 / max(len(before), 1)
    handed = np.linalg.inv(np.eye(skills) - passing)
    graph = handed @ handed.T
    sd = np.sqrt(graph.diagonal())
    same = subject[:, None] == subject
    return 0.35 + 0.20 * same + 0.30 * graph / np.outer(sd, sd) + 0.15 * np.eye(skills)


def world(kind: str, seed: int, skills: int = 50, questions: int = 250) -> World:
    """A world of this kind; the cuts split its learners in halves, where deciding is hardest."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    subject = np.sort(rng.integers(SUBJECTS, size=skills))
    parents = tuple(_parents(skill, subject, rng) for skill in range(skills))
    main = np.concatenate([np.arange(skills), rng.integers(skills, size=questions - skills)])
    second = np.array([rng.choice(parents[k]) if parents[k] and rng.random() < 0.3 else -1 for k in main])
    guess = np.where(rng.random(questions) < 0.35, rng.choice([0.2, 0.25, 1 / 3], size=questions), 0.0)
    slip = rng.uniform(0.0, 0.06, questions)
    core = _LAWS[kind](subject, parents, main, second, rng)

    def share(state: Any, which: Any) -> Array:
        return guess[which] + (1.0 - guess[which] - slip[which]) * core.share(state, which)

    law = Law(core.draws, core.state, share)
    weights = np.array([_course(main, second, skills, rng) for _ in range(COURSES)])
    many = share(law.state(rng.normal(size=(4000, law.draws))), np.arange(questions))
    knowing = ((many.mean(axis=0) - guess) / (1.0 - guess - SLIP)).clip(0.03, 0.97)
    guessed = _logistic(np.log(knowing / (1.0 - knowing)) + 0.6 * rng.normal(size=questions))
    facility = guess + (1.0 - guess - SLIP) * guessed
    cuts = np.median(many @ weights.T, axis=0)
    return World(kind, subject, parents, main, second, guess, weights, cuts, facility, law)


def _parents(skill: int, subject: Any, rng: np.random.Generator) -> tuple[int, ...]:
    near = np.flatnonzero(subject[:skill] == subject[skill])[-5:]
    elsewhere = np.flatnonzero(subject[:skill] != subject[skill])
    found = rng.choice(near, size=min(near.size, int(rng.integers(1, 3))), replace=False).tolist() if near.size else []
    if elsewhere.size and rng.random() < 0.15:
        found.append(int(rng.choice(elsewhere)))
    return tuple(found)


def _course(main: Any, second: Any, skills: int, rng: np.random.Generator) -> Array:
    need = rng.choice([0.0, 1.0, 3.0], p=[0.5, 0.2, 0.3], size=skills)
    need[rng.integers(skills)] = 3.0
    weight = need[main] / np.bincount(main.astype(np.intp), minlength=skills)[main]
    weight = np.where((second >= 0) & (need[second] == 0.0), 0.0, weight)
    return weight / weight.sum()


def _logistic(x: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-x))


def _at(state: Any, skill: Any) -> Any:
    """(n,m) the state in these skills, (m,) for all learners alike or (n,m)."""
    return state[:, skill] if skill.ndim == 1 else np.take_along_axis(state, skill, axis=1)


def _gated(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Law:
    base = rng.normal(0.9, 0.9, len(parents))
    knowing, not_knowing = rng.uniform(0.75, 0.97, main.size), rng.uniform(0.02, 0.3, main.size)
    also = np.where(second >= 0, second, main)

    def state(noise: Array) -> Any:
        general, own, luck = noise[:, 0], 0.7 * noise[:, 1 : 1 + SUBJECTS], cdf(noise[:, 1 + SUBJECTS :])
        push = _logistic(1.5 * (general[:, None] + own[:, subject]) + base)
        has = np.zeros(push.shape, dtype=bool)
        for skill, before in enumerate(parents):
            ready = has[:, before].mean(axis=1) if before else np.ones(len(noise))
            has[:, skill] = luck[:, skill] < push[:, skill] * (0.15 + 0.85 * ready**2)
        return has

    def share(has: Any, which: Any) -> Array:
        both = _at(has, main[which]) & _at(has, also[which])
        return np.where(both, knowing[which], not_knowing[which])

    return Law(1 + SUBJECTS + len(parents), state, share)


def _faded(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Law:
    depth = np.zeros(len(parents))
    for skill, before in enumerate(parents):
        depth[skill] = 1.0 + max((depth[one] for one in before), default=-1.0)
    depth *= 2.0 / max(depth.max(), 1.0)
    people, fading = rng.normal(0.8, 1.2, (8, SUBJECTS)), rng.uniform(0.2, 1.8, len(parents))
    hardness = rng.normal(0.0, 0.8, main.size)
    also = np.where(second >= 0, second, main)

    def state(noise: Array) -> Any:
        who, ago = cdf(noise[:, :2]).T
        level = people[np.minimum((8 * who).astype(int), 7)] + 0.5 * noise[:, 2 : 2 + SUBJECTS]
        faded = -0.5 * np.log1p(-np.minimum(ago, 1 - 1e-12))[:, None] * fading * (0.5 + 0.5 * depth)
        return level[:, subject] - 0.4 * depth - faded + 0.5 * noise[:, 2 + SUBJECTS :]

    def share(skill: Any, which: Any) -> Array:
        weakest = np.minimum(_at(skill, main[which]), _at(skill, also[which]))
        return _logistic(1.6 * weakest - hardness[which] + 0.6)

    return Law(2 + SUBJECTS + len(parents), state, share)


def _abilities(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Law:
    slope, hardness = rng.lognormal(0.2, 0.35, main.size), rng.normal(0.0, 0.8, main.size)
    mixing = np.linalg.cholesky(0.4 + 0.6 * np.eye(SUBJECTS))

    def share(ability: Any, which: Any) -> Array:
        return _logistic(slope[which] * (_at(ability, subject[main][which]) - hardness[which]) + 0.3)

    return Law(SUBJECTS, lambda noise: noise @ mixing.T, share)


def _tailed(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Law:
    slope, hardness = rng.lognormal(0.2, 0.35, main.size), rng.normal(0.0, 0.8, main.size)
    also, second_slope = np.where(second >= 0, second, main), np.where(second >= 0, 0.6, 0.0)
    skills = len(parents)

    def state(noise: Array) -> Any:
        own, luck = noise[:, 6 : 6 + SUBJECTS], noise[:, 6 + SUBJECTS : 6 + SUBJECTS + skills]
        first = noise[:, 6 + SUBJECTS + skills :]
        general = noise[:, 0] / np.sqrt((noise[:, 1:6] ** 2).mean(axis=1)) / 1.3  # Student's t with 5 degrees
        tail = -np.log(2.0 * np.maximum(cdf(-np.abs(luck)), 1e-300))
        laplace = np.sign(luck) * tail / 1.4
        skill = 0.5 * general[:, None] + 0.4 * own[:, subject] + 0.6 * laplace
        for k, before in enumerate(parents):
            skill[:, k] += 0.6 * (skill[:, before].mean(axis=1) if before else first[:, k])
        return skill

    def share(skill: Any, which: Any) -> Array:
        main_part = slope[which] * _at(skill, main[which])
        return _logistic(1.1 * (main_part + second_slope[which] * _at(skill, also[which])) - hardness[which])

    return Law(6 + SUBJECTS + 2 * skills, state, share)


_LAWS = {"gated": _gated, "faded": _faded, "abilities": _abilities, "tailed": _tailed}

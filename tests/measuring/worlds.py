"""Simulated worlds to measure in. None of them is built on the measuring model.

A world has skills with prerequisites, questions, five courses, and a law by which learners get questions right:

- ``gated``: a skill is had or not, and hardly without its prerequisites;
- ``faded``: eight kinds of people, whose knowledge has faded since they last used it, the deeper the more;
- ``abilities``: four abilities, one a subject, nothing else;
- ``tailed``: skills grow out of their prerequisites with heavy-tailed luck.

Authors know which skills a question needs, and its share right up to .6 logit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mmready.measuring import Model
from mmready.measuring.normal import Array

SUBJECTS, COURSES, SLIP = 4, 5, 0.03
KINDS = ("gated", "faded", "abilities", "tailed")


@dataclass(frozen=True, eq=False)
class World:
    """``law(n, rng)`` gives n learners' (n,J) chances of being right; the other arrays describe the questions."""

    kind: str
    subject: Any
    parents: tuple[tuple[int, ...], ...]
    main: Any
    second: Any  # −1 where a question needs one skill
    guess: Array
    weights: Array
    cuts: Array
    facility: Array
    law: Callable[[int, np.random.Generator], Array]

    def authored(self, slope: float = 1.2) -> Model:
        """The model an author would write."""
        questions, skills = self.main.size, len(self.parents)
        loadings = np.zeros((questions, skills))
        two = self.second >= 0
        loadings[np.arange(questions), self.main] = np.where(two, 0.7, 1.0) * slope
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

    def law(learners: int, chance: np.random.Generator) -> Array:
        return guess + (1.0 - guess - slip) * core(learners, chance)

    weights = np.array([_course(main, second, skills, rng) for _ in range(COURSES)])
    many = law(4000, rng)
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
    weight = need[main] / np.bincount(main, minlength=skills)[main]
    weight = np.where((second >= 0) & (need[second] == 0.0), 0.0, weight)
    return weight / weight.sum()


def _logistic(x: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-x))


def _gated(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Any:
    base = rng.normal(0.9, 0.9, len(parents))
    knowing, not_knowing = rng.uniform(0.75, 0.97, main.size), rng.uniform(0.02, 0.3, main.size)

    def core(learners: int, chance: np.random.Generator) -> Array:
        general, own = chance.normal(size=learners), 0.7 * chance.normal(size=(learners, SUBJECTS))
        has = np.zeros((learners, len(parents)), dtype=bool)
        for skill, before in enumerate(parents):
            ready = has[:, before].mean(axis=1) if before else np.ones(learners)
            likely = _logistic(1.5 * (general + own[:, subject[skill]]) + base[skill]) * (0.15 + 0.85 * ready**2)
            has[:, skill] = chance.random(learners) < likely
        both = has[:, main] & np.where(second >= 0, has[:, second], True)
        return np.where(both, knowing, not_knowing)

    return core


def _faded(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Any:
    depth = np.zeros(len(parents))
    for skill, before in enumerate(parents):
        depth[skill] = 1.0 + max((depth[one] for one in before), default=-1.0)
    depth *= 2.0 / max(depth.max(), 1.0)
    people, fading = rng.normal(0.8, 1.2, (8, SUBJECTS)), rng.uniform(0.2, 1.8, len(parents))
    hardness = rng.normal(0.0, 0.8, main.size)

    def core(learners: int, chance: np.random.Generator) -> Array:
        level = people[chance.integers(8, size=learners)] + 0.5 * chance.normal(size=(learners, SUBJECTS))
        faded = chance.exponential(0.5, (learners, 1)) * fading * (0.5 + 0.5 * depth)
        skill = level[:, subject] - 0.4 * depth - faded + 0.5 * chance.normal(size=(learners, len(parents)))
        weakest = np.where(second >= 0, np.minimum(skill[:, main], skill[:, second]), skill[:, main])
        return _logistic(1.6 * weakest - hardness + 0.6)

    return core


def _abilities(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Any:
    slope, hardness = rng.lognormal(0.2, 0.35, main.size), rng.normal(0.0, 0.8, main.size)
    mixing = np.linalg.cholesky(0.4 + 0.6 * np.eye(SUBJECTS))

    def core(learners: int, chance: np.random.Generator) -> Array:
        ability = chance.normal(size=(learners, SUBJECTS)) @ mixing.T
        return _logistic(slope * (ability[:, subject[main]] - hardness) + 0.3)

    return core


def _tailed(subject: Any, parents: Any, main: Any, second: Any, rng: np.random.Generator) -> Any:
    slope, hardness = rng.lognormal(0.2, 0.35, main.size), rng.normal(0.0, 0.8, main.size)

    def core(learners: int, chance: np.random.Generator) -> Array:
        general, own = chance.standard_t(5, learners) / 1.3, chance.normal(size=(learners, SUBJECTS))
        skill = np.zeros((learners, len(parents)))
        luck = chance.laplace(size=skill.shape) / 1.4
        for k, before in enumerate(parents):
            handed = skill[:, before].mean(axis=1) if before else chance.normal(size=learners)
            skill[:, k] = 0.5 * general + 0.4 * own[:, subject[k]] + 0.6 * luck[:, k] + 0.6 * handed
        return _logistic(1.1 * (slope * skill[:, main] + np.where(second >= 0, 0.6 * skill[:, second], 0.0)) - hardness)

    return core


_LAWS = {"gated": _gated, "faded": _faded, "abilities": _abilities, "tailed": _tailed}

"""Results of learners who do not exist: to try the analysis before anybody has answered, and to test it.

They answer as the bank's model says, and are asked, as in a sitting, what suits what they answered so far. What the
model knows nothing of can be put in: questions that are harder than their difficulty, or that measure nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from mmready.domain.bank import Bank
from mmready.domain.question import QuestionTemplate
from mmready.measuring import BankModel, for_bank
from mmready.measuring.normal import cdf
from mmready.report.result import FILE, FORMAT

__all__ = ["simulated_results"]

Array = npt.NDArray[np.float64]
_AT_ONCE = 500
_NOT_KNOWN = 0.3  # of what they cannot do, how often they say so
_WRONG = ("mistake-1", "mistake-2", "")  # what a typed answer is taken for when it is wrong
_CHOICES = "abcd"


def simulated_results(
    bank: Bank,
    learners: int,
    seed: int = 0,
    *,
    answers: int = 30,
    level: float = 0.0,
    harder: Mapping[str, float] | None = None,
    measures_nothing: tuple[str, ...] = (),
    first: int = 0,
) -> Iterator[dict[str, Any]]:
    """Results as ``result_of`` gives them, of ``learners`` with so many answers each.

    ``level`` shifts the group (in sd among entrants); ``harder`` shifts a question's threshold by so much (probit
    units); right answers to ``measures_nothing`` are mere chance. ``first`` numbers the first sitting.
    """
    courses = tuple(name for name, course in bank.courses.items() if course.measured)
    measured = for_bank(bank, courses)
    shift = np.array([(harder or {}).get(name, 0.0) for name in measured.questions])
    slope = np.array([0.0 if name in measures_nothing else 1.0 for name in measured.questions])
    answers, root = min(answers, len(measured.questions)), _root(measured.model.prior_cov)
    for start in range(0, learners, _AT_ONCE):
        rng = np.random.default_rng([seed, first, start])
        number = min(_AT_ONCE, learners - start)
        asked, right, general = _answers(measured, root, number, answers, level, shift, slope, rng)
        yield from _results(bank, measured, courses, asked, right, general, first + start, rng)


def _answers(
    measured: BankModel,
    root: Array,
    number: int,
    answers: int,
    level: float,
    shift: Array,
    slope: Array,
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_], Array]:
    """(n,A) questions asked and (n,A) whether right; (n,) how the learner does in general."""
    model = measured.model
    theta = level + rng.standard_normal((number, model.loadings.shape[1])) @ root.T
    spread = np.sqrt(1.0 + ((model.loadings @ model.prior_cov) * model.loadings).sum(axis=1))
    known = cdf(theta @ (model.loadings * slope[:, None]).T + model.offset - shift * spread)
    chance = model.guess + (1.0 - model.guess - model.slip) * known
    at = -model.offset / spread  # how able somebody is who knows it half the time
    rows, estimate, free = np.arange(number), np.zeros(number), np.ones(chance.shape, dtype=np.bool_)
    asked, right = np.empty((number, answers), dtype=np.intp), np.empty((number, answers), dtype=np.bool_)
    noise = rng.gumbel(size=chance.shape)
    for turn in range(answers):
        worth = np.where(free, noise - 1.5 * (at - estimate[:, None]) ** 2, -np.inf)
        chosen = worth.argmax(axis=1)
        free[rows, chosen] = False
        asked[:, turn], right[:, turn] = chosen, rng.random(number) < chance[rows, chosen]
        estimate += (right[:, turn] - model.facility[chosen]) * 1.5 / (turn + 2.0)
    return asked, right, theta.mean(axis=1)


def _root(cov: Array) -> Array:
    values, vectors = np.linalg.eigh(cov)
    out: Array = vectors * np.sqrt(values.clip(0.0))
    return out


def _results(
    bank: Bank,
    measured: BankModel,
    courses: tuple[str, ...],
    asked: npt.NDArray[np.intp],
    right: npt.NDArray[np.bool_],
    general: Array,
    first: int,
    rng: np.random.Generator,
) -> Iterator[dict[str, Any]]:
    cards = [bank.questions[name] for name in measured.questions]
    options = [_options(bank, card) for card in cards]
    unsure = (rng.random(asked.shape) < _NOT_KNOWN) & ~right
    pick = rng.integers(0, 3, asked.shape)
    pace = np.array([60.0 * card.minutes for card in cards])[asked] * rng.lognormal(-0.7, 0.6, asked.shape)
    seconds = np.rint(pace.clip(5.0, 3000.0)).astype(int)
    chance = cdf(
        2.5 * (general[:, None] - np.linspace(-0.4, 0.6, len(courses))) + rng.normal(0.0, 0.4, (len(asked), 1))
    )
    for row in range(len(asked)):
        given = []
        columns = (each[row].tolist() for each in (asked, right, unsure, pick, seconds))
        for j, good, gives_up, which, time in zip(*columns, strict=True):
            outcome = "right" if good else "dont_know" if gives_up else "wrong"
            answer = {"question": measured.questions[j], "variant": row % 40, "outcome": outcome, "seconds": time}
            chose = "" if gives_up else _chose(options[j], cards[j].kind, good, which)
            given.append(answer | ({"chose": [chose]} if chose else {}))
        yield {
            "mmready": FORMAT,
            "file": FILE,
            "sitting": f"simulated-{first + row}",
            "bank": bank.digest,
            "at": "",
            "length": "standard",
            "readiness": dict(zip(courses, np.round(chance[row], 4).tolist(), strict=True)),
            "answers": given,
        }


def _options(bank: Bank, card: QuestionTemplate) -> str:
    """The letters of a choice, the right one first; ``abcd`` where the bank holds no files."""
    body = bank.bodies.get(card.id) if card.kind == "one-choice" else None
    if body is None:
        return _CHOICES
    letters = [(option.right != "yes", chr(97 + place)) for place, option in enumerate(body.options)]
    return "".join(letter for _, letter in sorted(letters))


def _chose(options: str, kind: str, right: bool, which: int) -> str:
    if kind == "one-choice":
        return options[0] if right else options[1 + which % (len(options) - 1)]
    return "" if right or kind == "function" else _WRONG[which]

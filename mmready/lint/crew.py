"""Proves questions in several processes at once, each with a runner of its own."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.runner import Runner
from mmready.errors import Fault, MMReadyError
from mmready.lint.drawing import sample_question
from mmready.lint.rules import QUESTION_RULES
from mmready.lint.sample import Sample

__all__ = ["Crew", "Work", "proved"]


@dataclass(frozen=True, slots=True)
class Work:
    """One question to prove, and on which seeds."""

    template: QuestionTemplate
    body: QuestionBody
    seeds: range
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Crew:
    """How many processes, and how each gets its runners.

    ``many`` serves many tasks in a row and is left open while its process lives; ``afresh`` shares nothing with it.
    Both are functions that a module has by name, since they travel to the processes.
    """

    size: int
    many: Callable[[], contextlib.AbstractContextManager[Runner]]
    afresh: Callable[[], Runner]


_WORTH_IT = 8  # questions; a process takes a second or two to begin
Proved = tuple[Sample, list[Fault]]


def proved(works: Sequence[Work], crew: Crew) -> Iterator[Proved]:
    """Each question's sample and faults, in the order of ``works``.

    Raises MMReadyError where a process dies; no fault of a question does that.
    """
    if crew.size < 2 or len(works) < _WORTH_IT:
        with crew.many() as runner:
            afresh = crew.afresh()
            for work in works:
                yield prove_one(work, runner, afresh)
        return
    begun = multiprocessing.get_context("spawn")  # a fork would take the notebook's or the server's threads along
    try:
        with ProcessPoolExecutor(crew.size, begun, _begin, (crew.many, crew.afresh)) as pool:
            yield from pool.map(_prove_here, works)
    except BrokenProcessPool as error:
        raise MMReadyError("a process that proved questions was ended from outside; try --jobs 1") from error


def prove_one(work: Work, runner: Runner, afresh: Runner | None) -> Proved:
    """Draw a question, run its Check, and hold it against the rules on single questions."""
    sample = sample_question(work.template, work.body, work.seeds, runner, afresh, work.addresses)
    return sample, [fault for rule in QUESTION_RULES for fault in rule.faults(sample)]


_own: dict[str, Any] = {}  # the runners of this process


def _begin(many: Callable[[], contextlib.AbstractContextManager[Runner]], afresh: Callable[[], Runner]) -> None:
    _own["open"] = many()  # kept: to drop it would close the runner
    _own["runner"], _own["afresh"] = _own["open"].__enter__(), afresh()


def _prove_here(work: Work) -> Proved:
    return prove_one(work, _own["runner"], _own["afresh"])

"""Seed in, variant and key out: from what was prepared, else from the question's file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mmready.domain.bank import Bank, Drawn, Prepared
from mmready.errors import LearnerInputError, MMReadyError

if TYPE_CHECKING:
    from mmready.domain.question import QuestionBody, QuestionTemplate
    from mmready.domain.runner import Runner

__all__ = ["draw", "draw_body", "prepare"]


def draw(bank: Bank, question_id: str, seed: int, runner: Runner | None = None) -> Drawn:
    """The variant and the key of a question for a seed (a whole number from 0).

    Same bank, id and seed give the same variant everywhere. Seeds 0, 1, 2 … meet every draw before one comes again.
    Prepared variants need nothing but this package; others are drawn from the question's file with SymPy, and a
    question about a program needs a ``runner``. Raises LearnerInputError for an unknown id or a seed below 0,
    MMReadyError where the question cannot be drawn here, AuthorError where its file is at fault.
    """
    if question_id not in bank.questions:
        raise LearnerInputError(f"the bank has no question {question_id!r}")
    _check_seed(seed)
    prepared = bank.prepared.get(question_id)
    if prepared is not None and prepared.drawn:
        place = seed % len(prepared.drawn) if prepared.complete else seed
        if place < len(prepared.drawn):
            return _with_seed(prepared.drawn[place], seed)
    body = bank.bodies.get(question_id)
    if body is None:
        count = len(prepared.drawn) if prepared is not None else 0
        message = f"{question_id} has {count} prepared variants and its file is not at hand, so seed {seed} is too far"
        raise MMReadyError(message)
    return draw_body(bank.questions[question_id], body, seed, runner)


def draw_body(template: QuestionTemplate, body: QuestionBody, seed: int, runner: Runner | None = None) -> Drawn:
    """The variant and the key of a question file for a seed; see ``draw``."""
    from mmready.sampling.build import build
    from mmready.sampling.ready import find_draw

    _check_seed(seed)
    recipe, drawn, effective = find_draw(template, body, seed, runner)
    return _with_seed(build(recipe, drawn, effective, runner), seed)


def prepare(body: QuestionBody, template: QuestionTemplate, count: int = 40, runner: Runner | None = None) -> Prepared:
    """Up to ``count`` variants of a question, for the compiled bank; ``complete`` where no others exist."""
    from mmready.sampling.ready import count_variants

    known = count_variants(template, body, count, runner)
    seeds = range(count if known is None else known)
    return Prepared(tuple(draw_body(template, body, seed, runner) for seed in seeds), complete=known is not None)


def _check_seed(seed: int) -> None:
    if seed < 0:
        raise LearnerInputError(f"a seed is a whole number from 0; got {seed}")


def _with_seed(drawn: Drawn, seed: int) -> Drawn:
    variant, key = drawn
    if variant.seed == seed:
        return drawn
    return replace(variant, seed=seed), replace(key, seed=seed)

"""Draws a question for its proof, and has its specimens and mistakes marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.response import Response
from mmready.domain.runner import Report, Result, Runner, Task
from mmready.domain.variant import AnswerKey, Variant
from mmready.errors import AuthorError
from mmready.grading import grade, specimens
from mmready.lint.proof import prove
from mmready.lint.python_source import function_source
from mmready.lint.sample import Draw, Failure, Judged, NamedMistake, Sample
from mmready.sampling import draw_body
from mmready.sampling.values import drawn_values

__all__ = ["sample_question"]

_LOOKED_AT = 20  # seeds that are looked at to see whether draws differ


def sample_question(
    template: QuestionTemplate,
    body: QuestionBody,
    seeds: range,
    runner: Runner,
    afresh: Runner | None = None,
    addresses: frozenset[str] = frozenset(),
) -> Sample:
    """Draw these seeds, run the Check on them, mark specimens and mistakes. Never raises AuthorError.

    ``afresh`` runs programs a second time, to see whether they do the same again.
    """
    draws: list[Draw] = []
    for seed in seeds:
        try:
            draws.append(_draw(template, body, seed, runner))
        except AuthorError as error:
            failure = Failure(seed, error.faults[0].message, line=error.faults[0].line)
            return Sample(template, body, tuple(draws), (failure,), addresses=addresses)
    return Sample(
        template,
        body,
        tuple(draws),
        proofs=prove(body, draws, runner),
        judged=tuple(_judged(draws, runner)),
        mistakes=tuple(_mistakes(draws, runner)),
        again=draw_body(template, body, draws[0].seed, afresh or runner) if draws else None,
        later=_later(template, body, seeds, runner),
        addresses=addresses,
    )


def _draw(template: QuestionTemplate, body: QuestionBody, seed: int, runner: Runner) -> Draw:
    variant, key = draw_body(template, body, seed, runner)
    drawn = drawn_values(template, body, seed, runner)
    functions = {}
    for name, (arguments, node) in drawn.functions.items():
        try:
            functions[name] = function_source(name, arguments, node)
        except ValueError:
            continue  # a Check that needs it stops there and says so
    return Draw(variant, key, drawn.values, functions)


def _later(
    template: QuestionTemplate, body: QuestionBody, seeds: range, runner: Runner
) -> tuple[tuple[Variant, AnswerKey], ...]:
    """Draws up to the twentieth of a question with parameters; programs are not run for these.

    Where a mistake must differ from what a program prints, running it decides which draws there are, so that these
    questions have no later draws.
    """
    runs = template.kind in ("output", "function")
    if not body.parameters or (runs and any(mistake.must_differ for mistake in body.mistakes)):
        return ()
    try:
        used = _NotRun() if runs else runner
        return tuple(draw_body(template, body, seed, used) for seed in range(seeds.stop, seeds.start + _LOOKED_AT))
    except AuthorError:
        return ()


class _NotRun:
    """Stands for a runner where only the text of a variant matters."""

    def run(self, task: Task) -> Report:
        return Report("done", tuple(Result(True, "0") for _ in task.calls), "0")


def _judged(draws: Sequence[Draw], runner: Runner) -> Iterator[Judged]:
    for number, draw in enumerate(draws):
        if number > 0 and draw.key.kind == "function":
            return  # each specimen is a process, and other numbers in a program show nothing new
        for response, wanted in specimens(draw.variant, draw.key):
            yield Judged(draw.seed, response, wanted, grade(draw.key, response, runner))


def _mistakes(draws: Sequence[Draw], runner: Runner) -> Iterator[NamedMistake]:
    """Every mistake given as the response, those of blanks each on its own."""
    for draw in draws:
        parts = {"mistakes": draw.key} | {f"blanks.{name}.mistakes": key for name, key in draw.key.blanks.items()}
        for at, key in parts.items():
            for number, mistake in enumerate(key.mistakes):
                response: Response = mistake.answer
                yield NamedMistake(draw.seed, at, number, mistake, grade(key, response, runner))

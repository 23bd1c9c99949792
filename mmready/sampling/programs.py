"""Questions about programs: what a program prints, what a function gives, in which order lines stand."""

from __future__ import annotations

from mmready.domain.question import MistakeText
from mmready.domain.runner import Report, Runner, Task
from mmready.domain.variant import AnswerKey, FunctionTest, Mistake, ShownTest
from mmready.errors import MMReadyError
from mmready.sampling.chance import shuffled
from mmready.sampling.markdown import python_source
from mmready.sampling.recipe import Recipe, value_text
from mmready.sampling.showing import Showing

__all__ = [
    "function_tests",
    "printed_text",
    "same_output",
    "shown_order",
    "shown_tests",
    "source_mistakes",
    "source_of_solution",
]


def printed_text(recipe: Recipe, program: str, runner: Runner | None) -> str:
    """What the program prints, from running it in bounds; the line end after the last line is left out."""
    report = _run(recipe, Task(program), runner, "program")
    if report.ended != "done":
        raise recipe.fault("program", f"the program does not end well ({report.ended}): {report.error}", "program")
    return report.printed.removesuffix("\n")


def source_of_solution(recipe: Recipe, solution: str) -> str:
    """The program of a Solution, already filled."""
    source = python_source(solution)
    if not source.strip():
        raise recipe.fault("solution", "expected a block ~~~python with the function", "solution-code")
    return source


def function_tests(recipe: Recipe, showing: Showing, source: str, runner: Runner | None) -> tuple[FunctionTest, ...]:
    """The tests with what each gives: as the file says, else what the Solution's program gives."""
    tests = recipe.body.tests
    calls = [showing.text(test.call, f"tests.{place}.call", "code") for place, test in enumerate(tests)]
    open_ = [place for place, test in enumerate(tests) if test.gives is None]
    given = {
        place: showing.text(test.gives, f"tests.{place}.gives", "code")
        for place, test in enumerate(tests)
        if test.gives is not None
    }
    if open_:
        task = Task(source, calls=tuple(calls[place] for place in open_), modules=recipe.body.imports)
        report = _run(recipe, task, runner, "solution")
        if report.ended != "done" or len(report.results) != len(open_):
            raise recipe.fault("solution", f"the program does not end well ({report.ended}): {report.error}", "program")
        for place, result in zip(open_, report.results, strict=True):
            if not result.ok:
                raise recipe.fault(f"tests.{place}.call", f"the Solution's program fails on it: {result.error}", "test")
            given[place] = result.text
    return tuple(
        FunctionTest(calls[place], given[place], test.hidden, showing.text(test.feedback, f"tests.{place}.feedback"))
        for place, test in enumerate(tests)
    )


def shown_tests(tests: tuple[FunctionTest, ...]) -> tuple[ShownTest, ...]:
    """The tests that a learner may see."""
    return tuple(ShownTest(test.call, test.gives) for test in tests if not test.hidden)


def source_mistakes(recipe: Recipe, showing: Showing, mistakes: tuple[MistakeText, ...], right: str) -> list[Mistake]:
    """Mistakes that are text (output) or source (function, order), without those equal to ``right``."""
    found: list[Mistake] = []
    seen = {_bare(right)}
    for place, mistake in enumerate(mistakes):
        text = showing.text(value_text(mistake.answer), f"mistakes.{place}.answer", "code").removesuffix("\n")
        if _bare(text) not in seen:
            seen.add(_bare(text))
            feedback = showing.text(mistake.feedback, f"mistakes.{place}.feedback")
            found.append(Mistake(text, feedback, float(mistake.points)))
    return found


def same_output(one: str, other: str) -> bool:
    """Whether two outputs are the same, white space at line ends aside."""
    return _bare(one) == _bare(other)


def shown_order(key: AnswerKey) -> tuple[str, ...]:
    """All lines in the order of the screen: shuffled until what belongs is not already in a right order."""
    lines = (*key.lines, *key.extra)
    if key.mark.indent == "asked":
        lines = tuple(line.lstrip() for line in lines)
    for attempt in range(100):
        order = shuffled(range(len(lines)), key.question, key.seed, "lines", attempt)
        if not _is_right([place for place in order if place < len(key.lines)], key):
            return tuple(lines[place] for place in order)
    return tuple(reversed(lines))  # only where every order is right


def _is_right(order: list[int], key: AnswerKey) -> bool:
    """Whether the lines stand in a right order, given the groups whose lines may swap and lines that are alike."""
    groups = {place - 1: number for number, group in enumerate(key.free) for place in group}

    def label(place: int) -> object:
        return groups.get(place, key.lines[place])

    return [label(place) for place in order] == [label(place) for place in range(len(key.lines))]


def _bare(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


def _run(recipe: Recipe, task: Task, runner: Runner | None, path: str) -> Report:
    if runner is None:
        name = recipe.template.id
        message = f"{name}: its {path} has to be run to draw it; give a runner: draw(bank, {name!r}, seed, runner=…)"
        raise MMReadyError(message)
    return runner.run(task)

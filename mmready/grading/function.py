"""A Python function as source text, run against tests in a bounded process.

The source is read here and never run here. The child is told the calls, not what they should give; the comparison is
made on this side, on values that came back as text.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from mmready.domain.response import Judgement, Outcome, Reading, Response
from mmready.domain.runner import Report, Runner, Task
from mmready.domain.variant import AnswerKey, FunctionTest, Variant
from mmready.errors import RunnerError
from mmready.grading import feedback
from mmready.grading.values import read_tolerance, read_value, same, type_words
from mmready.translation import t

__all__ = ["TestRun", "check_form", "grade", "run_visible", "specimens", "task"]

_LONGEST = 20_000
_SECONDS, _MEGABYTES = 5.0, 512
_MOST_OF_IT = 0.9  # points that a function with a failing test can have at most
_ANNOTATIONS = {"__future__", "typing"}  # what the child lets everybody import
_TAKEN_FOR = {"numpy": "np"}


@dataclass(frozen=True, slots=True)
class TestRun:
    """How one test that may be seen went: ``got`` is the value's text, ``error`` what stopped it; one is empty."""

    __test__ = False  # not a pytest class

    call: str
    expected: str
    got: str
    error: str
    passed: bool


def check_form(variant: Variant, response: Response) -> Reading:
    """Whether the response is Python, defines the function and imports only what it may."""
    source = _source(response, variant.function, variant.imports)
    if isinstance(source, Judgement):
        return feedback.reading_of(source)
    return Reading("readable")


def grade(key: AnswerKey, response: Response, runner: Runner | None) -> Judgement:
    """Right when every test passes; some points when more than half do; a named mistake when it acts like one.

    Raises ``RunnerError`` when no child process can be started.
    """
    source = _source(response, key.function, key.imports)
    if isinstance(source, Judgement):
        return source
    if runner is None:
        raise RunnerError("a function question needs a runner: pass runner=mmready.running.default_runner()")
    report = runner.run(task(source, [test.call for test in key.tests], key.imports))
    passed = _passed(key, report)
    if report.ended == "done" and all(passed):
        return feedback.right()
    named = _named_mistake(key, report, runner)
    if named is not None:
        return named
    share = sum(passed) / len(key.tests) if key.tests else 0.0
    code, told = _failure(key, report, passed)
    return feedback.partly(min(share, _MOST_OF_IT) if share > 0.5 else 0.0, code, told)


def run_visible(key: AnswerKey, response: Response, runner: Runner) -> tuple[tuple[TestRun, ...], Report | Judgement]:
    """The tests that may be seen, run without answering; then the report, or why the source cannot be run."""
    source = _source(response, key.function, key.imports)
    if isinstance(source, Judgement):
        return (), source
    tests = [test for test in key.tests if not test.hidden]
    report = runner.run(task(source, [test.call for test in tests], key.imports))
    tolerance = read_tolerance(key.mark.tolerance)
    rows = []
    for number, test in enumerate(tests):
        result = report.results[number] if number < len(report.results) else None
        text, error = (result.text, result.error) if result else ("", report.error)
        passed = result is not None and result.ok and same(read_value(test.gives), read_value(text), tolerance)
        rows.append(TestRun(test.call, test.gives, text, error, passed))
    return tuple(rows), report


def specimens(variant: Variant, key: AnswerKey) -> list[tuple[Response, Outcome]]:
    """The key's source, the mistakes, a function that gives nothing, text that is no Python, and no text."""
    name = _name(key.function)
    found: list[tuple[Response, Outcome]] = [
        (key.answer, "right"), (f"def {name}(:", "unreadable"), ("x = 1", "unreadable"), ("", "empty"),
        (None, "empty"), (3, "unreadable"), ([key.answer], "unreadable"), ("\x00", "unreadable"),
    ]  # fmt: skip
    if any(test.gives != "None" for test in key.tests):
        found.append((f"def {name}(*given, **named):\n    raise NotImplementedError", "wrong"))
    return found + [(mistake.answer, "partly" if mistake.points else "wrong") for mistake in key.mistakes]


def task(source: str, calls: list[str], imports: tuple[str, ...]) -> Task:
    """The task for a child; calls may use the modules allowed, also where the source does not import them."""
    lines = [source, ""]
    for module in imports:
        name = _TAKEN_FOR.get(module, module)
        lines.append(f"if {name!r} not in globals(): import {module} as {name}")
    if "numpy" in imports:
        lines.append("if 'array' not in globals(): from numpy import array")
    # a Task without modules may import anything, so there is always at least one
    return Task(
        "\n".join(lines), tuple(calls), modules=imports or ("__future__",), seconds=_SECONDS, megabytes=_MEGABYTES
    )


def _name(signature: str) -> str:
    return signature.partition("(")[0].strip()


def _source(response: Response, signature: str, imports: tuple[str, ...]) -> str | Judgement:
    """The source, if it is Python that defines the function and imports nothing else."""
    if response is None:
        return feedback.empty()
    if not isinstance(response, str):
        return feedback.unreadable("not-text", what=t("something else"))
    if not response.strip():
        return feedback.empty()
    if len(response) > _LONGEST:
        return feedback.unreadable("too-long", count=_LONGEST)
    response = response.replace("\r\n", "\n")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(response)
    except SyntaxError as error:
        return _syntax(response, error)
    except (ValueError, RecursionError, MemoryError):
        return feedback.unreadable("syntax", line=1, problem=t("it cannot be read as a program"))
    if not any(_defines(node, _name(signature)) for node in tree.body):
        return feedback.unreadable("no-function", function=signature)
    return _imports_allowed(tree, imports) or response


def _syntax(source: str, error: SyntaxError) -> Judgement:
    line = error.lineno or 1
    problem = feedback.quoted(error.msg or t("it cannot be read as a program"))
    judgement = feedback.unreadable("syntax", line=line, problem=problem)
    start = sum(len(each) + 1 for each in source.split("\n")[: line - 1]) + max(0, (error.offset or 1) - 1)
    start = min(start, len(source))
    return Judgement("unreadable", 0.0, judgement.feedback, "syntax", place=(start, min(start + 1, len(source))))


def _defines(node: ast.stmt, name: str) -> bool:
    """Whether a statement of the program's outermost level gives the name a meaning."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name == name
    targets = (each for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store))
    inner = (each for each in ast.walk(node) if isinstance(each, ast.FunctionDef))
    return any(target.id == name for target in targets) or any(each.name == name for each in inner)


def _imports_allowed(tree: ast.Module, imports: tuple[str, ...]) -> Judgement | None:
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        for name in names:
            if name.partition(".")[0] not in {*imports, *_ANNOTATIONS}:
                modules = ", ".join(f"`{module}`" for module in imports)
                offered = feedback.words("import-some", modules=modules) if imports else feedback.words("import-none")
                return feedback.unreadable("import", module=name, offered=offered)
    return None


def _passed(key: AnswerKey, report: Report) -> list[bool]:
    tolerance = read_tolerance(key.mark.tolerance)
    reached = [
        result.ok and same(read_value(test.gives), read_value(result.text), tolerance)
        for test, result in zip(key.tests, report.results, strict=False)
    ]
    return reached + [False] * (len(key.tests) - len(reached))


def _named_mistake(key: AnswerKey, report: Report, runner: Runner) -> Judgement | None:
    """The mistake that gives the same as the response on every test, if there is one."""
    given = [(result.ok, result.text) for result in report.results]
    if report.ended != "done" or not any(ok for ok, _ in given):
        return None
    for number, mistake in enumerate(key.mistakes, 1):
        other = runner.run(task(mistake.answer, [test.call for test in key.tests], key.imports))
        if [(result.ok, result.text) for result in other.results] == given:
            return feedback.partly(mistake.points, f"mistake-{number}", mistake.feedback)
    return None


def _failure(key: AnswerKey, report: Report, passed: list[bool]) -> tuple[str, str]:
    """The code and the words for what went wrong first."""
    reached = len(report.results)
    if report.ended == "failed":
        return "failed", feedback.words("failed", error=_block(report.error))
    if report.ended != "done" and all(passed[:reached]):
        return _stopped(key, report, reached)
    visible = [number for number, test in enumerate(key.tests) if not test.hidden and not passed[number]]
    number = next(iter(visible), passed.index(False))
    test, result = key.tests[number], report.results[number] if number < reached else None
    if result is None:
        return _stopped(key, report, reached)
    if test.hidden:
        return _hidden(test, "" if result.ok else result.error)
    if not result.ok:
        return "test-error", feedback.words("test-error", call=feedback.quoted(test.call), error=_block(result.error))
    return _differs(test, result.text, report.printed)


def _stopped(key: AnswerKey, report: Report, reached: int) -> tuple[str, str]:
    if report.ended != "timeout":
        code = "memory" if report.ended == "memory" else "killed"
        return code, feedback.words(code)
    # with nothing reached it may be the program around the function that never ends
    if 0 < reached < len(key.tests) and not key.tests[reached].hidden:
        return "timeout", feedback.words("timeout-call", call=feedback.quoted(key.tests[reached].call))
    return "timeout", feedback.words("timeout", seconds=f"{_SECONDS:g}")


def _differs(test: FunctionTest, got: str, printed: str) -> tuple[str, str]:
    expected, value = read_value(test.gives), read_value(got)
    call = feedback.quoted(test.call)
    if value is None:
        code = "test-prints" if printed.strip() else "test-none"
        return code, feedback.words(code, call=call)
    if type_words(expected) != type_words(value):
        kinds = {"expected_type": type_words(expected), "got_type": type_words(value)}
        return "test-type", feedback.words("test-type", call=call, **kinds)
    told = feedback.words("test-differs", call=call, expected=feedback.quoted(test.gives), got=feedback.quoted(got))
    return "test-differs", told


def _hidden(test: FunctionTest, error: str) -> tuple[str, str]:
    """What may be said of a test that is not shown: its own feedback, and the kind of error; never what it expects."""
    hint = test.feedback or feedback.words("hidden-hint")
    kind = error.rpartition("\n")[2].partition(":")[0]
    if kind.isidentifier():
        return "hidden-error", feedback.words("hidden-error", error=f"`{kind}`", hint=hint)
    return "hidden", feedback.words("hidden", hint=hint)


def _block(error: str) -> str:
    """An error's lines as a block of code."""
    return f"~~~text\n{error.replace('~~~', '---')[-800:]}\n~~~"

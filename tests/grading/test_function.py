"""Functions that learners write, run in a child process."""

from __future__ import annotations

from typing import Any

import pytest

from mmready.domain.runner import Report, Result, Task
from mmready.domain.variant import AnswerKey, FunctionTest, Mark, Mistake, Variant
from mmready.errors import RunnerError
from mmready.grading import function
from mmready.running import ChildRunner

RUNNER = ChildRunner()
SOLUTION = "def means(values, k):\n    return [sum(values[i:i + k]) / k for i in range(len(values) - k + 1)]\n"
TOO_MANY = "def means(values, k):\n    return [sum(values[i:i + k]) / k for i in range(len(values))]\n"
KEY = AnswerKey(
    "q", 0, "function",
    answer=SOLUTION,
    function="means(values, k)",
    mark=Mark(tolerance="1e-9"),
    tests=(
        FunctionTest("means([1, 2, 3, 4], 2)", "[1.5, 2.5, 3.5]"),
        FunctionTest("means([5], 1)", "[5.0]"),
        FunctionTest("means([], 3)", "[]", hidden=True, feedback="An empty list has no windows."),
        FunctionTest("means([1, 1, 6.789], 3)", "[2.9296666666666664]", hidden=True),
    ),
    mistakes=(Mistake(TOO_MANY, "The last windows run past the end of the list."),),
)  # fmt: skip
VARIANT = Variant("q", 0, "function", "skill", "python", "Write it.", function="means(values, k)")


def define(body: str) -> str:
    return f"def means(values, k):\n    {body}\n"


@pytest.mark.parametrize(
    ("source", "outcome", "points", "code", "told"),
    [
        (SOLUTION, "right", 1, "right", ""),
        ("means = lambda v, k: [sum(v[i:i+k])/k for i in range(len(v)-k+1)]", "right", 1, "right", ""),
        (TOO_MANY, "wrong", 0, "mistake-1", "past the end"),
        (TOO_MANY.replace("values", "v"), "wrong", 0, "mistake-1", "past the end"),
        (define("return [1.5, 2.5, 3.5]"), "wrong", 0, "test-differs", "`means([5], 1)` should give `[5.0]` and gives"),
        (define("return values[0]"), "wrong", 0, "test-type", "should give a list and gives a number"),
        (define("values.sort()"), "wrong", 0, "test-none", "Is there a `return`"),
        (define("print(sum(values))"), "wrong", 0, "test-prints", "has to `return` it"),
        (define("return [values[9]]"), "wrong", 0, "test-error", "IndexError"),
        (define("return {}[1]") + "0/0", "wrong", 0, "failed", "ZeroDivisionError"),
        (define("while True: pass"), "wrong", 0, "timeout", "within 5 seconds"),
        (define("while k == 1: pass\n    return [1.5, 2.5, 3.5]"), "wrong", 0, "timeout", "`means([5], 1)` did not"),
        (define("pass") + "while True: pass", "wrong", 0, "timeout", "within 5 seconds"),
        (define("import os; os._exit(0)"), "unreadable", 0, "import", "`os` cannot be imported here"),
        (define("return [0] * 10**12"), "wrong", 0, "test-error", "MemoryError"),
        (define("raise SystemExit"), "wrong", 0, "test-error", "SystemExit"),
        ("def means(values, k:\n    pass", "unreadable", 0, "syntax", "line 1 is not Python"),
        ("def mean(values, k):\n    pass", "unreadable", 0, "no-function", "has to define `means(values, k)`"),
        ("import numpy as np\n" + SOLUTION, "unreadable", 0, "import", "without imports"),
        ("", "empty", 0, "empty", "Nothing"),
        (None, "empty", 0, "empty", "Nothing"),
        (7, "unreadable", 0, "not-text", "expect text"),
        (["def"], "unreadable", 0, "not-text", "expect text"),
        ("\x00", "unreadable", 0, "syntax", "not Python"),
        ("(" * 9000, "unreadable", 0, "syntax", "not Python"),
        ("x" * 20_001, "unreadable", 0, "too-long", "at most"),
    ],
)  # fmt: skip
def test_function(
    monkeypatch: pytest.MonkeyPatch, source: Any, outcome: str, points: float, code: str, told: str
) -> None:
    if "while" in str(source):
        monkeypatch.setattr(RUNNER, "run", lambda task: ChildRunner().run(_hurried(task)))
    judgement = function.grade(KEY, source, RUNNER)
    assert (judgement.outcome, judgement.points, judgement.code) == (outcome, points, code), judgement.feedback
    assert told in judgement.feedback
    if outcome in ("unreadable", "empty"):
        assert function.check_form(VARIANT, source).outcome == outcome
    elif code != "import":
        assert function.check_form(VARIANT, source).outcome == "readable"


def _hurried(task: Task) -> Task:
    return Task(task.source, task.calls, task.inputs, task.modules, 0.5, task.megabytes)


def test_more_than_half_of_the_tests_earn_their_share() -> None:
    judgement = function.grade(
        KEY,
        define("if not values: return None\n    return [sum(values[i:i + k]) / k for i in range(len(values) - k + 1)]"),
        RUNNER,
    )
    assert (judgement.outcome, judgement.points, judgement.code) == ("partly", 0.75, "hidden")
    assert (
        judgement.feedback
        == "The tests you can see pass. One that you cannot see does not. An empty list has no windows."
    )


def test_a_hidden_test_tells_neither_its_call_nor_what_it_expects() -> None:
    seen = define("return {4: [1.5, 2.5, 3.5], 1: [5.0], 0: []}.get(len(values), 'nothing')")
    judgement = function.grade(KEY, seen, RUNNER)
    assert judgement.code == "hidden"
    assert "2.9296" not in judgement.feedback
    assert "6.789" not in judgement.feedback
    failing = define("assert len(values) != 3, values\n    return {4: [1.5, 2.5, 3.5], 1: [5.0], 0: []}[len(values)]")
    judgement = function.grade(KEY, failing, RUNNER)
    assert judgement.code == "hidden-error"
    assert "`AssertionError`" in judgement.feedback
    assert "6.789" not in judgement.feedback


def test_an_object_that_claims_to_equal_everything_is_not_right() -> None:
    source = (
        "class Same:\n    def __eq__(self, other): return True\n    def __repr__(self): return 'Same()'\n"
        + define("return Same()")
    )
    assert function.grade(KEY, source, RUNNER).outcome == "wrong"


def test_the_child_is_not_told_what_is_expected() -> None:
    class Spy:
        def run(self, task: Task) -> Report:
            assert "3.5" not in repr(task)
            assert "2.9296" not in repr(task)
            return Report("done", tuple(Result(True, test.gives) for test in KEY.tests))

    assert function.grade(KEY, SOLUTION.replace("3.5", ""), Spy()).outcome == "right"


NUMPY = AnswerKey(
    "q", 0, "function",
    answer="def norms(rows):\n    return np.sqrt((rows ** 2).sum(axis=1))\n",
    function="norms(rows)",
    imports=("numpy",),
    tests=(
        FunctionTest("norms(np.array([[3, 4], [0, 0]]))", "array([5.0, 0.0])"),
        FunctionTest("norms(array([[1, 0]]))", "array([1.0])"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\ndef norms(rows):\n    return np.sqrt((rows ** 2).sum(axis=1))",
        "from numpy.linalg import norm\ndef norms(rows):\n    return norm(rows, axis=1)",
        "def norms(rows):\n    return [sum(x * x for x in row) ** 0.5 for row in rows]",
        "from __future__ import annotations\nfrom typing import Any\n"
        "def norms(rows: Any) -> Any:\n    return ((rows ** 2).sum(axis=1)) ** .5",
    ],
)
def test_tests_may_use_numpy_whether_or_not_the_answer_imports_it(source: str) -> None:
    assert function.grade(NUMPY, source, RUNNER).outcome == "right"


def test_other_modules_than_those_named_are_refused_before_anything_runs() -> None:
    judgement = function.grade(NUMPY, "import scipy\ndef norms(rows): pass", None)
    assert "`scipy` cannot be imported here; you can import `numpy`. It does not count" in judgement.feedback


@pytest.mark.parametrize("its_key", [KEY, NUMPY])
def test_specimens_come_out_as_they_say(its_key: AnswerKey) -> None:
    variant = Variant(
        "q", 0, "function", "skill", "python", "Write it.", function=its_key.function, imports=its_key.imports
    )
    for response, outcome in function.specimens(variant, its_key):
        assert function.grade(its_key, response, RUNNER).outcome == outcome, response


def test_without_a_runner_nothing_is_called_wrong() -> None:
    with pytest.raises(RunnerError, match="runner"):
        function.grade(KEY, SOLUTION, None)


def test_the_tests_that_may_be_seen_run_without_answering() -> None:
    rows, report = function.run_visible(KEY, define("print('hi')\n    return [5]"), RUNNER)
    assert [(row.call, row.expected, row.got, row.passed) for row in rows] == [
        ("means([1, 2, 3, 4], 2)", "[1.5, 2.5, 3.5]", "[5]", False),
        ("means([5], 1)", "[5.0]", "[5]", True),
    ]
    assert isinstance(report, Report)
    assert report.printed == "hi\nhi\n"
    rows, why = function.run_visible(KEY, "def (", RUNNER)
    assert rows == ()
    assert why.outcome == "unreadable"  # type: ignore[union-attr]


def test_the_place_of_a_syntax_error_is_told() -> None:
    judgement = function.grade(KEY, "def means(values, k):\n    return values)\n", None)
    assert judgement.place == (39, 40)


def test_an_invalid_escape_is_no_warning_of_ours() -> None:
    assert function.check_form(VARIANT, define("return '\\d' is 1")).outcome == "readable"

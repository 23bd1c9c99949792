"""Checks of every kind: a right one proves the key, a wrong one disproves it, one of another form is told so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mmready.domain.question import KINDS, QuestionBody
from mmready.domain.variant import AnswerKey, FunctionTest, Mark, Variant
from mmready.lint.keys.closeness import same_array, same_elements
from mmready.lint.keys.points import solution_points, truths
from mmready.lint.proof import check_source, prove
from mmready.lint.sample import Draw, Proof
from mmready.maths import parse
from mmready.running import WarmRunner


def key(kind: str, answer: str = "", **fields: Any) -> AnswerKey:
    return AnswerKey("q", 0, kind, answer=answer, **fields)


def proved(runner: WarmRunner, its_key: AnswerKey, check: str, **names: Any) -> Proof:
    functions = names.pop("functions", {})
    variant = Variant("q", 0, its_key.kind, "skill", "calculus", "text")
    body = QuestionBody("q.md", "", (), "", f"~~~python\n{check}\n~~~", {"check": 10})
    return prove(body, [Draw(variant, its_key, names, functions)], runner)[0]


X = {"x": "real"}
XY = {"x": "real", "y": "real"}
XYZ = XY | {"z": "real"}
EXP = "import cmath\nexpected = lambda z: cmath.exp(1j*z)"
PLANE = "expected = lambda x, y, z: abs(2*x + 4*y - z - 5) < 1e-6"
EVEN = "import numpy as np\nexpected = np.array([2, 4, 5]) % 2 == 0"
NUMPY_MEAN = "import numpy as np\nexpected = lambda v: np.mean(v)\ndef calls(chance):\n    return "
SORT = key(
    "order",
    lines=(
        "def last(v):",
        "    best = v[0]",
        "    for w in v:",
        "        if w > best:",
        "            best = w",
        "    return best",
    ),
    extra=("        if w < best:",),
)
SORT_CHECK = (
    "def expected(program):\n    scope = {}\n    exec(program, scope)\n"
    "    return all(scope['last'](v) == max(v) for v in ([1], [1, 3, 2], [5, 4], [-1, -2]))"
)
FREE = key("order", lines=("a = 1", "b = 2", "c = a + b"), free=((1, 2),))
FREE_CHECK = (
    "def expected(program):\n    scope = {}\n    exec(program, scope)\n    assert scope['c'] == 3 and scope['b'] == 2"
)
MEAN = key(
    "function",
    "def mean(v):\n    return sum(v) / len(v)",
    function="mean(v)",
    tests=(FunctionTest("mean([1, 2])", "1.5"), FunctionTest("mean([4])", "4.0")),
)
BLANKS = key("blanks", blanks={"z": key("number", "2"), "m": key("one-choice", right=("b",), shown=("b", "a"))})

CASES: list[tuple[AnswerKey, str, str]] = [
    (key("number", "1/3"), "expected = 0.3333333", "proved"),
    (key("number", "1/3"), "import fractions\nexpected = fractions.Fraction(1, 3)", "proved"),
    (key("number", "1/3"), "expected = 0.33", "disproved"),
    (key("number", "1/3"), "expected = (0.33, 0.01)", "proved"),
    (key("number", "1/3"), "expected = (0.30, 0.01)", "disproved"),
    (key("number", "1/3"), "expected = (0.30, 0.1)", "loose"),
    (key("number", "1/3"), "expected = 'a third'", "unset"),
    (key("number", "1/3"), "expected = lambda: 1/3", "unset"),
    (key("number", "inf"), "expected = float('inf')", "proved"),
    (key("number", "3"), "expected = float('inf')", "disproved"),
    (key("number", "3"), "expected = float('nan')", "disproved"),
    (key("number", "2 + 3i"), "expected = 2 + 3j", "proved"),
    (key("number", "0"), "expected = 1e-12", "proved"),
    (key("vector", "[1, 2]"), "expected = [1, 2]", "proved"),
    (key("vector", "[1, 2]"), "expected = (1, 2)", "proved"),
    (key("vector", "[1, 2]"), "import numpy as np\nexpected = np.array([[1.0], [2.0]])", "proved"),
    (key("vector", "[1, 2]"), "expected = [2, 1]", "disproved"),
    (key("vector", "[1, 2]"), "expected = ([1.02, 2], 0.05)", "proved"),
    (key("vector", "[1, 2]"), "expected = 3", "unset"),
    (key("vector", "[1, 2]", mark=Mark(up_to="factor")), "expected = [-0.5, -1]", "proved"),
    (key("vector", "[1, 2]", mark=Mark(up_to="factor")), "expected = [0, 0]", "disproved"),
    (key("vector", "[1, 2]", mark=Mark(up_to="sign")), "expected = [-1, -2]", "proved"),
    (key("vector", "[1, 2]", mark=Mark(up_to="sign")), "expected = [-1, 2]", "disproved"),
    (key("vector", "[1, 2]", mark=Mark(up_to="order")), "expected = [2, 1]", "proved"),
    (key("vector", "[1, 1]", mark=Mark(eigenvector_of=("[[2, 0], [0, 2]]", "2"))), "expected = [3, -1]", "proved"),
    (key("vector", "[1, 1]", mark=Mark(eigenvector_of=("[[2, 1], [0, 3]]", "3"))), "expected = [1, 0]", "disproved"),
    (key("vector", "[1, 0]", mark=Mark(eigenvector_of=("[[2, 1], [0, 3]]", "3"))), "expected = [2, 2]", "disproved"),
    (key("matrix", "[[1, 2], [3, 4]]"), "expected = [[1, 2], [3, 4.0000001]]", "proved"),
    (key("matrix", "[[1, 2], [3, 4]]"), "expected = [[1, 3], [2, 4]]", "disproved"),
    (key("set", "{-1, 2}"), "expected = {2, -1}", "proved"),
    (key("set", "{-1, 2}"), "import numpy as np\nexpected = np.roots([1, -1, -2])", "proved"),
    (key("set", "{-1, 2}"), "expected = {2}", "disproved"),
    (key("set", "{[1, 2], [3, 4]}"), "expected = [[3, 4], [1, 2]]", "proved"),
    (key("interval", "[-1/4, 1/4)"), "expected = (-0.25, 0.25)", "proved"),
    (key("interval", "[-1/4, 1/4)"), "expected = lambda x: -0.25 <= x < 0.25", "proved"),
    (key("interval", "[-1/4, 1/4)"), "expected = lambda x: -0.25 <= x <= 0.25", "disproved"),
    (key("interval", "[-1/4, 1/4)"), "expected = (-0.25, 0.3)", "disproved"),
    (key("interval", "(-inf, 2)"), "expected = (-float('inf'), 2)", "proved"),
    (key("interval", "(-inf, 0) union (1, 2]"), "expected = [(-float('inf'), 0), (1, 2)]", "proved"),
    (key("interval", "[0, 1]"), "expected = 1", "unset"),
    (key("expression", "2x", variables=X), "expected = lambda x: ((x+1e-6)**2 - (x-1e-6)**2) / 2e-6", "proved"),
    (key("expression", "2x", variables=X), "expected = lambda x: 2*x + 0.01", "disproved"),
    (key("expression", "2x", variables=X), "expected = 7", "disproved"),
    (key("expression", "x - y", variables=XY), "expected = lambda y, x: x - y", "proved"),
    (key("expression", "x - y", variables=XY), "expected = lambda u, v: u - v", "proved"),
    (key("expression", "x - y", variables=XY), "expected = lambda u, v: v - u", "disproved"),
    (key("expression", "x^2 + 5", variables=X, mark=Mark(up_to="constant")), "expected = lambda x: x**2", "proved"),
    (key("expression", "x^2", variables=X, mark=Mark(up_to="factor")), "expected = lambda x: 3*x**2", "proved"),
    (key("expression", "x^2", variables=X, mark=Mark(up_to="factor")), "expected = lambda x: x", "disproved"),
    (key("expression", "sqrt(x)", variables={"x": (1.0, 4.0)}), "expected = lambda x: x**0.5", "proved"),
    (key("expression", "e^(i*z)", variables={"z": "complex"}), EXP, "proved"),
    (key("expression", "2x", variables=X), "expected = 'no'", "unset"),
    (key("equation", "z = 2x + 4y - 5", variables=XYZ), PLANE, "proved"),
    (key("equation", "z = 2x + 4y - 5", variables=XYZ), PLANE.replace("- 5", "+ 5"), "disproved"),
    (key("equation", "x^2 + y^2 = 4", variables=XY), "expected = lambda x, y: abs(x*x + y*y - 4) < 1e-6", "proved"),
    (key("inequality", "x > 1/2", variables=X), "expected = lambda x: x > 0.5", "proved"),
    (key("inequality", "x > 1/2", variables=X), "expected = lambda x: x > -0.5", "disproved"),
    (key("inequality", "x > 1/2", variables=X), "expected = lambda x: x >= 0.5", "disproved"),
    (key("inequality", "0 <= x and x < 2", variables=X), "expected = lambda x: 0 <= x <= 2", "disproved"),
    (key("inequality", "x > 50", variables=X), "expected = lambda x: x > 50", "loose"),
    (key("inequality", "-1 < x and x < 1", variables=X), "expected = lambda x: abs(x) < 1", "proved"),
    (key("inequality", "x > 1/2", variables=X), "expected = 'yes'", "unset"),
    (key("one-choice", right=("b",), shown=("c", "b", "a")), "expected = [False, True, False]", "proved"),
    (key("one-choice", right=("b",), shown=("c", "b")), "expected = [True, True, False]", "proved"),
    (key("one-choice", right=("b",), shown=("c", "b", "a")), "expected = [True, False, False]", "disproved"),
    (key("one-choice", right=("b",), shown=("c", "b", "a")), "expected = [False, True]", "unset"),
    (key("one-choice", right=("b",), shown=("c", "b", "a")), "expected = 1", "unset"),
    (key("many-choice", right=("a", "b"), shown=("c", "b", "a")), EVEN, "proved"),
    (key("many-choice", right=("a", "b"), shown=("c", "b", "a")), "expected = [True, True, True]", "disproved"),
    (key("output", "[1, 2]\n3"), "expected = f'{[1, 2]}\\n{3}\\n'", "proved"),
    (key("output", "3"), "expected = 3", "proved"),
    (key("output", "[1, 2]"), "expected = '[1, 3]'", "disproved"),
    (key("output", "[1, 2]"), "expected = ''", "unset"),
    (MEAN, NUMPY_MEAN + "([chance.random() for _ in range(3)],)", "proved"),
    (MEAN, NUMPY_MEAN + "f'mean([{chance.random()}])'", "proved"),
    (MEAN, "expected = lambda v: v[0]", "disproved"),
    (MEAN, "expected = lambda v: sum(v) / len(v) if v else 0\ndef calls(chance):\n    return []", "disproved"),
    (MEAN, "expected = 1.5", "unset"),
    (SORT, SORT_CHECK, "proved"),
    (SORT, SORT_CHECK.replace("max", "min"), "disproved"),
    (SORT, "expected = lambda program: True", "disproved"),
    (SORT, "expected = True", "unset"),
    (FREE, FREE_CHECK, "proved"),
    (key("order", lines=FREE.lines), FREE_CHECK, "disproved"),
    (key("order", lines=FREE.lines, free=((1, 3),)), FREE_CHECK, "disproved"),
    (BLANKS, "expected = {'z': 2, 'm': [False, True]}", "proved"),
    (BLANKS, "expected = {'z': 3, 'm': [False, True]}", "disproved"),
    (BLANKS, "expected = {'z': 2}", "unset"),
    (BLANKS, "expected = 2", "unset"),
]  # fmt: skip


@pytest.mark.parametrize(("its_key", "check", "status"), CASES)
def test_a_check_proves_or_disproves(warm: WarmRunner, its_key: AnswerKey, check: str, status: str) -> None:
    proof = proved(warm, its_key, check)
    assert proof.status == status, proof
    assert bool(proof.message) == (status != "proved")


@pytest.mark.parametrize("status", ["proved", "disproved"])
def test_every_kind_is_proved_and_disproved_here(status: str) -> None:
    assert {its_key.kind for its_key, _, outcome in CASES if outcome == status} == set(KINDS)


def test_drawn_names_are_numbers_text_arrays_and_functions(warm: WarmRunner) -> None:
    check = (
        "import numpy as np\nassert isinstance(n, int) and isinstance(x, float) and s == 'spam'\n"
        "assert A.shape == (2, 2) and v.shape == (2,)\nassert z == 1 + 2j\n"
        "expected = float((A @ v).sum() + f(2.0) + n + x)"
    )
    names = {"n": 3, "x": 0.5, "s": "spam", "A": [[1, 0], [0, 1]], "v": [1, 2], "z": {"re": 1, "im": 2}}
    proof = proved(warm, key("number", "21/2"), check, functions={"f": "def f(x):\n    return x ** 2"}, **names)
    assert proof.status == "proved", proof


@pytest.mark.parametrize(
    ("check", "line", "told"),
    [
        ("a = 1\nb = a / 0", 12, "ZeroDivisionError"),
        ("\nassert 1 == 2, 'not so'\nexpected = 1", 12, "AssertionError: not so"),
        ("x = (", 11, "SyntaxError"),
        ("import sys\nsys.exit()", 12, "SystemExit"),
        ("expected = lambda: 1\nexpected.x.y", 12, "AttributeError"),
    ],
)
def test_a_check_that_stops_is_told_with_its_line(warm: WarmRunner, check: str, line: int, told: str) -> None:
    proof = proved(warm, key("number", "1"), check)
    assert (proof.status, proof.line) == ("stopped", line)
    assert told in proof.message


def test_a_check_that_never_ends_is_told(warm: WarmRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mmready.lint.proof._SECONDS", 0.5)
    monkeypatch.setattr("mmready.lint.proof._SECONDS_A_DRAW", 0.5)
    proof = proved(warm, key("number", "1"), "while True: pass")
    assert (proof.status, proof.message) == ("stopped", "timeout: stopped after 1 s")


def test_a_wrong_order_that_never_ends_does_not_pass(warm: WarmRunner) -> None:
    loop = key("order", lines=("n = 0", "while n < 3:", "    n = n + 1", "m = n"))
    check = "def expected(program):\n    scope = {}\n    exec(program, scope)\n    return scope['m'] == 3"
    assert proved(warm, loop, check).status == "proved"


def test_a_check_has_the_same_chance_on_every_run(warm: WarmRunner) -> None:
    check = "import random\nexpected = random.random()"
    assert proved(warm, key("number", "1"), check).message == proved(warm, key("number", "1"), check).message


def test_code_blocks_keep_their_lines() -> None:
    text = "Why:\n\n~~~python\na = 1\n~~~\n\nand\n\n```text\nno code\n```\n\n```python\nb = '~~~'\n```"
    lines = check_source(text).split("\n")
    assert {number: line for number, line in enumerate(lines, 1) if line} == {4: "a = 1", 14: "b = '~~~'"}


@pytest.mark.parametrize("equation", ["z = 2x + 4y - 5", "x^2 + y^2 = 4", "x*y = 1", "ln(x) = y"])
def test_points_of_an_equation_lie_on_it(equation: str) -> None:
    node = parse(equation, author=True)
    names = [name for name in ("x", "y", "z") if name in equation]
    points = solution_points(node, dict.fromkeys(names, "real"), 20)
    assert len(points["x"]) >= 10
    assert truths(node, points).all()


def test_closeness_of_spans_and_elements() -> None:
    plane = np.array([[1, 0, 0], [0, 1, 0]], complex)
    assert same_array(np.array([[1, 1, 0], [1, -1, 0]], complex), plane, Mark(up_to="span"), None)
    assert not same_array(np.array([[1, 1, 0], [0, 0, 1]], complex), plane, Mark(up_to="span"), None)
    assert same_elements(list(range(9)), list(range(8, -1, -1)), None)
    assert not same_elements([1, 1, 2], [1, 2, 2], None)

"""Trees as Python source: what Python makes of it is what the tree means."""

from __future__ import annotations

import math
from typing import Any

import pytest

from mmready.domain.runner import Task
from mmready.lint.python_source import function_source, python_source
from mmready.maths import parse
from mmready.maths.tree import SetOf
from mmready.running import ChildRunner

CASES = [
    ("x^2 + 1/3", 0.25, 0.25**2 + 1 / 3),
    ("-x^2", 0.5, -0.25),
    ("e^(2x)", 0.5, math.e),
    ("ln(x)", 2.0, math.log(2)),
    ("log(x, 2)", 8.0, 3.0),
    ("sin(x)^2 + cos(x)^2", 0.7, 1.0),
    ("arctan(x) + arcsin(x)", 0.5, math.atan(0.5) + math.asin(0.5)),
    ("sec(x)", 0.5, 1 / math.cos(0.5)),
    ("sqrt(x) + abs(-x)", 4.0, 6.0),
    ("x!", 5.0, 120.0),
    ("Phi(x)", 0.0, 0.5),
    ("binomial(x, 2)", 5.0, 10.0),
    ("max(x, 1, 3)", 2.0, 3.0),
    ("piecewise(x if x > 0, -x)", -2.0, 2.0),
    ("piecewise(1 if 0 < x < 1, 0)", 0.5, 1.0),
    ("piecewise(1 if x < 0 or x > 1, 0)", 0.5, 0.0),
    ("2pi", 1.0, 2 * math.pi),
]


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    sources = [function_source(f"f{n}", ["x"], parse(text, author=True)) for n, (text, _, _) in enumerate(CASES)]
    calls = tuple(f"f{n}({at!r})" for n, (_, at, _) in enumerate(CASES))
    report = ChildRunner().run(Task("\n".join(sources), calls, seconds=60, megabytes=2048))
    return {text: result.value for (text, _, _), result in zip(CASES, report.results, strict=True)}


@pytest.mark.parametrize(("text", "at", "worth"), CASES)
def test_python_gives_what_the_tree_means(values: dict[str, Any], text: str, at: float, worth: float) -> None:
    assert values[text] == pytest.approx(worth)


def test_what_has_no_form_in_python_is_refused() -> None:
    with pytest.raises(ValueError, match="no form"):
        python_source(SetOf(()))

"""From places on the screen to letters and lines; whatever a page sends, nothing breaks."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.variant import Variant
from mmready.errors import LearnerInputError
from mmready.ui.responses import response_of
from tests.ui.all_kinds import RIGHT, SEARCH, VARIANTS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("kind", "value", "response"),
    [
        ("one-choice", 1, "b"),
        ("one-choice", None, ""),
        ("many-choice", [2, 1], ["b", "c"]),
        ("many-choice", [], []),
        ("number", "3/4", "3/4"),
        ("vector", ["1", "2"], ["1", "2"]),
        ("matrix", [["1"], ["2"]], [["1"], ["2"]]),
        ("matrix", "", ""),
        ("blanks", {"z": "2", "m": 1}, {"z": "2", "m": "b"}),
        ("blanks", {"z": "2"}, {"z": "2", "m": ""}),
    ],
)
def test_value_of_a_control_becomes_a_response(kind, value, response):
    assert response_of(VARIANTS[kind], value) == response


def test_lines_keep_the_indentation_that_is_given():
    response = response_of(VARIANTS["order"], RIGHT["order"])
    assert [line for line, _ in response] == [line.strip() for line in SEARCH]
    assert [indent for _, indent in response] == [0, 1, 1, 2, 2, 3, 2, 3, 1]


def test_lines_take_the_indentation_that_is_asked_for():
    variant = Variant("q", 0, "order", "s", "python", "", lines=("t = 0", "t += v"), indent_asked=True)
    assert response_of(variant, [[1, 1], [0, 0]]) == [["t += v", 1], ["t = 0", 0]]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("one-choice", 9),
        ("one-choice", "b"),
        ("one-choice", True),
        ("many-choice", 1),
        ("order", [[99, 0]]),
        ("number", 3),
    ],
)
def test_value_of_another_shape_is_refused_in_words(kind, value):
    with pytest.raises(LearnerInputError):
        response_of(VARIANTS[kind], value)


@given(st.sampled_from(sorted(VARIANTS)), JSON)
def test_no_json_value_breaks_it(kind, value):
    with contextlib.suppress(LearnerInputError):
        json.dumps(response_of(VARIANTS[kind], value))

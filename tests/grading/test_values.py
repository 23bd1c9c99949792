"""Values that came back as text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.grading.values import Array, Tolerance, Unknown, read_tolerance, read_value, same, type_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-2.5", -2.5),
        ("(1+2j)", 1 + 2j),
        ("[1, (2,), 'a']", [1, (2,), "a"]),
        ("{'a': [1]}", {"a": [1]}),
        ("{1, 2}", frozenset({1, 2})),
        ("set()", frozenset()),
        ("frozenset({1})", frozenset({1})),
        ("array([[1.0, -inf]])", Array([[1.0, -math.inf]])),
        ("None", None),
        ("True", True),
        ("b'x'", b"x"),
        ("<function f at 0x1>", Unknown("<function f at 0x1>")),
        ("__import__('os')", Unknown("__import__('os')")),
        ("(" * 5000, Unknown("(" * 5000)),
    ],
)
def test_reading_runs_nothing_and_never_raises(text: str, value: object) -> None:
    assert read_value(text) == value


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(plain)
def test_what_repr_writes_is_read_back_and_is_the_same(value: object) -> None:
    assert read_value(repr(value)) == value
    assert same(value, read_value(repr(value)))


@pytest.mark.parametrize(
    ("expected", "got", "is_same"),
    [
        ("3", "3.0", True),
        ("0.1", "0.1000000000000001", True),
        ("0", "1e-17", True),
        ("3", "4", False),
        ("10000000000000001", "10000000000000002", False),
        ("1", "True", False),
        ("True", "1", False),
        ("[1, 2]", "array([1.0, 2.0])", True),
        ("array([1.0, 2.0])", "[1, 2]", True),
        ("array([1.0, 2.0])", "array([1.0, 2.1])", False),
        ("[1, 2]", "(1, 2)", False),
        ("(1, 2)", "(1, 2)", True),
        ("[1, 2]", "[1, 2, 3]", False),
        ("{'a': 1}", "{'a': 1.0}", True),
        ("{'a': 1}", "{'b': 1}", False),
        ("{1, 2}", "{2, 1}", True),
        ("'a'", "'b'", False),
        ("'1'", "1", False),
        ("None", "0", False),
        ("nan", "nan", True),
        ("nan", "1", False),
        ("inf", "inf", True),
        ("inf", "1e308", False),
        ("1j", "1j", True),
        ("1e400", "10", False),
    ],
)
def test_same(expected: str, got: str, is_same: bool) -> None:
    assert same(read_value(expected), read_value(got)) is is_same


@pytest.mark.parametrize(
    ("tolerance", "got", "is_same"),
    [
        ("0.01", "2.009", True),
        ("0.01", "2.02", False),
        ("1%", "2.019", True),
        ("1%", "2.03", False),
        ("0.5", "2", True),
        ("1", "3", True),
    ],
)
def test_same_within_a_tolerance(tolerance: str, got: str, is_same: bool) -> None:
    assert same(2, read_value(got), read_tolerance(tolerance)) is is_same
    assert same([2.0], [read_value(got)], read_tolerance(tolerance)) is is_same


def test_a_tolerance_is_absolute_or_a_share() -> None:
    assert read_tolerance("0.01") == Tolerance(absolute=0.01)
    assert read_tolerance(" 5% ") == Tolerance(relative=0.05)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "a list"),
        ("1", "a number"),
        ("True", "a truth value"),
        ("None", "`None`"),
        ("<function f at 1>", "a function"),
        ("array([])", "an array"),
    ],
)
def test_types_have_words(text: str, told: str) -> None:
    assert type_words(read_value(text)) == told

"""Chance follows from its key alone, and a walk meets every place once."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.sampling.chance import number_below, place_in_walk, shuffled


@settings(deadline=None)
@given(st.integers(1, 700), st.text(max_size=5))
def test_a_walk_meets_every_place_once(size, key):
    assert sorted(place_in_walk(step, size, key) for step in range(size)) == list(range(size))


@settings(deadline=None)
@given(st.integers(1, 10**40), st.integers(0, 10**9))
def test_a_walk_stays_inside_however_large_the_space(size, step):
    assert 0 <= place_in_walk(step, size, "key") < size


@settings(deadline=None)
@given(st.integers(1, 10**30), st.text(max_size=4))
def test_numbers_stay_below_their_bound(bound, key):
    assert 0 <= number_below(bound, key) < bound


def test_numbers_are_spread_evenly():
    counts = Counter(number_below(6, "die", throw) for throw in range(6_000))
    assert set(counts) == set(range(6))
    assert all(850 < count < 1150 for count in counts.values())


@settings(deadline=None)
@given(st.lists(st.integers(), max_size=9), st.integers())
def test_shuffling_loses_nothing(items, key):
    assert sorted(shuffled(items, key)) == sorted(items)


def test_all_orders_of_three_come_up():
    assert len({shuffled("abc", seed) for seed in range(60)}) == 6


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (number_below(1000, "question", 7), 390),
        (shuffled("abcdef", "question", 3), tuple("beacfd")),
        ([place_in_walk(step, 12, "question") for step in range(12)], [4, 2, 10, 5, 8, 7, 9, 3, 6, 0, 1, 11]),
    ],
    ids=["number", "order", "walk"],
)
def test_chance_is_the_same_on_every_machine(found, expected):
    assert found == expected

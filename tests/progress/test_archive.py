"""All sittings as one file and back: nothing lost, nothing overwritten, what cannot be read is refused in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.events import Answered, Ended, Noted, Started
from mmready.errors import ProgressError
from mmready.progress import FileStore, MemoryStore, load, pack, unpack

STARTED = Started("a", ("6.86x",), 7, "standard", "digest", "2026-11-22T10:00:00")
EVENTS = (STARTED, *(Answered(n, f"question-{n}", n, "2x", "right", 1.0) for n in range(1, 4)), Ended())


def store_with(**sittings):
    store = MemoryStore()
    for name, events in sittings.items():
        for event in events:
            store.append(name, event)
    return store


def held(store):
    return {name: store.read(name) for name in store.sittings()}


def test_everything_comes_back_from_the_file():
    store = store_with(a=EVENTS, b=(replace(STARTED, sitting="b"), Noted(1, "q", "comment", "zwei\nZeilen \u2028 – ü")))
    text, left_out = pack(store)
    assert left_out == ()
    other = MemoryStore()
    assert load(other, unpack(text)).new == ("a", "b")
    assert held(other) == held(store)


@given(st.text(), st.text(max_size=40))
def test_any_answer_and_comment_survive(response, comment):
    store = store_with(a=(STARTED, Answered(1, "q", 0, response, "wrong", 0.0), Noted(1, "q", "comment", comment)))
    assert unpack(pack(store)[0]) == held(store)


def test_loading_twice_changes_nothing():
    store = store_with(a=EVENTS)
    text, _ = pack(store)
    before = held(store)
    assert load(store, unpack(text)).same == ("a",)
    assert held(store) == before


def test_sitting_that_went_on_elsewhere_is_continued_and_never_shortened():
    here = store_with(a=EVENTS[:3])
    assert load(here, {"a": EVENTS}).longer == ("a",)
    assert held(here) == {"a": EVENTS}
    assert load(here, {"a": EVENTS[:2]}).same == ("a",)
    assert held(here) == {"a": EVENTS}


def test_sitting_that_differs_comes_in_under_another_name_once():
    other = (*EVENTS[:2], Answered(2, "something-else", 0, "x", "wrong", 0.0))
    here = store_with(a=EVENTS)
    assert load(here, {"a": other}).new == ("a-2",)
    assert held(here) == {"a": EVENTS, "a-2": (replace(STARTED, sitting="a-2"), *other[1:])}
    assert load(here, {"a": other}).same == ("a-2",)
    assert len(held(here)) == 2


def test_damaged_sitting_is_left_out_named_and_stays_where_it_is(tmp_path: Path):
    store = FileStore(tmp_path)
    for event in EVENTS:
        store.append("a", event)
    (tmp_path / "b.jsonl").write_text("what is this\n")
    text, left_out = pack(store)
    assert left_out == ("b",)
    assert unpack(text) == {"a": EVENTS}
    assert load(store, {"b": EVENTS}).new == ("b-2",)
    assert (tmp_path / "b.jsonl").read_text() == "what is this\n"


WHOLE = pack(store_with(a=EVENTS))[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a file that mmready saved"),
        ("{}", "not a file that mmready saved"),
        ('{"cells": []}\n', "not a file that mmready saved"),
        ("\x00\x01", "not a file that mmready saved"),
        (WHOLE[: len(WHOLE) // 2], "not whole"),
        (WHOLE + WHOLE, "not whole"),
        (WHOLE.replace('"mmready": 1, "file"', '"mmready": 2, "file"'), "update mmready"),
        (WHOLE.replace('"mmready": 1, "event": "ended"', '"mmready": 9, "event": "ended"'), "update mmready"),
        (WHOLE.replace('"sitting": "a", "events"', '"sitting": "../a", "events"'), "line 2"),
        (WHOLE.replace('"event": "answered"', '"event": "flown"'), "line 4"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(text, said):
    with pytest.raises(ProgressError, match=said):
        unpack(text)


def test_sitting_can_be_taken_away(store):
    for name in ("a", "b"):
        store.append(name, STARTED)
    store.remove("a")
    store.remove("never")
    assert list(store.sittings()) == ["b"]
    assert store.read("a") == ()
    store.append("a", STARTED)
    assert store.read("a") == (STARTED,)


def test_every_store_fills_every_other(store):
    assert load(store, {"a": EVENTS}).new == ("a",)
    assert load(store, {"a": (*EVENTS, Noted(3, "question-3", "flag"))}).longer == ("a",)
    assert unpack(pack(store)[0]) == {"a": (*EVENTS, Noted(3, "question-3", "flag"))}

"""Saved sittings: on disk at once, a cut line is passed over, nothing already saved is ever lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.events import Answered, Ended, Noted, Started
from mmready.errors import ProgressError
from mmready.progress import FileStore
from mmready.progress.codec import decode, encode

STARTED = Started("a-1", ("6.431x", "6.86x"), 7, "standard", "digest", "2026-11-22T10:00:00")
ANSWERS = [Answered(n, f"question-{n}", n, "2x", "right", 1.0) for n in range(1, 5)]

responses = st.recursive(
    st.none() | st.text() | st.integers(-1000, 1000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("event", [STARTED, ANSWERS[0], Noted(1, "q", "flag", "why?"), Ended("now")], ids=repr)
def test_event_survives_encoding(event):
    assert decode(encode(event), "here") == event


@given(responses, st.floats(0, 1))
def test_any_response_survives_encoding(response, points):
    event = Answered(1, "q", 0, response, "partly", points)
    assert decode(encode(event), "here") == event


def test_store_gives_back_what_was_appended_in_order(store):
    for event in [STARTED, *ANSWERS]:
        store.append("a-1", event)
    store.append("b", STARTED)
    assert store.read("a-1") == (STARTED, *ANSWERS)
    assert list(store.sittings()) == ["a-1", "b"]
    assert store.read("never") == ()


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_line_cut_by_a_crash_is_passed_over_and_the_next_is_whole(tmp_path: Path, cut: int):
    store = FileStore(tmp_path)
    for event in [STARTED, *ANSWERS[:2]]:
        store.append("a", event)
    path = tmp_path / "a.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    kept = 2 if cut == 1 else 1  # only the newline is missing: the event is whole
    assert store.read("a") == (STARTED, *ANSWERS[:kept])
    store.append("a", ANSWERS[2])
    assert store.read("a") == (STARTED, *ANSWERS[:kept], ANSWERS[2])


def test_full_disk_is_said_and_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = FileStore(tmp_path)
    store.append("a", STARTED)
    before = (tmp_path / "a.jsonl").read_bytes()
    real = os.write

    def full(number: int, data: bytes) -> int:
        real(number, data[:5])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(ProgressError, match="No space left"):
        store.append("a", ANSWERS[0])
    assert (tmp_path / "a.jsonl").read_bytes() == before


def test_newer_format_is_refused_kindly_and_the_file_kept(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"mmready": 99, "event": "started"}\n')
    with pytest.raises(ProgressError, match="update mmready"):
        FileStore(tmp_path).read("a")
    assert path.read_text() == '{"mmready": 99, "event": "started"}\n'


def test_damaged_line_is_named_with_its_place(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text(encode(STARTED) + "\nwhat is this\n")
    with pytest.raises(ProgressError, match=r"a\.jsonl:2"):
        FileStore(tmp_path).read("a")


@pytest.mark.parametrize("name", ["../x", "", "a/b", ".hidden", "x" * 200])
def test_a_name_never_leaves_the_folder(tmp_path: Path, name: str):
    with pytest.raises(ProgressError, match="not a sitting's name"):
        FileStore(tmp_path).append(name, STARTED)

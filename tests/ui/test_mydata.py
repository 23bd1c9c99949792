"""My data: what is listed, the file, loading it again, and deleting, which asks first."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

import mmready
from mmready.progress import FileStore, MemoryStore
from mmready.ui.mydata import MOST, MyData
from mmready.ui.practising import begin_practice
from tests.ui.test_controller import BANK, answer, started, surroundings_of


def filled(store):
    """A check with two answers and a practice with one."""
    made = started(store)
    answer(made)
    made.obey({"do": "next"})
    answer(made)
    begin_practice(BANK, ("chain-rule",), surroundings_of(store)).dont_know("2026-11-22T12:00:00")
    return store


def mine(store, **more):
    return MyData(dataclasses.replace(surroundings_of(store), **more))


def test_everything_is_listed_newest_first_with_where_it_is():
    screen = mine(filled(MemoryStore())).screen
    assert screen["title"] == "2 sittings are kept here"
    assert screen["where"] == "Your answers are in a folder. Nothing is sent anywhere else."
    assert [(row["when"], row["text"]) for row in screen["rows"]] == [
        ("22 November 2026", "Practice of chain-rule, 1 answer"),
        ("22 November 2026", "Check of 6.86x, 2 answers"),
    ]
    assert mine(MemoryStore()).screen["title"] == "No sittings are kept here"


def test_file_loaded_elsewhere_brings_everything_with_it():
    store = filled(MemoryStore())
    file = mine(store).obey({"do": "download"})["file"]
    other = MemoryStore()
    made = mine(other)
    assert made.obey({"do": "load", "text": file["text"]})["screen"]["done"] == "Loaded: 2 sittings added."
    assert [other.read(name) for name in store.sittings()] == [store.read(name) for name in store.sittings()]
    again = made.obey({"do": "load", "text": file["text"]})["screen"]
    assert again["done"] == "Loaded: 2 sittings here already."


@pytest.mark.parametrize("text", ["", "no json", '{"cells": []}', None, 7, "x" * (MOST + 1)])
def test_other_file_is_refused_in_words_and_nothing_changes(text):
    made = mine(filled(MemoryStore()))
    before = made.screen
    reply = made.obey({"do": "load", "text": text})
    assert "Nothing was changed" in reply["error"]
    assert made.screen == before


def test_file_of_a_newer_version_is_refused_in_words():
    made = mine(filled(MemoryStore()))
    newer = made.obey({"do": "download"})["file"]["text"].replace('"mmready": 1, "file"', '"mmready": 2, "file"')
    assert "update mmready" in made.obey({"do": "load", "text": newer})["error"]


def test_one_is_deleted_only_after_asking():
    store = filled(MemoryStore())
    made = mine(store)
    row = made.screen["rows"][0]
    asked = made.obey({"do": "delete", "sitting": row["sitting"]})["screen"]
    assert "Delete Practice of chain-rule, 1 answer (22 November 2026)?" in asked["html"]
    assert asked["actions"][0]["command"] == "keep"
    assert len(list(store.sittings())) == 2
    assert len(made.obey({"do": "keep"})["screen"]["rows"]) == 2
    made.obey({"do": "delete", "sitting": row["sitting"]})
    done = made.obey({"do": "really", "sitting": row["sitting"]})["screen"]
    assert done["done"] == "1 sitting deleted."
    assert row["sitting"] not in store.sittings()
    assert len(list(store.sittings())) == 1


def test_everything_is_deleted_damaged_files_too(tmp_path: Path):
    store = filled(FileStore(tmp_path))
    (tmp_path / "20200101-damaged.jsonl").write_text("what is this\n")
    made = mine(store)
    assert made.screen["rows"][-1]["text"] == "This file cannot be read. It is kept as it is."
    assert "All 3 sittings will be gone" in made.obey({"do": "delete"})["screen"]["html"]
    made.obey({"do": "really"})
    assert list(tmp_path.iterdir()) == []


def test_what_is_gone_already_is_said():
    assert mine(MemoryStore()).obey({"do": "delete", "sitting": "x"})["error"] == "This is gone already."


class NoWayOut:
    """A store of somebody else's that cannot take anything away."""

    def __init__(self):
        self._inner = filled(MemoryStore())

    def append(self, sitting, event):
        self._inner.append(sitting, event)

    def read(self, sitting):
        return self._inner.read(sitting)

    def sittings(self):
        return self._inner.sittings()


def test_store_that_cannot_delete_says_so():
    assert "Nothing can be deleted" in mine(NoWayOut()).obey({"do": "really"})["error"]


def test_place_that_forgets_is_said():
    assert "This page forgets." in mine(MemoryStore(), fleeting=True).screen["notice"]
    assert mine(MemoryStore()).screen["notice"] == ""


def test_call_shows_it_and_the_page_gets_no_answers():
    made = mmready.data(store=filled(MemoryStore()))
    assert repr(made) == "mmready.data()"
    assert "response" not in json.dumps(made.children[0].get_state(), default=str)

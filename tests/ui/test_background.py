"""What do you know already: on the first screen only where the bank asks it, and kept with the sitting's start."""

from __future__ import annotations

import dataclasses

import pytest

from mmready.progress import MemoryStore
from tests.session.test_background import ASKED
from tests.ui.all_kinds import all_kinds_bank
from tests.ui.test_controller import controller

BANK = dataclasses.replace(all_kinds_bank(), background=ASKED)


def start(store, **command):
    made = controller(store, bank=BANK)
    made.obey({"do": "start", "courses": ["6.86x"], "length": "quick", "see": "end", **command})
    return made


def test_first_screen_asks_what_the_bank_asks_and_says_how_little_it_does():
    asked = controller(bank=BANK).screen["background"]
    assert [group["several"] for group in asked["groups"]] == [True, False]
    assert [each["text"] for each in asked["groups"][1]["choices"]] == ["Never", "Daily"]
    assert "weak hint" in asked["note"]
    assert controller().screen["background"] is None


@pytest.mark.parametrize(("sent", "kept"), [({"background": ["calculus", "daily"]}, ("calculus", "daily")), ({}, ())])
def test_what_the_page_sends_is_kept_with_the_start(sent, kept):
    store = MemoryStore()
    start(store, **sent)
    (name,) = store.sittings()
    assert store.read(name)[0].background == kept


def test_the_verdict_says_what_it_changed():
    made = start(MemoryStore(), background=["calculus"])
    made.obey({"do": "dont_know", "number": 1})
    shown = made.obey({"do": "end"})["screen"]["html"]
    assert "At the start you told us that you took calculus. That only set where we began" in shown


def test_an_answer_that_is_not_there_is_said_and_starts_nothing():
    store = MemoryStore()
    made = controller(store, bank=BANK)
    reply = made.obey({"do": "start", "courses": ["6.86x"], "background": ["x"]})
    assert "no answer on your background" in reply["error"]
    assert not list(store.sittings())

"""My data, the warning on Binder, and what is due for review, in Chromium."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mmready.api import load_bank
from mmready.cli import main
from mmready.progress import FileStore, MemoryStore
from mmready.report.result import checked
from mmready.ui.controller import Controller
from mmready.ui.mydata import MyData
from tests.browser.harness import open_screen
from tests.browser.learner import press
from tests.ui.test_controller import BANK, answer, controller, started, surroundings_of
from tests.ui.test_mydata import filled
from tests.ui.test_practice_home import home, practised

pytestmark = pytest.mark.browser


@pytest.fixture
def show(new_page):
    def make(made, **page_options):
        page = new_page(**page_options)
        open_screen(page, made.screen, made.obey)
        return page

    return make


def ended(bank) -> Controller:
    """A check of our own bank that was finished after three answers."""
    made = Controller(bank, ("6.431x",), surroundings_of(MemoryStore()))
    made.obey({"do": "start", "courses": ["6.431x"], "length": "quick"})
    for _ in range(3):
        made.obey({"do": "dont_know", "number": made.screen["number"]})
    made.obey({"do": "end"})
    return made


def test_everything_is_downloaded_deleted_and_loaded_again(show, tmp_path: Path):
    store = filled(FileStore(tmp_path / "here"))
    before = {name: store.read(name) for name in store.sittings()}
    page = show(controller(store))
    press(page, "My data")
    expect(page.locator("h2")).to_be_focused()
    with page.expect_download() as saved:
        press(page, "Download everything as one file")
    kept = tmp_path / saved.value.suggested_filename
    saved.value.save_as(kept)
    press(page, "Delete everything")
    expect(page.locator("h2")).to_have_text("Delete everything?")
    expect(page.get_by_role("button", name="Keep them")).to_have_class("primary")
    assert len(list(store.sittings())) == 2
    press(page, "Delete for good")
    expect(page.get_by_text("2 sittings deleted.").first).to_be_visible()
    assert list(store.sittings()) == []
    page.get_by_label("Load such a file").set_input_files(kept)
    expect(page.get_by_text("Loaded: 2 sittings added.").first).to_be_visible()
    assert {name: store.read(name) for name in store.sittings()} == before
    press(page, "Back to the start")
    expect(page.get_by_text("You have an unfinished check:")).to_be_visible()


def test_result_is_saved_by_keyboard_from_the_verdict_and_analyse_counts_it(show, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    bank = load_bank()
    page = show(ended(bank), width=390)
    page.locator("summary", has_text="For your instructor").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Name or code, if you were asked for one")).to_be_focused()
    page.keyboard.type("ada-17?")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    kept = tmp_path / saved.value.suggested_filename
    saved.value.save_as(kept)
    expect(page.get_by_role("status").get_by_text(f"Saved as {kept.name}")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save a file for your instructor")).to_be_focused()
    assert checked(kept.read_bytes())["name"] == "ada-17?"
    assert main(["analyse", kept.name]) == 0
    assert "1 sitting, 3 answers" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["no json", '{"cells": []}'])
def test_other_file_is_refused_beside_the_field(show, tmp_path: Path, text):
    (tmp_path / "other.json").write_text(text)
    store = filled(MemoryStore())
    page = show(MyData(surroundings_of(store)))
    page.get_by_label("Load such a file").set_input_files(tmp_path / "other.json")
    expect(page.get_by_role("alert")).to_contain_text("not a file that mmready saved. Nothing was changed.")
    assert len(list(store.sittings())) == 2


def test_one_row_is_deleted_by_its_own_button(show):
    store = filled(MemoryStore())
    page = show(MyData(surroundings_of(store)))
    page.get_by_role("button", name="Delete: 22 November 2026, Practice of chain-rule, 1 answer").click()
    press(page, "Keep it")
    page.get_by_role("button", name="Delete: 22 November 2026, Practice of chain-rule, 1 answer").click()
    press(page, "Delete for good")
    expect(page.locator(".before")).to_have_count(1)
    assert len(list(store.sittings())) == 1


def test_on_binder_the_file_is_offered_before_anything_is_lost(show):
    store = MemoryStore()
    answer(started(store))
    made = Controller(BANK, ("6.86x",), dataclasses.replace(surroundings_of(store), fleeting=True))
    page = show(made)
    expect(page.locator(".warn")).to_contain_text("This page forgets.")
    with page.expect_download() as saved:
        press(page, "Download your answers")
    assert saved.value.suggested_filename == "mmready-answers-2026-11-22.jsonl"
    press(page, "Carry on")
    press(page, "Pause")
    expect(page.locator(".warn")).to_contain_text("Download your answers before you leave")
    expect(page.get_by_role("button", name="Download your answers")).to_be_visible()


def test_what_is_due_is_reviewed_from_the_practice_screen(show):
    store = MemoryStore()
    practised(store, "chain-rule", "series")
    page = show(home(store, days=1))
    expect(page.locator("h2")).to_have_text("Two skills are due today")
    press(page, "Review these 2 skills")
    for _ in range(2):
        press(page, "I don’t know yet")
        press(page, "Next question")
    press(page, "Pause")
    press(page, "Finish here")
    expect(page.locator(".next-time")).to_have_text(
        "Due today: no skills. Next tomorrow: chain rule; sequences and infinite series."
    )
    press(page, "Retest what was missed")
    expect(page.get_by_text("Question 1 of 2", exact=True)).to_be_visible()

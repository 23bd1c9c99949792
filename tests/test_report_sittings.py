"""Reports of saved sittings through the command line: text, JSON, and one self-contained page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mmready.api import Sitting, load_bank
from mmready.cli import main
from mmready.progress import FileStore, home


@pytest.fixture
def saved() -> Sitting:
    sitting = Sitting(load_bank(), ["6.431x"], 3, FileStore(home() / "sittings"), at="2026-11-22T09:00:00")
    for _ in range(3):
        sitting.dont_know(at="2026-11-22T09:01:00")
    return sitting


def test_nothing_saved_is_said_with_the_way_to_begin(capsys):
    assert main(["report"]) == 2
    assert "mmready ask" in capsys.readouterr().err


def test_list_names_the_saved_sittings(saved, capsys):
    assert main(["report", "--list"]) == 0
    assert capsys.readouterr().out.split() == [saved.id]


def test_text_report_is_of_the_newest_sitting(saved, capsys):
    assert main(["report"]) == 0
    assert "6.431x" in capsys.readouterr().out


def test_json_report_has_the_answers(saved, capsys):
    assert main(["report", saved.id, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [one["outcome"] for one in report["asked"]] == ["dont_know"] * 3


def test_page_loads_nothing_from_anywhere(saved, tmp_path: Path):
    page = tmp_path / "report.html"
    assert main(["report", "--html", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "6.431x" in text
    assert not re.findall(r"<(?:script|link|img|iframe)\b", text)
    assert not re.findall(r"url\((?!#)|@import", text)

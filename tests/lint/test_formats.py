"""Faults for editors and for GitHub: places that they can follow, and texts that cannot break out of their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mmready.errors import Fault
from mmready.lint import FORMATS, written

QUESTION = "---\nkind: number\nmistakes:\n  - {answer: 1}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions" / "a,b:c.md"
    path.parent.mkdir()
    path.write_text(QUESTION, encoding="utf-8")
    return path


@pytest.mark.parametrize(("line", "place"), [(4, "4:3"), (2, "2:1"), (0, "1:1"), (99, "99:1")])
def test_editor_gets_file_line_and_the_column_where_the_line_begins(file, tmp_path, line, place):
    (text,) = written([Fault(str(file), line, "no-reason", "say\nwhy", "warning")], "editor", tmp_path)
    assert text == f"questions/a,b:c.md:{place}: no-reason say why (warning)"
    assert re.fullmatch(r"(?P<file>.+):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z-]+) (?P<message>.+)", text)


def test_github_gets_an_annotation_whose_signs_are_escaped(file, tmp_path):
    message = "100% of it\n::error::not mine"
    (text,) = written([Fault(str(file), 4, "key-disproved", message)], "github", tmp_path)
    place = "file=questions/a%2Cb%3Ac.md,line=4,col=3,title=key-disproved"
    assert text == f"::error {place}::100%25 of it%0A::error::not mine"
    assert "\n" not in text


def test_text_is_what_it_was_and_files_elsewhere_keep_their_path(tmp_path):
    fault = Fault("/elsewhere/q.md", 3, "slug", "no name")
    assert written([fault], "text", tmp_path) == [str(fault)]
    assert set(FORMATS) == {"text", "editor", "github"}

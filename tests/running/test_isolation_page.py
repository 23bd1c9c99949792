"""The page on isolation lists what is found out on a machine, and says of Linux what holds here."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from mmready.running import ChildRunner, isolation

PAGE = (Path(__file__).parents[2] / "docs" / "isolation.md").read_text(encoding="utf-8")
TABLE = re.search(r"<!-- bounds -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE[1].splitlines()[2:]]


def test_page_has_a_row_for_everything_that_is_found_out():
    assert [row[0] for row in ROWS] == list(isolation())


@pytest.mark.skipif(sys.platform != "linux", reason="speaks of Linux")
def test_what_the_page_says_of_linux_holds_here():
    fences = ChildRunner().fences()
    found = isolation()
    for name, linux, *_ in ROWS:
        needed = {"yes": True, "Landlock": "landlock" in fences, "seccomp": "seccomp" in fences}[linux]
        assert found[name] == needed, name

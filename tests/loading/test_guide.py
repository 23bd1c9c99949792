"""The tables of the author's guide are those of the loader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mmready.loading.guide import field_table, mark_table

GUIDE = Path(__file__).parents[2] / "quizzes" / "README.md"


@pytest.mark.parametrize(("name", "table"), [("fields", field_table), ("marks", mark_table)])
def test_table_in_the_guide_is_the_loaders(name, table, request):
    text = GUIDE.read_text(encoding="utf-8")
    found = re.search(rf"(<!-- {name}[^>]*-->\n)(.*?)(<!-- end -->)", text, re.DOTALL)
    assert found
    due = table() + "\n"
    if request.config.getoption("--update-golden"):
        GUIDE.write_text(text.replace(found[0], found[1] + due + found[3], 1), encoding="utf-8")
        return
    assert found[2] == due

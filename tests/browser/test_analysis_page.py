"""The page of the analysis in Chromium: axe finds nothing, and nothing is cut off on a phone."""

from __future__ import annotations

import pytest

from mmready.analysis import findings
from mmready.analysis.analysing import LeftOut
from mmready.analysis.page import analysis_page
from tests.analysis.class_of import BANK, SETTING, results, summed, write_lines
from tests.browser.test_accessible import OPEN_ALL, problems

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("class")
    class_ = results(300, harder={"limits-2": 1.5})
    for each in class_[::20]:
        each["notes"] = [{"question": "series-1", "what": "comment", "text": "A very long word: " + "x" * 300}]
    found = findings(
        BANK, SETTING.courses, SETTING.entrants, summed(folder / "work", write_lines(folder / "a.jsonl", class_))
    )
    return analysis_page(found, (LeftOut("the same sitting is there twice", 1, ("/a/very/long/path" * 9,)),), "abc")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [860, 390])
def test_axe_finds_nothing_and_nothing_is_cut_off(new_page, html, theme, width):
    page = new_page(width=width, theme=theme)
    page.set_content(html)
    page.evaluate(OPEN_ALL)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg[role=img]").count() == 2

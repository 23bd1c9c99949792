"""The views as HTML and as plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mmready.report import gaps_html, gaps_view, page, render_text, verdict_html, verdict_view
from mmready.report.marks import NAMES, mark
from tests.report.example import BANK, EVIDENCE, READINESS, RECOMMENDATIONS

VERDICT = verdict_html(verdict_view(BANK, READINESS, RECOMMENDATIONS, EVIDENCE, "2026-11-22"))
GAPS = gaps_html(gaps_view(BANK, RECOMMENDATIONS, {"6.86x": ("Can wait: <b>series</b>.",)}))
VOID = {"br", "hr", "img", "input", "meta", "link"}


class Balance(HTMLParser):
    """Raises where a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open, tag
        assert self.open.pop() == tag


def test_fragments_are_well_formed():
    for fragment in (VERDICT, GAPS):
        checker = Balance()
        checker.feed(fragment)
        assert checker.open == []


def test_texts_from_files_cannot_act():
    for fragment in (VERDICT, GAPS, page("<b>", VERDICT, GAPS)):
        assert "<script" not in fragment
        assert "CANARY" in fragment
    assert "<b>series" not in GAPS


def test_every_strip_says_in_words_what_it_shows():
    strips = re.findall(r'class="strip" role="img" aria-label="([^"]+)"', VERDICT)
    assert len(strips) == 4
    assert all("what the course needs; nine times in ten between" in said for said in strips)


def test_line_of_what_the_course_needs_is_in_the_same_place_on_every_strip():
    for left, width, dot in re.findall(
        r'left:([\d.]+)%;width:([\d.]+)%"></i><i class="cut"></i><i class="dot" style="left:([\d.]+)%', VERDICT
    ):
        assert 0 <= float(left) <= float(dot) <= float(left) + float(width) + 0.1 <= 100.1


def test_marks_are_hidden_because_a_word_stands_beside_them():
    for name in NAMES:
        assert 'aria-hidden="true"' in mark(name)


def test_sections_are_links_that_say_where_they_lead():
    assert 'href="https://example.org/18.02/1"' in GAPS
    assert 'aria-label="session 1: Double integrals, part 1"' in GAPS


def test_page_stands_alone():
    whole = page("mmready", VERDICT, GAPS)
    assert whole.startswith("<!doctype html>")
    assert "<style>" in whole
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", whole)


def test_text_report_has_verdict_and_list_within_the_width():
    text = render_text(BANK, READINESS, RECOMMENDATIONS, EVIDENCE, "2026-11-22")
    assert "Too close to call, 62% chance that you are ready" in text
    assert "  1. Double integrals (gap), 4–6 h" in text
    assert "18.02SC, sessions 1 and 21" in text
    assert max(map(len, text.splitlines())) <= 100


def test_strip_in_text_has_the_band_and_the_line():
    text = render_text(BANK, READINESS, RECOMMENDATIONS, EVIDENCE)
    strips = [line.strip() for line in text.splitlines() if re.fullmatch(r"\s*[-=|o\[\]]{41}", line)]
    assert len(strips) == 4
    assert all(strip.count("[") == strip.count("]") == strip.count("o") == 1 for strip in strips)


def test_text_report_without_anything_measured():
    text = render_text(BANK, {"capstone": READINESS["capstone"]}, {}, ())
    assert text.startswith("There is nothing to measure here")

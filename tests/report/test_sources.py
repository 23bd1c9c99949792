"""Every fact on the verdict, the rules and the text report carries its source and the day on which it was read."""

from __future__ import annotations

import dataclasses

import pytest

from mmready.advising import readiness
from mmready.domain.skill import Fact
from mmready.report import gaps_html, gaps_view, render_text, verdict_html, verdict_view
from mmready.report.sources import each_once, source_html, source_of, source_text, sources_text
from mmready.session import Sitting
from tests.advising.learners import catalogue_bank, estimate_from, shares
from tests.report.example import BANK, RECOMMENDATIONS
from tests.small_bank import small_bank

FAQ = Fact("cost", "It costs 300.", "https://example.org/faq/", "2026-11-22")
LATER = Fact("new-cost", "It costs 350.", "https://www.example.org/help?a=1&b=2", "2026-12-01", series="newer")


@pytest.mark.parametrize(
    ("fact", "said"), [(FAQ, "FAQ, read 22 November 2026"), (LATER, "example.org, read 1 December 2026")]
)
def test_source_has_a_name_and_a_day(fact, said):
    assert source_text(source_of(fact)) == said


def test_source_is_a_link_and_cannot_act():
    assert 'href="https://www.example.org/help?a=1&amp;b=2"' in source_html(source_of(LATER))
    wild = Fact("x", "X.", "javascript:alert(1)", "2026-11-22", series="newer")
    assert "<a" not in source_html(source_of(wild))


def test_sources_of_one_day_stand_together():
    more = [source_of(FAQ), source_of(LATER), dataclasses.replace(source_of(FAQ), name="18.02SC")]
    assert sources_text(more) == "FAQ and 18.02SC, read 22 November 2026; example.org, read 1 December 2026"


def test_each_fact_comes_once_in_order():
    assert each_once([FAQ, LATER, FAQ]) == (FAQ, LATER)


def test_every_rule_of_the_exam_on_the_verdict_has_its_source():
    bank = catalogue_bank()
    exam = bank.courses["capstone"]
    rules = readiness(bank, ["capstone"], estimate_from(shares(0.5)), ())
    view = verdict_view(bank, rules, {}, ())
    told = [(reason, source) for reason, source in view.rules[0].sourced if source]
    assert [source for _, source in told] == [
        *(source_of(fact) for fact in exam.facts if fact.series == "faq"),
        *(source_of(fact) for fact in exam.facts if fact.series != "faq"),
    ]
    assert verdict_html(view).count('class="src"') == len(exam.facts)
    text = " ".join(render_text(bank, rules, {}, ()).split())
    assert text.count("read 22 November 2026") == len(exam.facts)


def test_reasons_from_answers_have_no_source():
    sitting = Sitting(small_bank(), ["C1"], 1)
    sitting.dont_know()
    view = verdict_view(sitting.bank, sitting.readiness(), {"C1": ()}, sitting.evidence)
    assert view.courses[0].reasons
    assert not any(source for _, source in view.courses[0].sourced)


def test_sessions_on_the_list_have_their_source():
    view = gaps_view(BANK, RECOMMENDATIONS)
    assert [source_text(source) for source in view.sources] == ["18.02SC, read 22 November 2026"]
    assert "18.02SC</a>, read 22 November 2026" in gaps_html(view)

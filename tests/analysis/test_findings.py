"""What the sums come to: figures that are known beforehand, and planted faults that are found."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mmready.analysis import findings, setting_of, sum_up
from mmready.analysis.findings import Findings, interval
from mmready.analysis.page import analysis_page
from mmready.analysis.words import analysis_json, analysis_text
from mmready.analysis.workers import Here
from tests.analysis.class_of import BANK, SETTING, collected, results, summed, write_lines

HARDER, NOTHING = "limits-2", "loops-1"


def found_in(folder: Path, class_: list[dict[str, Any]]) -> Findings:
    sums = summed(folder / "work", write_lines(folder / "a.jsonl", class_))
    return findings(BANK, SETTING.courses, SETTING.entrants, sums)


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> Findings:
    folder = tmp_path_factory.mktemp("class")
    class_ = results(900, seed=2, harder={HARDER: 1.2}, measures_nothing=(NOTHING,))
    for each in class_[::30]:
        each["notes"] = [{"question": "series-1", "what": "flag"}]
    return found_in(folder, class_)


def item(found: Findings, name: str):
    return next(each for each in found.items if each.question == name)


def codes(found: Findings, name: str) -> set[str]:
    return {reason.code for reason in item(found, name).reasons}


def test_planted_faults_are_what_is_to_mend(found):
    assert codes(found, HARDER) == {"harder"}
    assert codes(found, NOTHING) & {"tells-little", "against"}
    assert codes(found, "series-1") >= {"flagged"}
    assert {HARDER, NOTHING, "series-1"} >= {each.question for each in found.to_mend if each.weight > 1.0}


def test_reasons_are_said_with_their_figures(found):
    (reason,) = item(found, HARDER).reasons
    each = item(found, HARDER)
    assert reason.text.startswith("Harder than its difficulty")
    assert f"{each.right:.0%} right" in reason.text
    assert f"{each.expected:.0%} were expected" in reason.text


def test_counts_and_shares_are_those_of_the_answers(tmp_path):
    class_ = results(80)
    found = findings(
        BANK, SETTING.courses, SETTING.entrants, summed(tmp_path, write_lines(tmp_path / "a.jsonl", class_))
    )
    answers = [answer for each in class_ for answer in each["answers"]]
    assert (found.sittings, found.answers) == (80, len(answers))
    for each in found.items:
        own = [answer for answer in answers if answer["question"] == each.question]
        assert each.answers == len(own)
        assert each.right == pytest.approx(sum(answer["outcome"] == "right" for answer in own) / len(own))
        assert each.dont_know == pytest.approx(sum(answer["outcome"] == "dont_know" for answer in own) / len(own))
        assert each.seconds == pytest.approx(np.median([answer["seconds"] for answer in own]), rel=0.25)
        given = {chosen.answer: chosen.count for chosen in each.chosen}
        told = [answer["chose"][0] for answer in own if answer.get("chose")]
        assert given == {word: told.count(word) for word in set(told)}
    for row in found.courses:
        chances = [each["readiness"][row.course] for each in class_]
        ready, later = sum(p >= 0.95 for p in chances), sum(p <= 0.05 for p in chances)
        assert row.verdicts == (ready, 80 - ready - later, later)


def test_where_the_model_is_true_expected_shares_come_true(tmp_path):
    class_ = results(1500, seed=4)
    found = findings(
        BANK, SETTING.courses, SETTING.entrants, summed(tmp_path, write_lines(tmp_path / "a.jsonl", class_))
    )
    off = [(each.right - each.expected) * math.sqrt(each.answers) for each in found.items]
    assert abs(np.mean([each.right - each.expected for each in found.items])) < 0.01
    assert np.std(off) < 0.8
    assert not [each.question for each in found.to_mend]


def test_question_does_not_speak_for_itself(tmp_path):
    """Where nothing hangs together, no question tells anything: its own answer is not in what it is set against."""
    class_ = results(1500, measures_nothing=tuple(BANK.questions))
    found = findings(
        BANK, SETTING.courses, SETTING.entrants, summed(tmp_path, write_lines(tmp_path / "a.jsonl", class_))
    )
    assert abs(np.mean([each.tells for each in found.items])) < 0.03


def test_key_that_better_learners_contradict_is_named(tmp_path):
    class_ = results(900)
    choice = next(name for name, card in BANK.questions.items() if card.kind == "one-choice")
    setting = setting_of(BANK)
    for each in class_:
        for answer in each["answers"]:
            if answer["question"] == choice:  # its key is turned round
                answer["outcome"] = "wrong" if answer["outcome"] == "right" else "right"
    sums = sum_up(collected(tmp_path / "w", write_lines(tmp_path / "a.jsonl", class_)), setting, Here())
    found = findings(BANK, setting.courses, setting.entrants, sums)
    assert found.to_mend[0].question == choice
    assert "against" in codes(found, choice)


def test_nothing_but_flags_is_said_of_few_answers(tmp_path):
    class_ = results(20, harder=dict.fromkeys(BANK.questions, 2.0))
    found = findings(
        BANK, SETTING.courses, SETTING.entrants, summed(tmp_path, write_lines(tmp_path / "a.jsonl", class_))
    )
    assert found.to_mend == ()
    assert "No question stands out" in analysis_page(found, (), "")


@pytest.mark.parametrize(
    ("share", "count", "low", "high"), [(0.5, 100, 0.4038, 0.5962), (0.0, 10, 0.0, 0.2775), (0.9, 20, 0.6990, 0.9721)]
)
def test_interval_is_wilsons(share, count, low, high):
    assert interval(share, count) == pytest.approx((low, high), abs=2e-4)


def test_text_and_json_say_the_same_as_the_page(found):
    text, page, values = (
        analysis_text(found, (), BANK.digest),
        analysis_page(found, (), BANK.digest),
        analysis_json(found, (), BANK.digest),
    )
    for name in (HARDER, NOTHING):
        assert name in text
        assert name in page
        assert name in values["mend_first"]
    assert values["sittings"] == 900
    assert "900 sittings" in page
    assert "900 sittings" in text


def test_page_escapes_what_comes_from_files_and_loads_nothing(tmp_path):
    notes = [{"question": "limits-1", "what": "comment", "text": "<script>alert(1)</script>"}]
    class_ = [{**each, "notes": notes} for each in results(40)]
    found = findings(
        BANK, SETTING.courses, SETTING.entrants, summed(tmp_path, write_lines(tmp_path / "a.jsonl", class_))
    )
    page = analysis_page(found, (), BANK.digest)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http://www.w3.org", "")

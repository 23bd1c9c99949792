"""Calibration from pieces on disk: the same as in memory, and what it proposes is what was planted."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mmready.analysis import calibrate, fit_2pl, reading, sum_up
from mmready.analysis.calibrating import difficulty_of, fitted_model
from mmready.analysis.proposing import changes, unified, write_changes
from mmready.analysis.streamed import Streamed, points_of
from mmready.analysis.two_parameter import fit_answers
from mmready.analysis.workers import Here
from mmready.domain.question import QuestionBody
from mmready.errors import MMReadyError
from mmready.measuring import for_bank
from mmready.measuring.fitting import MOST_LEARNERS
from mmready.measuring.for_bank import SHARE_BY_DIFFICULTY
from tests.analysis.class_of import BANK, SETTING, collected, results, write_lines

NUMBER = len(BANK.questions)
CLOSE = {"rtol": 1e-8, "atol": 1e-8}


def in_memory(found: list) -> tuple[np.ndarray, np.ndarray]:
    """(N,J) right or not, and (N,J) points; nan where not asked."""
    right = np.full((len(found), NUMBER), np.nan)
    points = right.copy()
    for row, each in enumerate(found):
        for answer in each["answers"]:
            column = SETTING.number[answer["question"]]
            right[row, column] = answer["outcome"] == "right"
            points[row, column] = answer.get("points", right[row, column])
    return right, points


def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: list, size: int):
    monkeypatch.setattr(reading, "PIECE", size)
    return collected(tmp_path / "work", write_lines(tmp_path / "a.jsonl", found))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("learners", "answers", "sample"),
    [(700, 12, 5000), (900, 20, 700), (1200, 12, 500)],
    ids=["all in the sample", "scoring steps", "EM over the pieces"],
)
def test_two_parameters_from_pieces_are_those_from_memory(tmp_path, monkeypatch, learners, answers, sample):
    monkeypatch.setattr("mmready.analysis.two_parameter._SAMPLE", sample)
    monkeypatch.setattr("mmready.analysis.two_parameter._SAMPLED", 300)
    found = results(learners, answers=answers)
    memory = fit_2pl(in_memory(found)[0])
    data = Streamed(pieces(tmp_path, monkeypatch, found, 200), np.arange(NUMBER), NUMBER, Here())
    assert data.count == learners
    streamed = fit_answers(data)
    assert streamed.converged
    assert memory.converged
    for name in ("a", "b", "se_a", "se_b", "loglik"):
        np.testing.assert_allclose(getattr(streamed, name), getattr(memory, name), **CLOSE)


@pytest.mark.slow
def test_model_fitted_from_pieces_is_the_one_from_memory(tmp_path, monkeypatch):
    found = results(400, harder={"limits-2": 1.0, "arrays-1": -1.0})
    model = for_bank(BANK, SETTING.courses).model
    memory = model.fit(in_memory(found)[1])
    streamed = fitted_model(model, pieces(tmp_path, monkeypatch, found, 90), Here())
    for name in ("loadings", "facility", "prior_cov"):
        np.testing.assert_allclose(getattr(streamed, name), getattr(memory, name), **CLOSE)
    assert not np.allclose(streamed.facility, model.facility, atol=1e-3)


def test_of_many_learners_the_same_are_taken_that_the_model_would_take(tmp_path, monkeypatch):
    """``Model.fit`` thins out to so many, evenly; from the pieces just these are read."""
    found = results(300)
    taken = points_of(pieces(tmp_path, monkeypatch, found, 40), NUMBER, 77, Here())
    rows = np.linspace(0, 299, 77).astype(np.intp)
    np.testing.assert_array_equal(taken, in_memory(found)[1][rows])
    assert MOST_LEARNERS == 4000


def calibrated(tmp_path, found, **more):
    got = collected(tmp_path / "work", write_lines(tmp_path / "a.jsonl", found))
    return calibrate(BANK, got, sum_up(got, SETTING, Here()), Here(), **more)


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.0, 0.7])
def test_what_was_planted_is_what_is_proposed_whatever_the_level_of_the_group(tmp_path, level):
    planted = {"limits-2": 1.0, "arrays-1": -1.0}
    found = calibrated(tmp_path, results(1500, seed=3, harder=planted, level=level))
    changed = {each.question: each for each in found.changes}
    assert set(planted) <= set(changed)
    assert len(changed) <= 4
    for name, shift in planted.items():
        assert np.sign(changed[name].proposed - changed[name].present) == np.sign(shift)
    assert found.group == pytest.approx(0.65 * level, abs=0.15)
    assert found.converged


@pytest.mark.slow
def test_intervals_hold_the_true_share_as_often_as_they_say(tmp_path):
    rng = np.random.default_rng(2)
    planted = {name: float(shift) for name, shift in zip(BANK.questions, rng.normal(0, 0.3, NUMBER), strict=True)}
    model = for_bank(BANK, SETTING.courses).model
    share = (model.facility - model.guess) / (1 - model.guess - model.slip)
    from mmready.measuring.normal import cdf, quantile

    true = dict(zip(BANK.questions, cdf(quantile(share) - np.array(list(planted.values()))), strict=True))
    inside = []
    for seed in range(4):
        found = calibrated(tmp_path / str(seed), results(800, seed=seed, harder=planted))
        inside += [low <= true[each.question] <= high for each in found.proposals for low, high in [each.interval]]
    assert len(inside) == 4 * NUMBER
    assert 0.85 < np.mean(inside) <= 1.0


def test_questions_with_too_few_answers_are_said_to_have_too_few(tmp_path):
    few = set(list(BANK.questions)[:2])
    found = results(400)
    for number, each in enumerate(found):
        each["answers"] = [answer for answer in each["answers"] if number < 10 or answer["question"] not in few]
    got = calibrated(tmp_path, found)
    assert few <= {each.question for each in got.too_few}
    assert all(each.proposed == each.present for each in got.too_few)
    assert all(np.isnan(each.share) for each in got.too_few if each.question in few)


def test_too_few_answers_for_anything_are_an_error(tmp_path):
    with pytest.raises(MMReadyError, match="too few answers to calibrate"):
        calibrated(tmp_path, results(10))


def test_difficulty_is_the_one_whose_share_is_nearest():
    assert [difficulty_of(share) for share in SHARE_BY_DIFFICULTY] == [1, 2, 3, 4, 5]
    assert [difficulty_of(share) for share in (1.0, 0.79, 0.78, 0.36, 0.0)] == [1, 1, 2, 5, 5]


# -- the diff --------------------------------------------------------------------------------------------------------

FILE = """---
kind: number
skill: limits
difficulty: {}
minutes: 2
answer: 3
---
What is it? The difficulty: 9 stays.
"""


def bank_with_files(root: Path, line: str):
    folder = root / "quizzes" / "questions"
    folder.mkdir(parents=True)
    bodies = {}
    for name in BANK.questions:
        path = folder / f"{name}.md"
        path.write_text(FILE.format(line), encoding="utf-8")
        bodies[name] = QuestionBody(str(path), "", (), "", "", {})
    return replace(BANK, bodies=bodies, root=str(root / "quizzes"))


@pytest.fixture(scope="module")
def harder(tmp_path_factory):
    found = calibrated(tmp_path_factory.mktemp("class"), results(1200, harder={"limits-2": 1.2}))
    return next(each for each in found.changes if each.question == "limits-2")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("3", ""),
        ("3   # two rules in a row; about 58% of entrants", "two rules in a row; "),
        ("3 # about 58% of entrants; two rules", "two rules; "),
        ("3   # two rules; 51% of entrants (45% to 57%) by 312 answers, slope 1.1 (0.9 to 1.3)", "two rules; "),
    ],
)
def test_diff_changes_the_difficulty_keeps_the_reason_and_is_one_that_git_takes(tmp_path, harder, line, kept):
    bank = bank_with_files(tmp_path, line)
    made = changes(bank, [harder])
    diff = unified(Path(bank.root), made)
    low, high = harder.interval
    expected = f"+difficulty: {harder.proposed}   # {kept}{harder.share:.0%} of entrants ({low:.0%} to {high:.0%}) by "
    assert expected in diff
    assert diff.count("\n+") == 2  # the head and the line
    subprocess.run(["git", "apply", "--check", "-"], input=diff, text=True, cwd=tmp_path, check=True)
    write_changes(made)
    assert f"difficulty: {harder.proposed}   # {kept}" in Path(bank.bodies["limits-2"].path).read_text()
    assert "The difficulty: 9 stays." in Path(bank.bodies["limits-2"].path).read_text()
    with pytest.raises(MMReadyError, match="has changed since"):
        write_changes(made)

"""What the whole thing says of simulated learners, through the command line, on the packaged bank."""

from __future__ import annotations

import json

import pytest

from mmready.cli import main

COURSES = ("6.431x", "14.310x", "18.6501x", "6.86x")
SEEDS = range(1, 7)


def played(capsys: pytest.CaptureFixture[str], course: str, seed: int, *skills: str) -> dict:
    arguments = ["play", "--course", course, "--seed", str(seed), "--json"]
    for skill in skills:
        arguments += ["--skill", skill]
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.slow
@pytest.mark.parametrize("course", COURSES)
def test_strong_learner_is_ready_and_has_nothing_to_study(capsys, course):
    for seed in SEEDS:
        result = played(capsys, course, seed, "all=0.97")
        assert result["readiness"][course]["verdict"] == "ready", seed
        assert result["recommendations"][course] == []


@pytest.mark.slow
@pytest.mark.parametrize("course", COURSES)
def test_weak_learner_is_not_yet_and_told_sections_and_hours(capsys, course):
    for seed in SEEDS:
        result = played(capsys, course, seed, "all=0.15")
        assert result["readiness"][course]["verdict"] == "not yet", seed
        advice = result["recommendations"][course]
        assert advice
        for one in advice:
            low, high = one["hours"]
            assert 0 < low <= high
            assert one["sections"]
            assert course in one["why"]


@pytest.mark.slow
def test_lacking_python_alone_leads_to_6_0001_first_and_leaves_6_431x_open(capsys):
    for seed in SEEDS:
        without = ("all=0.97", "python=0.05")
        machine_learning = played(capsys, "6.86x", seed, *without)
        assert machine_learning["readiness"]["6.86x"]["verdict"] == "not yet", seed
        assert machine_learning["recommendations"]["6.86x"][0]["resource"] == "6.0001"
        probability = played(capsys, "6.431x", seed, *without)
        assert probability["readiness"]["6.431x"]["verdict"] == "ready", seed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lacks", "closed", "open_course"),
    [
        ("linear-algebra", "18.6501x", "6.431x"),
        ("linear-algebra", "6.86x", "14.310x"),
        ("python", "6.86x", "18.6501x"),
        ("probability", "18.6501x", "14.310x"),
    ],
)
def test_lacking_one_subject_closes_only_what_needs_it(capsys, lacks, closed, open_course):
    for seed in SEEDS:
        shares = ("all=0.97", f"{lacks}=0.05")
        result = played(capsys, closed, seed, *shares)
        assert result["readiness"][closed]["verdict"] == "not yet", seed
        assert result["recommendations"][closed]
        assert played(capsys, open_course, seed, *shares)["readiness"][open_course]["verdict"] == "ready", seed


def test_json_has_the_promised_shape(capsys):
    result = played(capsys, "6.431x", 1)
    assert set(result) == {"asked", "readiness", "recommendations"}
    assert set(result["asked"][0]) == {"id", "skill", "kind", "outcome"}
    assert set(result["readiness"]) == {*COURSES, "capstone"}
    assert next(iter(result["readiness"])) == "6.431x"
    assert set(result["readiness"]["6.431x"]) == {"probability", "verdict", "reasons"}
    assert result["readiness"]["capstone"]["verdict"] == "not measured"
    assert len(result["asked"]) >= 10


def test_same_seed_plays_the_same_sitting(capsys):
    assert played(capsys, "6.86x", 5) == played(capsys, "6.86x", 5)

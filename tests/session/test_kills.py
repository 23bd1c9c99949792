"""A process that is killed at any moment loses no answered question."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from mmready.domain.events import Answered
from mmready.progress import FileStore
from mmready.session import Practice, Sitting, resume, resume_practice
from tests.small_bank import small_bank

ROOT = Path(__file__).parents[2]

# Says a line after each answer that was taken; only such answers may not be lost.
PROGRAM = """
import sys
from mmready.progress import FileStore
from mmready.session import Sitting, resume
from tests.small_bank import small_bank

bank = small_bank()
Sitting(bank, seed=0).answer("1")  # what answers need is loaded, so that kills come while answers are taken
sitting = resume(FileStore(sys.argv[1]), sys.argv[2], bank)
print("ready", flush=True)
while not sitting.ended:
    variant = sitting.variant
    sitting.answer("b" if variant.kind == "one-choice" else str((variant.seed % 4 + 2) ** 2))
    print(f"{sitting.number} {variant.question}", flush=True)
print("ended", flush=True)
"""


# A follow-up is opened where the check has ended; practice goes on until it is mastered.
OPENED = """
if sitting.ended and not sitting.estimate().branch:
    sitting.extend(["loops", "functions", "arrays", "series"], 20)
"""
READY = 'print("ready", flush=True)'
FOLLOW_UP = PROGRAM.replace(READY, OPENED + READY)
PRACTICE = PROGRAM.replace("Sitting, resume", "Sitting, resume_practice as resume").replace(
    "sitting.answer(", "sitting.dont_know() if sitting.number % 5 == 2 else sitting.answer("
)


def killed_at(folder: Path, sitting: str, after: float, program: str = PROGRAM) -> list[str]:
    """Go on with the sitting in a process of its own, kill it ``after`` seconds, and give the answers it told of."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder), sitting], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    process.kill()
    told = process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return [line for line in told if line != "ended" and " " in line]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_fifty_kills_at_random_moments_lose_no_answered_question(tmp_path: Path):
    chance = Random(1)
    bank = small_bank()
    kills = 0
    told: dict[int, str] = {}
    sitting = Sitting(bank, seed=0, store=FileStore(tmp_path), length="thorough")
    name = sitting.id
    while kills < 50:
        for line in killed_at(tmp_path, name, chance.uniform(0, 0.02)):
            number, question = line.split()
            told[int(number)] = question
        kills += 1
        saved = {e.number: e.question for e in FileStore(tmp_path).read(name) if isinstance(e, Answered)}
        assert told.items() <= saved.items()
        again = resume(FileStore(tmp_path), name, bank)
        assert [e.number for e in again.evidence] == list(range(1, len(saved) + 1))
        if again.ended:
            name = Sitting(bank, seed=kills, store=FileStore(tmp_path), length="thorough").id
            told = {}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kills_lose_nothing_of_a_follow_up(tmp_path: Path):
    chance = Random(2)
    bank = small_bank(6)
    sitting = Sitting(bank, ["C2"], 0, FileStore(tmp_path), "quick")
    for _ in range(2):
        sitting.dont_know()
    sitting.end()
    program = FOLLOW_UP.replace("small_bank()", "small_bank(6)")
    told: dict[int, str] = {}
    for _ in range(15):
        lines = killed_at(tmp_path, sitting.id, chance.uniform(0, 0.02), program)
        told.update((int(line.split()[0]), line.split()[1]) for line in lines)
        again = resume(FileStore(tmp_path), sitting.id, bank)
        assert told.items() <= {answer.number: answer.question for answer in again.evidence}.items()
        assert [answer.number for answer in again.evidence] == list(range(1, again.number + 1))
        assert set(again.estimate().branch) == {"loops", "functions", "arrays", "series"}
    assert told


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kills_lose_nothing_of_practice(tmp_path: Path):
    chance = Random(3)
    bank = small_bank()
    practice = Practice(bank, list(bank.skills), 0, FileStore(tmp_path))
    practice.dont_know()
    told: dict[int, str] = {}
    for _ in range(15):
        lines = killed_at(tmp_path, practice.id, chance.uniform(0, 0.01), PRACTICE)
        told.update((int(line.split()[0]), line.split()[1]) for line in lines)
        again = resume_practice(FileStore(tmp_path), practice.id, bank)
        asked = {place: done.variant.question for place, done in enumerate(again.done, 1)}
        assert told.items() <= asked.items()
    assert told

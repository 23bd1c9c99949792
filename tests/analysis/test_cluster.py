"""Two Dask workers, one of which dies half-way, give the numbers of one process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmready.analysis import workers
from mmready.analysis.workers import Processes
from mmready.errors import MMReadyError
from tests.analysis.class_of import results, write_lines

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_two_dask_workers_give_identical_numbers_though_one_of_them_is_killed(tmp_path):
    found = results(240)
    for number in range(8):
        write_lines(tmp_path / "all" / f"{number}.jsonl", found[number::8])
    command = [sys.executable, "-m", "tests.analysis.on_dask", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.splitlines()[:2] == ["same sums", "same fit"], done.stdout
    assert "a worker was lost" in done.stdout


def test_scheduler_that_is_not_there_is_an_error_in_words():
    with pytest.raises(MMReadyError, match="no Dask scheduler at"):
        workers(scheduler="nonsense://nowhere")


@pytest.mark.slow
def test_processes_that_die_every_time_are_given_up():
    with Processes(2) as crew, pytest.raises(MMReadyError, match="die again and again"):
        list(crew.map(os._exit, [3]))  # ends whatever process it runs in


@pytest.mark.slow
def test_what_goes_wrong_in_a_process_is_raised_here():
    with Processes(2) as crew, pytest.raises(ValueError, match="base 10"):
        list(crew.map(int, ["1", "x"]))

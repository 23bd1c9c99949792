"""A whole sitting on the compiled bank needs the standard library and numpy, nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys

class Blocked:
    names = {"scipy", "sympy", "yaml", "msgspec", "mpmath", "IPython", "ipywidgets", "anywidget", "rich"}

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"{name} is blocked here")

sys.meta_path.insert(0, Blocked())

from pathlib import Path
from mmready.loading import read_compiled
from mmready.session import Sitting
from mmready.simulation import SimulatedLearner, play, shares

bank = read_compiled(Path(sys.argv[1]))
for seed in range(2):
    sitting = Sitting(bank, seed=seed)
    play(bank, SimulatedLearner(shares(["all=0.7"], bank.skills)), sitting, seed=seed)
    assert sitting.number >= 10, sitting
    print({course: r.verdict for course, r in sitting.readiness().items()})
    [sitting.recommendations(course) for course in sitting.courses]
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_sitting_runs_with_every_author_library_blocked(tmp_path: Path):
    from mmready.lint import compile_bank
    from mmready.loading import packaged_folder
    from mmready.running import many_runner

    compiled = tmp_path / "bank.json.gz"
    with many_runner() as runner:
        compile_bank(packaged_folder(), compiled, count=40, runner=runner)
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(compiled)], capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    assert "capstone" in done.stdout

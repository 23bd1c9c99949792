"""Measuring is on the learner's path: it may load the standard library and numpy, nothing else."""

import subprocess
import sys

PROGRAM = """
import sys
import mmready.measuring
outside = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"__main__"}
print(*sorted(name for name in outside if not name.startswith("_")))
"""


def test_importing_measuring_loads_numpy_only():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) <= {"mmready", "numpy", "sitecustomize"}

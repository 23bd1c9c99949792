"""The core's own tests once more, inside Pyodide: what a browser reckons is what the desktop reckons."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.pyodide.files import MissingError, pyodide_folder, test_wheels

pytestmark = [pytest.mark.site, pytest.mark.slow, pytest.mark.timeout(900)]
HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
PARTS = ("maths", "grading", "measuring", "advising")
LEFT_OUT = {
    "tests/grading/test_contract.py": "draws the packaged bank's questions, which takes the authors' libraries",
    "tests/grading/test_dispatch.py": "tries hundreds of values on each kind",
    "tests/grading/test_function.py": "needs child processes",
    "tests/grading/test_hostile_programs.py": "needs child processes",
    "tests/grading/test_output.py": "needs child processes",
    "tests/grading/test_fuzz.py": "measures a thread's time, which WebAssembly does not tell",
    "tests/grading/test_judge_hostile.py": "the same",
    "tests/grading/test_near_misses.py": "tries thousands of answers",
    "tests/measuring/test_fitting.py": "fits models to hundreds of learners, which no page does",
    "tests/measuring/test_starting.py": "reads the packaged bank's question files",
    "tests/advising/test_every_recommendation.py": "looks at every set of gaps",
}
OPTIONS = (
    "-q", "--tb=short", "--capture=sys", "-p", "no:cacheprovider", "--import-mode=importlib", "-c", "/dev/null",
    "--rootdir=/project", "-W", "error", "-m", "not slow", "--strict-markers",
)  # fmt: skip


def test_core_reckons_in_pyodide_as_on_the_desktop(capsys):
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js; on Debian and Ubuntu: apt-get install nodejs npm")
    try:
        folder, wheels = pyodide_folder(), test_wheels()
    except MissingError as missing:
        pytest.skip(str(missing))
    given = {
        "folder": str(folder),
        "packages": ["numpy", "scipy"],
        "wheels": [str(wheel) for wheel in wheels],
        "folders": {"/project": str(PROJECT), "/wheels/yaml": str(Path(yaml.__file__).parent)},
        "options": [*OPTIONS, *(f"--ignore={path}" for path in LEFT_OUT), *(f"tests/{part}" for part in PARTS)],
    }
    command = [node, str(HERE / "core.mjs"), json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=800)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
    told = done.stdout.strip().splitlines()[-1]
    with capsys.disabled():
        print(f"\nin Pyodide: {told}")
    found = {what: int(count) for count, what in re.findall(r"(\d+) (\w+)", told)}
    assert found["passed"] > 50 * (found.get("xfailed", 0) + found.get("skipped", 0))

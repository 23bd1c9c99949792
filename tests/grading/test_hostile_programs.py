"""Programs that mean harm, marked as a learner's answer would be: each is bounded, wrong, and told in plain words."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mmready.domain.variant import AnswerKey, FunctionTest
from mmready.grading import function
from mmready.running import ChildRunner, isolation

ALLOWED = ("os", "sys", "subprocess", "socket", "ctypes", "gc", "threading", "signal", "shutil", "mmready", "importlib")
KEY = AnswerKey(
    "q", 0, "function",
    answer="def half(n):\n    return n / 2\n",
    function="half(n)",
    imports=ALLOWED,
    tests=(FunctionTest("half(6)", "3.0"), FunctionTest("half(-1)", "-0.5", hidden=True)),
)  # fmt: skip
MADE = "/tmp/mmready-hostile-answer"
PROGRAMS = {
    "endless loop": "while True: pass",
    "fork bomb": "import os\n    while True: os.fork()",
    "fork bomb that swallows": "import os\n    while True:\n        try: os.fork()\n        except Exception: pass",
    "another program": "import subprocess\n    return subprocess.run(['true']).returncode",
    "ten gigabytes at once": "return [0] * 10**10",
    "ten gigabytes bit by bit": "kept = []\n    while True: kept.append(bytearray(10**7))",
    "writes a file": f"open({MADE!r}, 'w').write('x')",
    "writes a file through the system": f"import os\n    os.write(os.open({MADE!r}, os.O_CREAT | os.O_RDWR), b'x')",
    "reads the passwords": "return open('/etc/passwd').read()",
    "lists the home folder's files": "import os\n    return open(os.path.expanduser('~/.bashrc')).read()",
    "deletes a folder": "import shutil\n    shutil.rmtree('/tmp')",
    "network": "import socket\n    return socket.create_connection(('127.0.0.1', 80))",
    "signal to the parent": "import os, signal\n    os.kill(os.getppid(), signal.SIGTERM)",
    "signal to everybody": "import os\n    os.kill(-1, 9)",
    "sys.exit": "import sys\n    sys.exit(0)",
    "os._exit": "import os\n    os._exit(0)",
    "abort": "import os\n    os.abort()",
    "segmentation fault": "import ctypes\n    ctypes.string_at(0)",
    "output without end": "while True: print('x' * 10_000)",
    "patched grader": "import mmready.grading as grading\n    grading.grade = lambda *_: 1\n    return 0",
    "equal to everything": "return type('E', (float,), {'__eq__': lambda *_: True})(7)",
    "looks for the key in memory": "import gc\n    return [o for o in gc.get_objects() if '-0.5' in str(type(o))]",
    "reads the caller's frames": "import sys\n    return sys._getframe(1).f_locals.get('expected')",
    "threads that go on": "import threading\n    threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()",
}


def define(body: str) -> str:
    return f"def half(n):\n    {body}\n"


@pytest.mark.skipif(not isolation()["reading files"], reason="only time and output are bounded on this system")
@pytest.mark.parametrize("body", PROGRAMS.values(), ids=PROGRAMS)
def test_hostile_program_is_wrong_in_bounded_time_and_reported_kindly(body):
    began = time.monotonic()
    judgement = function.grade(KEY, define(body), ChildRunner())
    assert judgement.outcome == "wrong"
    assert judgement.points == 0
    assert judgement.feedback
    assert len(judgement.feedback) < 2_000
    assert "Traceback" not in judgement.feedback
    assert os.fspath(Path(__file__).parents[2]) not in judgement.feedback
    assert time.monotonic() - began < 30  # 5 s of the task's own, and a slow machine
    assert not Path(MADE).exists()


def test_right_program_stays_right_beside_what_it_could_have_done():
    body = "import os, sys, socket\n    return n / 2"
    assert function.grade(KEY, define(body), ChildRunner()).outcome == "right"

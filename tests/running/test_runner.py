"""Whatever the code does, a report comes back, in time, and nothing outside the child is touched."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmready.domain.runner import Runner, Task
from mmready.errors import RunnerError
from mmready.running import ChildRunner, WarmRunner, default_runner, isolation

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock and seccomp are Linux's")


@pytest.fixture(scope="module", params=["child", "warm"])
def runner(request: pytest.FixtureRequest) -> Iterator[ChildRunner]:
    if request.param == "child":
        yield ChildRunner()
    else:
        with WarmRunner(("numpy",)) as warm:
            yield warm


def test_calls_see_the_names_that_the_source_made(runner: ChildRunner) -> None:
    report = runner.run(Task("def f(x):\n    return x + inputs['by']", ("f(1)", "f(2)"), inputs={"by": 10}))
    assert report.ended == "done"
    assert [(result.ok, result.text, result.value) for result in report.results] == [(True, "11", 11), (True, "12", 12)]


@pytest.mark.parametrize(
    ("call", "text", "value"),
    [
        ("[1, (2,), {'a': None}]", "[1, (2,), {'a': None}]", [1, [2], {"a": None}]),
        ("np.arange(3) / 2", "array([0.0, 0.5, 1.0])", [0.0, 0.5, 1.0]),
        ("np.float64(1) / 3", "0.3333333333333333", 1 / 3),
        ("[np.int64(2), np.bool_(True)]", "[2, True]", [2, True]),
        ("np.ones((1, 2), int)", "array([[1, 1]])", [[1, 1]]),
        ("1 + 2j", "(1+2j)", None),
        ("{3, 3}", "{3}", None),
        ("()", "()", []),
        ("len(tuple(range(2000)))", "2000", 2000),
    ],
)
def test_values_come_back_as_their_text_and_as_json(runner: ChildRunner, call: str, text: str, value: object) -> None:
    (result,) = runner.run(Task("import numpy as np", (call,))).results
    assert (result.ok, result.text, result.value) == (True, text, value)


def test_a_failing_call_does_not_stop_the_next(runner: ChildRunner) -> None:
    report = runner.run(Task("def f(x):\n    return 1 / x", ("f(0)", "f(2)")))
    assert report.ended == "done"
    assert report.results[0].error == "line 2, in f: return 1 / x\nZeroDivisionError: division by zero"
    assert report.results[1].value == 0.5


BAD_ENDS = {
    "an error in the source": ("1 / 0", "failed", "ZeroDivisionError"),
    "no Python": ("def f(:", "failed", "SyntaxError"),
    "a null character": ("x = 1\0", "failed", "null"),
    "sys.exit": ("import sys; sys.exit(0)", "failed", "SystemExit"),
    "an exception nobody expects": ("raise BaseException('x')", "failed", "BaseException: x"),
    "an exception whose text fails": (
        "class E(Exception):\n    def __str__(self): raise KeyError\nraise E",
        "failed",
        "E",
    ),
    "a loop without end": ("while True: pass", "timeout", "stopped after 1 s"),
    "a loop that catches everything": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "timeout",
        "stopped",
    ),
    "sleep": ("import time; time.sleep(60)", "timeout", "stopped"),
    "a flood of output": ("while True: print('x' * 1000)", "timeout", "stopped"),
    "os._exit": ("import os; os._exit(0)", "killed", "exit code 0"),
    "killing itself": ("import ctypes; ctypes.string_at(0)", "killed", "exit code"),
    "closing every pipe": ("import os; os.closerange(0, 60)", "killed", "process ended"),
    "endless recursion": ("def f(): f()\nf()", "failed", "RecursionError"),
    "a deep expression": ("x = " + "(" * 500 + ")" * 500, "failed", "SyntaxError"),
    "an exit hook that never ends": (
        "import atexit, time\natexit.register(time.sleep, 60)\nraise ValueError",
        "failed",
        "ValueError",
    ),
}


@pytest.mark.parametrize(("source", "ended", "error"), BAD_ENDS.values(), ids=BAD_ENDS)
def test_every_bad_end_is_a_report_and_comes_in_time(runner: ChildRunner, source: str, ended: str, error: str) -> None:
    began = time.monotonic()
    report = runner.run(Task(source, ("1",), seconds=1))
    assert report.ended == ended
    assert error in report.error
    assert report.results == ()
    assert len(report.printed) <= 10_000
    assert time.monotonic() - began < 15


@linux
def test_ten_gigabytes_end_in_a_report_of_memory(runner: ChildRunner) -> None:
    assert runner.run(Task("x = [0] * 10**10", ("1",))).ended == "memory"
    report = runner.run(Task("", ("1", "len(bytearray(10**10))", "2")))
    assert report.ended == "memory"
    assert [result.ok for result in report.results] == [True, False]


def test_results_before_a_timeout_are_kept(runner: ChildRunner) -> None:
    report = runner.run(Task("import time", ("1 + 1", "time.sleep(60)"), seconds=1))
    assert report.ended == "timeout"
    assert [result.value for result in report.results] == [2]


def test_printed_text_comes_back_cut_and_apart_from_results(runner: ChildRunner) -> None:
    report = runner.run(Task("print('é' * 20000)", ("print('later')",)))
    assert report.printed == "é" * 10_000
    assert runner.run(Task("print('a')", ("print('b')",))).printed == "a\nb\n"


FORGERIES = {
    "prints": "import json\nprint(json.dumps({'ok': True, 'text': '42', 'value': 42}), flush=True)",
    "writes on every pipe": (
        "import os\nfor n in range(3, 30):\n"
        '    try: os.write(n, b\'{"ok": true, "text": "42", "value": 42}\\n\')\n'
        "    except OSError: pass"
    ),
    "ends early": "import os\nos._exit(0)",
}


@pytest.mark.parametrize("source", FORGERIES.values(), ids=FORGERIES)
def test_results_cannot_be_forged_without_the_token(runner: ChildRunner, source: str) -> None:
    report = runner.run(Task(source, ("1 + 1",)))
    assert [result.value for result in report.results] in ([2], [])


def test_nothing_typed_is_left_to_read(runner: ChildRunner) -> None:
    assert "EOFError" in runner.run(Task("", ("input()",))).results[0].error


def test_only_the_modules_named_can_be_imported_and_these_can_import_what_they_need(runner: ChildRunner) -> None:
    report = runner.run(Task("import numpy, math\nfrom typing import Any", modules=("math", "numpy")))
    assert report.ended == "done"
    report = runner.run(Task("import os.path", modules=("math", "numpy")))
    assert report.error.endswith("ImportError: os.path cannot be imported here; what can: math, numpy")


def test_the_environment_of_the_kernel_is_not_handed_on(runner: ChildRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSWORD_OF_THE_KERNEL", "canary")
    report = runner.run(Task("import os", ("dict(os.environ)",)))
    assert "canary" not in report.results[0].text


# Through ctypes, so that only the kernel can refuse; each gives -1 where it is refused.
_RAW = "import ctypes, os\nlibc = ctypes.CDLL(None)\n"
RAW_CALLS = {
    "fork": "libc.fork()",
    "vfork through clone": "libc.syscall(56, 0x11, 0, 0, 0, 0)",
    "a signal to the parent": "libc.kill(os.getppid(), 0)",
    "a signal to everybody": "libc.kill(-1, 0)",
    "a socket": "libc.socket(2, 1, 0)",
    "another program": "libc.execv(b'/bin/true', (ctypes.c_char_p * 2)(b'true', None))",
    "reading the passwords": "libc.open(b'/etc/passwd', 0)",
    "reading the home folder": "libc.open(os.path.expanduser('~').encode(), 0)",
    "reading the parent's memory": "libc.open(f'/proc/{os.getppid()}/mem'.encode(), 0)",
    "writing a file": "libc.open(b'/tmp/mmready-must-not-exist', 0o101, 0o644)",
    "the parent's limits": "libc.prlimit(os.getppid(), 7, (ctypes.c_ulong * 2)(1, 1), None)",
    "changing a file's mode": "libc.chmod(b'/tmp', 0o777)",
    "leaving the process group": "libc.setsid()",
}


@linux
@pytest.mark.parametrize("call", RAW_CALLS.values(), ids=RAW_CALLS)
def test_the_kernel_refuses_even_when_python_is_gone_around(runner: ChildRunner, call: str) -> None:
    report = runner.run(Task(_RAW, (call,)))
    assert report.ended == "done", report.error
    assert report.results[0].value == -1
    assert not Path("/tmp/mmready-must-not-exist").exists()


@pytest.mark.parametrize(
    "source",
    [
        "open('/etc/passwd')",
        "open('made.txt', 'w')",
        "import os; os.open('made.txt', os.O_CREAT | os.O_RDWR)",
        "import os; os.remove('/tmp/nothing')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import socket; socket.create_connection(('127.0.0.1', 80))",
        "import os; os.kill(os.getppid(), 15)",
    ],
)
def test_python_itself_refuses_with_words(runner: ChildRunner, source: str) -> None:
    report = runner.run(Task(source))
    assert report.ended == "failed"
    assert "PermissionError: this code runs on its own" in report.error


@linux
def test_a_fork_bomb_stays_one_process(runner: ChildRunner) -> None:
    source = _RAW + "made = 0\nfor _ in range(1000):\n    made += libc.fork() >= 0"
    assert runner.run(Task(source, ("made",))).results[0].value == 0


@linux
def test_threads_still_work(runner: ChildRunner) -> None:
    source = "import threading\nseen = []\nt = threading.Thread(target=seen.append, args=(1,)); t.start(); t.join()"
    assert runner.run(Task(source, ("seen",))).results[0].value == [1]


@linux
def test_no_connection_reaches_a_listening_server(runner: ChildRunner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        runner.run(Task(f"import socket\nsocket.create_connection(('127.0.0.1', {port}))"))
        with pytest.raises(TimeoutError):
            server.accept()


def test_no_process_and_no_thread_is_left_behind(runner: ChildRunner) -> None:
    runner.run(Task("", ("1",)))
    before = threading.active_count()
    pids = set(_children())
    for source in ("while True: pass", "1/0", ""):
        runner.run(Task(source, seconds=0.3))
    assert threading.active_count() <= before
    assert set(_children()) <= pids


def _children() -> list[str]:
    tasks = Path(f"/proc/{os.getpid()}/task")
    if not tasks.exists():
        return []
    return " ".join((task / "children").read_text() for task in tasks.iterdir()).split()


def test_several_threads_may_share_a_runner(runner: ChildRunner) -> None:
    values: dict[int, object] = {}

    def work(n: int) -> None:
        values[n] = runner.run(Task("", (f"{n} * {n}",))).results[0].value

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values == {n: n * n for n in range(6)}


@pytest.mark.parametrize("python", ["/nowhere/python", "/bin/true", ""])
def test_no_interpreter_is_the_only_thing_that_raises(python: str) -> None:
    with pytest.raises(RunnerError, match="child process"):
        ChildRunner(python, start_seconds=5).run(Task("1"))


def test_the_nursery_starts_again_after_it_was_closed() -> None:
    with WarmRunner(()) as warm:
        assert warm.run(Task("", ("1",))).results[0].value == 1
        warm.close()
        assert warm.run(Task("", ("2",))).results[0].value == 2


def test_the_default_runner_runs() -> None:
    runner: Runner = default_runner()
    assert runner.run(Task("", ("2 + 2",))).results[0].value == 4


def test_what_is_isolated_here_is_told() -> None:
    told = isolation()
    assert told["time"]
    assert told["output"]
    if ChildRunner().fences() == ("limits", "landlock", "seccomp"):
        assert all(told.values())


def test_a_machine_without_children_isolates_nothing() -> None:
    assert not any(isolation(ChildRunner("/nowhere/python")).values())

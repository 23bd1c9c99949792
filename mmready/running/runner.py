"""Python code in a child process that is bounded in time, memory, output and reach."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mmready.errors import RunnerError

if TYPE_CHECKING:
    from mmready.domain.runner import Report, Task
    from mmready.running.watch import Child, Watch

__all__ = ["CHILD", "ChildRunner", "child_environment", "package_folders"]

CHILD = Path(__file__).with_name("child.py")
# Isolated from the environment and the user's folders, no .pth files (-S), no bytecode written.
FLAGS = ("-I", "-S", "-B", "-X", "utf8")
# Shared libraries of the system, and what the standard library reads of it.
_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/zoneinfo",
    "/etc/localtime", "/dev/null", "/dev/urandom", "/System/Library", "/usr/share/locale",
)  # fmt: skip


class ChildRunner:
    """Runs every task in a fresh child process (``domain.runner.Runner``).

    ``python`` is the interpreter (this one's by default); ``start_seconds`` is how long the child may take to begin,
    which does not count against the task. Raises ``RunnerError`` when no child can be started, and nothing else:
    whatever the code does comes back as a ``Report``. May be used from several threads at once.
    """

    def __init__(self, python: str | None = None, *, start_seconds: float = 30.0) -> None:
        self.python = sys.executable if python is None else python
        self.start_seconds = start_seconds

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def run(self, task: Task) -> Report:
        """Run the source, then the calls; ``results`` has one entry for every call that was reached."""
        return self._watched(task).report(task)

    def fences(self) -> tuple[str, ...]:
        """The names of the fences that a child has around it here: ``limits``, ``landlock``, ``seccomp``."""
        from mmready.domain.runner import Task

        return self._watched(Task("")).fences

    def _watched(self, task: Task) -> Watch:
        from mmready.running.watch import Watch  # here: to have a runner is not yet to run anything

        token = secrets.token_hex(16)
        request = _request(task, token)
        child = self._start()
        watch = Watch(child, token)
        child.send(request)
        watch.wait(self.start_seconds, task.seconds)
        if not watch.begun.is_set():
            raise RunnerError(
                f"no child process for Python code began within {self.start_seconds:g} s with {self.python!r}; "
                f"`mmready doctor` says more. It said: {watch.printed()[-500:].strip() or 'nothing'}"
            )
        return watch

    def _start(self) -> Child:
        try:
            process = subprocess.Popen(
                [self.python, *FLAGS, str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=child_environment(),
                cwd=None if sys.platform == "win32" else "/",
                start_new_session=sys.platform != "win32",
            )
        except (OSError, ValueError) as error:
            raise RunnerError(
                f"no child process for Python code can be started with {self.python!r}: {error}"
            ) from error
        return _child_of(process)


def _child_of(process: subprocess.Popen[bytes]) -> Child:
    from mmready.running.watch import Child

    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise RunnerError("the child process for Python code has no pipes")

    def wait(seconds: float) -> int | None:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    return Child(process.pid, process.stdin, process.stdout, process.stderr, wait)


def child_environment() -> dict[str, str]:
    """The environment of a child: nothing of ours but what Windows cannot do without."""
    kept = ("SYSTEMROOT", "PATH") if sys.platform == "win32" else ()
    # One thread for linear algebra: more only take memory and time to start.
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return {name: os.environ[name] for name in kept if name in os.environ} | threads | {"LC_ALL": "C.UTF-8"}


def package_folders() -> list[str]:
    """Where the installed packages lie; the child is told, for it looks nowhere by itself."""
    names = ("site-packages", "dist-packages")
    return [path for path in sys.path if Path(path).name in names and Path(path).is_dir()]


def _readable() -> list[str]:
    """What a child may read: the interpreter's folders, installed packages, shared libraries."""
    own = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(os.__file__).resolve().parent)}
    wanted = [*sorted(own | set(package_folders())), str(CHILD.parent), *_SYSTEM]
    return [path for path in wanted if path != "/" and Path(path).exists()]


def _request(task: Task, token: str) -> bytes:
    request = {
        "token": token,
        "source": task.source,
        "calls": list(task.calls),
        "inputs": task.inputs,
        "modules": list(task.modules),
        "seconds": task.seconds,
        "megabytes": task.megabytes,
        "paths": package_folders(),
        "readable": _readable(),
    }
    return json.dumps(request).encode()

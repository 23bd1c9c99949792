"""Many tasks in a row, each still in a process of its own, without paying for numpy's import every time.

A nursery process imports what Checks use, once, and then forks a child for each task. The child puts up its fences
after the fork, so that it is bounded like any other. Linux only; elsewhere the plain ``ChildRunner`` serves.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from types import TracebackType

from mmready.errors import RunnerError
from mmready.running.runner import CHILD, FLAGS, ChildRunner, child_environment, package_folders
from mmready.running.watch import Child

__all__ = ["WarmRunner"]

_PRELOADED = ("numpy", "scipy.integrate", "scipy.optimize", "scipy.stats", "scipy.linalg")


class WarmRunner(ChildRunner):
    """A ``ChildRunner`` whose children are forked from a process that has ``modules`` imported.

    Use it in a ``with`` statement, or call ``close()``. Modules that are not installed are passed over.
    """

    def __init__(self, modules: tuple[str, ...] = _PRELOADED, *, start_seconds: float = 60.0) -> None:
        super().__init__(start_seconds=start_seconds)
        self._modules = modules
        self._lock = threading.Lock()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def __enter__(self) -> WarmRunner:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the nursery; a later task starts a new one."""
        with self._lock:
            if self._line is not None:
                self._line.close()
                self._line = None
            if self._nursery is not None:
                self._nursery.kill()
                self._nursery.wait()
                self._nursery = None

    def _start(self) -> Child:
        if not sys.platform.startswith("linux"):
            return super()._start()
        request, own_request = os.pipe()
        own_reports, reports = os.pipe()
        own_prints, prints = os.pipe()
        theirs = [request, reports, prints]
        try:
            pid = int(self._ask(b"start", theirs))
        except (OSError, ValueError, RunnerError) as error:
            for end in (own_request, own_reports, own_prints):
                os.close(end)
            self.close()
            raise RunnerError(f"the process that starts the children does not answer: {error}") from error
        finally:
            for end in theirs:
                os.close(end)
        pipes = os.fdopen(own_request, "wb"), os.fdopen(own_reports, "rb"), os.fdopen(own_prints, "rb")
        return Child(pid, *pipes, lambda seconds: self._wait(pid, seconds))

    def _wait(self, pid: int, seconds: float) -> int | None:
        """The exit code of a child of the nursery, asked for until it is there."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError, ValueError):
                return int(self._ask(b"reap %d" % pid, []))
            if time.monotonic() > deadline:
                return None
            time.sleep(0.002)

    def _ask(self, question: bytes, handed: list[int]) -> bytes:
        with self._lock:
            line = self._line or self._start_nursery()
            socket.send_fds(line, [question], handed)
            answer = line.recv(64)
            if not answer:
                raise OSError("the nursery has ended")
            return answer

    def _start_nursery(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.settimeout(self.start_seconds)
        plan = json.dumps({"paths": package_folders(), "modules": self._modules})
        with theirs:
            self._nursery = subprocess.Popen(
                [self.python, *FLAGS, str(CHILD), "serve", plan],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=child_environment(),
                cwd="/",
                start_new_session=True,
            )
        self._line = ours
        return ours

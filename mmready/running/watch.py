"""What the parent keeps of a child process: its pipes, what comes through them, and how it ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Literal

from mmready.domain.runner import Report, Result, Task

__all__ = ["PRINTED_AT_MOST", "Child", "Watch"]

PRINTED_AT_MOST = 10_000  # characters kept of what the code prints
_REPORTED_AT_MOST = 20_000_000  # bytes on the report pipe; more is a flood


@dataclass(frozen=True, slots=True)
class Child:
    """A child process: the pipes to and from it; ``wait(seconds)`` gives its exit code, None while it runs."""

    pid: int
    request: IO[bytes]
    reports: IO[bytes]
    prints: IO[bytes]
    wait: Callable[[float], int | None]

    def send(self, request: bytes) -> None:
        """Hand over the request; a child that dies meanwhile is noticed when it reports nothing."""
        with contextlib.suppress(OSError):
            self.request.write(request)
        with contextlib.suppress(OSError):
            self.request.close()

    def end(self) -> int | None:
        """End it and whatever it started (it leads its own process group), and give its exit code."""
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                os.kill(self.pid, signal.SIGTERM)  # Windows ends the process at once
            else:
                os.killpg(self.pid, signal.SIGKILL)
        return self.wait(10.0)


class Watch:
    """Reads what a child says, on two threads, so that it never waits for us and we never wait for it too long."""

    def __init__(self, child: Child, token: str) -> None:
        self.child = child
        self.fences: tuple[str, ...] = ()
        self.begun = threading.Event()
        self._token = f"{token} ".encode()
        self._over = threading.Event()
        self._results: list[dict[str, Any]] = []
        self._end: dict[str, Any] = {}
        self._printed = bytearray()
        self._timed_out = False
        self._seconds = 0.0
        self._exit_code: int | None = None
        self._threads = [threading.Thread(target=read, daemon=True) for read in (self._read_reports, self._read_prints)]
        for thread in self._threads:
            thread.start()

    def wait(self, start_seconds: float, seconds: float) -> None:
        """Wait for the child to begin, then for its end, each no longer than allowed; then end it."""
        try:
            if self._wait_for_beginning(start_seconds):
                start = time.monotonic()
                self._timed_out = not self._over.wait(seconds)
                self._seconds = time.monotonic() - start
                if not self._end and not self._timed_out:
                    self._exit_code = self.child.wait(0.5)  # its own exit code says more than that of our kill
        finally:
            code = self.child.end()
            self._exit_code = code if self._exit_code is None else self._exit_code
            for thread in self._threads:
                thread.join(1.0)

    def _wait_for_beginning(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self.begun.wait(0.05):
            if self._over.is_set() or time.monotonic() > deadline:
                return self.begun.is_set()
        return True

    def printed(self) -> str:
        """What the code printed, cut."""
        text = bytes(self._printed).decode("utf-8", "replace").replace("\r\n", "\n")
        return text[:PRINTED_AT_MOST]

    def report(self, task: Task) -> Report:
        """All of it as a value."""
        results = tuple(
            Result(bool(told["ok"]), str(told.get("text", "")), told.get("value"), str(told.get("error", "")))
            for told in self._results[: len(task.calls)]
        )
        ended, error = self._ending(task)
        return Report(ended, results, self.printed(), error, self._seconds)

    def _ending(self, task: Task) -> tuple[Literal["done", "failed", "timeout", "memory", "killed"], str]:
        told = self._end.get("ended")
        if told in ("done", "failed", "memory"):
            return told, str(self._end.get("error", ""))
        if self._timed_out or self._exit_code == -getattr(signal, "SIGXCPU", 0):
            return "timeout", f"stopped after {task.seconds:g} s"
        if "MemoryError" in self.printed()[-300:]:
            return "memory", f"more than {task.megabytes} MB were asked for"
        return "killed", f"the process ended before the code did (exit code {self._exit_code})"

    def _read_reports(self) -> None:
        left = _REPORTED_AT_MOST
        try:
            while left > 0 and (line := self.child.reports.readline(left)):
                left -= len(line)
                if line.startswith(self._token):
                    self._take(json.loads(line[len(self._token) :]))
        except (OSError, ValueError):
            pass  # the pipe was closed under us, or what came is no report
        finally:
            self._over.set()
            with contextlib.suppress(OSError):
                self.child.reports.close()

    def _take(self, message: dict[str, Any]) -> None:
        if "fences" in message:
            self.fences = tuple(message["fences"])
            self.begun.set()
        elif "ended" in message:
            self._end = message
            self._over.set()
        elif "ok" in message:
            self._results.append(message)

    def _read_prints(self) -> None:
        pipe = self.child.prints
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(pipe.fileno(), 65536):
                # A character takes four bytes at most; the rest is read and dropped so that the code can go on.
                self._printed += chunk[: max(0, 4 * PRINTED_AT_MOST - len(self._printed))]
        with contextlib.suppress(OSError):
            pipe.close()

"""A PostgreSQL server of the tests' own, in a folder of its own on this machine, that can be killed and restarted."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "only-for-tests"
MADE = ("-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "16MB",
    "max_wal_size": "64MB",
    "autovacuum": "off",
}
if sys.platform == "linux":
    SETTINGS["recovery_init_sync_method"] = "syncfs"  # after a crash, instead of each file by itself


class Server:
    """The server of account ``teacher``; ``kill`` is a crash, ``stop`` an orderly end."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="mmready-postgres-"))
        self._account: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user, group = _unprivileged()
            self._account = {"user": user, "group": group, "extra_groups": []}
            os.chown(self._folder, user, group)
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._make()
        self.start()

    def _make(self) -> None:
        words = self._folder / "password"
        words.write_text(PASSWORD)
        words.chmod(0o644)
        made = subprocess.run(
            [self._programs / "initdb", "-D", self._folder / "data", "-U", "teacher", f"--pwfile={words}", *MADE],
            capture_output=True,
            text=True,
            cwd="/",
            timeout=120,
            **self._account,
        )
        assert made.returncode == 0, made.stdout + made.stderr

    def url(self, database: str = "postgres", user: str = "teacher", password: str = PASSWORD, port: int = 0) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{port or self.port}/{database}"

    def start(self) -> None:
        """Returns when it takes connections; after a crash it recovers first."""
        given = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        named = ["-D", self._folder / "data", "-p", str(self.port), "-k", self._folder]
        for _ in range(50):  # processes of the killed one may still hold its memory
            with (self._folder / "log").open("ab") as log:
                self._process = subprocess.Popen(
                    [self._programs / "postgres", *named, *given],
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    cwd="/",
                    **self._account,
                )
            if self._is_up():
                return
            self._process.wait(30)
        raise AssertionError((self._folder / "log").read_text()[-2000:])

    def _is_up(self) -> bool:
        ready = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        end = time.monotonic() + 60
        while time.monotonic() < end and self._process is not None and self._process.poll() is None:
            if subprocess.run(ready).returncode == 0:
                return True
            time.sleep(0.05)
        return False

    def kill(self) -> None:
        """As when the power goes: the server and the processes it started are gone at once."""
        assert self._process is not None
        self._signal_all(signal.SIGKILL)
        self._process.wait(30)

    def pause(self) -> None:
        """The server takes connections and says nothing."""
        self._signal_all(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: int) -> None:
        assert self._process is not None
        mine = self._process.pid
        children = Path(f"/proc/{mine}/task/{mine}/children")
        if children.exists():
            started = children.read_text()
        else:
            started = subprocess.run(["pgrep", "-P", str(mine)], capture_output=True, text=True).stdout
        for each in (mine, *map(int, started.split())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, number)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


def _unprivileged() -> tuple[int, int]:
    """The numbers of a user without rights, and of their group."""
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid, pwd.getpwnam(name).pw_gid
    raise AssertionError("expected a user postgres or nobody")


def _programs() -> Path | None:
    """The newest PostgreSQL of this machine; Debian keeps its programs out of the way."""
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    found = shutil.which("initdb")
    return kept[-1].parent if kept else Path(found).resolve().parent if found else None


@functools.cache
def server() -> Server:
    """One server for all tests; a test that needs it is skipped where PostgreSQL is missing (and fails in CI)."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    made = Server(programs)
    atexit.register(made.remove)
    return made

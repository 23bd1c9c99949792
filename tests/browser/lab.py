"""JupyterLab and Voila for tests: servers of their own, with their own folders, ended with everything they started."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from mmready.start import start_command

ROOT = Path(__file__).parent.parent.parent
RUN_ALL = """async () => {
  const app = window.jupyterapp;
  const context = app.shell.currentWidget.context.sessionContext;
  await context.ready;
  await context.session.kernel.info;
  await app.commands.execute("notebook:run-all-cells");
}"""

SAVE = """async () => {
  const { commands } = window.jupyterapp;
  const save = "@jupyter-widgets/jupyterlab-manager:saveWidgetState";
  if (!commands.isToggled(save)) await commands.execute(save);
  await commands.execute("docmanager:save");
}"""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def jupyterlab(folder: Path, theme: str = "light") -> Iterator[str]:
    """Serve ``folder``; gives the address. Settings, workspaces and sittings stay inside it."""
    port = _free_port()
    settings = folder / ".settings"
    _write(
        settings / "@jupyterlab/apputils-extension/notification.jupyterlab-settings",
        {"fetchNews": "false", "checkForUpdates": False},
    )
    theme_name = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}[theme]
    _write(settings / "@jupyterlab/apputils-extension/themes.jupyterlab-settings", {"theme": theme_name})
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    command += ["--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.expose_app_in_browser=True", f"--LabApp.user_settings_dir={settings}"]
    command += [f"--LabApp.workspaces_dir={folder / '.workspaces'}", "--ServerApp.log_level=ERROR"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with _served(command, folder, f"http://127.0.0.1:{port}", "/api") as address:
        yield address


@contextlib.contextmanager
def voila(notebook: Path) -> Iterator[str]:
    """Serve one notebook as a page, by the command that ``mmready start --voila`` runs; gives the address."""
    port = _free_port()
    extra = [f"--port={port}", "--show_tracebacks=True"]
    command = start_command(notebook, voila=True, browser=False, extra=extra)
    with _served(command, notebook.parent, f"http://127.0.0.1:{port}", "/voila/static/voila.js") as address:
        yield address


@contextlib.contextmanager
def _served(command: list[str], folder: Path, address: str, answers: str) -> Iterator[str]:
    environment = {
        **os.environ,
        "MMREADY_HOME": str(folder / ".mmready"),
        "JUPYTER_CONFIG_DIR": str(folder / ".config"),
        "JUPYTER_RUNTIME_DIR": str(folder / ".runtime"),
        "IPYTHONDIR": str(folder / ".ipython"),
        "PYTHONPATH": str(ROOT),
    }
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(server, address + answers, folder / "server.log")
        yield address
    finally:
        _end(server)


def _write(path: Path, settings: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(settings), encoding="utf-8")


def _wait(server: subprocess.Popen[bytes], address: str, log: Path, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(address, timeout=2),
        ):
            return
        time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the server with its kernels: they are in its process group."""
    if os.name == "nt":
        server.terminate()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill() if os.name == "nt" else os.killpg(server.pid, signal.SIGKILL)
        server.wait(10)


def run_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook and run all its cells."""
    page.goto(f"{address}/lab/tree/{name}?reset")  # a workspace without the notebooks of the test before
    page.wait_for_function(
        "(name) => { const context = window.jupyterapp?.shell?.currentWidget?.context;"
        " return context?.path === name && context.sessionContext?.session?.kernel; }",
        arg=name,
        timeout=60_000,
    )
    page.evaluate(RUN_ALL)
    page.locator(".mmr").first.wait_for(timeout=60_000)


def save_with_widgets(page: Page, path: Path) -> str:
    """Save the notebook with the state of its widgets; gives the text of the file."""
    page.evaluate(SAVE)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        text = path.read_text(encoding="utf-8")
        if "application/vnd.jupyter.widget-state+json" in text:
            return text
        time.sleep(0.2)
    raise AssertionError("the notebook was not saved with its widgets")

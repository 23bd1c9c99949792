"""Opening the start notebook in JupyterLab (or Voila), in the learner's own folder."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mmready.errors import MMReadyError
from mmready.progress.folder import notebooks_home
from mmready.translation import marked, t

__all__ = ["START", "copy_notebooks", "packaged_notebooks", "quiet_environment", "start", "start_command"]

START = "00-start-here.ipynb"


def packaged_notebooks() -> Path:
    """The folder of the notebooks that came with mmready: inside an installed package, else of the checkout."""
    package = Path(__file__).parent
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / START).is_file():
            return folder
    raise MMReadyError(t("the notebooks are missing from this installation; install mmready again"))


def copy_notebooks(to: Path) -> Path:
    """Copy the notebooks into the learner's folder and give the path of the start notebook.

    A copy that the learner has (and may have changed) stays; the one that came with this version is then put beside
    it as ``….new.ipynb`` when they differ.
    """
    to.mkdir(parents=True, exist_ok=True)
    for source in sorted(packaged_notebooks().glob("*.ipynb")):
        target = to / source.name
        if not target.exists():
            shutil.copyfile(source, target)
        elif target.read_bytes() != source.read_bytes():
            shutil.copyfile(source, target.with_suffix(".new.ipynb"))
    return to / START


def start_command(notebook: Path, *, voila: bool = False, browser: bool = True, extra: Sequence[str] = ()) -> list[str]:
    """The command that opens a notebook with this Python's own JupyterLab (or Voila)."""
    needed = "voila" if voila else "jupyterlab"
    if importlib.util.find_spec(needed) is None:
        text = marked("{package} is not installed in this Python; run: {command}")
        raise MMReadyError(t(text, package=needed, command=f"{sys.executable} -m pip install {needed}"))
    if voila:
        return [sys.executable, "-m", "voila", str(notebook), *([] if browser else ["--no-browser"]), *extra]
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={notebook.parent}"]
    command += [f"--LabApp.default_url=/lab/tree/{notebook.name}"]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # a container's only user; Jupyter would refuse to start at all
    return [*command, *extra]


def quiet_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for JupyterLab without its offer of news: nothing is fetched, and no question stands before ours.

    The learner's own settings of Jupyter stay as they are; ours are one more folder that it looks into.
    """
    folders = [str(Path(__file__).with_name("jupyter")), environment.get("JUPYTER_CONFIG_PATH", "")]
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, folders))}


def start(*, voila: bool = False, browser: bool = True, extra: Sequence[str] = ()) -> int:
    """Open the start notebook and stay until the server is ended; gives its exit code."""
    notebook = copy_notebooks(notebooks_home())
    print(t("Opening {notebook}", notebook=notebook))
    print(t("Press Ctrl+C here when you are done. Your answers are saved as you give them."))
    try:
        command = start_command(notebook, voila=voila, browser=browser, extra=extra)
        return subprocess.run(command, check=False, env=quiet_environment(os.environ)).returncode
    except KeyboardInterrupt:
        return 0

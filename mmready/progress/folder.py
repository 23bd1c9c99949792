"""Where the learner's own files live: ``$MMREADY_HOME``, or the platform's user-data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["home", "notebooks_home"]


def home() -> Path:
    """The folder of saved sittings and the learner's notebooks. It is not created here."""
    given = os.environ.get("MMREADY_HOME")
    if given:
        return Path(given).expanduser()
    if sys.platform == "emscripten":  # in the browser the working folder is the one that the page keeps
        return Path.cwd() / "mmready-data"
    import platformdirs

    return Path(platformdirs.user_data_dir("mmready", appauthor=False))


def notebooks_home() -> Path:
    """The folder that JupyterLab opens: the learner's own copies of the notebooks."""
    return home() / "notebooks"

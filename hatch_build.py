"""Building a wheel proves every question on some draws, and puts the compiled bank and the formula editor into it.

An editable install skips it: there, questions are read from the checkout and may change at any time. So does an
install by pre-commit, whose hook proves another bank and never draws on ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Complete(BuildHookInterface):  # type: ignore[type-arg]
    """Runs ``mmready lint --write`` from the sources that are being packed, and ``fetch_editor.py``.

    Where npm cannot be reached the wheel is built without the editor, and that is said; formulas are then typed in the
    plain field. ``MMREADY_MATHLIVE=1`` makes that an error, ``MMREADY_MATHLIVE=0`` builds without it.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before packing: prove and compile, or say what is wrong and stop the build."""
        if version == "editable" or self.target_name != "wheel" or os.environ.get("PRE_COMMIT"):
            return
        root = Path(self.root)
        prove = ["lint", "--seeds", "3", "--write", "--if-changed", "--bank", str(root / "quizzes")]
        subprocess.run([sys.executable, "-m", "mmready", *prove], cwd=root, check=True)
        build_data["artifacts"].append("mmready/bank.json.gz")
        wanted = os.environ.get("MMREADY_MATHLIVE", "")
        if wanted != "0":
            subprocess.run([sys.executable, str(root / "fetch_editor.py")], cwd=root, check=wanted == "1")
            build_data["artifacts"].append("mmready/ui/static/vendor/")

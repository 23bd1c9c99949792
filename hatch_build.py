"""Building a wheel proves every question on some draws and puts the compiled bank into the package.

An editable install skips it: there, questions are read from the checkout and may change at any time.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBank(BuildHookInterface):  # type: ignore[type-arg]
    """Runs ``mmready lint --write`` from the sources that are being packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before packing: prove and compile, or say what is wrong and stop the build."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        prove = ["lint", "--seeds", "3", "--write", "--if-changed", "--bank", str(root / "quizzes")]
        subprocess.run([sys.executable, "-m", "mmready", *prove], cwd=root, check=True)
        build_data["artifacts"].append("mmready/bank.json.gz")

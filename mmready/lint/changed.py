"""Which questions differ from an earlier state of the repository."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from mmready.errors import MMReadyError

__all__ = ["changed_files"]


def changed_files(root: Path | str, since: str) -> list[Path]:
    """Question files under ``root`` that differ from the commit ``since``, committed since or not, and new ones.

    Raises MMReadyError where ``root`` is in no repository of git, or the commit is not known there.
    """
    folder = (Path(root) / "questions").resolve()
    if since.startswith("-"):
        raise MMReadyError(f"{since!r} is no commit; expected a name such as HEAD~1, main or a hash")
    differ = _git(folder, "diff", "--name-only", "--relative", "--diff-filter=d", "-z", since, "--", ".")
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return sorted(folder / name for name in {*differ, *new} if name.endswith(".md"))


def _git(folder: Path, *words: str) -> Sequence[str]:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise MMReadyError(f"git cannot be run in {folder}: {error.strerror or error}") from error
    if done.returncode:
        raise MMReadyError(f"git {words[0]} failed in {folder}: {done.stderr.strip()}")
    return [name for name in done.stdout.split("\0") if name]

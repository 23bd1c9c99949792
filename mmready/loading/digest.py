"""The digest that names the content of a ``quizzes/`` folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mmready.cache import kept, stamp

__all__ = ["content_digest", "known_digest", "question_paths"]

# a change of the compiled form, or of how variants are drawn or a first question is chosen, makes older ones stale
FORM = b"mmready bank 3"


def question_paths(root: Path) -> list[Path]:
    """Every question file under ``root/questions``, sorted by its path."""
    return [root / name for name in _names(root) if name.startswith("questions/")]


def content_digest(root: Path) -> str:
    """A digest over names and contents of all files that a bank is made of: the catalogue and the questions."""
    return _digest(root, _names(root))


def known_digest(root: Path) -> str:
    """The same, without reading the files again while their names, sizes and times are as they were."""
    names, place = _names(root), str(root)
    key = f"{FORM.decode()} {stamp(f'{place}/{name}' for name in names)}"
    return kept("digest", root, key, lambda: _digest(root, names))


def _digest(root: Path, names: list[str]) -> str:
    total = hashlib.sha256(FORM)
    for name in names:
        content = (root / name).read_bytes()
        total.update(f"\0{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _names(root: Path) -> list[str]:
    """The bank's files as paths under ``root``: ``*.yml`` there and in ``courses/``, ``*.md`` under ``questions/``."""
    found = [entry.name for entry in os.scandir(root) if entry.name.endswith(".yml")]
    for folder, ending in (("courses", ".yml"), ("questions", ".md")):
        if (root / folder).is_dir():
            _gather(str(root), folder, ending, found)
    return sorted(found)


def _gather(root: str, folder: str, ending: str, found: list[str]) -> None:
    """Add what lies under ``folder``. Texts, not paths: a sitting waits for it, and there are hundreds."""
    for entry in os.scandir(f"{root}/{folder}"):
        name = entry.name
        if entry.is_dir():
            _gather(root, f"{folder}/{name}", ending, found)
        elif name.endswith(ending) and not name.startswith((".", "README")):
            found.append(f"{folder}/{name}")

"""Which folder a bank's name stands for: a path, an installed package that offers a bank, or the bank in a checkout.

A package offers banks by the entry points ``mmready.banks``: ``my-bank = "my_package:quizzes"`` says that the folder
``quizzes`` inside the package ``my_package`` (or beside it, as in a checkout) is the bank ``my-bank``. No code of that
package is run to find it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from mmready.errors import MMReadyError

__all__ = [
    "BANK_FILE",
    "OURS",
    "author_bank",
    "bank_around",
    "find_bank",
    "installed_banks",
    "is_bank",
    "packaged_folder",
]

OURS = "mmready"
GROUP = "mmready.banks"
FOLDER = "quizzes"
BANK_FILE = "bank.yml"
PACKAGE = Path(__file__).resolve().parents[1]


def packaged_folder() -> Path | None:
    """The folder ``quizzes/`` inside an installed mmready, else the one beside it in a checkout, else ``None``."""
    places = (PACKAGE / FOLDER, PACKAGE.parent / FOLDER)
    return next((place for place in places if (place / "questions").is_dir()), None)


def is_bank(folder: Path) -> bool:
    """Whether a folder is a bank: it has questions, skills, or says which bank it adds to."""
    return (folder / "questions").is_dir() or any((folder / name).is_file() for name in ("skills.yml", BANK_FILE))


def find_bank(named: str | Path) -> Path:
    """The folder (or the compiled file) of a bank: a path, the name of an installed bank, or ``mmready`` for ours.

    A path to a folder that has the bank in its folder ``quizzes``, such as a checkout, is taken too. Raises
    MMReadyError where there is none, naming the banks that are installed.
    """
    path = Path(named)
    if path.is_file() or is_bank(path):
        return path
    if is_bank(path / FOLDER):
        return path / FOLDER
    ours = packaged_folder()
    if str(named) == OURS and ours is not None:
        return ours
    known = installed_banks()
    if str(named) in known:
        return known[str(named)]
    if path.is_dir():
        raise MMReadyError(f"no bank at {path}: expected a folder like quizzes/, with skills.yml and questions/")
    names = ", ".join([OURS, *known])
    raise MMReadyError(f"no bank at {named}: there is no such folder or file, and the installed banks are {names}")


def installed_banks() -> dict[str, Path]:
    """The banks that installed packages offer, by name. One whose folder is missing is left out."""
    return {name: folder for name, folder in _offered() if folder is not None}


def _offered() -> Iterator[tuple[str, Path | None]]:
    import importlib.metadata  # what needs no name of a bank need not load it

    for entry in sorted(importlib.metadata.entry_points(group=GROUP)):
        below = entry.attr.split(".") if entry.attr else []
        places = [place for folder in _package_folders(entry.module) for place in (folder, folder.parent)]
        yield entry.name, next(filter(is_bank, (place.joinpath(*below) for place in places)), None)


def _package_folders(package: str) -> list[Path]:
    """Where a package of the top level lies; nothing is imported."""
    try:
        found = importlib.util.find_spec(package) if "." not in package else None
    except (ImportError, ValueError):
        return []
    return [Path(place) for place in found.submodule_search_locations or ()] if found else []


def author_bank(named: str | Path | None, paths: Iterable[Path] = ()) -> Path:
    """The folder that an author's command works on.

    It is the bank that was ``named``; else the one that the files in ``paths`` lie in; else the one around the folder
    in which the command is run; else ours. Raises MMReadyError where there is none.
    """
    if named:
        return find_bank(named)
    for path in (*paths, Path.cwd()):
        if found := bank_around(path):
            return found
    return find_bank(OURS)


def bank_around(place: Path) -> Path | None:
    """The bank that a file or folder lies in, or that lies in one of the folders above it as ``quizzes``."""
    here = place.resolve()
    for folder in (here, *here.parents):
        for candidate in (folder, folder / FOLDER):
            if is_bank(candidate) and any((candidate / name).is_file() for name in ("skills.yml", BANK_FILE)):
                return candidate
    return None

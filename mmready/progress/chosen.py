"""Where this learner's sittings are kept: in the store that a class shares, where one is named, else in a folder."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from typing import Protocol

from mmready.domain.events import Store
from mmready.errors import ProgressError
from mmready.progress.folder import home
from mmready.progress.store import FileStore

__all__ = ["LearnersStore", "chosen_store", "is_shared"]

VARIABLE = "MMREADY_STORE"


class LearnersStore(Store, Protocol):
    """A store of one learner that lasts, says in words where it is, and can take a sitting away."""

    @property
    def place(self) -> str: ...

    def remove(self, sitting: str) -> None: ...


def is_shared(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a class shares the store."""
    return bool(environment.get(VARIABLE, "").strip())


def chosen_store(environment: Mapping[str, str] = os.environ) -> LearnersStore:
    """The database of ``MMREADY_STORE`` with this learner's sittings; where it is not set, files in ``home()``.

    The learner's name is the one that JupyterHub gives (``JUPYTERHUB_USER``), else the platform's. ProgressError for an
    address that is none, a missing package, or where there is no name. Nothing is connected yet.
    """
    if not is_shared(environment):
        return FileStore(home() / "sittings")
    try:
        from mmready.progress.sql import SqlStore  # here, as only a class that shares a store has the packages

        return SqlStore(environment[VARIABLE].strip(), _learner(environment))
    except ModuleNotFoundError as error:
        raise ProgressError(
            f"{VARIABLE} names a database, and the package {error.name} that it needs is not installed; "
            "run: pip install 'mmready[hub]'"
        ) from None


def _learner(environment: Mapping[str, str]) -> str:
    name = environment.get("JUPYTERHUB_USER", "").strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run under a number that has no name
        raise ProgressError(
            f"{VARIABLE} is set and nothing says who you are; set JUPYTERHUB_USER to your name"
        ) from None

"""The edge of the notebook: the learner's clock, chance, disk and child processes."""

from __future__ import annotations

import datetime
import html
import os
import secrets
import sys
from collections.abc import Mapping

from mmready.api import default_runner
from mmready.domain.events import Store
from mmready.domain.runner import Runner
from mmready.errors import RunnerError
from mmready.progress import FileStore, home
from mmready.ui.surroundings import Surroundings

__all__ = ["on_binder", "surroundings"]


def surroundings(seed: int | None = None, store: Store | None = None) -> Surroundings:
    """Everything that screens need from outside; ``seed`` fixes chance, ``store`` says where answers are kept."""
    folder = home() / "sittings"
    return Surroundings(
        clock=_now,
        seed=(lambda: secrets.randbelow(2**31)) if seed is None else (lambda: seed),
        store=store or FileStore(folder),
        runner=_runner(),
        where=_where(str(folder), store),
        fleeting=on_binder(os.environ),
    )


def on_binder(environment: Mapping[str, str]) -> bool:
    """Whether this is a machine of Binder, which is thrown away with everything on it when nobody uses it."""
    return any(name.startswith("BINDER_") and value for name, value in environment.items())


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()  # noqa: TID251 - the learner's own day, made aware at once


def _runner() -> Runner | None:
    """What runs Python answers; questions that need it are left out where there is none."""
    try:
        return default_runner()
    except RunnerError:
        return None


def _where(folder: str, store: Store | None) -> str:
    if store is not None:
        return "the store that was given"
    if sys.platform == "emscripten":
        return "this browser"
    return f"the folder <code>{html.escape(folder)}</code> on this computer"

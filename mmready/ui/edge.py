"""The edge of the notebook: the learner's clock, chance, disk and child processes."""

from __future__ import annotations

import datetime
import html
import os
import secrets
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from mmready.api import default_runner, default_store
from mmready.domain.events import Store
from mmready.errors import RunnerError
from mmready.progress import home, is_shared
from mmready.session import seed_of
from mmready.translation import t
from mmready.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from mmready.domain.runner import Runner

__all__ = ["asked_in_address", "on_binder", "surroundings"]


def surroundings(seed: int | str | None = None, store: Store | None = None) -> Surroundings:
    """Everything that screens need from outside.

    ``seed`` (a number, or words) fixes chance, ``store`` says where answers are kept.
    """
    kept = store or default_store()
    return Surroundings(
        clock=_now,
        seed=(lambda: secrets.randbelow(2**31)) if seed is None else (lambda: seed_of(seed)),
        store=kept,
        runner=_runner(),
        where=_where(store),
        fleeting=on_binder(os.environ) and not is_shared(),
    )


def on_binder(environment: Mapping[str, str]) -> bool:
    """Whether this is a machine of Binder, which is thrown away with everything on it when nobody uses it."""
    return any(name.startswith("BINDER_") and value for name, value in environment.items())


def asked_in_address(environment: Mapping[str, str]) -> dict[str, str]:
    """What the address of the page says after its question mark; Voila hands it to the notebook. Empty elsewhere."""
    return dict(parse_qsl(environment.get("QUERY_STRING", "")))


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()  # noqa: TID251 - the learner's own day, made aware at once


def _runner() -> Runner | None:
    """What runs Python answers; questions that need it are left out where there is none."""
    try:
        return default_runner()
    except RunnerError:
        return None


def _where(store: Store | None) -> str:
    if store is not None:
        return t("the store that was given")
    if is_shared():
        return t("{place}; whoever runs it can read them", place=html.escape(default_store().place))
    if sys.platform == "emscripten":
        return t("this browser")
    folder = f"<code>{html.escape(str(home() / 'sittings'))}</code>"
    return t("the folder {folder} on this computer", folder=folder)

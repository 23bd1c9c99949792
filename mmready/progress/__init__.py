"""Sittings on disk: append-only events, one JSON line each, flushed to the disk before the next question is drawn.

A class can share a database instead; the modules for it (``sql``, ``sql_class``) are loaded only where one is named.
"""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.progress.archive import Loaded, load, pack, unpack
    from mmready.progress.chosen import LearnersStore, chosen_store, is_shared
    from mmready.progress.folder import home
    from mmready.progress.reviewing import due_dates
    from mmready.progress.store import FileStore, MemoryStore

__all__ = [
    "FileStore",
    "LearnersStore",
    "Loaded",
    "MemoryStore",
    "chosen_store",
    "due_dates",
    "home",
    "is_shared",
    "load",
    "pack",
    "unpack",
]

exports(
    __name__,
    {
        "archive": "Loaded load pack unpack",
        "chosen": "LearnersStore chosen_store is_shared",
        "folder": "home",
        "reviewing": "due_dates",
        "store": "FileStore MemoryStore",
    },
)

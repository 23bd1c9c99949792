"""Sittings on disk: append-only events, one JSON line each, flushed to the disk before the next question is drawn."""

from mmready.progress.archive import Loaded, load, pack, unpack
from mmready.progress.folder import home
from mmready.progress.reviewing import due_dates
from mmready.progress.store import FileStore, MemoryStore

__all__ = ["FileStore", "Loaded", "MemoryStore", "due_dates", "home", "load", "pack", "unpack"]

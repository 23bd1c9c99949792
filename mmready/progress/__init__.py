"""Sittings on disk: append-only events, one JSON line each, flushed to the disk before the next question is drawn."""

from mmready.progress.folder import home
from mmready.progress.store import FileStore, MemoryStore

__all__ = ["FileStore", "MemoryStore", "home"]

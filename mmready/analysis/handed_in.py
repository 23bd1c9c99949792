"""Learners' own downloads as results: what "My data" saves holds whole sittings, which are turned into results here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mmready.analysis.analysing import LeftOut
from mmready.analysis.packed import write_whole
from mmready.analysis.packing import NOTHING, OTHER_BANK
from mmready.analysis.sources import Source, find_sources
from mmready.domain.bank import Bank
from mmready.domain.events import Event, Started
from mmready.errors import MMReadyError, ProgressError
from mmready.progress import MemoryStore, unpack
from mmready.report.result import result_of, result_text
from mmready.session import is_practice, resume

__all__ = ["with_downloads"]

_HEAD = b'"mmready-sittings"'
_LONGEST = 50_000_000
_GONE = "this sitting cannot be replayed"


def with_downloads(
    bank: Bank, sources: Iterable[Source], folder: Path, *, any_version: bool = False
) -> tuple[tuple[Source, ...], tuple[LeftOut, ...]]:
    """The sources with every download replaced by the results in it, which go to ``folder``; and what is left out.

    Practice and sittings that only began are passed over: they are no checks.
    """
    kept: list[Source] = []
    lines: list[str] = []
    left: dict[str, list[str]] = {}
    for source in sources:
        path = Path(source.paths[0])
        if source.kind != "lines" or not _is_download(path):
            kept.append(source)
            continue
        if source.start:  # its first part stands for the whole
            continue
        try:
            sittings = unpack(path.read_text(encoding="utf-8")) if path.stat().st_size <= _LONGEST else None
        except (ProgressError, UnicodeDecodeError):
            sittings = None
        if sittings is None:
            left.setdefault("this is not a result file, or it is damaged", []).append(str(path))
            continue
        for name, events in sittings.items():
            reason = _add(bank, name, events, any_version, lines)
            if reason:
                left.setdefault(reason, []).append(f"{path}, sitting {name}")
    if lines:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "downloads.jsonl", "".join(lines).encode())
        kept += find_sources([folder / "downloads.jsonl"])
    return tuple(kept), tuple(LeftOut(reason, len(names), tuple(names)) for reason, names in left.items())


def _is_download(path: Path) -> bool:
    with path.open("rb") as file:
        return _HEAD in file.read(200)


def _add(bank: Bank, name: str, events: tuple[Event, ...], any_version: bool, lines: list[str]) -> str:
    """Turn one sitting into a line; gives the reason where it is left out, empty where it counts or is no check."""
    started = next((event for event in events if isinstance(event, Started)), None)
    if is_practice(events) or started is None:
        return ""
    if started.digest != bank.digest and not any_version:
        return OTHER_BANK
    store = MemoryStore()
    for event in events:
        store.append(name, event)
    try:
        result = {**result_of(resume(store, name, bank)), "bank": started.digest}
    except (MMReadyError, ValueError):
        return _GONE
    if not result["answers"]:
        return NOTHING
    lines.append(f"{result_text(result)}\n")
    return ""

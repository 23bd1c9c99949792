"""The file bank.yml, which a bank may have: its title, and the bank that it adds to.

A bank stands alone unless it says ``adds_to``. Then its questions, skills, courses and resources join those of the
other bank, and may name them. Nothing replaces anything: a name that is taken there is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mmready.errors import MMReadyError
from mmready.loading.banks import BANK_FILE, find_bank
from mmready.loading.catalogue_records import line_of
from mmready.loading.fault_log import FaultLog
from mmready.loading.readers import Part, read_record, text
from mmready.loading.text_yaml import Node, read_yaml

__all__ = ["BANK_FILE", "check_names", "read_bank_file"]

BANK = (
    Part("title", "what the bank is called", text),
    Part("adds_to", "the bank that it adds to: mmready, the name of an installed bank, or a folder", text),
)


def read_bank_file(root: Path) -> tuple[Path | None, FaultLog]:
    """The folder of the bank that the one in ``root`` adds to (``None``: it stands alone), and the faults."""
    path = root / BANK_FILE
    log = FaultLog(path.as_posix())
    named, line = _named(path, log)
    if not named:
        return None, log
    beside = root / named
    try:
        below = find_bank(beside if beside.is_dir() else named)
    except MMReadyError as error:
        log.add(line, "unknown-bank", str(error))
        return None, log
    if below.is_file():
        log.add(line, "unknown-bank", f"a bank adds to the folder of another one; {below} is a file")
        return None, log
    if below.resolve() == root.resolve() or _named(below / BANK_FILE, FaultLog(""))[0]:
        log.add(line, "unknown-bank", f"{named} does not stand alone; add to the bank that it adds to")
        return None, log
    return below, log


def _named(path: Path, log: FaultLog) -> tuple[str, int]:
    """What ``adds_to`` says, and its line."""
    if not path.is_file():
        return "", 0
    tree, faults = read_yaml(path.read_text(encoding="utf-8", errors="replace"), log.file)
    log.faults.extend(faults)
    found = read_record(tree, log, BANK, "a bank") if tree else None
    return ((found or {}).get("adds_to", ""), line_of(tree, "adds_to")) if tree else ("", 0)


def check_names(
    tree: Node | None, log: FaultLog, key: str, what: str, own: Iterable[str], below: Mapping[str, object]
) -> None:
    """Names that the bank it adds to has already are faults."""
    for name in own:
        if name in below:
            line = line_of(tree, key, name) if tree and key else 1
            log.add(line, "taken-name", f"the bank that this one adds to has a {what} {name!r}; choose another name")

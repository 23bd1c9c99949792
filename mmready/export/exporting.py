"""Questions of a bank → files of another system, all of them or none; never over a file that is there unless told."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mmready.cache import write_whole
from mmready.domain.bank import Bank, Drawn
from mmready.errors import LearnerInputError, MMReadyError
from mmready.export.gift import write_gift
from mmready.export.item import Group, Item, Outcome, Piece, Report
from mmready.export.jupyterquiz import write_jupyterquiz
from mmready.export.moodle import write_moodle
from mmready.export.olx import write_olx
from mmready.export.page import write_page, write_print
from mmready.export.qti import write_qti

__all__ = ["FORMATS", "Draw", "Format", "draw_groups", "export_questions", "save", "selected"]

Draw = Callable[[str, int], Drawn]
Writer = Callable[[Sequence[Group]], tuple[tuple[Piece, ...], tuple[Outcome, ...]]]
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same package, whenever it is made


@dataclass(frozen=True, slots=True)
class Format:
    """One system: who writes it, how its files are packed (``""``, ``zip`` or ``tar.gz``), what it is."""

    name: str
    write: Writer
    packed: str
    about: str
    shows_keys: bool = True


FORMATS = {
    each.name: each
    for each in (
        Format("moodle", write_moodle, "", "Moodle XML"),
        Format("gift", write_gift, "", "GIFT, Moodle's text format"),
        Format("qti", partial(write_qti, edition="3.0"), "zip", "a QTI 3.0 package"),
        Format("qti21", partial(write_qti, edition="2.1"), "zip", "a QTI 2.1 package"),
        Format("olx", write_olx, "tar.gz", "a course of edX (OLX)"),
        Format("jupyterquiz", write_jupyterquiz, "", "JSON for jupyterquiz"),
        Format("html", write_page, "", "one page to read, with hints and solutions"),
        Format("print", write_print, "", "one page to print, without answers", shows_keys=False),
        Format("print-solutions", partial(write_print, solutions=True), "", "the same with answers and solutions"),
    )
}


def selected(bank: Bank, select: Sequence[str]) -> list[str]:
    """The ids of the questions named by id, skill, subject or kind; all of them where nothing is named.

    Raises LearnerInputError for a name that fits none.
    """
    found: dict[str, None] = {}
    for name in select or ("",):
        fits = [
            question
            for question, card in bank.questions.items()
            if name in ("", question, card.skill, card.subject, card.kind)
        ]
        if not fits:
            raise LearnerInputError(
                f"nothing fits --select {name}: expected the id of a question, a skill, a subject or a kind"
            )
        found.update(dict.fromkeys(fits))
    return list(found)


def draw_groups(
    bank: Bank,
    names: Iterable[str],
    draw: Draw,
    *,
    variants: int = 1,
    seed: int | Callable[[str], int] = 0,
) -> list[Group]:
    """Each question with up to ``variants`` different draws, from ``seed`` on (one for all, or by the question)."""
    groups = []
    for name in names:
        body = bank.bodies.get(name)
        shuffle = body is not None and not body.keep_order
        items: list[Item] = []
        first = seed(name) if callable(seed) else seed
        for number in range(variants):
            variant, key = draw(name, first + number)
            if any(replace(variant, seed=item.variant.seed) == item.variant for item in items):
                break  # the draws have all been met
            title = name if number == 0 else f"{name}--{number + 1}"
            items.append(Item(title, bank.questions[name], variant, key, shuffle))
        groups.append(Group(name, tuple(items)))
    return groups


def export_questions(groups: Sequence[Group], to: str) -> tuple[bytes, Report]:
    """The file of a format, and how each question fared in it. Raises LearnerInputError for an unknown format."""
    if to not in FORMATS:
        raise LearnerInputError(f"no format is called {to!r}; there are {', '.join(FORMATS)}")
    chosen = FORMATS[to]
    pieces, outcomes = chosen.write(groups)
    packers = {"": lambda files: files[0].content, "zip": _zipped, "tar.gz": _tarred}
    return packers[chosen.packed](pieces), Report(to, outcomes, chosen.shows_keys)


def _zipped(pieces: Sequence[Piece]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for piece in pieces:
            entry = zipfile.ZipInfo(piece.path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, piece.content)
    return out.getvalue()


def _tarred(pieces: Sequence[Piece]) -> bytes:
    import gzip

    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as package,
    ):
        for piece in pieces:
            entry = tarfile.TarInfo(piece.path)
            entry.size = len(piece.content)
            package.addfile(entry, io.BytesIO(piece.content))
    return out.getvalue()


def save(content: bytes, out: Path, *, force: bool = False) -> None:
    """Write the whole file or nothing. Raises MMReadyError where it is there already, or cannot be written."""
    if out.is_dir():
        raise MMReadyError(f"{out} is a folder; name a file to write")
    if out.exists() and not force:
        raise MMReadyError(f"{out} is there already; choose another name, or add --force to write over it")
    if not out.parent.is_dir():
        raise MMReadyError(f"cannot write in {out.parent}: there is no such folder")
    try:
        write_whole(out, content)
    except OSError as error:
        raise MMReadyError(f"cannot write {out}: {error.strerror}") from None

"""A file of another system → question files, each checked to load and to draw, with a report on every question."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mmready.errors import AuthorError, Fault, MMReadyError
from mmready.export.importers.draft import Draft, Found, Refused, broken
from mmready.export.importers.gift_text import read_gift
from mmready.export.importers.jupyterquiz_json import read_jupyterquiz
from mmready.export.importers.moodle_xml import read_moodle
from mmready.export.importers.olx_problems import read_problem
from mmready.export.importers.question_text import question_text, slug
from mmready.export.importers.xml_tree import MOST_BYTES, read_xml
from mmready.loading.fault_log import FaultLog
from mmready.loading.question_file import parse_question
from mmready.sampling import draw_body

__all__ = ["ImportReport", "Imported", "import_file", "import_summary", "read_drafts", "save_imported"]

MOST_QUESTIONS = 5_000
MOST_MEMBERS = 20_000
MOST_UNPACKED = 60_000_000
UNSORTED = "unsorted"


@dataclass(frozen=True, slots=True)
class Imported:
    """One question of the source: ``file`` is the question file it became (empty: none, for ``reason``).

    ``source`` and ``line`` say where it stood. ``notes`` say what could not be kept, ``to_do`` what an author has yet
    to write.
    """

    name: str
    source: str
    line: int
    kind: str = ""
    file: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every question of a source."""

    source: str
    questions: tuple[Imported, ...]

    @property
    def kept(self) -> tuple[Imported, ...]:
        """The questions that became question files."""
        return tuple(each for each in self.questions if each.file)


def import_file(path: Path, *, skill: str = UNSORTED) -> ImportReport:
    """The questions of a file, an archive or a folder, as texts of question files; nothing is written.

    ``skill`` is put into questions whose source names none. Raises AuthorError, with a line where there is one, for a
    source that cannot be read at all.
    """
    taken: set[str] = set()
    questions = tuple(_imported(source, found, skill, taken) for source, found in read_drafts(path))
    return ImportReport(path.as_posix(), questions)


def read_drafts(path: Path) -> list[tuple[str, Found]]:
    """What stands in a file of any known format, with the name of the file it stood in."""
    if path.is_dir():
        members = sorted(path.rglob("problem/*.xml"))[:MOST_MEMBERS]
        return _problems(((each.as_posix(), _bytes(each)) for each in members), path.as_posix())
    source, file = _bytes(path), path.as_posix()
    start = source[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if source[:2] == b"PK" or source[:2] == b"\x1f\x8b":
        return _problems(_members(source, file), file)
    if start[:1] == b"<" or source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _from_xml(source, file)
    json_like = start[:1] in (b"[", b"{") and path.suffix.lower() not in (".gift", ".txt")
    found = read_jupyterquiz(source, file) if json_like else read_gift(source, file)
    return [(file, each) for each in _bounded(found, file)]


def _bytes(path: Path) -> bytes:
    file = path.as_posix()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise broken(file, 0, "too-large", f"expected at most {MOST_BYTES // 1_000_000} MB; split the file")
        return path.read_bytes()
    except OSError as error:
        raise broken(file, 0, "unreadable-file", f"cannot read it: {error.strerror}") from None


def _bounded(found: list[Found], file: str) -> list[Found]:
    if len(found) > MOST_QUESTIONS:
        raise broken(file, 0, "too-large", f"expected at most {MOST_QUESTIONS} questions, got {len(found)}")
    return found


def _from_xml(source: bytes, file: str) -> list[tuple[str, Found]]:
    root = read_xml(source, file)
    if root.tag == "problem":
        return [(file, each) for each in read_problem(root, file)]
    if root.tag in ("quiz", "question"):
        return [(file, each) for each in _bounded(read_moodle(root, file), file)]
    known = "<quiz> (Moodle XML) or <problem> (OLX; a course comes as its folder or its .tar.gz)"
    raise broken(file, root.line, "unknown-format", f"expected {known}, got <{root.tag[:60]}>")


def _problems(members: Iterator[tuple[str, bytes]], file: str) -> list[tuple[str, Found]]:
    """The problems of a course. A broken one is told of and does not keep the others back."""
    found: list[tuple[str, Found]] = []
    for name, source in members:
        title = PurePosixPath(name).stem
        try:
            root = read_xml(source, name)
            own = root.attributes.get("display_name", "").strip()
            found += [(name, each) for each in read_problem(root, name, own or title)]
        except AuthorError as error:
            found += [(name, Refused(title, fault.line, fault.message)) for fault in error.faults]
    if not found:
        raise broken(file, 0, "no-questions", "expected a course of edX with files problem/*.xml, got none")
    return _bounded_pairs(found, file)


def _bounded_pairs(found: list[tuple[str, Found]], file: str) -> list[tuple[str, Found]]:
    _bounded([each for _, each in found], file)
    return found


def _members(source: bytes, file: str) -> Iterator[tuple[str, bytes]]:
    """The problems in an archive, unpacked in memory within bounds."""
    try:
        yield from (_zip_members if source[:2] == b"PK" else _tar_members)(source, file)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise broken(file, 0, "broken-archive", f"this archive cannot be unpacked: {str(error)[:100]}") from None
    except NotImplementedError:
        raise broken(file, 0, "broken-archive", "this archive is packed in a way that is not known here") from None


def _zip_members(source: bytes, file: str) -> Iterator[tuple[str, bytes]]:
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        for entry in archive.infolist()[:MOST_MEMBERS]:
            if _is_problem(entry.filename):
                with archive.open(entry) as member:
                    content = member.read(left + 1)
                left = _spent(left, content, file)
                yield entry.filename, content


def _tar_members(source: bytes, file: str) -> Iterator[tuple[str, bytes]]:
    unpacked = zlib.decompressobj(wbits=31)
    plain = unpacked.decompress(source, MOST_UNPACKED + 1)
    _spent(MOST_UNPACKED, plain, file)
    with tarfile.open(fileobj=io.BytesIO(plain), mode="r:") as archive:
        for place, entry in enumerate(archive):
            if place >= MOST_MEMBERS:
                return
            if entry.isfile() and _is_problem(entry.name):
                member = archive.extractfile(entry)
                yield entry.name, member.read() if member is not None else b""


def _is_problem(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix == ".xml" and path.parent.name == "problem" and not path.name.startswith(".")


def _spent(left: int, content: bytes, file: str) -> int:
    if len(content) > left:
        raise broken(file, 0, "too-large", f"its problems unpack to more than {MOST_UNPACKED // 1_000_000} MB")
    return left - len(content)


def _imported(source: str, found: Found, skill: str, taken: set[str]) -> Imported:
    if isinstance(found, Refused):
        return Imported(found.name, source, found.line, reason=found.reason)
    text = question_text(found, skill)
    name = _free(slug(found.name), taken)
    reason = _fault(text, f"{name}.md")
    if reason:
        return Imported(found.name, source, found.line, found.kind, reason=reason)
    taken.add(name)
    return Imported(found.name, source, found.line, found.kind, f"{name}.md", text, found.notes, _to_do(found))


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def _fault(text: str, file: str) -> str:
    """Why a text is no question file that can be drawn; empty where it is one."""
    log = FaultLog(file)
    question = parse_question(text, Path(file), None, log)
    if question is None:
        return f"a question file cannot hold it: {log.faults[0].message if log.faults else 'unknown'}"
    try:
        draw_body(*question, 0)
    except MMReadyError as error:
        said = error.faults[0].message if isinstance(error, AuthorError) and error.faults else str(error)
        return f"it cannot be drawn as a question of mmready: {said[:200]}"
    except (RecursionError, ValueError, OverflowError, ArithmeticError) as error:
        return f"it cannot be drawn as a question of mmready: {str(error)[:200]}"
    return ""


def _to_do(draft: Draft) -> tuple[str, ...]:
    wanted = ("skill", "difficulty", "minutes")
    missing = [name for name in wanted if name not in draft.tags]
    return (*missing, *(() if draft.hints else ("hint",)), *(() if draft.solution else ("solution",)), "check")


def save_imported(report: ImportReport, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write the question files, all or none. Raises AuthorError where one is there and ``force`` is not given."""
    paths = [folder / each.file for each in report.kept]
    there = [path for path in paths if path.exists()]
    if there and not force:
        message = "is there already; choose another folder with --out, or add --force to write over it"
        raise AuthorError([Fault(path.as_posix(), 0, "file-exists", message) for path in there])
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, each in zip(paths, report.kept, strict=True):
            new = path.with_name(f".{path.name}.new")
            written.append(new)
            new.write_text(each.text, encoding="utf-8")
        for path, new in zip(paths, list(written), strict=True):
            new.replace(path)
    except OSError as error:
        for new in written:
            new.unlink(missing_ok=True)
        raise MMReadyError(f"cannot write in {folder}: {error.strerror}") from None
    return tuple(paths)


def import_summary(report: ImportReport) -> str:
    """One line a question: what it became, what was lost, why it was left."""
    lines = [f"{report.source}: {len(report.kept)} of {len(report.questions)} questions became question files."]
    for each in report.questions:
        place = f"{each.source}:{each.line}"
        title = " ".join(each.name.split())[:60]
        if not each.file:
            lines.append(f"  {place}: left, {title!r}: {each.reason}")
            continue
        lines.append(f"  {place}: {each.file} ({each.kind}); still to write: {', '.join(each.to_do)}")
        lines += [f"      lost: {note}" for note in each.notes]
    return "\n".join(lines)

"""From a ``quizzes/`` folder, or the compiled bank made of it, to one Bank."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mmready.cache import kept_path
from mmready.domain.bank import Bank
from mmready.errors import AuthorError, Fault, MMReadyError
from mmready.loading.banks import PACKAGE, find_bank, packaged_folder
from mmready.loading.compiled import COMPILED_NAME, LazyMapping, read_compiled, write_compiled
from mmready.loading.digest import content_digest, known_digest, question_paths

if TYPE_CHECKING:
    from mmready.domain.question import QuestionBody, QuestionTemplate
    from mmready.domain.skill import Skill

__all__ = ["compiled_path", "is_compiled", "load_bank", "packaged_folder", "read_sources"]

Question = tuple["QuestionTemplate", "QuestionBody"]


def load_bank(path: str | Path | None = None) -> Bank:
    """The bank in the folder ``path`` (or in a compiled file, or the installed bank of this name), by default ours.

    The packaged bank comes from its compiled file where that fits the sources, else from the sources themselves.
    Raises AuthorError with every fault of every file, MMReadyError where there is no bank.
    """
    if path is None:
        return _packaged_bank(compiled_path(), packaged_folder())
    found = find_bank(path)
    if found.is_file():
        return read_compiled(found)
    ours = packaged_folder()
    if ours is not None and found.resolve() == ours.resolve():
        return _packaged_bank(compiled_path(), ours)
    return read_sources(found)


def compiled_path() -> Path:
    """Where the compiled form of the packaged bank lies, if it was made."""
    return PACKAGE / COMPILED_NAME


def read_sources(root: Path) -> Bank:
    """The bank in the files under ``root``, with what it adds to. Raises AuthorError with every fault of every file."""
    from mmready.loading.catalogue import load_catalogue  # reads YAML: not on a learner's path

    catalogue, faults = load_catalogue(root)
    questions, question_faults = _read_questions(question_paths(root), catalogue.skills or None)
    below = load_bank(catalogue.below) if catalogue.below else None
    faults = [*faults, *question_faults, *(_taken(questions, below) if below else ())]
    if any(fault.severity == "error" for fault in faults):
        raise AuthorError(faults)
    bank = Bank(
        questions={name: template for name, (template, _) in questions.items()},
        skills=catalogue.skills,
        courses=catalogue.courses,
        resources=catalogue.resources,
        facts=tuple(catalogue.facts),
        bodies={name: body for name, (_, body) in questions.items()},
        digest=content_digest(root),
        root=root.as_posix(),
        background=catalogue.background,
    )
    return _joined(bank, below) if below else bank


def _taken(questions: Mapping[str, Question], below: Bank) -> list[Fault]:
    return [
        Fault(body.path, 1, "taken-name", f"the bank that this one adds to has a question {name!r}; rename the file")
        for name, (_, body) in questions.items()
        if name in below.questions
    ]


def _joined(bank: Bank, below: Bank) -> Bank:
    """The bank with the questions of the one that it adds to; its catalogue has that one's in it already."""
    bodies = LazyMapping(
        (*below.bodies, *bank.bodies), lambda name: (bank.bodies if name in bank.bodies else below.bodies)[name]
    )
    digest = hashlib.sha256(f"{below.digest} {bank.digest}".encode()).hexdigest()
    questions = {**below.questions, **bank.questions}
    return replace(bank, questions=questions, bodies=bodies, prepared=below.prepared, digest=digest)


def is_compiled(root: Path) -> bool:
    """Whether the compiled bank is there and was made of just these sources."""
    try:
        return compiled_path().is_file() and read_compiled(compiled_path()).digest == content_digest(root)
    except MMReadyError:
        return False


def _packaged_bank(compiled: Path, root: Path | None) -> Bank:
    if compiled.is_file():
        try:
            bank = read_compiled(compiled)
        except MMReadyError:
            if root is None:
                raise
        else:
            if root is None:
                return bank
            if bank.digest == known_digest(root):
                return replace(bank, bodies=_lazy_bodies(bank, root), root=root.as_posix())
    if root is None:
        raise MMReadyError(f"mmready is installed without its bank: neither {compiled} nor a folder quizzes/ is there")
    return _ours(root, known_digest(root))


@functools.lru_cache(maxsize=1)
def _ours(root: Path, digest: str) -> Bank:
    """Our bank from its files, read once for each state of them: banks that add to it ask for it again and again.

    The cards and the catalogue are kept between starts, as they are the same until a file changes.
    """
    path = kept_path("cards.json.gz", root)
    if path is not None and path.is_file():
        with contextlib.suppress(MMReadyError, OSError):
            bank = read_compiled(path)
            if bank.digest == digest:
                return replace(bank, bodies=_lazy_bodies(bank, root), root=root.as_posix())
    bank = read_sources(root)
    if path is not None:
        with contextlib.suppress(OSError):
            write_compiled(bank, {}, path)
    return bank


def _lazy_bodies(bank: Bank, root: Path) -> Mapping[str, QuestionBody]:
    @functools.cache
    def paths() -> Mapping[str, Path]:
        return {path.stem: path for path in question_paths(root)}

    def read(name: str) -> QuestionBody:
        from mmready.loading.question_file import read_question  # reads YAML: not on a learner's path

        return read_question(paths()[name], bank.skills)[1]

    return LazyMapping(tuple(bank.questions), read)


def _read_questions(paths: list[Path], skills: Mapping[str, Skill] | None) -> tuple[dict[str, Question], list[Fault]]:
    from mmready.loading.question_file import read_question

    found: dict[str, Question] = {}
    first: dict[str, Path] = {}
    faults: list[Fault] = []
    for path in paths:
        if path.stem in first:
            message = f"the id {path.stem!r} is taken by {first[path.stem].as_posix()}; rename one of the files"
            faults.append(Fault(path.as_posix(), 1, "duplicate-slug", message))
        first.setdefault(path.stem, path)
        try:
            found[path.stem] = read_question(path, skills)
        except AuthorError as error:
            faults.extend(error.faults)
    return found, faults

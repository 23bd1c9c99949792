"""From a ``quizzes/`` folder, or the compiled bank made of it, to one Bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mmready.domain.bank import Bank
from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.skill import Skill
from mmready.errors import AuthorError, Fault, MMReadyError
from mmready.loading.compiled import COMPILED_NAME, LazyMapping, read_compiled
from mmready.loading.digest import content_digest, question_paths
from mmready.loading.question_file import read_question

__all__ = ["compiled_path", "is_compiled", "load_bank", "packaged_folder", "read_sources"]

PACKAGE = Path(__file__).resolve().parents[1]
Question = tuple[QuestionTemplate, QuestionBody]


def load_bank(path: str | Path | None = None) -> Bank:
    """The bank in the folder ``path`` (or in a compiled file), by default the one that mmready brings.

    The packaged bank comes from its compiled file where that fits the sources, else from the sources themselves.
    Raises AuthorError with every fault of every file, MMReadyError where there is no bank.
    """
    if path is None:
        return _packaged_bank(compiled_path(), packaged_folder())
    path = Path(path)
    if path.is_file():
        return read_compiled(path)
    if not path.is_dir():
        raise MMReadyError(f"no bank at {path}: expected a folder like quizzes/, with skills.yml and questions/")
    return read_sources(path)


def compiled_path() -> Path:
    """Where the compiled form of the packaged bank lies, if it was made."""
    return PACKAGE / COMPILED_NAME


def packaged_folder() -> Path | None:
    """The folder ``quizzes/`` inside an installed mmready, else the one beside it in a checkout, else ``None``."""
    places = (PACKAGE / "quizzes", PACKAGE.parent / "quizzes")
    return next((place for place in places if (place / "questions").is_dir()), None)


def read_sources(root: Path) -> Bank:
    """The bank in the files under ``root``. Raises AuthorError with every fault of every file."""
    from mmready.loading.catalogue import load_catalogue  # reads YAML: not on a learner's path

    catalogue, faults = load_catalogue(root)
    questions, question_faults = _read_questions(question_paths(root), catalogue.skills or None)
    faults = [*faults, *question_faults]
    if any(fault.severity == "error" for fault in faults):
        raise AuthorError(faults)
    return Bank(
        questions={name: template for name, (template, _) in questions.items()},
        skills=catalogue.skills,
        courses=catalogue.courses,
        resources=catalogue.resources,
        facts=tuple(catalogue.facts),
        bodies={name: body for name, (_, body) in questions.items()},
        digest=content_digest(root),
        root=root.as_posix(),
    )


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
            if bank.digest == content_digest(root):
                return replace(bank, bodies=_lazy_bodies(bank, root), root=root.as_posix())
    if root is None:
        raise MMReadyError(f"mmready is installed without its bank: neither {compiled} nor a folder quizzes/ is there")
    return read_sources(root)


def _lazy_bodies(bank: Bank, root: Path) -> Mapping[str, QuestionBody]:
    paths = {path.stem: path for path in question_paths(root)}
    return LazyMapping(tuple(paths), lambda name: read_question(paths[name], bank.skills)[1])


def _read_questions(paths: list[Path], skills: Mapping[str, Skill] | None) -> tuple[dict[str, Question], list[Fault]]:
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

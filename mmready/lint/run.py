"""Lint a bank: read it, draw it, prove it, and hold it against every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mmready.domain.bank import Bank
from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.skill import Course, Skill
from mmready.errors import AuthorError, Fault, MMReadyError
from mmready.lint.crew import Crew, Work, proved
from mmready.lint.report import LintReport, report_of
from mmready.lint.rules import BANK_RULES
from mmready.lint.sample import Sample
from mmready.loading.catalogue import Catalogue, load_catalogue
from mmready.loading.digest import question_paths
from mmready.loading.question_file import read_question

__all__ = ["Progress", "lint_bank"]

Progress = Callable[[int, int, str], None]  # how many are done, of how many, and the one that was done last


@dataclass(slots=True)
class _Read:
    """What could be read of a bank, and the faults of what could not."""

    bank: Bank
    faults: list[Fault] = field(default_factory=list)


def lint_bank(
    root: str | Path,
    *,
    crew: Crew,
    seeds: int = 5,
    first: int = 0,
    paths: Iterable[str | Path] | None = None,
    progress: Progress | None = None,
) -> LintReport:
    """Every fault of the bank in the folder ``root``.

    Each question is drawn with seeds ``first`` … ``first + seeds`` − 1 and its Check is run on them by the ``crew``.
    ``paths`` (files, or folders of questions) limits which questions are drawn; the rules on the whole bank are left
    out then. Raises MMReadyError where no question lies there. A question that cannot be read does not keep the others
    from being proved.
    """
    root = Path(root)
    chosen = _chosen(question_paths(root), paths)
    read = _read(root, chosen, whole=paths is None)
    bank = read.bank
    addresses = frozenset(_addresses(bank))
    drawn = range(first, first + seeds)
    works = [Work(template, bank.bodies[name], drawn, addresses) for name, template in bank.questions.items()]
    samples: list[Sample] = []
    for sample, faults in proved(works, crew):
        samples.append(sample)
        read.faults.extend(faults)
        if progress is not None:
            progress(len(samples), len(works), sample.template.id)
    if paths is None:
        read.faults.extend(fault for rule in BANK_RULES for fault in rule.faults(samples, bank))
    return report_of(bank, read.faults)


def _chosen(found: Sequence[Path], paths: Iterable[str | Path] | None) -> list[Path]:
    if paths is None:
        return list(found)
    wanted = [Path(path).resolve() for path in paths]
    chosen = [path for path in found if any(path.resolve().is_relative_to(one) for one in wanted)]
    if not chosen:
        raise MMReadyError(f"no question of the bank lies at {', '.join(map(str, wanted))}")
    return chosen


def _read(root: Path, chosen: Sequence[Path], *, whole: bool) -> _Read:
    catalogue, faults = load_catalogue(root)
    if not whole:
        faults = []
    questions: dict[str, QuestionTemplate] = {}
    bodies: dict[str, QuestionBody] = {}
    first: dict[str, Path] = {}
    for path in chosen:
        if path.stem in first:
            message = f"the id {path.stem!r} is taken by {first[path.stem].as_posix()}; rename one of the files"
            faults.append(Fault(path.as_posix(), 1, "duplicate-slug", message))
            continue
        first[path.stem] = path
        try:
            questions[path.stem], bodies[path.stem] = read_question(path, catalogue.skills or None)
        except AuthorError as error:
            faults.extend(error.faults)
    skills, courses = _own(catalogue)
    bank = Bank(questions, skills, courses, catalogue.resources, bodies=bodies, root=root.as_posix())
    return _Read(bank, list(faults))


def _own(catalogue: Catalogue) -> tuple[Mapping[str, Skill], Mapping[str, Course]]:
    """The skills and courses that this bank has to have questions for: what it adds to was proved by itself."""
    if catalogue.base is None:
        return catalogue.skills, catalogue.courses
    skills = {name: skill for name, skill in catalogue.skills.items() if name not in catalogue.base.skills}
    courses = {}
    for name, course in catalogue.courses.items():
        if name not in catalogue.base.courses:
            needs = {skill: need for skill, need in course.needs.items() if skill in skills}
            courses[name] = replace(course, needs=needs)
    return skills, courses


def _addresses(bank: Bank) -> Iterable[str]:
    for resource in bank.resources.values():
        yield resource.address
        yield from (section.address for section in resource.sections.values())

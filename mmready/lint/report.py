"""What linting a bank gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mmready.domain.bank import Bank
from mmready.domain.question import QuestionTemplate
from mmready.domain.skill import Necessity
from mmready.errors import Fault

__all__ = ["LintReport", "band_of", "report_of"]

ASKED_FOR: tuple[Necessity, ...] = ("essential", "helpful")


@dataclass(frozen=True, slots=True)
class LintReport:
    """How many questions were looked at, by skill, kind, difficulty band and course, and every fault, sorted by place.

    ``bands`` gives easy (difficulty 1 and 2), middle (3) and hard (4 and 5) questions of each skill; ``courses`` how
    many questions ask for what each course needs, by necessity.
    """

    questions: int
    skills: Mapping[str, int]
    kinds: Mapping[str, int]
    bands: Mapping[str, tuple[int, int, int]]
    courses: Mapping[str, Mapping[Necessity, int]]
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep a bank from shipping."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """The faults that an author should look at."""
        return tuple(fault for fault in self.faults if fault.severity != "error")

    def summary(self) -> str:
        """One line: ``"180 questions on 60 skills: 2 errors, 1 warning"``."""
        asked = sum(count > 0 for count in self.skills.values())
        counts = (_counted(len(self.errors), "error"), _counted(len(self.warnings), "warning"))
        return f"{_counted(self.questions, 'question')} on {_counted(asked, 'skill')}: {', '.join(counts)}"

    def tables(self) -> str:
        """The counts as text, a line a skill, a kind and a course."""
        width = max((len(skill) for skill in self.skills), default=5)
        lines = [f"{'skill':<{width}}  all  easy  middle  hard"]
        for skill, count in self.skills.items():
            easy, middle, hard = self.bands.get(skill, (0, 0, 0))
            lines.append(f"{skill:<{width}}  {count:>3}  {easy:>4}  {middle:>6}  {hard:>4}")
        lines += ["", ", ".join(f"{kind} {count}" for kind, count in self.kinds.items())]
        for course, counts in self.courses.items():
            lines.append(f"{course}: " + ", ".join(f"{count} {necessity}" for necessity, count in counts.items()))
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values, as ``mmready lint --json`` prints it."""
        return {
            "questions": self.questions,
            "skills": dict(self.skills),
            "kinds": dict(self.kinds),
            "bands": {skill: list(counts) for skill, counts in self.bands.items()},
            "courses": {course: dict(counts) for course, counts in self.courses.items()},
            "faults": [
                {
                    "code": fault.code,
                    "severity": fault.severity,
                    "file": fault.file,
                    "line": fault.line,
                    "message": fault.message,
                }
                for fault in self.faults
            ],
        }


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def report_of(bank: Bank, faults: Iterable[Fault]) -> LintReport:
    """Count the bank's questions; every skill is there, also with none."""
    templates = list(bank.questions.values())
    by_skill = Counter(dict.fromkeys(bank.skills, 0))
    by_skill.update(template.skill for template in templates)
    by_kind = Counter(template.kind for template in templates)
    bands = {skill: _bands(template for template in templates if template.skill == skill) for skill in by_skill}
    courses = {
        course.id: {need: sum(by_skill[skill] for skill in course.skills(need)) for need in ASKED_FOR}
        for course in bank.courses.values()
        if course.measured
    }
    return LintReport(
        len(templates), dict(by_skill), dict(sorted(by_kind.items())), bands, courses, tuple(sorted(set(faults)))
    )


def _bands(templates: Iterable[QuestionTemplate]) -> tuple[int, int, int]:
    count = Counter(band_of(template.difficulty) for template in templates)
    return count["easy"], count["middle"], count["hard"]


def band_of(difficulty: int) -> str:
    """``easy`` (1 and 2), ``middle`` (3) or ``hard`` (4 and 5)."""
    return "easy" if difficulty < 3 else "middle" if difficulty == 3 else "hard"

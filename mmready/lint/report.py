"""What linting a bank gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mmready.domain.question import QuestionTemplate
from mmready.errors import Fault

__all__ = ["LintReport", "report_of"]


@dataclass(frozen=True, slots=True)
class LintReport:
    """How many questions were looked at, by skill and by kind, and every fault, sorted by file and line."""

    questions: int
    skills: Mapping[str, int]
    kinds: Mapping[str, int]
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

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values, as ``mmready lint --json`` prints it."""
        return {
            "questions": self.questions,
            "skills": dict(self.skills),
            "kinds": dict(self.kinds),
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


def report_of(templates: Iterable[QuestionTemplate], skills: Iterable[str], faults: Iterable[Fault]) -> LintReport:
    """Count the questions; every skill of the bank is there, also with none."""
    templates = list(templates)
    by_skill = Counter(dict.fromkeys(skills, 0))
    by_skill.update(template.skill for template in templates)
    by_kind = Counter(template.kind for template in templates)
    return LintReport(len(templates), dict(by_skill), dict(sorted(by_kind.items())), tuple(sorted(set(faults))))

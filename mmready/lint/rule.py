"""What a rule is: a code, how bad a breach is, how to mend it, an example of each side, and the test itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mmready.domain.bank import Bank
from mmready.errors import Fault
from mmready.lint.sample import Sample

__all__ = ["BankRule", "Finding", "QuestionRule", "Rule", "Severity"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach in a question: what is wrong, and where (a dotted path such as ``mistakes.0``, or a line)."""

    message: str
    at: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A rule on one question.

    ``says`` is what holds where the rule is kept, ``fix`` what to do where it is not. ``bad`` and ``good`` are pieces
    of a question file, put into an otherwise sound question (``lint.example``): the first breaks this rule, the
    second none but, being short, ``few-mistakes``.
    """

    code: str
    severity: Severity
    says: str
    fix: str
    bad: str
    good: str
    check: Callable[[Sample], Iterable[Finding]]

    def faults(self, sample: Sample) -> list[Fault]:
        """Every breach, each once, with file and line."""
        found = {
            Fault(sample.body.path, finding.line or sample.line(finding.at), self.code, finding.message, self.severity)
            for finding in self.check(sample)
        }
        return sorted(found)


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule on all questions together; ``check`` gives (file, line, message) for each breach."""

    code: str
    severity: Severity
    says: str
    fix: str
    check: Callable[[Sequence[Sample], Bank], Iterable[tuple[str, int, str]]]

    def faults(self, samples: Sequence[Sample], bank: Bank) -> list[Fault]:
        """Every breach, with file and line."""
        return [
            Fault(file, line, self.code, message, self.severity) for file, line, message in self.check(samples, bank)
        ]


Rule = QuestionRule | BankRule

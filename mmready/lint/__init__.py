"""Proves a bank before it ships: one rule a module, each with a code, how bad a breach is, how to mend it, examples.

``lint_bank`` reads, draws and checks; ``compile_bank`` writes the drawn variants that a sitting starts from.
"""

from mmready.lint.changed import changed_files
from mmready.lint.compile import compile_bank
from mmready.lint.crew import Crew
from mmready.lint.formats import FORMATS, written
from mmready.lint.report import LintReport
from mmready.lint.rule import BankRule, QuestionRule, Rule
from mmready.lint.rules import BANK_RULES, QUESTION_RULES
from mmready.lint.run import lint_bank

__all__ = [
    "BANK_RULES",
    "FORMATS",
    "QUESTION_RULES",
    "BankRule",
    "Crew",
    "LintReport",
    "QuestionRule",
    "Rule",
    "changed_files",
    "compile_bank",
    "lint_bank",
    "written",
]

"""Running a learner's function on the tests that may be seen; running is not answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mmready.domain.response import Judgement
from mmready.domain.runner import Report, Runner
from mmready.domain.variant import AnswerKey, FunctionTest, Variant
from mmready.grading import TestRun, run_visible
from mmready.report.markdown import to_plain

__all__ = ["tests_json"]

STOPPED = {
    "timeout": "Your code did not end in time. Look for a loop that never stops.",
    "memory": "Your code asked for more memory than we allow. Look for a list that grows without end.",
    "killed": "Your code ended the program while the tests were running.",
    "failed": "Your code stops with an error before any test.",
}
LONGEST = 2000


def tests_json(variant: Variant, source: str, runner: Runner) -> dict[str, Any]:
    """The table of a run: a row a test, and what to say around it."""
    seen = AnswerKey(
        variant.question,
        variant.seed,
        "function",
        function=variant.function,
        tests=tuple(FunctionTest(test.call, test.gives) for test in variant.tests),
        imports=variant.imports,
    )
    rows, report = run_visible(seen, source, runner)
    if isinstance(report, Judgement):
        return {"title": "", "rows": [], "error": to_plain(report.feedback), "traceback": "", "printed": "", "note": ""}
    return {
        "title": _title(rows),
        "rows": [_row(row) for row in rows] if report.ended != "failed" else [],
        "error": STOPPED.get(report.ended, ""),
        "traceback": report.error[-LONGEST:] if report.ended == "failed" else "",
        "printed": report.printed[:LONGEST].rstrip(),
        "note": _note(variant, report),
    }


def _title(rows: Sequence[TestRun]) -> str:
    passed = sum(row.passed for row in rows)
    return f"{passed} of {len(rows)} visible tests {'passes' if passed == 1 else 'pass'}"


def _row(row: TestRun) -> dict[str, Any]:
    error = row.error.strip().rpartition("\n")[2]
    said = "Passes" if row.passed else "Stops with an error" if row.error else "Differs"
    return {
        "call": row.call,
        "expected": row.expected,
        "yours": row.got or error or "nothing",
        "passes": row.passed,
        "said": said,
    }


def _note(variant: Variant, report: Report) -> str:
    more = variant.hidden_tests
    left = f"{more} more {'test runs' if more == 1 else 'tests run'} when you answer. " if more else ""
    printed = "" if report.printed.strip() else " and printed nothing"
    return f"{left}Your code ran in {report.seconds:.2f} s{printed}."

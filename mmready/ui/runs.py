"""Running a learner's function on the tests that may be seen; running is not answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mmready.domain.response import Judgement
from mmready.domain.runner import Report, Runner
from mmready.domain.variant import AnswerKey, FunctionTest, Variant
from mmready.grading import TestRun, run_visible
from mmready.report.markdown import to_plain
from mmready.translation import marked, t, tn

__all__ = ["tests_json"]

STOPPED = {
    "timeout": marked("Your code did not end in time. Look for a loop that never stops."),
    "memory": marked("Your code asked for more memory than we allow. Look for a list that grows without end."),
    "killed": marked("Your code ended the program while the tests were running."),
    "failed": marked("Your code stops with an error before any test."),
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
        "error": t(STOPPED[report.ended]) if report.ended in STOPPED else "",
        "traceback": report.error[-LONGEST:] if report.ended == "failed" else "",
        "printed": report.printed[:LONGEST].rstrip(),
        "note": _note(variant, report),
    }


def _title(rows: Sequence[TestRun]) -> str:
    passed = sum(row.passed for row in rows)
    return tn("{n} of {total} visible tests passes", "{n} of {total} visible tests pass", passed, total=len(rows))


def _row(row: TestRun) -> dict[str, Any]:
    error = row.error.strip().rpartition("\n")[2]
    failed = t("Stops with an error") if row.error else t("Differs")
    return {
        "call": row.call,
        "expected": row.expected,
        "yours": row.got or error or t("nothing"),
        "passes": row.passed,
        "said": t("Passes") if row.passed else failed,
    }


def _note(variant: Variant, report: Report) -> str:
    more = variant.hidden_tests
    left = tn("{n} more test runs when you answer.", "{n} more tests run when you answer.", more)
    silent = not report.printed.strip()
    ran = t("Your code ran in {seconds} s and printed nothing.") if silent else t("Your code ran in {seconds} s.")
    told = ran.format(seconds=f"{report.seconds:.2f}")
    return f"{left} {told}" if more else told

"""3. Key and response in, judgement out: one module a kind, each with ``check_form``, ``grade`` and ``specimens``.

``judge`` marks a typed answer against a key in the same language, without a bank. The words for learners are in
``feedback`` and ``maths_words``; everything else speaks in codes.
"""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.grading.dispatch import check_form, grade, specimens
    from mmready.grading.function import TestRun, run_visible
    from mmready.grading.judge import judge

__all__ = ["TestRun", "check_form", "grade", "judge", "run_visible", "specimens"]

exports(
    __name__,
    {
        "dispatch": "check_form grade specimens",
        "function": "TestRun run_visible",
        "judge": "judge",
    },
)

"""Are you ready for the MITx MicroMasters in Statistics and Data Science, and if not, what to study first?

The flow, which is also the folder list:

1. ``loading``    quizzes/ → Bank
2. ``sampling``   question template + seed → Variant (may be seen) and AnswerKey (grader only)
3. ``grading``    key + response → Judgement
4. ``measuring``  evidence → belief about every skill; what to ask next; when to stop
5. ``advising``   belief + course → readiness, gaps, plan

``session`` is where the steps meet; ``progress`` keeps events on disk; ``report`` and ``ui`` show.
Names are loaded when they are first used, so ``import mmready`` is quick and loads no widgets.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mmready.lazy import uninterrupted

__version__ = "0.1.0"

_WHERE = {
    "AnswerKey": "mmready.domain.variant",
    "AuthorError": "mmready.errors",
    "Bank": "mmready.domain.bank",
    "FileStore": "mmready.progress",
    "Judgement": "mmready.domain.response",
    "LearnerInputError": "mmready.errors",
    "MMReadyError": "mmready.errors",
    "MemoryStore": "mmready.progress",
    "ProgressError": "mmready.errors",
    "Readiness": "mmready.domain.estimate",
    "Recommendation": "mmready.domain.estimate",
    "Sitting": "mmready.api",
    "StudyPlan": "mmready.domain.estimate",
    "Variant": "mmready.domain.variant",
    "check": "mmready.ui",
    "check_form": "mmready.grading",
    "data": "mmready.ui",
    "draw": "mmready.api",
    "grade": "mmready.api",
    "judge": "mmready.grading",
    "language": "mmready.translation",
    "load_bank": "mmready.api",
    "plan": "mmready.ui",
    "practise": "mmready.ui",
    "quiz": "mmready.ui",
    "resume": "mmready.api",
    "resume_practice": "mmready.api",
    "since_last": "mmready.api",
    "specimens": "mmready.grading",
    "write": "mmready.ui.write",
}

if TYPE_CHECKING:
    from mmready.api import Sitting, draw, grade, load_bank, resume, resume_practice, since_last
    from mmready.domain.bank import Bank
    from mmready.domain.estimate import Readiness, Recommendation, StudyPlan
    from mmready.domain.response import Judgement
    from mmready.domain.variant import AnswerKey, Variant
    from mmready.errors import AuthorError, LearnerInputError, MMReadyError, ProgressError
    from mmready.grading import check_form, judge, specimens
    from mmready.progress import FileStore, MemoryStore
    from mmready.translation import language
    from mmready.ui.check import check
    from mmready.ui.data import data
    from mmready.ui.plan import plan
    from mmready.ui.practise import practise, quiz
    from mmready.ui.write import write

__all__ = [
    "AnswerKey",
    "AuthorError",
    "Bank",
    "FileStore",
    "Judgement",
    "LearnerInputError",
    "MMReadyError",
    "MemoryStore",
    "ProgressError",
    "Readiness",
    "Recommendation",
    "Sitting",
    "StudyPlan",
    "Variant",
    "check",
    "check_form",
    "data",
    "draw",
    "grade",
    "judge",
    "language",
    "load_bank",
    "plan",
    "practise",
    "quiz",
    "resume",
    "resume_practice",
    "since_last",
    "specimens",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'mmready' has no attribute {name!r}")
    with uninterrupted():
        value = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

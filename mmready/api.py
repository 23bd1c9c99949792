"""The public calls, with the core wired to its edge: the packaged bank, the child process for Python, the disk."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from mmready import advising, grading, loading, sampling, session
from mmready.advising import ReadinessChange
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.domain.response import Judgement, Response
from mmready.domain.runner import Runner
from mmready.domain.variant import AnswerKey, Variant

__all__ = [
    "Sitting",
    "default_runner",
    "draw",
    "grade",
    "load_bank",
    "resume",
    "resume_practice",
    "since_last",
]


@functools.lru_cache(maxsize=1)
def _packaged() -> Bank:
    return loading.load_bank(None)


def load_bank(path: str | Path | None = None) -> Bank:
    """The bank of the packaged ``quizzes/``, or of a folder like it. Raises AuthorError with every fault at once."""
    return _packaged() if path is None else loading.load_bank(Path(path))


def default_runner() -> Runner:
    """What runs learners' Python here, in bounds."""
    from mmready.running import default_runner

    return default_runner()


def draw(bank: Bank, question: str, seed: int = 0) -> tuple[Variant, AnswerKey]:
    """A question with its numbers drawn: what may be seen, and the key. Same id and seed, same variant everywhere."""
    return sampling.draw(bank, question, seed, default_runner())


def grade(key: AnswerKey, response: Response) -> Judgement:
    """Mark a response to a drawn question."""
    return grading.grade(key, response, default_runner())


class Sitting(session.Sitting):
    """A sitting whose Python answers run in bounded child processes; see ``mmready.session.Sitting``."""

    def __init__(
        self,
        bank: Bank,
        courses: Sequence[str] | None = None,
        seed: int = 0,
        store: Store | None = None,
        length: str = "standard",
        *,
        at: str = "",
        sitting_id: str | None = None,
        earlier: Sequence[str] = (),
    ) -> None:
        runner = default_runner()
        super().__init__(
            bank, courses, seed, store, length, runner=runner, at=at, sitting_id=sitting_id, earlier=earlier
        )


def resume(store: Store, sitting_id: str, bank: Bank | None = None) -> session.Sitting:
    """The same sitting from what is on disk. Raises ProgressError where it is not there."""
    return session.resume(store, sitting_id, bank or load_bank(), runner=default_runner())


def resume_practice(store: Store, sitting_id: str, bank: Bank | None = None) -> session.Practice:
    """The same go at practice from what is on disk. Raises ProgressError where it is not there."""
    return session.resume_practice(store, sitting_id, bank or load_bank(), runner=default_runner())


def since_last(store: Store, sitting: session.Sitting) -> tuple[ReadinessChange, ...]:
    """Readiness in the check before this one and now, course by course; empty where there is no earlier check.

    Both are reckoned with the bank of today, so that only answers make the difference.
    """
    name = session.earlier_check(store, sitting.id)
    if name is None:
        return ()
    earlier = session.resume(store, name, sitting.bank)
    return advising.readiness_changes(earlier.readiness(), sitting.readiness(), earlier.started_at)

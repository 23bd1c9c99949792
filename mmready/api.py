"""The public calls, with the core wired to its edge: the packaged bank, the child process for Python, the disk."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mmready import advising, grading, loading, sampling, session
from mmready.domain.bank import Bank
from mmready.domain.events import Store
from mmready.errors import MMReadyError
from mmready.translation import ENGLISH, language, t

if TYPE_CHECKING:
    from mmready.advising import ReadinessChange
    from mmready.domain.response import Judgement, Response
    from mmready.domain.runner import Runner
    from mmready.domain.skill import Skill
    from mmready.domain.variant import AnswerKey, Variant
    from mmready.progress import LearnersStore

__all__ = [
    "Sitting",
    "bank_of",
    "default_runner",
    "default_store",
    "draw",
    "grade",
    "load_bank",
    "names_in",
    "resume",
    "resume_practice",
    "since_last",
]


@functools.lru_cache(maxsize=1)
def _packaged() -> Bank:
    return loading.load_bank(None)


def load_bank(path: str | Path | None = None) -> Bank:
    """The bank of the packaged ``quizzes/``, of a folder like it, or the one that an installed package offers.

    A folder that has the bank in its folder ``quizzes`` is taken too. A bank stands alone unless its bank.yml says
    which one it adds to. Raises AuthorError with every fault at once, MMReadyError where there is no such bank.
    """
    return _packaged() if path is None else loading.load_bank(path)


def bank_of(bank: Bank | str | Path | None) -> Bank:
    """The bank itself, or what ``load_bank`` gives for its name, as a learner sees it.

    Its skills have their names in the chosen language, as far as we have them; all else is as it is in the bank.
    """
    found = bank if isinstance(bank, Bank) else load_bank(bank)
    if language() == ENGLISH:
        return found
    return replace(found, skills={name: _named(skill) for name, skill in found.skills.items()})


def _named(skill: Skill) -> Skill:
    return replace(skill, name=t(skill.name), short=t(skill.short) if skill.short else "")


def names_in(wanted: Iterable[str]) -> tuple[str, ...]:
    """The names in ``wanted``; ``@week-1.txt`` stands for those in that file, one a line, with remarks after ``#``.

    Raises MMReadyError for a file that cannot be read.
    """
    found: list[str] = []
    for name in wanted:
        if not name.startswith("@"):
            found.append(name)
            continue
        try:
            lines = Path(name[1:]).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise MMReadyError(f"{name[1:]} cannot be read as a list of questions: {error}") from None
        found += filter(None, (line.partition("#")[0].strip() for line in lines))
    return tuple(found)


def default_runner() -> Runner:
    """What runs learners' Python here, in bounds."""
    from mmready.running import default_runner

    return default_runner()


def default_store() -> LearnersStore:
    """Where this learner's sittings are kept: the database of ``MMREADY_STORE``, which a class shares, or their folder.

    Raises ProgressError where that is no database that can be used here.
    """
    from mmready.progress import chosen_store

    return chosen_store()


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
        background: Sequence[str] = (),
    ) -> None:
        runner = default_runner()
        more = {"earlier": earlier, "background": background}
        super().__init__(bank, courses, seed, store, length, runner=runner, at=at, sitting_id=sitting_id, **more)


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

"""Which questions may come next: what can be asked here, what fits into the minutes left, what this sitting draws on.

Exposure: a sitting leaves aside ``ASIDE`` of the questions of each skill, by its seed, so that the questions which say
most are not asked of everybody, and two learners see two tests. They come where no others are left, and in a
follow-up, which needs all that a skill has. What this costs is told in docs/measuring.md: next to nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from mmready.session.pace import SHORT

if TYPE_CHECKING:
    from mmready.domain.question import QuestionTemplate
    from mmready.session.state import Setting, State

__all__ = ["allowed", "drawn_on", "fitting", "number_in_time", "preferred"]

FEWEST = 10  # no verdict is final before so many answers
ASIDE = 0.4  # of the questions of a skill, rounded down
Mask = tuple[bool, ...]


def allowed(setting: Setting, state: State, asked: Collection[str]) -> Mask:
    """(J,) which questions can still be asked in the minutes that are left; none where the time is used up."""
    questions, number, pace = tuple(setting.bank.questions.values()), len(state.evidence), state.pace
    free = preferred(setting, [can and each.id not in asked for can, each in zip(setting.free, questions, strict=True)])
    if number >= FEWEST:
        free = tuple(
            [is_free and pace.fits(each.minutes, setting.budget) for is_free, each in zip(free, questions, strict=True)]
        )
    most = (setting.budget - pace.spent) / (pace.share * (setting.limit - number))
    return fitting(questions, free, most)


def number_in_time(setting: Setting, state: State) -> int:
    """How many questions of the bank's usual length still fit into the budget."""
    minutes = [question.minutes for question in setting.bank.questions.values()]
    return state.pace.number(sum(minutes) / len(minutes), setting.budget)


def preferred(setting: Setting, free: Sequence[bool]) -> Mask:
    """Of the free questions those that the learner has not met before, and of these those that the sitting draws on.

    Where one of the two leaves none, it does not count.
    """
    found = tuple(free)
    for wanted in (setting.new, setting.drawn_on):
        both = tuple([one and other for one, other in zip(found, wanted, strict=True)])
        found = both if any(both) else found
    return found


def drawn_on(seed: int, questions: Mapping[str, QuestionTemplate]) -> Mask:
    """(J,) the questions that a sitting with this seed draws on: all but some of each skill."""
    by_skill: dict[str, list[str]] = {}
    for name, each in questions.items():
        by_skill.setdefault(each.skill, []).append(name)
    aside: set[str] = set()
    for names in by_skill.values():
        count = int(ASIDE * len(names))
        aside.update(sorted(names, key=lambda name: _lot(seed, name))[:count] if count else ())
    return tuple([name not in aside for name in questions])


def _lot(seed: int, name: str) -> bytes:
    return hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=8).digest()


def fitting(questions: Sequence[QuestionTemplate], free: Sequence[bool], most: float) -> Mask:
    """Of the free questions those of at most so many minutes, and of every skill its shortest."""
    shortest: dict[str, float] = {}
    for question, is_free in zip(questions, free, strict=True):
        if is_free:
            shortest[question.skill] = min(question.minutes, shortest.get(question.skill, question.minutes))
    most = max(most, SHORT)
    return tuple(
        [
            is_free and question.minutes <= max(most, shortest[question.skill])
            for question, is_free in zip(questions, free, strict=True)
        ]
    )

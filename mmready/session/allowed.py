"""Which questions may come next: what can be asked here, what fits into the minutes left, what this sitting draws on.

Exposure: a sitting leaves aside ``ASIDE`` of the questions of each skill, by its seed, so that the questions which say
most are not asked of everybody, and two learners see two tests. They come where the others are worth little beside
them, and in a follow-up, which needs all that a skill has. What this costs is told in docs/measuring.md: next to
nothing.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from mmready.session.pace import SHORT

if TYPE_CHECKING:
    from mmready.domain.question import QuestionTemplate
    from mmready.session.state import Setting, State

__all__ = ["Mask", "allowed", "drawn_from", "drawn_on", "fitting", "number_in_time"]

FEWEST = 10  # no verdict is final before so many answers
ASIDE = 0.4  # of the questions of a skill, rounded down
STILL_GOOD = 0.5  # of the best question's worth, which the best one of those drawn on has to have
Mask = tuple[bool, ...]


def allowed(setting: Setting, state: State, asked: Collection[str]) -> tuple[Mask, Mask]:
    """(J,) which questions can still be asked in the minutes that are left, and which of those that are drawn on.

    A question that the learner has met before can be asked where there is no other; none where the time is used up.
    """
    free = _both(setting.free, [name not in asked for name in setting.bank.questions])
    new = _both(free, setting.new)
    free = new if any(new) else free
    return _in_time(setting, state, free), _in_time(setting, state, _both(free, setting.drawn_on))


def drawn_from(every: Mask, drawn: Mask, worth: Sequence[float]) -> Mask:
    """Which of the two masks to choose from: the smaller one, unless its best question is worth much less."""
    best, best_drawn = (max(itertools.compress(worth, mask), default=0.0) for mask in (every, drawn))
    return drawn if any(drawn) and best_drawn >= STILL_GOOD * best else every


def _both(one: Sequence[bool], other: Sequence[bool]) -> Mask:
    return tuple([first and second for first, second in zip(one, other, strict=True)])


def _in_time(setting: Setting, state: State, free: Mask) -> Mask:
    questions, number, pace = tuple(setting.bank.questions.values()), len(state.evidence), state.pace
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

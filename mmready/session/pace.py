"""How long a sitting may take: a budget of minutes beside the number of questions.

``question.minutes`` is what an author allows somebody who works it out in full; most people need less. So the budget is
kept in the learner's own minutes: at first a question is taken to cost ``TYPICAL`` of its minutes (a judgement, no data
stand behind it), and where answers come with their times, the learner's own pace takes over. A sitting ends where the
next question would no longer fit, never before ten answers. As long as others do, questions are passed over that would
take more than their part of what is left; each skill keeps its shortest one, so that none goes unasked for its length.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from mmready.values import dataclass

__all__ = ["MINUTES", "SHORT", "TYPICAL", "Pace", "minutes_between"]

MINUTES: Mapping[str, float] = {"quick": 10.0, "standard": 25.0, "thorough": 40.0}
TYPICAL = 0.4  # of a question's minutes, before the learner's own times are known
_SURE_AFTER = 10.0  # minutes of questions that the typical pace counts for beside the learner's own
_PAUSE = 2.0  # an answer that took longer than so many times its minutes was interrupted
SHORT = 2.0  # minutes of a question that is never passed over for its length


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a learner is: ``took`` minutes for timed answers to questions of ``worth`` minutes; ``spent`` in all."""

    worth: float = 0.0
    took: float = 0.0
    spent: float = 0.0

    @property
    def share(self) -> float:
        """The part of a question's minutes that this learner needs."""
        return (TYPICAL * _SURE_AFTER + self.took) / (_SURE_AFTER + self.worth)

    def after(self, minutes: float, took: float | None) -> Pace:
        """With one more answer, to a question of so many minutes; ``took`` is None where no time is known."""
        if took is None:
            return Pace(self.worth, self.took, self.spent + self.share * minutes)
        counted = took if took <= _PAUSE * minutes else self.share * minutes
        return Pace(self.worth + minutes, self.took + counted, self.spent + counted)

    def fits(self, minutes: float, budget: float) -> bool:
        """Whether a question of so many minutes still fits into the budget."""
        return self.spent + self.share * minutes <= budget

    def number(self, minutes: float, budget: float) -> int:
        """How many questions of so many minutes still fit into the budget."""
        return max(int((budget - self.spent) / (self.share * minutes)), 0)


def minutes_between(before: str, after: str) -> float | None:
    """Minutes from one ISO time to another; None where one is missing, unreadable, or they run backwards."""
    try:
        passed = datetime.datetime.fromisoformat(after) - datetime.datetime.fromisoformat(before)
    except (ValueError, TypeError):
        return None
    return passed.total_seconds() / 60.0 if passed.total_seconds() >= 0.0 else None

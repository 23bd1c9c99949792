"""The lists of what to study for several courses, one after the other: each builds on the ones before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mmready.advising import study_lists, study_notes
from mmready.domain.bank import Bank
from mmready.domain.estimate import Estimate, Recommendation
from mmready.domain.response import Evidence

__all__ = ["study_path"]


def study_path(
    bank: Bank, courses: Sequence[str], estimate: Estimate, evidence: Sequence[Evidence]
) -> tuple[Mapping[str, tuple[Recommendation, ...]], Mapping[str, tuple[str, ...]]]:
    """Recommendations and notes of each course, in the programme's order.

    What an asked-for earlier course teaches is left out (and said so in the notes), and so is what stands on an
    earlier list already.
    """
    lists = study_lists(bank, [name for name in courses if name in bank.courses], estimate, evidence)
    notes: dict[str, tuple[str, ...]] = {}
    for name in lists:
        earlier = list(lists)[: list(lists).index(name)]
        after = [other for other in earlier if other in bank.courses[name].after]
        studied = [item.skill for other in earlier for item in lists[other]]
        notes[name] = study_notes(bank, name, estimate, evidence, after, studied)
    return lists, notes

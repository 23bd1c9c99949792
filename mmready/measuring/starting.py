"""Where measuring begins for a learner who told what they know already: a weak hint, and never evidence.

What they told moves the mean of the skills it speaks of, not how sure the model is. Two limits hold whatever is told:
no skill is moved by more than ``MOST_SHIFT``, and the whole by no more than ``MOST_WEIGHT`` in the distance that the
prior itself measures (Mahalanobis). By the lemma of Neyman and Pearson, a normal distribution whose mean moves by that
distance r takes a chance p of any event to Φ(Φ⁻¹(p) + r) at most: from .50 to .73 here, so no verdict can come of it
alone. Answers never make it weigh more: the distance, measured by the belief after them, can only shrink.
"""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np

from mmready.domain.bank import Bank
from mmready.measuring.normal import Array

__all__ = ["MOST_SHIFT", "MOST_WEIGHT", "start_of"]

MOST_SHIFT = 0.4  # sd of a skill among entrants
MOST_WEIGHT = 0.6  # sd of the direction in which everything together moves


def start_of(bank: Bank, prior_cov: Array, told: Collection[str]) -> Array:
    """(S,) the mean of the bank's skills before any answer, for a learner who gave these answers on their background.

    ``prior_cov`` (S,S) is that of the bank's skills in their order. Answers that it does not have are passed over.
    """
    skills = tuple(bank.skills.values())
    start = np.zeros(len(skills))
    for question in bank.background:
        for answer in question.answers:
            if answer.id in told:
                moved = [
                    skill.subject in answer.subjects or any(part.resource in answer.resources for part in skill.lessons)
                    for skill in skills
                ]
                start += answer.shift * np.array(moved, dtype=np.float64)
    start = start.clip(-MOST_SHIFT, MOST_SHIFT)
    weight = math.sqrt(max(float(start @ np.linalg.solve(prior_cov, start)), 0.0))
    held: Array = start * (MOST_WEIGHT / max(weight, MOST_WEIGHT))
    return held

"""A simulated learner: plays a sitting with no screen, for a look without a browser and for tests.

It answers a question rightly with the share given for its skill (the lower one where a question needs two), by handing
in one of the specimens that grading itself calls right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from mmready.domain.bank import Bank
from mmready.domain.question import SUBJECTS, QuestionTemplate
from mmready.domain.response import Response
from mmready.domain.runner import Runner
from mmready.domain.skill import Skill
from mmready.errors import LearnerInputError
from mmready.grading import specimens
from mmready.sampling import draw
from mmready.session import Sitting

__all__ = ["SimulatedLearner", "play", "shares"]

DONT_KNOW_SHARE = 0.4  # of what it cannot do, how often it says so instead of giving a wrong answer


def shares(wanted: Iterable[str], skills: Mapping[str, Skill], default: float = 0.6) -> dict[str, float]:
    """Skill → share right, from texts ``name=share``: ``all``, a subject or a skill; later ones win.

    Raises LearnerInputError for an unknown name or a share outside [0, 1].
    """
    result = dict.fromkeys(skills, default)
    for text in wanted:
        name, _, number = text.partition("=")
        try:
            share = float(number)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise LearnerInputError(f"{text!r}: write name=share with a share from 0 to 1, for example python=0.2")
        if name == "all":
            meant = list(skills)
        elif name in SUBJECTS:
            meant = [skill.id for skill in skills.values() if skill.subject == name]
        elif name in skills:
            meant = [name]
        else:
            raise LearnerInputError(f"{name!r} is neither all, nor a subject ({', '.join(SUBJECTS)}), nor a skill")
        result.update(dict.fromkeys(meant, share))
    return result


@dataclass(frozen=True)
class SimulatedLearner:
    """Somebody with a given share right on every skill."""

    shares: Mapping[str, float]

    def knows(self, question: QuestionTemplate, rng: np.random.Generator) -> bool:
        """Whether this go at the question succeeds."""
        return bool(rng.random() < min(self.shares.get(skill, 0.5) for skill in question.skills))


def play(
    bank: Bank,
    learner: SimulatedLearner,
    sitting: Sitting,
    *,
    seed: int = 0,
    runner: Runner | None = None,
) -> Sitting:
    """Answer until the sitting ends, and give it back."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x6D6D72])
    while (variant := sitting.variant) is not None:
        shown, key = draw(bank, variant.question, variant.seed, runner)
        knows = learner.knows(bank.questions[variant.question], rng)
        due = "right" if knows else "wrong"
        choices: list[Response] = [response for response, outcome in specimens(shown, key) if outcome == due]
        if not choices or (not knows and rng.random() < DONT_KNOW_SHARE):
            sitting.dont_know()
            continue
        judgement = sitting.answer(choices[int(rng.integers(len(choices)))])
        if not judgement.counts:  # a specimen that grading cannot read would be a fault of the bank; go on all the same
            sitting.dont_know()
    return sitting

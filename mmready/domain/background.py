"""What a learner may tell of what they know already, before the first question: asked only of those who wish it."""

from __future__ import annotations

from mmready.values import dataclass


@dataclass(frozen=True, slots=True)
class BackgroundAnswer:
    """One thing that a learner may say. ``text`` is its line on the screen, ``said`` how it is told back to them.

    ``shift`` moves where measuring begins, in sd among entrants, on the skills of these ``subjects`` and on those that
    these ``resources`` teach. It is in [−0.4, 0.4].
    """

    id: str
    text: str
    said: str
    shift: float
    subjects: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackgroundQuestion:
    """A question about what a learner knows already. ``several``: more than one answer may hold."""

    id: str
    text: str
    several: bool
    answers: tuple[BackgroundAnswer, ...]

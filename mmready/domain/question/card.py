"""The card of a question, and the words for its kinds and subjects."""

from __future__ import annotations

from mmready.values import dataclass

SUBJECTS = ("calculus", "linear-algebra", "probability", "python")
CHOICE_KINDS = ("one-choice", "many-choice")
MATHS_KINDS = ("number", "expression", "equation", "inequality", "vector", "matrix", "interval", "set")
KINDS = (*CHOICE_KINDS, *MATHS_KINDS, "order", "output", "function", "blanks")

# A value in the mathematical language, as text; a tuple is a vector, a tuple of tuples a matrix (FORMAT rule 2).
Value = str | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class QuestionTemplate:
    """The card of a question: what measuring and choosing need to know of it, without its text.

    ``difficulty`` runs from 1 (recall a rule) to 5 (see what the standard method misses), ``minutes`` from .5 to 10,
    ``guess`` is the chance of being right by guessing (one over the number of options shown, else 0).
    """

    id: str
    kind: str
    skill: str
    subject: str
    difficulty: int
    minutes: float
    also: tuple[str, ...] = ()
    guess: float = 0.0

    @property
    def skills(self) -> tuple[str, ...]:
        """The main skill, then the second one if there is one."""
        return (self.skill, *self.also)

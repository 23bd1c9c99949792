"""What somebody wants to practise: names of skills, subjects or questions, resolved to questions of the bank."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mmready.domain.bank import Bank
from mmready.domain.question import QuestionTemplate
from mmready.errors import LearnerInputError
from mmready.translation import t

__all__ = ["Topic", "topics_of"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A skill and those of its questions that are asked."""

    skill: str
    questions: tuple[str, ...]


def topics_of(bank: Bank, names: Sequence[str], can_ask: Callable[[QuestionTemplate], object]) -> tuple[Topic, ...]:
    """The skills that these names stand for, in the bank's order of skills, each with its questions.

    A name is a skill, a subject, a question, or a path such as ``calculus/chain-rule``, whose last part counts. Some
    words of a skill are enough where no other skill has them: ``linear-algebra/eigenvalues``.
    Raises LearnerInputError for an unknown name (naming the nearest), and where no question is left to ask.
    """
    if not names:
        raise LearnerInputError("say what to practise, for example a skill such as " + _example(bank))
    chosen = dict.fromkeys(question for name in names for question in _questions(bank, name))
    by_skill: dict[str, list[str]] = {skill: [] for skill in bank.skills}
    for question in chosen:
        if can_ask(bank.questions[question]):
            by_skill.setdefault(bank.questions[question].skill, []).append(question)
    found = tuple(Topic(skill, tuple(questions)) for skill, questions in by_skill.items() if questions)
    if not found:
        raise LearnerInputError(t("the bank has no question on {names} that can be asked here", names=", ".join(names)))
    return found


def _questions(bank: Bank, name: str) -> Iterable[str]:
    last = name.strip().strip("/").rpartition("/")[2]
    if last in bank.skills:
        return [card.id for card in bank.questions.values() if card.skill == last]
    subject = [card.id for card in bank.questions.values() if card.subject == last]
    if subject:
        return subject
    if last in bank.questions:
        return [last]
    meant = [skill for skill in bank.skills if f"-{last}-" in f"-{skill}-"] if last else []
    if len(meant) == 1:
        return [card.id for card in bank.questions.values() if card.skill == meant[0]]
    if meant:
        raise LearnerInputError(f"{name!r} may be {', '.join(meant)}; write one of them in full")
    subjects = {skill.subject for skill in bank.skills.values()}
    near = difflib.get_close_matches(last, [*bank.skills, *subjects, *bank.questions], 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"name a skill such as {_example(bank)}"
    raise LearnerInputError(f"{name!r} is neither a skill, nor a subject, nor a question; {hint}")


def _example(bank: Bank) -> str:
    return next(iter(bank.skills), "chain-rule")

"""What the learner's answers say about one skill, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from mmready.advising.graph import around
from mmready.advising.words import enumeration
from mmready.domain.bank import Bank
from mmready.domain.response import Evidence

__all__ = ["NOT_ASKED", "answers_on", "nearest_answers", "numbers", "outcome_phrase", "outcome_sentence"]

NOT_ASKED = "Not asked; estimated from your other answers."


def answers_on(bank: Bank, skill: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The answers to questions that need the skill, in the order they were given."""
    found = (answer for answer in evidence if answer.question in bank.questions)
    return tuple(answer for answer in found if skill in bank.questions[answer.question].skills)


def nearest_answers(bank: Bank, skill: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The answers that speak most for a gap nobody asked about: those not right on the nearest skills of the graph.

    Where every answer was right, all answers on the nearest skills; empty only where there is no answer at all.
    """
    missed = [answer for answer in evidence if answer.points < 1.0]
    for wanted in (missed, evidence):
        seen, ring = {skill}, {skill}
        while ring:
            found = {answer.number: answer for name in sorted(ring) for answer in answers_on(bank, name, wanted)}
            if found:
                return tuple(found[number] for number in sorted(found))
            ring = {near for name in ring for near in around(bank, name)} - seen
            seen |= ring
    return tuple(missed or evidence)  # on another part of the graph altogether


def numbers(answers: Sequence[Evidence]) -> str:
    """``(14 and 21)``."""
    return f"({enumeration([str(answer.number) for answer in answers])})"


def _right(answers: Sequence[Evidence]) -> int:
    return sum(answer.points >= 1.0 for answer in answers)


def outcome_phrase(answers: Sequence[Evidence]) -> str:
    """For the report, after a skill's name: ``both questions not right (14 and 21)``. ``answers`` is not empty."""
    right, count, where = _right(answers), len(answers), numbers(answers)
    if count == 1:
        if answers[0].dont_know:
            return f"“I don't know yet” {where}"
        partly = "partly right" if answers[0].points > 0 else "not right"
        return f"the one question {'right' if right else partly} {where}"
    if right in (0, count):
        group = "both questions" if count == 2 else f"all {count} questions"
        return f"{group} {'right' if right else 'not right'} {where}"
    return f"{right} of {count} questions right {where}"


def outcome_sentence(answers: Sequence[Evidence], nearest: Sequence[Evidence] = ()) -> str:
    """For a recommendation: ``You missed both questions on it (14 and 21).``

    Without answers on it, ``nearest`` are the ones that it is inferred from.
    """
    if not answers and nearest:
        what = "what you missed nearest to it" if _right(nearest) < len(nearest) else "your answers nearest to it"
        return f"Not asked; estimated from {what} {numbers(nearest)}."
    if not answers:
        return NOT_ASKED
    right, count, where = _right(answers), len(answers), numbers(answers)
    one = "the question" if count == 1 else "both questions" if count == 2 else f"all {count} questions"
    if all(answer.dont_know for answer in answers):
        return f"You answered “I don't know yet” to {one} on it {where}."
    if right == count:
        return f"You got {one} on it right {where}, which is not yet enough to be sure."
    if right == 0:
        partly = " in part" if any(answer.points > 0 for answer in answers) else ""
        return f"You missed {one} on it{partly} {where}."
    return f"You got {right} of {count} questions on it right {where}."

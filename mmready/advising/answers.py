"""What the learner's answers say about one skill, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from mmready.advising.graph import around
from mmready.advising.words import enumeration
from mmready.domain.bank import Bank
from mmready.domain.response import Evidence
from mmready.translation import t

__all__ = ["answers_on", "nearest_answers", "numbers", "outcome_phrase", "outcome_sentence"]


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
            return t("“I don't know yet” {numbers}", numbers=where)
        partly = t("the one question partly right {numbers}", numbers=where)
        wrong = partly if answers[0].points > 0 else t("the one question not right {numbers}", numbers=where)
        return t("the one question right {numbers}", numbers=where) if right else wrong
    if right == count:
        both = t("both questions right {numbers}", numbers=where)
        return both if count == 2 else t("all {n} questions right {numbers}", n=count, numbers=where)
    if right == 0:
        both = t("both questions not right {numbers}", numbers=where)
        return both if count == 2 else t("all {n} questions not right {numbers}", n=count, numbers=where)
    return t("{right} of {n} questions right {numbers}", right=right, n=count, numbers=where)


def outcome_sentence(answers: Sequence[Evidence], nearest: Sequence[Evidence] = ()) -> str:
    """For a recommendation: ``You missed both questions on it (14 and 21).``

    Without answers on it, ``nearest`` are the ones that it is inferred from.
    """
    if not answers and nearest:
        if _right(nearest) < len(nearest):
            return t("Not asked; estimated from what you missed nearest to it {numbers}.", numbers=numbers(nearest))
        return t("Not asked; estimated from your answers nearest to it {numbers}.", numbers=numbers(nearest))
    if not answers:
        return t("Not asked; estimated from your other answers.")
    right, count, where = _right(answers), len(answers), numbers(answers)
    if right not in (0, count):
        return t("You got {right} of {n} questions on it right {numbers}.", right=right, n=count, numbers=where)
    on_it = t("the question on it") if count == 1 else t("both questions on it")
    on_it = on_it if count < 3 else t("all {n} questions on it", n=count)
    told = {"questions": on_it, "numbers": where}
    if all(answer.dont_know for answer in answers):
        return t("You answered “I don't know yet” to {questions} {numbers}.", **told)
    if right == count:
        return t("You got {questions} right {numbers}, which is not yet enough to be sure.", **told)
    if any(answer.points > 0 for answer in answers):
        return t("You missed {questions} in part {numbers}.", **told)
    return t("You missed {questions} {numbers}.", **told)

"""A bank made by hand: two courses over eight skills, three questions each, so that tests need no files."""

from __future__ import annotations

from mmready.domain.bank import Bank, Prepared
from mmready.domain.question import QuestionTemplate
from mmready.domain.skill import Course, Fact, Lesson, Need, Resource, Section, Skill
from mmready.domain.variant import AnswerKey, Mistake, Option, Variant

CALCULUS = ("limits", "derivatives", "integrals", "series")
PYTHON = ("types", "loops", "functions", "arrays")
CANARY = "CANARY"


def _skill(name: str, subject: str, before: tuple[str, ...]) -> Skill:
    lesson = Lesson(f"{subject}-course", (f"{name}-1", f"{name}-2"))
    return Skill(name, subject, name.title(), f"Does {name}.", before, (lesson,), (2.0, 6.0), "2 sessions of 3 h")


def _resource(subject: str, skills: tuple[str, ...]) -> Resource:
    sections = {
        f"{skill}-{part}": Section(
            f"{skill}-{part}", f"{skill} part {part}", f"https://example.org/{skill}/{part}", 3.0
        )
        for skill in skills
        for part in (1, 2)
    }
    name = f"{subject}-course"
    address = "https://example.org/"
    return Resource(name, name.title(), address, "session", sections, "3 h a session", address, "2026-11-22")


def _course(name: str, order: int, needs: tuple[str, ...]) -> Course:
    uses = {skill: Need(skill, "essential", f"{skill} everywhere, Unit 1") for skill in needs}
    fact = Fact("weeks", "It runs for 13 to 16 weeks.", "https://example.org/", "2026-11-22")
    return Course(name, f"Course {name}", order, True, "what it needs", uses, facts=(fact,))


def _number(question: QuestionTemplate, seed: int) -> tuple[Variant, AnswerKey]:
    variant = Variant(question.id, seed, "number", question.skill, question.subject, f"What is ${seed + 2}^2$?")
    wrong = Mistake(str(2 * (seed + 2)), "That doubles the number; the square multiplies it by itself.")
    key = AnswerKey(question.id, seed, "number", str((seed + 2) ** 2), mistakes=(wrong,), solution=f"{CANARY} solution")
    return variant, key


def _choice(question: QuestionTemplate, seed: int) -> tuple[Variant, AnswerKey]:
    options = tuple(Option(letter, f"Option {letter}") for letter in ("bcad" if seed % 2 else "dacb"))
    variant = Variant(question.id, seed, "one-choice", question.skill, question.subject, "Choose one.", options=options)
    key = AnswerKey(
        question.id,
        seed,
        "one-choice",
        right=("b",),
        shown=tuple(option.letter for option in options),
        option_feedback=dict.fromkeys("acd", "Look again at the words."),
        solution=f"{CANARY} solution",
    )
    return variant, key


def small_bank(per_skill: int = 3) -> Bank:
    """The bank; ``per_skill`` questions a skill, the first of each a choice."""
    skills: dict[str, Skill] = {}
    for subject, names in (("calculus", CALCULUS), ("python", PYTHON)):
        for place, name in enumerate(names):
            skills[name] = _skill(name, subject, names[place - 1 : place])
    questions: dict[str, QuestionTemplate] = {}
    prepared: dict[str, Prepared] = {}
    for skill in skills.values():
        for count in range(per_skill):
            kind = "one-choice" if count == 0 else "number"
            card = QuestionTemplate(
                f"{skill.id}-{count}", kind, skill.id, skill.subject, 2 + count % 3, 1.5, guess=0.25 * (count == 0)
            )
            questions[card.id] = card
            make = _choice if count == 0 else _number
            prepared[card.id] = Prepared(tuple(make(card, seed) for seed in range(4)), complete=True)
    courses = {"C1": _course("C1", 1, CALCULUS), "C2": _course("C2", 2, CALCULUS + PYTHON)}
    rule = Fact("rule", "A pass in every course comes first.", "https://example.org/", "2026-11-22")
    courses["capstone"] = Course("capstone", "Capstone exam", 3, False, "the certificates", {}, facts=(rule,))
    resources = {r.id: r for r in (_resource("calculus", CALCULUS), _resource("python", PYTHON))}
    return Bank(questions, skills, courses, resources, (rule,), prepared=prepared, digest="small")

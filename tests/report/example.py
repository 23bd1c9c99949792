"""A learner made by hand: readiness, recommendations and answers over the bank with a question of every kind."""

from __future__ import annotations

import dataclasses

from mmready.domain.bank import Bank
from mmready.domain.estimate import Readiness, Recommendation, State, Verdict
from mmready.domain.response import Evidence
from tests.ui.all_kinds import all_kinds_bank

CANARY = "<script>alert('CANARY')</script>"


def example_bank() -> Bank:
    bank = all_kinds_bank()
    first = bank.courses["6.431x"]
    more = {
        "14.310x": dataclasses.replace(first, id="14.310x", title="Data Analysis", order=2),
        "18.6501x": dataclasses.replace(first, id="18.6501x", title="Fundamentals of Statistics", order=3),
    }
    return dataclasses.replace(bank, courses={**bank.courses, **more})


BANK = example_bank()


def reading(course: str, probability: float, band: tuple[float, float, float] | None, settle: str = "") -> Readiness:
    verdict: Verdict = "ready" if probability >= 0.95 else "not yet" if probability <= 0.05 else "too close to call"
    reasons = (f"Solid: chain rule. {CANARY}", "Double integrals: both questions not right (14 and 21).")
    return Readiness(course, probability, verdict, reasons=reasons, band=band, settle=settle)


READINESS = {
    "6.86x": reading("6.86x", 0.004, (-0.28, -0.16, -0.03)),
    "6.431x": reading("6.431x", 0.62, (-0.07, 0.02, 0.11), "About 7 more questions would settle it."),
    "14.310x": reading("14.310x", 0.97, (0.01, 0.09, 0.18)),
    "18.6501x": reading("18.6501x", 0.04, (-0.17, -0.09, -0.01)),
    "capstone": Readiness("capstone", 0.0, "not measured", reasons=("Its rules decide.",)),
}


def study(skill: str, hours: tuple[float, float], state: State = "gap", likely: bool = False) -> Recommendation:
    found = BANK.skills[skill]
    lesson = found.lessons[0]
    why = f"6.431x uses it for joint densities, Unit 5. You missed both questions on it (14 and 21). {CANARY}"
    return Recommendation(
        skill, lesson.resource, lesson.sections, hours, why, found.name, course="6.431x", state=state, likely=likely
    )


RECOMMENDATIONS = {
    "6.86x": (
        study("double-integrals", (4, 6)),
        study("functions", (10, 14)),
        study("numpy-arrays", (1, 2), "not sure"),
    ),
    "6.431x": (study("double-integrals", (4, 6)), study("series", (3, 4), "not sure", likely=True)),
    "14.310x": (),
}
OUTCOMES = ("right", "wrong", "partly", "dont_know")
EVIDENCE = tuple(
    Evidence(question, float(outcome == "right"), outcome == "dont_know", number, outcome)
    for number, (question, outcome) in enumerate(zip([*BANK.questions, "gone"], OUTCOMES * 4, strict=False), 1)
)

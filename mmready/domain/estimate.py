"""What is believed of a learner, and the advice that follows from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["ready", "not yet", "too close to call", "not measured"]
State = Literal["solid", "not sure", "gap", "taught"]


@dataclass(frozen=True, slots=True)
class RequirementEstimate:
    """One requirement of a course: the whole course (``subject`` empty) or one subject of it.

    ``expected`` is the share of the requirement's questions that the learner is expected to get right, ``sd`` how
    uncertain that is, ``cut`` what the course needs, ``probability`` that expected ≥ cut; all in [0, 1].
    """

    course: str
    subject: str
    expected: float
    sd: float
    cut: float
    probability: float


@dataclass(frozen=True, slots=True)
class SkillEstimate:
    """Expected share right on a skill's questions, its sd, and the probability that it is under the course level."""

    skill: str
    share: float
    sd: float
    asked: tuple[int, ...] = ()  # numbers of the answers that bear on it


@dataclass(frozen=True, slots=True)
class Estimate:
    """All that measuring says at one moment: rows of requirements, course probabilities (joint), skills.

    ``branch`` are the skills that the learner asked to have looked at more closely (none as a rule).
    """

    requirements: tuple[RequirementEstimate, ...]
    courses: Mapping[str, float]
    skills: Mapping[str, SkillEstimate]
    branch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """The verdict on one course.

    ``probability`` that every requirement is met; ``leaning`` is ``"ready"`` or ``"not yet"`` where it is too close to
    call, else empty; ``band`` is where the learner is nine times in ten on the weakest requirement, relative to its
    cut (points of share, low and high); ``reasons`` are sentences, ``settle`` says what would settle it.
    """

    course: str
    probability: float
    verdict: Verdict
    leaning: str = ""
    requirements: tuple[RequirementEstimate, ...] = ()
    reasons: tuple[str, ...] = ()
    band: tuple[float, float, float] | None = None  # low, middle, high
    settle: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing to study before a course: sections of a resource, hours (low, high), and why.

    ``sections`` are references within ``resource`` (``"47"``); ``text`` is one line for a person
    (``"18.02SC, sessions 47–49 and 51"``); ``state`` is the skill's; ``evidence`` holds the numbers of the answers
    behind it (empty where the skill was not asked); then ``likely`` is set, and ``inferred_from`` numbers the answers
    nearest to it in the graph of skills. ``use`` says which part of the course needs it, ``basis`` how the hours were
    reckoned.
    """

    skill: str
    resource: str
    sections: tuple[str, ...]
    hours: tuple[float, float]
    why: str
    name: str = ""
    text: str = ""
    address: str = ""
    course: str = ""
    state: State = "gap"
    evidence: tuple[int, ...] = ()
    likely: bool = False
    use: str = ""
    basis: str = ""
    inferred_from: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """One dated stretch of the plan: studying, a course, or the exam."""

    what: Literal["study", "course", "exam"]
    title: str
    start: datetime.date
    end: datetime.date
    hours: tuple[float, float]
    course: str = ""
    skills: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """The dated whole. ``ready_by`` maps a course to the day its studying is done (low and high end of the hours)."""

    start: datetime.date
    hours_per_week: float
    blocks: tuple[PlanBlock, ...]
    ready_by: Mapping[str, tuple[datetime.date, datetime.date]]
    cost: int
    notes: tuple[str, ...] = ()

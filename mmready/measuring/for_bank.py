"""The model of a bank: slopes, facilities, prior and requirements from what authors wrote.

Nothing here rests on outcome data: the facilities start from the authors' difficulties, and the cuts from a borderline
learner described in the course file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mmready.domain.bank import Bank
from mmready.domain.question import SUBJECTS, QuestionTemplate
from mmready.domain.skill import Course, Necessity, Skill
from mmready.errors import LearnerInputError
from mmready.measuring.model import Model, offsets
from mmready.measuring.normal import Array, cdf, quantile
from mmready.values import dataclass

SHARE_BY_DIFFICULTY = (0.85, 0.72, 0.58, 0.44, 0.30)  # of entrants right, before guessing, for difficulty 1…5
TYPICAL_DIFFICULTY = 3  # the one that a course's level and floor speak of
SLOPE = 1.0  # probit units: a question on one skill
SLOPE_MAIN, SLOPE_SECOND = 0.75, 0.5  # a question on two
SLIP = 0.03
NECESSITY: Mapping[Necessity, float] = {"essential": 3.0, "helpful": 1.0}
SUBJECT_ROW = 0.10  # a subject with at least this share of a course's weight is a requirement of its own
GENERAL, SUBJECT, GRAPH, UNIQUE = 0.35, 0.20, 0.30, 0.15  # parts of a skill's variance among entrants
PASSED_ON = 0.6  # how much of a skill its prerequisites hand on

_ROUNDING = 1e-9

Row = tuple[str, str]  # course, subject ("" for the whole course)


@dataclass(frozen=True, eq=False)
class BankModel:
    """A bank and the courses asked about, ready for measuring.

    ``questions`` (J) and ``skills`` (S) are ids in the order of the model's arrays; ``rows`` are its requirements as
    (course, subject), the subject empty for the whole course; ``courses`` are the courses that have rows, numbered as
    in ``model.courses``. Courses that nothing in the bank measures are left out.
    """

    model: Model
    questions: tuple[str, ...]
    skills: tuple[str, ...]
    rows: tuple[Row, ...]
    courses: tuple[str, ...]
    templates: Mapping[str, QuestionTemplate]

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Question id → its index in the model."""
        return {question: j for j, question in enumerate(self.questions)}

    def rows_of(self, *courses: str) -> tuple[int, ...]:
        """Indices of the requirements of these courses."""
        return tuple(i for i, (course, _) in enumerate(self.rows) if course in courses)

    def __repr__(self) -> str:
        return f"BankModel({self.model!r}, courses {', '.join(self.courses)})"


def for_bank(bank: Bank, courses: Sequence[str]) -> BankModel:
    """The model of ``bank`` for these courses.

    Raises LearnerInputError for an unknown course or a bank without questions.
    """
    unknown = [course for course in courses if course not in bank.courses]
    if unknown:
        raise LearnerInputError(f"unknown course {', '.join(unknown)}; this bank has {', '.join(bank.courses)}")
    if not bank.questions:
        raise LearnerInputError("this bank has no question, so nothing can be measured")
    questions = tuple(bank.questions.values())
    loadings = _loadings(questions, tuple(bank.skills))
    placed = _placed(questions, tuple(bank.skills), loadings)
    rows: list[Row] = []
    weights: list[Array] = []
    levels: list[float] = []
    for course in dict.fromkeys(courses):
        for subject, weight, level in _requirements(bank.courses[course], placed):
            rows.append((course, subject))
            weights.append(weight)
            levels.append(level)
    measured = tuple(dict.fromkeys(course for course, _ in rows))
    guess = np.array([question.guess for question in questions])
    facility = guess + (1.0 - guess - SLIP) * np.array([_entrants(question.difficulty) for question in questions])
    prior = prior_covariance(tuple(bank.skills.values()))
    span, offset = 1.0 - guess - SLIP, offsets(loadings, prior, facility, guess, SLIP)
    reach = loadings.sum(axis=1)
    at_cut = {level: guess + span * cdf(reach * borderline(level) + offset) for level in dict.fromkeys(levels)}
    cuts = [float(weight @ at_cut[level]) for weight, level in zip(weights, levels, strict=True)]
    model = Model(
        loadings,
        facility,
        guess,
        SLIP,
        prior,
        np.array(weights).reshape(len(rows), len(questions)),
        cuts,
        courses=[measured.index(course) for course, _ in rows],
    )
    return BankModel(model, tuple(bank.questions), tuple(bank.skills), tuple(rows), measured, bank.questions)


def borderline(level: float) -> float:
    """The skill, in sd among entrants, that gets this share right on open questions of the typical difficulty."""
    known = np.array([min(level / (1.0 - SLIP), 0.999)])
    return (float(quantile(known)[0]) - TYPICAL_OFFSET) / SLOPE


def prior_covariance(skills: Sequence[Skill]) -> Array:
    """(S,S) covariance of the skills among entrants, with variances of 1.

    Four parts: one general ability, one for each subject, one that prerequisites hand on (A Aᵀ with A = (I − B)⁻¹,
    where B passes ``PASSED_ON`` of a skill from its prerequisites in equal shares, scaled to variances of 1), and one
    of each skill alone.
    """
    place = {skill.id: k for k, skill in enumerate(skills)}
    passing = np.zeros((len(skills), len(skills)))
    for k, skill in enumerate(skills):
        parents = [place[parent] for parent in skill.prerequisites if parent in place]
        passing[k, parents] = PASSED_ON / max(len(parents), 1)
    handed = np.linalg.inv(np.eye(len(skills)) - passing)
    graph = handed @ handed.T
    sd = np.sqrt(graph.diagonal())
    subjects = np.array([skill.subject for skill in skills])
    same = subjects[:, None] == subjects
    out: Array = GENERAL + SUBJECT * same + GRAPH * graph / np.outer(sd, sd) + UNIQUE * np.eye(len(skills))
    return out


def _entrants(difficulty: int) -> float:
    return SHARE_BY_DIFFICULTY[difficulty - 1]


def _loadings(questions: Sequence[QuestionTemplate], skills: tuple[str, ...]) -> Array:
    place = {skill: k for k, skill in enumerate(skills)}
    out = np.zeros((len(questions), len(skills)))
    for j, question in enumerate(questions):
        out[j, place[question.skill]] = SLOPE_MAIN if question.also else SLOPE
        for skill in question.also:
            out[j, place[skill]] = SLOPE_SECOND / len(question.also)
    return out


@dataclass(frozen=True, eq=False)
class _Placed:
    """What the requirements of every course are made from.

    ``skills`` (S) are ids; ``touched`` (J,S) says which skills a question is on, ``main`` (J,) which one first;
    ``subjects`` are names, and ``subject`` (J,) says which one a question is in.
    """

    skills: tuple[str, ...]
    touched: npt.NDArray[np.bool_]
    main: npt.NDArray[np.intp]
    subjects: tuple[str, ...]
    subject: npt.NDArray[np.intp]


def _placed(questions: Sequence[QuestionTemplate], skills: tuple[str, ...], loadings: Array) -> _Placed:
    place = {skill: k for k, skill in enumerate(skills)}
    main = np.array([place[question.skill] for question in questions], dtype=np.intp)
    names = {name: k for k, name in enumerate(dict.fromkeys((*SUBJECTS, *(each.subject for each in questions))))}
    subject = np.array([names[question.subject] for question in questions], dtype=np.intp)
    return _Placed(skills, loadings > 0.0, main, tuple(names), subject)


def _requirements(course: Course, placed: _Placed) -> Iterator[tuple[str, Array, float]]:
    """(subject, weights of the questions, level) for the whole course, then for each subject that carries weight."""
    if not course.measured:
        return
    wanted = [course.needs[skill].necessity if skill in course.needs else None for skill in placed.skills]
    need = np.array([NECESSITY.get(necessity, 0.0) if necessity else 0.0 for necessity in wanted])
    counted, main = ~(placed.touched @ (need <= 0.0)), placed.main
    on_skill = np.bincount(main[counted], minlength=need.size)
    weight = np.where(counted, need[main] / np.maximum(on_skill[main], 1), 0.0)
    total = float(weight.sum())
    if total == 0.0:
        return
    yield "", weight / total, course.level
    is_essential = np.array([necessity == "essential" for necessity in wanted])
    essential = set(placed.subject[counted & is_essential[main]].tolist())
    for number, subject in enumerate(placed.subjects):
        part = weight * (placed.subject == number)
        share = float(part.sum()) / total
        # One subject alone is the whole course; and what is only helpful must not close a course by itself.
        if number in essential and SUBJECT_ROW <= share < 1.0 - _ROUNDING:
            yield subject, part / part.sum(), course.floor


TYPICAL_OFFSET = math.sqrt(1.0 + SLOPE**2) * float(quantile(np.array([_entrants(TYPICAL_DIFFICULTY)]))[0])

"""What the sums say, in figures for people: readiness of the group, every question, and which ones to mend first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mmready.analysis.packed import SURE
from mmready.analysis.sums import EDGES, MILLI, Sums
from mmready.domain.bank import Bank
from mmready.domain.question import CHOICE_KINDS
from mmready.report.result import OUTCOMES

__all__ = ["Chosen", "CourseRow", "Findings", "Item", "Reason", "SkillRow", "findings", "interval"]

Interval = tuple[float, float]
FEWEST = 30  # answers before anything but a flag is said of a question
_Z = 1.96
_TELLS_LITTLE = 0.15  # the correlation that a question's interval should reach
_OFF = 0.10  # share right beside the expected one that is worth a word
_SURE_OFF = 3.0  # standard errors
_GIVE_UP = 0.4  # "I don't know yet" that is worth a word
_SLOW = 1.0  # times the minutes that the author allows, by the median
_UNUSED = 0.02
_OPTION_SEEN = 100  # answers before an option that nobody takes is named


@dataclass(frozen=True, slots=True)
class CourseRow:
    """How ready the group is for a course: sittings that asked for it, by verdict; ``bins`` by probability, 20 of them.

    ``ready`` is the share that is ready, with its interval.
    """

    course: str
    title: str
    asked: int
    verdicts: tuple[int, int, int]
    ready: float
    interval: Interval
    bins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill in the group: the share right, and what was to be expected of entrants on the same questions."""

    skill: str
    name: str
    answers: int
    right: float
    entrants: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer that was given: an option's letter, or the word for a known mistake. ``theta`` is who gave it."""

    answer: str
    count: int
    share: float
    theta: float
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question should be looked at; the ``weight`` of its reasons ranks a question."""

    code: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Item:
    """A question: ``right`` is the mean of the points; ``expected`` that of the same learners by their other answers.

    ``tells`` is the correlation of the points with θ by the learner's other answers (nan where it cannot be said);
    ``seconds`` the median time, ``minutes`` what the author allows.
    """

    question: str
    skill: str
    kind: str
    difficulty: int
    answers: int
    right: float
    right_interval: Interval
    expected: float
    tells: float
    tells_interval: Interval
    dont_know: float
    seconds: float | None
    minutes: float
    flags: int
    comments: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def weight(self) -> float:
        """How much it is worth to look at this question."""
        return sum(reason.weight for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Findings:
    """All of it; ``items`` are the questions that were answered, in the bank's order."""

    sittings: int
    answers: int
    courses: tuple[CourseRow, ...]
    skills: tuple[SkillRow, ...]
    items: tuple[Item, ...]
    sure: Mapping[str, tuple[int, int]]
    not_asked: int

    @property
    def to_mend(self) -> tuple[Item, ...]:
        """The questions with a reason to look at them, the most pressing first."""
        return tuple(
            sorted((each for each in self.items if each.reasons), key=lambda each: (-each.weight, each.question))
        )


def findings(bank: Bank, courses: Sequence[str], entrants: Sequence[float], sums: Sums) -> Findings:
    """What the sums say of this bank. ``entrants`` (J,) are the shares right that its model expects of entrants."""
    names = tuple(bank.questions)
    items = tuple(_item(bank, name, number, sums) for number, name in enumerate(names) if sums.moments[number, 7])
    rows = tuple(_course(bank, course, number, sums) for number, course in enumerate(courses))
    sure = {said: (int(n), int(right)) for said, (n, right) in zip(SURE, _told(sums), strict=True) if said and n}
    answers = int(sums.outcomes.sum())
    return Findings(sums.sittings, answers, rows, _skills(bank, entrants, sums), items, sure, len(names) - len(items))


def interval(share: float, count: float) -> Interval:
    """Wilson's 95% interval of a share."""
    if count <= 0:
        return 0.0, 1.0
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _told(sums: Sums) -> Iterator[tuple[int, int]]:
    for wrong, right in sums.sure.tolist():
        yield wrong + right, right


def _course(bank: Bank, course: str, number: int, sums: Sums) -> CourseRow:
    ready, close, later = (int(each) for each in sums.verdicts[number])
    asked = ready + close + later
    share = ready / asked if asked else 0.0
    bins = tuple(int(each) for each in sums.ready[number])
    title = bank.courses[course].title
    return CourseRow(course, title, asked, (ready, close, later), share, interval(share, asked), bins)


def _skills(bank: Bank, entrants: Sequence[float], sums: Sums) -> tuple[SkillRow, ...]:
    found: dict[str, list[float]] = {}
    for number, card in enumerate(bank.questions.values()):
        here = found.setdefault(card.skill, [0.0, 0.0, 0.0])
        count = int(sums.moments[number, 7])
        here[0] += count
        here[1] += int(sums.moments[number, 0]) / MILLI
        here[2] += count * entrants[number]
    return tuple(
        SkillRow(skill, bank.skills[skill].name, int(count), points / count, expected / count)
        for skill, (count, points, expected) in found.items()
        if count and skill in bank.skills
    )


def _item(bank: Bank, name: str, number: int, sums: Sums) -> Item:
    card = bank.questions[name]
    y, yy, t, tt, yt, e, noise, count = (int(each) for each in sums.moments[number])
    right, expected = y / count / MILLI, e / count / MILLI
    tells = _correlation(count, y, yy, t, tt, yt)
    outcomes = sums.outcomes[number]
    item = Item(
        name,
        card.skill,
        card.kind,
        card.difficulty,
        count,
        right,
        interval(right, count),
        expected,
        tells,
        _fisher(tells, count),
        int(outcomes[OUTCOMES.index("dont_know")]) / count,
        _median(sums.times[number].tolist()),
        card.minutes,
        int(sums.flags[number]),
        tuple(text for _, text in sums.comments.get(number, ())),
        tuple(_chosen(bank, name, number, count, sums)),
    )
    error = math.sqrt(max(noise, 1) / MILLI) / count
    return replace(item, reasons=tuple(_reasons(item, error)))


def _correlation(count: int, y: int, yy: int, t: int, tt: int, yt: int) -> float:
    top, left, right = count * yt - y * t, count * yy - y * y, count * tt - t * t
    return top / math.sqrt(left) / math.sqrt(right) if count >= 3 and left > 0 and right > 0 else math.nan


def _fisher(correlation: float, count: int) -> Interval:
    if math.isnan(correlation) or count <= 3 or abs(correlation) >= 1.0:
        return -1.0, 1.0
    middle, half = math.atanh(correlation), _Z / math.sqrt(count - 3)
    return math.tanh(middle - half), math.tanh(middle + half)


def _median(times: Sequence[int]) -> float | None:
    """The middle time by the bins, within its bin by proportion; None where none is known."""
    whole, before = sum(times), 0
    for place, count in enumerate(times):
        if whole and before + count >= whole / 2:
            low, high = float(EDGES[place]), float(EDGES[place + 1])
            return low * float((high / low) ** ((whole / 2 - before) / count))
        before += count
    return None


def _chosen(bank: Bank, name: str, number: int, answers: int, sums: Sums) -> Iterator[Chosen]:
    """The answers that were given, the most frequent first; options that nobody took are named where they are known."""
    card = bank.questions[name]
    body = bank.bodies.get(name) if card.kind in CHOICE_KINDS else None
    options = body.options if body else ()
    right = {chr(97 + place): option.right for place, option in enumerate(options)}
    given = {answer: counts for (question, answer), counts in sums.chosen.items() if question == number}
    if body and not body.pick:  # otherwise some are not shown to everybody
        given |= {letter: (0, 0, 0) for letter in right if letter not in given}
    for answer, (count, theta, _) in sorted(given.items(), key=lambda each: (-each[1][0], each[0])):
        known = {"yes": True, "no": False}.get(right.get(answer, ""))
        yield Chosen(answer, count, count / answers, theta / count / MILLI if count else math.nan, known)


def _reasons(item: Item, error: float) -> Iterator[Reason]:
    """Every reason to look at a question, in words."""
    if item.flags:
        share = item.flags / item.answers
        said = f"Flagged {item.flags} time{'s' if item.flags > 1 else ''} by learners ({share:.0%} of its answers)."
        yield Reason("flagged", said, 1.0 + min(3.0, 40.0 * share) if item.flags > 1 else 0.5)
    if item.comments:
        yield Reason("comments", f"Learners wrote about it: “{item.comments[0][:120]}”", 1.0)
    if item.answers < FEWEST:
        return
    low, high = item.tells_interval
    if high < 0.0:
        said = f"Those who do better elsewhere do worse here (correlation {item.tells:.2f}): is the key right?"
        yield Reason("against", said, 6.0)
    elif high < _TELLS_LITTLE:
        said = f"It hardly tells who can do it: correlation with the rest {item.tells:.2f} ({low:.2f} to {high:.2f})."
        yield Reason("tells-little", said, 4.0)
    off = item.right - item.expected
    if abs(off) > _OFF and abs(off) > _SURE_OFF * error:
        said = (
            f"{'Easier' if off > 0 else 'Harder'} than its difficulty {item.difficulty} says: {item.right:.0%} right, "
            f"where {item.expected:.0%} were expected of these learners."
        )
        yield Reason("easier" if off > 0 else "harder", said, 1.0 + 6.0 * abs(off))
    if item.dont_know > _GIVE_UP:
        yield Reason("given-up", f"{item.dont_know:.0%} said “I don't know yet”.", 0.5 + item.dont_know)
    if item.seconds is not None and item.seconds > _SLOW * 60.0 * item.minutes:
        took = f"{item.seconds / 60.0:.1f} minutes"
        yield Reason("slow", f"Half of the learners took over {took}; it allows {item.minutes:g}.", 1.0)
    yield from _options(item)


def _options(item: Item) -> Iterator[Reason]:
    right = [each for each in item.chosen if each.right and each.count]
    if item.kind != "one-choice" or len(right) != 1:
        return
    for each in item.chosen:
        spread = 2.0 / math.sqrt(max(min(each.count, right[0].count), 1))
        if each.right is False and each.count >= 20 and each.theta > right[0].theta + spread:
            said = f"Option {each.answer} is taken by better learners than the right one: is the key right?"
            yield Reason("option-better", said, 5.0)
        if each.right is False and item.answers >= _OPTION_SEEN and each.share < _UNUSED:
            said = f"Option {each.answer} misleads nobody ({each.count} of {item.answers})."
            yield Reason("option-unused", said, 0.4)
